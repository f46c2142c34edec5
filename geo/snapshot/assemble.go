package snapshot

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
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

// Cut lays valid polygons over the base mesh: the atoms they cover whole, and
// the parts of those they cut, in order of atoms. See [Noise].
func (s *Snapshot) Cut(drawn orb.MultiPolygon) (geo.Bitset, []Part, error) {
	whole := geo.NewBitset(len(s.base.Atoms))
	var parts []Part
	for _, level := range []geo.Level{s.base.Level, geo.Collectivity} {
		l := s.Ground(level)
		if l == nil {
			continue
		}
		var failed error
		err := l.Search(drawn.Bound(), func(unit int) bool {
			var part *Part
			if part, failed = s.cutUnit(l, unit, drawn, whole); part != nil {
				parts = append(parts, *part)
			}
			return failed == nil
		})
		if err := cmp.Or(failed, err); err != nil {
			return nil, nil, err
		}
	}
	slices.SortFunc(parts, func(a, b Part) int { return a.Atom - b.Atom })
	return whole, parts, nil
}

// cutUnit cuts one unit of the base mesh: nil where it is covered whole, which
// enters the set, or not at all.
func (s *Snapshot) cutUnit(l *LevelGround, unit int, drawn orb.MultiPolygon, whole geo.Bitset) (*Part, error) {
	atom, ok := s.base.Atom(l.Units[unit].Code)
	if !ok || !s.base.grounded.Has(atom) {
		return nil, nil
	}
	polygon := l.Polygon(unit)
	inside, err := overlay.Intersection(polygon, drawn)
	if err != nil {
		return nil, fmt.Errorf("against %s %s: %w", l.Level, l.Units[unit].Code, err)
	}
	covered := overlay.Area(inside)
	switch {
	case covered <= Noise:
		return nil, nil
	case overlay.Area(polygon)-covered <= Noise:
		whole.Add(atom)
		return nil, nil
	}
	return &Part{Atom: atom, Inside: inside}, nil
}
