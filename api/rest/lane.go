package rest

import (
	"context"
	"slices"
	"sync"
	"time"
)

// A Lane lets so much run at once, and gives turns to clients in rotation: who
// asks for much waits for himself, not others for him. Of one client so many
// requests wait at most.
type Lane struct {
	Patience time.Duration
	busy     *Problem // what is told to who waited too long

	mu   sync.Mutex
	Free int64
	ring []*queued // clients that wait, the next first
	last string    // the client that had the last turn
}

// queued is one client that waits, with his requests in the order they came.
type queued struct {
	client string
	asking []*asking
}

// asking is a request that waits for a part of the lane.
type asking struct {
	weight  int64
	granted chan struct{} // closed when it has its part
}

// mostWaiting is how many requests of one client wait in one lane. Those that
// come beyond are refused at once.
const mostWaiting = 16

// newLane has all of its room free.
func newLane(room int64, patience time.Duration, detail, fix string) *Lane {
	return &Lane{Free: room, Patience: patience, busy: TooBusy.Problem(detail, fix)}
}

// Enter waits for a part of the lane, which give gives back.
func (l *Lane) Enter(ctx context.Context, client string, weight int64) error {
	l.mu.Lock()
	if len(l.ring) == 0 && l.Free >= weight && ctx.Err() == nil {
		l.Free -= weight
		l.last = client
		l.mu.Unlock()
		return nil
	}
	a := l.ask(client, weight)
	l.mu.Unlock()
	if a == nil {
		busy := *l.busy
		return &busy
	}
	wait, stop := context.WithTimeout(ctx, l.Patience)
	defer stop()
	select {
	case <-a.granted:
		return nil
	case <-wait.Done():
	}
	if l.withdraw(client, a) {
		l.Give(weight) // the turn came in the same moment
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	busy := *l.busy
	return &busy
}

// ask queues a request behind those of its client; nil where too many wait.
func (l *Lane) ask(client string, weight int64) *asking {
	a := &asking{weight, make(chan struct{})}
	for _, q := range l.ring {
		if q.client != client {
			continue
		}
		if len(q.asking) >= mostWaiting {
			return nil
		}
		q.asking = append(q.asking, a)
		return a
	}
	l.ring = append(l.ring, &queued{client, []*asking{a}})
	return a
}

// withdraw takes a request back, and reports whether it had its turn already.
func (l *Lane) withdraw(client string, a *asking) (had bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-a.granted:
		return true
	default:
	}
	for _, q := range l.ring {
		if q.client == client {
			q.asking = slices.DeleteFunc(q.asking, func(one *asking) bool { return one == a })
		}
	}
	l.ring = slices.DeleteFunc(l.ring, func(q *queued) bool { return len(q.asking) == 0 })
	l.grant() // who stands next may need less
	return false
}

// Give gives back a part.
func (l *Lane) Give(weight int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Free += weight
	l.grant()
}

// grant gives turns for as long as what the next one needs is free: a large part
// is not passed over for small ones. Who had the last turn lets another client go
// first, however long he has waited for one more.
func (l *Lane) grant() {
	for len(l.ring) > 0 {
		if q := l.ring[0]; q.client == l.last && len(l.ring) > 1 {
			l.ring = append(l.ring[1:], q)
		}
		q := l.ring[0]
		a := q.asking[0]
		if a.weight > l.Free {
			return
		}
		l.Free -= a.weight
		l.last = q.client
		close(a.granted)
		q.asking = q.asking[1:]
		if l.ring = l.ring[1:]; len(q.asking) > 0 {
			l.ring = append(l.ring, q)
		}
	}
}
