package snapshot

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"

	"maillage/geo"
	"maillage/geo/overlay"
)

// NotComparableError is returned where geometry cannot check what codes say.
type NotComparableError struct{ Why geo.Lack }

// Error says why.
func (e *NotComparableError) Error() string { return e.Why.English() }

// Placement is where the polygon of a neighbourhood lies, by geometry alone.
type Placement struct {
	Code  string
	Area  geo.Area // of the polygon
	Parts []Placed // in order of atoms; what lies outside all of them is left out
}

// Placed is how much of a polygon lies in one atom of the base grain.
type Placed struct {
	Atom int
	Area geo.Area
}

// Placements lays the polygons of neighbourhoods over the base mesh, in order
// of code. It is worked out once, when first asked for. Where there are no
// polygons, or the boundaries under them are marked approximate, it returns a
// [*NotComparableError] that says which.
func (s *Snapshot) Placements() ([]Placement, error) { return s.placements() }

func (s *Snapshot) findPlacements() ([]Placement, error) {
	if s.neighbourhoods == nil {
		return nil, &NotComparableError{geo.LackOutlines}
	}
	level := s.levels[s.base.Level]
	out := make([]Placement, 0, len(s.neighbourhoods.Units))
	approximate := 0
	for i := range s.neighbourhoods.Units {
		p, ok, err := s.placeOne(level, s.neighbourhoods.Units[i].Code, s.neighbourhoods.Polygon(i))
		if err != nil {
			return nil, err
		}
		if !ok {
			approximate++
			continue
		}
		out = append(out, p)
	}
	if len(out) == 0 && approximate > 0 {
		return nil, &NotComparableError{geo.LackExactBoundaries.Of(string(level.Level))}
	}
	return out, nil
}

// placeOne shares a polygon out among the atoms it meets; false where one of
// these is approximate.
func (s *Snapshot) placeOne(level *LevelGround, code string, polygon orb.MultiPolygon) (Placement, bool, error) {
	p := Placement{Code: code, Area: overlay.Area(polygon)}
	if atom, ok := s.wholeIn(level, polygon); ok {
		p.Parts = []Placed{{atom, p.Area}}
		return p, !s.base.approximate.Has(atom), nil
	}
	exact := true
	var failed error
	err := level.Search(polygon.Bound(), func(unit int) bool {
		atom, ok := s.base.Atom(level.Units[unit].Code)
		if !ok {
			return true
		}
		part, err := overlay.Intersection(level.Polygon(unit), polygon)
		if err != nil {
			failed = fmt.Errorf("neighbourhood %s against %s: %w", code, level.Units[unit].Code, err)
			return false
		}
		if a := overlay.Area(part); a > 0 {
			p.Parts = append(p.Parts, Placed{atom, a})
			exact = exact && !s.base.approximate.Has(atom)
		}
		return true
	})
	return p, exact, errors.Join(err, failed)
}

// wholeIn spares the overlay of a polygon that stands farther from any
// boundary than its box is wide.
func (s *Snapshot) wholeIn(level *LevelGround, polygon orb.MultiPolygon) (int, bool) {
	b := polygon.Bound()
	place := level.Locate(NewSpot(b.Center()))
	if place.Unit < 0 || place.Distance <= orbgeo.DistanceHaversine(b.Min, b.Max) {
		return 0, false
	}
	return s.base.Atom(level.Units[place.Unit].Code)
}
