package snapshot

import (
	"slices"

	"maillage/geo"
)

const noListing = "the data set does not say which of its neighbourhoods the NPNRU lists: it was kept before the list was read"

// Lacking says why the neighbourhoods of a geography do not have a measure, ""
// where they have.
func (s *Snapshot) Lacking(m geo.Measure, q geo.Geography) string { return s.LackingOf(q)[m] }

// LackingOf says it of every measure.
func (s *Snapshot) LackingOf(q geo.Geography) geo.ByMeasure[string] { return s.lacking[q] }

// lackingOf finds what the geographies lack by themselves, and what this data
// set does not tell of them.
func lackingOf(d *geo.Dataset) map[geo.Geography]geo.ByMeasure[string] {
	out := map[geo.Geography]geo.ByMeasure[string]{}
	for _, q := range geo.Geographies {
		var lacks geo.ByMeasure[string]
		for _, m := range geo.Measures {
			lacks[m] = m.Lacking(q)
		}
		unknown := func(n geo.Neighbourhood) bool { return n.NPNRU == "" }
		if lacks[geo.NPNRUNeighbourhoods] == "" && slices.ContainsFunc(d.Neighbourhoods[q], unknown) {
			lacks[geo.NPNRUNeighbourhoods] = noListing
		}
		out[q] = lacks
	}
	return out
}
