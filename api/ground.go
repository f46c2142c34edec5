package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// atomsInBox returns the atoms of the base grain whose ground meets one of the
// boxes.
func atomsInBox(s *snapshot.Snapshot, boxes []orb.Bound) (geo.Bitset, error) {
	g := s.Base()
	set := geo.NewBitset(len(g.Atoms))
	for _, level := range []geo.Level{g.Level, geo.Collectivity} {
		ground := s.Ground(level)
		if ground == nil {
			continue
		}
		err := searchGround(ground, boxes, func(unit int) {
			if atom, ok := g.Atom(ground.Units[unit].Code); ok {
				set.Add(atom)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return set, nil
}

// groundInBox reports whether perimeters have ground in the boxes, given the
// atoms that do; or no ground at all.
func groundInBox(s *snapshot.Snapshot, perimeters []*snapshot.Perimeter, inBox geo.Bitset, boxes []orb.Bound) bool {
	placed := false
	for _, p := range perimeters {
		atoms := p.Atoms(s.Base())
		if atoms.Intersects(inBox) {
			return true
		}
		placed = placed || atoms.Intersects(s.Base().Grounded()) || len(p.Parts) > 0
		for _, part := range p.Parts {
			if snapshot.Meets(part.Inside, boxes...) {
				return true
			}
		}
	}
	return !placed
}
