package equity_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/equity"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// TestEvidenceOfLoads holds the ages to what is covered of each region, and to
// what coverage says of the same query: but for departments, which here one centre
// must hold.
func TestEvidenceOfLoads(t *testing.T) {
	s := fixture.Embedded(t)
	for _, day := range someDays {
		for _, territory := range []geo.Territory{geo.France, geo.Overseas} {
			for _, qpv := range geo.Geographies {
				q := on(t, day, territory, qpv)
				holdLoads(t, s, q, measure(t, s, q))
			}
		}
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 4))
	dated := func() geo.Perimeter {
		p := geotest.SomeCommunes(rng)
		p.Attested = geotest.Fuzzy([]string{"2020-03", "2017-06-01", "2012", ""}[rng.IntN(4)])
		return p
	}
	for range 30 {
		s, err := snapshot.Build(context.Background(), geotest.Straddling(rng, true, geotest.Centre("one", dated(), dated()), geotest.Centre("two", dated())))
		if err != nil {
			t.Fatal(err)
		}
		q := on(t, "2020-01-01", geo.France, geo.QPV2015)
		holdLoads(t, s, q, measure(t, s, q))
	}
}

func holdLoads(t *testing.T, s *snapshot.Snapshot, q coverage.Query, l *equity.Loads) {
	t.Helper()
	a, want, err := coverage.AnalyseAged(t.Context(), s, q, s.Active(q))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range geo.Measures {
		rows := [len(coverage.Ages)]int64{}
		for i := range l.Regions {
			left := l.Regions[i].Covered[m]
			for k, age := range coverage.Ages {
				n, _ := l.Regions[i].Evidence.At(age, m)
				left, rows[k] = left-n, rows[k]+n
			}
			if left != 0 {
				t.Errorf("%+v, %s %s: ages leave %d of %d", q, l.Regions[i].Unit.Code, m, left, l.Regions[i].Covered[m])
			}
		}
		for k, age := range coverage.Ages {
			got, _ := l.Evidence.At(age, m)
			if got != rows[k] {
				t.Errorf("%+v, %s %s: %d, regions add up to %d", q, m, age, got, rows[k])
			}
			if n, ok := want.At(age, m); ok && m != geo.Departments && a.Totals.Of(m).Reason == "" && got != n {
				t.Errorf("%+v, %s %s: %d, coverage says %d", q, m, age, got, n)
			}
		}
	}
}
