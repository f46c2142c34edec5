package index_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"maillage/geo/geotest"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// bruteNearest looks at every edge between groups, by golden-section search of
// the geodesic distance along it.
func bruteNearest(m *mesh.Mesh, group []int32, p orb.Point) float64 {
	of := func(f int32) int32 {
		if f == mesh.Outside {
			return mesh.Outside
		}
		return group[f]
	}
	best := math.Inf(1)
	for _, arc := range m.Arcs() {
		if of(arc.Left) == of(arc.Right) {
			continue
		}
		for i := 1; i < len(arc.Points); i++ {
			a, b := arc.Points[i-1].Orb(), arc.Points[i].Orb()
			// No edge is nearer than its nearer end less its length.
			if da, ab := metres(p, a), metres(a, b); da-ab < best {
				best = min(best, golden(p, a, b))
			}
		}
	}
	return best
}

func golden(p, a, b orb.Point) float64 {
	at := func(t float64) float64 {
		return metres(p, orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])})
	}
	phi := (math.Sqrt(5) - 1) / 2
	lo, hi := 0.0, 1.0
	for range 60 {
		u, v := hi-phi*(hi-lo), lo+phi*(hi-lo)
		if at(u) < at(v) {
			hi = v
		} else {
			lo = u
		}
	}
	return min(at((lo+hi)/2), at(0), at(1))
}

func metres(p, q orb.Point) float64 {
	var d float64
	geodesic.WGS84.Inverse(p[1], p[0], q[1], q[0], &d, nil, nil)
	return d
}

// Random lattices from metres to hundreds of kilometres a cell, points inside
// and far away, across the antimeridian too.
func TestNearestAgainstEveryEdge(t *testing.T) {
	r := geotest.Seeds(t, 42)
	for range 60 {
		step := []int64{1000, 1_000_000, 20_000_000}[r.IntN(3)]
		x := []int64{0, 20_000_000, 1_700_000_000, -1_750_000_000}[r.IntN(4)]
		y := []int64{480_000_000, -150_000_000, 700_000_000}[r.IntN(3)]
		cells := geotest.Lattice(r, 4, 4, x, y, step)
		m := build(t, cells)
		group := geotest.Labels(r, len(cells), 3)
		group[0] = 0 // some border is left
		b := index.NewBoundary(m, group)
		for range 8 {
			p := orb.Point{float64(x)/1e7 + r.Float64()*4*float64(step)/1e7, float64(y)/1e7 + r.Float64()*4*float64(step)/1e7}
			switch r.IntN(8) {
			case 0, 1:
				p = orb.Point{r.Float64()*360 - 180, r.Float64()*178 - 89}
			case 2: // a pole, or near it
				p = orb.Point{r.Float64()*360 - 180, []float64{90, -90, 89.9999, -89.99}[r.IntN(4)]}
			case 3: // near the antipode
				p = orb.Point{math.Remainder(p[0]+180, 360), -p[1]}
			}
			got, at, left, right := b.Nearest(p)
			want := bruteNearest(m, group, p)
			if math.Abs(got-want) > 1e-7*min(want, 200_000)+2e-3 {
				t.Fatalf("from %v, step %d: %g m, want %g", p, step, got, want)
			}
			if d := metres(p, at); d != got {
				t.Fatalf("from %v: %v is %g m away, not %g", p, at, d, got)
			}
			if left == right {
				t.Fatalf("from %v: group %d on both sides", p, left)
			}
		}
	}
}

// The sides are those that locate finds a step away from the place.
func TestNearestSides(t *testing.T) {
	square := func(x float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{x, 45}, {x + 1, 45}, {x + 1, 46}, {x, 46}, {x, 45}}}}
	}
	m := build(t, []orb.MultiPolygon{square(0), square(1), square(2)})
	b := index.NewBoundary(m, []int32{7, 7, 9})
	d, at, left, right := b.Nearest(orb.Point{1.9, 45.5})
	if at[0] != 2 || math.Abs(at[1]-45.5) > 1e-3 || min(left, right) != 7 || max(left, right) != 9 {
		t.Errorf("%v between %d and %d", at, left, right)
	}
	if want := metres(orb.Point{1.9, 45.5}, orb.Point{2, 45.5}); math.Abs(d-want) > 0.02*want {
		t.Errorf("%g m, want about %g", d, want)
	}
	// Nearer to the line between the first two, which have one group.
	if _, at, _, _ := b.Nearest(orb.Point{1.01, 45.3}); at[1] != 45 {
		t.Errorf("%v: want the south side", at)
	}
	// An edge runs north-south: the place due west of it is found there.
	if d, at, _, _ := b.Nearest(orb.Point{-0.5, 45.5}); at[0] != 0 || d < 38_000 || d > 40_000 {
		t.Errorf("%v at %g m", at, d)
	}
}

func TestNearestWithoutBorder(t *testing.T) {
	m := build(t, []orb.MultiPolygon{{{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}}})
	none := index.NewBoundary(m, []int32{mesh.Outside})
	for _, p := range []orb.Point{{0, 0}, {math.NaN(), 0}} {
		if d, _, l, r := none.Nearest(p); !math.IsInf(d, 1) || l != mesh.Outside || r != mesh.Outside {
			t.Errorf("from %v: %g m between %d and %d", p, d, l, r)
		}
	}
	some := index.NewBoundary(m, []int32{0})
	if d, _, _, _ := some.Nearest(orb.Point{0, 95}); !math.IsInf(d, 1) {
		t.Errorf("from no place: %g m", d)
	}
}

// Departments at random points, against every edge.
func TestNearestDepartments(t *testing.T) {
	f := geotest.Load(t, "departements-ign-2018.geojson", "code")
	m := build(t, f.Faces)
	group := make([]int32, m.Len())
	for i := range group {
		group[i] = int32(i)
	}
	b := index.NewBoundary(m, group)
	points := append(randomPoints(8), orb.Point{-165.28, -20.57}, orb.Point{178, -48}, orb.Point{0, 90}, orb.Point{-175, -48.5})
	for _, p := range points {
		got, _, _, _ := b.Nearest(p)
		if want := bruteNearest(m, group, p); math.Abs(got-want) > 1e-7*min(want, 200_000)+2e-3 {
			t.Errorf("from %v: %g m, want %g", p, got, want)
		}
	}
}
