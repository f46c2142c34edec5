package snapshot

import (
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// outline is the edge of the ground that a level has on a mesh, all its units
// together. Levels that have the same ground share it.
type outline struct {
	covered  geo.Bitset // faces
	boundary func() *index.Boundary
}

// outlineOf returns the outline of the faces that are in a group.
func (g *Ground) outlineOf(group []int32) *outline {
	covered := geo.NewBitset(len(group))
	one := make([]int32, len(group))
	for f, unit := range group {
		if one[f] = mesh.Outside; unit >= 0 {
			covered.Add(f)
			one[f] = 0
		}
	}
	for _, o := range g.outlines {
		if o.covered.Equal(covered) {
			return o
		}
	}
	o := &outline{covered, sync.OnceValue(func() *index.Boundary { return index.NewBoundary(g.Mesh, one) })}
	g.outlines = append(g.outlines, o)
	return o
}

// Spot is a point asked about at several levels. From outside of their ground
// the nearest boundary is the same for those that share an outline: it is looked
// for once. A Spot is for one goroutine.
type Spot struct {
	at   orb.Point
	seen map[*outline]edge
}

// edge is a place on a boundary: how far, and the faces on both sides.
type edge struct {
	metres      float64
	left, right int32
}

// NewSpot is a point, which must be on the globe.
func NewSpot(at orb.Point) *Spot { return &Spot{at: at, seen: map[*outline]edge{}} }

// nearest returns the distance to the nearest boundary of a level, and the units
// on both sides of it, for a point in a unit, or in none (-1).
func (s *Spot) nearest(l *LevelGround, unit int) (metres float64, left, right int) {
	if unit >= 0 {
		metres, _, a, b := l.boundary().Nearest(s.at)
		return metres, int(a), int(b)
	}
	e, ok := s.seen[l.outline]
	if !ok {
		e.metres, _, e.left, e.right = l.outline.boundary().NearestFaces(s.at)
		s.seen[l.outline] = e
	}
	return e.metres, l.unitOf(e.left), l.unitOf(e.right)
}

// unitOf returns the unit of a face, -1 for none.
func (l *LevelGround) unitOf(face int32) int {
	if face == mesh.Outside {
		return -1
	}
	return int(l.group[face])
}
