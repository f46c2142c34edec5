package snapshot_test

import (
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
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

// TestCollectivityIsDrawnOnce: communes of a collectivity, or the layer of
// departments itself, take the place of the ground its own layer has.
func TestCollectivityIsDrawnOnce(t *testing.T) {
	own := geo.Layer{Name: geo.CollectivityLayer, Features: []geo.Feature{{Code: "978", Geometry: geotest.Square(0, -3, 1)}}}
	for name, fine := range map[string]bool{"communes": true, "departments": false} {
		for _, drawn := range []bool{false, true} {
			d := geotest.Squares(fine)
			island := geo.Unit{Level: geo.Collectivity, Code: "978", Name: "Island", Region: "978", Region2015: "978"}
			d.Catalogue.Units[geo.Collectivity] = []geo.Unit{island}
			island.Level, island.Code, island.Department = geo.Commune, "97801", "978"
			d.Catalogue.Units[geo.Commune] = append([]geo.Unit{island}, d.Catalogue.Units[geo.Commune]...)
			d.Layers = append(d.Layers, own)
			want := geotest.Square(0, -3, 1)
			if drawn {
				code := "978"
				if fine {
					code = "97801"
				}
				want = geotest.Square(0, -3, 2)
				d.Layers[0].Features = append(d.Layers[0].Features, geo.Feature{Code: code, Geometry: want})
			}
			s := build(t, d)
			got, err := s.Geometry(geo.Collectivity, "978")
			row, _ := s.Coarse().Rows(geo.Department).Row("978")
			area := geo.Area(s.Coarse().Rows(geo.Department).Totals(geo.QPV2015)[row][geo.AreaKM2])
			if err != nil || len(got) != 1 || got.Bound() != want.Bound() || abs(area-overlay.Area(want)) > 1e4 {
				t.Errorf("%s, %v: %v, %v, %d cm²", name, drawn, got, err, area)
			}
		}
	}
}

// TestPastCommuneLiesWhereItsGroundIs: the code of a commune of the past may
// begin with another department.
func TestPastCommuneLiesWhereItsGroundIs(t *testing.T) {
	d := geotest.Squares(true)
	d.Catalogue.Successors = map[string]string{"A1999": "B1001"}
	d.Layers[0].Features = append(d.Layers[0].Features, geo.Feature{Code: "A1999", Geometry: geotest.Square(2, 1, 1)})
	u, err := build(t, d).Unit(geo.Commune, "A1999")
	if err != nil || u.Department != "B1" || u.Region != "RB" {
		t.Errorf("%+v, %v", u, err)
	}
}
