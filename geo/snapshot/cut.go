package snapshot

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/overlay"
)

// Cut lays valid polygons over the base mesh: the atoms they cover whole, and
// the parts of those they cut, in order of atoms. See [Negligible]. It returns early,
// with what ctx says, when that ends. The latest cuts are kept: neither the polygons
// nor the answer may be changed.
func (s *Snapshot) Cut(ctx context.Context, drawn orb.MultiPolygon) (geo.Bitset, []Part, error) {
	kept, sum := s.cuts.find(drawn)
	if kept != nil {
		return kept.whole, kept.parts, nil
	}
	whole, parts, err := s.cutAnew(ctx, drawn)
	if err == nil {
		s.cuts.keep(&cachedCut{drawn: drawn, sum: sum, whole: whole, parts: parts})
	}
	return whole, parts, err
}

// KeepsCut reports whether the cut of polygons is kept, so that it costs nothing
// and the polygons are valid.
func (s *Snapshot) KeepsCut(drawn orb.MultiPolygon) bool {
	kept, _ := s.cuts.find(drawn)
	return kept != nil
}

func (s *Snapshot) cutAnew(ctx context.Context, drawn orb.MultiPolygon) (geo.Bitset, []Part, error) {
	if err := overlay.Validate(drawn); err != nil {
		return nil, nil, err
	}
	c := cutter{ctx: ctx, whole: geo.NewBitset(len(s.base.Atoms))}
	var all []candidate
	for _, level := range []geo.Level{s.base.Level, geo.Collectivity} {
		l := s.Ground(level)
		if l == nil {
			continue
		}
		err := l.boxes().Search(drawn.Bound(), func(unit int) bool {
			if atom, ok := s.base.Atom(l.Units[unit].Code); ok && s.base.grounded.Has(atom) {
				all = append(all, candidate{l, unit, atom, l.bound(unit)})
			}
			return true
		})
		if err != nil {
			return nil, nil, err
		}
	}
	slices.SortFunc(all, func(a, b candidate) int { return a.atom - b.atom })
	if err := c.cut(all, drawn); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(c.parts, func(a, b Part) int { return a.Atom - b.Atom })
	return c.whole, c.parts, nil
}

// candidate is a unit whose box meets that of a polygon.
type candidate struct {
	l          *LevelGround
	unit, atom int
	box        orb.Bound
}

type cutter struct {
	ctx   context.Context
	whole geo.Bitset
	parts []Part
}

// nothing is a tenth of a square metre at the equator, in square degrees. Boxes
// are measured in degrees: their edges may be long, and a long edge cut by a
// vertex is another geodesic, with another area.
const nothing = 1e-11

// cut halves the candidates, and the polygon with them, until one is left: an
// overlay costs as much as its operands have vertices, and most candidates lie
// in a box that the polygon covers whole, or not at all.
func (c *cutter) cut(of []candidate, drawn orb.MultiPolygon) error {
	if err := c.ctx.Err(); err != nil || len(of) == 0 {
		return err
	}
	if len(of) == 1 {
		return c.one(of[0], drawn)
	}
	box := of[0].box
	for _, k := range of[1:] {
		box = box.Union(k.box)
	}
	frame := orb.MultiPolygon{box.ToPolygon()}
	inside, err := overlay.Clip(frame, drawn)
	if err != nil {
		return err
	}
	covered := planar.Area(inside)
	switch {
	case covered <= nothing:
		return nil
	case planar.Area(frame)-covered <= nothing:
		for _, k := range of {
			c.whole.Add(k.atom)
		}
		return nil
	}
	axis := 0
	if box.Max[1]-box.Min[1] > box.Max[0]-box.Min[0] {
		axis = 1
	}
	slices.SortFunc(of, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.box.Min[axis]+a.box.Max[axis], b.box.Min[axis]+b.box.Max[axis]), a.atom-b.atom)
	})
	if err := c.cut(of[:len(of)/2], inside); err != nil {
		return err
	}
	return c.cut(of[len(of)/2:], inside)
}

func (c *cutter) one(k candidate, drawn orb.MultiPolygon) error {
	polygon := k.l.Polygon(k.unit)
	inside, err := overlay.Clip(polygon, drawn)
	if err != nil {
		return fmt.Errorf("against %s %s: %w", k.l.Level, k.l.Units[k.unit].Code, err)
	}
	if Negligible(inside) {
		return nil
	}
	part := Part{Atom: k.atom, Inside: inside}
	if planar.Area(inside) < nearlyAll*planar.Area(polygon) {
		c.parts = append(c.parts, part)
		return nil
	}
	outside, err := overlay.Difference(polygon, drawn)
	if err != nil {
		return fmt.Errorf("against %s %s: %w", k.l.Level, k.l.Units[k.unit].Code, err)
	}
	if !Negligible(outside) {
		c.parts = append(c.parts, part)
		return nil
	}
	c.whole.Add(k.atom)
	return nil
}

// nearlyAll is the share of a unit past which what a polygon leaves out of it is
// looked at: no remainder that is negligible is larger, save in a unit of a
// hundred square metres.
const nearlyAll = 0.99

// bound returns the box of a unit that has ground.
func (l *LevelGround) bound(unit int) orb.Bound {
	if l.oneFaceEach() {
		return l.Ground.Mesh.Bound(int(l.faces[unit]))
	}
	return l.polygons()[unit].Bound()
}
