package boundary

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/planar"

	"maillage/geo"
)

// pastKnown knows some communes of today, with those of the past, and the
// collectivities.
func pastKnown() *Known {
	set := &geo.Dataset{Catalogue: geo.Catalogue{Units: map[geo.Level][]geo.Unit{}, Successors: map[string]string{
		"14712": "14011", "14713": "14011",
	}}}
	cat := &set.Catalogue
	for _, code := range []string{"13055", "14011", "14012", "69123", "75056", "97101", "97801", "98711", "98712"} {
		cat.Units[geo.Commune] = append(cat.Units[geo.Commune], geo.Unit{Level: geo.Commune, Code: code, Name: "Commune " + code, Department: geo.DepartmentOf(code)})
		for _, part := range geo.Arrondissements(code) {
			cat.Successors[part] = code
		}
	}
	for _, code := range []string{"01", "14", "971"} {
		cat.Units[geo.Department] = append(cat.Units[geo.Department], geo.Unit{Level: geo.Department, Code: code})
	}
	for _, code := range []string{"978", "987"} {
		cat.Units[geo.Collectivity] = append(cat.Units[geo.Collectivity], geo.Unit{Level: geo.Collectivity, Code: code})
	}
	return KnownIn(set)
}

// block is a rectangle of so many hundredths of a degree.
func block(west, south float64, wide, high int) string {
	e, n := west+0.01*float64(wide), south+0.01*float64(high)
	return polygon(fmt.Sprintf("[[%v,%v],[%v,%v],[%v,%v],[%v,%v],[%v,%v]]", west, south, e, south, e, n, west, n, west, south))
}

// named is a unit with a name.
func named(code, name, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","geometry":%s,"properties":{"code":%q,"nom":%q}}`, geometry, code, name)
}

// arrondissementsOf draws those of a commune side by side, all but some.
func arrondissementsOf(commune string, west, south float64, but ...string) (list []string) {
	for i, code := range geo.Arrondissements(commune) {
		if !slices.Contains(but, code) {
			list = append(list, unit(code, block(west+0.01*float64(i), south, 1, 1)))
		}
	}
	return list
}

// TestGroundStandsOnce holds which features of a file of communes stand, with how
// many hundredths of a degree squared, in the order of the file and in the other.
func TestGroundStandsOnce(t *testing.T) {
	rest := unit("97101", block(-61.5, 16.2, 2, 2))
	cases := map[string]struct {
		features []string
		want     string            // codes and ground
		told     map[string]string // rules by the code given
	}{
		"arrondissements beside their commune": {
			[]string{unit("69123", block(4.8, 45.7, 9, 1)), unit("69381", block(4.8, 45.7, 4, 1)), unit("69382", block(4.84, 45.7, 5, 1)), rest},
			"69123 9, 97101 4", map[string]string{"69381": RuleFormerCode, "69382": RuleFormerCode},
		},
		"all arrondissements instead of it": {
			append(arrondissementsOf("13055", 5.3, 43.2), rest),
			"13055 16, 97101 4", map[string]string{"13201": RuleFormerCode},
		},
		"all arrondissements and the commune without ground": {
			append(arrondissementsOf("13055", 5.3, 43.2), unit("13055", "null"), rest),
			"13055 16, 97101 4", map[string]string{"13055": RuleFormerCode},
		},
		"not all of them": {
			append(arrondissementsOf("69123", 4.8, 45.7, "69383", "69384", "69385", "69386", "69387", "69388"), rest),
			"97101 4", map[string]string{"69381": RuleFormerCode, "69382": RuleFormerCode, "69389": RuleFormerCode},
		},
		"the whole and its parts of one code and of others": {
			[]string{
				named("14011", "Anctoville", block(-0.7, 49, 2, 5)), named("14011", "Aurseulles", block(-0.7, 49, 10, 10)),
				unit("14712", block(-0.6, 49, -4, 5)), unit("14713", block(-0.7, 49.05, 10, 5)), unit("14012", block(-0.6, 49, 3, 3)),
			},
			"14011 100, 14012 9", map[string]string{"14011": RuleDuplicateCode, "14712": RuleFormerCode, "14713": RuleFormerCode},
		},
		"an earlier year": {
			[]string{unit("14011", block(-0.7, 49, 2, 5)), unit("14712", block(-0.68, 49, 8, 5)), unit("14713", block(-0.7, 49.05, 10, 5))},
			"14011 10, 14712 40, 14713 50", nil,
		},
		"parts in parts without the whole": {
			[]string{unit("14712", block(-0.7, 49, 8, 5)), unit("14713", block(-0.7, 49, 2, 2)), rest},
			"14712 40, 97101 4", map[string]string{"14713": RuleFormerCode},
		},
		"one code on two grounds": {
			[]string{named("14011", "A", block(-0.7, 49, 2, 5)), named("14011", "B", block(-0.6, 49, 2, 5)), rest, unit("14012", block(-0.5, 49, 3, 3))},
			"14011 0, 14012 9, 97101 4", map[string]string{"14011": RuleDuplicateCode},
		},
		"one code with ground and without": {
			[]string{unit("14011", "null"), unit("14011", block(-0.6, 49, 2, 5)), rest},
			"14011 10, 97101 4", map[string]string{"14011": RuleDuplicateCode},
		},
		"one code with ground and with what is none": {
			[]string{named("14011", "A", polygon("[[0,45],[1,46],[1,45],[0,46],[0,45]]")), named("14011", "B", block(-0.6, 49, 2, 5)), rest, unit("14012", block(-0.5, 49, 3, 3))},
			"14011 0, 14012 9, 97101 4", map[string]string{"14011": RuleDuplicateCode},
		},
		"a renumbered commune": {
			[]string{rest, unit("97127", block(-63.1, 18, 3, 2))},
			"97101 4, 97801 6", map[string]string{"97127": RuleFormerCode},
		},
		"a renumbered commune beside itself": {
			[]string{unit("97127", block(-63.1, 18, 3, 2)), unit("97801", block(-63.11, 18, 4, 3)), rest},
			"97101 4, 97801 12", map[string]string{"97127": RuleFormerCode},
		},
		"what is part of no figure": {
			[]string{rest, unit("97123", block(-62.8, 17.8, 3, 2)), unit("97701", block(-62.8, 17.8, 3, 2)), unit("97502", block(-56.2, 46.7, 3, 2)), unit("98818", block(166.4, -22.3, 3, 2))},
			"97101 4", map[string]string{"97123": RuleNotServed, "97701": RuleNotServed, "97502": RuleNotServed, "98818": RuleNotServed},
		},
	}
	for name, c := range cases {
		for _, order := range []string{"forward", "backward"} {
			features := slices.Clone(c.features)
			if order == "backward" {
				slices.Reverse(features)
			}
			r := mustRead(t, collection(features...), Options{Known: pastKnown()})
			if got := groundsOf(r); got != c.want {
				t.Errorf("%s, %s: %s; want %s", name, order, got, c.want)
			}
			checkTold(t, name+", "+order, r, c.told)
		}
	}
}

// groundsOf lists the units of a result with their ground.
func groundsOf(r *Result) string {
	var list []string
	for _, f := range r.Layer.Features {
		list = append(list, fmt.Sprintf("%s %.0f", f.Code, math.Abs(planar.Area(f.Geometry))*1e4))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// checkTold holds that each problem is one that is wanted. Of arrondissements
// that are put together any may tell.
func checkTold(t *testing.T, name string, r *Result, want map[string]string) {
	t.Helper()
	met := map[string]bool{}
	for _, p := range r.Problems {
		if want[p.Code] != p.Rule || p.Fix == "" {
			t.Errorf("%s: unexpected %s", name, p)
		}
		met[p.Code] = true
		if p.Rule == RuleFormerCode && !strings.Contains(p.Detail, pastKnown().today(p.Code)) && geo.Renumbered(p.Code) == "" {
			t.Errorf("%s: %s does not name the code of today", name, p)
		}
	}
	if len(met) != len(want) {
		t.Errorf("%s: told of %v, want %v", name, r.Problems, want)
	}
}

// TestNamesHangOnNoOrder: of two features of one ground the same one stands.
func TestNamesHangOnNoOrder(t *testing.T) {
	a, b := named("14011", "A", block(-0.7, 49, 2, 5)), named("14011", "B", block(-0.7, 49, 2, 5))
	for _, text := range []string{collection(a, b, communes(2)[1]), collection(b, a, communes(2)[1])} {
		if r := mustRead(t, text, Options{}); r.Layer.Features[0].Name != "A" {
			t.Errorf("%+v", r.Layer.Features)
		}
	}
}

// TestCollectivitiesAmongDepartments: those that are served stand beside the
// departments, and the others are named.
func TestCollectivitiesAmongDepartments(t *testing.T) {
	r := mustRead(t, collection(unit("01", block(5, 46, 5, 5)), unit("971", block(-61.5, 16, 5, 5)), unit("978", block(-63.1, 18, 3, 2)),
		unit("975", block(-56.2, 46.7, 3, 2)), unit("977", block(-62.8, 17.8, 3, 2))), Options{Layer: geo.DepartmentLayer, Known: pastKnown()})
	if got, want := groundsOf(r), "01 25, 971 25, 978 6"; got != want {
		t.Errorf("%s; want %s", got, want)
	}
	checkTold(t, "departments", r, map[string]string{"975": RuleNotServed, "977": RuleNotServed})
}
