package overlay

import (
	"slices"

	"github.com/paulmach/orb"
)

// EdgePairs bounds from above what [Validate] costs: the pairs of edges whose
// boxes meet, which are among those that overlap in longitude, and among those
// that overlap in latitude. Validation compares some 25 million pairs a second
// and cannot be interrupted (a comb of 24,000 long edges takes 12 s), so a
// caller that takes polygons from outside asks first. Real borders have fewer
// than a hundred pairs an edge.
func EdgePairs(mp orb.MultiPolygon) int64 {
	return min(overlapping(mp, 0), overlapping(mp, 1))
}

// overlapping counts the pairs of edges that overlap along one axis, by passing
// over where they start and end.
func overlapping(mp orb.MultiPolygon, axis int) int64 {
	var starts, ends []float64
	for _, polygon := range mp {
		for _, r := range polygon {
			for i := 1; i < len(r); i++ {
				starts = append(starts, min(r[i-1][axis], r[i][axis]))
				ends = append(ends, max(r[i-1][axis], r[i][axis]))
			}
		}
	}
	slices.Sort(starts)
	slices.Sort(ends)
	pairs, ended := int64(0), 0
	for i, start := range starts {
		for ends[ended] < start {
			ended++
		}
		pairs += int64(i - ended)
	}
	return pairs
}
