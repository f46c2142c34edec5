package coverage

import "maillage/geo/snapshot"

// sets gives every atom the set of perimeters that cover it whole, each
// distinct set once. Set 0 is empty.
type sets struct {
	of      []int32 // set of each atom
	members [][]*snapshot.Perimeter
}

// perimeterSets refines atoms by one perimeter after another.
func perimeterSets(g *snapshot.Grain, active snapshot.Network) sets {
	s := sets{of: make([]int32, len(g.Atoms)), members: [][]*snapshot.Perimeter{nil}}
	for _, p := range active {
		child := make(map[int32]int32)
		p.Atoms(g).Each(func(i int) {
			old := s.of[i]
			id, ok := child[old]
			if !ok {
				id = int32(len(s.members))
				child[old] = id
				s.members = append(s.members, with(s.members[old], p))
			}
			s.of[i] = id
		})
	}
	return s
}

// centresOf returns the distinct centres of perimeters that stand in the
// snapshot's order.
func centresOf(perimeters []*snapshot.Perimeter) []string {
	var ids []string
	for _, c := range snapshot.Network(perimeters).Centres() {
		ids = append(ids, c.ID)
	}
	return ids
}
