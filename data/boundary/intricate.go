package boundary

// Bounds on what the validation of geometries may cost, in the pairs of edges
// that overlay.EdgePairs counts.
const (
	maxPairs     = 100_000_000   // of one geometry
	maxFilePairs = 1_000_000_000 // of all those of a file that are validated in full
)
