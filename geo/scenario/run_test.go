package scenario_test

import (
	"errors"
	"reflect"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
	"maillage/geo/scenario"
)

func TestNoChangeChangesNothing(t *testing.T) {
	s := fixture.Embedded(t)
	for _, day := range []string{"1995-01-01", "2012-05-31", "2017-03-16", "2026-11-23"} {
		q := on(t, day)
		r := run(t, s, q)
		want, err := coverage.Analyse(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(r.After, want) || !reflect.DeepEqual(r.Before, want) || !reflect.DeepEqual(r.Network, r.Base) {
			t.Errorf("%s: the answer differs from that of coverage", day)
		}
		if r.Statuses != nil || r.Ground != nil || r.Created != nil || r.Removed != nil || !r.Closed.Empty() || !r.Opened.Empty() {
			t.Errorf("%s: something changed", day)
		}
		for _, l := range r.Loads {
			if l.Before != l.After {
				t.Errorf("%s: load of %s went from %+v to %+v", day, l.Centre, l.Before, l.After)
			}
		}
	}
}

// TestRunOn is a run over what has been counted already, of the same day alone.
func TestRunOn(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16")
	give := scenario.Change{Action: scenario.Give, Centre: "cite-ressources", Units: units(geo.Region, "94")}
	want := run(t, s, q, give)
	sc := scenario.Scenario{Changes: []scenario.Change{give}}
	r, err := scenario.RunOn(t.Context(), s, want.Before, sc)
	if err != nil || r.Before != want.Before || r.Hash != want.Hash || r.After.Totals != want.After.Totals {
		t.Errorf("%v: the answer differs from that of Run", err)
	}
	if sc.Datetime = q.Date + 1; err == nil {
		_, err = scenario.RunOn(t.Context(), s, want.Before, sc)
	}
	if err == nil {
		t.Error("an analysis of another day is taken")
	}
}

// TestCorseGivenAway is worked out by hand from the facts: Corse has five
// neighbourhoods and three city contracts (CV366 to CV368).
func TestCorseGivenAway(t *testing.T) {
	q := on(t, "2017-03-16")
	q.Confidence = geo.Medium
	give := scenario.Change{Action: scenario.Give, Centre: "cite-ressources", Units: units(geo.Region, "94")}
	r := run(t, fixture.Embedded(t), q, give)
	before, after := r.Before.Totals.Of(geo.Neighbourhoods), r.After.Totals.Of(geo.Neighbourhoods)
	if before.Covered != 1202 || after.Covered != 1207 || after.Unsourced != before.Unsourced+5 {
		t.Errorf("from %+v to %+v, want 1,202 and 1,207, the five unsourced", before, after)
	}
	hypothetical, err := r.Hypothetical()
	if f := hypothetical.Of(geo.Neighbourhoods); err != nil || f.Covered != 5 || f.Total != 1514 {
		t.Errorf("hypothetical: %+v, %v", f, err)
	}
	if len(r.Statuses) != 1 || r.Statuses[0].Unit.Code != "94" || r.Statuses[0].Before != coverage.IsUncovered || r.Statuses[0].After != coverage.IsCovered {
		t.Errorf("statuses %+v", r.Statuses)
	}
	if len(r.Closed.Units) != 2 || r.Closed.Units[0].Code != "2A" || r.Closed.Units[1].Code != "2B" || !r.Opened.Empty() {
		t.Errorf("closed %+v, opened %+v", r.Closed.Units, r.Opened.Units)
	}
	for _, l := range r.Loads {
		gained := l.After.Neighbourhoods - l.Before.Neighbourhoods
		contracts := l.After.Contracts - l.Before.Contracts
		if l.Centre == "cite-ressources" && (gained != 5 || contracts != 3) || l.Centre != "cite-ressources" && (gained != 0 || contracts != 0) {
			t.Errorf("%s gains %d neighbourhoods and %d contracts", l.Centre, gained, contracts)
		}
	}
	ground, err := r.Geometry()
	if err != nil || len(ground) != 1 || ground[0].Kind != scenario.Gained || len(ground[0].Geometry) == 0 {
		t.Errorf("geometry %+v, %v", ground, err)
	}
	last := r.Network[len(r.Network)-1]
	for _, p := range r.Network {
		if scenario.IsHypothetical(p) {
			last = p
		}
	}
	if last.ID != "cite-ressources-scenario" || last.Sourced || last.Confidence != geo.Low || last.Scope != geo.Policy {
		t.Errorf("the hypothesis is %+v", last.Perimeter)
	}
	for _, a := range r.After.Assumed {
		if scenario.IsHypothetical(a.Perimeter) {
			t.Errorf("a date of the hypothesis is assumed: %+v", a)
		}
	}
}

// TestSourcesStayWithTheirGround takes a department from a sourced perimeter
// and gives it to another centre, then back to its own.
func TestSourcesStayWithTheirGround(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	take := scenario.Change{Action: scenario.Take, Centre: "a", Units: units(geo.Department, "A0")}
	give := func(to string) scenario.Change {
		return scenario.Change{Action: scenario.Give, Centre: to, Units: units(geo.Department, "A0")}
	}
	for to, unsourced := range map[string]int64{"b": 2, "a": 0} {
		r := run(t, s, q, take, give(to))
		f := r.After.Totals.Of(geo.Neighbourhoods)
		if f.Covered != 6 || f.Unsourced != unsourced {
			t.Errorf("A0 given to %s: %+v, want 6 neighbourhoods, %d without source", to, f, unsourced)
		}
	}
	left := run(t, s, q, take).Network[0]
	if left.ID != "a-1" || !left.Sourced || len(left.Units) != 1 || left.Units[0].Code != "A1" {
		t.Errorf("what is left of a: %+v", left.Perimeter)
	}
}

func TestOrderMatters(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	give := scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "C0")}
	move := scenario.Change{Action: scenario.Move, From: "c", To: "b", Units: units(geo.Region, "RC")}
	run(t, s, q, give, move)
	_, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: []scenario.Change{move, give}})
	var refusal *scenario.Refusal
	if !errors.As(err, &refusal) || refusal.Change != 0 || refusal.Reason != scenario.NotHeld {
		t.Errorf("moved before it was given: %v", err)
	}
}

func TestHashIdentifiesTheAnswer(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	changes := []scenario.Change{{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "C0", "C1")},
		{Action: scenario.Take, Centre: "a", Units: units(geo.Department, "A0")}}
	base := run(t, s, q, changes...).Hash
	same := []scenario.Change{{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "C1", "C0")}, changes[1]}
	if got := run(t, s, q, same...).Hash; got != base {
		t.Error("units in another order give another hash")
	}
	asked := q
	asked.Date++
	dated, err := scenario.Run(ctx, s, asked, scenario.Scenario{Datetime: q.Date, Changes: changes})
	if err != nil || dated.Hash != base || dated.Query != q {
		t.Errorf("a scenario's own day does not replace the query's: %v", err)
	}
	seen := map[string]bool{base: true}
	differs := func(what, hash string) {
		if seen[hash] || len(hash) != 64 {
			t.Errorf("%s: hash %s", what, hash)
		}
		seen[hash] = true
	}
	differs("another order of changes", run(t, s, q, changes[1], changes[0]).Hash)
	differs("one change less", run(t, s, q, changes[0]).Hash)
	differs("no change", run(t, s, q).Hash)
	differs("another day", run(t, s, asked, changes...).Hash)
	asked = q
	asked.Level = geo.Department
	differs("another level", run(t, s, asked, changes...).Hash)
	differs("other data", run(t, small(t, true), q, changes...).Hash)
}

func TestDayOutOfRange(t *testing.T) {
	q := on(t, "2020-01-01")
	q.Date = geo.MaxDate + 1
	if _, err := scenario.Run(ctx, small(t, false), q, scenario.Scenario{}); err == nil {
		t.Error("a day past 2100 was answered")
	}
}

// TestTerritoryBoundsTheAnswer gives ground in two territories and asks of one.
func TestTerritoryBoundsTheAnswer(t *testing.T) {
	q := on(t, "2020-01-01")
	q.Territory = geo.Metropole
	r := run(t, small(t, false), q, scenario.Change{Action: scenario.Give, Centre: "c",
		Units: append(units(geo.Department, "C0"), units(geo.Collectivity, "978")...)})
	if len(r.Closed.Units) != 1 || r.Closed.Units[0].Code != "C0" || len(r.Ground) != 1 || len(r.Ground[0].Gained.Units) != 1 {
		t.Errorf("closed %+v, ground %+v", r.Closed, r.Ground)
	}
	q.Territory = geo.COM
	r = run(t, small(t, false), q, scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Collectivity, "978")})
	if len(r.Closed.Units) != 1 || r.After.Totals.Of(geo.Neighbourhoods).Covered != 1 {
		t.Errorf("of the collectivities: %+v", r.Closed)
	}
}

// TestDrawOverCollectivity draws over ground that is neither department nor
// commune.
func TestDrawOverCollectivity(t *testing.T) {
	for _, fine := range []bool{false, true} {
		r := run(t, small(t, fine), on(t, "2020-01-01"),
			scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: geotest.Box(-1, -4, 2, -1)})
		if len(r.Closed.Units) != 1 || r.Closed.Units[0].Code != "978" {
			t.Errorf("fine %v: closed %+v", fine, r.Closed)
		}
	}
}

// TestErasedUnitKeepsItsSource cuts a sourced department: what is left of it is
// not hypothetical.
func TestErasedUnitKeepsItsSource(t *testing.T) {
	r := run(t, small(t, false), on(t, "2020-01-01"),
		scenario.Change{Action: scenario.Erase, Centre: "a", Geometry: geotest.Box(0, 0, 0.5, 1)})
	if f := r.After.Totals.Of(geo.AreaKM2); f.Unsourced != 0 || f.Covered >= r.Before.Totals.Of(geo.AreaKM2).Covered {
		t.Errorf("area %+v", f)
	}
	if len(r.Network) != 2 || r.Network[0].ID != "a-1" || len(r.Network[0].Parts) != 1 || len(r.Opened.Pieces) != 1 {
		t.Errorf("%d perimeters, opened %+v", len(r.Network), r.Opened)
	}
}

// TestDrawnPerimeterKeepsItsPartOfAGivenUnit gives the whole of a department of
// which a perimeter drew a part.
func TestDrawnPerimeterKeepsItsPartOfAGivenUnit(t *testing.T) {
	p := geotest.Over("2010-01-01", "")
	p.Drawn = geotest.Box(0, 0, 0.5, 1)
	s := build(t, geotest.Grid(gridColumns, gridRows, false, geotest.Centre("a", p)))
	r := run(t, s, on(t, "2020-01-01"), scenario.Change{Action: scenario.Give, Centre: "a", Units: units(geo.Department, "A0")})
	if len(r.Network) != 2 || r.Network[0] != r.Base[0] || !scenario.IsHypothetical(r.Network[1]) {
		t.Errorf("%d perimeters", len(r.Network))
	}
	if f := r.After.Totals.Of(geo.Neighbourhoods); f.Covered != 2 || f.Undetermined != 0 || f.Unsourced != 2 {
		t.Errorf("%+v", f)
	}
	if len(r.Closed.Pieces) != 1 || len(r.Closed.Units) != 0 {
		t.Errorf("closed %+v", r.Closed)
	}
}

// TestDrawnOverlap draws two centres over one another and over listed ground.
func TestDrawnOverlap(t *testing.T) {
	for _, fine := range []bool{false, true} {
		r := run(t, small(t, fine), on(t, "2020-01-01"),
			scenario.Change{Action: scenario.Draw, Centre: "b", Geometry: geotest.Box(2.1, 0.1, 2.4, 0.4)},
			scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: geotest.Box(0.3, 0.1, 2.2, 0.4)})
		want := map[[2]string]geo.Area{
			{"a", "c"}: overlay.Area(geotest.Box(0.3, 0.1, 1, 0.4)),
			{"b", "c"}: overlay.Area(geotest.Box(1, 0.1, 2, 0.4)) + overlay.Area(geotest.Box(2.1, 0.1, 2.2, 0.4)),
		}
		for _, o := range r.Created {
			if d := geo.Area(o.Ground.Amounts.Area.N) - want[o.Centres]; d > slack || d < -slack {
				t.Errorf("fine %v: %v share %d cm², want %d", fine, o.Centres, o.Ground.Amounts.Area.N, want[o.Centres])
			}
			delete(want, o.Centres)
		}
		if len(want) != 0 || r.Removed != nil {
			t.Errorf("fine %v: missing %v, removed %v", fine, want, r.Removed)
		}
		for _, l := range r.Loads { // c draws over A0, B0 and C0: three EPCI E, which department grain cannot tell from their F
			contracts := map[bool][2]int{false: {0, 6}, true: {3, 0}}[fine]
			if got := [2]int{l.After.Contracts, l.After.ContractsUndetermined}; l.Centre == "c" && got != contracts {
				t.Errorf("fine %v: contracts on drawn ground %v, want %v", fine, got, contracts)
			}
		}
	}
}

// TestReopenedByAnotherName closes a centre and opens it again on the same
// ground: its perimeters are those of the base, under the new name.
func TestReopenedByAnotherName(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	again := []scenario.Change{{Action: scenario.Close, Centre: "b"}, {Action: scenario.Create, Centre: "b", Name: "Other"},
		{Action: scenario.Give, Centre: "b", Units: units(geo.Department, "B0")}}
	r := run(t, s, q, again...)
	if p := r.Network[1]; p.Centre.Name != "Other" || p.ID != "b-1" || !p.Sourced || p == r.Base[1] {
		t.Errorf("%+v of %q", p.Perimeter, p.Centre.Name)
	}
	again[1].Name = ""
	if r := run(t, s, q, again...); r.Network[1] != r.Base[1] {
		t.Error("opened again as itself, it is another")
	}
}

// TestTwoHalvesMakeAWhole draws both halves of a department: its inhabitants
// are told again.
func TestTwoHalvesMakeAWhole(t *testing.T) {
	half := func(west, east float64) scenario.Change {
		return scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: geotest.Box(west, 0, east, 1)}
	}
	s, q := small(t, false), on(t, "2020-01-01")
	r := run(t, s, q, half(2, 2.3), half(2.3, 3))
	if len(r.Closed.Units) != 1 || len(r.Closed.Pieces) != 0 || r.After.Totals.Of(geo.Population).Covered-r.Before.Totals.Of(geo.Population).Covered != 40 {
		t.Errorf("closed %+v", r.Closed)
	}
}

// TestDrawOverRealCommunes draws over the communes of 2018, across departments
// and a region's border, and undoes it.
func TestDrawOverRealCommunes(t *testing.T) {
	s, q := fixture.Communes(t), on(t, "2017-03-16")
	changes := []scenario.Change{
		{Action: scenario.Draw, Centre: "cite-ressources", Geometry: disc(4.5, 45.2, 0.3, 60)},
		{Action: scenario.Erase, Centre: "labo-cites", Geometry: disc(4.6, 45.3, 0.2, 60)},
		{Action: scenario.Move, From: "labo-cites", To: "cite-ressources", Units: units(geo.Department, "42")},
	}
	r := run(t, s, q, changes...)
	var drawn geo.Area
	for _, c := range r.Ground {
		drawn += geo.Area(c.Gained.Amounts.Area.N)
	}
	if len(r.Ground) != 2 || drawn == 0 || len(r.Created) == 0 {
		t.Errorf("%+v", r.Ground)
	}
	undone := run(t, s, q, append(changes, inverse(t, s, q, changes)...)...)
	if len(undone.Network) != len(undone.Base) || len(undone.Ground) != 0 {
		t.Errorf("%d perimeters, %d before; %d centres changed", len(undone.Network), len(undone.Base), len(undone.Ground))
	}
}
