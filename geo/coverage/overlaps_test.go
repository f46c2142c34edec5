package coverage_test

import (
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
)

// TestOverlapIsApproximateWhereItLies: what is shared on exact boundaries is
// exact, though others of the territory are not.
func TestOverlapIsApproximateWhereItLies(t *testing.T) {
	apart := geo.UnitRef{Level: geo.Collectivity, Code: "978"}
	both, there := geotest.Over("2010-01-01", "", "A1"), geotest.Over("2010-01-01", "")
	both.Units, there.Units = append(both.Units, apart), append(there.Units, apart)
	d := geotest.Squares(false, geotest.Centre("a", both), geotest.Centre("b", geotest.Over("2010-01-01", "", "A1")), geotest.Centre("c", there))
	d.Catalogue.Units[geo.Collectivity] = []geo.Unit{{Level: geo.Collectivity, Code: "978", Name: "Apart"}}
	d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{Code: "QP978001", Geography: geo.QPV2015, Department: "978"})
	d.Replace(geo.Layer{Name: geo.CollectivityLayer, Source: geo.Source{ID: "rough", Approximate: true},
		Features: []geo.Feature{{Code: "978", Geometry: geotest.Square(10, 0, 1)}}})
	s := build(t, d)
	q := on(t, "2020-01-01", geo.Department)
	if a := analyse(t, s, q); !a.Totals.Of(geo.AreaKM2).Approximate {
		t.Fatal("the whole is not approximate: the test sees nothing")
	}
	overlaps, err := coverage.Overlaps(t.Context(), s, q)
	if err != nil || len(overlaps) != 2 {
		t.Fatalf("%+v, %v", overlaps, err)
	}
	for _, o := range overlaps {
		if got, want := o.Shared.Of(geo.AreaKM2).Approximate, o.Units[0].Code == "978"; got != want {
			t.Errorf("%v over %s: approximate %v", o.Centres, o.Units[0].Code, got)
		}
	}
}
