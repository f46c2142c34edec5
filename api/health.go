package api

import "time"

// readiness says what is served, how the last load went, and since when what is
// served may be out of date.
type readiness struct {
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

func getHealth(*request) (answer, error) { return answer{value: liveness{"ok"}}, nil }

// getReady answers 200 once data is loaded, though a later reload failed or the
// database is out of reach: the older generation still serves.
func getReady(c *request) (answer, error) {
	failure, stale := c.server.store.LastFailure(), c.server.store.Staleness()
	if c.from.id == "" {
		p := notReady.problem("No data is loaded yet.", "Ask again in a few seconds.")
		switch {
		case stale != nil:
			since := stale.Since.UTC().Format(time.RFC3339)
			p.Detail, p.Fix = "No data is loaded yet, since "+since+": "+stale.Reason, "Mend what the reason names; the service goes on trying by itself."
		case failure != nil:
			p.Detail, p.Fix = "The data did not load: "+failure.Reason, "Mend what the reason names, then start or reload the service."
		}
		return answer{}, p
	}
	since := c.server.store.Since().UTC()
	out := readiness{Ready: true, Version: c.server.version, Generation: c.from.id, Since: since}
	if failure != nil {
		out.Failure = &failedLoad{failure.At.UTC(), failure.Reason}
	}
	if stale != nil {
		instant := stale.Since.UTC()
		out.StaleSince, out.Reason = &instant, &stale.Reason
	}
	return answer{value: out}, nil
}
