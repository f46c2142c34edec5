package boundary

import (
	"bytes"
	"math"

	"github.com/paulmach/orb"

	"maillage/data/crs"
)

// coords reads the coordinates of polygons. One per worker: it keeps its
// buffers, and counts what it has seen.
type coords struct {
	ring     []orb.Point
	vertices int64
	decimals int
	system   *crs.System // of the coordinates; nil: WGS84 degrees
	// Of the geometry being read: its bound, the dimensions met, bit 0 for two
	// coordinates and bit 1 for more, and what was mended.
	bound    orb.Bound
	dims     uint8
	fixed    []*fault
	repeated int // points equal to the one before
}

// start forgets the geometry read before.
func (d *coords) start() {
	d.dims, d.fixed, d.repeated = 0, nil, 0
	d.bound = box(math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1))
}

// multiPolygon reads the coordinates of a MultiPolygon.
func (d *coords) multiPolygon(c *cursor) (orb.MultiPolygon, error) {
	var mp orb.MultiPolygon
	err := c.array(func() error {
		p, err := d.polygon(c)
		if len(p) > 0 {
			mp = append(mp, p)
		}
		return err
	})
	return mp, err
}

// polygon reads the coordinates of a Polygon: its shell, then its holes.
func (d *coords) polygon(c *cursor) (orb.Polygon, error) {
	var p orb.Polygon
	err := c.array(func() error {
		r, err := d.linearRing(c)
		p = append(p, r)
		return err
	})
	return p, err
}

// linearRing reads a ring; see finish.
func (d *coords) linearRing(c *cursor) (orb.Ring, error) {
	if !c.take('[') {
		return nil, coordinatesFault(c, "a ring of positions")
	}
	d.ring = d.ring[:0]
	for !c.take(']') {
		if len(d.ring) > 0 && !c.take(',') {
			return nil, coordinatesFault(c, "a comma or a closing bracket")
		}
		p, err := d.position(c)
		if err != nil {
			return nil, err
		}
		d.ring = append(d.ring, p)
	}
	return d.finish()
}

// position reads [longitude, latitude, ...].
func (d *coords) position(c *cursor) (orb.Point, error) {
	var p orb.Point
	if !c.take('[') {
		return p, coordinatesFault(c, "a position")
	}
	n := 0
	for {
		c.space()
		v, decimals, size := number(c.b[c.i:])
		if size == 0 {
			return p, d.numberFault(c, p, n)
		}
		if math.IsInf(v, 0) {
			return p, d.numberFault(c, p, n)
		}
		c.i += size
		if n < 2 {
			p[n] = v
			d.decimals = max(d.decimals, decimals)
		}
		n++
		if c.i < len(c.b) && c.b[c.i] == ',' || c.peek() == ',' {
			c.i++
			continue
		}
		if !c.take(']') {
			return p, coordinatesFault(c, "a comma or a closing bracket")
		}
		return p, d.dimension(p, n)
	}
}

// dimension notes how many coordinates a position has.
func (d *coords) dimension(p orb.Point, n int) error {
	if n < 2 {
		return faultf(RuleDimensions, "a position has one coordinate, %v", p[0])
	}
	d.dims |= 1 << min(n-2, 1)
	if d.dims == 3 {
		f := faultf(RuleDimensions, "positions of two and of three coordinates are mixed")
		at := p // a copy: &p would put every position on the heap
		f.at = &at
		return f
	}
	return nil
}

// numberFault tells a NaN, an infinity, a null and plain rubbish apart. The
// place is known when only the second coordinate is at fault, or failing that
// from the position before.
func (d *coords) numberFault(c *cursor, p orb.Point, n int) error {
	word := c.b[c.i:]
	if end := bytes.IndexAny(word, ",]} \n\r\t"); end >= 0 {
		word = word[:end]
	}
	var f *fault
	switch _, _, size := number(word); {
	case len(word) == 0:
		if n == 0 {
			f = faultf(RuleDimensions, "a position is empty")
		} else {
			f = faultf(RuleBadCoordinates, "a coordinate is missing")
		}
	case size > 0:
		f = faultf(RuleNaN, "coordinate %s is too large for a number", clip(string(word)))
	case isNotFinite(word):
		f = faultf(RuleNaN, "coordinate %s is not a number", word)
	default:
		f = faultf(RuleBadCoordinates, "coordinate %q is not a number", clip(string(word)))
	}
	if len(d.ring) > 0 {
		last := d.ring[len(d.ring)-1]
		f.at = &last
		f.detail += ", after the position given"
	}
	return f
}

func coordinatesFault(c *cursor, want string) error {
	f := c.unexpected(want)
	f.rule = RuleBadCoordinates
	return f
}
