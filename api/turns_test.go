package api

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"maillage/api/coverage"
	"maillage/api/whatif"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/plan"
)

// moveSouth hands the old Languedoc-Roussillon to the centre of Midi-Pyrénées.
const moveSouth = `{"action":"move","from":"villes-territoires","to":"ressources-territoires","units":[
	{"level":"department","code":"11"},{"level":"department","code":"30"},{"level":"department","code":"34"},
	{"level":"department","code":"48"},{"level":"department","code":"66"}]}`

// withoutBands is figures at the threshold asked alone.
func withoutBands(m wire.Measures) []wire.Figure {
	all := m
	for i := range all {
		all[i].Band = nil
	}
	return all[:]
}

// TestScenarioAlignsOccitanie: one centre for all of a region that two shared
// out makes it aligned, and nothing else changes.
func TestScenarioAlignsOccitanie(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", moveSouth))
	r := s.Realignment
	if b, a := r.Before.Counts,
		r.After.Counts; b != (wire.StatusCounts{Uncovered: 4, Partial: 2, Aligned: 9, Shared: 2, Split: 1}) ||
		a != (wire.StatusCounts{Uncovered: 4, Partial: 2, Aligned: 10, Shared: 2}) {
		t.Errorf("counts %+v, then %+v", b, a)
	}
	if len(r.Changes) != 1 {
		t.Fatalf("changes %+v", r.Changes)
	}
	if c := r.Changes[0]; c.Code != "76" || c.From != "split" || c.To != "aligned" ||
		*c.IndexBefore.Departments != 0.615385 || *c.IndexAfter.Departments != 1 {
		t.Errorf("%+v", c)
	}
	// 13 of the 101 departments, whose region gains 5/13.
	if got, want := *r.After.Index.Departments-*r.Before.Index.Departments, 5.0/101; got < want-2e-6 || got > want+2e-6 {
		t.Errorf("the national index gains %v, want %v", got, want)
	}
	whole, by := realigned(t, web.URL, "?datetime=2017-03-16")
	if r.Before.Counts != whole.Counts || r.Before.CountsApart != whole.CountsApart ||
		!reflect.DeepEqual(r.Before.Index, whole.Index) {
		t.Errorf("before is not the realignment of the day: %+v", r.Before)
	}
	for _, row := range s.Territories {
		if row.RealignmentBefore.Status != by[row.Code].Status ||
			(row.RealignmentAfter.Status != row.RealignmentBefore.Status) != (row.Code == "76") {
			t.Errorf("%s: %+v, then %+v", row.Name, row.RealignmentBefore, row.RealignmentAfter)
		}
	}
	if by := decode[whatif.ScenarioAnswer](t,
		run(t, web.URL, "?level=department", moveSouth)); by.Territories[0].RealignmentBefore != nil ||
		len(by.Realignment.Changes) != 1 {
		t.Error("rows of departments have no realignment, and the regions change all the same")
	}
}

// TestScenarioBands: before is the interval of the day; after, that of the same
// changes over each threshold's network, null where they cannot be made.
func TestScenarioBands(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", giveCorse))
	cover := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime=2017-03-16"))
	for i, f := range cover.Totals {
		if !reflect.DeepEqual(f.Band, s.Before[i].Band) || f.Band == nil {
			t.Errorf("before %+v, the day %+v", s.Before[i].Band, f.Band)
		}
	}
	for at, got := range map[string]wire.Counted{
		"high": s.After[geo.Neighbourhoods].Band.High, "medium": s.After[geo.Neighbourhoods].Band.Medium,
		"low": s.After[geo.Neighbourhoods].Band.Low,
	} {
		there := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "?min_confidence="+at, giveCorse))
		if f := there.After[geo.Neighbourhoods]; got.Covered != f.Covered || *got.Share != *f.Share || got.Reason != "" {
			t.Errorf("at %s %+v, asked there %+v", at, got, f)
		}
	}
	// What a perimeter below high holds cannot be taken from it at high.
	refused := 0
	take := func(query, centre, unit string) reply {
		return run(t, web.URL, query, `{"action":"take","centre":"`+centre+`",`+units(unit)+`}`)
	}
	for _, c := range [][2]string{{"labo-cites", "69"}, {"villes-territoires", "30"}, {"irev", "59"}} {
		b := decode[whatif.ScenarioAnswer](t, take("", c[0], c[1])).After[geo.Neighbourhoods].Band
		for at, got := range map[string]wire.Counted{"high": b.High, "low": b.Low} {
			r := take("?min_confidence="+at, c[0], c[1])
			if (r.StatusCode == 422) != (got.Covered == nil && got.Share == nil &&
				strings.Contains(got.Reason, "cannot be made")) {
				t.Errorf("%v at %s: %+v, asked there %d", c, at, got, r.StatusCode)
			}
			if r.StatusCode == 422 {
				refused++
			}
		}
	}
	if refused == 0 {
		t.Error("no threshold refuses: the test sees nothing")
	}
	none := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "?qpv=2024", giveCorse))
	if f := none.After[geo.NeighbourhoodPopulation]; f.Reason == "" || f.Band != nil {
		t.Errorf("no figure, and an interval: %+v", f)
	}
}

// TestPlanOfAlignedRegions: a plan that aligns the regions says how many it
// aligns, and its scenario says the same when run.
func TestPlanOfAlignedRegions(t *testing.T) {
	web := newTest(t)
	aligned := map[plan.Aim]int{}
	for _, aim := range plan.Aims {
		address := web.URL + "/analysis/proposals?datetime=2017-03-16&create=true&move=true&aim=" + string(aim)
		p := decode[whatif.ProposalsAnswer](t, get(t, address))
		ran := decode[whatif.ScenarioAnswer](t, get(t, related(t, p.Links)))
		if !reflect.DeepEqual(p.Realignment, ran.Realignment) || len(p.Realignment.Changes) == 0 {
			t.Errorf("%s: %+v, run %+v", aim, p.Realignment, ran.Realignment)
		}
		aligned[aim] = p.Realignment.After.Counts.Aligned
		rows := map[string]int{}
		for _, row := range readTable(t, get(t, address+"&f=csv")) {
			rows[row["row"]]++
			if row["row"] == "total" && row["regions_aligned_after"] != fmt.Sprint(aligned[aim]) {
				t.Errorf("%s: total %v", aim, row)
			}
		}
		if rows["realignment"] != len(p.Realignment.Changes) {
			t.Errorf("%s: rows %v", aim, rows)
		}
	}
	if aligned[plan.Aligned] != 18 || aligned[plan.Fewest] >= 18 {
		t.Errorf("aligned %v, want all 18 by the plan that aims at it alone", aligned)
	}
}

// TestComparedRealignment: a scenario against its own day differs by what it
// says it changes; swapped, the signs turn.
func TestComparedRealignment(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", moveSouth))
	there := compared(t, web.URL, "2017-03-16", *s.Compact, "")
	back := compared(t, web.URL, *s.Compact, "2017-03-16", "")
	r, b := there.Realignment, back.Realignment
	if !reflect.DeepEqual(r.A, s.Realignment.Before) || !reflect.DeepEqual(r.B, s.Realignment.After) ||
		!reflect.DeepEqual(r.A, b.B) || *r.Index.Departments <= 0 || *r.Index.Departments != -*b.Index.Departments ||
		*r.Index.Neighbourhoods != -*b.Index.Neighbourhoods {
		t.Errorf("%+v, back %+v", r, b)
	}
	if c, d := r.Changes[0], b.Changes[0]; len(r.Changes) != 1 || c.StatusA != "split" || c.StatusB != "aligned" ||
		d.StatusA != c.StatusB || *c.Index.Departments != 0.384615 || *d.Index.Departments != -0.384615 {
		t.Errorf("%+v, back %+v", c, d)
	}
	for _, c := range []whatif.CompareAnswer{there, compared(t, web.URL, "2015-12-31", "2017-03-16", "&qpv_b=2024")} {
		for k, side := range []whatif.SideWire{c.A, c.B} {
			if side.Scenario != nil {
				continue
			}
			whole := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime="+side.Datetime+"&qpv="+side.QPV))
			for i, d := range c.Totals {
				got, want := [2]whatif.Counting{d.A, d.B}[k].Band, whole.Totals[i].Band
				if c.Common == nil && !reflect.DeepEqual(got, want) || (got == nil) != (want == nil) {
					t.Errorf("%s: %+v, want %+v", side.Datetime, got, want)
				}
			}
		}
	}
	if x := compared(t, web.URL, "2015-12-31", "2017-03-16", "&qpv_b=2024").Realignment.Index; x.Neighbourhoods != nil ||
		x.Departments == nil {
		t.Errorf("an index over two geographies: %+v", x)
	}
}
