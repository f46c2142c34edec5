package tile

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// position is a place in units of a zoom, x to the east from 180° west, y to
// the south from the top of the world.
type position struct{ x, y int32 }

// box is a closed rectangle of positions.
type box struct{ minX, minY, maxX, maxY int32 }

func emptyBox() box { return box{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32} }

func (b *box) extend(p position) {
	b.minX, b.maxX = min(b.minX, p.x), max(b.maxX, p.x)
	b.minY, b.maxY = min(b.minY, p.y), max(b.maxY, p.y)
}

func (b box) meets(o box) bool {
	return b.minX <= o.maxX && o.minX <= b.maxX && b.minY <= o.maxY && o.minY <= b.maxY
}

func (b box) contains(o box) bool {
	return b.minX <= o.minX && o.maxX <= b.maxX && b.minY <= o.minY && o.maxY <= b.maxY
}

func (b box) holds(p position) bool {
	return b.minX <= p.x && p.x <= b.maxX && b.minY <= p.y && p.y <= b.maxY
}

// project rounds a place in degrees to the units of a zoom. Latitudes beyond
// [MaxLatitude] go to the edge of the world.
func project(p orb.Point, zoom int) position {
	world := float64(int(mesh.Extent) << zoom)
	sin := math.Sin(min(max(p[1], -MaxLatitude), MaxLatitude) * math.Pi / 180)
	north := math.Log((1+sin)/(1-sin)) / (4 * math.Pi) // of the equator, in worlds
	return position{
		x: int32(math.Floor((p[0]+180)/360*world + 0.5)),
		y: int32(math.Floor((0.5-north)*world + 0.5)),
	}
}

// ring is a closed line of positions, the first not repeated at the end.
type ring []position

// area returns twice the area of a ring by the surveyor's formula: positive for
// shells, which turn clockwise as seen with y to the south.
func (r ring) area() int64 {
	if len(r) < 3 {
		return 0
	}
	sum, a := int64(0), r[len(r)-1]
	for _, b := range r {
		sum += int64(a.x)*int64(b.y) - int64(b.x)*int64(a.y)
		a = b
	}
	return sum
}

func (r ring) box() box {
	b := emptyBox()
	for _, p := range r {
		b.extend(p)
	}
	return b
}

// round makes a ring of one in degrees, shells counter-clockwise and holes
// clockwise; nil where rounding leaves no ground of the right turn. It runs
// backwards, as y does.
func round(r orb.Ring, zoom int, hole bool) ring {
	out := make(ring, 0, len(r))
	for i := len(r) - 1; i > 0; i-- {
		out = out.push(project(r[i], zoom))
	}
	return out.close().turned(hole)
}

// turned returns the ring where it has ground and turns as it should, else nil.
func (r ring) turned(hole bool) ring {
	if a := r.area(); a == 0 || (a < 0) != hole {
		return nil
	}
	return r
}

// push appends a position unless it repeats the last; going straight back to
// the one before undoes the last, which bounds nothing.
func (r ring) push(p position) ring {
	n := len(r)
	switch {
	case n > 0 && r[n-1] == p:
		return r
	case n > 1 && r[n-2] == p:
		return r[:n-1]
	}
	return append(r, p)
}

// close does for the seam of a ring what push does inside it.
func (r ring) close() ring {
	for len(r) > 1 {
		n := len(r)
		switch {
		case r[0] == r[n-1]:
			r = r[:n-1]
		case n > 2 && r[n-2] == r[0]:
			r = r[:n-1]
		case n > 2 && r[n-1] == r[1]:
			r = r[1:]
		default:
			return r
		}
	}
	return r
}
