package follow

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Service is what serves a snapshot, and tells how current it is.
type Service interface {
	// Current returns the snapshot in service, nil before the first.
	Current() *snapshot.Snapshot
	// Swap puts a snapshot in service, and forgets the last failure.
	Swap(next *snapshot.Snapshot, at time.Time)
	// Fail records that a load failed; what is in service stays.
	Fail(err error, at time.Time)
	// Stale records since when changes cannot be heard of, and why, in words that may
	// be published. It holds until Fresh.
	Stale(since time.Time, reason string)
	Fresh()
}

// Source is a store of generations that is followed.
type Source interface {
	// Active returns the generation in service; geo.ErrNotFound where there is none.
	Active(context.Context) (geo.Generation, error)
	Load(ctx context.Context, id string) (*geo.Dataset, error)
	// Watch calls back with the generation in service, then with each that is put in
	// service, until the context ends.
	Watch(context.Context, func(id string))
}

// Copy keeps the last generation at hand, for a start without the source.
type Copy interface {
	Save(context.Context, *geo.Dataset, geo.Draft) (geo.Generation, error)
	Activate(ctx context.Context, id string) error
	Active(context.Context) (geo.Generation, error)
	Load(ctx context.Context, id string) (*geo.Dataset, error)
}

// Options are what a follower works with. Service and Log are needed.
type Options struct {
	Service Service
	Log     *slog.Logger
	// Say tells whoever started the program what it waits for; nil: nobody.
	Say func(format string, args ...any)
	// First is called once, with the generation that is served first; nil: nobody.
	First func(generation string)
	// Refused reports whether an error is the source's answer, as to a wrong password,
	// and not its silence; nil: none is.
	Refused func(error) bool
	// Copy, where there is one, is written at each change; nil: none.
	Copy Copy
}

// Follower serves what a source has in service. [New] makes one.
type Follower struct {
	service Service
	log     *slog.Logger
	say     func(format string, args ...any)
	first   func(generation string)
	refused func(error) bool
	copy    Copy

	mu      sync.Mutex
	pending string    // generation to be loaded, "" where what serves is the one in service
	since   time.Time // last instant at which the source answered; at first, the start
	silent  bool      // the source did not answer last time
	empty   int       // times in a row that it answered, with nothing in service
	wake    chan struct{}
}

// New makes a follower, which serves nothing before Start or Run.
func New(o Options) *Follower {
	return &Follower{
		service: o.Service, log: o.Log, say: o.Say, first: o.First, refused: o.Refused, copy: o.Copy,
		since: time.Now(), wake: make(chan struct{}, 1),
	}
}

// Start serves what a source has in service, which must be there.
func (f *Follower) Start(ctx context.Context, from Source) error {
	active, err := from.Active(ctx)
	if err != nil {
		return err
	}
	s, err := f.Generation(ctx, from, active.ID)
	if err == nil {
		f.serve(s)
	}
	return err
}

// Generation builds a generation that the source keeps, in service or not. What it
// shares with what serves is not built again.
func (f *Follower) Generation(ctx context.Context, from Source, id string) (*snapshot.Snapshot, error) {
	set, err := from.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	return snapshot.Rebuild(ctx, set, f.service.Current())
}

// Run serves from a source until the context ends. At a hang-up it asks the source
// what is in service, without waiting for it to tell.
func (f *Follower) Run(ctx context.Context, from Source, hangup <-chan os.Signal) {
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
func (f *Follower) want(id string) {
	f.mu.Lock()
	f.pending = id
	f.mu.Unlock()
	f.nudge()
}

func (f *Follower) nudge() {
	select {
	case f.wake <- struct{}{}:
	default: // it is awake
	}
}

// step does what is to be done: it serves the copy at hand where nothing else can
// be had, or loads the generation asked for.
func (f *Follower) step(ctx context.Context, from Source) {
	f.mu.Lock()
	id, silent := f.pending, f.silent
	f.mu.Unlock()
	if silent && f.service.Current() == nil && f.copy != nil {
		if err := f.recall(ctx); err != nil && ctx.Err() == nil {
			f.log.Error("the copy at hand did not load", "reason", err)
		}
	}
	if id != "" {
		f.swap(ctx, from, id)
	}
}

// tryAgain is how long a load that failed waits for the next.
const tryAgain = time.Second

// swap loads a generation beside what is served, and puts it in service. Where
// that fails it tries again, for the source may come back.
func (f *Follower) swap(ctx context.Context, from Source, id string) {
	var fresh *snapshot.Snapshot
	if now := f.service.Current(); now == nil || now.Generation != id {
		var err error
		fresh, err = f.Generation(ctx, from, id)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			f.service.Fail(err, time.Now())
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
			f.service.Fresh()
		}
	}
	f.mu.Unlock()
	if f.copy != nil && fresh != nil {
		f.remember(ctx, fresh.Data)
	}
}

// serve puts a snapshot in service, and tells of the first.
func (f *Follower) serve(next *snapshot.Snapshot) {
	started := f.service.Current() == nil
	Serve(f.service, next)
	f.log.Info("serving", "generation", next.Generation)
	if started && f.first != nil {
		f.first(next.Generation)
	}
}
