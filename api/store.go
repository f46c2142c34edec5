package api

import (
	"sync/atomic"
	"time"

	"maillage/geo/snapshot"
)

// A Store holds the snapshot that is served, and what became of the last
// attempt to replace it. The zero value is empty and ready to use. It is safe
// for concurrent use: a request takes the current snapshot once, at its start,
// and sees no other.
type Store struct {
	state   atomic.Pointer[loaded]
	failure atomic.Pointer[Failure]
}

// loaded is a snapshot, the instant it began to be served, and what was worked
// out of it since: all of it goes with the snapshot, once the requests under
// way let go.
type loaded struct {
	snapshot *snapshot.Snapshot
	since    time.Time
	kept     kept
}

// A Failure is a load that did not succeed.
type Failure struct {
	At     time.Time
	Reason string
}

// Swap puts a snapshot in service, and forgets the last failure.
func (s *Store) Swap(next *snapshot.Snapshot, at time.Time) {
	s.state.Store(&loaded{snapshot: next, since: at})
	s.failure.Store(nil)
}

// Fail records that a load failed. The snapshot in service stays.
func (s *Store) Fail(err error, at time.Time) {
	s.failure.Store(&Failure{At: at, Reason: err.Error()})
}

// now returns what is in service; before the first snapshot, nothing.
func (s *Store) now() *loaded {
	if l := s.state.Load(); l != nil {
		return l
	}
	return new(loaded)
}

// Current returns the snapshot in service, nil before the first.
func (s *Store) Current() *snapshot.Snapshot { return s.now().snapshot }

// Since returns the instant the current snapshot was put in service, the zero
// time before the first.
func (s *Store) Since() time.Time { return s.now().since }

// LastFailure returns the load that failed since the last that succeeded, nil
// if there is none.
func (s *Store) LastFailure() *Failure { return s.failure.Load() }
