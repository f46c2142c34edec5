package geotest

import (
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// Lattice returns columns*rows cells, row by row from the south-west, that
// share their borders: the squares of a lattice of step units of 1e-7 degree
// from (x, y), also in such units, every vertex moved at random by less than
// half a step so that no cell turns over. Some edges get a vertex in the
// middle.
func Lattice(r *rand.Rand, columns, rows int, x, y, step int64) []orb.MultiPolygon {
	l := lattice{r: r, x: x, y: y, step: step, nodes: map[[2]int][2]int64{}, middles: map[[4]int]*[2]int64{}}
	cells := make([]orb.MultiPolygon, 0, columns*rows)
	for j := range rows {
		for i := range columns {
			corners := [][2]int{{i, j}, {i + 1, j}, {i + 1, j + 1}, {i, j + 1}, {i, j}}
			var ring orb.Ring
			for k, c := range corners[:4] {
				ring = append(ring, degrees(l.node(c)))
				if m := l.middle(c, corners[k+1]); m != nil {
					ring = append(ring, degrees(*m))
				}
			}
			cells = append(cells, orb.MultiPolygon{{append(ring, ring[0])}})
		}
	}
	return cells
}

type lattice struct {
	r          *rand.Rand
	x, y, step int64
	nodes      map[[2]int][2]int64
	middles    map[[4]int]*[2]int64
}

func (l *lattice) node(c [2]int) [2]int64 {
	p, ok := l.nodes[c]
	if !ok {
		// Less than a quarter step either way keeps every cell convex enough.
		jitter := func() int64 { return l.r.Int64N(l.step/2+1) - l.step/4 }
		p = [2]int64{l.x + int64(c[0])*l.step + jitter(), l.y + int64(c[1])*l.step + jitter()}
		l.nodes[c] = p
	}
	return p
}

// middle returns the vertex inside the edge between two nodes, nil for none,
// the same from both sides.
func (l *lattice) middle(a, b [2]int) *[2]int64 {
	if a[0] > b[0] || a[1] > b[1] {
		a, b = b, a
	}
	key := [4]int{a[0], a[1], b[0], b[1]}
	m, ok := l.middles[key]
	if !ok {
		p, q := l.node(a), l.node(b)
		mid := [2]int64{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
		if l.r.IntN(2) == 0 && mid != p && mid != q {
			m = &mid
		}
		l.middles[key] = m
	}
	return m
}

func degrees(p [2]int64) orb.Point {
	return orb.Point{float64(p[0]) / 1e7, float64(p[1]) / 1e7}
}

// Labels returns n random groups below k, or -1 for about one in five.
func Labels(r *rand.Rand, n, k int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(r.IntN(k))
		if r.IntN(5) == 0 {
			out[i] = -1
		}
	}
	return out
}

// Seeds returns a generator and prints how to run it again.
func Seeds(t interface {
	Helper()
	Logf(string, ...any)
}, seed uint64) *rand.Rand {
	t.Helper()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, seed))
}
