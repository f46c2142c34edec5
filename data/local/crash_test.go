package local

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"maillage/geo"
	"maillage/geo/geotest"
)

// variant is Everything under another name of a commune.
func variant(name string) *geo.Dataset {
	d := geotest.Everything()
	d.Catalogue.Units[geo.Commune][0].Name = name
	return d
}

// tree tells every file of a directory by its checksum; the lock aside.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == lockFile {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = fmt.Sprintf("%x", sha256.Sum256(content))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

// errCut is what a test ends the program with in the middle of a step.
var errCut = errors.New("power cut")

// faults are the ways in which a step goes wrong.
var faults = map[string]func(does, path string) error{
	"disk full": func(does, path string) error {
		return &fs.PathError{Op: does, Path: path, Err: syscall.ENOSPC}
	},
	"power cut": func(does, path string) error {
		if does == "write" {
			if err := os.WriteFile(path, []byte("{\"half\":"), 0o600); err != nil {
				return err
			}
		}
		panic(errCut)
	},
}

// failing runs do with the n-th step going wrong, and reports what that step
// was, or "" where do takes fewer steps. It has failed where it should.
func failing(t *testing.T, s *Store, n int, fault func(does, path string) error, do func() error) (step string) {
	t.Helper()
	count := 0
	s.step = func(does, path string) error {
		if count++; count == n {
			step = does + " " + filepath.Base(path)
			return fault(does, path)
		}
		return nil
	}
	defer func() {
		if cut := recover(); cut != nil && cut != errCut {
			panic(cut)
		}
	}()
	if err := do(); step != "" && !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%s fails, and the error is %v", step, err)
	}
	return step
}

// stands tells which generations a directory has and which is active, once it
// has seen that each is whole.
func stands(t *testing.T, dir string) string {
	t.Helper()
	s := open(t, dir)
	all, err := s.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, g := range all {
		d, err := s.Load(t.Context(), g.ID)
		if err != nil || d.Generation() != g.ID || d.Fingerprint() != d.Digest {
			t.Fatalf("%s is not whole: %v", g.ID, err)
		}
		out = append(out, fmt.Sprintf("%s %v", g.ID, g.Active))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// action is something done to a directory that was prepared for it.
type action struct {
	prepare, do func(t *testing.T, s *Store) error
}

func actions() map[string]action {
	save := func(name string) func(*testing.T, *Store) error {
		return func(t *testing.T, s *Store) error {
			_, err := s.Save(t.Context(), variant(name), geo.Draft{})
			return err
		}
	}
	activate := func(name string) func(*testing.T, *Store) error {
		return func(t *testing.T, s *Store) error { return s.Activate(t.Context(), variant(name).Generation()) }
	}
	all := func(steps ...func(*testing.T, *Store) error) func(*testing.T, *Store) error {
		return func(t *testing.T, s *Store) (err error) {
			for _, step := range steps {
				err = errors.Join(err, step(t, s))
			}
			return err
		}
	}
	return map[string]action{
		"first save":  {all(), save("B")},
		"second save": {all(save("A"), activate("A")), save("B")},
		"activation":  {all(save("A"), activate("A"), save("B")), activate("B")},
		"rollback": {all(save("A"), activate("A"), save("B"), activate("B")), func(t *testing.T, s *Store) error {
			_, err := s.Rollback(t.Context())
			return err
		}},
	}
}

// TestNothingIsHalfDone lets every step of a save, an activation and a rollback
// go wrong in every way: what was kept and active before still is, or all of
// what was begun is done; and the next attempt succeeds.
func TestNothingIsHalfDone(t *testing.T) {
	for name, act := range actions() {
		original := filepath.Join(t.TempDir(), "data")
		if err := act.prepare(t, open(t, original)); err != nil {
			t.Fatal(err)
		}
		prepared := func(t *testing.T) (dir string) {
			dir = filepath.Join(t.TempDir(), "data")
			if err := os.CopyFS(dir, os.DirFS(original)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			return dir
		}
		for how, fault := range faults {
			t.Run(name+", "+how, func(t *testing.T) {
				dir := prepared(t)
				if err := act.do(t, open(t, dir)); err != nil {
					t.Fatal(err)
				}
				done, files := stands(t, dir), len(partFiles(t, dir, "*"))
				for n := 1; ; n++ {
					dir := prepared(t)
					before, was := stands(t, dir), tree(t, dir)
					s := open(t, dir)
					step := failing(t, s, n, fault, func() error { return act.do(t, s) })
					if step == "" {
						if n < 4 {
							t.Errorf("only %d steps", n-1)
						}
						break
					}
					now := stands(t, dir)
					if now != before && (now != done || !strings.HasPrefix(step, "sync")) {
						t.Errorf("%s fails: %s, before it was %s", step, now, before)
					}
					if how == "disk full" && strings.HasSuffix(name, "save") {
						is := tree(t, dir)
						delete(is, filepath.Join(dir, formatFile))
						delete(was, filepath.Join(dir, formatFile))
						if !maps.Equal(is, was) {
							t.Errorf("%s fails and leaves %v, before it was %v", step, is, was)
						}
					}
					if now == before {
						err := act.do(t, open(t, dir))
						if left := len(partFiles(t, dir, "*")); err != nil || stands(t, dir) != done || left != files {
							t.Errorf("after %s failed: %v, %s, %d parts of %d", step, err, stands(t, dir), left, files)
						}
					}
				}
			})
		}
	}
}
