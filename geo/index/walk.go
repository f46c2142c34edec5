package index

import "maillage/geo/internal/plane"

// edge is an edge between two vertices, with the faces on its left and right.
type edge struct {
	a, b        plane.Point
	left, right int32
	found       bool
}

// walk returns the face at the position (x2/2, y2/2) of a cell, by the path
// south and then west to the corner of the cell, half a step south-west of the
// point corner. Positions in half steps let it answer for other cells' corners.
func (l *Locator) walk(c int, corner plane.Point, x2, y2 int64) int32 {
	data := l.data[l.cells[c].from:l.cells[c+1].from]
	if len(data) == 0 {
		return l.cells[c].face
	}
	bottom2 := 2*int64(corner.Y) - 1
	if e := firstSouth(data, x2, y2); e.found && !northOf(e.a, e.b, x2, bottom2) {
		if e.a.X < e.b.X {
			return e.left
		}
		return e.right
	}
	if e := firstWest(data, x2, bottom2); e.found && !eastOf(e.a, e.b, 2*int64(corner.X)-1, bottom2) {
		if e.a.Y < e.b.Y {
			return e.right
		}
		return e.left
	}
	return l.cells[c].face
}

// firstSouth returns the first edge due south of a position, an edge through
// the position itself included.
func firstSouth(data []int32, x2, y2 int64) (best edge) {
	x := int32(x2 >> 1) // an edge spans x2/2 when it begins at or west of x and ends east of it
	for len(data) > 0 {
		n, left, right := int(data[0]), data[1], data[2]
		line := data[3 : 5+2*n]
		data = data[5+2*n:]
		west := line[0] <= x
		for i := 2; i < len(line); i += 2 {
			was := west
			if west = line[i] <= x; was == west {
				continue
			}
			a, b := plane.Point{X: line[i-2], Y: line[i-1]}, plane.Point{X: line[i], Y: line[i+1]}
			if northOf(a, b, x2, y2) && (!best.found || plane.Higher(best.a, best.b, a, b)) {
				best = edge{a, b, left, right, true}
			}
		}
	}
	return best
}

// firstWest returns the first edge due west of a position; y2 is odd, so that
// no vertex is met.
func firstWest(data []int32, x2, y2 int64) (best edge) {
	y := int32(y2 >> 1)
	for len(data) > 0 {
		n, left, right := int(data[0]), data[1], data[2]
		line := data[3 : 5+2*n]
		data = data[5+2*n:]
		south := line[1] <= y
		for i := 2; i < len(line); i += 2 {
			was := south
			if south = line[i+1] <= y; was == south {
				continue
			}
			a, b := plane.Point{X: line[i-2], Y: line[i-1]}, plane.Point{X: line[i], Y: line[i+1]}
			if eastOf(a, b, x2, y2) && (!best.found || plane.Higher(flip(best.a), flip(best.b), flip(a), flip(b))) {
				best = edge{a, b, left, right, true}
			}
		}
	}
	return best
}

func flip(p plane.Point) plane.Point { return plane.Point{X: p.Y, Y: p.X} }

// northOf reports whether the position (x2/2, y2/2) lies north of an edge that
// spans its longitude, or on it. The comparison with the edge's own extent
// keeps the products inside int64.
func northOf(a, b plane.Point, x2, y2 int64) bool {
	if a.X > b.X {
		a, b = b, a
	}
	if y2 >= 2*int64(max(a.Y, b.Y)) {
		return true
	}
	if y2 < 2*int64(min(a.Y, b.Y)) {
		return false
	}
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	return dx*(y2-2*int64(a.Y)) >= dy*(x2-2*int64(a.X))
}

// eastOf reports whether the position (x2/2, y2/2) lies east of an edge that
// spans its latitude. A position on the edge is moved north first, then east:
// off an edge that leans west or stands upright, it comes to lie east.
func eastOf(a, b plane.Point, x2, y2 int64) bool {
	if a.Y > b.Y {
		a, b = b, a
	}
	if x2 > 2*int64(max(a.X, b.X)) {
		return true
	}
	if x2 < 2*int64(min(a.X, b.X)) {
		return false
	}
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	l, r := dx*(y2-2*int64(a.Y)), dy*(x2-2*int64(a.X))
	return l < r || l == r && dx <= 0
}
