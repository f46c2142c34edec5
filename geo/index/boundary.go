package index

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

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
	tree  tree
	runs  []stretch // by leaf of the tree
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
	var leaves []leaf
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
			leaves = append(leaves, leaf{box, stretch{int32(a), int32(from), int32(n)}})
		}
	}
	b.tree = pack(leaves)
	b.runs = make([]stretch, len(leaves))
	for i := range leaves {
		b.runs[i] = leaves[i].stretch
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
	metres, at, left, right = b.NearestFaces(p)
	return metres, at, b.groupOf(left), b.groupOf(right)
}

// NearestFaces is Nearest with the faces of the mesh in the place of the groups.
func (b *Boundary) NearestFaces(p orb.Point) (metres float64, at orb.Point, left, right int32) {
	if _, err := mesh.Quantise(p); err != nil || len(b.runs) == 0 {
		return math.Inf(1), orb.Point{}, mesh.Outside, mesh.Outside
	}
	s := searches.Get().(*search)
	defer searches.Put(s)
	s.start(p)
	arc := s.over(b)
	geodesic.WGS84.Inverse(p[1], p[0], s.at[1], s.at[0], &metres, nil, nil)
	return metres, s.at, arc.Left, arc.Right
}

// over searches the borders, the box nearest to the point first, and returns the
// arc that holds the place found.
func (s *search) over(b *Boundary) (nearest mesh.Arc) {
	s.queue.push(visit{level: int8(b.tree.top()), sight: -1})
	for len(s.queue) > 0 {
		v := s.queue.pop()
		if v.atLeast >= s.best {
			break
		}
		if s.sightAgain(&b.tree, &v) {
			continue
		}
		if v.level > 0 {
			s.open(&b.tree, v)
			continue
		}
		run := b.runs[v.box]
		arc := b.m.Arc(int(run.arc))
		line := arc.Points[run.from : run.from+run.edges+1]
		if v.atLeast >= nearby && s.lineFar(line, v.sight) || v.atLeast < nearby && s.line(line) {
			nearest = arc
		}
	}
	return nearest
}

// sightAgain bounds a box that is far away anew, where that is worth it, and
// puts it back in the queue where others are now nearer. A few edges are sighted
// when they are looked at.
func (s *search) sightAgain(t *tree, v *visit) (later bool) {
	if v.atLeast < nearby || v.level == 0 && v.sight >= 0 {
		return false
	}
	lo, hi := t.box(int(v.level), v.box)
	if v.sight >= 0 && boxRadius(lo, hi)*worthSighting > s.sightings[v.sight].radius {
		return false
	}
	sight, atLeast := s.sight(lo, hi)
	if sight >= 0 {
		v.sight = sight
	}
	v.atLeast = max(v.atLeast, atLeast)
	if len(s.queue) == 0 || v.atLeast <= s.queue[0].atLeast {
		return false
	}
	s.queue.push(*v)
	return true
}

// open puts the boxes in a box in the queue.
func (s *search) open(t *tree, v visit) {
	from, to := t.inside(int(v.level), v.box)
	for i := from; i < to; i++ {
		lo, hi := t.box(int(v.level)-1, i)
		atLeast := v.atLeast
		if v.sight >= 0 {
			atLeast = max(atLeast, s.beyond(v.sight, lo, hi))
		} else {
			atLeast = max(atLeast, s.boxDistance(lo, hi))
		}
		if atLeast < s.best {
			s.queue.push(visit{atLeast, i, v.level - 1, v.sight})
		}
	}
}
