package scenario

import (
	"context"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
	"maillage/geo/snapshot"
)

// maxCrossings bounds how often the outlines drawn in a scenario may enter the
// box of a unit: a unit cut costs half a millisecond, and as much again for each
// centre that held some of it. The outline of a region enters some 600 communes.
const maxCrossings = 2_000

// Bounds of a scenario that costs a few tenths of a second at most.
const (
	cheapCrossings = 500
	cheapVertices  = 5_000
	cheapChanges   = 100
	cheapUnits     = 5_000
)

// Dear estimates, before it is made, whether a scenario costs more than most: it
// lists very much, or draws across many units what was not cut just before. One
// that is refused for what it draws costs nothing. Its errors are those of ctx.
func Dear(ctx context.Context, s *snapshot.Snapshot, sc Scenario) (bool, error) {
	crossings, vertices, units := 0, 0, 0
	for i := range sc.Changes {
		c := &sc.Changes[i]
		units += len(c.Units)
		if !c.draws() || !onGlobe(c.Geometry) || s.KeepsCut(c.Geometry) {
			continue
		}
		for _, polygon := range c.Geometry {
			for _, ring := range polygon {
				vertices += len(ring)
			}
		}
		n, err := s.Crossings(ctx, c.Geometry, maxCrossings)
		if err != nil {
			return false, err
		}
		if crossings += n; crossings > maxCrossings {
			return false, nil
		}
	}
	return crossings > cheapCrossings || vertices > cheapVertices || len(sc.Changes) > cheapChanges || units > cheapUnits, nil
}

// refuseIntricate refuses, before anything of a scenario is done, what would cut
// more units than it may.
func refuseIntricate(ctx context.Context, s *snapshot.Snapshot, changes []Change) error {
	crossings := 0
	for i := range changes {
		c := &changes[i]
		if !c.draws() || !onGlobe(c.Geometry) {
			continue
		}
		left := maxCrossings - crossings
		n, err := s.Crossings(ctx, c.Geometry, left)
		if err != nil {
			return err
		}
		if crossings += n; n > left {
			return refuse(i, c, Refusal{Case: TooManyCrossed, Told: []string{
				"{level}", string(s.Base().Level), "{count}", strconv.Itoa(crossings), "{most}", strconv.Itoa(maxCrossings)}})
		}
	}
	return nil
}

// onGlobe reports whether every position is a place; what is none is refused
// when its change is made.
func onGlobe(mp orb.MultiPolygon) bool {
	for _, polygon := range mp {
		for _, ring := range polygon {
			for _, p := range ring {
				if _, err := mesh.Quantise(p); err != nil {
					return false
				}
			}
		}
	}
	return true
}
