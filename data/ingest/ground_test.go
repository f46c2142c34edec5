package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/data/boundary"
	"maillage/data/fixture"
	"maillage/data/ingest"
	"maillage/geo"
)

// rectangle is a feature of a file of units, from its south-west to its
// north-east corner in degrees.
func rectangle(code string, west, south, east, north float64) string {
	return fmt.Sprintf(`{"type":"Feature","properties":{"code":%q,"nom":"Unit %s"},"geometry":{"type":"Polygon","coordinates":[[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]]}}`,
		code, code, west, south, east, south, east, north, west, north, west, south)
}

// audited is what Check prints of a file.
func audited(t *testing.T, file string) string {
	t.Helper()
	var c ingest.Check
	reports, err := c.Run(t.Context(), fixture.Data(t), given(t, file))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := boundary.PrintText(&b, reports); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFormerCodesInPerimeters: Check and Import say the same of a perimeter that
// names communes of the past.
func TestFormerCodesInPerimeters(t *testing.T) {
	file := put(t, "perimeters.csv", "centre;confidence;communes;from;source\noriv;high;13201 69381;2020;essai\n")
	by, other := audited(t, file), text(t, run(t, ingest.Import{Kept: store(t)}, "perimeters="+file))
	for _, words := range []string{"perimeters.csv: line 2 (oriv): former-code: 13201", "13055 (Marseille)", "69123 (Lyon)", "nothing-to-load"} {
		if !strings.Contains(by, words) || !strings.Contains(other, words) {
			t.Errorf("%q is not in both\n%s\n%s", words, by, other)
		}
	}
}

// TestGroundThatCountsTwiceIsRefused: two communes that are not of one another and
// share ground are named, and neither loaded nor put in service.
func TestGroundThatCountsTwiceIsRefused(t *testing.T) {
	features := []string{rectangle("69123", 4.77, 45.71, 4.9, 45.8), rectangle("69266", 4.86, 45.71, 4.95, 45.8), rectangle("69029", 4.95, 45.71, 5, 45.8)}
	for range 2 {
		file := put(t, "communes.geojson", `{"type":"FeatureCollection","features":[`+strings.Join(features, ",")+`]}`)
		err := loads(t, ingest.Notes{}, geo.CommuneLayer, file)
		if err == nil {
			t.Fatal("it is loaded")
		}
		report := run(t, ingest.Import{Kept: store(t), Activate: true}, file)
		for where, said := range map[string]string{"Load": err.Error(), "Import": text(t, report), "Check": audited(t, file)} {
			if !strings.Contains(said, "69123") || !strings.Contains(said, "69266") || !strings.Contains(said, "twice") {
				t.Errorf("%s does not name both:\n%s", where, said)
			}
		}
		if report.Generation != nil {
			t.Error(text(t, report))
		}
		slices.Reverse(features)
	}
}
