package mesh

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Rule names what an audit looks for.
type Rule string

// The rules.
const (
	Crossing  Rule = "crossing"   // borders cross
	TJunction Rule = "t-junction" // a vertex of one border lies inside an edge of another
	Overlap   Rule = "overlap"    // two faces claim the same side of an edge, or one lies inside another
	Gap       Rule = "gap"        // a hole in the union of all faces
	Sliver    Rule = "sliver"     // a face, or a gap, thinner than a border is accurate
	Duplicate Rule = "duplicate"  // two faces have the same ground
	Spike     Rule = "spike"      // a border goes out and comes back on itself
	Collapsed Rule = "collapsed"  // the grid reduces a ring to nothing
)

// Finding is one thing an audit found.
type Finding struct {
	Rule   Rule
	Faces  []int     // those concerned, ascending
	At     orb.Point // a place where it shows
	Count  int       // how many times it was met between these faces
	Area   geo.Area  // of a gap or sliver; 0 otherwise
	WidthM float64   // mean width of a gap or sliver: twice the area by the perimeter; 0 otherwise
}

// Audit is what does not fit in a mesh. Nothing is removed or repaired.
type Audit struct {
	Findings []Finding // by rule, then faces
}
