package equity

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// cutBy returns the atoms of the territory that drawn perimeters hold in part and
// a ground does not hold whole.
func (c *count) cutBy(drawn snapshot.Network, ground geo.Bitset) geo.Bitset {
	set := geo.NewBitset(len(c.g.Atoms))
	if c.g != c.s.Base() {
		return set
	}
	for _, p := range drawn {
		for _, part := range p.Parts {
			set.Add(part.Atom)
		}
	}
	set.And(c.territory)
	set.AndNot(ground)
	return set
}

// untold is what may be covered of one region beside what is.
func (c *count) untold(rows *snapshot.Rows, region int, cut geo.Bitset) Amounts {
	in := geo.NewBitset(len(c.g.Atoms))
	in.AddAll(rows.Atoms(region))
	return Amounts(c.g.Untold(in.Intersection(c.covered), in.Intersection(cut), c.q.Geography))
}
