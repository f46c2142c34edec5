package follow_test

import (
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"maillage/data/follow"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// service records what a follower does with what serves. It keeps the first of
// several instants of staleness, as the service of the program does.
type service struct {
	mu      sync.Mutex
	current *snapshot.Snapshot
	state   state
}

// state is what a service says of itself.
type state struct {
	generation string
	failure    string    // of the last load; "" where it succeeded
	stale      time.Time // zero where what serves is current
	reason     string
}

func (s *service) Current() *snapshot.Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current
}

func (s *service) Swap(next *snapshot.Snapshot, _ time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current, s.state.generation, s.state.failure = next, next.Generation, ""
}

func (s *service) Fail(err error, _ time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.failure = err.Error()
}

func (s *service) Stale(since time.Time, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.reason = reason; s.state.stale.IsZero() || since.Before(s.state.stale) {
		s.state.stale = since
	}
}

func (s *service) Fresh() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.stale, s.state.reason = time.Time{}, ""
}

func (s *service) now() state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// until waits until the service is as it should be, for a bounded time.
func (s *service) until(t *testing.T, what string, holds func(state) bool) {
	t.Helper()
	for deadline := time.Now().Add(40 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds(s.now()) {
			return
		}
	}
	t.Fatalf("never: %s; it says %+v", what, s.now())
}

// serves waits until a generation is in service, and current.
func (s *service) serves(t *testing.T, id string) {
	t.Helper()
	s.until(t, "generation "+id, func(now state) bool { return now.generation == id && now.failure == "" && now.stale.IsZero() })
}

// options are those of a follower that tells nobody.
func options(s *service) follow.Options {
	return follow.Options{Service: s, Log: slog.New(slog.DiscardHandler)}
}

// set is a data set of its own: a country of squares, with one centre of that name.
func set(name string) *geo.Dataset {
	c := geotest.Centre("first", geotest.Over("2010", "", "A1"))
	c.Name = name
	return geotest.Squares(false, c)
}

var errSilent = errors.New("dial tcp: connection refused")
