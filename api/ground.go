package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// groundOf dissolves the ground of perimeters into one geometry; nil where
// none of it has boundaries.
func groundOf(s *snapshot.Snapshot, perimeters []*snapshot.Perimeter) (orb.MultiPolygon, error) {
	if len(perimeters) == 0 {
		return nil, nil
	}
	g := s.Base()
	covered := coverage.Covered(g, perimeters)
	group := make([]int32, len(g.Atoms))
	for i := range group {
		group[i] = mesh.Outside
		if covered.Has(i) {
			group[i] = 0
		}
	}
	ground := s.Dissolve(g, group, 1)[0]
	var parts []orb.MultiPolygon
	for _, p := range perimeters {
		for _, part := range p.Parts {
			if !covered.Has(part.Atom) {
				parts = append(parts, part.Inside)
			}
		}
	}
	if len(parts) == 0 {
		return ground, nil
	}
	return overlay.UnionAll(append(parts, ground))
}

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
			if meetsAny(part.Inside, boxes) {
				return true
			}
		}
	}
	return !placed
}
