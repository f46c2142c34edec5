package snapshot

import (
	"sync"

	"maillage/geo"
)

// Assemble makes a perimeter of ground already told in atoms of a grain: a set
// held whole, and parts of others, which are atoms of the base grain and call
// for g to be that grain. The arguments are kept: do not change them
// afterwards. What Compile works out at once is worked out here when asked for,
// so that a perimeter used for one question costs little.
func (s *Snapshot) Assemble(p *geo.Perimeter, c *geo.Centre, g *Grain, set geo.Bitset, parts []Part) *Perimeter {
	out := &Perimeter{Perimeter: p, Centre: c, Parts: parts, s: s}
	if g == s.coarse {
		out.coarse = set
		out.fine = sync.OnceValue(func() geo.Bitset { return s.refine(set) })
		return out
	}
	exact := false
	out.fine = func() geo.Bitset { return set }
	out.coarse, exact = s.coarsen(set)
	out.finer = !exact || len(parts) > 0
	return out
}
