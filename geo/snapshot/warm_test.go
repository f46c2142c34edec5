package snapshot_test

import (
	"runtime"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// TestWarmLeavesNothingToDerive: the first points located in a warm snapshot,
// inside and far away, take next to no memory; in a cold one they take that of the
// trees.
func TestWarmLeavesNothingToDerive(t *testing.T) {
	took := func(warm bool) uint64 {
		s, err := snapshot.Build(t.Context(), fixture.Embedded(t).Data)
		if err != nil {
			t.Fatal(err)
		}
		if warm {
			s.Warm()
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for _, at := range []orb.Point{{2.35, 48.85}, {-140, 10}} {
			spot := snapshot.NewSpot(at)
			for _, level := range geo.Levels {
				if l := s.Ground(level); l != nil {
					l.Locate(spot)
				}
			}
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	cold, warm := took(false), took(true)
	if warm > 64<<10 || cold < 4*warm {
		t.Errorf("%d bytes when warm, %d when cold", warm, cold)
	}
}
