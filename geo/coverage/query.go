package coverage

import (
	"maillage/geo/snapshot"
)

// Query is what a figure is asked of.
type Query = snapshot.Query
