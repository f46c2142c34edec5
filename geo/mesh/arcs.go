package mesh

import (
	"cmp"
	"slices"

	"maillage/geo/internal/plane"
)

// chainer cuts the half-edges of a soup into arcs. Of two twins, the one of the
// lower rank stands for the edge: a ring then owns all the edges it shares
// with a later ring, and arcs are runs of its points.
type chainer struct {
	s      *soup
	p      *pairing
	ids    []int32
	degree []uint8 // by vertex: edges that meet there, up to 255
	node   []int32 // by vertex: number of the node + 1, 0 for none
	m      *Mesh
}

// chain builds the arcs of a mesh, without the order at nodes and the measures.
func chain(s *soup, ids []int32, vertices int, p *pairing) *Mesh {
	c := &chainer{s: s, p: p, ids: ids, m: &Mesh{}}
	c.degree = make([]uint8, vertices)
	c.node = make([]int32, vertices)
	for i := range ids {
		if c.owner(int32(i)) {
			c.bump(ids[i])
			c.bump(ids[i+1])
		}
	}
	c.m.points = make([]Point, 0, len(s.points)/2+len(s.points)/8)
	for _, r := range s.rings {
		c.ring(r)
	}
	c.m.first = append(c.m.first, int32(len(c.m.points)))
	return c.m
}

// owner reports whether half-edge i stands for its edge.
func (c *chainer) owner(i int32) bool {
	t := c.p.twin[i]
	return t == alone || t > i
}

// across returns the face on the right of half-edge i.
func (c *chainer) across(i int32) int32 {
	if t := c.p.twin[i]; t >= 0 {
		return c.p.face[t]
	}
	return Outside
}

func (c *chainer) bump(v int32) {
	if c.degree[v] < 255 {
		c.degree[v]++
	}
}

// breaks reports whether an arc ends between half-edges a and b, which follow
// each other in a ring and are both owners.
func (c *chainer) breaks(a, b int32) bool {
	return c.degree[c.ids[b]] != 2 || c.across(a) != c.across(b)
}

// ring adds the arcs that a ring owns.
func (c *chainer) ring(r ring) {
	n := r.to - r.from - 1
	start := int32(-1) // rank in the ring where an arc begins
	owned := false
	for k := range n {
		b := r.from + k
		if !c.owner(b) {
			continue
		}
		owned = true
		a := r.from + (k+n-1)%n
		if !c.owner(a) || c.breaks(a, b) {
			start = k
			break
		}
	}
	if !owned {
		return
	}
	if start < 0 { // a closed chain that meets no node
		c.arc(r, 0, n)
		return
	}
	for k := int32(0); k < n; {
		b := r.from + (start+k)%n
		if !c.owner(b) {
			k++
			continue
		}
		length := int32(1)
		for k+length < n {
			x := r.from + (start+k+length)%n
			if !c.owner(x) || c.breaks(r.from+(start+k+length-1)%n, x) {
				break
			}
			length++
		}
		c.arc(r, (start+k)%n, length)
		k += length
	}
}

// arc adds the arc of length edges that begins at rank k of a ring.
func (c *chainer) arc(r ring, k, length int32) {
	n := r.to - r.from - 1
	m := c.m
	m.first = append(m.first, int32(len(m.points)))
	head := min(k+length, n)
	m.points = append(m.points, c.s.points[r.from+k:r.from+head+1]...)
	if rest := k + length - n; rest > 0 {
		m.points = append(m.points, c.s.points[r.from+1:r.from+rest+1]...)
	}
	line := m.points[m.first[len(m.first)-1]:]
	b := plane.EmptyBox()
	for _, p := range line {
		b.Extend(p)
	}
	m.box = append(m.box, b)
	m.twice = append(m.twice, plane.TwiceArea(line))
	m.left = append(m.left, r.face, c.across(r.from+k))
	m.origin = append(m.origin, c.nodeAt(r.from+k), c.nodeAt(r.from+(k+length-1)%n+1))
}

func (c *chainer) nodeAt(i int32) int32 {
	v := c.ids[i]
	if c.node[v] == 0 {
		c.m.nodes++
		c.node[v] = int32(c.m.nodes)
	}
	return c.node[v] - 1
}

// turns orders the half-arcs that leave each node by angle and returns, for
// each, the next one clockwise.
func (m *Mesh) turns() []int32 {
	first := make([]int32, m.nodes+2)
	for _, v := range m.origin {
		first[v+2]++
	}
	for v := range m.nodes {
		first[v+2] += first[v+1]
	}
	list := make([]int32, len(m.origin))
	for h, v := range m.origin {
		list[first[v+1]] = int32(h)
		first[v+1]++
	}
	turn := make([]int32, len(m.origin))
	for v := range m.nodes {
		star := list[first[v]:first[v+1]]
		slices.SortFunc(star, m.compareDirection)
		for i, h := range star {
			turn[h] = star[(i+len(star)-1)%len(star)]
		}
	}
	return turn
}

// compareDirection orders half-arcs of one node counter-clockwise by the
// direction of their first edge. Only overlapping faces give two the same
// direction; their rank then decides.
func (m *Mesh) compareDirection(g, h int32) int {
	gx, gy := m.direction(g)
	hx, hy := m.direction(h)
	return cmp.Or(plane.CompareAngle(gx, gy, hx, hy), cmp.Compare(g, h))
}

func (m *Mesh) direction(h int32) (dx, dy int64) {
	line := m.line(int(h >> 1))
	p, q := line[0], line[1]
	if h&1 == 1 {
		p, q = line[len(line)-1], line[len(line)-2]
	}
	return int64(q.X) - int64(p.X), int64(q.Y) - int64(p.Y)
}
