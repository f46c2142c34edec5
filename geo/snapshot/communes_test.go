package snapshot_test

import (
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
)

// TestGrainsTellTheSame holds that departments and regions add up to the same
// at both grains, though the communes are of 2018 and the populations of 2026.
func TestGrainsTellTheSame(t *testing.T) {
	s := fixture.Communes(t)
	for _, q := range geo.Geographies {
		for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department} {
			coarse, fine := s.Coarse().Rows(level), s.Grain(geo.Commune, false).Rows(level)
			for i, u := range coarse.Units {
				if a, b := coarse.Totals(q)[i], fine.Totals(q)[i]; a != b {
					t.Errorf("%s %s, neighbourhoods of %s: %v by department, %v by commune", level, u.Code, q, a, b)
				}
			}
		}
	}
}

func TestCommunesOfTheFileAndOfTheCatalogue(t *testing.T) {
	s := fixture.Communes(t)
	if n := len(s.Units(geo.Commune)); n != 35_357 {
		t.Errorf("%d communes, want the 35,357 of the file", n)
	}
	l := s.Ground(geo.Commune)
	for i := range l.Units {
		if !l.HasGround(i) { // 14174 meets itself, and is taken apart there
			t.Errorf("commune %s has no ground", l.Units[i].Code)
		}
	}
	former, err := s.Unit(geo.Commune, "01091") // merged since: in the file, not in the catalogue
	if err != nil || former.Population.Known || former.Department != "01" || former.EPCI == "" {
		t.Errorf("a commune merged since 2018 is %+v, %v", former, err)
	}
	if s.Ground(geo.EPCI) == nil {
		t.Error("EPCI are not dissolved from communes")
	}
}
