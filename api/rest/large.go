package rest

import (
	"context"
	"time"
)

// Answers of 35,000 rows weigh tens of megabytes while they are made, and their
// bytes stay until the client has read them. A share is this many bytes, and
// there are so many shares: however many clients ask at once, they wait for
// one another rather than for memory.
const (
	shareBytes  = 32 << 20
	SharesInAll = 8
)

// largePatience is how long a request waits for its shares. One answer by
// commune takes about a second of a processor.
const largePatience = 15 * time.Second

// quiet is how long after the last large answer its memory goes back to the
// system. Left to itself, the runtime keeps most of it until some other garbage
// makes it collect, which on a quiet server may be never.
const quiet = 2 * time.Second

// worthBytes is the least answer after which memory is given back. A quarter of a
// megabyte of text is several of values, which collecting takes milliseconds.
const worthBytes = 256 << 10

// large bounds the memory of the large answers under way.
type large struct {
	Shares   *Lane
	giveBack *time.Timer
}

// newLarge has all shares free; giveBack gives memory back to the system.
func newLarge(giveBack func()) large {
	shares := newLane(SharesInAll, largePatience, "Other large answers are under way.",
		"Ask again in a few seconds, or by pages: /collections/gaps/items takes limit.")
	l := large{shares, time.AfterFunc(quiet, giveBack)}
	l.giveBack.Stop() // until a large answer has been made
	return l
}

// A Permit is the shares a request holds.
type Permit struct {
	of     large
	shares int64
}

// takeShares waits for the shares of an answer of every row of a level. Who waits
// for a lane takes them after that, and keeps them from nobody meanwhile.
func (c *Request) takeShares() (err error) {
	if c.Permit == nil && c.Shares >= 0 {
		c.Permit, err = c.Server.Large.Enter(c.Ctx, c.Client, c.Shares)
	}
	return err
}

// giveShares gives them back.
func (c *Request) giveShares() {
	if c.Permit != nil {
		c.Permit.Leave()
	}
}

// Enter waits for shares. A turn of no share is one all the same, but does not
// queue behind those that wait.
func (l large) Enter(ctx context.Context, client string, shares int64) (*Permit, error) {
	if shares > 0 {
		if err := l.Shares.Enter(ctx, client, shares); err != nil {
			return nil, err
		}
	}
	return &Permit{l, shares}, nil
}

// shrink gives back what an answer no longer takes once it is so many bytes,
// which wait for the client to read them.
func (t *Permit) shrink(bytes int) {
	left := min(t.shares, int64((bytes+shareBytes-1)/shareBytes))
	t.of.Shares.Give(t.shares - left)
	t.shares = left
}

// made notes an answer of so many bytes: one that is worth it puts the giving
// back off, so that it comes once, when the service is quiet.
func (l large) made(bytes int) {
	if bytes >= worthBytes {
		l.giveBack.Reset(quiet)
	}
}

// Leave gives the shares back.
func (t *Permit) Leave() {
	if t.shares > 0 {
		t.shrink(0)
		t.of.giveBack.Reset(quiet)
	}
}
