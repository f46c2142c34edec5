package snapshot_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// TestRealGroundCountsOnce: the files of IGN and the embedded boundaries share no
// ground at any level.
func TestRealGroundCountsOnce(t *testing.T) {
	for name, s := range map[string]*snapshot.Snapshot{"embedded": fixture.Embedded(t), "communes": fixture.Communes(t)} {
		if list, whole, err := s.Doubles(context.Background()); len(list) > 0 || !whole || err != nil {
			t.Errorf("%s: %v, %v, %v", name, list, whole, err)
		}
	}
}

// TestDoublesNameBothUnits: ground that counts twice is found at the level that
// draws it, beyond the tolerance, whatever the order.
func TestDoublesNameBothUnits(t *testing.T) {
	inner := geo.Feature{Code: "A1998", Geometry: geotest.Square(0.1, 0.1, 0.2)}
	edge := geo.Feature{Code: "A1999", Geometry: geotest.Box(0.98, 0, 1, 0.5)} // 0.01 of the 0.25 of A1002 too
	for name, c := range map[string]struct {
		fine  bool
		more  geo.Layer
		units string
		level geo.Level
	}{
		"nothing":           {true, geo.Layer{}, "", ""},
		"a commune in one":  {true, geo.Layer{Name: geo.CommuneLayer, Features: []geo.Feature{inner}}, "A1001+A1998", geo.Commune},
		"one along another": {true, geo.Layer{Name: geo.CommuneLayer, Features: []geo.Feature{edge}}, "A1002+A1999", geo.Commune},
		"a department": {false, geo.Layer{Name: geo.DepartmentLayer, Features: []geo.Feature{{Code: "978", Geometry: geotest.Box(0, 0, 1, 0.06)}}},
			"978+A1", geo.Department},
		"regions of their own": {false, geo.Layer{Name: geo.RegionLayer, Features: []geo.Feature{
			{Code: "RA", Geometry: geotest.Box(0, 0, 2.2, 1)}, {Code: "RB", Geometry: geotest.Box(2, 0, 4, 1)}}}, "RA+RB", geo.Region},
		"careless regions": {false, geo.Layer{Name: geo.RegionLayer, Features: []geo.Feature{
			{Code: "RA", Geometry: geotest.Box(0, 0, 2.03, 1)}, {Code: "RB", Geometry: geotest.Box(2, 0, 4, 1)}}}, "", ""},
	} {
		for range 2 {
			d := geotest.Squares(c.fine)
			d.Catalogue.Units[geo.Collectivity] = []geo.Unit{{Level: geo.Collectivity, Code: "978", Region: "978", Region2015: "978"}}
			switch {
			case c.more.Name == d.Layers[0].Name:
				d.Layers[0].Features = append(d.Layers[0].Features, c.more.Features...)
				slices.Reverse(c.more.Features)
			case c.more.Name != "":
				d.Layers = append(d.Layers, c.more)
			}
			list, whole, err := build(t, d).Doubles(context.Background())
			if err != nil || !whole {
				t.Fatal(name, whole, err)
			}
			var units []string
			for _, d := range list {
				pair := []string{d.Units[0].Code, d.Units[1].Code}
				slices.Sort(pair)
				units = append(units, strings.Join(pair, "+"))
				if d.Level != c.level || !strings.Contains(d.String(), d.Units[0].Code) || d.Area <= 0 || d.Share <= 0 {
					t.Errorf("%s: %s at %s, want %s", name, d, d.Level, c.level)
				}
			}
			if got := strings.Join(units, ","); got != c.units {
				t.Errorf("%s: %q, want %q", name, got, c.units)
			}
		}
	}
}
