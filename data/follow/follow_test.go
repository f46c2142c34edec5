package follow_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"maillage/data/follow"
	"maillage/data/local"
	"maillage/geo"
)

// source is a store in memory: a test says what is in service, and what goes wrong.
type source struct {
	active chan string // what is put in service, to be told
	load   func(ctx context.Context, id string) (*geo.Dataset, error)
}

func newSource() *source {
	return &source{active: make(chan string), load: func(_ context.Context, id string) (*geo.Dataset, error) { return set(id), nil }}
}

func (s *source) Active(context.Context) (geo.Generation, error) {
	return geo.Generation{}, geo.ErrNotFound
}

func (s *source) Load(ctx context.Context, id string) (*geo.Dataset, error) { return s.load(ctx, id) }

func (s *source) Watch(ctx context.Context, changed func(string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-s.active:
			changed(id)
		}
	}
}

// run follows a source for the length of a test, on a clock of its own.
func run(t *testing.T, f *follow.Follower, from follow.Source) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f.Run(ctx, from, nil)
	}()
	t.Cleanup(func() { cancel(); <-ended })
}

// TestFailedLoadIsTriedAgain: a generation that does not load leaves the one before
// in service, says so, and is tried each second until it loads.
func TestFailedLoadIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, from := &service{}, newSource()
		var tries atomic.Int32
		good := from.load
		from.load = func(ctx context.Context, id string) (*geo.Dataset, error) {
			if n := tries.Add(1); id == "broken" && n < 5 {
				return nil, errors.New("a part is damaged")
			}
			return good(ctx, id)
		}
		run(t, follow.New(options(s)), from)
		from.active <- "sound"
		synctest.Wait()
		first := set("sound").Generation()
		if now := s.now(); now.generation != first || now.failure != "" {
			t.Fatalf("%+v", now)
		}
		from.active <- "broken"
		time.Sleep(2500 * time.Millisecond) // tried at once, after 1 s and after 2 s
		synctest.Wait()
		if now := s.now(); now.generation != first || now.failure != "a part is damaged" || tries.Load() != 4 {
			t.Errorf("%+v after %d loads", now, tries.Load())
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if now := s.now(); now.generation != set("broken").Generation() || now.failure != "" || tries.Load() != 5 {
			t.Errorf("%+v after %d loads", now, tries.Load())
		}
	})
}

// TestTheLastOfSeveralIsLoaded: while one generation loads, of those put in service
// meanwhile the last alone is loaded.
func TestTheLastOfSeveralIsLoaded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, from := &service{}, newSource()
		good, loads := from.load, []string{}
		from.load = func(ctx context.Context, id string) (*geo.Dataset, error) {
			loads = append(loads, id)
			time.Sleep(time.Minute)
			return good(ctx, id)
		}
		run(t, follow.New(options(s)), from)
		for _, id := range []string{"one", "two", "three"} {
			from.active <- id
			time.Sleep(time.Second)
		}
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if now := s.now(); now.generation != set("three").Generation() || strings.Join(loads, " ") != "one three" {
			t.Errorf("%+v after loads of %v", now, loads)
		}
	})
}

// TestSilenceIsStale: what serves may be out of date since the source answered last,
// and is current again once it answers and what it has in service is loaded.
func TestSilenceIsStale(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refusal := errors.New("permission denied")
		s, from := &service{}, newSource()
		o := options(s)
		o.Refused = func(err error) bool { return errors.Is(err, refusal) }
		f := follow.New(o)
		run(t, f, from)
		f.Heard(nil)
		answered := time.Now()
		from.active <- "sound"
		time.Sleep(10 * time.Second)
		f.Heard(errSilent)
		if now := s.now(); !now.stale.Equal(answered) || now.reason != "the database does not answer" {
			t.Errorf("%+v; it answered last at %v", now, answered)
		}
		time.Sleep(10 * time.Second)
		f.Heard(fmt.Errorf("asked: %w", refusal))
		if now := s.now(); !now.stale.Equal(answered) || now.reason != "the database refuses what is asked of it" {
			t.Errorf("%+v; it answered last at %v", now, answered)
		}
		// It answers, and another generation is in service: not current before that serves.
		good := from.load
		from.load = func(ctx context.Context, id string) (*geo.Dataset, error) {
			time.Sleep(time.Minute)
			return good(ctx, id)
		}
		from.active <- "other"
		synctest.Wait()
		f.Heard(nil)
		if now := s.now(); now.stale.IsZero() {
			t.Errorf("current before it is loaded: %+v", now)
		}
		time.Sleep(2 * time.Minute)
		if now := s.now(); !now.stale.IsZero() || now.generation != set("other").Generation() {
			t.Errorf("%+v", now)
		}
	})
}

// TestWhatItWaitsFor: whoever started the program is told once that the source does
// not answer, and the second time that it has nothing in service.
func TestWhatItWaitsFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said []string
		s := &service{}
		o := options(s)
		o.Say = func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
		f := follow.New(o)
		for range 3 {
			f.Heard(errSilent)
		}
		for range 3 {
			f.Heard(nil)
		}
		want := []string{"waiting for the database: " + errSilent.Error(), "waiting: no generation is in service yet: maillage import with --activate makes one"}
		if strings.Join(said, "\n") != strings.Join(want, "\n") || !strings.Contains(s.now().failure, "maillage import") {
			t.Errorf("%q; %+v", said, s.now())
		}
	})
}

// TestCopyServesWithoutTheSource: what served last is kept at hand, and is served at
// a start without the source, as stale since it was copied.
func TestCopyServesWithoutTheSource(t *testing.T) {
	copied, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		s, from := &service{}, newSource()
		o := options(s)
		o.Copy = copied
		first := ""
		o.First = func(id string) { first = id }
		run(t, follow.New(o), from)
		from.active <- "sound"
		synctest.Wait()
		if g, err := copied.Active(t.Context()); err != nil || g.ID != s.now().generation || first != g.ID {
			t.Errorf("%s is at hand, %v; %s was served first, and %+v", g.ID, err, first, s.now())
		}
	})
	synctest.Test(t, func(t *testing.T) {
		s, from := &service{}, newSource()
		o := options(s)
		o.Copy = copied
		f := follow.New(o)
		run(t, f, from)
		f.Heard(errSilent)
		synctest.Wait()
		if now := s.now(); now.generation != set("sound").Generation() || now.stale.IsZero() || !strings.Contains(now.reason, "this copy was made on") {
			t.Errorf("%+v", now)
		}
		f.Heard(nil)
		from.active <- "sound"
		synctest.Wait()
		if now := s.now(); now.generation != set("sound").Generation() || !now.stale.IsZero() {
			t.Errorf("%+v", now)
		}
	})
}

// TestStartNeedsWhatIsInService: a start without waiting fails where there is nothing.
func TestStartNeedsWhatIsInService(t *testing.T) {
	s := &service{}
	if err := follow.New(options(s)).Start(t.Context(), newSource()); !errors.Is(err, geo.ErrNotFound) || s.Current() != nil {
		t.Errorf("%v; %+v", err, s.now())
	}
}

// hangup is the signal at which everything is looked at again.
func hangup(c chan<- os.Signal) { c <- os.Interrupt }
