package scenario_test

import (
	"errors"
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// BenchmarkRun is the whole answer of a what-if without geometry: before, after,
// statuses, gaps, overlaps, ground and loads. The baseline answers the same by
// what package coverage has, from scratch: the changed perimeters compiled from
// lists of units, and both networks analysed, with their gaps and overlaps,
// which dissolve.
func BenchmarkRun(b *testing.B) {
	b.Run("department", func(b *testing.B) {
		benchRun(b, fixture.Embedded(b), scenario.Change{Action: scenario.Give, Centre: "cite-ressources",
			Units: units(geo.Department, "2A", "2B")}, scenario.Change{Action: scenario.Move, From: "labo-cites", To: "cite-ressources",
			Units: units(geo.Department, "42")})
	})
	b.Run("commune", func(b *testing.B) {
		benchRun(b, fixture.Communes(b), scenario.Change{Action: scenario.Give, Centre: "cite-ressources",
			Units: units(geo.Commune, "2A004", "2B033")}, scenario.Change{Action: scenario.Move, From: "labo-cites", To: "cite-ressources",
			Units: units(geo.Department, "42")})
	})
}

func benchRun(b *testing.B, s *snapshot.Snapshot, changes ...scenario.Change) {
	q := on(b, "2017-03-16")
	q.Confidence = geo.Medium
	sc := scenario.Scenario{Changes: changes}
	r := run(b, s, q, changes...)
	for b.Loop() {
		if _, err := scenario.Run(ctx, s, q, sc); err != nil {
			b.Fatal(err)
		}
	}
	ours := float64(b.Elapsed()) / float64(b.N)
	b.ReportMetric(recompute(b, s, q, r)/ours, "recompute/ours")
}

// recompute times the baseline, in nanoseconds.
func recompute(b *testing.B, s *snapshot.Snapshot, q coverage.Query, r *scenario.Result) float64 {
	base := map[*snapshot.Perimeter]bool{}
	for _, p := range r.Base {
		base[p] = true
	}
	const rounds = 20
	start := time.Now()
	for range rounds {
		var n snapshot.Network
		for _, p := range r.Network {
			if !base[p] {
				c, err := s.Compile(p.Perimeter, p.Centre)
				if err != nil {
					b.Fatal(err)
				}
				p = &c
			}
			n = append(n, p)
		}
		for _, network := range []snapshot.Network{r.Base, n} {
			_, err := coverage.AnalyseNetwork(b.Context(), s, q, network)
			_, errGaps := coverage.GapsOf(b.Context(), s, q, network)
			_, errOverlaps := coverage.OverlapsOf(b.Context(), s, q, network)
			if err := errors.Join(err, errGaps, errOverlaps); err != nil {
				b.Fatal(err)
			}
		}
	}
	return float64(time.Since(start)) / rounds
}

func BenchmarkGeometry(b *testing.B) {
	s, q := fixture.Embedded(b), on(b, "2017-03-16")
	r := run(b, s, q, scenario.Change{Action: scenario.Give, Centre: "cite-ressources", Units: units(geo.Department, "2A", "2B")})
	for b.Loop() {
		if _, err := r.Geometry(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDraw draws 200 vertices around Auvergne over the communes of 2018.
func BenchmarkDraw(b *testing.B) {
	s, q := fixture.Communes(b), on(b, "2017-03-16")
	c := scenario.Change{Action: scenario.Draw, Centre: "cite-ressources", Geometry: disc(3, 45.5, 1, 200)}
	for b.Loop() {
		run(b, s, q, c)
	}
}
