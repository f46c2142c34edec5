package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

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

// TestImportCountry makes the data set of another country of its files, puts it
// in service, and counts what its centre covers: one NUTS 3 region of four and
// one local unit more, 50 inhabitants of 160.
func TestImportCountry(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	nuts, lau := giscoFiles(t, 10)
	centres, perimeters := put(t, "centres.csv", centreAbroad), put(t, "perimeters.geojson", perimeterAbroad)
	stdout, _ := did(t, 0, "import", "--data", dir, "--country", "DE", "--credit", "communes=© EuroGeographics, GISCO 2021",
		"--activate", perimeters, centres, lau, nuts)
	for _, want := range []string{
		"Upon nothing, a data set of DE", "16 of 16 features as communes", "7 of 8 features as departments", "1 features are of other countries", "nothing to compare it with", "which is in service",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the report lacks %q:\n%s", want, stdout)
		}
	}
	stdout, _ = did(t, 0, "report", "--data", dir, "--datetime", "2017-03-16", "--level", "department", "--format", "json")
	var a coverageAnswer
	if err := json.Unmarshal([]byte(stdout), &a); err != nil {
		t.Fatal(err)
	}
	if a.Territory != "de" || *a.Totals["departments"].Covered != 1 || *a.Totals["departments"].Total != 4 || *a.Totals["population"].Covered != 50 || *a.Totals["population"].Total != 160 {
		t.Errorf("%s", stdout)
	}
	for _, want := range []string{"Kreis A1", "EuroGeographics", "POP_2021 of LAU_RG_01M_2021.geojson, which 16 of 16 local units have"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the figures lack %q", want)
		}
	}
	// What comes next is put upon it, and France would take its place only by force.
	did(t, 0, "import", "--data", dir, put(t, "more.csv", strings.ReplaceAll(centreAbroad, "München", "Nürnberg")))
	did(t, 1, "import", "--data", dir, "--base", "embedded", "--activate")
	did(t, 0, "tiles", "--data", dir, "--territory", "de", "--layer-name", "coverage", "--maxzoom", "6", "--out", filepath.Join(t.TempDir(), "de.pmtiles"))
	did(t, 2, "tiles", "--data", dir, "--territory", "drom", "--out", filepath.Join(t.TempDir(), "de.pmtiles"))
}

// TestImportCountryRefused: what cannot make a country is refused, and nothing
// is kept.
func TestImportCountryRefused(t *testing.T) {
	nuts, lau := giscoFiles(t, 10)
	_, uncounted := giscoFiles(t, -9999)
	for name, c := range map[string]struct {
		status int
		want   string
		args   []string
	}{
		"France":         {2, "its own catalogue", []string{"--country", "FR", nuts, lau}},
		"with a base":    {2, "drop --base", []string{"--country", "DE", "--base", "embedded", nuts, lau}},
		"level 3":        {2, "want 1 or 2", []string{"--country", "DE", "--region-level", "3", nuts, lau}},
		"no local units": {2, "a file of each", []string{"--country", "DE", nuts}},
		"twice":          {1, "given by", []string{"--country", "DE", nuts, lau, lau}},
		"other country":  {1, "none of its 8 features", []string{"--country", "ES", nuts, lau}},
		"no inhabitants": {1, "POP_2021", []string{"--country", "DE", nuts, uncounted}},
		"no country":     {1, "import --country", []string{nuts, lau}},
	} {
		dir := filepath.Join(t.TempDir(), "data")
		stdout, stderr := did(t, c.status, append([]string{"import", "--data", dir}, c.args...)...)
		if !strings.Contains(stdout+stderr, c.want) || strings.Contains(stdout, "Kept") || len(tree(t, dir)) > 1 {
			t.Errorf("%s: want %q:\n%s%s\n%d files", name, c.want, stdout, stderr, len(tree(t, dir)))
		}
	}
}
