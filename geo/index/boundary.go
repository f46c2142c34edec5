package index

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"
	"github.com/tidwall/rtree"

	"maillage/geo/internal/plane"
	"maillage/geo/mesh"
)

// stretchEdges is how many edges share a box of the tree.
const stretchEdges = 16

// Boundary finds the place nearest to a point on the borders of groups of
// faces. Borders between faces of one group do not count; the border with
// Outside does.
type Boundary struct {
	m     *mesh.Mesh
	group []int32
	tree  rtree.RTreeGN[float64, stretch]
}

// stretch is a few edges of an arc, from a vertex on.
type stretch struct{ arc, from, edges int32 }

// NewBoundary prepares the borders of groups: face f belongs to group[f], or to
// none when that is mesh.Outside. It panics when group has not one entry per
// face.
func NewBoundary(m *mesh.Mesh, group []int32) *Boundary {
	if len(group) != m.Len() {
		panic(fmt.Sprintf("index: %d groups for %d faces", len(group), m.Len()))
	}
	b := &Boundary{m: m, group: append([]int32(nil), group...)}
	for a, arc := range m.Arcs() {
		if b.groupOf(arc.Left) == b.groupOf(arc.Right) {
			continue
		}
		last := len(arc.Points) - 1
		for from := 0; from < last; from += stretchEdges {
			n := min(stretchEdges, last-from)
			box := plane.EmptyBox()
			for _, p := range arc.Points[from : from+n+1] {
				box.Extend(p)
			}
			bound := box.Bound()
			b.tree.Insert(bound.Min, bound.Max, stretch{int32(a), int32(from), int32(n)})
		}
	}
	return b
}

func (b *Boundary) groupOf(face int32) int32 {
	if face == mesh.Outside {
		return mesh.Outside
	}
	return b.group[face]
}

// Nearest returns the place on a border nearest to p, how far it is in geodesic
// metres, and the groups on its left and right there. Where there is no border,
// or p is no place on Earth, the distance is +Inf and both groups Outside.
func (b *Boundary) Nearest(p orb.Point) (metres float64, at orb.Point, left, right int32) {
	if _, err := mesh.Quantise(p); err != nil || b.tree.Len() == 0 {
		return math.Inf(1), orb.Point{}, mesh.Outside, mesh.Outside
	}
	s := newSearch(p)
	b.tree.Nearby(s.boxDistance, func(_, _ [2]float64, run stretch, atLeast float64) bool {
		if atLeast >= s.best {
			return false
		}
		arc := b.m.Arc(int(run.arc))
		if s.line(arc.Points[run.from : run.from+run.edges+1]) {
			left, right = b.groupOf(arc.Left), b.groupOf(arc.Right)
		}
		return true
	})
	geodesic.WGS84.Inverse(p[1], p[0], s.at[1], s.at[0], &metres, nil, nil)
	return metres, s.at, left, right
}
