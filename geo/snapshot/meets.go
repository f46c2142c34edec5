package snapshot

import "github.com/paulmach/orb"

// Meets reports whether a polygon shares a point with one of the boxes, borders
// included. None of the boxes may cross the antimeridian. It is exact: clipping
// a polygon by a box would also leave strips of no width where only their
// bounding boxes meet.
func Meets(m orb.MultiPolygon, boxes ...orb.Bound) bool {
	for _, b := range boxes {
		for _, p := range m {
			if p.Bound().Intersects(b) && polygonMeets(p, b) {
				return true
			}
		}
	}
	return false
}

// polygonMeets looks for an edge that meets the box, or else a box that lies
// whole inside the polygon.
func polygonMeets(p orb.Polygon, b orb.Bound) bool {
	inside := false // the south-west corner of the box, by the even-odd rule
	for _, ring := range p {
		for i := 0; i+1 < len(ring); i++ {
			if edgeMeets(ring[i], ring[i+1], b) {
				return true
			}
			if crossesRay(ring[i], ring[i+1], b.Min) {
				inside = !inside
			}
		}
	}
	return inside
}

// crossesRay reports whether an edge crosses the ray that leaves a point
// eastward.
func crossesRay(a, c, from orb.Point) bool {
	return (a[1] > from[1]) != (c[1] > from[1]) &&
		from[0] < a[0]+(c[0]-a[0])*(from[1]-a[1])/(c[1]-a[1])
}

// edgeMeets cuts the edge by the four sides of the box (Liang and Barsky) and
// reports whether something is left.
func edgeMeets(a, c orb.Point, b orb.Bound) bool {
	from, to := 0.0, 1.0
	for axis := range 2 {
		d := c[axis] - a[axis]
		if d == 0 {
			if a[axis] < b.Min[axis] || a[axis] > b.Max[axis] {
				return false
			}
			continue
		}
		enter, leave := (b.Min[axis]-a[axis])/d, (b.Max[axis]-a[axis])/d
		if enter > leave {
			enter, leave = leave, enter
		}
		from, to = max(from, enter), min(to, leave)
		if from > to {
			return false
		}
	}
	return true
}
