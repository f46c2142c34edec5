package scenario_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// counted is neighbourhoods and their inhabitants, and what of both cannot be
// told.
type counted struct{ hoods, people, maybeHoods, maybePeople int64 }

func countedOf(a *scenario.Amounts) counted {
	return counted{a.Neighbourhoods, a.NeighbourhoodPopulation.N, a.Undetermined.Neighbourhoods, a.Undetermined.NeighbourhoodPopulation.N}
}

// bruteAmounts goes through the neighbourhoods by their own lists of communes:
// one whose source names a commune that is not known may lie in all of its
// department.
func bruteAmounts(d *geo.Dataset, holds map[string]bool) (c counted) {
	for _, h := range d.Neighbourhoods[geo.QPV2015] {
		codes := h.Codes
		if len(h.Communes) > len(codes) {
			codes = []string{h.Department + "001", h.Department + "002", h.Department + "003", h.Department + "004"}
		}
		n := 0
		for _, code := range codes {
			if holds[code] {
				n++
			}
		}
		switch {
		case n == len(codes):
			c.hoods, c.people = c.hoods+1, c.people+h.Population.N
		case n > 0:
			c.maybeHoods, c.maybePeople = c.maybeHoods+1, c.maybePeople+h.Population.N
		}
	}
	return c
}

// leads reports whether the figures before lead to those after by what is
// gained and lost: to within what of these cannot be told.
func leads(before, gained, lost, after counted) bool {
	within := func(difference, gained, maybeGained, lost, maybeLost int64) bool {
		return gained-lost-maybeLost <= difference && difference <= gained+maybeGained-lost
	}
	return within(after.hoods-before.hoods, gained.hoods, gained.maybeHoods, lost.hoods, lost.maybeHoods) &&
		within(after.people-before.people, gained.people, gained.maybePeople, lost.people, lost.maybePeople)
}

// straddlingCountry draws neighbourhoods in several communes, and one of which
// a commune is not known.
func straddlingCountry(rng *rand.Rand, fine bool) *geo.Dataset {
	d := geotest.Straddling(rng, fine, geotest.Centre("one", geotest.SomeCommunes(rng)), geotest.Centre("two", geotest.SomeCommunes(rng)))
	d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
		Code: "QS9", Geography: geo.QPV2015, Department: "B1", Region: "RB", Region2015: "OM", Population: geo.Known(3),
		Codes: []string{"B1002"}, Communes: []string{"Here", "Nowhere"}})
	return d
}

func someChanges(rng *rand.Rand) []scenario.Change {
	var changes []scenario.Change
	for range 1 + rng.IntN(4) {
		c := scenario.Change{Action: scenario.Give, Centre: []string{"one", "two"}[rng.IntN(2)],
			Units: units(geo.Commune, fmt.Sprintf("%s00%d", []string{"A1", "A2", "B1", "B2"}[rng.IntN(4)], 1+rng.IntN(4)))}
		if rng.IntN(2) == 0 {
			c.Action = scenario.Take
		}
		if rng.IntN(5) == 0 {
			c.Units = units(geo.Department, c.Units[0].Code[:2])
		}
		changes = append(changes, c)
	}
	return changes
}

// TestNeighbourhoodsInSeveralCommunesChangeHands: of every ground there is in an
// answer a neighbourhood counts that has all of its communes there, and is
// undetermined where some are; and so what is gained and lost bounds the
// difference between before and after.
func TestNeighbourhoodsInSeveralCommunesChangeHands(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	tried, partly := 0, 0
	for round := range 150 {
		d := straddlingCountry(rng, round%2 == 0)
		s, q, changes := build(t, d), on(t, "2020-01-01"), someChanges(rng)
		r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: changes})
		if err != nil {
			continue // given what it holds already, or taken what it does not
		}
		tried++
		was, is := newOracle(d, q), newOracle(d, q)
		for _, c := range changes {
			is.apply(c)
		}
		same := func(what string, got *scenario.Amounts, holds map[string]bool) counted {
			t.Helper()
			want := bruteAmounts(d, holds)
			if countedOf(got) != want {
				t.Errorf("%s: %+v, counted %+v", what, countedOf(got), want)
			}
			partly += int(want.maybeHoods)
			return want
		}
		before, after := was.union(), is.union()
		closed := same("closed", &r.Closed.Amounts, set(minus(after, before)))
		opened := same("opened", &r.Opened.Amounts, set(minus(before, after)))
		if b, a := totalOf(r.Before), totalOf(r.After); !leads(b, closed, opened, a) {
			t.Errorf("%+v covered, %+v closed, %+v opened, %+v covered after", b, closed, opened, a)
		}
		grounds := map[string]scenario.CentreGround{}
		for _, g := range r.Ground {
			grounds[g.Centre] = g
		}
		for _, l := range r.Loads {
			b := same(l.Centre+" before", &l.Before.Amounts, was.holds[l.Centre])
			a := same(l.Centre+" after", &l.After.Amounts, is.holds[l.Centre])
			g := grounds[l.Centre]
			gained := same(l.Centre+" gained", &g.Gained.Amounts, set(minus(is.holds[l.Centre], was.holds[l.Centre])))
			lost := same(l.Centre+" lost", &g.Lost.Amounts, set(minus(was.holds[l.Centre], is.holds[l.Centre])))
			if !leads(b, gained, lost, a) {
				t.Errorf("%s: %+v, gained %+v, lost %+v, %+v after", l.Centre, b, gained, lost, a)
			}
		}
		sharedBefore, sharedAfter := both(was.holds["one"], was.holds["two"]), both(is.holds["one"], is.holds["two"])
		for _, o := range r.Created {
			same("created", &o.Ground.Amounts, set(minus(sharedAfter, sharedBefore)))
		}
		for _, o := range r.Removed {
			same("removed", &o.Ground.Amounts, set(minus(sharedBefore, sharedAfter)))
		}
		checkHypothetical(t, d, r, was, is)
	}
	if tried < 10 || partly == 0 {
		t.Errorf("%d scenarios were tried, %d neighbourhoods lay in part: this shows nothing", tried, partly)
	}
}

// checkHypothetical counts the ground that no centre holds as it held it before.
func checkHypothetical(t *testing.T, d *geo.Dataset, r *scenario.Result, was, is *oracle) {
	t.Helper()
	alone := is.union()
	for id, codes := range is.holds {
		for code := range both(codes, was.holds[id]) {
			delete(alone, code)
		}
	}
	f, err := r.Hypothetical()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := figuresOf(&f), bruteAmounts(d, alone); got != want {
		t.Errorf("hypothetical: %+v, counted %+v", got, want)
	}
	if people := f.Of(geo.Population); people.Covered != int64(10*len(alone)) || people.Undetermined != 0 || people.Unsourced != people.Covered {
		t.Errorf("hypothetical inhabitants: %+v of %d communes", *people, len(alone))
	}
}

func figuresOf(f *coverage.Figures) counted {
	hoods, people := f.Of(geo.Neighbourhoods), f.Of(geo.NeighbourhoodPopulation)
	return counted{hoods.Covered, people.Covered, hoods.Undetermined, people.Undetermined}
}

func totalOf(a *coverage.Analysis) counted { return figuresOf(&a.Totals) }

func set(codes []string) map[string]bool {
	out := map[string]bool{}
	for _, code := range codes {
		out[code] = true
	}
	return out
}

// TestDrawnGroundBoundsItsNeighbourhoods draws and erases at random: of the units
// it cuts nobody knows what it holds, and the bounds hold all the same, with the
// polygons of neighbourhoods (which coverage looks at) and without. One centre
// alone draws: see [scenario.Amounts].
func TestDrawnGroundBoundsItsNeighbourhoods(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	tried, cut := 0, 0
	for round := range 120 {
		d := straddlingCountry(rng, true)
		if round%2 == 0 {
			d.Layers = append(d.Layers, geotest.QuarterLayer())
		}
		s, changes := build(t, d), someChanges(rng)[:1]
		for range 1 + rng.IntN(2) {
			x, y := 3*rng.Float64(), 0.6*rng.Float64()
			changes = append(changes, scenario.Change{Action: []scenario.Action{scenario.Draw, scenario.Erase}[rng.IntN(2)],
				Centre: "one", Geometry: geotest.Box(x, y, x+0.1+rng.Float64(), y+0.1+0.6*rng.Float64())})
		}
		r, err := scenario.Run(ctx, s, on(t, "2020-01-01"), scenario.Scenario{Changes: changes})
		if err != nil {
			continue
		}
		tried++
		closed, opened := countedOf(&r.Closed.Amounts), countedOf(&r.Opened.Amounts)
		if b, a := totalOf(r.Before), totalOf(r.After); !leads(b, closed, opened, a) {
			t.Errorf("%+v covered, %+v closed, %+v opened, %+v covered after", b, closed, opened, a)
		}
		for _, g := range r.Ground {
			cut += len(g.Gained.Pieces) + len(g.Lost.Pieces)
			k := slices.IndexFunc(r.Loads, func(l scenario.Load) bool { return l.Centre == g.Centre })
			b, a := countedOf(&r.Loads[k].Before.Amounts), countedOf(&r.Loads[k].After.Amounts)
			gained, lost := countedOf(&g.Gained.Amounts), countedOf(&g.Lost.Amounts)
			if !leads(b, gained, lost, a) {
				t.Errorf("%s: %+v, gained %+v, lost %+v, %+v after", g.Centre, b, gained, lost, a)
			}
		}
		checkLeft(t, s, r)
	}
	if tried < 10 || cut == 0 {
		t.Errorf("%d scenarios were tried, %d units cut: this shows nothing", tried, cut)
	}
}

// checkLeft holds that what the scenario alone covers, and what it may, bounds
// what its perimeters add to those left of the base.
func checkLeft(t *testing.T, s *snapshot.Snapshot, r *scenario.Result) {
	t.Helper()
	left := slices.DeleteFunc(slices.Clone(r.Network), scenario.IsHypothetical)
	without, err := coverage.AnalyseNetwork(t.Context(), s, r.Query, left)
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Hypothetical()
	if err != nil {
		t.Fatal(err)
	}
	if b, a := totalOf(without), totalOf(r.After); !leads(b, figuresOf(&f), counted{}, a) {
		t.Errorf("%+v without, %+v on the scenario alone, %+v after", b, figuresOf(&f), a)
	}
}

// TestNeighbourhoodsInSeveralCommunesOfTheFacts takes and gives communes that
// have neighbourhoods of 2024 in common with others.
func TestNeighbourhoodsInSeveralCommunesOfTheFacts(t *testing.T) {
	q := on(t, "2017-03-16")
	q.Geography = geo.QPV2024
	for code, want := range map[string]counted{"02691": {hoods: 3, maybeHoods: 1}, "02571": {maybeHoods: 1}} {
		r := run(t, fixture.Communes(t), q, scenario.Change{Action: scenario.Take, Centre: "irev", Units: units(geo.Commune, code)})
		if got := countedOf(&r.Opened.Amounts); got != want {
			t.Errorf("without %s: %+v, want %+v", code, got, want)
		}
	}
}
