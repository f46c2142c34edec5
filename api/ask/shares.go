package ask

import (
	"slices"
	"strings"

	"maillage/api/rest"
	"maillage/geo"
)

// Shares of memory that an answer of all rows of a level takes while it is made.
const (
	sharesCommune = 6
	sharesEPCI    = 2
)

// SharesFor is what an answer of rows of one level takes; 0: it need not wait.
func SharesFor(level geo.Level) int64 {
	switch level {
	case geo.Commune:
		return sharesCommune
	case geo.EPCI:
		return sharesEPCI
	}
	return 0
}

// Whole reports whether the route answers every row of a level at once.
// Collections answer by pages, and tiles wait where their source is opened.
func Whole(r *rest.Route) bool {
	return slices.Contains(r.Params, Level) && !strings.HasPrefix(r.Path, "/collections/") &&
		!strings.HasPrefix(r.Path, "/tiles/")
}
