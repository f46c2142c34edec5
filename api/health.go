package api

import "time"

// readiness says what is served, and how the last load went.
type readiness struct {
	Ready      bool        `json:"ready"`
	Version    string      `json:"version"`
	Generation string      `json:"generation"`
	Since      time.Time   `json:"since"`
	Failure    *failedLoad `json:"last_failed_reload"`
}

type failedLoad struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
}

type liveness struct {
	Status string `json:"status"`
}

func getHealth(*call) (answer, error) { return answer{value: liveness{"ok"}}, nil }

// getReady answers 200 once data is loaded, though a later reload failed: the
// older generation still serves.
func getReady(c *call) (answer, error) {
	failure := c.server.store.LastFailure()
	if c.snapshot == nil {
		p := notReady.problem("No data is loaded yet.", "Ask again in a few seconds.")
		if failure != nil {
			p.Detail, p.Fix = "The data did not load: "+failure.Reason, "Mend what the reason names, then start or reload the service."
		}
		return answer{}, p
	}
	since := c.server.store.Since().UTC()
	out := readiness{Ready: true, Version: c.server.version, Generation: c.snapshot.Generation, Since: since}
	if failure != nil {
		out.Failure = &failedLoad{failure.At.UTC(), failure.Reason}
	}
	return answer{value: out}, nil
}
