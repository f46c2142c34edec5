package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Query is what a figure is asked of. Every field is required; the zero value
// of Confidence is Low.
type Query struct {
	Date       geo.Date
	Level      geo.Level // rows: region, region-2015, department, epci or commune
	Territory  geo.Territory
	Scope      geo.Scope
	Confidence geo.Confidence // threshold: this grade and those above
	Geography  geo.Geography
}

// takes reports whether a perimeter enters the question, its dates aside.
func (q Query) takes(p *snapshot.Perimeter) bool {
	return q.Scope.Takes(p.Scope) && p.Confidence >= q.Confidence
}

// Active returns the perimeters that hold at the date, in the snapshot's order.
func Active(s *snapshot.Snapshot, q Query) snapshot.Network {
	var active snapshot.Network
	for i := range s.Perimeters {
		if p := &s.Perimeters[i]; q.takes(p) && p.Active(q.Date) {
			active = append(active, p)
		}
	}
	return active
}

// Covered returns the atoms of a grain that lie whole in one of the perimeters.
func Covered(g *snapshot.Grain, perimeters []*snapshot.Perimeter) geo.Bitset {
	set := geo.NewBitset(len(g.Atoms))
	for _, p := range perimeters {
		set.Or(p.Atoms(g))
	}
	return set
}
