package mesh

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Rule names what an audit looks for.
type Rule string

// The rules.
const (
	Crossing  Rule = "crossing"   // two borders cross
	TJunction Rule = "t-junction" // a vertex of one border lies inside an edge of another
	Unmatched Rule = "unmatched"  // borders run over each other between different vertices
	Overlap   Rule = "overlap"    // two faces claim the same side of an edge, or one lies inside another
	Duplicate Rule = "duplicate"  // two faces have the same ground
	Gap       Rule = "gap"        // a hole in the union of all faces
	StrayHole Rule = "stray-hole" // a hole of a face lies outside its shell
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
	At     orb.Point // a place where it shows
	Count  int       // how many times it shows between these faces
	Area   geo.Area  // of a gap or sliver; 0 otherwise
	WidthM float64   // mean width of a gap or sliver, twice its area by its perimeter; 0 otherwise
}

// Audit is what does not fit in a mesh. Nothing is removed or repaired: an
// enclave of another country is a gap like any other, and its width tells it
// from a crack between two units.
type Audit struct {
	Findings []Finding // by rule, then faces
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
	l.promote(m)
	if err := m.findCrossings(ctx, l); err != nil {
		return Audit{}, err
	}
	m.findTangles(l)
	m.findHoles(l)
	m.findSlivers(l)
	return Audit{l.sorted()}, ctx.Err()
}

// ledger gathers findings of one rule between the same faces.
type ledger map[entry]*Finding

// entry is a rule and up to four faces, ascending, Outside where there is none.
type entry struct {
	rule  Rule
	faces [4]int32
}

// add notes one occurrence. Four faces at most: an edge has two sides.
func (l ledger) add(r Rule, at orb.Point, faces ...int32) {
	e := entry{r, [4]int32{Outside, Outside, Outside, Outside}}
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
func (l ledger) put(f Finding, key int32) {
	l[entry{f.Rule, [4]int32{key, Outside, Outside, Outside}}] = &f
}

// promote turns the overlap of two faces into a duplicate when it takes every
// edge of both.
func (l ledger) promote(m *Mesh) {
	for e, f := range l {
		if e.rule != Overlap || len(f.Faces) != 2 {
			continue
		}
		if a, b := m.edges(f.Faces[0]), m.edges(f.Faces[1]); a == f.Count && b == f.Count {
			f.Rule = Duplicate
		}
	}
}

// edges returns the number of edges around a face.
func (m *Mesh) edges(face int) int {
	n := 0
	for _, h := range m.ofFace[m.start[face]:m.start[face+1]] {
		n += len(m.line(int(h>>1))) - 1
	}
	return n
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
