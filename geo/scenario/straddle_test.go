package scenario_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
)

// TestNeighbourhoodsInSeveralCommunesChangeHands: what is closed and opened, and
// what a centre gains and loses, leads from the figures before to those after.
func TestNeighbourhoodsInSeveralCommunesChangeHands(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	partly := 0
	for round := range 60 {
		d := geotest.Straddling(rng, round%2 == 0, geotest.Centre("one", geotest.SomeCommunes(rng)), geotest.Centre("two", geotest.SomeCommunes(rng)))
		s := build(t, d)
		var changes []scenario.Change
		for range 1 + rng.IntN(3) {
			code := fmt.Sprintf("%s00%d", []string{"A1", "A2", "B1", "B2"}[rng.IntN(4)], 1+rng.IntN(4))
			changes = append(changes, scenario.Change{
				Action: scenario.Give, Centre: []string{"one", "two"}[rng.IntN(2)], Units: units(geo.Commune, code)})
		}
		q := on(t, "2020-01-01")
		q.Confidence = geo.Low
		r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: changes})
		if err != nil {
			continue // given what it holds already
		}
		before, after := r.Before.Totals.Of(geo.Neighbourhoods), r.After.Totals.Of(geo.Neighbourhoods)
		if before.Covered+r.Closed.Amounts.Neighbourhoods-r.Opened.Amounts.Neighbourhoods != after.Covered {
			t.Errorf("%d covered, %d closed, %d opened, %d covered after", before.Covered,
				r.Closed.Amounts.Neighbourhoods, r.Opened.Amounts.Neighbourhoods, after.Covered)
		}
		partly += int(after.Undetermined)
		loads := map[string]scenario.Load{}
		for _, l := range r.Loads {
			loads[l.Centre] = l
		}
		for _, g := range r.Ground {
			l := loads[g.Centre]
			if l.Before.Neighbourhoods+g.Gained.Amounts.Neighbourhoods-g.Lost.Amounts.Neighbourhoods != l.After.Neighbourhoods {
				t.Errorf("%s: %+v gained %d, lost %d", g.Centre, l, g.Gained.Amounts.Neighbourhoods, g.Lost.Amounts.Neighbourhoods)
			}
		}
		if want, err := coverage.AnalyseNetwork(s, r.Query, r.Network); err != nil || *want.Totals.Of(geo.Neighbourhoods) != *after {
			t.Errorf("after: %+v, coverage says %+v (%v)", *after, want, err)
		}
	}
	if partly == 0 {
		t.Error("nothing was covered in part: this shows nothing")
	}
}
