package mesh

import "slices"

// Ground that is counted twice is told whatever its size. Beyond these shares it is
// no careless drawing any more, and figures made of it are wrong: borders of
// departments drawn by hand, each for itself, share up to 3.7% of the smaller
// of two and 0.12% of the country, and those of IGN nothing.
const (
	PairTolerance  = 0.05 // of the ground of the smaller of two faces
	WholeTolerance = 0.01 // of the ground of the union
)

// Doubles returns the pairs of faces that share more of the smaller one's ground
// than PairTolerance; all pairs, where what is counted again is more of the union
// than WholeTolerance. Those that share most come first.
func (c *Cover) Doubles() []Pair {
	pairs := c.Pairs()
	if float64(c.Faces-c.Union) > WholeTolerance*float64(c.Union) {
		return pairs
	}
	return slices.DeleteFunc(pairs, func(p Pair) bool { return c.Share(p) <= PairTolerance })
}

// Share returns which part the ground of a pair is of that of the smaller face.
func (c *Cover) Share(p Pair) float64 {
	return float64(p.Area) / float64(max(1, min(c.byFace[p.A], c.byFace[p.B])))
}
