// Package follow keeps a service up to date with a store of generations: it loads
// what the store has in service, puts it in service, and swaps at each change.
//
// # What it hides
//
// A [Follower] loads beside what serves, one generation at a time, while it goes on
// watching: of changes that come during a load the last is loaded next. It never
// stops serving for want of the store:
//
//   - while the store does not answer, what serves stays, and the service says since
//     when it may be out of date ([Service.Stale]); once it answers, and what it has in
//     service is loaded, that ends ([Service.Fresh]);
//   - a generation that does not load is a failure of the service ([Service.Fail]);
//     the one before serves on, and the load is tried again each second;
//   - with a [Copy], the last generation is kept at hand, and served at a start
//     without the store, as stale since it was copied.
//
// [Reload] is the same for data that no store keeps: it is loaded again at each signal.
//
// # How it is used
//
//	f := follow.New(follow.Options{Service: store, Log: log})
//	from, err := postgis.Open(postgis.Options{URL: url, Heard: f.Heard}) // or local.Open
//	err = f.Start(ctx, from) // where there must be a generation in service
//	f.Run(ctx, from, hangup) // until ctx ends
//
// # Errors
//
// Start returns what keeps the first generation from being served; what it wraps is
// the store's: geo.ErrNotFound where nothing is in service. After it, nothing ends
// Run but its context: what goes wrong is reported to the service and to the log. Reasons
// that the service publishes hold no address; the log has the error itself.
package follow
