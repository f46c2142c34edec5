package equity

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// untold is what may be covered of one region beside what is.
func (c *count) untold(rows *snapshot.Rows, region int) Amounts {
	in := geo.NewBitset(len(c.Grain.Atoms))
	in.AddAll(rows.Atoms(region))
	return Amounts(c.Grain.Untold(in.Intersection(c.covered), in.Intersection(c.cut), c.Query.Geography))
}
