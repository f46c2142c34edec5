package api

import (
	"testing"

	"maillage/geo"
)

// TestCoverageFeaturesSayWhatRowsSay: the layer of a map is the rows of the
// answer, with their ground.
func TestCoverageFeaturesSayWhatRowsSay(t *testing.T) {
	web := newTest(t)
	for query, grounds := range map[string]int{"?datetime=2017-03-16": 20, "?datetime=2017-03-16&level=department&qpv=2024": 103, "?datetime=2017-03-16&level=epci&territory=drom": 0} {
		rows := decode[coverageAnswer](t, get(t, web.URL+"/analysis/coverage"+query)).Territories
		r := get(t, web.URL+"/analysis/coverage"+query, "Accept", mediaGeoJSON)
		if got := r.Header.Get("Content-Type"); got != mediaGeoJSON {
			t.Errorf("%s: Content-Type %q", query, got)
		}
		got := decode[analysisPage](t, r)
		if got.NumberMatched != len(rows) || len(got.Features) != len(rows) {
			t.Fatalf("%s: %d features for %d rows", query, len(got.Features), len(rows))
		}
		drawn := 0
		for i, f := range got.Features {
			p, row := f.Properties, &rows[i]
			if string(f.Geometry) != "null" {
				drawn++
			}
			if f.ID != row.Code || p["status"] != row.Status || p["datetime"] != "2017-03-16" {
				t.Errorf("%s: %v for %+v", query, p, row)
			}
			for k, m := range row.Measures.all() {
				name := string(geo.Measures[k])
				if p[name+"_covered"] != m.Covered || p[name+"_total"] != m.Total || p[name+"_unsourced"] != m.Unsourced {
					t.Errorf("%s %s: %s is %v of %v, the row says %+v", query, row.Name, name, p[name+"_covered"], p[name+"_total"], m)
				}
			}
		}
		if drawn != grounds {
			t.Errorf("%s: %d features have ground, want %d", query, drawn, grounds)
		}
	}
}
