package local

import (
	"os"
	"path/filepath"
	"testing"

	"maillage/geo"
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

// TestNothingStaysInStaging: neither what a generation shares with another, nor
// what it has alone.
func TestNothingStaysInStaging(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	other := geotest.Everything()
	other.Centres[0].Name = "another name"
	for _, d := range []*geo.Dataset{geotest.Everything(), other, other} {
		if _, err := s.Save(t.Context(), d, geo.Draft{}); err != nil {
			t.Fatal(err)
		}
		left, err := os.ReadDir(s.path(stagingDir))
		if err != nil || len(left) > 0 {
			t.Errorf("staging holds %v, %v", left, err)
		}
	}
}

// TestSharingReadsWhatItDoesNotHave: data sets that share what they have in
// common are those that would be read each by itself.
func TestSharingReadsWhatItDoesNotHave(t *testing.T) {
	dir := t.TempDir()
	alone, shared := open(t, dir), open(t, dir)
	shared.Share()
	sets := []*geo.Dataset{geotest.Everything(), variant("other units"), geotest.Everything(), geotest.Everything(), geotest.Everything()}
	sets[2].Layers[0].Features[0].Name = "another name"
	sets[3].Centres[0].Name = "another name"
	sets[4].Layers = sets[4].Layers[1:]
	ids := make([]string, len(sets))
	for i, d := range sets {
		saved, err := alone.Save(t.Context(), d, geo.Draft{})
		if err != nil {
			t.Fatal(err)
		}
		ids[i] = saved.ID
	}
	for _, i := range []int{0, 3, 1, 2, 4, 4, 0, 3} {
		got, err := shared.Load(t.Context(), ids[i])
		if err != nil || got.Fingerprint() != sets[i].Fingerprint() {
			t.Errorf("data set %d is read otherwise when shared: %v", i, err)
		}
	}
	a, errA := shared.Load(t.Context(), ids[0])
	b, errB := shared.Load(t.Context(), ids[3])
	if errA != nil || errB != nil || &a.Layers[0].Features[0] != &b.Layers[0].Features[0] || &a.Catalogue.Units[geo.Commune][0] != &b.Catalogue.Units[geo.Commune][0] {
		t.Errorf("nothing is shared: %v, %v", errA, errB)
	}
}
