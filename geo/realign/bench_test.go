package realign_test

import (
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/realign"
)

// BenchmarkTrajectory is thirty years of the network with the state after each
// step. The baseline reads the same days out of the fact files, already in
// memory: who held what on the eve and on the day, and the counts of
// neighbourhoods, without areas, people or transfers.
func BenchmarkTrajectory(b *testing.B) {
	s, facts := fixture.Embedded(b), geotest.ReadFacts(b)
	from, to := geo.DateOf(1996, 11, 23), today
	q := on(b, "2017-03-16", geo.Medium)
	var h *realign.History
	for b.Loop() {
		h = must(realign.Trajectory(b.Context(), s, from, to, q))(b)
	}
	ours := float64(b.Elapsed()) / float64(b.N)
	b.ReportMetric(float64(len(h.Steps)), "steps")
	b.ReportMetric(naiveTrajectory(facts, from, to)/ours, "naive/ours")
}

// naiveTrajectory times the baseline, in nanoseconds.
func naiveTrajectory(facts *geotest.Facts, from, to geo.Date) float64 {
	const rounds = 5
	start := time.Now()
	for range rounds {
		for _, day := range eventDays(facts) {
			if day <= from.String() || day > to.String() {
				continue
			}
			groundsOf(facts, day, "policy", geo.Medium)
			facts.Count(geotest.Question{Day: day, Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"})
		}
	}
	return float64(time.Since(start)) / rounds
}

func BenchmarkRealign(b *testing.B) {
	s, q := fixture.Embedded(b), on(b, "2017-03-16", geo.Medium)
	for b.Loop() {
		must(realign.Realign(b.Context(), s, q))(b)
	}
}

func BenchmarkSensitivity(b *testing.B) {
	s, q := fixture.Embedded(b), on(b, "2017-03-16", geo.Medium)
	for b.Loop() {
		must(realign.SensitivityOf(b.Context(), s, q))(b)
	}
}

func BenchmarkNeighbourhoodsThroughCommunes(b *testing.B) {
	s := fixture.Embedded(b)
	for b.Loop() {
		realign.NeighbourhoodsThroughCommunes(s)
	}
}

// BenchmarkOutline is what a what-if adds for each of its two networks, beside
// the whole realignment.
func BenchmarkOutline(b *testing.B) {
	s, q := fixture.Embedded(b), on(b, "2017-03-16", geo.Medium)
	network := s.Active(q)
	for b.Loop() {
		must(realign.OutlineOf(b.Context(), s, q, network))(b)
	}
	ours := float64(b.Elapsed()) / float64(b.N)
	const rounds = 20
	start := time.Now()
	for range rounds {
		must(realign.RealignNetwork(b.Context(), s, q, network))(b)
	}
	b.ReportMetric(float64(time.Since(start))/rounds/ours, "realign/ours")
}
