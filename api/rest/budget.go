package rest

import (
	"context"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"time"
)

// No request runs for longer than this, whoever holds the connection. It may wait
// for a turn meanwhile.
const answerWithin = 45 * time.Second

// A request that has its turn works for at most this long. It works in one
// goroutine, so that this bounds its time of processor too.
const workWithin = 10 * time.Second

// lanePatience is how long a request waits for a turn: longer than any one works,
// so that one dear request refuses no other.
const lanePatience = workWithin + 5*time.Second

// lanes are what long computations run in. Each has few turns, so that they never
// take every processor from the short ones; what is dear by an estimate has a lane
// of one turn, and keeps nobody from the others.
type lanes struct {
	Plans  *Lane // searches, which take a second or more
	WhatIf *Lane // scenarios and comparisons, which wait for no search
	Dear   *Lane // those that are dear, and comparisons of generations
}

// NewLanes returns lanes with every turn free.
func NewLanes() lanes {
	half := int64(max(1, runtime.GOMAXPROCS(0)/2))
	one := func(room int64) *Lane {
		return newLane(room, lanePatience, "Other long computations have every turn.", "Ask again in a few seconds.")
	}
	return lanes{Plans: one(half), WhatIf: one(half), Dear: one(1)}
}

// AdmitTo waits for a turn in a lane, and bounds the work of the request from
// then on.
func (c *Request) AdmitTo(l *Lane) (leave func(), err error) {
	if err := l.Enter(c.Ctx, c.Client, 1); err != nil {
		return nil, err
	}
	if err := c.takeShares(); err != nil {
		l.Give(1)
		return nil, err
	}
	before := c.Ctx
	ctx, stop := context.WithTimeout(before, workWithin)
	c.Ctx = ctx
	return func() {
		stop()
		c.Ctx = before
		l.Give(1)
	}, nil
}

// Stay keeps a turn in a lane until the answer is made in its form: what only some
// forms show is computed there.
func (c *Request) Stay(leave func(), err error) error {
	c.leave = leave
	return err
}

// clientOf tells clients apart: by the address of the peer, or, behind a proxy
// that api.Options.TrustProxy names, by the last one of X-Forwarded-For that is no
// such proxy. One client has many addresses of IPv6: the network stands for them.
func (s *Server) clientOf(r *http.Request) string {
	peer := r.RemoteAddr
	if s.trusts(peer) {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0; i-- {
			hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
			if err != nil {
				break
			}
			if peer = netip.AddrPortFrom(hop, 0).String(); !s.trusts(peer) {
				break
			}
		}
	}
	at, err := netip.ParseAddrPort(peer)
	if err != nil {
		return ""
	}
	address := at.Addr().Unmap().WithZone("")
	if address.Is4() {
		return address.String()
	}
	network, _ := address.Prefix(64) // an IPv6 address has 64 bits and more
	return network.String()
}
