package mesh

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Dissolve merges faces by group: face f goes to group[f], from 0 to n-1, or is
// left out when that is Outside. Result i is the ground of group i: valid
// polygons, shells counter-clockwise and holes clockwise, the largest first;
// nil for a group without ground. It panics when group has not one entry per
// face, or one beyond n.
func (m *Mesh) Dissolve(group []int32, n int) []orb.MultiPolygon {
	for f, g := range group {
		if g < Outside || int(g) >= n {
			panic(fmt.Sprintf("mesh: face %d in group %d of %d", f, g, n))
		}
	}
	out := make([]orb.MultiPolygon, n)
	for i, p := range m.pieces(m.trace(m.sides(group), nil), n) {
		out[i] = m.polygons(p)
	}
	return out
}

// Union merges the faces of a set, as [Mesh.Dissolve] does for one group.
func (m *Mesh) Union(in geo.Bitset) orb.MultiPolygon {
	group := make([]int32, m.Len())
	for f := range group {
		if !in.Has(f) {
			group[f] = Outside
		}
	}
	return m.Dissolve(group, 1)[0]
}

// Polygon returns the ground of one face, as [Mesh.Dissolve] does for a group.
func (m *Mesh) Polygon(face int) orb.MultiPolygon {
	own := m.ofFace[m.start[face]:m.start[face+1]]
	if len(own) == 0 {
		return nil
	}
	loops := m.trace(m.left, own)
	for i := range loops {
		loops[i].group = 0
	}
	return m.polygons(m.pieces(loops, 1)[0])
}

// sides returns the group on the left of each half-arc.
func (m *Mesh) sides(group []int32) []int32 {
	if len(group) != m.Len() {
		panic(fmt.Sprintf("mesh: %d groups for %d faces", len(group), m.Len()))
	}
	out := make([]int32, len(m.left))
	for h, f := range m.left {
		out[h] = Outside
		if f != Outside {
			out[h] = group[f]
		}
	}
	return out
}

// Border is what two groups share: A < B, and A may be Outside.
type Border struct {
	A, B   int32
	Metres float64 // geodesic length
}

// Borders returns the border of each pair of groups that share an edge, and of
// each group with Outside, sorted by A then B. Faces in no group count as
// Outside.
func (m *Mesh) Borders(group []int32) []Border {
	side := m.sides(group)
	sums := make(map[[2]int32]float64)
	for a, metres := range m.metres {
		l, r := side[2*a], side[2*a+1]
		if l != r {
			sums[[2]int32{min(l, r), max(l, r)}] += metres
		}
	}
	out := make([]Border, 0, len(sums))
	for k, metres := range sums {
		out = append(out, Border{k[0], k[1], metres})
	}
	slices.SortFunc(out, func(x, y Border) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}
