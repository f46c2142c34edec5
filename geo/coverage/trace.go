package coverage

import (
	"context"

	"maillage/geo/snapshot"
)

// traceKey is where a context has its trace.
type traceKey struct{}

// WithTrace returns a context in which begin is called wherever a network is
// counted for a query: once for each analysis, and for each part of one that is
// asked for alone. It may be called from several goroutines at once. Whoever must
// not count the same thing twice can tell by it.
func WithTrace(ctx context.Context, begin func(Query, snapshot.Network)) context.Context {
	return context.WithValue(ctx, traceKey{}, begin)
}

// trace says that a count begins.
func trace(ctx context.Context, q Query, active snapshot.Network) {
	if begin, ok := ctx.Value(traceKey{}).(func(Query, snapshot.Network)); ok {
		begin(q, active)
	}
}
