package local

import (
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/geo"
	"maillage/geo/geotest"
)

// TestDamageIsFoundAndNamed flips one byte of each file in turn.
func TestDamageIsFoundAndNamed(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	s := open(t, dir)
	saved, err := s.Save(t.Context(), geotest.Everything(), geo.Draft{Note: "a note", Base: "0123456789abcdef"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Activate(t.Context(), saved.ID); err != nil {
		t.Fatal(err)
	}
	files := tree(t, dir)
	if len(files) != 12 {
		t.Fatalf("%d files: %v", len(files), files)
	}
	for path := range files {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			at := r.IntN(len(content))
			flipped := append([]byte{}, content...)
			flipped[at] ^= 1 << r.IntN(8)
			if err := os.WriteFile(path, flipped, 0o600); err != nil {
				t.Fatal(err)
			}
			_, loading := s.Load(t.Context(), saved.ID)
			_, asking := s.Active(t.Context())
			_, opening := Open(dir)
			err := errors.Join(loading, asking, opening)
			harmless := filepath.Base(path) == formatFile // its words say nothing to the program
			if err == nil && !harmless || err != nil && !strings.Contains(err.Error(), path) && !strings.Contains(err.Error(), dir+" has format") {
				t.Errorf("%s, byte %d from %q to %q: %v", path, at, content[at], flipped[at], err)
			}
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// A file cut short, and one that is gone.
	for path, content := range map[string][]byte{partFiles(t, dir, "communes")[0]: {}, filepath.Join(dir, activeFile): []byte("{")} {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(second(s.Load(t.Context(), saved.ID)), second(s.Active(t.Context()))); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s cut short: %v", path, err)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// second returns the error of a call.
func second[T any](_ T, err error) error { return err }

// TestSavingAgainMends: what is damaged is written anew by a save of the same
// content, and a generation that is damaged is not put in service.
func TestSavingAgainMends(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	first, err := s.Save(t.Context(), geotest.Everything(), geo.Draft{Note: "first"})
	if err != nil {
		t.Fatal(err)
	}
	record := filepath.Join(dir, generationDir, first.ID+".json")
	for _, damage := range [][]string{{partFiles(t, dir, "communes")[0]}, {record}, {partFiles(t, dir, "centres")[0], record}} {
		for _, path := range damage {
			if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var corrupt *CorruptError
		if err := s.Activate(t.Context(), first.ID); !errors.As(err, &corrupt) || !strings.Contains(err.Error(), damage[0]) && !strings.Contains(err.Error(), record) {
			t.Errorf("%v damaged and activated: %v", damage, err)
		}
		again, err := s.Save(t.Context(), geotest.Everything(), geo.Draft{Note: "again"})
		if err != nil || again.ID != first.ID {
			t.Fatal(again, err)
		}
		if d, err := s.Load(t.Context(), first.ID); err != nil || d.Fingerprint() != d.Digest {
			t.Errorf("%v damaged, saved again: %v", damage, err)
		}
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
	if err := s.Activate(t.Context(), first.ID); err != nil {
		t.Error(err)
	}
}

func TestOpenRefusesWhatIsNotItsOwn(t *testing.T) {
	put := func(t *testing.T, name, content string) (dir string) {
		dir = t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	file := filepath.Join(put(t, "file", ""), "file")
	for says, dir := range map[string]string{
		"holds holiday.jpg and no maillage.json": put(t, "holiday.jpg", ""),
		"has format 2, and this program":         put(t, formatFile, `{"format": 2, "of": "tomorrow"}`),
		"is damaged: it should be":               put(t, formatFile, `{"format": "1"}`),
		"data directory":                         file,
	} {
		before := tree(t, dir)
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
		if after := tree(t, dir); !maps.Equal(before, after) {
			t.Errorf("%s: changed %v to %v", says, before, after)
		}
	}
	// Nothing is made by opening, asking, or by what fails for want of a generation.
	dir := filepath.Join(t.TempDir(), "none")
	s := open(t, dir)
	for _, err := range []error{second(s.Load(t.Context(), "0123456789abcdef")), second(s.Active(t.Context())), second(s.Rollback(t.Context())), s.Activate(t.Context(), "0123456789abcdef")} {
		if !errors.Is(err, geo.ErrNotFound) {
			t.Error(err)
		}
	}
	if !absent(dir) {
		t.Error("a directory was made")
	}
	open(t, put(t, ".gitkeep", "")) // a hidden file makes a folder no less free
}

// TestFormatIsHeldWhileOpen: a directory that a newer program took over since it
// was opened is not written to.
func TestFormatIsHeldWhileOpen(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	saved, err := s.Save(t.Context(), geotest.Everything(), geo.Draft{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, formatFile), []byte(`{"format": 7}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{second(s.Save(t.Context(), variant("A"), geo.Draft{})), s.Activate(t.Context(), saved.ID), second(s.Rollback(t.Context()))} {
		if err == nil || !strings.Contains(err.Error(), "has format 7") {
			t.Error(err)
		}
	}
}

// TestWhatCannotBeKeptIsRefused: a save that would lose something says so.
func TestWhatCannotBeKeptIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for says, change := range map[string]func(*geo.Dataset){
		"is no place in degrees": func(d *geo.Dataset) { d.Layers[0].Features[0].Geometry[0][0][0][0] = math.NaN() },
		"cannot keep":            func(d *geo.Dataset) { d.Centres[0].Name = "\xff" },
		"level \"canton\"":       func(d *geo.Dataset) { d.Catalogue.Units[geo.Region][0].Level = "canton" },
		"confidence 7":           func(d *geo.Dataset) { d.Centres[0].Perimeters[0].Confidence = 7 },
	} {
		d := geotest.Everything()
		change(d)
		if _, err := s.Save(t.Context(), d, geo.Draft{}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 0 || len(partFiles(t, dir, "*")) != 0 {
		t.Errorf("left behind: %v, %v", all, err)
	}
}
