package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

func inAny(p orb.Point, boxes []orb.Bound) bool {
	for _, b := range boxes {
		if b.Contains(p) {
			return true
		}
	}
	return false
}

// searchGround calls f with every unit of a level whose ground meets one of
// the boxes, once for each box it meets.
func searchGround(ground *snapshot.LevelGround, boxes []orb.Bound, f func(unit int)) error {
	for _, b := range boxes {
		if err := ground.Search(b, func(unit int) bool { f(unit); return true }); err != nil {
			return err
		}
	}
	return nil
}

// byGeometry tells which of n polygons meet one of the boxes, or are nil.
func byGeometry(n int, boxes []orb.Bound, of func(i int) orb.MultiPolygon) geo.Bitset {
	set := geo.NewBitset(n)
	for i := range n {
		if m := of(i); len(m) == 0 || snapshot.Meets(m, boxes...) {
			set.Add(i)
		}
	}
	return set
}
