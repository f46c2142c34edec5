package rest

import (
	"sync"
	"sync/atomic"
	"time"
)

// A Store holds the generation that is served, what became of the last attempt to
// replace it, and whether it still hears of changes to what it was loaded from.
// The zero value is empty and ready to use. It is safe for concurrent use: a request
// takes the current generation once, at its start, and sees no other.
type Store struct {
	state   atomic.Pointer[Generation]
	failure atomic.Pointer[Failure]
	stale   atomic.Pointer[Staleness]
}

// Generation is a generation of the data, the instant it began to be served, and what was
// worked out of it since: all of it goes with the data, once the requests under way
// let go.
type Generation struct {
	ID    string // "": there is none yet
	Data  any    // of the application
	since time.Time
	kept  sync.Map // by *cache and *derived
}

// A Failure is a load that did not succeed.
type Failure struct {
	At     time.Time
	Reason string
}

// Put takes a generation into service, and forgets the last failure.
func (s *Store) Put(id string, data any, at time.Time) {
	s.state.Store(&Generation{ID: id, Data: data, since: at})
	s.failure.Store(nil)
}

// Fail records that a load failed. The generation in service stays.
func (s *Store) Fail(err error, at time.Time) {
	s.failure.Store(&Failure{At: at, Reason: err.Error()})
}

// Now returns what is in service; before the first generation, nothing.
func (s *Store) Now() *Generation {
	if l := s.state.Load(); l != nil {
		return l
	}
	return new(Generation)
}

// Since returns the instant the current generation was put in service, the zero
// time before the first.
func (s *Store) Since() time.Time { return s.Now().since }

// LastFailure returns the load that failed since the last that succeeded, nil
// if there is none.
func (s *Store) LastFailure() *Failure { return s.failure.Load() }

// A Staleness is why what is served may be out of date: what it was loaded from
// (a database, say) cannot be reached, so that a change there would not be known.
type Staleness struct {
	Since  time.Time // the last instant at which the data was known to be current
	Reason string    // in words, without secrets: it is published
}

// Stale records that changes to the data can no longer be heard of: what is in
// service stays, and /readyz and /metrics tell since when it may be out of date.
// Called again while stale, it renews the reason and keeps the earlier instant,
// so that every failed attempt to reconnect may call it. It holds, whatever is
// swapped in, until Fresh.
func (s *Store) Stale(since time.Time, reason string) {
	for {
		old := s.stale.Load()
		next := &Staleness{since, reason}
		if old != nil && old.Since.Before(since) {
			next.Since = old.Since
		}
		if s.stale.CompareAndSwap(old, next) {
			return
		}
	}
}

// Fresh records that what is in service is known to be current again.
func (s *Store) Fresh() { s.stale.Store(nil) }

// Staleness returns since when what is served may be out of date, and why; nil
// where it is known to be current.
func (s *Store) Staleness() *Staleness { return s.stale.Load() }
