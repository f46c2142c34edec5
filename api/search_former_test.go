package api

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/api/locate"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// TestSearchSpellsOutAndLeadsOn: St is Saint, in names as in what is asked, and a
// code that is no more leads to what took it over.
func TestSearchSpellsOutAndLeadsOn(t *testing.T) {
	d, err := data.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	communes := geo.Layer{Name: geo.CommuneLayer, Source: geo.Source{ID: "communes", Credit: "squares", Vintage: "2026"}}
	for i, code := range []string{"42218", "13055", "69123", "93072", "97801", "01165"} {
		west, south := 2+float64(i)*0.1, 45.0
		communes.Features = append(communes.Features, geo.Feature{Code: code, Geometry: orb.MultiPolygon{{{
			{west, south}, {west + 0.1, south}, {west + 0.1, south + 0.1}, {west, south + 0.1}, {west, south}}}}})
	}
	d.Replace(communes)
	d.Catalogue.Successors["01999"] = "01003" // which was merged in its turn
	shortened := d.Catalogue.Units[geo.Commune]
	for i := range shortened {
		if shortened[i].Code == "97801" {
			shortened[i].Name = "Stes-Martines St"
		}
	}
	s, err := snapshot.Build(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	web := start(t, Options{Store: storeOf(s)})
	for q, want := range map[string]struct {
		collection, id string
		former         any
	}{
		"Saint Etienne": {"communes", "42218", nil}, "St Etienne": {"communes", "42218", nil},
		"st-étienne": {"communes", "42218", nil},
		"ST. ETI":    {"epci", "244200770", nil}, "etienne st": {"epci", "244200770", nil},
		"stain":                  {"communes", "93072", nil},
		"saintes martines saint": {"communes", "97801", nil}, "stes martines": {"communes", "97801", nil},
		"13201": {"communes", "13055", "13201"}, "13055": {"communes", "13055", nil}, "69381": {"communes", "69123", "69381"},
		"01003": {"communes", "01165", "01003"}, "01999": {"communes", "01165", "01999"},
		"97127": {"collectivities", "978", "97127"},
	} {
		found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?limit=5&q="+url.QueryEscape(q)))
		if len(found.Results) == 0 {
			t.Errorf("%q finds nothing", q)
			continue
		}
		if r := found.Results[0]; r.Collection != want.collection || r.ID != want.id || r.Former != want.former {
			t.Errorf("%q finds %+v first", q, r)
		}
	}
	// A region before 2016 is found as itself, and leads to the one it is in.
	found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?q=82"))
	leads := false
	for _, r := range found.Results {
		leads = leads || r.Collection == "regions" && r.ID == "84" && r.Former == "82"
	}
	if !leads {
		t.Errorf("82 leads to %+v", found.Results)
	}
	// No word is spelled out in its middle.
	if found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?q=saintrasbourg")); found.Matched != 0 {
		t.Errorf("found %+v", found.Results)
	}
}

// TestSearchTellsOfCodesThatLeadNowhere: a code of ground that no figure counts, or of
// a level that is not loaded, finds nothing, and not without a word.
func TestSearchTellsOfCodesThatLeadNowhere(t *testing.T) {
	web := newTest(t)
	for q, says := range map[string]string{
		"97123": "part of no figure", "975": "part of no figure", "01091": "01033", " 01091 ": "01033", "zzzz": "",
		"corse": "",
	} {
		found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?q="+url.QueryEscape(q)))
		if (found.Note != nil) != (says != "") || found.Note != nil && !strings.Contains(*found.Note, says) {
			t.Errorf("%q: %+v, want %q", q, found, says)
		}
	}
}
