package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/api/coverage"
	"maillage/api/locate"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// squares serves the country made by hand, on exact boundaries.
func squares(t *testing.T, layers []geo.Layer, centres ...geo.Centre) *httptest.Server {
	t.Helper()
	d := geotest.Squares(true, centres...)
	for _, l := range layers {
		d.Replace(l)
	}
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, Options{Store: storeOf(s)})
}

// TestOverlapTypes builds the three types, which the facts hold hardly any of.
func TestOverlapTypes(t *testing.T) {
	rows := 0
	over := func(from, to string, departments ...string) geo.Perimeter {
		p := geotest.Over(from, to, departments...)
		rows++
		p.Sources = []string{fmt.Sprintf("source %d", rows)} // a shared source would explain them
		return p
	}
	agreed := over("2010", "", "A1")
	agreed.AgreedWith = []string{"two"}
	outside := over("2010", "", "B1")
	outside.Scope, outside.Confidence = geo.Outside, geo.High
	web := squares(t, nil,
		geotest.Centre("four", over("2010", "", "B1")),
		geotest.Centre("one", agreed, over("2010", "2017-06-30", "A2"), outside, over("2010", "", "B2")),
		geotest.Centre("three", over("2017-01-01", "", "A2")),
		geotest.Centre("two", over("2010", "", "A1"), over("2010", "", "B2"), over("2012", "", "B2")),
	)
	read := func(query string) map[string][]string {
		got := map[string][]string{}
		for _, f := range decode[analysisPage](t, get(t, web.URL+"/analysis/overlaps"+query)).Features {
			p := f.Properties
			got[f.ID] = []string{
				p["type"].(string), fmt.Sprint(p["department_codes"]), fmt.Sprint(p["neighbourhoods_shared"]),
				fmt.Sprint(p["population_shared"]),
			}
		}
		return got
	}
	for query, want := range map[string]string{
		"?datetime=2017-03-16":           `{"one+three":["transitional","[A2]","2","40"],"one+two":["unexplained","[A1 B2]","4","80"]}`,
		"?datetime=2017-03-16&scope=any": `{"four+one":["agreed","[B1]","2","40"],"one+three":["transitional","[A2]","2","40"],"one+two":["unexplained","[A1 B2]","4","80"]}`,
		"?datetime=2018-01-01":           `{"one+two":["unexplained","[A1 B2]","4","80"]}`,
		"?datetime=2009-01-01":           `{}`,
	} {
		if got, err := json.Marshal(read(query)); err != nil || string(got) != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// TestLocateOnExactGround: with outlines and communes loaded, every level, the
// neighbourhood and the centres are told.
func TestLocateOnExactGround(t *testing.T) {
	drawn := geo.Perimeter{Drawn: geotest.Box(2, 0, 2.25, 1), Sourced: true}
	web := squares(t, []geo.Layer{geotest.QuarterLayer()},
		geotest.Centre("drawn", drawn), geotest.Centre("west", geotest.Over("2010", "", "A1")),
		geotest.Centre("whole", geotest.Over("2010", "", "A1", "A2")))
	for _, c := range []struct {
		name          string
		x, y          float64 // hundredths of a degree from the corner
		commune, hood string
		position      string
		centres       string
	}{
		{"in a neighbourhood", 0.25, 0.25, "A1001", "QPA1001", "inside", "west:inside whole:inside"},
		{"between neighbourhoods", 0.5001, 0.2, "A1002", "", "outside", "west:inside whole:inside"},
		{"on the border of departments", 1, 0.25, "", "", "outside", "west:too-close-to-tell whole:inside"},
		{"on the coast", 0, 0.25, "", "", "outside", "west:too-close-to-tell whole:too-close-to-tell"},
		{"in the drawn part", 2.1, 0.6, "B1003", "", "outside", "drawn:inside"},
		{"beyond the drawn part", 2.3, 0.6, "B1003", "", "outside", ""},
		{"abroad", 5, 5, "", "", "outside", ""},
	} {
		got := decode[locate.Answer](t, get(t, fmt.Sprintf("%s/locate?lon=%.6f&lat=%.6f", web.URL, c.x/100, 45+c.y/100)))
		for _, l := range got.Levels {
			if l.Level == geo.Commune && c.commune != "" && (l.Code == nil || *l.Code != c.commune) {
				t.Errorf("%s: commune %v, want %s", c.name, l.Code, c.commune)
			}
		}
		hood := ""
		if got.Neighbourhoods.Code != nil {
			hood = *got.Neighbourhoods.Code
		}
		if hood != c.hood || got.Neighbourhoods.Position != c.position {
			t.Errorf("%s: neighbourhood %+v, want %q %s", c.name, got.Neighbourhoods, c.hood, c.position)
		}
		centres := ""
		for _, s := range got.Centres {
			centres += " " + s.ID + ":" + s.Position
		}
		if centres != "" {
			centres = centres[1:]
		}
		if centres != c.centres {
			t.Errorf("%s: centres %q, want %q", c.name, centres, c.centres)
		}
	}
}

// TestMissingOutlinesAreNotOutside: where one outline of a department is
// missing, a point outside those loaded may be in the one that is not.
func TestMissingOutlinesAreNotOutside(t *testing.T) {
	layer := geotest.QuarterLayer()
	layer.Features = layer.Features[1:] // all but QPA1001
	web := squares(t, []geo.Layer{layer})
	for x, want := range map[float64]string{0.4: locate.PositionUnknown, 0.75: "inside", 1.4: "outside"} {
		y := 0.4
		if want == "inside" {
			y = 0.75
		}
		got := decode[locate.Answer](t,
			get(t, fmt.Sprintf("%s/locate?lon=%.6f&lat=%.6f", web.URL, x/100, 45+y/100))).Neighbourhoods
		if got.Position != want || (want == locate.PositionUnknown) != (got.Reason != "") {
			t.Errorf("at %v: %+v, want %s", x, got, want)
		}
	}
}

// TestDrawnGroundIsServed: the geometry of a perimeter that cuts a commune is
// its drawn part, and what is left of the commune is the gap.
func TestDrawnGroundIsServed(t *testing.T) {
	drawn := geo.Perimeter{Drawn: geotest.Box(2, 0, 2.25, 1), Sourced: true}
	web := squares(t, nil, geotest.Centre("drawn", drawn))
	f, err := geojson.UnmarshalFeature(get(t, web.URL+"/collections/perimeters/items/drawn-1").body)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := f.Geometry.Bound(), drawn.Drawn.Bound(); rest.Round(got.Max[0]-want.Max[0], 6) != 0 ||
		rest.Round(got.Min[0]-want.Min[0], 6) != 0 {
		t.Errorf("ground %v, want %v", got, want)
	}
	for box, want := range map[string]int{"0.0201,45.001,0.0202,45.002": 1, "0.0226,45.001,0.0227,45.002": 0} {
		if _, matched, _ := follow(t, web.URL+"/collections/perimeters/items?bbox="+box); matched != want {
			t.Errorf("%s: %d perimeters, want %d", box, matched, want)
		}
	}
	c := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?level=commune"))
	if c.Totals[geo.Population].Undetermined != 20.0 || c.Totals[geo.AreaKM2].Covered == 0.0 {
		t.Errorf("totals %+v", c.Totals)
	}
}

// TestPerimetersOfOneCentreAreOneAnswer: a centre that holds a place twice is
// named once.
func TestPerimetersOfOneCentreAreOneAnswer(t *testing.T) {
	web := squares(t, nil, geotest.Centre("one", geotest.Over("2010", "", "A1"), geotest.Over("2012", "", "A1", "A2")))
	for x, want := range map[float64]string{
		0.25: `[{"id":"one","name":"Centre one","position":"inside","perimeters":["one-1","one-2"]}]`,
		// on the border, both sides are its own
		1: `[{"id":"one","name":"Centre one","position":"inside","perimeters":["one-1","one-2"]}]`,
		2: `[{"id":"one","name":"Centre one","position":"too-close-to-tell","perimeters":["one-2"]}]`,
	} {
		got := decode[locate.Answer](t, get(t, fmt.Sprintf("%s/locate?lon=%.6f&lat=45.0025", web.URL, x/100))).Centres
		if b, err := json.Marshal(got); err != nil || string(b) != want {
			t.Errorf("at %v: %s, want %s", x, b, want)
		}
	}
}

// TestDisagreementIsTold: a neighbourhood whose outline lies in another
// department than its code is covered by one answer and not by the other, and
// the figure says so.
func TestDisagreementIsTold(t *testing.T) {
	layer := geotest.QuarterLayer()
	layer.Features[0].Geometry = geotest.Box(1.2, 0.2, 1.3, 0.3) // QPA1001 drawn in A2
	layer.Features = layer.Features[:2]
	web := squares(t, []geo.Layer{layer}, geotest.Centre("one", geotest.Over("2010", "", "A1")))
	got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage")).Geometry
	if got.Total != 8 || got.Of == "" || got.Outlined != 2 || got.Compared != 2 || got.ByCode != 2 ||
		got.ByGeometry != 1 || len(got.Disagreements) != 1 {
		t.Fatalf("%+v", got)
	}
	if d := got.Disagreements[0]; d.Code != "QPA1001" || !d.ByCode || d.CoveredShare != 0 ||
		fmt.Sprint(d.Units) != "[A2001]" {
		t.Errorf("%+v", d)
	}
	none := decode[coverage.Answer](t, get(t, newTest(t).URL+"/analysis/coverage")).Geometry
	if none.Compared != 0 || none.Reason == "" || none.Total != 1514 || none.Outlined != 0 {
		t.Errorf("on approximate boundaries: %+v", none)
	}
}
