package coverage

import (
	"context"

	"maillage/geo/snapshot"
)

// TraceKey is where a context may have a trace, as net/http has keys for what its
// contexts hold: a func(Query, snapshot.Network), which is called wherever a network
// is counted for a query: once for each analysis, and for each part of one that is
// asked for alone. It may be called from several goroutines at once. Whoever must
// not count the same thing twice can tell by it.
type TraceKey struct{}

// trace says that a count begins.
func trace(ctx context.Context, q Query, active snapshot.Network) {
	if begin, ok := ctx.Value(TraceKey{}).(func(Query, snapshot.Network)); ok {
		begin(q, active)
	}
}
