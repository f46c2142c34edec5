package api

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
)

// agesOf reads the parts of an object of evidence; false where some are null.
func agesOf(e map[string]any) (parts [len(coverage.Ages)]float64, told bool) {
	told = true
	for k, age := range coverage.Ages {
		n, ok := e[age.String()].(float64)
		parts[k], told = n, told && ok
	}
	return parts, told
}

// evidenceIn walks an answer and holds the evidence of each figure to it. It counts
// the figures with evidence by the member they stand under, arrays as one.
func evidenceIn(t *testing.T, what, at string, v any, found map[string]int) {
	t.Helper()
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			evidenceIn(t, what, at, one, found)
		}
	case map[string]any:
		if e, ok := v["evidence"].(map[string]any); ok && e["attested"] != nil {
			found[at]++
			sum := 0.0
			parts, told := agesOf(e)
			for _, n := range parts {
				sum += n
			}
			if covered, ok := v["covered"].(float64); !told || !ok || math.Abs(sum-covered) > 0.0006 {
				t.Errorf("%s %s: %v adds up to %v, covered are %v", what, at, e, sum, v["covered"])
			}
		}
		for name, one := range v {
			evidenceIn(t, what, strings.TrimPrefix(at+"."+name, "."), one, found)
		}
	}
}

// TestEveryTotalPartsItsEvidence: wherever an answer has totals of coverage, they
// say how old the evidence is, and the parts add up.
func TestEveryTotalPartsItsEvidence(t *testing.T) {
	web := newTest(t)
	body := `{"datetime":"2017-03-16","changes":[` + giveCorse + `]}`
	for name, c := range map[string]struct {
		of   reply
		want []string // where; of neighbourhoods
	}{
		"coverage": {
			get(t, web.URL+"/analysis/coverage?datetime=2017-03-16"),
			[]string{"totals", "by_territory.france", "by_territory.metropole", "by_territory.overseas", "territories.measures"},
		},
		"coverage 2024": {
			get(t, web.URL+"/analysis/coverage?datetime=2026-03-16&qpv=2024&level=department&territory=overseas"),
			[]string{"totals", "by_territory.france", "territories.measures"},
		},
		"coverage of EPCI": {
			get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&level=epci&territory=drom"),
			[]string{"totals", "by_territory.overseas"},
		},
		"realignment": {
			get(t, web.URL+"/analysis/realignment?datetime=2017-03-16"),
			[]string{"totals", "by_territory.overseas", "regions.measures"},
		},
		"sensitivity": {get(t, web.URL+"/analysis/sensitivity?datetime=2017-03-16"), []string{"totals"}},
		"trajectory": {
			get(t, web.URL+"/analysis/trajectory?from=2015-01-01&to=2020-01-01"), []string{"start.totals", "steps.after.totals"},
		},
		"compare": {
			get(t, web.URL+"/analysis/compare?a=2015-12-31&b=2017-03-16"), []string{"totals.a", "totals.b"},
		},
		"compare vintages": {
			get(t, web.URL+"/analysis/compare?a=2026-03-16&b=2026-03-16&qpv_a=2015&qpv_b=2024&min_confidence=low"),
			[]string{"totals.a", "totals.b"},
		},
		"scenarios": {post(t, web.URL+"/analysis/scenarios", body), []string{"before", "after"}},
		"proposals": {get(t, web.URL+"/analysis/proposals?datetime=2017-03-16"), []string{"before", "after"}},
		"coverage, nothing": {
			get(t, web.URL+"/analysis/coverage?datetime=1990-01-01"), []string{"totals", "by_territory.france"},
		},
	} {
		found := map[string]int{}
		evidenceIn(t, name, "", decode[any](t, c.of), found)
		for _, where := range c.want {
			at := where + ".neighbourhoods"
			if side, ok := strings.CutPrefix(where, "totals."); ok {
				at = "totals.neighbourhoods." + side
			}
			if found[at] == 0 {
				t.Errorf("%s: no evidence at %s, but at %v", name, at, found)
			}
			delete(found, at)
		}
	}
}

// TestEvidenceOfParts: metropolitan and overseas France make France, in each
// measure and at each age.
func TestEvidenceOfParts(t *testing.T) {
	web := newTest(t)
	for _, address := range []string{
		"/analysis/coverage?datetime=2017-03-16&territory=com",
		"/analysis/realignment?datetime=2026-03-16&min_confidence=low",
	} {
		all := decode[struct {
			Parts map[string]map[string]struct{ Evidence map[string]any } `json:"by_territory"`
		}](t, get(t, web.URL+address)).Parts
		for _, m := range geo.Measures {
			var got [3][len(coverage.Ages)]float64
			for i, part := range []string{"france", "metropole", "overseas"} {
				got[i], _ = agesOf(all[part][m.String()].Evidence)
			}
			for k, age := range coverage.Ages {
				if math.Abs(got[1][k]+got[2][k]-got[0][k]) > 0.0002 {
					t.Errorf("%s %s %s: %v and %v, in all %v", address, m, age, got[1][k], got[2][k], got[0][k])
				}
			}
		}
	}
}

// TestEvidenceOfLoads: equity parts what is covered, region by region.
func TestEvidenceOfLoads(t *testing.T) {
	web := newTest(t)
	for _, at := range []string{"?datetime=2017-03-16", "?datetime=2026-03-16&qpv=2024&min_confidence=low"} {
		e := decode[struct {
			Covered  map[string]any
			Evidence map[string]map[string]any
			Regions  []struct {
				Covered  map[string]any
				Evidence map[string]map[string]any
			}
		}](t, get(t, web.URL+"/analysis/equity"+at))
		for _, m := range geo.Measures {
			all, told := agesOf(e.Evidence[m.String()])
			if told != (e.Covered[m.String()] != nil) {
				t.Errorf("%s %s: %v, covered are %v", at, m, e.Evidence[m.String()], e.Covered[m.String()])
			}
			sum := 0.0
			for _, r := range e.Regions {
				parts, _ := agesOf(r.Evidence[m.String()])
				covered, _ := r.Covered[m.String()].(float64)
				for k, n := range parts {
					all[k] -= n
					covered -= n
				}
				if math.Abs(covered) > 0.0006 {
					t.Errorf("%s %s: parts of a region leave %v of %v", at, m, covered, r.Covered)
				}
			}
			for _, left := range all {
				sum += math.Abs(left)
			}
			if sum > 0.01 {
				t.Errorf("%s %s: the regions leave %v", at, m, all)
			}
		}
	}
}

// TestTablesPartTheirEvidence holds the columns of every table to what is covered.
func TestTablesPartTheirEvidence(t *testing.T) {
	web := newTest(t)
	body := `{"datetime":"2017-03-16","changes":[` + giveCorse + `]}`
	for name, c := range map[string]struct {
		of      reply
		rows    []string // that have them, each
		covered string   // %s: the state
		states  []string
	}{
		"coverage": {
			get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&f=csv"), []string{"territory", "by_territory", "total"},
			"neighbourhoods_covered%s", []string{""},
		},
		"realignment": {
			get(t, web.URL+"/analysis/realignment?datetime=2017-03-16&f=csv"), []string{"region", "by_territory", "total"},
			"neighbourhoods_covered%s", []string{""},
		},
		"trajectory": {
			get(t, web.URL+"/analysis/trajectory?from=2015-01-01&to=2020-01-01&f=csv"), []string{"state"},
			"neighbourhoods_covered%s", []string{""},
		},
		"sensitivity": {
			get(t, web.URL+"/analysis/sensitivity?datetime=2017-03-16&f=csv"), []string{"total"}, "neighbourhoods_covered%s",
			[]string{""},
		},
		"equity": {
			get(t, web.URL+"/analysis/equity?datetime=2017-03-16&f=csv"), []string{"region"}, "neighbourhoods_covered%s",
			[]string{""},
		},
		"proposals": {
			get(t, web.URL+"/analysis/proposals?datetime=2017-03-16&f=csv"), []string{"total"}, "neighbourhoods%s",
			[]string{"_before", "_after"},
		},
		"scenarios": {
			post(t, web.URL+"/analysis/scenarios?f=csv", body), []string{"total"}, "neighbourhoods%s",
			[]string{"_before", "_after"},
		},
		"compare": {
			get(t, web.URL+"/analysis/compare?a=2015-12-31&b=2017-03-16&f=csv"), []string{"total"}, "neighbourhoods%s",
			[]string{"_a", "_b"},
		},
	} {
		held := map[string]int{}
		for _, row := range readTable(t, c.of) {
			for _, state := range c.states {
				sum, told := 0, 0
				for _, age := range coverage.Ages {
					if n, err := strconv.Atoi(row["neighbourhoods_evidence_"+age.String()+state]); err == nil {
						sum, told = sum+n, told+1
					}
				}
				if covered := row[fmt.Sprintf(c.covered, state)]; told > 0 {
					held[row["row"]]++
					if told != len(coverage.Ages) || covered != strconv.Itoa(sum) {
						t.Errorf("%s, %s %s: %d ages add up to %d, covered are %s", name, row["row"], row["name"], told, sum, covered)
					}
				}
			}
		}
		for _, kind := range c.rows {
			if held[kind] == 0 {
				t.Errorf("%s: no %s has evidence, of %v", name, kind, held)
			}
		}
	}
}

// TestPagesSayHowOldTheEvidenceIs: 799 of the neighbourhoods covered on 16 March
// 2017 are attested on that day.
func TestPagesSayHowOldTheEvidenceIs(t *testing.T) {
	web := newTest(t)
	for path, want := range map[string]string{
		"/analysis/coverage?datetime=2017-03-16": "De ces quartiers, une source citée atteste la " +
			"couverture à cette date pour 799 ; la dernière source est antérieure d’un an au plus pour 103",
		"/analysis/gaps?datetime=2017-03-16": "Des quartiers couverts, une source citée atteste la " +
			"couverture à cette date pour 799 ;",
		"/analysis/gaps?datetime=2017-03-16&lang=en": "Of the neighbourhoods covered, a cited source attests " +
			"the coverage on that date for 799;",
		"/analysis/compare?a=2015-12-31&b=2017-03-16": "Des quartiers couverts (16 mars 2017), une source citée " +
			"atteste la couverture à cette date pour 799 ;",
		"/analysis/compare?a=2017-03-16&b=2026-03-16": "Des quartiers couverts (16 mars 2017), une source citée " +
			"atteste la couverture à cette date pour 799 ;",
		"/analysis/realignment?datetime=2017-03-16": "Des quartiers couverts, une source citée atteste la " +
			"couverture à cette date pour 799 ;",
		"/analysis/sensitivity?datetime=2017-03-16": "Des quartiers couverts, une source citée atteste la " +
			"couverture à cette date pour 799 ;",
		"/analysis/proposals?datetime=2017-03-16": "Des quartiers couverts après ces changements, une " +
			"source citée atteste la couverture à cette date pour 799 ;",
		"/collections/regions/items/53?datetime=2017-03-16": "De ces quartiers, une source citée atteste la " +
			"couverture à cette date pour 32",
		"/collections/departments/items/35?datetime=2017-03-16": "De ces quartiers, une source citée atteste la " +
			"couverture à cette date pour",
	} {
		page := string(get(t, web.URL+path, "Accept", "text/html", "Accept-Language", "fr").body)
		if text := strings.NewReplacer("\u202f", " ", "\u00a0", " ", "&nbsp;", " ").Replace(page); !strings.Contains(text,
			want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	empty := string(get(t, web.URL+"/analysis/coverage?datetime=1990-01-01", "Accept", "text/html").body)
	if strings.Contains(empty, "atteste la couverture") {
		t.Error("a page on which nothing is covered speaks of its evidence")
	}
}
