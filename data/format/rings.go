package format

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// maxNesting bounds the vertices that [Nest] passes to tell which ring lies in
// which, some 0.2 s: real archipelagos need a few million.
const maxNesting = 50_000_000

// Nest makes polygons of rings, none of them empty, that come in any order, as the parts of
// a Shapefile do: a ring inside an even number of others is a shell, the other
// ones are holes of the smallest that holds them. Which way a ring turns does
// not decide, since many writers get it wrong; Fixed tells where it
// contradicts, when clockwise says which rings are meant as shells, and where
// a hole does not come after its shell.
func Nest(rings []orb.Ring) (mp orb.MultiPolygon, fixed []*Error, err *Error) {
	if len(rings) == 1 {
		if signedArea(rings[0]) > 0 {
			fixed = append(fixed, reversed(rings[0], "a shell turns counter-clockwise"))
		}
		return orb.MultiPolygon{{rings[0]}}, fixed, nil
	}
	n := nester{rings: make([]nested, len(rings)), left: maxNesting}
	for i, r := range rings {
		area := signedArea(r)
		n.rings[i] = nested{ring: r, box: r.Bound(), area: math.Abs(area), clockwise: area <= 0, parent: -1}
	}
	if !n.run() {
		return nil, nil, Errorf(RuleTooIntricate, "it has too many rings (%d) to tell which lies in which", len(rings)).Near(rings[0][0])
	}
	mp, fixed = n.polygons()
	return mp, fixed, nil
}

type nested struct {
	ring      orb.Ring
	box       orb.Bound
	area      float64
	clockwise bool
	parent    int // the smallest ring that holds it, -1 when none does
	depth     int
}

type nester struct {
	rings []nested
	left  int // vertices that may still be passed
}

// run finds parents, from the largest ring to the smallest: what holds a ring
// is larger than it.
func (n *nester) run() bool {
	order := make([]int, len(n.rings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(n.rings[b].area, n.rings[a].area) })
	for rank, i := range order {
		r := &n.rings[i]
		if n.left -= rank; n.left < 0 {
			return false
		}
		for k := rank - 1; k >= 0; k-- {
			o := &n.rings[order[k]]
			if !o.box.Contains(r.box.Min) || !o.box.Contains(r.box.Max) {
				continue
			}
			if n.left -= len(o.ring); n.left < 0 {
				return false
			}
			if n.within(r.ring, o.ring) {
				r.parent, r.depth = order[k], o.depth+1
				break
			}
		}
	}
	return true
}

// within reports whether a ring lies in another that it does not cross. Rings
// may touch, so a vertex on the border says nothing and the next one is asked;
// failing all of them, the middles of edges are.
func (n *nester) within(r, o orb.Ring) bool {
	const most = 64 // rings that share more vertices than this run along each other
	for i, p := range r[:min(len(r), most)] {
		if side := sideOf(o, p); side != 0 {
			return side > 0
		}
		n.left -= 2 * len(o)
		if i+1 < len(r) {
			middle := orb.Point{(p[0] + r[i+1][0]) / 2, (p[1] + r[i+1][1]) / 2}
			if side := sideOf(o, middle); side != 0 {
				return side > 0
			}
		}
	}
	return false
}

// sideOf returns 1 for a point inside a ring, -1 outside, 0 on it.
func sideOf(r orb.Ring, p orb.Point) int {
	inside := false
	before := r[len(r)-1]
	for _, at := range r {
		a, b := before, at
		before = at
		if a[1] > b[1] {
			a, b = b, a
		}
		if p[1] < a[1] || p[1] > b[1] {
			continue
		}
		turn := (b[0]-a[0])*(p[1]-a[1]) - (b[1]-a[1])*(p[0]-a[0])
		if turn == 0 && p[0] >= min(a[0], b[0]) && p[0] <= max(a[0], b[0]) {
			return 0
		}
		if p[1] < b[1] && turn > 0 {
			inside = !inside
		}
	}
	if inside {
		return 1
	}
	return -1
}

// polygons gathers shells and their holes, shells in the order of the file.
func (n *nester) polygons() (orb.MultiPolygon, []*Error) {
	var mp orb.MultiPolygon
	var fixed []*Error
	rank := make([]int, len(n.rings))
	for i := range n.rings {
		r := &n.rings[i]
		if r.depth%2 == 0 {
			rank[i] = len(mp)
			mp = append(mp, orb.Polygon{r.ring})
			if !r.clockwise {
				fixed = append(fixed, reversed(r.ring, "a shell turns counter-clockwise"))
			}
		}
	}
	last := -1
	for i := range n.rings {
		r := &n.rings[i]
		if r.depth%2 == 0 {
			last = i
			continue
		}
		mp[rank[r.parent]] = append(mp[rank[r.parent]], r.ring)
		if r.clockwise {
			fixed = append(fixed, reversed(r.ring, "a ring inside another turns clockwise, and is read as a hole"))
		}
		if r.parent != last {
			fixed = append(fixed, Errorf(RuleHoleReassigned, "a hole does not follow the shell it lies in, to which it is given").Near(r.ring[0]))
		}
	}
	return mp, fixed
}

func reversed(r orb.Ring, detail string) *Error {
	return Errorf(RuleRingReversed, "%s", detail).Near(r[0])
}

// signedArea is positive for a ring that turns counter-clockwise. Coordinates
// are taken from the first vertex on: projected ones are large.
func signedArea(r orb.Ring) float64 {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		ax, ay := r[i-1][0]-r[0][0], r[i-1][1]-r[0][1]
		bx, by := r[i][0]-r[0][0], r[i][1]-r[0][1]
		sum += ax*by - bx*ay
	}
	return sum / 2
}
