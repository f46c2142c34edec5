package mapapp

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo/snapshot"
)

// mapPlaces are the territories a map names.
var mapPlaces rest.Derived[[]MapPlace]

func placesOf(s *snapshot.Snapshot) []MapPlace {
	list := []MapPlace{}
	for _, level := range mapLevels {
		ground := s.Ground(level)
		for i, u := range s.Units(level) {
			one := MapPlace{Level: level, Code: u.Code, Name: u.Name}
			if ground != nil && ground.HasGround(i) {
				m := ground.Polygon(i)
				b, at := m.Bound(), innerPoint(m)
				one.Box = wire.BoxOfBound(b)
				one.At = &[2]float64{wire.Rounded(at[0]), wire.Rounded(at[1])}
			}
			list = append(list, one)
		}
	}
	return list
}

// innerPoint is a point of the largest polygon far from its border: of a grid
// over its box, the point within it whose distance to the border is the
// greatest. Long borders are thinned first, so it is good to write a name at and
// for nothing else.
func innerPoint(m orb.MultiPolygon) orb.Point {
	const steps, most = 16, 400
	var largest orb.Ring
	size := -1.0
	for _, p := range m {
		b := p[0].Bound()
		if s := (b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1]); s > size {
			largest, size = p[0], s
		}
	}
	ring := thinned(largest, most)
	b := ring.Bound()
	flat := math.Cos(b.Center()[1] * math.Pi / 180) // a degree of longitude is that much shorter
	best, clearance := b.Center(), -1.0
	for i := 1; i < steps; i++ {
		for j := 1; j < steps; j++ {
			at := orb.Point{
				b.Min[0] + (b.Max[0]-b.Min[0])*float64(i)/steps,
				b.Min[1] + (b.Max[1]-b.Min[1])*float64(j)/steps,
			}
			if d, within := clear(ring, at, flat); within && d > clearance {
				best, clearance = at, d
			}
		}
	}
	return best
}

// thinned keeps about some points of a ring, evenly, and its first and last.
func thinned(r orb.Ring, most int) orb.Ring {
	step := max(1, len(r)/most)
	var out orb.Ring
	for i := 0; i < len(r)-1; i += step {
		out = append(out, r[i])
	}
	return append(out, r[len(r)-1])
}

// clear is the distance of a point to a ring, squared, in degrees of latitude,
// and whether the point lies within it.
func clear(r orb.Ring, at orb.Point, flat float64) (least float64, within bool) {
	least = math.Inf(1)
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a[1] > at[1]) != (b[1] > at[1]) && at[0] < a[0]+(at[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
			within = !within
		}
		ax, ay, bx, by := (a[0]-at[0])*flat, a[1]-at[1], (b[0]-at[0])*flat, b[1]-at[1]
		dx, dy := bx-ax, by-ay
		t := 0.0
		if n := dx*dx + dy*dy; n > 0 {
			t = max(0, min(1, -(ax*dx+ay*dy)/n))
		}
		x, y := ax+t*dx, ay+t*dy
		least = min(least, x*x+y*y)
	}
	return least, within
}
