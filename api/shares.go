package api

import (
	"slices"
	"strings"

	"maillage/geo"
)

// Shares of memory that an answer of all rows of a level takes while it is made.
const (
	sharesCommune = 6
	sharesEPCI    = 2
)

// sharesFor is what an answer of rows of one level takes; 0: it need not wait.
func sharesFor(level geo.Level) int64 {
	switch level {
	case geo.Commune:
		return sharesCommune
	case geo.EPCI:
		return sharesEPCI
	}
	return 0
}

// whole reports whether the route answers every row of a level at once.
// Collections answer by pages, and tiles wait where their source is opened.
func whole(r *route) bool {
	return slices.Contains(r.params, levelParam) && !strings.HasPrefix(r.path, "/collections/") && !strings.HasPrefix(r.path, "/tiles/")
}
