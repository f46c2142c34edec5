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
	cut  map[int]bool // the boxes stored in two parts, of which a search may meet both
	n    int
}

// NewBoxes returns an index without boxes.
func NewBoxes() *Boxes { return &Boxes{cut: map[int]bool{}} }

// Insert adds a box under a number of its own. A box whose west edge lies east
// of its east edge crosses the antimeridian. NaN, Inf, and what lies beyond
// ±180 or ±90, are refused.
func (x *Boxes) Insert(b orb.Bound, id int) error {
	parts, err := Split(b)
	if err != nil {
		return err
	}
	for _, p := range parts {
		x.tree.Insert(p.Min, p.Max, id)
	}
	if len(parts) > 1 {
		x.cut[id] = true
	}
	x.n++
	return nil
}

// Len returns the number of boxes.
func (x *Boxes) Len() int { return x.n }

// Search calls f with the number of every box that meets b, edges included, in
// no order, until f returns false. A b whose west edge lies east of its east
// edge crosses the antimeridian, as in an OGC bbox; no box is met twice for
// that.
func (x *Boxes) Search(b orb.Bound, f func(id int) bool) error {
	parts, err := Split(b)
	if err != nil {
		return err
	}
	var seen map[int]bool // only where a box may be met twice
	if len(parts) > 1 || len(x.cut) > 0 {
		seen = map[int]bool{}
	}
	more := true
	for _, p := range parts {
		if !more {
			break
		}
		x.tree.Search(p.Min, p.Max, func(_, _ [2]float64, id int) bool {
			if len(parts) > 1 || x.cut[id] {
				if seen[id] {
					return true
				}
				seen[id] = true
			}
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
