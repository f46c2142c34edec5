package coverage_test

import (
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

var national = geotest.Question{Day: "2017-03-16", Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}

// BenchmarkAnalyse is the whole national answer by region: figures, statuses,
// centres and assumptions. The baseline counts departments and neighbourhoods
// alone, row by row through the fact files already in memory.
func BenchmarkAnalyse(b *testing.B) {
	facts := geotest.ReadFacts(b)
	for _, grain := range []geo.Level{geo.Department, geo.Commune} {
		b.Run(string(grain), func(b *testing.B) {
			s := fixture.Embedded(b)
			if grain == geo.Commune {
				s = communeGrain(b)
			}
			q := query(b, national, geo.Region)
			if got := s.Grain(q.Level, s.Active(q).Fine()).Level; got != grain {
				b.Fatalf("grain %s", got)
			}
			for b.Loop() {
				analyse(b, s, q)
			}
			ours := float64(b.Elapsed()) / float64(b.N)
			b.ReportMetric(naive(facts)/ours, "naive/ours")
		})
	}
}

// communeGrain is the embedded data with one perimeter that names a commune,
// so that every figure is counted commune by commune.
func communeGrain(b *testing.B) *snapshot.Snapshot {
	set := fixture.Data(b)
	p := geotest.Over("2016-01-01", "")
	p.Units = []geo.UnitRef{{Level: geo.Commune, Code: "2A004"}}
	set.Centres = append(set.Centres, geotest.Centre("zz-commune", p))
	return build(b, set)
}

// naive times the brute-force count, in nanoseconds.
func naive(facts *geotest.Facts) float64 {
	const rounds = 50
	start := time.Now()
	for range rounds {
		facts.Count(national)
	}
	return float64(time.Since(start)) / rounds
}

func BenchmarkGaps(b *testing.B) {
	s := fixture.Embedded(b)
	for b.Loop() {
		if _, err := coverage.Gaps(b.Context(), s, query(b, national, geo.Region)); err != nil {
			b.Fatal(err)
		}
	}
}
