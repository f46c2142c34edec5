package boundary

import (
	"sync/atomic"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// validate refuses ground that is not valid, after a repair where a ring meets
// itself at its own vertices: taken apart there, the same ground is valid.
func validate(f *rawFeature, pairs *atomic.Int64) error {
	err := checkValid(f.ground, pairs)
	flt, ok := err.(*fault)
	if !ok || flt.rule != RuleSelfIntersection {
		return err
	}
	apart, at := takeApart(f.ground)
	if apart == nil || checkValid(apart, pairs) != nil {
		return err
	}
	fixed := faultf(RuleRingSplit, "a ring passes twice through a point of its own; it is taken apart there, with the same ground")
	fixed.at = &at
	f.ground, f.fixed = apart, append(f.fixed, fixed)
	return nil
}

// takeApart cuts rings where they pass twice through one vertex, and sorts the
// pieces into shells and holes. Pieces that go and come back along one edge
// bound nothing and are left out. nil where no ring does, with the place of
// the first otherwise.
func takeApart(mp orb.MultiPolygon) (apart orb.MultiPolygon, at orb.Point) {
	cut := false
	for _, polygon := range mp {
		var pieces []orb.Ring
		for _, r := range polygon {
			loops, where := loopsOf(r)
			if !cut && len(loops) != 1 || !cut && len(loops[0]) != len(r) {
				cut, at = true, where
			}
			pieces = append(pieces, loops...)
		}
		if len(pieces) == 0 {
			return nil, at
		}
		nested, _, err := format.Nest(pieces)
		if err != nil {
			return nil, at
		}
		apart = append(apart, nested...)
	}
	if !cut {
		return nil, at
	}
	return apart, at
}

// loopsOf cuts a closed ring into closed loops that pass through no vertex
// twice, and tells where the first was cut off.
func loopsOf(r orb.Ring) (loops []orb.Ring, at orb.Point) {
	rank := make(map[orb.Point]int, len(r))
	path := make(orb.Ring, 0, len(r))
	first := true
	for _, p := range r {
		i, met := rank[p]
		if !met {
			rank[p] = len(path)
			path = append(path, p)
			continue
		}
		if first {
			at, first = p, false
		}
		loop := append(path[i:len(path):len(path)], p)
		for _, q := range path[i+1:] {
			delete(rank, q)
		}
		path = path[:i+1]
		if len(loop) >= 4 {
			loops = append(loops, loop)
		}
	}
	return loops, at
}
