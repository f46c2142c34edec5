package snapshot

import (
	"slices"

	"maillage/geo"
)

// Position says where a point stands against a unit, given how well the
// boundary is known.
type Position string

// The positions.
const (
	Inside   Position = "inside"
	Outside  Position = "outside"
	TooClose Position = "too-close-to-tell"
	// Unknown: in no unit whose boundary is loaded, and some have none.
	Unknown Position = "unknown"
)

// Metres within which a side cannot be told whatever the layer says. The grid
// and the geodesic are good to the first. The second is the half millimetre of
// a drawn line at 1:10 million: how far an approximate layer is trusted whose
// accuracy was not measured.
const (
	arithmetic = 0.1
	lineWidth  = 5_000.0
)

// Place is where a point stands in one level.
type Place struct {
	Unit     int // position in the level's Units, -1 outside all
	Position Position
	// Distance is the way to the nearest boundary of the level, in metres.
	Distance float64
	// Beyond is the unit on the other side of that boundary, -1 for none.
	Beyond int
	// Source tells the layer used; nil far from any ground.
	Source *geo.Source
	// Missing is what may hold a point whose position is Unknown; nil otherwise.
	Missing *MissingBoundaries
}

// Locate tells in which unit of the level a point lies, how far its boundary
// is, and whether that is too close to tell.
func (l *LevelGround) Locate(at *Spot) Place {
	place := Place{Unit: l.unitOf(int32(l.Ground.locator.Locate(at.at))), Beyond: -1, Position: Outside}
	metres, left, right := at.nearest(l, place.Unit)
	place.Distance = metres
	place.Beyond = left
	if place.Beyond == place.Unit {
		place.Beyond = right
	}
	near := place.Unit
	if near < 0 {
		near = place.Beyond
	} else {
		place.Position = Inside
	}
	if near >= 0 {
		place.Source = l.Source(near)
	}
	switch {
	case place.Distance <= tolerance(place.Source):
		place.Position = TooClose
	case place.Unit < 0:
		if place.Missing = l.mayHold(place.Beyond); place.Missing != nil {
			place.Position = Unknown
		}
	}
	return place
}

// tolerance is how far from a boundary a point must stand for its side to be
// known, in metres.
func tolerance(s *geo.Source) float64 {
	switch {
	case s == nil:
		return arithmetic
	case s.AccuracyM != nil:
		return max(*s.AccuracyM, s.ResolutionM, arithmetic)
	case s.Approximate:
		return lineWidth
	}
	return max(s.ResolutionM, arithmetic)
}

func sortedUnique(ids []int) []int {
	slices.Sort(ids)
	return slices.Compact(ids)
}
