package plan

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
)

func on(day geo.Date) coverage.Query {
	q := everything()
	q.Date, q.Confidence = day, geo.Medium
	return q
}

var realDays = []geo.Date{geo.DateOf(2017, 3, 16), geo.DateOf(2019, 7, 1), geo.DateOf(2026, 11, 23)}

// combinations of the options that keep what is covered where it is.
func combinations(aim Aim) []Options {
	var out []Options
	for k := range 4 {
		out = append(out, Options{Aim: aim, AllowCreate: k&1 > 0, JoinOverseas: k&2 > 0})
	}
	return out
}

// TestRealPlansAreProven and hold together: loads add up to what is covered, and
// creation reaches everything.
func TestRealPlansAreProven(t *testing.T) {
	s := fixture.Embedded(t)
	for _, day := range realDays {
		for _, aim := range Aims {
			for _, o := range combinations(aim) {
				p, err := Make(context.Background(), s, on(day), o)
				if err != nil {
					t.Fatal(err)
				}
				if !p.Proven || !p.Settled {
					t.Errorf("%s %+v: proven %v, settled %v", day, o, p.Proven, p.Settled)
				}
				f, loads, left := p.After.Totals.Of(geo.Neighbourhoods), int64(0), int64(0)
				for _, l := range p.Loads {
					loads += l.After
				}
				for _, u := range p.Unreachable {
					left += u.Neighbourhoods
				}
				if loads != f.Covered || f.Covered+left != f.Total || p.Objective[0].Value != left {
					t.Errorf("%s %+v: loads %d, covered %d of %d, left %d", day, o, loads, f.Covered, f.Total, left)
				}
				if o.AllowCreate && left > 0 {
					t.Errorf("%s %+v: %d left", day, o, left)
				}
			}
		}
	}
}

// TestGroundThatStaysKeepsItsSource holds that a plan makes no ground unsourced
// but what changes hands.
func TestGroundThatStaysKeepsItsSource(t *testing.T) {
	s := fixture.Embedded(t)
	for _, day := range realDays {
		for _, aim := range Aims {
			p, err := Make(context.Background(), s, on(day), Options{Aim: aim, AllowCreate: true})
			if err != nil {
				t.Fatal(err)
			}
			rows := s.Coarse().Rows(geo.Department)
			moved := int64(0)
			for _, a := range p.Assignments {
				row, _ := rows.Row(a.Unit.Code)
				moved += rows.Totals(geo.QPV2015)[row][geo.Neighbourhoods]
			}
			before, after := p.Before.Totals.Of(geo.Neighbourhoods), p.After.Totals.Of(geo.Neighbourhoods)
			if after.Unsourced < moved || after.Unsourced > moved+before.Unsourced {
				t.Errorf("%s %s: %d unsourced, want those of %d moved and at most %d from before",
					day, aim, after.Unsourced, moved, before.Unsourced)
			}
		}
	}
}

// TestRealPlansAgainstExhaustiveSearch tries each of some sixty thousand plans.
func TestRealPlansAgainstExhaustiveSearch(t *testing.T) {
	s := fixture.Embedded(t)
	q := on(realDays[0])
	for _, aim := range []Aim{Fewest, Even} {
		w, err := survey(t.Context(), viewByDepartment(s, q), Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := pose(w, Options{Aim: aim})
		plans := 1
		for i := range p.frees {
			plans *= len(p.frees[i].choices)
		}
		want, picks := p.exhaust(aim)
		got := p.solve(aim, DefaultNodes)
		if got.value != want || !slices.Equal(got.picks, picks) || plans < 1e4 {
			t.Errorf("%s: %+v, want %v by %v (%d plans)", aim, got, want, picks, plans)
		}
	}
}

// TestCutShort asks more than a few nodes can prove.
func TestCutShort(t *testing.T) {
	s := fixture.Embedded(t)
	for _, o := range []Options{{Nodes: 50}, {Deadline: time.Unix(1, 0)}} {
		o.Aim, o.MayMove, o.AllowCreate = Even, true, true
		p, err := Make(context.Background(), s, on(realDays[0]), o)
		if err != nil {
			t.Fatal(err)
		}
		var values, bounds []int64
		for _, term := range p.Objective {
			values, bounds = append(values, term.Value), append(bounds, term.Bound)
		}
		if p.Proven || p.Settled || slices.Compare(bounds, values) >= 0 {
			t.Errorf("%+v: proven %v at %v, bound %v", o, p.Proven, values, bounds)
		}
		if f := p.After.Totals.Of(geo.Neighbourhoods); f.Covered != f.Total {
			t.Errorf("%+v: %d of %d covered", o, f.Covered, f.Total)
		}
	}
}

// TestCandidatesOfRealGaps holds the ranking to the order and sums it promises.
func TestCandidatesOfRealGaps(t *testing.T) {
	s := fixture.Embedded(t)
	q := on(realDays[0])
	for _, join := range []bool{false, true} {
		p, err := Make(t.Context(), s, q, Options{Aim: Fewest, JoinOverseas: join})
		if err != nil {
			t.Fatal(err)
		}
		gaps := p.Candidates()
		q.Level = geo.Department
		want, err := coverage.Gaps(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		var hoods, npnru, wantNPNRU int64
		for _, region := range gaps {
			npnru += region.NPNRU.N
			for _, part := range region.Parts {
				codes = append(codes, part.Unit.Code)
				hoods += part.Neighbourhoods
				checkCandidates(t, part, join)
			}
			checkCandidates(t, region, join)
		}
		slices.Sort(codes)
		var wantCodes []string
		for _, g := range want {
			wantCodes = append(wantCodes, g.Unit.Code)
			wantNPNRU += g.Uncovered.Of(geo.NPNRUNeighbourhoods).Covered
		}
		slices.Sort(wantCodes)
		if !slices.Equal(codes, wantCodes) || hoods != 312 {
			t.Errorf("gaps %v with %d neighbourhoods, want %v and 312", codes, hoods, wantCodes)
		}
		if npnru != wantNPNRU || npnru != 448-379 {
			t.Errorf("%d of the NPNRU in the gaps, want %d", npnru, wantNPNRU)
		}
	}
}

func checkCandidates(t *testing.T, g GapCandidates, join bool) {
	t.Helper()
	if (len(g.Candidates) == 0) != (g.Reason != "") {
		t.Errorf("%s: %d candidates, reason %q", g.Unit.Code, len(g.Candidates), g.Reason)
	}
	if overseas := len(g.Departments[0]) == 3; overseas && (len(g.Candidates) > 0) != join {
		t.Errorf("%s: %d candidates across the sea", g.Unit.Code, len(g.Candidates))
	}
	for i, c := range g.Candidates {
		sum := int64(0)
		for _, item := range c.Items {
			if item.Points < 0 || item.Points > item.Of {
				t.Errorf("%s %s: %+v", g.Unit.Code, c.Centre, item)
			}
			sum += item.Points
		}
		if sum != c.Score || c.LoadAfter != c.Load+g.Neighbourhoods {
			t.Errorf("%s %s: %+v", g.Unit.Code, c.Centre, c)
		}
		if i > 0 {
			b := g.Candidates[i-1]
			if b.Score < c.Score || b.Score == c.Score && strings.Compare(b.Centre, c.Centre) >= 0 {
				t.Errorf("%s: %s before %s", g.Unit.Code, b.Centre, c.Centre)
			}
		}
	}
}

// BenchmarkMake makes each plan on the real data. The baseline of the searches
// is exhaustive search over the same problem.
func BenchmarkMake(b *testing.B) {
	s := fixture.Embedded(b)
	for _, aim := range Aims {
		b.Run(string(aim), func(b *testing.B) {
			q, o := on(realDays[0]), Options{Aim: aim, AllowCreate: aim == Aligned}
			for b.Loop() {
				if _, err := Make(context.Background(), s, q, o); err != nil {
					b.Fatal(err)
				}
			}
			if aim == Aligned {
				return
			}
			ours := float64(b.Elapsed()) / float64(b.N)
			w, err := survey(b.Context(), viewByDepartment(s, q), Options{})
			if err != nil {
				b.Fatal(err)
			}
			start := time.Now()
			pose(w, o).exhaust(aim)
			b.ReportMetric(float64(time.Since(start))/ours, "exhaustive/ours")
		})
	}
}
