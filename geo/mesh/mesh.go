package mesh

import (
	"context"
	"iter"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/internal/plane"
)

// Point is a position on the grid, in 1e-7 degree.
type Point = plane.Point

// Outside stands for the ground of no face, and of no group.
const Outside = -1

// Quantise returns the grid point nearest to p, or an error when p is no place:
// NaN, Inf, a longitude beyond ±180 or a latitude beyond ±90.
func Quantise(p orb.Point) (Point, error) { return plane.Quantise(p) }

// Mesh is a set of faces cut into arcs. It never changes once built and is safe
// for concurrent use.
//
// An arc seen in one of its two directions is a half-arc: 2*arc runs along the
// arc's points, 2*arc+1 against them, so that h^1 is the twin of h.
type Mesh struct {
	points []Point      // of all arcs, one after the other
	first  []int32      // first[a] to first[a+1]: the points of arc a
	left   []int32      // by half-arc: the face on its left
	origin []int32      // by half-arc: the node it starts from
	turn   []int32      // by half-arc: the next one clockwise at its origin
	box    []plane.Box  // by arc
	twice  []plane.Wide // by arc: twice the planar area under it
	cm2    []int64      // by arc: the ground on its left, less that on its right
	metres []float64    // by arc: geodesic length
	nodes  int
	ofFace []int32     // half-arcs by the face on their left
	start  []int32     // start[f] to start[f+1]: the part of ofFace of face f
	area   []geo.Area  // by face
	bounds []plane.Box // by face
	faults []fault     // what Build met and could not use

	tracers sync.Pool // of *tracer, working space
	simple  simplified
}

// Build makes a mesh: face i is faces[i]. A nil or empty geometry makes a face
// without ground. A position that is no place, or an edge longer than 180
// degrees, gives a *FaceError; ctx gives its own error.
func Build(ctx context.Context, faces []orb.MultiPolygon) (*Mesh, error) {
	s, err := quantise(ctx, faces)
	if err != nil {
		return nil, err
	}
	ids, vertices := intern(s.points)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := pair(s, ids, vertices)
	m := chain(s, ids, vertices, p)
	m.faults = s.faults
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.turn = m.turns()
	m.measure()
	m.gather(len(faces))
	return m, ctx.Err()
}

// Len returns the number of faces.
func (m *Mesh) Len() int { return len(m.area) }

// Area returns the geodesic area of a face on WGS84.
func (m *Mesh) Area(face int) geo.Area { return m.area[face] }

// Bound returns the smallest box that holds a face, in degrees; a face without
// ground has an empty bound.
func (m *Mesh) Bound(face int) orb.Bound { return m.bounds[face].Bound() }

// Arc is a chain of edges between two nodes, with the faces on its sides.
type Arc struct {
	Points      []Point // two or more; shared with the mesh, not to be changed
	Left, Right int32   // faces, or Outside
}

// NumArcs returns the number of arcs.
func (m *Mesh) NumArcs() int { return len(m.box) }

// Arcs yields every arc of the mesh with its rank.
func (m *Mesh) Arcs() iter.Seq2[int, Arc] {
	return func(yield func(int, Arc) bool) {
		for a := range m.box {
			if !yield(a, m.Arc(a)) {
				return
			}
		}
	}
}

// Arc returns the arc of a rank.
func (m *Mesh) Arc(a int) Arc {
	return Arc{Points: m.line(a), Left: m.left[2*a], Right: m.left[2*a+1]}
}

func (m *Mesh) line(a int) []Point { return m.points[m.first[a]:m.first[a+1]] }

// gather adds up areas and bounds by face and lists each face's half-arcs.
func (m *Mesh) gather(faces int) {
	m.area = make([]geo.Area, faces)
	m.bounds = make([]plane.Box, faces)
	for f := range m.bounds {
		m.bounds[f] = plane.EmptyBox()
	}
	m.start = make([]int32, faces+1)
	for h, f := range m.left {
		if f == Outside {
			continue
		}
		m.start[f+1]++
		m.bounds[f].Join(m.box[h>>1])
		m.area[f] += geo.Area(m.ground(int32(h)))
	}
	for f := range faces {
		m.start[f+1] += m.start[f]
	}
	m.ofFace = make([]int32, m.start[faces])
	next := append([]int32(nil), m.start[:faces]...)
	for h, f := range m.left {
		if f != Outside {
			m.ofFace[next[f]] = int32(h)
			next[f]++
		}
	}
}

// ground returns what a half-arc adds to the area of the face on its left.
func (m *Mesh) ground(h int32) int64 {
	if h&1 == 1 {
		return -m.cm2[h>>1]
	}
	return m.cm2[h>>1]
}
