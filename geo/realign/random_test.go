package realign_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// A country of 16 departments in four regions, and a collectivity.
const columns, rows = 4, 4

var units = func() []string {
	var out []string
	for k := range columns * rows {
		out = append(out, fmt.Sprintf("%02d", k+1))
	}
	return append(out, "978")
}()

var dates = []string{"", "2010", "2011-06-15", "2011-06-16", "2012", "2012-03", "2012-12-31", "2013-01-01", "2013/2014", "2014"}

// network draws centres with perimeters of departments, here and there of
// communes too.
func network(t *rapid.T) []geo.Centre {
	var out []geo.Centre
	for k := range rapid.IntRange(0, 4).Draw(t, "centres") {
		var ps []geo.Perimeter
		for range rapid.IntRange(1, 3).Draw(t, "perimeters") {
			p := geotest.Over(rapid.SampledFrom(dates).Draw(t, "from"), rapid.SampledFrom(dates).Draw(t, "to"),
				rapid.SliceOfNDistinct(rapid.SampledFrom(units), 1, 6, rapid.ID[string]).Draw(t, "units")...)
			if rapid.IntRange(0, 7).Draw(t, "finer") == 0 {
				p.Units = append(p.Units, geo.UnitRef{Level: geo.Commune, Code: "06001"})
			}
			p.Scope = geo.Policy
			p.Confidence = rapid.SampledFrom(thresholds).Draw(t, "confidence")
			p.Sourced = rapid.Bool().Draw(t, "sourced")
			ps = append(ps, p)
		}
		out = append(out, geotest.Centre(fmt.Sprintf("c%d", k), ps...))
	}
	return out
}

// spread tells departments by their communes, as the country has them.
func spread(code string) []string {
	if len(code) != 2 {
		return []string{code}
	}
	var out []string
	for i := range 4 {
		out = append(out, fmt.Sprintf("%s00%d", code, i+1))
	}
	return out
}

// apply replays events commune by commune.
func (g grounds) apply(step *realign.Step) {
	for _, e := range step.Events {
		for _, u := range append(slices.Clone(e.Gained.Whole), e.Entered.Whole...) {
			for _, c := range spread(u.Code) {
				g.add(e.Centre.ID, c)
			}
		}
		for _, u := range append(slices.Clone(e.Lost.Whole), e.Left.Whole...) {
			for _, c := range spread(u.Code) {
				delete(g[e.Centre.ID], c)
			}
		}
	}
}

func spreadOut(g grounds) grounds {
	out := grounds{}
	for c, units := range g {
		for u := range units {
			for _, commune := range spread(u) {
				out.add(c, commune)
			}
		}
	}
	return out
}

func TestRandomTrajectories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := build(t, geotest.Plain(columns, rows, false, network(t)...))
		q := on(t, "2012-06-01", rapid.SampledFrom(thresholds).Draw(t, "threshold"))
		from := date(t, rapid.SampledFrom([]string{"2009-01-01", "2011-06-15", "2012-07-01"}).Draw(t, "start"))
		h := must(realign.Trajectory(t.Context(), s, from, date(t, "2016-01-01"), q))(t)
		q.Date = from
		state, next := spreadOut(groundsAt(s, q)), 0
		figures := h.Start.Figures
		for day := from; day <= h.To; day++ {
			if next < len(h.Steps) && h.Steps[next].Day == day {
				state.apply(&h.Steps[next])
				figures = h.Steps[next].After.Figures
				next++
			}
			q.Date = day
			if want := spreadOut(groundsAt(s, q)); state.String() != want.String() {
				t.Fatalf("%s: replay gives %s, coverage counts %s", day, state, want)
			}
			if day%37 == 0 {
				if a := must(coverage.Analyse(t.Context(), s, q))(t); a.Totals != figures {
					t.Fatalf("%s: the last step says %+v, coverage %+v", day, figures, a.Totals)
				}
			}
		}
		if next != len(h.Steps) {
			t.Fatalf("steps out of order or out of the time: %d of %d", next, len(h.Steps))
		}
		for _, step := range h.Steps {
			passagesMatch(t, h, &step)
		}
	})
}

// passagesMatch: what one centre says it took over, the other says it handed
// over, where both events lie in the time.
func passagesMatch(t *rapid.T, h *realign.History, step *realign.Step) {
	for _, e := range step.Events {
		for _, p := range e.TakenOver {
			if e.First > h.From && !handed(h, p.Centre, e.Centre.ID, p.Ground) {
				t.Fatalf("%s took over %s of %s on %s, which never gave it", e.Centre.ID, terms(p.Ground), p.Centre, e.Day)
			}
		}
	}
}

// handed reports whether some events of one centre hand all of a ground over to
// another: an imprecise start may meet several ends.
func handed(h *realign.History, from, to string, ground realign.Ground) bool {
	given := map[string]bool{}
	for _, step := range h.Steps {
		for _, e := range step.Events {
			for _, p := range e.HandedOver {
				for _, u := range p.Whole {
					given[u.Code] = given[u.Code] || e.Centre.ID == from && p.Centre == to
				}
			}
		}
	}
	return !slices.ContainsFunc(ground.Whole, func(u geo.Unit) bool { return !given[u.Code] })
}

// regionsOf lists the communes of each region of the country, 978 apart.
func regionsOf(s *snapshot.Snapshot) map[string]map[string]bool {
	out := map[string]map[string]bool{"978": {"978": true}}
	for _, u := range s.Units(geo.Department) {
		if out[u.Region] == nil {
			out[u.Region] = map[string]bool{}
		}
		for _, c := range spread(u.Code) {
			out[u.Region][c] = true
		}
	}
	return out
}

func TestRandomStandings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := build(t, geotest.Plain(columns, rows, false, network(t)...))
		q := on(t, "2012-06-01", geo.Low)
		r := must(realign.Realign(t.Context(), s, q))(t)
		held := spreadOut(groundsAt(s, q))
		regions := regionsOf(s)
		for _, x := range r.Regions {
			status, _ := held.standingOf(regions[x.Unit.Code])
			if x.Status != status {
				t.Fatalf("region %s: %s, want %s", x.Unit.Code, x.Status, status)
			}
			for _, index := range []realign.Index{x.Alignment.Departments, x.Alignment.Neighbourhoods} {
				for _, v := range []float64{index.Value, index.Coverage, index.Containment, index.Unity} {
					if !(v >= 0 && v <= 1) {
						t.Fatalf("region %s: index out of bounds, %+v", x.Unit.Code, index)
					}
				}
			}
			v := x.Alignment.Departments.Value
			if (v == 1) != (status == realign.Aligned) || (v == 0) != (status == realign.Uncovered) {
				t.Fatalf("region %s is %s and its index %v", x.Unit.Code, status, v)
			}
			if status == realign.Aligned && x.Alignment.Neighbourhoods.Known && x.Alignment.Neighbourhoods.Value != 1 {
				t.Fatalf("region %s is aligned and its index by neighbourhoods %v", x.Unit.Code, x.Alignment.Neighbourhoods.Value)
			}
		}
	})
}

// TestGivingGroundToACentreOfTheRegionNeverLowersItsIndex is the law that the
// index is built on.
func TestGivingGroundToACentreOfTheRegionNeverLowersItsIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := build(t, geotest.Plain(columns, rows, false, network(t)...))
		q := on(t, "2012-06-01", geo.Low)
		active := s.Active(q)
		before := must(realign.RealignNetwork(t.Context(), s, q, active))(t)
		for i, x := range before.Regions {
			if len(x.Centres) == 0 || len(x.NotCovered) == 0 {
				continue
			}
			c := rapid.SampledFrom(x.Centres).Draw(t, "centre").Centre
			given := always(rapid.SampledFrom(x.NotCovered).Draw(t, "department"))
			given.ID, given.Centre = "given", c.ID
			compiled := must(s.Compile(&given, c))(t)
			after := must(realign.RealignNetwork(t.Context(), s, q, append(slices.Clone(active), &compiled)))(t)
			was, is := x.Alignment.Departments.Value, after.Regions[i].Alignment.Departments.Value
			// A department of which another centre held some communes is not
			// uncovered ground: the law does not bear on it.
			if is < was-1e-12 && !slices.Contains(touched(s, active), given.Units[0].Code) {
				t.Fatalf("region %s: %s gets %s, and its index falls from %v to %v", x.Unit.Code, c.ID, given.Units[0].Code, was, is)
			}
		}
	})
}

// touched lists the departments in which a network names units.
func touched(s *snapshot.Snapshot, network snapshot.Network) []string {
	set := map[string]bool{}
	for _, p := range network {
		for _, u := range p.Units {
			set[geo.DepartmentOf(u.Code)] = true
		}
	}
	return slices.Collect(maps.Keys(set))
}
