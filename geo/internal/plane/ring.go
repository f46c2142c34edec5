package plane

import "math/bits"

// Wide is a signed integer of 128 bits, for sums of products.
type Wide struct {
	hi int64
	lo uint64
}

// Add adds an int64.
func (w *Wide) Add(v int64) {
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, uint64(v), 0)
	w.hi += v>>63 + int64(carry)
}

// AddWide adds o.
func (w *Wide) AddWide(o Wide) {
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, o.lo, 0)
	w.hi += o.hi + int64(carry)
}

// Neg returns -w.
func (w Wide) Neg() Wide {
	lo, borrow := bits.Sub64(0, w.lo, 0)
	return Wide{hi: -w.hi - int64(borrow), lo: lo}
}

// Sign returns -1, 0 or 1.
func (w Wide) Sign() int {
	switch {
	case w.hi < 0:
		return -1
	case w.hi == 0 && w.lo == 0:
		return 0
	}
	return 1
}

// Less reports whether w < o.
func (w Wide) Less(o Wide) bool {
	return w.hi < o.hi || w.hi == o.hi && w.lo < o.lo
}

// TwiceArea returns the sum of (x0-x1)(y0+y1) along a line of points: over a
// closed ring, twice its planar area, positive when counter-clockwise.
func TwiceArea(line []Point) Wide {
	var w Wide
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		w.Add((int64(p.X) - int64(q.X)) * (int64(p.Y) + int64(q.Y)))
	}
	return w
}

// Crossings counts, for the ray due east of the position (x2/2, y2/2), the
// edges of a line of points that it crosses; a closed ring holds the position
// when the count is odd. A position on an edge may fall either way. Half steps
// let a caller ask about the middle of an edge.
func Crossings(line []Point, x2, y2 int64) int {
	n := 0
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		if (2*int64(p.Y) <= y2) == (2*int64(q.Y) <= y2) {
			continue
		}
		if p.Y > q.Y {
			p, q = q, p
		}
		if eastOf(p, q, x2, y2) {
			n++
		}
	}
	return n
}

// eastOf reports whether the edge from p up to q crosses the height y2/2 east
// of x2/2. The comparison with the edge's own extent keeps the products small.
func eastOf(p, q Point, x2, y2 int64) bool {
	if x2 < 2*int64(min(p.X, q.X)) {
		return true
	}
	if x2 >= 2*int64(max(p.X, q.X)) {
		return false
	}
	dx, dy := int64(q.X)-int64(p.X), int64(q.Y)-int64(p.Y)
	return dx*(y2-2*int64(p.Y)) > dy*(x2-2*int64(p.X))
}
