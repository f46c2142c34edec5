package snapshot

import (
	"slices"

	"maillage/geo"
)

// Lacking says why the neighbourhoods of a geography do not have a measure, ""
// where they have.
func (s *Snapshot) Lacking(m geo.Measure, q geo.Geography) geo.Lack { return s.LackingOf(q)[m] }

// LackingOf says it of every measure.
func (s *Snapshot) LackingOf(q geo.Geography) geo.ByMeasure[geo.Lack] { return s.lacking[q] }

// lackingOf finds what the geographies lack by themselves, and what this data
// set does not tell of them.
func lackingOf(d *geo.Dataset) map[geo.Geography]geo.ByMeasure[geo.Lack] {
	out := map[geo.Geography]geo.ByMeasure[geo.Lack]{}
	for _, q := range geo.Geographies {
		var lacks geo.ByMeasure[geo.Lack]
		for _, m := range geo.Measures {
			lacks[m] = m.Lacking(q)
		}
		unknown := func(n geo.Neighbourhood) bool { return n.NPNRU == "" }
		if lacks[geo.NPNRUNeighbourhoods] == "" && slices.ContainsFunc(d.Neighbourhoods[q], unknown) {
			lacks[geo.NPNRUNeighbourhoods] = geo.LackNPNRUListing
		}
		out[q] = lacks
	}
	return out
}
