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
			_ = ground.Search(box, func(unit int) bool {
				found = true
				return false
			})
		}
	}
	return found
}

// onlySwapped reports whether a point found in no unit would lie on the ground
// served with its axes swapped.
func (p *located) onlySwapped(s *snapshot.Snapshot) bool {
	for _, l := range p.Levels {
		if l.Code != nil {
			return false
		}
	}
	return p.Lon >= -90 && p.Lon <= 90 && onTerritory(s, orb.Point{p.Lat, p.Lon}.Bound())
}
