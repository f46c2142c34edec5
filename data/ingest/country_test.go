package ingest_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/data/ingest"
	"maillage/geo"
	"maillage/geo/geotest"
)

// giscoFiles writes geotest.Abroad as GISCO would: its NUTS regions of every
// level beside one of another country, and its local units of ten inhabitants.
func giscoFiles(t *testing.T, inhabitants any) (nuts, lau string) {
	t.Helper()
	write := func(name string, add func(row func(f geo.Feature, properties geojson.Properties))) string {
		file := geojson.NewFeatureCollection()
		add(func(f geo.Feature, properties geojson.Properties) {
			one := geojson.NewFeature(f.Geometry)
			one.Properties = properties
			file.Append(one)
		})
		b, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		return put(t, name, string(b))
	}
	coarse, _ := geotest.Squares(false).Layer(geo.DepartmentLayer)
	fine, _ := geotest.Abroad().Layer(geo.CommuneLayer)
	nuts = write("NUTS_RG_01M_2021.geojson", func(row func(geo.Feature, geojson.Properties)) {
		for code, i := range map[string]int{"DE": 0, "DE1": 0, "DE2": 2, "AT130": 3} {
			row(coarse.Features[i], geojson.Properties{"NUTS_ID": code, "NAME_LATN": "Land " + code})
		}
		for _, f := range coarse.Features {
			row(f, geojson.Properties{"NUTS_ID": geotest.DepartmentAbroad(f.Code), "LEVL_CODE": 3, "NAME_LATN": "Kreis " + f.Code})
		}
	})
	lau = write("LAU_RG_01M_2021.geojson", func(row func(geo.Feature, geojson.Properties)) {
		for _, f := range fine.Features {
			row(f, geojson.Properties{"GISCO_ID": f.Code, "LAU_NAME": "Gemeinde " + f.Code, "POP_2021": inhabitants})
		}
	})
	return nuts, lau
}

const (
	centreAbroad    = "id;name;named;seat\nbayern;Zentrum Bayern;true;München\n"
	perimeterAbroad = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":
	{"centre":"bayern","departments":["DE1A1"],"communes":["DE_B2001"],"from":"2016","confidence":"high","source":"Bescheid"}}]}`
)

// TestImportOfACountry makes the data set of another country of its files, whichever
// come first, puts it in service, and puts what comes next upon it.
func TestImportOfACountry(t *testing.T) {
	kept := store(t)
	nuts, lau := giscoFiles(t, 10)
	notes := ingest.Notes{Credit: map[geo.LayerName]string{geo.CommuneLayer: "© EuroGeographics, GISCO 2021"}}
	report := run(t, ingest.Import{Kept: kept, Notes: notes, Country: "de", RegionLevel: 1, Activate: true},
		put(t, "perimeters.geojson", perimeterAbroad), put(t, "centres.csv", centreAbroad), lau, nuts)
	said := text(t, report)
	for _, want := range []string{
		"Upon nothing, a data set of DE", "16 of 16 features as communes", "7 of 8 features as departments", "1 features are of other countries", "nothing to compare it with", "which is in service",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report lacks %q:\n%s", want, said)
		}
	}
	set, err := kept.Load(t.Context(), report.Generation.ID)
	if err != nil {
		t.Fatal(err)
	}
	if of := "POP_2021 of LAU_RG_01M_2021.geojson, which 16 of 16 local units have"; set.Catalogue.PopulationOf != of {
		t.Errorf("inhabitants are %q, want %q", set.Catalogue.PopulationOf, of)
	}
	p := set.Centres[0].Perimeters[0]
	if units := []geo.UnitRef{{Level: geo.Department, Code: "DE1A1"}, {Level: geo.Commune, Code: "DE_B2001"}}; len(set.Centres) != 1 || p.ID != "bayern-1" || !slices.Equal(p.Units, units) {
		t.Errorf("%+v", set.Centres)
	}
	sources := map[string]string{}
	for _, s := range set.Sources {
		sources[s.ID] = s.Credit
	}
	for _, l := range set.Layers {
		sources[l.Source.ID] = l.Source.Credit
	}
	if sources["communes"] != "© EuroGeographics, GISCO 2021" || sources["nuts"] == "" {
		t.Errorf("%v", sources)
	}
	next := run(t, ingest.Import{Kept: kept}, put(t, "more.csv", strings.ReplaceAll(centreAbroad, "München", "Nürnberg")))
	if next.Base.Generation != report.Generation.ID || next.Generation == nil {
		t.Error(text(t, next))
	}
	// France would take its place only by force.
	if france := run(t, ingest.Import{Kept: kept, Base: ingest.Embedded, Activate: true}); !france.Withheld {
		t.Error(text(t, france))
	}
}

// TestRefusedCountry: what cannot make a country is refused, and nothing is kept.
func TestRefusedCountry(t *testing.T) {
	nuts, lau := giscoFiles(t, 10)
	_, uncounted := giscoFiles(t, -9999)
	for name, c := range map[string]struct {
		country geo.Territory
		says    string
		files   []string
	}{
		"no local units": {"de", "a file of each", []string{nuts}},
		"twice":          {"de", "given by", []string{nuts, lau, lau}},
		"other country":  {"es", "none of its 8 features", []string{nuts, lau}},
		"no inhabitants": {"de", "POP_2021", []string{nuts, uncounted}},
		"no country":     {"", "import --country", []string{nuts, lau}},
	} {
		kept := store(t)
		im := ingest.Import{Kept: kept, Country: c.country, RegionLevel: 1, Today: today}
		report, err := im.Run(t.Context(), given(t, c.files...))
		said := ""
		if err == nil {
			said = text(t, report)
		} else if errors.Is(err, ingest.ErrUsage) {
			said = err.Error()
		}
		if !strings.Contains(said, c.says) || err == nil && report.Generation != nil {
			t.Errorf("%s: %v; want %q:\n%s", name, err, c.says, said)
		}
		if all, err := kept.List(t.Context()); err != nil || len(all) > 0 {
			t.Errorf("%s: %d generations are kept, %v", name, len(all), err)
		}
	}
}
