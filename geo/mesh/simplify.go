package mesh

import (
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo/internal/plane"
)

// simplified is what a mesh knows of itself at each zoom, worked out when first
// asked for and then shared.
type simplified struct {
	once  sync.Once
	shown []uint8 // by point: the first zoom that shows it
	kept  [MaxZoom + 1]int

	zooms [MaxZoom + 1]struct {
		once sync.Once
		mesh *Mesh
	}
	lookup struct {
		once  sync.Once
		table []int32 // by hash: 1 + a point that some zoom leaves out; 0: free
	}
}

// worthwhile is the share of its points that a mesh may keep at a zoom and
// still be copied: past it the mesh itself is drawn. Copies thin out quickly
// from there, so that all of them together hold few times the mesh's points.
const worthwhile = 0.75

func (m *Mesh) levels() *simplified {
	l := &m.simple
	l.once.Do(func() {
		l.shown = m.detail()
		for _, zoom := range l.shown {
			for z := int(zoom); z <= MaxZoom; z++ {
				l.kept[z]++
			}
		}
	})
	return l
}

// whole reports whether a zoom shows every point.
func (m *Mesh) whole(zoom int) bool {
	return zoom > MaxZoom || float64(m.levels().kept[max(zoom, 0)]) > worthwhile*float64(len(m.points))
}

// Simplified returns the mesh as it is drawn at a zoom of Web Mercator tiles,
// 0 or more; past [MaxZoom], and where too little would be left out, that is
// the mesh itself. Each arc is simplified once, between nodes that stay, so that
// faces neither part nor overlap: a sound mesh gives a sound one, with the same
// faces on the same sides, and ground for every face that had some. The first
// call costs a pass over the mesh for all zooms, the first at a zoom a copy of
// what it shows. Areas and lengths stay those of the mesh itself.
func (m *Mesh) Simplified(zoom int) *Mesh {
	if m.whole(zoom) {
		return m
	}
	z := &m.simple.zooms[max(zoom, 0)]
	z.once.Do(func() { z.mesh = m.at(uint8(max(zoom, 0))) })
	return z.mesh
}

// at copies what a zoom shows. What no point decides is shared: sides, nodes,
// and the order of arcs at nodes, which simplification keeps.
func (m *Mesh) at(zoom uint8) *Mesh {
	out := &Mesh{
		left: m.left, origin: m.origin, turn: m.turn, cm2: m.cm2, metres: m.metres, nodes: m.nodes,
		ofFace: m.ofFace, start: m.start, area: m.area, faults: m.faults,
		points: make([]Point, 0, m.simple.kept[zoom]), first: make([]int32, 1, len(m.first)),
		box: make([]plane.Box, len(m.box)), twice: make([]plane.Wide, len(m.box)),
		bounds: make([]plane.Box, len(m.bounds)),
	}
	for a := range m.box {
		b := plane.EmptyBox()
		for i := m.first[a]; i < m.first[a+1]; i++ {
			if m.simple.shown[i] <= zoom {
				out.points = append(out.points, m.points[i])
				b.Extend(m.points[i])
			}
		}
		out.first = append(out.first, int32(len(out.points)))
		out.box[a], out.twice[a] = b, plane.TwiceArea(out.line(a))
	}
	for f := range out.bounds {
		out.bounds[f] = plane.EmptyBox()
		for _, h := range m.ofFace[m.start[f]:m.start[f+1]] {
			out.bounds[f].Join(out.box[h>>1])
		}
	}
	return out
}

// Thin leaves out of polygons the vertices that a zoom leaves out of the mesh.
// Of ground dissolved from the mesh it makes what [Mesh.Dissolve] would of
// Simplified(zoom); vertices that are not the mesh's stay. Rings are closed
// before and after; the polygons given are not changed.
func (m *Mesh) Thin(mp orb.MultiPolygon, zoom int) orb.MultiPolygon {
	if m.whole(zoom) {
		return mp
	}
	m.simple.lookup.once.Do(m.tabulate)
	out := make(orb.MultiPolygon, len(mp))
	for i, p := range mp {
		out[i] = make(orb.Polygon, len(p))
		for k, r := range p {
			out[i][k] = m.thinRing(r, uint8(max(zoom, 0)))
		}
	}
	return out
}

func (m *Mesh) thinRing(r orb.Ring, zoom uint8) orb.Ring {
	out := make(orb.Ring, 0, len(r))
	for i, p := range r {
		if i == len(r)-1 && len(out) > 0 {
			break // the first vertex again, which may be gone
		}
		if m.firstShown(p) <= zoom {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return out
	}
	return append(out, out[0])
}

// tabulate hashes the points that some zoom leaves out.
func (m *Mesh) tabulate() {
	size := 1
	for size < 2*len(m.points) {
		size <<= 1
	}
	table := make([]int32, size)
	for i, zoom := range m.simple.shown {
		if zoom == 0 {
			continue
		}
		slot := hash(m.points[i]) & uint64(size-1)
		for ; table[slot] != 0; slot = (slot + 1) & uint64(size-1) {
		}
		table[slot] = int32(i) + 1
	}
	m.simple.lookup.table = table
}

// firstShown returns the first zoom that shows a vertex, 0 where it is a node or
// not of the mesh.
func (m *Mesh) firstShown(p orb.Point) uint8 {
	q, err := plane.Quantise(p)
	if err != nil {
		return 0
	}
	table := m.simple.lookup.table
	for slot := hash(q) & uint64(len(table)-1); table[slot] != 0; slot = (slot + 1) & uint64(len(table)-1) {
		if i := table[slot] - 1; m.points[i] == q {
			return m.simple.shown[i]
		}
	}
	return 0
}
