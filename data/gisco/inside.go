package gisco

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
)

// inside returns a point well inside the largest polygon of a ground, false
// where it has none: the middle of the longest stretch that a parallel near the
// polygon's middle has in it.
func inside(mp orb.MultiPolygon) (orb.Point, bool) {
	largest, most := orb.Polygon(nil), 0.0
	for _, p := range mp {
		if a := math.Abs(planar.Area(p)); a > most {
			largest, most = p, a
		}
	}
	if largest == nil {
		return orb.Point{}, false
	}
	y := clearParallel(largest)
	var at []float64 // where the parallel crosses the rings
	for _, ring := range largest {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a[1] > y) != (b[1] > y) {
				at = append(at, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(at)
	var x, widest float64
	for i := 1; i < len(at); i += 2 {
		if w := at[i] - at[i-1]; w > widest {
			x, widest = (at[i]+at[i-1])/2, w
		}
	}
	return orb.Point{x, y}, widest > 0
}

// clearParallel returns a latitude near the middle of a polygon half-way
// between two of its vertices', so that it passes through none.
func clearParallel(p orb.Polygon) float64 {
	b := p.Bound()
	middle := (b.Min[1] + b.Max[1]) / 2
	below, above := b.Min[1], b.Max[1]
	for _, ring := range p {
		for _, v := range ring {
			if v[1] <= middle {
				below = max(below, v[1])
			} else {
				above = min(above, v[1])
			}
		}
	}
	return (below + above) / 2
}
