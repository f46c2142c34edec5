package overlay

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo/internal/screen"
)

// Invalid is a geometry that breaks a rule of OGC Simple Features.
type Invalid struct {
	Rule string    // in words: "polygon ring not simple"
	At   orb.Point // a place where it shows; the first vertex where none is known
}

// Error states the rule and the place.
func (e *Invalid) Error() string {
	return fmt.Sprintf("%s at or near (%v, %v)", e.Rule, e.At[0], e.At[1])
}

// Validate returns nil for a valid multipolygon, empty ones included, and
// otherwise an *Invalid.
func Validate(mp orb.MultiPolygon) error {
	_, err := toGeom(mp)
	return err
}

// invalid types the library's error. Its message is all it exports; for a ring
// that is not simple it names the first vertex only, so the place is looked for
// on the grid first.
func invalid(err error, mp orb.MultiPolygon) *Invalid {
	rule, near, _ := strings.Cut(err.Error(), " (at or near ")
	if at := strings.LastIndex(rule, ": "); at >= 0 {
		rule = rule[at+2:] // after the ranks of the polygon and ring
	}
	e := &Invalid{Rule: rule, At: firstPoint(mp)}
	var x, y float64
	if _, at, suspect := screen.Polygons(mp); suspect {
		e.At = at
	} else if _, err := fmt.Sscanf(near, "{%g %g}", &x, &y); err == nil {
		e.At = orb.Point{x, y}
	}
	return e
}

func firstPoint(mp orb.MultiPolygon) orb.Point {
	for _, p := range mp {
		for _, r := range p {
			if len(r) > 0 {
				return r[0]
			}
		}
	}
	return orb.Point{}
}
