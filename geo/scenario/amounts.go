package scenario

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Amounts is what ground holds, whatever the ground: gained or lost, shared, or
// all that a centre has. Inhabitants are those of units held whole; a
// neighbourhood counts when all of its communes are held whole. What the ground
// may hold beside that is Undetermined, so that each number is at least so much,
// and at most that and what is undetermined. A count that is not known at all,
// for want of boundaries or of a publication, says so.
//
// Of one centre, of what is covered or of what two centres share, the number
// after less that before is therefore no less than what is gained (or closed, or
// created) less all that may be lost, and no more than all that may be gained
// less what is lost. That does not reach units that several perimeters cover only
// together, by lines drawn across them: they are no gap, and coverage counts them
// as cut.
type Amounts struct {
	Area                    geo.Count // cm², as geo.Area; pieces included
	Approximate             bool      // the area is measured, if only in part, on boundaries marked approximate
	Population              int64
	Neighbourhoods          int64
	NeighbourhoodPopulation geo.Count
	NPNRUNeighbourhoods     geo.Count
	Undetermined            Undetermined
}

// Undetermined is what cannot be told whether ground holds it: neighbourhoods
// that lie, or may lie, in some communes of it and in others; and of units of
// which it holds a piece, the inhabitants and every neighbourhood.
type Undetermined struct {
	Population              int64
	Neighbourhoods          int64
	NeighbourhoodPopulation geo.Count
	NPNRUNeighbourhoods     geo.Count
}

// amounts adds up what atoms held whole hold, with the area of the pieces held
// of others.
func (m *measurer) amounts(whole, cut geo.Bitset, pieces int64) Amounts {
	sum, untold := m.Grain.Add(whole, m.q.Geography), m.Grain.Untold(whole, cut, m.q.Geography)
	approximate := m.Snapshot.Approximate(m.Grain)
	return Amounts{
		Area:           geo.Count{N: sum[geo.AreaKM2] + pieces, Known: m.Grain.HasGround},
		Approximate:    m.Grain.HasGround && (whole.Intersects(approximate) || cut.Intersects(approximate)),
		Population:     sum[geo.Population],
		Neighbourhoods: sum[geo.Neighbourhoods],

		NeighbourhoodPopulation: m.known(geo.NeighbourhoodPopulation, &sum),
		NPNRUNeighbourhoods:     m.known(geo.NPNRUNeighbourhoods, &sum),
		Undetermined: Undetermined{
			Population:              untold[geo.Population],
			Neighbourhoods:          untold[geo.Neighbourhoods],
			NeighbourhoodPopulation: m.known(geo.NeighbourhoodPopulation, &untold),
			NPNRUNeighbourhoods:     m.known(geo.NPNRUNeighbourhoods, &untold),
		},
	}
}

// known is the sum of a measure that the geography may lack.
func (m *measurer) known(of geo.Measure, sum *snapshot.Weights) geo.Count {
	return geo.Count{N: sum[of], Known: m.Snapshot.Lacking(of, m.q.Geography) == ""}
}
