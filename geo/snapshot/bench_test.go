package snapshot_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// BenchmarkLocateFar tells all about a point of the Pacific, where the nearest
// boundary is half the Earth away from most others, and beside it about one in
// France: neither may cost much more than the other.
func BenchmarkLocateFar(b *testing.B) {
	s := fixture.Communes(b)
	r := rand.New(rand.NewPCG(1, 2))
	within := func(west, south, east, north float64) []orb.Point {
		out := make([]orb.Point, 512)
		for i := range out {
			out[i] = orb.Point{west + r.Float64()*(east-west), south + r.Float64()*(north-south)}
		}
		return out
	}
	near, far := within(-1, 43.5, 6, 49), within(-175, -50, -100, 20)
	all(s, near[0])
	all(s, far[0]) // what is derived once is derived
	var ours, theirs, rounds float64
	for b.Loop() {
		start := time.Now()
		for _, p := range far {
			all(s, p)
		}
		between := time.Now()
		for _, p := range near {
			all(s, p)
		}
		rounds++
		ours += float64(between.Sub(start))
		theirs += float64(time.Since(between))
		b.ReportMetric(ours/rounds/float64(len(far)), "ns/locate")
		b.ReportMetric(theirs/ours, "near/ours")
	}
}

func all(s *snapshot.Snapshot, p orb.Point) {
	spot := snapshot.NewSpot(p)
	for _, level := range geo.Levels {
		if l := s.Ground(level); l != nil {
			l.Locate(spot)
		}
	}
}
