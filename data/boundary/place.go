package boundary

import (
	"math"

	"github.com/paulmach/orb"
)

// france boxes the ground that France administers, generously: it serves to
// tell swapped axes and strange places, never to locate.
var france = []orb.Bound{
	box(-5.6, 41.2, 9.8, 51.3),      // metropole
	box(-63.3, 14.2, -60.6, 18.3),   // Antilles
	box(-54.8, 2.0, -51.4, 6.0),     // Guyane
	box(55.0, -21.5, 56.0, -20.7),   // La Réunion
	box(44.9, -13.2, 45.5, -12.5),   // Mayotte
	box(-56.6, 46.6, -56.0, 47.3),   // Saint-Pierre-et-Miquelon
	box(-155, -28.5, -134, -7.5),    // French Polynesia
	box(-178.5, -14.6, -176, -13),   // Wallis-et-Futuna
	box(158, -23.5, 172.5, -18),     // New Caledonia
	box(39.5, -50, 78, -11),         // Southern lands
	box(-109.5, 10.2, -109.1, 10.5), // Clipperton
}

func box(west, south, east, north float64) orb.Bound {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
}

// checkPlace refuses coordinates that are not WGS84 degrees with longitude
// first, or that cross the antimeridian; mp has at least one position. Ground
// elsewhere than in France is not refused here: see inFrance. Of another
// country it is looked for in Europe.
func checkPlace(mp orb.MultiPolygon, b orb.Bound, abroad bool) error {
	var f *fault
	switch {
	case abroad && inDegrees(b):
		if swappedAbroad(b) {
			f = faultf(RuleSwappedAxes, "the ground is nowhere in Europe, and would be with latitude and longitude swapped")
		}
	case inDegrees(b) && inFrance(b):
	case inDegrees(swap(b)) && inFrance(swap(b)):
		f = faultf(RuleSwappedAxes, "the ground is nowhere in France, and would be with latitude and longitude swapped")
	case inLambert93(b):
		f = faultf(RuleLambert93, "coordinates look like Lambert-93 metres (EPSG:2154), not degrees")
	case !inDegrees(b):
		f = faultf(RuleOutOfRange, "coordinates from %v %v to %v %v are not degrees", b.Min[0], b.Min[1], b.Max[0], b.Max[1])
	}
	if f == nil {
		if b.Max[0]-b.Min[0] > 180 {
			return checkAntimeridian(mp)
		}
		return nil
	}
	at := mp[0][0][0]
	if f.rule == RuleOutOfRange {
		at = firstOutOfRange(mp)
	}
	f.at = &at
	return f
}

func inDegrees(b orb.Bound) bool {
	return b.Min[0] >= -180 && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Max[1] <= 90
}

// inFrance reports whether a box touches French ground.
func inFrance(b orb.Bound) bool {
	for _, f := range france {
		if f.Intersects(b) {
			return true
		}
	}
	return false
}

func swap(b orb.Bound) orb.Bound {
	return box(b.Min[1], b.Min[0], b.Max[1], b.Max[0])
}

// inLambert93 reports whether a box lies within the use of EPSG:2154, metres.
func inLambert93(b orb.Bound) bool {
	return b.Min[0] > -400_000 && b.Max[0] < 1_400_000 && b.Min[1] > 5_900_000 && b.Max[1] < 7_300_000
}

func firstOutOfRange(mp orb.MultiPolygon) orb.Point {
	for _, polygon := range mp {
		for _, ring := range polygon {
			for _, p := range ring {
				if math.Abs(p[0]) > 180 || math.Abs(p[1]) > 90 {
					return p
				}
			}
		}
	}
	return mp[0][0][0]
}

// checkAntimeridian refuses a polygon wider than half the Earth: it goes round
// the wrong way. RFC 7946 (3.1.9) asks that it be cut in two.
func checkAntimeridian(mp orb.MultiPolygon) error {
	for _, polygon := range mp {
		if b := polygon.Bound(); b.Max[0]-b.Min[0] > 180 {
			f := faultf(RuleAntimeridian, "a polygon runs from %v to %v degrees of longitude, across the antimeridian", b.Min[0], b.Max[0])
			at := polygon[0][0]
			f.at = &at
			return f
		}
	}
	return nil
}
