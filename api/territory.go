package api

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// territories are the levels that together make up the ground served.
var territories = []geo.Level{geo.Department, geo.Collectivity}

// onTerritory reports whether a box meets the ground served.
func onTerritory(s *snapshot.Snapshot, box orb.Bound) bool {
	found := false
	for _, level := range territories {
		if ground := s.Ground(level); ground != nil && !found {
			// A box off the globe meets nothing: swapping axes can make one.
			_ = searchGround(ground, []orb.Bound{box}, func(int) { found = true })
		}
	}
	return found
}

// swappedPoint reports whether a point lies off the ground served, and would
// lie on it with its axes swapped.
func swappedPoint(s *snapshot.Snapshot, p orb.Point) bool {
	if p[0] < -90 || p[0] > 90 {
		return false // no latitude
	}
	return !inTerritory(s, p) && inTerritory(s, orb.Point{p[1], p[0]})
}

func inTerritory(s *snapshot.Snapshot, p orb.Point) bool {
	for _, level := range territories {
		if ground := s.Ground(level); ground != nil && ground.Locate(p).Unit >= 0 {
			return true
		}
	}
	return false
}
