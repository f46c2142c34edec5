package mesh_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

func cover(t testing.TB, faces ...orb.MultiPolygon) *mesh.Cover {
	t.Helper()
	c, err := build(t, faces).Cover(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !c.Whole {
		t.Fatal("not whole")
	}
	adds(t, c)
	return c
}

// adds holds that the faces are their union and what they share, to the square
// centimetre, and that the pieces are told the largest first.
func adds(t testing.TB, c *mesh.Cover) {
	t.Helper()
	sum := c.Union
	for i, o := range c.Overlaps {
		sum += o.Area * geo.Area(o.Times-1)
		if o.Times < 2 || i > 0 && o.Area > c.Overlaps[i-1].Area || !o.Box.Contains(o.At) {
			t.Errorf("overlap %d: %+v", i, o)
		}
	}
	if sum != c.Faces {
		t.Errorf("union and overlaps %d cm², faces %d", sum, c.Faces)
	}
	for i, h := range c.Holes {
		if h.Area <= 0 || i > 0 && h.Area > c.Holes[i-1].Area || !h.Box.Contains(h.At) {
			t.Errorf("hole %d: %+v", i, h)
		}
	}
}

// blobs draws valid polygons on a lattice of 0.001 degree (100 m) near the
// equator: stars whose edges cross those of the others nearly everywhere.
func blobs(r *rand.Rand, n int) []orb.MultiPolygon {
	var out []orb.MultiPolygon
	for len(out) < n {
		cx, cy := r.Float64()*30, r.Float64()*30
		var ring orb.Ring
		for k, steps := 0, 3+r.IntN(8); k < steps; k++ {
			angle, radius := 2*math.Pi*float64(k)/float64(steps), 2+r.Float64()*9
			ring = append(ring, orb.Point{math.Round(cx+radius*math.Cos(angle)) / 1000, math.Round(cy+radius*math.Sin(angle)) / 1000})
		}
		mp := one(append(ring, ring[0]))
		if overlay.Validate(mp) == nil && len(ring) > 2 {
			out = append(out, mp)
		}
	}
	return out
}

// Holes, overlaps of each two, and the union, by overlay.
func TestCoverAsOverlay(t *testing.T) {
	r := geotest.Seeds(t, 21)
	for range 40 {
		faces := blobs(r, 2+r.IntN(9))
		c := cover(t, faces...)
		want := map[[2]int]geo.Area{}
		for i := range faces {
			for j := range i {
				both, err := overlay.Intersection(faces[j], faces[i])
				if err != nil {
					t.Fatal(err)
				}
				if a := overlay.Area(both); a > 100*margin {
					want[[2]int{j, i}] = a
				}
			}
		}
		for _, p := range c.Pairs() {
			if w := want[[2]int{p.A, p.B}]; !alike(p.Area, w) && p.Area > 100*margin {
				t.Errorf("%v: %d and %d share %d cm², want %d", faces, p.A, p.B, p.Area, w)
			}
			delete(want, [2]int{p.A, p.B})
		}
		if len(want) > 0 {
			t.Errorf("%v: not found: %v", faces, want)
		}
		union, err := overlay.UnionAll(faces)
		if err != nil {
			t.Fatal(err)
		}
		if !alike(c.Union, overlay.Area(union)) {
			t.Errorf("%v: union %d cm², want %d", faces, c.Union, overlay.Area(union))
		}
		holesAs(t, c, faces, union)
	}
}

// margin is what rounding a crossing to the grid may do to one area, in cm²: some
// metres of border, some millimetres.
const margin = 2 * 1e4

func alike(a, b geo.Area) bool { return a-b < 20*margin && b-a < 20*margin }

// holesAs compares the holes with the inner rings of a union. A union that
// touches itself at a point may give one ring for several holes.
func holesAs(t *testing.T, c *mesh.Cover, faces []orb.MultiPolygon, union orb.MultiPolygon) {
	t.Helper()
	var got, want geo.Area
	for _, h := range c.Holes {
		got += h.Area
		if planar.MultiPolygonContains(union, h.At) && h.Area > 100*margin {
			t.Errorf("%v: %v lies in no hole", faces, h.At)
		}
	}
	rings := 0
	for _, p := range union {
		for _, r := range p[1:] {
			rings++
			want += overlay.Area(orb.MultiPolygon{{r}})
		}
	}
	// An island in a hole is no hole.
	for _, p := range union {
		for _, q := range union {
			for _, hole := range q[1:] {
				if planar.RingContains(hole, p[0][0]) && !planar.PolygonContains(q, p[0][0]) && p[0].Bound() != q[0].Bound() {
					want -= overlay.Area(orb.MultiPolygon{{p[0]}})
				}
			}
		}
	}
	if !alike(got, want) {
		t.Errorf("%v: %d holes of %d cm², want %d of %d", faces, len(c.Holes), got, rings, want)
	}
}

// Three squares over each other: ground that three share is told once, and
// counts for each two of them.
func TestCoverOfThree(t *testing.T) {
	c := cover(t, one(box(0, 0, 2, 2)), one(box(1, 0, 2, 2)), one(box(1, 1, 2, 2)))
	times := map[int]int{}
	for _, o := range c.Overlaps {
		times[o.Times]++
	}
	if times[3] != 1 || times[2] != 2 || len(c.Overlaps) != 3 {
		t.Errorf("%+v", c.Overlaps)
	}
	pairs := c.Pairs()
	if len(pairs) != 3 || pairs[0].A != 0 && pairs[0].A != 1 || pairs[0].Pieces != 2 || pairs[2].Pieces != 1 {
		t.Errorf("%+v", pairs)
	}
}

// Holes by kind: in one face, between faces, open to the sea, closed by a
// touch, and with an island in it.
func TestHolesByKind(t *testing.T) {
	u := func(x, y float64) orb.MultiPolygon { // a cup, open to the north
		return one(orb.Ring{{x, y}, {x + 3, y}, {x + 3, y + 3}, {x + 2, y + 3}, {x + 2, y + 1}, {x + 1, y + 1}, {x + 1, y + 3}, {x, y + 3}, {x, y}})
	}
	lid := one(box(0, 3, 3, 1))
	for name, c := range map[string]struct {
		faces []orb.MultiPolygon
		want  [][]int
	}{
		"a lake in one":                  {[]orb.MultiPolygon{one(box(0, 0, 3, 3), box(1, 1, 1, 1))}, [][]int{{0}}},
		"an enclave between two":         {[]orb.MultiPolygon{u(0, 0), lid}, [][]int{{0, 1}}},
		"a bay, as Monaco":               {[]orb.MultiPolygon{u(0, 0)}, nil},
		"filled by a third":              {[]orb.MultiPolygon{u(0, 0), lid, one(box(1, 1, 1, 2))}, nil},
		"filled in part":                 {[]orb.MultiPolygon{u(0, 0), lid, one(box(1, 1, 1, 1.5))}, [][]int{{0, 1, 2}}},
		"closed by an edge that crosses": {[]orb.MultiPolygon{u(0, 0), one(box(-0.5, 2.5, 4, 1))}, [][]int{{0, 1}}},
		"an island in a lake":            {[]orb.MultiPolygon{one(box(0, 0, 9, 9), box(1, 1, 7, 7)), one(box(3, 3, 1, 1))}, [][]int{{0, 1}}},
		"a lake on the island":           {[]orb.MultiPolygon{one(box(0, 0, 9, 9), box(1, 1, 7, 7)), one(box(2, 2, 3, 3), box(3, 3, 1, 1))}, [][]int{{0, 1}, {1}}},
	} {
		got := cover(t, c.faces...).Holes
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v, want %v", name, got, c.want)
			continue
		}
		for i, h := range got {
			if len(h.Faces) != len(c.want[i]) || h.Faces[0] != c.want[i][0] {
				t.Errorf("%s: between %v, want %v", name, h.Faces, c.want[i])
			}
		}
	}
}

// A face over itself is told; a pile of faces too high to tell is said to be.
func TestCoverOfPiles(t *testing.T) {
	c := cover(t, orb.MultiPolygon{{box(0, 0, 2, 2)}, {box(1, 1, 2, 2)}})
	if p := c.Pairs(); len(p) != 1 || p[0].A != 0 || p[0].B != 0 || c.Overlaps[0].Times != 2 {
		t.Errorf("%+v", p)
	}
	pile := make([]orb.MultiPolygon, 6000)
	for i := range pile {
		pile[i] = one(box(0, 0, 1, 1+float64(i)/1e5))
	}
	m := build(t, pile)
	got, err := m.Cover(context.Background())
	if err != nil || got.Whole {
		t.Errorf("whole %v of a pile, %v", got.Whole, err)
	}
}
