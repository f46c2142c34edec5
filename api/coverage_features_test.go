package api

import (
	"strings"
	"testing"

	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/geo"
)

// TestCoverageFeaturesSayWhatRowsSay: the layer of a map is the rows of the
// answer, with their ground.
func TestCoverageFeaturesSayWhatRowsSay(t *testing.T) {
	web := newTest(t)
	for query, grounds := range map[string]int{
		"?datetime=2017-03-16": 20, "?datetime=2017-03-16&level=department&qpv=2024": 103,
		"?datetime=2017-03-16&level=epci&territory=drom": 0,
	} {
		rows := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+query)).Territories
		r := get(t, web.URL+"/analysis/coverage"+query, "Accept", rest.MediaGeoJSON)
		if got := r.Header.Get("Content-Type"); got != rest.MediaGeoJSON {
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
			for k, m := range row.Measures {
				name := geo.Measures[k].String()
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

// TestTotalsSayWhatTheyAreOf: a gap has the totals of its own territory, an
// overlap those of all that is asked, and both answers say so.
func TestTotalsSayWhatTheyAreOf(t *testing.T) {
	web := newTest(t)
	type described struct{ Of map[string]string }
	for path, own := range map[string]bool{"gaps": true, "coverage": true, "realignment": true, "overlaps": false} {
		for measure, of := range decode[described](t, get(t, web.URL+"/analysis/"+path+"?datetime=2017-03-16&f=geojson")).Of {
			if strings.Contains(of, " of the feature's own territory") != own ||
				strings.Contains(of, "; of all together: ") != own {
				t.Errorf("%s, %s: %q", path, measure, of)
			}
		}
	}
}
