package scenario_test

import (
	"math/rand/v2"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
)

// TestEvidenceInCommonAddsUp holds the evidence of each side to what [Compare]
// says that it covers, of any two analyses.
func TestEvidenceInCommonAddsUp(t *testing.T) {
	r, s := geotest.Seeds(t, rand.Uint64()), fixture.Embedded(t)
	reduced := 0
	for range 80 {
		a, b := analyse(t, s, randomQuery(r)), analyse(t, s, randomQuery(r))
		d := scenario.Compare(a, b)
		e, err := a.EvidenceByRow(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		common := scenario.EvidenceInCommon(a, b, e)
		if d.Common != "" {
			reduced++
		}
		for _, m := range geo.Measures {
			f, sum := d.Totals[m].A, int64(0)
			for _, age := range coverage.Ages {
				n, ok := common.At(age, m)
				sum += n
				if m != geo.AreaKM2 && ok != (f.Reason == "") && d.Totals[m].Reason == "" {
					t.Fatalf("%+v and %+v, %s %s: told %v, %q", a.Query, b.Query, m, age, ok, f.Reason)
				}
			}
			if f.Reason == "" && d.Totals[m].Reason == "" && sum != f.Covered {
				t.Fatalf("%+v and %+v, %s: ages add up to %d, covered are %d", a.Query, b.Query, m, sum, f.Covered)
			}
		}
	}
	if reduced == 0 {
		t.Error("no two analyses had only a part in common")
	}
}
