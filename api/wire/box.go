package wire

import (
	"math"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// InAny reports whether a point lies in one of the boxes.
func InAny(p orb.Point, boxes []orb.Bound) bool {
	for _, b := range boxes {
		if b.Contains(p) {
			return true
		}
	}
	return false
}

// SearchGround calls f with every unit of a level whose ground meets one of
// the boxes, once for each box it meets.
func SearchGround(ground *snapshot.LevelGround, boxes []orb.Bound, f func(unit int)) error {
	for _, b := range boxes {
		if err := ground.Search(b, func(unit int) bool { f(unit); return true }); err != nil {
			return err
		}
	}
	return nil
}

// ByGeometry tells which of n polygons meet one of the boxes, or are nil.
func ByGeometry(n int, boxes []orb.Bound, of func(i int) orb.MultiPolygon) geo.Bitset {
	set := geo.NewBitset(n)
	for i := range n {
		if m := of(i); len(m) == 0 || snapshot.Meets(m, boxes...) {
			set.Add(i)
		}
	}
	return set
}

// Rounded keeps ten metres: enough to write a name at.
func Rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// BoxOfBound is a box as west, south, east and north, in degrees.
func BoxOfBound(b orb.Bound) *[4]float64 {
	return &[4]float64{Rounded(b.Min[0]), Rounded(b.Min[1]), Rounded(b.Max[0]), Rounded(b.Max[1])}
}

// ExtentOf is the box around the ground of levels.
func ExtentOf(levels ...geo.Level) func(s *snapshot.Snapshot) (orb.Bound, bool) {
	return func(s *snapshot.Snapshot) (box orb.Bound, some bool) {
		for _, level := range levels {
			ground := s.Ground(level)
			if ground == nil {
				continue
			}
			for i := range ground.Units {
				if !ground.HasGround(i) {
					continue
				}
				b := ground.Polygon(i).Bound()
				if some {
					b = b.Union(box)
				}
				box, some = b, true
			}
		}
		return box, some
	}
}
