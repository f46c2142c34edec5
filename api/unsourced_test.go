package api

import (
	"fmt"
	"strings"
	"testing"

	"maillage/api/equity"
	"maillage/api/whatif"
	"maillage/geo"
)

// TestEveryAnswerSaysWhatHasNoSource: 124 of the neighbourhoods of 16 March
// 2017, those of one centre, rest on a perimeter without a published source.
func TestEveryAnswerSaysWhatHasNoSource(t *testing.T) {
	web := newTest(t)
	at := "?datetime=2017-03-16"
	e := decode[equity.Answer](t, get(t, web.URL+"/analysis/equity"+at))
	if e.Unsourced[geo.Neighbourhoods] != 124.0 || e.Unsourced[geo.Departments] != 8.0 || !e.Area {
		t.Errorf("equity: %+v", e.Unsourced)
	}
	sum := 0.0
	for _, c := range e.Centres {
		sum += c.Unsourced[geo.Neighbourhoods].(float64)
		if one := c.Unsourced[geo.Neighbourhoods].(float64); one != 0 && c.ID != "labo-cites" {
			t.Errorf("equity: %s has %v without a source", c.ID, one)
		}
	}
	if sum != 124 {
		t.Errorf("equity: centres have %v without a source", sum)
	}
	a := decode[equity.AllocationAnswer](t,
		post(t, web.URL+"/analysis/allocation"+at, `{"envelope":"1000","weights":{"neighbourhoods":1}}`))
	for _, w := range a.Awards {
		mine := w.ID == "labo-cites"
		if mine != (*w.Quantities.UnsourcedNeighbourhoods == 124) ||
			mine != strings.HasPrefix(w.Caution, "Of what it counts for, 124 of 124 neighbourhoods") || !w.Quantities.Area {
			t.Errorf("allocation: %s: %+v, %q", w.ID, w.Quantities, w.Caution)
		}
	}
	address := web.URL + "/analysis/assignments" + at
	bare := 0
	for _, r := range decode[whatif.AssignmentsAnswer](t, get(t, address)).Assignments {
		if (r.Sourced == nil) != (r.Centre == nil) {
			t.Errorf("assignments: %+v", r)
		}
		if r.Sourced != nil && !*r.Sourced {
			bare++
		}
	}
	p := decode[whatif.PreviewAnswer](t, sendTable(t, address, string(get(t, address, "Accept", "text/csv").body)))
	if bare != 8 || p.Unsourced != 8 || len(p.Problems) != 0 || len(p.Changes) != 0 {
		t.Errorf("%d assignments without a source, %d in the preview of the same, which has %v", bare, p.Unsourced,
			p.Problems)
	}
}

// TestEveryTableSaysWhatHasNoSource is the same of the tables, and of the areas
// on the approximate boundaries that are embedded.
func TestEveryTableSaysWhatHasNoSource(t *testing.T) {
	web := newTest(t)
	at := "?datetime=2017-03-16&f=csv"
	body := `{"datetime":"2017-03-16","changes":[` + giveCorse + `]}`
	for name, c := range map[string]struct {
		of                reply
		row, column, want string
	}{
		"scenarios": {post(t, web.URL+"/analysis/scenarios?f=csv", body), "total", "neighbourhoods_unsourced_after", "129"},
		"proposals": {get(t, web.URL+"/analysis/proposals"+at), "total", "neighbourhoods_unsourced_before", "124"},
		"compare": {
			get(t, web.URL+"/analysis/compare?a=2015-12-31&b=2017-03-16&f=csv"), "total", "neighbourhoods_unsourced_b", "124",
		},
		"sensitivity": {get(t, web.URL+"/analysis/sensitivity"+at), "total", "neighbourhoods_unsourced", "124"},
		"equity":      {get(t, web.URL+"/analysis/equity"+at), "centre labo-cites", "neighbourhoods_unsourced", "124"},
		"allocation": {
			post(t, web.URL+"/analysis/allocation"+at, `{"envelope":"1","weights":{"people":1}}`), "centre labo-cites",
			"unsourced_neighbourhoods", "124",
		},
		"coverage": {get(t, web.URL+"/analysis/coverage"+at), "total", "neighbourhoods_unsourced", "124"},
	} {
		found := false
		for _, row := range readTable(t, c.of) {
			if strings.TrimSpace(row["row"]+" "+row["code"]) != c.row {
				continue
			}
			found = true
			if row[c.column] != c.want || row["area_approximate"] != "true" {
				t.Errorf("%s: %s %q, want %s; area_approximate %q", name, c.column, row[c.column], c.want, row["area_approximate"])
			}
		}
		if !found {
			t.Errorf("%s: no row %q", name, c.row)
		}
	}
	said := map[string]int{}
	for _, row := range readTable(t, get(t, web.URL+"/analysis/assignments"+at)) {
		said[row["sourced"]]++
	}
	if said["false"] != 8 || said["true"] == 0 || said[""] == 0 {
		t.Errorf("assignments: %v", said)
	}
}

// TestAreasSayTheyAreApproximate: on the embedded boundaries every area of a
// scenario and of a comparison says so; on exact ones none does.
func TestAreasSayTheyAreApproximate(t *testing.T) {
	web, exact := newTest(t), squares(t, nil)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", giveCorse))
	if !s.GapsClosed.Approximate || !s.Ground[0].Gained.Approximate || s.Ground[0].Lost.Approximate ||
		!s.Loads[0].Before.Approximate {
		t.Errorf("scenario: %+v", s.GapsClosed)
	}
	f := decode[analysisPage](t, run(t, web.URL, "?f=geojson", giveCorse)).Features[0]
	if f.Properties["area_approximate"] != true {
		t.Errorf("feature: %v", f.Properties)
	}
	for base, want := range map[string]bool{web.URL: true, exact.URL: false} {
		c := decode[whatif.CompareAnswer](t, get(t, base+"/analysis/compare?a=2015-12-31&b=2017-03-16"))
		e := decode[equity.Answer](t, get(t, base+"/analysis/equity?datetime=2017-03-16"))
		if got := fmt.Sprint(c.Totals[geo.AreaKM2].Approximate, c.Totals[geo.Population].Approximate, e.Area,
			e.Regions[0].Area); got != fmt.Sprint(want, false, want, want) {
			t.Errorf("%s, want %v", got, want)
		}
	}
}
