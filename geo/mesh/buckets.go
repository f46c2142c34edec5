package mesh

import (
	"math"

	"maillage/geo/internal/plane"
)

// maxCells bounds the cells looked at for one triangle. A larger triangle is
// taken to hold something: its vertex is then kept, which is always sound.
const maxCells = 1024

// buckets finds the points of a simplifier in a window. Cells of the plane are
// hashed to buckets: two may share one, which costs a look and no error.
type buckets struct {
	s     *simplifier
	shift uint // a cell is 2^shift grid steps wide and high
	mask  uint64
	first []int32 // first[b] to first[b+1]: the points of bucket b
	list  []int32
}

// newBuckets sorts the points that are left into cells as wide as an edge is
// long, about.
func newBuckets(s *simplifier) *buckets {
	n, length := 0, 0.0
	for a := range s.m.box {
		last := s.m.first[a+1] - 1
		for i := s.m.first[a]; i < last; i = s.next[i] {
			p, q := s.m.points[i], s.m.points[s.next[i]]
			length += math.Abs(float64(q.X)-float64(p.X)) + math.Abs(float64(q.Y)-float64(p.Y))
			n++
		}
	}
	size := 1
	for size < n {
		size <<= 1
	}
	b := &buckets{s: s, mask: uint64(size - 1), first: make([]int32, size+2)}
	for float64(int64(1)<<b.shift) < length/float64(max(n, 1)) && b.shift < 31 {
		b.shift++
	}
	b.each(func(i int32) { b.first[b.of(b.cell(s.m.points[i]))+2]++ })
	for k := range size {
		b.first[k+2] += b.first[k+1]
	}
	b.list = make([]int32, b.first[size+1])
	b.each(func(i int32) {
		k := b.of(b.cell(s.m.points[i])) + 1
		b.list[b.first[k]] = i
		b.first[k]++
	})
	return b
}

// each visits every point that is left, nodes once per arc.
func (b *buckets) each(f func(i int32)) {
	for i, zoom := range b.s.shown {
		if zoom == 0 {
			f(int32(i))
		}
	}
}

func (b *buckets) cell(p Point) (x, y int32) { return p.X >> b.shift, p.Y >> b.shift }

func (b *buckets) of(x, y int32) uint64 { return hash(Point{X: x, Y: y}) & b.mask }

// within reports whether a triangle, border included, holds a point that is
// left, other than its own corners.
func (b *buckets) within(p, v, q Point) bool {
	box := plane.BoxOf(p, q)
	box.Extend(v)
	west, south := b.cell(Point{X: box.MinX, Y: box.MinY})
	east, north := b.cell(Point{X: box.MaxX, Y: box.MaxY})
	if (int64(east)-int64(west)+1)*(int64(north)-int64(south)+1) > maxCells {
		return true
	}
	for y := south; y <= north; y++ {
		for x := west; x <= east; x++ {
			k := b.of(x, y)
			for _, i := range b.list[b.first[k]:b.first[k+1]] {
				at := b.s.m.points[i]
				if b.s.shown[i] == 0 && at != p && at != v && at != q && inTriangle(p, v, q, at, box) {
					return true
				}
			}
		}
	}
	return false
}

// inTriangle reports whether a closed triangle, which may be flat, holds a point.
func inTriangle(a, b, c, at Point, box plane.Box) bool {
	if at.X < box.MinX || at.X > box.MaxX || at.Y < box.MinY || at.Y > box.MaxY {
		return false
	}
	x, y, z := plane.Orient(a, b, at), plane.Orient(b, c, at), plane.Orient(c, a, at)
	return min(x, y, z) >= 0 || max(x, y, z) <= 0
}
