package geotest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/geo"
)

// holds checks which generation is active; "": none.
func holds(t *testing.T, g Generations, id string) {
	t.Helper()
	active, err := g.Active(t.Context())
	switch {
	case id == "" && !errors.Is(err, geo.ErrNotFound):
		t.Errorf("active %s, %v; want none", active.ID, err)
	case id != "" && (err != nil || active.ID != id || !active.Active):
		t.Errorf("active %+v, %v; want %s", active, err, id)
	}
}

func activates(t *testing.T, open func() Generations) {
	g := open()
	other := open()
	holds(t, g, "")
	a, b := save(t, g, 1), save(t, g, 2)
	holds(t, g, "")
	for _, id := range []string{a, b, b, a} {
		if err := g.Activate(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		holds(t, g, id)
		holds(t, other, id)
	}
	// Saving what is active tells so, and changes nothing.
	if again, err := g.Save(t.Context(), variant(1), geo.Draft{}); err != nil || !again.Active || again.ID != a {
		t.Errorf("saved again: %+v, %v", again, err)
	}
	holds(t, open(), a)
}

func rollsBack(t *testing.T, open func() Generations) {
	g := open()
	back := func(want string) {
		t.Helper()
		got, err := g.Rollback(t.Context())
		if want == "" {
			if !errors.Is(err, geo.ErrNotFound) {
				t.Errorf("rolled back to %s, %v; nothing was active before", got.ID, err)
			}
			return
		}
		if err != nil || got.ID != want || !got.Active {
			t.Errorf("rolled back to %+v, %v; want %s", got, err, want)
		}
		holds(t, g, want)
	}
	forth := func(ids ...string) {
		t.Helper()
		for _, id := range ids {
			if err := g.Activate(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
	}
	back("")
	a, b, c := save(t, g, 1), save(t, g, 2), save(t, g, 3)
	back("")
	forth(a, a)
	back("")
	holds(t, g, a)
	forth(b, c, c)
	back(b)
	back(a)
	back("")
	holds(t, g, a)
	forth(b, c)
	back(b)
	forth(a, c)
	g = open()
	back(a)
	back(b)
	back(a)
	back("")
}

func refusesUnknownIDs(t *testing.T, open func() Generations) {
	g := open()
	id := save(t, g, 1)
	for _, unknown := range []string{
		"0000000000000000", "000000", "zzzzzz", "", ".", "..", "../active", "/", id + "0", id[1:], "%", "______", "'; drop table x; --", "\x00\x00\x00\x00\x00\x00", strings.Repeat("a", 1<<16),
	} {
		for what, err := range map[string]error{"load": second(g.Load(t.Context(), unknown)), "activate": g.Activate(t.Context(), unknown)} {
			if !errors.Is(err, geo.ErrNotFound) || len(err.Error()) > 1000 {
				t.Errorf("%s %.40q: %.200v", what, unknown, err)
			}
		}
	}
	holds(t, g, "")
}

func takesPrefixes(t *testing.T, open func() Generations) {
	g := open()
	id := save(t, g, 1)
	for n := 2; n < 20; n++ {
		save(t, g, n)
	}
	for _, short := range []string{id[:6], id[:7], id[:15]} {
		if d, err := g.Load(t.Context(), short); err != nil || d.Generation() != id {
			t.Errorf("load %s: %v", short, err)
		}
		if err := g.Activate(t.Context(), short); err != nil {
			t.Errorf("activate %s: %v", short, err)
		}
	}
	holds(t, g, id)
	for _, short := range []string{id[:5], id[:1]} {
		if err := g.Activate(t.Context(), short); !errors.Is(err, geo.ErrNotFound) {
			t.Errorf("activate %s: %v", short, err)
		}
	}
}

func bearsConcurrency(t *testing.T, open func() Generations) {
	first := save(t, open(), 0)
	if err := open().Activate(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	const workers, variants = 4, 3
	var work sync.WaitGroup
	faults := make(chan error, 100)
	for w := range workers {
		g := open()
		work.Go(func() {
			for n := 1; n <= variants; n++ {
				saved, err := g.Save(t.Context(), variant(n), geo.Draft{Note: fmt.Sprint(w)})
				if err == nil {
					err = g.Activate(t.Context(), saved.ID)
				}
				if err == nil {
					_, err = g.Active(t.Context())
				}
				if err == nil {
					_, err = g.Load(t.Context(), saved.ID)
				}
				if err == nil && w == 0 {
					if _, err = g.Rollback(t.Context()); errors.Is(err, geo.ErrNotFound) {
						err = nil
					}
				}
				if err != nil {
					faults <- fmt.Errorf("worker %d, variant %d: %w", w, n, err)
				}
			}
		})
	}
	work.Wait()
	close(faults)
	for err := range faults {
		t.Error(err)
	}
	g := open()
	all, err := g.List(t.Context())
	if err != nil || len(all) != 1+variants {
		t.Fatalf("%d generations of %d, %v", len(all), 1+variants, err)
	}
	active := slices.IndexFunc(all, func(one geo.Generation) bool { return one.Active })
	if active < 0 {
		t.Fatal("none is active")
	}
	holds(t, g, all[active].ID)
	for _, one := range all {
		if d, err := g.Load(t.Context(), one.ID); err != nil || d.Fingerprint() != d.Digest {
			t.Errorf("%s: %v", one.ID, err)
		}
	}
}

func tellsOfChanges(t *testing.T, open func() Generations) {
	const patience = 30 * time.Second // a bound for a stuck store, no aim
	g, writer := open(), open()
	a, b := save(t, writer, 1), save(t, writer, 2)
	watch := func(t *testing.T) (told chan string, stop func()) {
		ctx, end := context.WithCancel(t.Context())
		told = make(chan string, 100)
		var watching sync.WaitGroup
		watching.Go(func() { g.Watch(ctx, func(id string) { told <- id }) })
		return told, func() { end(); watching.Wait() }
	}
	hears := func(told chan string, want string) {
		t.Helper()
		for late := time.After(patience); ; {
			select {
			case id := <-told:
				if id == want {
					return
				}
			case <-late:
				t.Fatalf("never told of %s", want)
			}
		}
	}
	told, stop := watch(t)
	for _, id := range []string{a, b, a} {
		if err := writer.Activate(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		hears(told, id)
	}
	if _, err := writer.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	hears(told, b)
	stop()
	again, stop := watch(t)
	hears(again, b)
	stop()
	if len(again) > 0 {
		t.Errorf("told of %s, which nobody made", <-again)
	}
}
