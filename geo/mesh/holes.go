package mesh

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tidwall/rtree"

	"maillage/geo"
	"maillage/geo/internal/plane"
)

// findHoles reports the holes of the union of all faces, those that lie outside
// their shell, and the faces that lie whole inside another.
func (m *Mesh) findHoles(l ledger) {
	group := make([]int32, m.Len())
	loops := m.trace(m.sides(group), nil)
	var tree rtree.RTreeGN[int32, int]
	for i := range loops {
		b := m.boxOf(&loops[i])
		tree.Insert([2]int32{b.MinX, b.MinY}, [2]int32{b.MaxX, b.MaxY}, i)
	}
	for i := range loops {
		switch lies := m.inside(loops, i, &tree); {
		case loops[i].twice.Sign() > 0 && lies:
			m.reportInside(l, &loops[i])
		case loops[i].twice.Sign() < 0 && lies:
			l.put(m.gap(&loops[i]), loops[i].halves[0])
		case loops[i].twice.Sign() < 0:
			h := loops[i].halves[0]
			l.add(StrayHole, m.line(int(h >> 1))[0].Orb(), m.left[h])
		}
	}
}

// gap describes a hole.
func (m *Mesh) gap(hole *loop) Finding {
	var area geo.Area
	metres := 0.0
	faces := map[int]bool{}
	for _, h := range hole.halves {
		area -= geo.Area(m.ground(h))
		metres += m.metres[h>>1]
		faces[int(m.left[h])] = true
	}
	f := Finding{Rule: Gap, At: m.line(int(hole.halves[0] >> 1))[0].Orb(), Count: 1}
	f.Faces = slices.Sorted(maps.Keys(faces))
	f.Area, f.WidthM = area, width(area, metres)
	return f
}

// width is the mean width of a thin piece of ground.
func width(a geo.Area, perimeter float64) float64 {
	if perimeter == 0 {
		return 0
	}
	return 2 * float64(a) / 1e4 / perimeter
}

// inside reports whether every edge of a loop lies in ground of the union that
// other loops bound, as a hole must and a shell must not. One edge alone might
// lie on a border that has other vertices.
func (m *Mesh) inside(loops []loop, at int, tree *rtree.RTreeGN[int32, int]) bool {
	for _, h := range loops[at].halves {
		line := m.line(int(h >> 1))
		for i := 1; i < len(line); i++ {
			x2, y2 := middle(line[i-1], line[i])
			if m.depth(loops, at, x2, y2, tree) <= 0 {
				return false
			}
		}
	}
	return true
}

// depth counts the shells less the holes, but for one loop, that go round the
// position (x2/2, y2/2).
func (m *Mesh) depth(loops []loop, but int, x2, y2 int64, tree *rtree.RTreeGN[int32, int]) int {
	at := [2]int32{int32(x2 >> 1), int32(y2 >> 1)}
	n := 0
	tree.Search(at, at, func(_, _ [2]int32, i int) bool {
		if i != but && m.holds(&loops[i], x2, y2) {
			n += loops[i].twice.Sign()
		}
		return true
	})
	return n
}

// reportInside notes that the faces along a shell lie in another face.
func (m *Mesh) reportInside(l ledger, shell *loop) {
	line := m.line(int(shell.halves[0] >> 1))
	x2, y2 := middle(line[0], line[1])
	inner := m.left[shell.halves[0]]
	outer := int32(Outside)
	for f, b := range m.bounds {
		if int32(f) == inner || int64(b.MinX)*2 > x2 || int64(b.MaxX)*2 < x2 || int64(b.MinY)*2 > y2 || int64(b.MaxY)*2 < y2 {
			continue
		}
		if m.holds(&loop{halves: m.ofFace[m.start[f]:m.start[f+1]]}, x2, y2) {
			outer = int32(f)
			break
		}
	}
	l.add(Overlap, line[0].Orb(), inner, outer)
}

// findTangles reports the nodes around which the faces do not follow each other:
// two faces then overlap there although their edges meet at vertices only.
func (m *Mesh) findTangles(l ledger) {
	for h, t := range m.turn {
		h := int32(h)
		if m.left[h^1] == m.left[t] || m.tied(h) {
			continue
		}
		p := m.line(int(h >> 1))
		at := p[0]
		if h&1 == 1 {
			at = p[len(p)-1]
		}
		l.add(Overlap, at.Orb(), m.left[h], m.left[h^1], m.left[t], m.left[t^1])
	}
}

// tied reports whether two half-arcs leave the origin of h in one direction, so
// that their order means nothing: borders there run over each other, and are
// reported for that.
func (m *Mesh) tied(h int32) bool {
	for o := h; ; {
		ox, oy := m.direction(o)
		next := m.turn[o]
		if nx, ny := m.direction(next); next != o && plane.CompareAngle(ox, oy, nx, ny) == 0 {
			return true
		}
		if o = next; o == h {
			return false
		}
	}
}

// findSlivers reports the faces thinner than SliverMetres.
func (m *Mesh) findSlivers(l ledger) {
	for f := range m.Len() {
		metres := 0.0
		own := m.ofFace[m.start[f]:m.start[f+1]]
		for _, h := range own {
			metres += m.metres[h>>1]
		}
		w := width(m.area[f], metres)
		if len(own) == 0 || w >= SliverMetres {
			continue
		}
		at := m.line(int(own[0] >> 1))[0].Orb()
		l.put(Finding{Rule: Sliver, Faces: []int{f}, At: at, Count: 1, Area: m.area[f], WidthM: w}, int32(f))
	}
}

// sortMeetings puts what was found in an order that does not depend on maps.
func sortMeetings(found map[edgePair]meeting) []meeting {
	keys := slices.SortedFunc(maps.Keys(found), func(p, q edgePair) int {
		return cmp.Or(cmp.Compare(p.a, q.a), cmp.Compare(p.i, q.i), cmp.Compare(p.b, q.b), cmp.Compare(p.j, q.j))
	})
	out := make([]meeting, len(keys))
	for i, k := range keys {
		out[i] = found[k]
	}
	return out
}
