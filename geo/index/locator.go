package index

import (
	"github.com/paulmach/orb"

	"maillage/geo/internal/grid"
	"maillage/geo/mesh"
)

// cellsPerEdge trades memory for speed: measured on 35,357 communes, more cells
// no longer pay for the memory they take out of the processor's caches.
const cellsPerEdge = 0.5

// Locator finds the face of a mesh that holds a point.
//
// Each cell of a grid knows the face at its south-west corner and the edges
// that pass through it. From the point, a path goes south to the bottom of the
// cell, then west to the corner; the edge it crosses first tells the face by
// its side, and a path that crosses none ends in the face of the corner. Cells
// are bounded half-way between grid steps, so that the path never runs along an
// edge, nor through a vertex once the point is moved by the boundary rule.
type Locator struct {
	layout grid.Layout
	cells  []cell
	data   []int32 // runs of edges, see appendRun
}

// cell is where a cell's runs begin in data, and the face at its corner.
type cell struct{ from, face int32 }

// NewLocator prepares the faces of a mesh. Over a mesh whose audit finds
// overlaps, a point in several faces is given to one of them.
func NewLocator(m *mesh.Mesh) *Locator {
	lines := make([][]mesh.Point, m.NumArcs())
	for a, arc := range m.Arcs() {
		lines[a] = arc.Points
	}
	g := grid.New(lines, cellsPerEdge)
	l := &Locator{layout: g.Layout, cells: make([]cell, g.Cells()+1)}
	size := 0
	for c := range g.Cells() {
		for _, r := range g.Runs(c) {
			size += 5 + 2*int(r.Edges)
		}
	}
	l.data = make([]int32, 0, size)
	for c := range g.Cells() {
		l.cells[c].from = int32(len(l.data))
		for _, r := range g.Runs(c) {
			l.data = appendRun(l.data, m.Arc(int(r.Line)), r)
		}
	}
	l.cells[g.Cells()].from = int32(len(l.data))
	// West of every edge lies no face; each corner follows from its neighbour.
	l.layout.Walk(mesh.Outside, func(c int, corner, size mesh.Point, at int32) (east, north int32) {
		l.cells[c].face = at
		x2, y2 := 2*int64(corner.X)-1, 2*int64(corner.Y)-1
		return l.walk(c, corner, x2+2*int64(size.X), y2), l.walk(c, corner, x2, y2+2*int64(size.Y))
	})
	return l
}

// appendRun writes a run as its number of edges, the faces on its left and
// right, and the coordinates of its vertices. Copies in the order of the cells
// cost less than following indices into the mesh: one search then reads one
// short piece of memory.
func appendRun(data []int32, arc mesh.Arc, r grid.Run) []int32 {
	data = append(data, r.Edges, arc.Left, arc.Right)
	for _, p := range arc.Points[r.From : r.From+r.Edges+1] {
		data = append(data, p.X, p.Y)
	}
	return data
}

// Locate returns the face that holds p, rounded to the grid, or mesh.Outside;
// also where p is no place on Earth.
func (l *Locator) Locate(p orb.Point) int {
	q, err := mesh.Quantise(p)
	if err != nil {
		return mesh.Outside
	}
	c, corner := l.layout.Cell(q)
	return int(l.walk(c, corner, 2*int64(q.X), 2*int64(q.Y)))
}
