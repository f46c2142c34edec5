package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// Detect names the systems in which numbers within this bound could be
// coordinates of the ground that the system is meant for, the most usual first:
// "EPSG:2154 (RGF93 / Lambert-93)". It returns none where there is none. It is
// for error messages alone, and returns words so that nothing is ever
// reprojected on a guess: many numbers are possible in several systems.
func Detect(b orb.Bound) []string {
	if !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) || math.IsInf(b.Min[0]+b.Min[1]+b.Max[0]+b.Max[1], 0) {
		return nil
	}
	if s := known()[0].system(); within(s.extent, b) {
		return []string{s.String()}
	}
	var found []string
	for _, d := range known() {
		s := d.system()
		if s.Geographic() {
			continue
		}
		if within(s.project(d.usual), b) {
			found = append(found, s.String())
		}
	}
	if within(lambert2, b) {
		found = append(found, "EPSG:27572 (NTF / Lambert II étendu, not read)")
	}
	return found
}

// lambert2 is what France spans in Lambert II étendu, metres.
var lambert2 = box(-50_000, 1_550_000, 1_350_000, 2_750_000)

func within(outer, inner orb.Bound) bool {
	return inner.Min[0] >= outer.Min[0] && inner.Max[0] <= outer.Max[0] &&
		inner.Min[1] >= outer.Min[1] && inner.Max[1] <= outer.Max[1]
}
