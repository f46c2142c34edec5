package wire

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// AtomsInBox returns the atoms of the base grain whose ground meets one of the
// boxes.
func AtomsInBox(s *snapshot.Snapshot, boxes []orb.Bound) (geo.Bitset, error) {
	g := s.Base()
	set := geo.NewBitset(len(g.Atoms))
	for _, level := range []geo.Level{g.Level, geo.Collectivity} {
		ground := s.Ground(level)
		if ground == nil {
			continue
		}
		err := SearchGround(ground, boxes, func(unit int) {
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

// GroundInBox reports whether perimeters have ground in the boxes, given the
// atoms that do; or no ground at all.
func GroundInBox(s *snapshot.Snapshot, perimeters []*snapshot.Perimeter, inBox geo.Bitset, boxes []orb.Bound) bool {
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

// GroundOf is the ground of a unit, nil where no boundary of it is loaded.
func GroundOf(s *snapshot.Snapshot, u *geo.Unit) orb.MultiPolygon {
	ground := s.Ground(u.Level)
	if ground == nil {
		return nil
	}
	i, err := s.Position(u.Level, u.Code)
	if err != nil {
		return nil // counted, though no unit of the level: what belongs to no EPCI
	}
	return ground.Polygon(i)
}
