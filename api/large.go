package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"maillage/geo"
)

// Answers of 35,000 rows weigh tens of megabytes while they are made, and their
// bytes stay until the client has read them. A share is this many bytes, and
// there are so many shares: however many clients ask at once, they wait for
// one another rather than for memory.
const (
	shareBytes    = 32 << 20
	sharesInAll   = 8
	sharesCommune = 6 // while one answer by commune is made
	sharesEPCI    = 2
)

// largePatience is how long a request waits for its shares. One answer by
// commune takes about a second of a processor.
const largePatience = 15 * time.Second

// large bounds the memory of the large answers under way.
type large struct {
	shares   *semaphore.Weighted
	patience time.Duration
}

func newLarge() large { return large{semaphore.NewWeighted(sharesInAll), largePatience} }

// sharesFor is what an answer of rows of one level takes; 0: it need not wait.
func sharesFor(level geo.Level) int64 {
	switch level {
	case geo.Commune:
		return sharesCommune
	case geo.EPCI:
		return sharesEPCI
	}
	return 0
}

// whole reports whether the route answers every row of a level at once.
// Collections answer by pages.
func (r *route) whole() bool {
	return slices.Contains(r.params, levelParam) && !strings.HasPrefix(r.path, "/collections/")
}

// A turn is the shares a request holds.
type turn struct {
	of     *semaphore.Weighted
	shares int64
}

// enter waits for shares. A turn of no share is one all the same, but does not
// queue behind those that wait.
func (l large) enter(ctx context.Context, shares int64) (*turn, error) {
	if shares == 0 {
		return &turn{l.shares, 0}, nil
	}
	wait, stop := context.WithTimeout(ctx, l.patience)
	defer stop()
	if err := l.shares.Acquire(wait, shares); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, tooBusy.problem("Other large answers are under way.",
			"Ask again in a few seconds, or by pages: /collections/gaps/items takes limit.")
	}
	return &turn{l.shares, shares}, nil
}

// shrink gives back what an answer no longer takes once it is so many bytes,
// which wait for the client to read them.
func (t *turn) shrink(bytes int) {
	left := min(t.shares, int64((bytes+shareBytes-1)/shareBytes))
	t.of.Release(t.shares - left)
	t.shares = left
}

func (t *turn) leave() { t.shrink(0) }
