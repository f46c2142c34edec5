package index

import (
	"context"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/geotest"
	"maillage/geo/mesh"
)

// What bounds a distance from below never exceeds it, wherever the point and the
// box are: poles, antimeridian, antipodes.
func TestBoundsAreBounds(t *testing.T) {
	r := geotest.Seeds(t, 7)
	s := new(search)
	worst := math.Inf(-1)
	for range 20_000 {
		p := orb.Point{r.Float64()*360 - 180, math.Asin(2*r.Float64()-1) / radian}
		size := []float64{0.01, 1, 10, 60}[r.IntN(4)]
		lo := orb.Point{r.Float64()*(360-size) - 180, r.Float64()*(180-size) - 90}
		hi := orb.Point{lo[0] + size*r.Float64(), lo[1] + size*r.Float64()}
		if r.IntN(4) == 0 { // about the antipode
			p = orb.Point{math.Remainder(lo[0]+180+r.Float64()-0.5, 360), max(-90, min(90, -lo[1]+r.Float64()-0.5))}
		}
		s.start(p)
		sight, atLeast := s.sight(lo, hi)
		atLeast = max(atLeast, s.boxDistance(lo, hi))
		for range 8 {
			q := orb.Point{lo[0] + r.Float64()*(hi[0]-lo[0]), lo[1] + r.Float64()*(hi[1]-lo[1])}
			d := s.geodesic(q)
			if sight >= 0 { // as of a box no larger than the place
				atLeast = max(atLeast, s.beyond(sight, q, q))
			}
			worst = max(worst, atLeast-d)
			if atLeast > d+1e-6 {
				t.Fatalf("from %v to %v in %v %v: %g m, bounded by %g", p, q, lo, hi, d, atLeast)
			}
			atLeast = 0
		}
	}
	t.Logf("nearest to the truth: %g m", worst)
}

// A far point is answered after about as many geodesics as there are levels of
// boxes, however many edges there are.
func TestFarPointsLookAtLittle(t *testing.T) {
	cells := geotest.Lattice(geotest.Seeds(t, 9), 40, 40, 0, 450_000_000, 1_000_000)
	m, err := mesh.Build(context.Background(), cells)
	if err != nil {
		t.Fatal(err)
	}
	group := make([]int32, m.Len())
	for i := range group {
		group[i] = int32(i)
	}
	b := NewBoundary(m, group)
	for _, p := range []orb.Point{{-165.28, -20.57}, {178, -48}, {-179.9, 60}, {60, -30}, {0, 90}, {0, -90}, {-150, 0}, {10, 30}} {
		s := new(search)
		s.start(p)
		s.over(b)
		if s.geodesics > len(b.runs)/8 {
			t.Errorf("from %v: %d geodesics among %d stretches of edges", p, s.geodesics, len(b.runs))
		}
		t.Logf("from %v: %d geodesics among %d stretches", p, s.geodesics, len(b.runs))
	}
}
