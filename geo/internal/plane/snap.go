package plane

import "math/big"

// Crossing returns the grid point in whose square two segments that cross do
// so: a square reaches half a step each way, its west and south sides included.
// The segments may not be parallel.
func Crossing(a, b, c, d Point) Point {
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	ex, ey := int64(d.X)-int64(c.X), int64(d.Y)-int64(c.Y)
	fx, fy := int64(c.X)-int64(a.X), int64(c.Y)-int64(a.Y)
	over, under := wedge(fx, fy, ex, ey), wedge(dx, dy, ex, ey)
	if under.Sign() < 0 {
		over.Neg(over)
		under.Neg(under)
	}
	return Point{a.X + share(dx, over, under), a.Y + share(dy, over, under)}
}

// wedge is the cross product, without bounds.
func wedge(ax, ay, bx, by int64) *big.Int {
	p := new(big.Int).Mul(big.NewInt(ax), big.NewInt(by))
	return p.Sub(p, new(big.Int).Mul(big.NewInt(ay), big.NewInt(bx)))
}

// share is n times over by under, rounded to the nearest, halves up.
func share(n int64, over, under *big.Int) int32 {
	p := new(big.Int).Mul(big.NewInt(2*n), over)
	p.Add(p, under)
	return int32(p.Div(p, new(big.Int).Lsh(under, 1)).Int64()) // Div rounds down, as under is positive
}

// Passes reports whether the segment ab passes through the square about c that
// [Crossing] tells of. A segment is at most 180 degrees long each way.
func Passes(a, b, c Point) bool {
	if a.X > b.X {
		a, b = b, a
	}
	// Twice everything, so that the sides of the square are whole.
	west, east := 2*int64(c.X)-1, 2*int64(c.X)+1
	south, north := 2*int64(c.Y)-1, 2*int64(c.Y)+1
	if 2*int64(a.X) >= east || 2*int64(b.X) < west || 2*int64(min(a.Y, b.Y)) >= north || 2*int64(max(a.Y, b.Y)) < south {
		return false
	}
	if a.X == b.X || a.Y == b.Y {
		return true
	}
	up := a.Y < b.Y
	dx, dy := int64(b.X)-int64(a.X), int64(b.Y)-int64(a.Y)
	side := func(x, y int64) int {
		p, q := dx*(y-2*int64(a.Y)), dy*(x-2*int64(a.X))
		switch {
		case p > q:
			return 1
		case p < q:
			return -1
		}
		return 0
	}
	// A corner that is not of the square is touched from outside by a segment
	// that rises, or by one that falls.
	nw, ne, sw, se := side(west, north), side(east, north), side(west, south), side(east, south)
	switch {
	case nw == 0 || se == 0:
		return !up
	case ne == 0:
		return up
	case sw == 0:
		return true
	}
	return nw != ne || nw != sw || nw != se
}
