package follow_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/follow"
	"maillage/data/local"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// save keeps a data set, and puts it in service.
func save(t *testing.T, to interface {
	Save(context.Context, *geo.Dataset, geo.Draft) (geo.Generation, error)
	Activate(ctx context.Context, id string) error
}, d *geo.Dataset) geo.Generation {
	t.Helper()
	g, err := to.Save(t.Context(), d, geo.Draft{})
	if err == nil {
		err = to.Activate(t.Context(), g.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestFollowsADirectory: what serves is what the directory has in service, after each
// change; while that is damaged, what served before goes on, and the reason is given.
func TestFollowsADirectory(t *testing.T) {
	dir := t.TempDir()
	from, err := local.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	from.Share()
	first := save(t, from, set("first"))
	s := &service{}
	f := follow.New(options(s))
	if err := f.Start(t.Context(), from); err != nil {
		t.Fatal(err)
	}
	s.serves(t, first.ID)
	run(t, f, from)

	second := save(t, from, set("second"))
	s.serves(t, second.ID)
	pointer := filepath.Join(dir, "active.json")
	active := read(t, pointer)
	if _, err := from.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.serves(t, first.ID)

	// The disk loses a byte of what was found whole when it was activated.
	part := centresOf(t, dir, "second")
	sound := read(t, part)
	replace(t, part, sound[:len(sound)-1])
	replace(t, pointer, active)
	s.until(t, "the failure", func(now state) bool {
		return now.generation == first.ID && strings.Contains(now.failure, filepath.Base(part))
	})
	if err := follow.New(options(&service{})).Start(t.Context(), from); err == nil || !strings.Contains(err.Error(), part+" is damaged") {
		t.Errorf("started from what is damaged: %v", err)
	}
	replace(t, part, sound)
	s.serves(t, second.ID)

	// Any other generation is had by its ID, and is not put in service.
	kept, err := f.Generation(t.Context(), from, first.ID)
	if err != nil || kept.Generation != first.ID || s.now().generation != second.ID {
		t.Errorf("%v; %+v", err, s.now())
	}
	if _, err := f.Generation(t.Context(), from, "0123456789"); !errors.Is(err, geo.ErrNotFound) {
		t.Errorf("a generation that is not kept: %v", err)
	}
}

// TestHangupAsksTheStore: at a signal the store is asked, though it tells nothing.
func TestHangupAsksTheStore(t *testing.T) {
	from, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	g := save(t, from, set("first"))
	s := &service{}
	signals := make(chan os.Signal)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		follow.New(options(s)).Run(ctx, mute{from}, signals)
	}()
	hangup(signals)
	s.serves(t, g.ID)
	cancel()
	<-ended
}

// mute is a directory that never tells of a change.
type mute struct{ *local.Store }

func (mute) Watch(ctx context.Context, _ func(string)) { <-ctx.Done() }

// TestReload: each signal loads again; a load that fails leaves the old one serving.
func TestReload(t *testing.T) {
	s := &service{}
	loads := []func() (*snapshot.Snapshot, error){
		func() (*snapshot.Snapshot, error) { return snapshot.Build(t.Context(), set("first")) },
		func() (*snapshot.Snapshot, error) { return nil, errors.New("departments.geojson: no json") },
		func() (*snapshot.Snapshot, error) { return snapshot.Build(t.Context(), set("second")) },
	}
	signals := make(chan os.Signal)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		follow.Reload(ctx, signals, s, func(context.Context) (*snapshot.Snapshot, error) {
			next := loads[0]
			loads = loads[1:]
			return next()
		}, slog.New(slog.DiscardHandler))
	}()
	hangup(signals)
	s.serves(t, set("first").Generation())
	hangup(signals)
	s.until(t, "the failure", func(now state) bool {
		return now.generation == set("first").Generation() && strings.Contains(now.failure, "no json")
	})
	hangup(signals)
	s.serves(t, set("second").Generation())
	cancel()
	<-ended
}

// centresOf returns the file of centres of a directory in which a name is written.
func centresOf(t *testing.T, dir, name string) string {
	t.Helper()
	parts, err := filepath.Glob(filepath.Join(dir, "parts", "centres-*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts {
		if strings.Contains(string(read(t, part)), `"`+name+`"`) {
			return part
		}
	}
	t.Fatalf("no centre called %s in %v", name, parts)
	return ""
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// replace replaces a file in one step, as the store does.
func replace(t *testing.T, path string, content []byte) {
	t.Helper()
	staged := path + ".staged"
	if err := errors.Join(os.WriteFile(staged, content, 0o600), os.Rename(staged, path)); err != nil {
		t.Fatal(err)
	}
}
