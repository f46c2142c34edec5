package api

import (
	"context"
	"runtime"
	"time"
)

// A gate lets a few long computations run at once, so that they never take
// every processor from the short ones.
type gate chan struct{}

// newGate leaves half of the processors free, where there are two or more.
func newGate() gate { return make(gate, max(1, runtime.GOMAXPROCS(0)/2)) }

// gatePatience is how long a request waits for its turn.
const gatePatience = 10 * time.Second

// enter waits for a turn, which leave gives back.
func (g gate) enter(ctx context.Context) (leave func(), err error) {
	wait, stop := context.WithTimeout(ctx, gatePatience)
	defer stop()
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	case <-wait.Done():
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, tooBusy.problem("Other long computations have every turn.", "Ask again in a few seconds.")
	}
}
