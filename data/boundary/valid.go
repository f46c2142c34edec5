package boundary

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

// Rules of OGC Simple Features, as geo/overlay tells them.
const (
	RuleSelfIntersection     = "self-intersection"
	RuleHoleOutsideShell     = "hole-outside-shell"
	RuleNestedHoles          = "nested-holes"
	RuleRingsIntersect       = "rings-intersect"
	RuleDisconnectedInterior = "disconnected-interior"
	RulePolygonsIntersect    = "polygons-intersect"
	RuleInvalid              = "invalid-geometry"
	RuleTooIntricate         = "too-intricate" // to be validated in reasonable time
)

// validityRules gives a slug to the words of geo/overlay.
var validityRules = map[string]string{
	"polygon ring not simple":                              RuleSelfIntersection,
	"polygon interior ring outside of exterior ring":       RuleHoleOutsideShell,
	"polygon has nested rings":                             RuleNestedHoles,
	"polygon rings intersect at multiple points":           RuleRingsIntersect,
	"polygon has disconnected interior":                    RuleDisconnectedInterior,
	"multipolygon child polygons touch at multiple points": RulePolygonsIntersect,
}

// checkValid refuses polygons that are not valid. A fast screening clears
// nearly all of them; the full validation judges the rest.
// That takes from pairs, which all geometries of a file share.
func checkValid(mp orb.MultiPolygon, pairs *atomic.Int64) error {
	reason, at, suspect := mesh.Suspect(mp)
	if !suspect {
		return nil
	}
	if n := overlay.EdgePairs(mp); n > maxPairs || pairs.Add(-n) < 0 {
		return &fault{rule: RuleTooIntricate, at: &at, detail: fmt.Sprintf("too many edges run side by side to tell whether it is valid (%s)", reason)}
	}
	err := overlay.Validate(mp)
	var invalid *overlay.Invalid
	if err == nil || !errors.As(err, &invalid) {
		return err
	}
	rule := RuleInvalid
	for words, slug := range validityRules {
		if strings.Contains(invalid.Rule, words) { // after the path to the ring
			rule = slug
		}
	}
	return &fault{rule: rule, detail: fmt.Sprintf("%s (%s)", invalid.Rule, reason), at: &invalid.At}
}
