package follow

import (
	"context"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"maillage/geo/snapshot"
)

// Serve puts a snapshot in service with all that its first requests need.
func Serve(service Service, next *snapshot.Snapshot) {
	next.Warm()
	service.Swap(next, time.Now())
	debug.FreeOSMemory() // what a load leaves behind would stay for as long as the service is quiet
}

// Reload loads everything again at each signal, beside what is served, and swaps it
// in, until the context ends; a load that fails leaves the old one serving.
func Reload(ctx context.Context, hangup <-chan os.Signal, service Service,
	load func(context.Context) (*snapshot.Snapshot, error), log *slog.Logger,
) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangup:
		}
		next, err := load(ctx)
		if err != nil {
			service.Fail(err, time.Now())
			log.Error("reload failed; the old data goes on serving", "reason", err)
			continue
		}
		Serve(service, next)
		log.Info("reloaded", "generation", next.Generation)
	}
}
