package boundary

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// finish makes the ring being read one of the geometry: in WGS84 degrees,
// without repeated points, closed, and counted in the bound. What is mended is
// noted.
func (d *coords) finish() (orb.Ring, error) {
	d.vertices += int64(len(d.ring))
	if d.system != nil {
		if f := d.project(); f != nil {
			return nil, f
		}
	}
	if repeated := d.extend(); repeated > 0 {
		d.repeated += repeated
		d.ring = slices.Compact(d.ring)
	}
	if err := d.close(); err != nil {
		return nil, err
	}
	r := make(orb.Ring, len(d.ring))
	copy(r, d.ring)
	return r, nil
}

// extend takes the ring into the bound and counts the points that repeat the
// one before, in one pass: orb's Bound takes three times as long, which is as
// much as reading the numbers.
func (d *coords) extend() int {
	west, south, east, north := d.bound.Min[0], d.bound.Min[1], d.bound.Max[0], d.bound.Max[1]
	repeated := 0
	before := orb.Point{math.NaN()}
	for _, p := range d.ring {
		west, east = min(west, p[0]), max(east, p[0])
		south, north = min(south, p[1]), max(north, p[1])
		if p == before {
			repeated++
		}
		before = p
	}
	d.bound = box(west, south, east, north)
	return repeated
}

// close checks that the ring is one, and closes it where only the last edge is
// missing. An end further from the start than any of its edges is long says
// that more than that is.
func (d *coords) close() error {
	r := d.ring
	if len(r) == 0 {
		return &fault{rule: RuleTooFewPoints, detail: "a ring has no position"}
	}
	first, last := r[0], r[len(r)-1]
	if first != last {
		if len(r) < 3 || distance(first, last) > longestEdge(r) {
			f := faultf(RuleNotClosed, "a ring of %d positions ends at %v %v, not where it starts", len(r), last[0], last[1])
			f.at = &first
			return f
		}
		d.ring = append(d.ring, first)
		f := faultf(RuleRingClosed, "a ring of %d positions ends at %v %v, not where it starts; it is closed", len(r), last[0], last[1])
		f.at = &first
		d.fixed = append(d.fixed, f)
	}
	if len(d.ring) < 4 {
		f := faultf(RuleTooFewPoints, "a ring has %d positions, the least is 4", len(d.ring))
		f.at = &first
		return f
	}
	return nil
}

func longestEdge(r []orb.Point) float64 {
	most := 0.0
	for i := 1; i < len(r); i++ {
		most = max(most, distance(r[i-1], r[i]))
	}
	return most
}

func distance(a, b orb.Point) float64 { return math.Hypot(b[0]-a[0], b[1]-a[1]) }
