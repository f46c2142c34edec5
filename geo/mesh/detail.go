package mesh

import (
	"math"

	"maillage/geo/internal/plane"
)

// MaxZoom is the deepest zoom of Web Mercator tiles a mesh is simplified for.
const MaxZoom = 14

// Extent is the units a tile of Web Mercator is wide and high.
const Extent = 4096

// tolerance is the area, in square units of a tile, of the triangle a vertex
// makes with its neighbours under which it is left out: that of a step of four
// units each way, half a pixel where a tile is shown 512 pixels wide.
const tolerance = 8.0

// chord is two nodes with a straight arc between them.
type chord [2]int32

// simplifier leaves vertices out of arcs, from the deepest zoom to the world.
//
// Vertices leave by effective area (Visvalingam and Whyatt 1993), and only
// where the triangle they make with their neighbours, border included, holds no
// other vertex that is left. What passes through the triangle would have to end
// in it, so that no crossing can appear: the new edge can be swept to the old
// two without meeting anything (the condition of de Berg, van Kreveld and
// Schirra 1998). Nodes stay, no two arcs become the same edge, and a closed arc
// keeps three vertices. Hence what was sound stays sound: no face turns over or
// vanishes, no ring changes sides, and arcs keep their order round each node.
type simplifier struct {
	m      *Mesh
	shown  []uint8 // by point: the first zoom that shows it; 0: all
	prev   []int32 // by point: its neighbours on the arc that are left
	next   []int32
	left   []int32 // by arc: points
	area   []float64
	chords map[chord]bool
	near   *buckets
	heap   areaHeap
}

// detail returns, for each point of the mesh, the first zoom that shows it.
func (m *Mesh) detail() []uint8 {
	n := len(m.points)
	s := &simplifier{
		m: m, shown: make([]uint8, n), prev: make([]int32, n), next: make([]int32, n),
		left: make([]int32, len(m.box)), area: make([]float64, n), chords: map[chord]bool{},
	}
	for a := range m.box {
		from, to := m.first[a], m.first[a+1]
		s.left[a] = to - from
		for i := from; i < to; i++ {
			s.prev[i], s.next[i] = i-1, i+1
		}
		if to-from == 2 {
			s.chords[m.chord(a)] = true
		}
	}
	for zoom := MaxZoom; zoom >= 0; zoom-- {
		s.stage(zoom)
	}
	return s.shown
}

func (m *Mesh) chord(a int) chord {
	p, q := m.origin[2*a], m.origin[2*a+1]
	return chord{min(p, q), max(p, q)}
}

// stage leaves out what a zoom does not show.
func (s *simplifier) stage(zoom int) {
	unit := 360 * plane.PerDegree / (Extent * math.Exp2(float64(zoom)))
	s.near = newBuckets(s)
	for a := range s.m.box {
		// One latitude for the arc: Mercator stretches both axes by 1/cos.
		b := s.m.box[a]
		cos := math.Cos((float64(b.MinY) + float64(b.MaxY)) / 2 * radian)
		s.arc(a, uint8(zoom+1), 2*tolerance*unit*unit*cos)
	}
}

// arc leaves out the vertices of one arc whose triangle is smaller than limit,
// twice an area in square grid steps, the smallest first.
func (s *simplifier) arc(a int, zoom uint8, limit float64) {
	last := s.m.first[a+1] - 1
	s.heap = s.heap[:0]
	for i := s.next[s.m.first[a]]; i < last; i = s.next[i] {
		s.weigh(i, limit)
	}
	for len(s.heap) > 0 {
		e := s.heap.pop()
		if s.shown[e.point] != 0 || s.area[e.point] != e.area || !s.spare(a, e.point) {
			continue
		}
		i := e.point
		p, q := s.prev[i], s.next[i]
		s.next[p], s.prev[q] = q, p
		s.shown[i] = zoom
		if s.left[a]--; s.left[a] == 2 {
			s.chords[s.m.chord(a)] = true
		}
		if p > s.m.first[a] {
			s.weigh(p, limit)
		}
		if q < last {
			s.weigh(q, limit)
		}
	}
}

// weigh measures the triangle of a point and queues it where it is small.
func (s *simplifier) weigh(i int32, limit float64) {
	a, b, c := s.triangle(i)
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	ex, ey := int64(c.X)-int64(a.X), int64(c.Y)-int64(a.Y)
	s.area[i] = math.Abs(float64(dx*ey - dy*ex))
	if s.area[i] < limit {
		s.heap.push(smallTriangle{s.area[i], i})
	}
}

func (s *simplifier) triangle(i int32) (a, b, c Point) {
	return s.m.points[s.prev[i]], s.m.points[i], s.m.points[s.next[i]]
}

// spare reports whether the mesh stays sound without a point of an arc.
func (s *simplifier) spare(a int, i int32) bool {
	closed := s.m.origin[2*a] == s.m.origin[2*a+1]
	switch {
	case closed && s.left[a] <= 4:
		return false
	case s.left[a] == 3 && s.chords[s.m.chord(a)]:
		return false
	}
	p, v, q := s.triangle(i)
	return !s.near.within(p, v, q)
}

// smallTriangle is a point and twice the area of its triangle.
type smallTriangle struct {
	area  float64
	point int32
}

// areaHeap is a binary heap, the smallest triangle first, then the first point.
type areaHeap []smallTriangle

func (h areaHeap) less(i, j int) bool {
	return h[i].area < h[j].area || h[i].area == h[j].area && h[i].point < h[j].point
}

func (h *areaHeap) push(t smallTriangle) {
	*h = append(*h, t)
	for i := len(*h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h.less(i, up) {
			return
		}
		(*h)[i], (*h)[up] = (*h)[up], (*h)[i]
		i = up
	}
}

func (h *areaHeap) pop() smallTriangle {
	top, last := (*h)[0], len(*h)-1
	(*h)[0] = (*h)[last]
	*h = (*h)[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down >= last {
			return top
		}
		if down+1 < last && h.less(down+1, down) {
			down++
		}
		if !h.less(down, i) {
			return top
		}
		(*h)[i], (*h)[down] = (*h)[down], (*h)[i]
		i = down
	}
}
