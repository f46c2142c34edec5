package local

import (
	"path/filepath"
	"testing"

	"maillage/geo/geotest"
)

// open opens a directory, and fails the test where it cannot.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConformance(t *testing.T) {
	geotest.TestGenerations(t, func(t *testing.T) func(*testing.T) geotest.Generations {
		dir := filepath.Join(t.TempDir(), "not", "there", "yet")
		return func(t *testing.T) geotest.Generations { return open(t, dir) }
	})
}
