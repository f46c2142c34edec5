package rest

import "time"

// Readiness says what is served, how the last load went, and since when what is
// served may be out of date.
type Readiness struct {
	Ready      bool        `json:"ready"`
	Version    string      `json:"version"`
	Generation string      `json:"generation"`
	Since      time.Time   `json:"since"`
	Failure    *failedLoad `json:"last_failed_reload"`
	StaleSince *time.Time  `json:"stale_since"`
	Reason     *string     `json:"stale_reason"`
}

type failedLoad struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

type liveness struct {
	Status string `json:"status"`
}

func getHealth(*Request) (Answer, error) { return Answer{Value: liveness{"ok"}}, nil }

// getReady answers 200 once data is loaded, though a later reload failed or the
// database is out of reach: the older generation still serves.
func getReady(c *Request) (Answer, error) {
	failure, stale := c.Server.Store.LastFailure(), c.Server.Store.Staleness()
	if c.From.ID == "" {
		p := NotReady.Problem("No data is loaded yet.", "Ask again in a few seconds.")
		switch {
		case stale != nil:
			since := stale.Since.UTC().Format(time.RFC3339)
			p.Detail, p.Fix = "No data is loaded yet, since "+since+": "+stale.Reason,
				"Mend what the reason names; the service goes on trying by itself."
		case failure != nil:
			p.Detail, p.Fix = "The data did not load: "+failure.Reason,
				"Mend what the reason names, then start or reload the service."
		}
		return Answer{}, p
	}
	since := c.Server.Store.Since().UTC()
	out := Readiness{Ready: true, Version: c.Server.Version, Generation: c.From.ID, Since: since}
	if failure != nil {
		out.Failure = &failedLoad{failure.At.UTC(), failure.Reason}
	}
	if stale != nil {
		instant := stale.Since.UTC()
		out.StaleSince, out.Reason = &instant, &stale.Reason
	}
	return Answer{Value: out}, nil
}
