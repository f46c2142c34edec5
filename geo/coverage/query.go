package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Query is what a figure is asked of.
type Query = snapshot.Query

// Active returns the perimeters that hold at the date, in the snapshot's order.
func Active(s *snapshot.Snapshot, q Query) snapshot.Network { return s.Active(q) }

// Covered returns the atoms of a grain that lie whole in one of the perimeters.
func Covered(g *snapshot.Grain, perimeters []*snapshot.Perimeter) geo.Bitset {
	return snapshot.Network(perimeters).Atoms(g)
}
