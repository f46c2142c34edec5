package mesh

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// cover notes what a cover found.
func (l ledger) cover(c *Cover) {
	for _, h := range c.Holes {
		l.put(Finding{Gap, h.Faces, h.At, 1, h.Box, h.Area, h.WidthM, h.Matched})
	}
	for _, s := range c.strays {
		l.add(StrayHole, s.at, s.face)
	}
	same := c.same()
	twice := map[string]*Finding{}
	for _, o := range c.Overlaps {
		if !alike(o, same) {
			l.put(Finding{Overlap, o.Faces, o.At, 1, o.Box, o.Area, o.WidthM, false})
			continue
		}
		k := fmt.Sprint(o.Faces)
		f := twice[k]
		if f == nil {
			f = &Finding{Rule: Duplicate, Faces: o.Faces, At: o.At, Box: o.Box}
			twice[k] = f
		}
		f.Count++
		f.Box = f.Box.Union(o.Box)
		f.Area += o.Area
	}
	for _, f := range twice {
		l.put(*f)
	}
}

// stray is ground that a face goes round the wrong way.
type stray struct {
	face int32
	at   orb.Point
}

// same returns the pairs of faces that have the same ground.
func (c *Cover) same() map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, p := range c.Pairs() {
		if p.A != p.B && p.Area == c.byFace[p.A] && p.Area == c.byFace[p.B] {
			out[[2]int{p.A, p.B}] = true
		}
	}
	return out
}

// alike reports whether all the faces over a piece of ground have the same.
func alike(o Shared, same map[[2]int]bool) bool {
	for i, a := range o.Faces {
		for _, b := range o.Faces[i+1:] {
			if !same[[2]int{a, b}] {
				return false
			}
		}
	}
	return len(o.Faces) > 1
}

// Pair is two faces that share ground; one face, A and B, whose own polygons do.
type Pair struct {
	A, B   int // A ≤ B
	Area   geo.Area
	Pieces int       // of ground
	At     orb.Point // inside the largest
	Box    orb.Bound // round them all
}

// Pairs returns every two faces that share ground, those that share most first.
// Ground that three faces share is counted for each two of them.
func (c *Cover) Pairs() []Pair {
	at := map[[2]int]int{}
	var out []Pair
	for _, o := range c.Overlaps {
		for i, a := range o.Faces {
			for _, b := range o.Faces[i:] {
				if a == b && (len(o.Faces) > 1 || o.Times < 2) {
					continue
				}
				k, met := at[[2]int{a, b}]
				if !met {
					k = len(out)
					at[[2]int{a, b}] = k
					out = append(out, Pair{A: a, B: b, At: o.At, Box: o.Box})
				}
				out[k].Area += o.Area
				out[k].Pieces++
				out[k].Box = out[k].Box.Union(o.Box)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Pair) int {
		return cmp.Or(cmp.Compare(y.Area, x.Area), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
	})
	return out
}
