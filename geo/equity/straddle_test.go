package equity_test

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// TestLoadsOfNeighbourhoodsInSeveralCommunes: a centre holds those of which it
// covers every commune, and perhaps those of which it covers some; shares add up to what coverage says is covered.
func TestLoadsOfNeighbourhoodsInSeveralCommunes(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	together := false
	for range 80 {
		d := geotest.Straddling(rng, false, geotest.Centre("one", geotest.SomeCommunes(rng)),
			geotest.Centre("two", geotest.SomeCommunes(rng), geotest.SomeCommunes(rng)))
		s, err := snapshot.Build(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		q := on(t, "2020-01-01", geo.France, geo.QPV2015)
		l := measure(t, s, q)
		a, err := coverage.Analyse(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []geo.Measure{geo.Neighbourhoods, geo.NeighbourhoodPopulation} {
			f := a.Totals.Of(m)
			if l.Covered[m] != f.Covered || l.Unsourced[m] != f.Unsourced || l.Undetermined[m] != f.Undetermined {
				t.Errorf("%s: %d covered, %d unsourced, %d undetermined; coverage says %+v", m, l.Covered[m], l.Unsourced[m], l.Undetermined[m], *f)
			}
			if l.Share[m].Cmp(new(big.Rat).SetInt64(f.Covered)) != 0 {
				t.Errorf("%s: shares add up to %s, covered are %d", m, l.Share[m], f.Covered)
			}
			together = together || l.Held[m] < f.Covered
		}
		for i, c := range d.Centres {
			held, partly := heldByHand(d, &c)
			if got := &l.Centres[i]; got.Held[geo.Neighbourhoods] != held || got.Undetermined[geo.Neighbourhoods] != partly {
				t.Errorf("%s holds %d and perhaps %d, want %d and %d", c.ID, got.Held[geo.Neighbourhoods], got.Undetermined[geo.Neighbourhoods], held, partly)
			}
		}
	}
	if !together {
		t.Error("no neighbourhood was covered by two centres together: this shows nothing of sharing")
	}
}

func heldByHand(d *geo.Dataset, c *geo.Centre) (held, partly int64) {
	own := map[string]bool{}
	for _, p := range c.Perimeters {
		for _, u := range p.Units {
			own[u.Code] = true
		}
	}
	for _, h := range d.Neighbourhoods[geo.QPV2015] {
		n := 0
		for _, code := range h.Codes {
			if own[code] {
				n++
			}
		}
		switch n {
		case len(h.Codes):
			held++
		case 0:
		default:
			partly++
		}
	}
	return held, partly
}
