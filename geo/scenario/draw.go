package scenario

import (
	"errors"
	"fmt"
	"strconv"

	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

// MaxDrawn bounds the changes of a scenario that draw or erase: each may cost a
// second over 35,000 communes.
const MaxDrawn = 50

// maxPairs bounds what a scenario may cost to validate and overlay, in pairs of
// edges that may meet; some 25 million take a second, and real borders have
// fewer than a hundred an edge.
const maxPairs = 20_000_000

// drawOrErase adds or removes the ground of a polygon.
func (s *step) drawOrErase(h *holding) error {
	if err := s.checkPolygon(); err != nil {
		return err
	}
	whole, parts, err := s.Snapshot.Cut(s.Context, s.c.Geometry)
	if err != nil {
		return fmt.Errorf("change %d (%s, centre %s): %w", s.i+1, s.c.Action, s.c.Centre, err)
	}
	if whole.Len() == 0 && len(parts) == 0 {
		return s.refuse(Refusal{Case: NowhereLoaded})
	}
	changed := false
	whole.Each(func(atom int) {
		switch {
		case s.c.Action == Draw && !h.now.Whole.Has(atom):
			h.now.Fill(atom)
			changed = true
		case s.c.Action == Erase && h.now.Holds(atom):
			h.now.Clear(atom)
			changed = true
		}
	})
	for _, part := range parts {
		var did bool
		if s.c.Action == Draw {
			did, err = s.grow(h, part.Atom, part.Inside)
		} else {
			did, err = s.Remove(&h.now, part.Atom, part.Inside)
		}
		if err != nil {
			return err
		}
		changed = changed || did
	}
	switch {
	case changed:
		return nil
	case s.c.Action == Draw:
		return s.refuse(Refusal{Case: HoldsAllDrawn})
	default:
		return s.refuse(Refusal{Case: HoldsNothingIn})
	}
}

// checkPolygon refuses polygons that are invalid, beyond the bounds, or so
// intricate that overlays would take minutes.
func (s *step) checkPolygon() error {
	mp := s.c.Geometry
	for _, polygon := range mp {
		for _, ring := range polygon {
			for _, p := range ring {
				if _, err := mesh.Quantise(p); err != nil {
					return s.refuse(Refusal{Case: PositionInvalid, Told: []string{"{position}", fmt.Sprint(p), "{why}", err.Error()}})
				}
			}
		}
	}
	if s.drawn++; s.drawn > MaxDrawn {
		return s.refuse(Refusal{Case: TooManyDrawn, Told: []string{"{most}", strconv.Itoa(MaxDrawn)}})
	}
	if s.pairs -= overlay.EdgePairs(mp); s.pairs < 0 {
		return s.refuse(Refusal{Case: TooManyPairs})
	}
	if s.Snapshot.KeepsCut(mp) {
		return nil
	}
	err := overlay.Validate(mp)
	var invalid *overlay.Invalid
	if errors.As(err, &invalid) {
		return s.refuse(Refusal{Case: PolygonInvalid, Told: []string{"{why}", invalid.Error()}})
	}
	return err
}
