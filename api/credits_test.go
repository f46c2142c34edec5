package api

import (
	"html"
	"slices"
	"strings"
	"testing"

	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestOwnLayersAreCreditedWhereShown: a layer of regions of its own is credited
// where regions are drawn, and what everything is counted on, everywhere.
func TestOwnLayersAreCreditedWhereShown(t *testing.T) {
	communes := geotest.Squares(true).Layers[0]
	communes.Source = geo.Source{ID: "base", Credit: "The base"}
	regions := geo.Layer{Name: geo.RegionLayer, Source: geo.Source{ID: "own", Credit: "The regions"},
		Features: []geo.Feature{
			{Code: "RA", Geometry: geotest.Box(0, 0, 2, 1)}, {Code: "RB", Geometry: geotest.Box(2, 0, 4, 1)},
		}}
	web := squares(t, []geo.Layer{communes, regions}, geotest.Centre("one", geotest.Over("2010", "", "A1")))
	for path, want := range map[string]bool{
		"/collections": true, "/collections/regions": true, "/collections/regions/items": true,
		"/collections/regions/items/RA": true,
		"/analysis/coverage?f=geojson":  true, "/analysis/realignment?f=geojson": true, "/locate?lon=0.01&lat=45.001": true,
		"/data": true, "/tiles/regions": true,
		"/collections/departments/items": false, "/collections/regions-2015/items": false, "/collections/gaps/items": false,
		"/analysis/coverage": false, "/analysis/coverage?f=geojson&level=department": false, "/analysis/gaps": false,
		"/analysis/overlaps": false,
		"/centres":           false, "/crosswalk": false,
	} {
		var got []string
		for _, one := range decode[wire.Envelope](t, get(t, web.URL+path)).Credits {
			got = append(got, one.Source)
		}
		if slices.Contains(got, "own") != want || !slices.Contains(got, "base") {
			t.Errorf("%s credits %v", path, got)
		}
	}
}

// TestPublishedSizeIsCredited: a page that says how many centres the network had by
// what was published names who published it.
func TestPublishedSizeIsCredited(t *testing.T) {
	web := newTest(t)
	var network string
	for _, s := range embedded().Data.Sources {
		if s.ID == "network" {
			network = s.Credit
		}
	}
	told := 0
	for _, path := range []string{
		"/?f=html", "/analysis/coverage?f=html&datetime=2017-03-16",
		"/analysis/gaps?f=html&datetime=2017-03-16", "/analysis/overlaps?f=html&datetime=2017-03-16",
	} {
		page := string(get(t, web.URL+path).body)
		says := strings.Contains(page, "le réseau en publiait")
		if credited := strings.Contains(page, html.EscapeString(network)); says && !credited {
			t.Errorf("%s tells the size published, and does not credit %q", path, network)
		} else if says {
			told++
		}
	}
	if told == 0 {
		t.Error("no page tells the size that was published")
	}
}
