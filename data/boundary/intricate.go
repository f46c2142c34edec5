package boundary

import (
	"slices"

	"github.com/paulmach/orb"
)

// Full validation compares the edges whose boxes meet, some 25 million pairs a
// second, and cannot be interrupted: a comb of 24,000 long edges takes 12 s.
// Real borders have fewer than a hundred pairs an edge.
const (
	maxPairs     = 100_000_000   // of one geometry
	maxFilePairs = 1_000_000_000 // of all those of a file that are validated in full
)

// edgePairs bounds from above the pairs of edges whose boxes meet: those that
// overlap in longitude, or in latitude if they are fewer.
func edgePairs(mp orb.MultiPolygon) int64 {
	return min(overlaps(mp, 0), overlaps(mp, 1))
}

// overlaps counts the pairs of edges that overlap along one axis, by passing
// over where they start and end.
func overlaps(mp orb.MultiPolygon, axis int) int64 {
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
