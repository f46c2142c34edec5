package mesh

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/internal/arrange"
	"maillage/geo/internal/plane"
)

// Rule names what an audit looks for.
type Rule string

// The rules.
const (
	Crossing  Rule = "crossing"   // two borders cross
	TJunction Rule = "t-junction" // a vertex of one border lies inside an edge of another
	Unmatched Rule = "unmatched"  // borders run over each other between different vertices
	Overlap   Rule = "overlap"    // one piece of ground lies in several faces, or in one several times
	Duplicate Rule = "duplicate"  // faces have the same ground
	Gap       Rule = "gap"        // a hole in the union of all faces
	StrayHole Rule = "stray-hole" // a hole of a face lies outside its shell, or its border turns the wrong way where it crosses itself
	Sliver    Rule = "sliver"     // a face thinner than SliverMetres
	Spike     Rule = "spike"      // a border goes out and comes back on itself
	Collapsed Rule = "collapsed"  // the grid reduces a ring to nothing
)

// SliverMetres is the mean width under which a face is reported as a sliver:
// no territory is that thin, and no boundary file that accurate.
const SliverMetres = 1.0

// Finding is one thing an audit found.
type Finding struct {
	Rule   Rule
	Faces  []int     // those concerned, ascending; for a gap, those around it
	At     orb.Point // a place where it shows; inside the ground of one that has an area, but for a sliver
	Count  int       // how many times it shows between these faces; for a gap or overlap, of which each piece is told, 1
	Box    orb.Bound // of a gap, overlap or duplicate; zero otherwise
	Area   geo.Area  // of a gap, overlap, duplicate or sliver; 0 otherwise
	WidthM float64   // mean width of a gap, overlap or sliver, twice its area by its perimeter; 0 otherwise
	// Matched tells of a gap that no border was cut along its own: the faces around
	// it meet vertex for vertex, as they do round a lake that is drawn.
	Matched bool
}

// Audit is what does not fit in a mesh. Nothing is removed or repaired: an
// enclave of another country is a gap like any other.
type Audit struct {
	Findings []Finding // by rule, then faces
	// Cover holds the same gaps and overlaps, the largest first, and their sums.
	// Where it is not whole the findings are not either: gaps, overlaps,
	// duplicates and stray holes are missing, and some places where borders meet.
	Cover *Cover
}

// Of returns the findings of one rule.
func (a Audit) Of(r Rule) []Finding {
	var out []Finding
	for _, f := range a.Findings {
		if f.Rule == r {
			out = append(out, f)
		}
	}
	return out
}

// Audit looks for whatever keeps the mesh from being a sound partition of the
// ground, apart from a crack that is open to the outside. It returns early,
// with what ctx says, when that ends.
func (m *Mesh) Audit(ctx context.Context) (Audit, error) {
	l := ledger{}
	for _, f := range m.faults {
		l.add(f.rule, f.at.Orb(), f.faces[:]...)
	}
	meetings, err := arrange.Meet(ctx, m.lines(), maxMeetings)
	if err != nil {
		return Audit{}, err
	}
	for _, f := range meetings.List {
		l.add(ruleOf[f.Relation], f.At.Orb(), m.left[2*f.A], m.left[2*f.A+1], m.left[2*f.B], m.left[2*f.B+1])
	}
	cover, err := m.cover(ctx, meetings)
	if err != nil {
		return Audit{}, err
	}
	l.cover(cover)
	m.findSlivers(l)
	return Audit{l.sorted(), cover}, ctx.Err()
}

// ruleOf names how two borders meet.
var ruleOf = map[plane.Relation]Rule{plane.Cross: Crossing, plane.Touch: TJunction, plane.Overlay: Unmatched}

// ledger gathers findings of one rule between the same faces; those that stand
// alone have a rank of their own.
type ledger map[entry]*Finding

// entry is a rule and up to four faces, ascending, Outside where there is none.
type entry struct {
	rule  Rule
	faces [4]int32
	rank  int
}

// add notes one occurrence. Four faces at most: an edge has two sides.
func (l ledger) add(r Rule, at orb.Point, faces ...int32) {
	e := entry{rule: r, faces: [4]int32{Outside, Outside, Outside, Outside}}
	list := slices.Compact(slices.Sorted(slices.Values(faces)))
	list = slices.DeleteFunc(list, func(f int32) bool { return f == Outside })
	copy(e.faces[:], list)
	if f := l[e]; f != nil {
		f.Count++
		return
	}
	f := &Finding{Rule: r, At: at, Count: 1}
	for _, face := range list {
		f.Faces = append(f.Faces, int(face))
	}
	l[e] = f
}

// put notes a finding that stands alone.
func (l ledger) put(f Finding) {
	l[entry{rule: f.Rule, rank: 1 + len(l)}] = &f
}

func (l ledger) sorted() []Finding {
	out := make([]Finding, 0, len(l))
	for _, f := range l {
		out = append(out, *f)
	}
	slices.SortFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), slices.Compare(a.Faces, b.Faces),
			cmp.Compare(a.At[0], b.At[0]), cmp.Compare(a.At[1], b.At[1]))
	})
	return out
}
