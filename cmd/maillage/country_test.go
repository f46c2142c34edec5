package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/local"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestAnotherCountry counts what a centre covers in a data set of another country: one
// NUTS 3 region of four and one local unit more, 50 inhabitants of 160.
func TestAnotherCountry(t *testing.T) {
	p := geotest.Over("2016", "", "DE1A1")
	p.Units = append(p.Units, geo.UnitRef{Level: geo.Commune, Code: "DE_B2001"})
	dir := filepath.Join(t.TempDir(), "data")
	s, err := local.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	g, err := s.Save(t.Context(), geotest.Abroad(geotest.Centre("bayern", p)), geo.Draft{})
	if err == nil {
		err = s.Activate(t.Context(), g.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	stdout, _ := did(t, 0, "report", "--data", dir, "--datetime", "2017-03-16", "--level", "department", "--format", "json")
	var a coverageAnswer
	if err := json.Unmarshal([]byte(stdout), &a); err != nil {
		t.Fatal(err)
	}
	if a.Territory != "de" || *a.Totals["departments"].Covered != 1 || *a.Totals["departments"].Total != 4 || *a.Totals["population"].Covered != 50 || *a.Totals["population"].Total != 160 {
		t.Errorf("%s", stdout)
	}
	did(t, 0, "tiles", "--data", dir, "--territory", "de", "--layer-name", "coverage", "--maxzoom", "6", "--out", filepath.Join(t.TempDir(), "de.pmtiles"))
	did(t, 2, "tiles", "--data", dir, "--territory", "drom", "--out", filepath.Join(t.TempDir(), "de.pmtiles"))
}

// TestImportCountryCalledWrongly: flags that do not go together, and files that are
// not all there are.
func TestImportCountryCalledWrongly(t *testing.T) {
	file := put(t, "centres.csv", "id;name;named\nbayern;Zentrum Bayern;true\n")
	for want, args := range map[string][]string{
		"its own catalogue": {"--country", "FR"},
		"drop --base":       {"--country", "DE", "--base", "embedded"},
		"want 1 or 2":       {"--country", "DE", "--region-level", "3"},
		"a file of each":    {"--country", "DE"},
	} {
		dir := filepath.Join(t.TempDir(), "data")
		_, stderr := did(t, 2, append([]string{"import", "--data", dir, file}, args...)...)
		if !strings.Contains(stderr, want) || len(tree(t, dir)) > 0 {
			t.Errorf("%v: want %q:\n%s", args, want, stderr)
		}
	}
}
