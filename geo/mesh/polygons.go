package mesh

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/internal/plane"
)

// piece is a polygon as loops: a shell and its holes.
type piece struct {
	shell *loop
	holes []*loop
	box   plane.Box // of the shell
}

// pieces sorts loops into polygons, by group.
func (m *Mesh) pieces(loops []loop, groups int) [][]piece {
	out := make([][]piece, groups)
	shellOf := make(map[int32]int32) // cycle of a shell -> its rank in the group
	for i := range loops {
		if l := &loops[i]; l.twice.Sign() > 0 {
			shellOf[l.cycle] = int32(len(out[l.group]))
			out[l.group] = append(out[l.group], piece{shell: l, box: m.boxOf(l)})
		}
	}
	for i := range loops {
		l := &loops[i]
		if l.twice.Sign() >= 0 {
			continue
		}
		shells := out[l.group]
		if at, ok := shellOf[l.cycle]; ok {
			shells[at].holes = append(shells[at].holes, l)
		} else if at := m.container(l, shells); at >= 0 {
			shells[at].holes = append(shells[at].holes, l)
		}
	}
	return out
}

// container returns the smallest shell that holds a hole, or -1: some input has
// holes outside their shells, which bound no ground.
func (m *Mesh) container(hole *loop, shells []piece) int {
	box, best := m.boxOf(hole), -1
	line := m.line(int(hole.halves[0] >> 1))
	x2, y2 := middle(line[0], line[1])
	for i, s := range shells {
		if !s.box.Contains(box) || best >= 0 && shells[best].shell.twice.Less(s.shell.twice) {
			continue
		}
		if m.holds(s.shell, x2, y2) {
			best = i
		}
	}
	return best
}

// middle returns the middle of an edge, in half steps. In a sound mesh it lies,
// unlike a vertex, on no other border.
func middle(a, b Point) (x2, y2 int64) {
	return int64(a.X) + int64(b.X), int64(a.Y) + int64(b.Y)
}

// holds reports whether a loop goes round the position (x2/2, y2/2). Arcs that
// the ray east cannot meet, or must meet, are decided by their boxes.
func (m *Mesh) holds(l *loop, x2, y2 int64) bool {
	odd := false
	for _, h := range l.halves {
		a := int(h >> 1)
		b := m.box[a]
		if 2*int64(b.MaxX) < x2 || 2*int64(b.MinY) > y2 || 2*int64(b.MaxY) < y2 {
			continue
		}
		line := m.line(a)
		if 2*int64(b.MinX) > x2 {
			below := 2*int64(line[0].Y) <= y2
			odd = odd != (below != (2*int64(line[len(line)-1].Y) <= y2))
			continue
		}
		odd = odd != (plane.Crossings(line, x2, y2)&1 == 1)
	}
	return odd
}

func (m *Mesh) boxOf(l *loop) plane.Box {
	b := plane.EmptyBox()
	for _, h := range l.halves {
		b.Join(m.box[h>>1])
	}
	return b
}

// polygons turns pieces into orb's polygons, the largest first.
func (m *Mesh) polygons(pieces []piece) orb.MultiPolygon {
	if len(pieces) == 0 {
		return nil
	}
	slices.SortStableFunc(pieces, func(a, b piece) int {
		switch {
		case b.shell.twice.Less(a.shell.twice):
			return -1
		case a.shell.twice.Less(b.shell.twice):
			return 1
		}
		return 0
	})
	out := make(orb.MultiPolygon, len(pieces))
	for i, p := range pieces {
		poly := make(orb.Polygon, 0, 1+len(p.holes))
		poly = append(poly, m.ring(p.shell))
		for _, h := range p.holes {
			poly = append(poly, m.ring(h))
		}
		out[i] = poly
	}
	return out
}

// ring writes out the points of a loop.
func (m *Mesh) ring(l *loop) orb.Ring {
	n := 1
	for _, h := range l.halves {
		n += len(m.line(int(h>>1))) - 1
	}
	r := make(orb.Ring, 0, n)
	for _, h := range l.halves {
		line := m.line(int(h >> 1))
		if h&1 == 0 {
			for _, p := range line[:len(line)-1] {
				r = append(r, p.Orb())
			}
			continue
		}
		for i := len(line) - 1; i > 0; i-- {
			r = append(r, line[i].Orb())
		}
	}
	return append(r, r[0])
}
