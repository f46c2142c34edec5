package api

import (
	"testing"

	"maillage/geo"
	"maillage/geo/geotest"
)

// TestUnitSaysWhatItsAreaIsCountedOn: a layer of regions of its own is shown,
// and its accuracy is not that of areas counted by department.
func TestUnitSaysWhatItsAreaIsCountedOn(t *testing.T) {
	source := func(id string, approximate bool) geo.Source { return geo.Source{ID: id, Approximate: approximate} }
	communes := geotest.Squares(true).Layers[0]
	regions := geo.Layer{Name: geo.RegionLayer, Features: []geo.Feature{
		{Code: "RA", Geometry: geotest.Box(0, 0, 2, 1)}, {Code: "RB", Geometry: geotest.Box(2, 0, 4, 1)},
	}}
	for _, approximate := range []bool{true, false} {
		communes.Source, regions.Source = source("counted", approximate), source("shown", !approximate)
		web := squares(t, []geo.Layer{communes, regions})
		for address, shown := range map[string]string{"regions/items/RA": "shown", "departments/items/A1": "counted"} {
			p := decode[identified](t, get(t, web.URL+"/collections/"+address)).Properties
			if p["area_approximate"] != approximate || p["geometry_source"] != shown {
				t.Errorf("%s: area approximate %v, drawn by %v; want %v, %s", address, p["area_approximate"], p["geometry_source"],
					approximate, shown)
			}
		}
	}
}

// TestNeighbourhoodsNotPublished: none of the 2024 geography is published for
// the collectivities, which is not to say that they have none.
func TestNeighbourhoodsNotPublished(t *testing.T) {
	web := newTest(t)
	for address, want := range map[string]bool{
		"collectivities/items/978": false, "collectivities/items/987": false, "departments/items/976": true,
		"departments/items/48": true,
	} {
		p := decode[identified](t, get(t, web.URL+"/collections/"+address)).Properties
		if (p["neighbourhoods_2024"] != nil) != want || p["neighbourhoods_2015"] == nil {
			t.Errorf("%s: %v of 2024, %v of 2015", address, p["neighbourhoods_2024"], p["neighbourhoods_2015"])
		}
	}
	for _, row := range readTable(t, get(t, web.URL+"/collections/collectivities/items?f=csv")) {
		// The list of the renewal programme is of 2015, and has none of theirs.
		if row["neighbourhoods_2024"] != "" || row["npnru_neighbourhoods_2015"] != "0" {
			t.Errorf("%s: %q of 2024, %q of the NPNRU", row["code"], row["neighbourhoods_2024"],
				row["npnru_neighbourhoods_2015"])
		}
	}
}
