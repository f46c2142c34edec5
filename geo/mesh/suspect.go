package mesh

import (
	"github.com/paulmach/orb"

	"maillage/geo/internal/screen"
)

// Suspect screens one geometry, fast, for anything that may make it invalid on
// the grid: a coordinate that is no place, a ring too short, unclosed or
// without area, edges that cross, touch or run over each other, a hole outside
// its shell or in another hole, a polygon in another. It passes no invalid
// geometry. Some it stops are valid, such as those with a hole that touches
// its shell at a point: package overlay validates in full.
func Suspect(mp orb.MultiPolygon) (reason string, at orb.Point, suspect bool) {
	return screen.Polygons(mp)
}
