package plane

import "cmp"

// Orient tells on which side of the line from a to b the point c lies: 1 left,
// -1 right, 0 on the line.
func Orient(a, b, c Point) int {
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	ex, ey := int64(c.X)-int64(a.X), int64(c.Y)-int64(a.Y)
	return cmp.Compare(dx*ey, dy*ex)
}

// Relation is how two segments meet.
type Relation int

// The relations, from none to the worst.
const (
	Apart   Relation = iota // no point in common
	Joined                  // an end of one is an end of the other, and nothing more
	Touch                   // an end of one lies inside the other
	Cross                   // they cross inside both
	Overlay                 // they share a stretch
)

// Relate tells how the segments ab and cd meet. Neither may be a single point.
// It also returns where: for Touch the end that lies inside the other segment,
// for Overlay an end of the shared stretch, for Joined the shared end, for Cross
// what [Crossing] gives.
func Relate(a, b, c, d Point) (Relation, Point) {
	if !BoxOf(a, b).Meets(BoxOf(c, d)) {
		return Apart, Point{}
	}
	oc, od := Orient(a, b, c), Orient(a, b, d)
	if oc == 0 && od == 0 {
		return relateInLine(a, b, c, d)
	}
	if oc == od {
		return Apart, Point{}
	}
	oa, ob := Orient(c, d, a), Orient(c, d, b)
	if oa == ob {
		return Apart, Point{}
	}
	if oc != 0 && od != 0 && oa != 0 && ob != 0 {
		return Cross, Crossing(a, b, c, d)
	}
	if a == c || a == d {
		return Joined, a
	}
	if b == c || b == d {
		return Joined, b
	}
	switch {
	case oc == 0:
		return Touch, c
	case od == 0:
		return Touch, d
	case oa == 0:
		return Touch, a
	}
	return Touch, b
}

// relateInLine compares segments of one line by the order of their ends along
// it.
func relateInLine(a, b, c, d Point) (Relation, Point) {
	a, b = ordered(a, b)
	c, d = ordered(c, d)
	from, to := a, b
	if less(from, c) {
		from = c
	}
	if less(d, to) {
		to = d
	}
	switch {
	case less(to, from):
		return Apart, Point{}
	case from == to:
		return Joined, from
	}
	return Overlay, from
}

func less(a, b Point) bool { return a.X < b.X || a.X == b.X && a.Y < b.Y }

func ordered(a, b Point) (Point, Point) {
	if less(b, a) {
		return b, a
	}
	return a, b
}

// CompareAngle orders directions counter-clockwise from due east: -1 when
// (ax, ay) comes before (bx, by), 1 after, 0 for the same direction.
func CompareAngle(ax, ay, bx, by int64) int {
	if ha, hb := half(ax, ay), half(bx, by); ha != hb {
		return cmp.Compare(ha, hb)
	}
	return cmp.Compare(bx*ay, ax*by)
}

// half is 0 for directions from east (included) to west (excluded) by north.
func half(x, y int64) int {
	if y > 0 || y == 0 && x > 0 {
		return 0
	}
	return 1
}

// Higher reports whether the edge cd passes above the edge ab, at a longitude
// both span. The edges do not cross; for edges that do, the answer is that at
// the end of one of them.
func Higher(a, b, c, d Point) bool {
	if a.X > b.X {
		a, b = b, a
	}
	if c.X > d.X {
		c, d = d, c
	}
	side := 0 // of cd: 1 above, -1 below
	if c.X >= a.X {
		side = Orient(a, b, c)
	} else {
		side = -Orient(c, d, a)
	}
	if side == 0 && d.X <= b.X {
		side = Orient(a, b, d)
	} else if side == 0 {
		side = -Orient(c, d, b)
	}
	return side > 0
}
