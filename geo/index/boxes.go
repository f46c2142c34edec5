package index

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Boxes finds the boxes that meet a window: an R-tree of bounds, in degrees,
// each with a number. It is filled first and searched afterwards; searches may
// run at the same time.
type Boxes struct {
	tree rtree.RTreeGN[float64, int]
}

// NewBoxes returns an index without boxes.
func NewBoxes() *Boxes { return new(Boxes) }

// Insert adds a box under a number. A box whose west edge lies east of its east
// edge crosses the antimeridian. NaN, Inf, and what lies beyond ±180 or ±90,
// are refused.
func (x *Boxes) Insert(b orb.Bound, id int) error {
	parts, err := Split(b)
	if err != nil {
		return err
	}
	for _, p := range parts {
		x.tree.Insert(p.Min, p.Max, id)
	}
	return nil
}

// Len returns the number of boxes, those across the antimeridian counted twice.
func (x *Boxes) Len() int { return x.tree.Len() }

// Search calls f with the number of every box that meets b, edges included, in
// no order, until f returns false. A b whose west edge lies east of its east
// edge crosses the antimeridian, as in an OGC bbox. A number comes twice when
// two parts of its box, or two boxes under it, are met on different sides of
// the antimeridian.
func (x *Boxes) Search(b orb.Bound, f func(id int) bool) error {
	parts, err := Split(b)
	if err != nil {
		return err
	}
	more := true
	for _, p := range parts {
		if !more {
			break
		}
		x.tree.Search(p.Min, p.Max, func(_, _ [2]float64, id int) bool {
			more = f(id)
			return more
		})
	}
	return nil
}

// Split checks a box and cuts it at the antimeridian: one box, or two where its
// west edge lies east of its east edge.
func Split(b orb.Bound) ([]orb.Bound, error) {
	for _, p := range []orb.Point{b.Min, b.Max} {
		// Written so that NaN fails too.
		if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
			return nil, fmt.Errorf("box %v to %v: want longitudes within ±180 and latitudes within ±90", b.Min, b.Max)
		}
	}
	if b.Min[1] > b.Max[1] {
		return nil, fmt.Errorf("box %v to %v: the south edge lies north of the north edge", b.Min, b.Max)
	}
	if b.Min[0] > b.Max[0] {
		return []orb.Bound{
			{Min: b.Min, Max: orb.Point{180, b.Max[1]}},
			{Min: orb.Point{-180, b.Min[1]}, Max: b.Max},
		}, nil
	}
	return []orb.Bound{b}, nil
}
