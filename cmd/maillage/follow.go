package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"maillage/api"
	"maillage/data/postgis"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// follower serves what a store of generations has in service, and swaps at each
// change. It never stops serving for want of the store.
type follower struct {
	store *api.Store
	log   *slog.Logger
	// say tells whoever started the program what it waits for.
	say func(format string, args ...any)
	// first is called once, with the generation that is served first.
	first func(generation string)
	// cache, where there is one, keeps the last generation at hand for a start
	// without the store; nil: none.
	cache generations

	mu      sync.Mutex
	pending string    // generation to be loaded, "" where what serves is the one in service
	since   time.Time // last instant at which the store answered; at first, the start
	silent  bool      // the store did not answer last time
	empty   int       // times in a row that it answered, with nothing in service
	wake    chan struct{}
}

func newFollower(store *api.Store, log *slog.Logger) *follower {
	return &follower{store: store, log: log, since: time.Now(), wake: make(chan struct{}, 1)}
}

// follow serves from a store until the context ends.
func (f *follower) follow(ctx context.Context, from generations, hangup <-chan os.Signal) {
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		from.Watch(ctx, f.want)
	}()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-hangup:
			if g, err := from.Active(ctx); err == nil {
				f.want(g.ID)
			}
		case <-f.wake:
			f.step(ctx, from)
		}
	}
	<-watched
}

// want asks for a generation to be served. It does not wait for it, so that
// whoever watches goes on watching.
func (f *follower) want(id string) {
	f.mu.Lock()
	f.pending = id
	f.mu.Unlock()
	f.nudge()
}

func (f *follower) nudge() {
	select {
	case f.wake <- struct{}{}:
	default: // it is awake
	}
}

// step does what is to be done: it serves the copy at hand where nothing else can
// be had, or loads the generation asked for.
func (f *follower) step(ctx context.Context, from generations) {
	f.mu.Lock()
	id, silent := f.pending, f.silent
	f.mu.Unlock()
	if silent && f.store.Current() == nil && f.cache != nil {
		if err := f.recall(ctx); err != nil && ctx.Err() == nil {
			f.log.Error("the copy at hand did not load", "reason", err)
		}
	}
	if id != "" {
		f.swap(ctx, from, id)
	}
}

// swap loads a generation beside what is served, and puts it in service. Where
// that fails it tries again, for the store may come back.
func (f *follower) swap(ctx context.Context, from generations, id string) {
	var fresh *snapshot.Snapshot
	if now := f.store.Current(); now == nil || now.Generation != id {
		var err error
		fresh, err = snapshotOf(ctx, from, id, now)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			f.store.Fail(err, time.Now())
			f.log.Error("a generation did not load; the one before goes on serving", "generation", id, "reason", err)
			time.AfterFunc(tryAgain, f.nudge)
			return
		}
		f.serve(fresh)
	}
	f.mu.Lock()
	if f.pending == id {
		f.pending = ""
		if !f.silent {
			f.store.Fresh()
		}
	}
	f.mu.Unlock()
	if f.cache != nil && fresh != nil {
		f.remember(ctx, fresh.Data)
	}
}

// start serves what a store has in service, which must be there.
func (f *follower) start(ctx context.Context, from generations) error {
	active, err := from.Active(ctx)
	if err != nil {
		return err
	}
	s, err := snapshotOf(ctx, from, active.ID, nil)
	if err == nil {
		f.serve(s)
	}
	return err
}

// tryAgain is how long a load that failed waits for the next.
const tryAgain = time.Second

// serve puts a snapshot in service, with all that its first requests need.
func (f *follower) serve(next *snapshot.Snapshot) {
	started := f.store.Current() == nil
	putInService(f.store, next)
	f.log.Info("serving", "generation", next.Generation)
	if started && f.first != nil {
		f.first(next.Generation)
	}
}

// heard learns how the store answers.
func (f *follower) heard(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		if f.silent {
			f.log.Info("the database answers again")
		}
		f.silent, f.since = false, time.Now()
		switch {
		case f.pending != "":
		case f.store.Current() != nil:
			f.store.Fresh()
		default:
			f.store.Fresh() // as far as nothing can be
			f.hint()
		}
		return
	}
	if !f.silent {
		f.log.Warn("nothing new can be had from the database; what serves goes on serving", "reason", err)
		if f.store.Current() == nil && f.say != nil {
			f.say("waiting for the database: %v", err)
		}
	}
	f.silent, f.empty = true, 0
	f.nudge()
	reason := "the database does not answer" // the log says why: an address is nobody's business
	if postgis.Refused(err) {
		reason = "the database refuses what is asked of it"
	}
	f.store.Stale(f.since, reason)
}

// hint says, the second time that nothing is in service, what to do about it: at
// first the store may be about to tell.
func (f *follower) hint() {
	f.empty++
	if f.empty != 2 {
		return
	}
	err := errors.New("no generation is in service yet: maillage import with --activate makes one")
	f.store.Fail(err, time.Now())
	if f.say != nil {
		f.say("waiting: %v", err)
	}
}

// remember keeps a generation in the cache.
func (f *follower) remember(ctx context.Context, d *geo.Dataset) {
	g, err := f.cache.Save(ctx, d, geo.Draft{Note: "copy of the database"})
	if err == nil {
		err = f.cache.Activate(ctx, g.ID)
	}
	if err != nil && ctx.Err() == nil {
		f.log.Error("the generation could not be kept at hand; serving goes on", "reason", err)
	}
}

// recall serves the generation of the cache, until the store is heard of.
func (f *follower) recall(ctx context.Context) error {
	g, err := f.cache.Active(ctx)
	if errors.Is(err, geo.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	d, err := f.cache.Load(ctx, g.ID)
	if err != nil {
		return err
	}
	s, err := snapshot.Build(ctx, d)
	if err != nil {
		return err
	}
	f.store.Stale(g.Created, fmt.Sprintf("the database does not answer; this copy was made on %s", g.Created.Format(time.RFC3339)))
	f.serve(s)
	return nil
}
