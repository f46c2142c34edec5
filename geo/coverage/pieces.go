package coverage

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// piece is a part of one atom over which the same perimeters hold.
type piece struct {
	perimeters []*snapshot.Perimeter // in the snapshot's order; none: uncovered
	area       geo.Area
	// Its ground is of, less minus: what is left of an atom is cut out only
	// when it is drawn, as figures need its area alone.
	of, minus orb.MultiPolygon
}

// sourced reports whether one of its perimeters has a published source.
func (p *piece) sourced() bool {
	return slices.ContainsFunc(p.perimeters, func(p *snapshot.Perimeter) bool { return p.Sourced })
}

// ground cuts the piece out.
func (p *piece) ground() (orb.MultiPolygon, error) {
	if p.minus == nil {
		return p.of, nil
	}
	return overlay.Difference(p.of, p.minus)
}

// cutAtom is an atom that at least one drawn perimeter covers in part.
type cutAtom struct {
	atom   int
	pieces []piece
	// What the pieces add to the figures of an atom that none covers whole.
	covered, unsourced, undetermined snapshot.Weights
	// How much of each neighbourhood lies in each piece, by its code, as far as it
	// was asked: negative where it was not.
	within map[string][]geo.Area
}

type cuts []cutAtom

// heldBy is the atoms that some of the perimeters cut, with no others in their
// pieces.
func (c cuts) heldBy(some []*snapshot.Perimeter) cuts {
	var out cuts
	for i := range c {
		one, held := cutAtom{atom: c[i].atom, pieces: slices.Clone(c[i].pieces), within: c[i].within}, false
		for k := range one.pieces {
			one.pieces[k].perimeters = slices.DeleteFunc(slices.Clone(one.pieces[k].perimeters), func(p *snapshot.Perimeter) bool {
				return !slices.Contains(some, p)
			})
			held = held || len(one.pieces[k].perimeters) > 0
		}
		if held {
			out = append(out, one)
		}
	}
	return out
}

// cutAtoms splits every atom that a drawn perimeter cuts, in order of atoms.
// The areas of the pieces of an atom add up to the atom's. It ends with ctx.
func cutAtoms(ctx context.Context, v snapshot.View) (cuts, error) {
	if !v.Cuts() {
		return nil, nil
	}
	g := v.Grain
	touched := geo.NewBitset(len(g.Atoms))
	for _, p := range v.Network {
		for _, part := range p.Parts {
			touched.Add(part.Atom)
		}
	}
	var out cuts
	var failed error
	touched.Each(func(atom int) {
		if failed == nil {
			failed = ctx.Err()
		}
		if failed != nil {
			return
		}
		pieces, err := split(v, atom)
		if err != nil {
			failed = fmt.Errorf("cut %s %s: %w", g.Level, g.Atoms[atom].Code, err)
			return
		}
		out = append(out, cutAtom{atom: atom, pieces: pieces, within: map[string][]geo.Area{}})
	})
	return out, failed
}

// split cuts one atom along every drawn perimeter.
func split(v snapshot.View, atom int) ([]piece, error) {
	g := v.Grain
	ground, err := v.Snapshot.Geometry(g.Atoms[atom].Level, g.Atoms[atom].Code)
	if err != nil {
		return nil, err
	}
	pieces := []piece{{of: ground, area: geo.Area(g.Weights(geo.QPV2015)[atom][geo.AreaKM2])}}
	for _, p := range v.Network {
		if p.Atoms(g).Has(atom) {
			for k := range pieces {
				pieces[k].perimeters = append(pieces[k].perimeters, p)
			}
			continue
		}
		for _, part := range p.Parts {
			if part.Atom != atom {
				continue
			}
			if pieces, err = splitBy(pieces, part.Inside, p); err != nil {
				return nil, err
			}
		}
	}
	return pieces, nil
}

// splitBy cuts pieces of one atom along a drawn perimeter, whose ground inside
// the atom is given.
func splitBy(pieces []piece, inside orb.MultiPolygon, p *snapshot.Perimeter) ([]piece, error) {
	var out []piece
	for _, old := range pieces {
		ground, err := old.ground()
		if err != nil {
			return nil, err
		}
		in := inside
		if len(pieces) > 1 { // else the piece is the atom, and inside lies in it
			if in, err = overlay.Intersection(ground, inside); err != nil {
				return nil, err
			}
		}
		a := min(overlay.Area(in), old.area)
		if a == 0 {
			out = append(out, old)
			continue
		}
		out = append(out, piece{perimeters: with(old.perimeters, p), of: in, area: a})
		if a < old.area {
			out = append(out, piece{perimeters: old.perimeters, of: ground, minus: inside, area: old.area - a})
		}
	}
	return out, nil
}

func with(perimeters []*snapshot.Perimeter, p *snapshot.Perimeter) []*snapshot.Perimeter {
	return append(append([]*snapshot.Perimeter(nil), perimeters...), p)
}

// weigh tells what the pieces of an atom that no perimeter covers whole add to
// the figures: area by piece, neighbourhoods where their polygons say, the
// rest undetermined.
func (c *cutAtom) weigh(v snapshot.View) error {
	total := v.Grain.Weights(v.Query.Geography)[c.atom]
	for _, p := range c.pieces {
		if len(p.perimeters) == 0 {
			continue
		}
		c.covered[geo.AreaKM2] += int64(p.area)
		if !p.sourced() {
			c.unsourced[geo.AreaKM2] += int64(p.area)
		}
	}
	c.undetermined[geo.Population] = total[geo.Population]
	return c.placeNeighbourhoods(v)
}

// placeNeighbourhoods counts the neighbourhoods of the atom that lie whole in
// covered pieces as covered, and those that straddle or have no polygon as
// undetermined.
func (c *cutAtom) placeNeighbourhoods(v snapshot.View) error {
	for _, n := range v.Grain.NeighbourhoodsOf(c.atom, v.Query.Geography) {
		if v.Grain.Straddles(n) != nil {
			continue // more than this atom tells of it
		}
		polygon := v.Snapshot.Quarter(n.Code)
		in, sourced, err := c.coveredShare(n.Code, polygon)
		if err != nil {
			return fmt.Errorf("neighbourhood %s: %w", n.Code, err)
		}
		w := snapshot.WeightOf(n)
		switch {
		case polygon == nil || in == straddles:
			c.undetermined.Add(&w)
		case in == within:
			c.covered.Add(&w)
			if !sourced {
				c.unsourced.Add(&w)
			}
		}
	}
	return nil
}

type standing int

const (
	outside standing = iota
	straddles
	within
)

// noise is the area under which an overlay's remainder is arithmetic, not
// ground: one square metre.
const noise geo.Area = 1e4

// coveredShare tells where the polygon of a neighbourhood stands against the
// covered pieces, and whether sourced perimeters alone would hold it too.
func (c *cutAtom) coveredShare(code string, polygon orb.MultiPolygon) (standing, bool, error) {
	if polygon == nil {
		return outside, false, nil
	}
	in, sourced, err := c.areaOf(code, polygon)
	if err != nil {
		return outside, false, err
	}
	where, bySource := place(overlay.Area(polygon), in, sourced)
	return where, bySource, nil
}

// place tells where a polygon stands of which so much is covered, and covered by
// sourced perimeters; and whether these alone would hold it too.
func place(whole, in, sourced geo.Area) (standing, bool) {
	switch {
	case in <= noise:
		return outside, false
	case whole-in > noise:
		return straddles, false
	}
	return within, whole-sourced <= noise
}

// areaOf returns how much of the polygon of a neighbourhood lies in covered
// pieces, and in those of sourced perimeters.
func (c *cutAtom) areaOf(code string, polygon orb.MultiPolygon) (covered, sourced geo.Area, err error) {
	for k := range c.pieces {
		p := &c.pieces[k]
		if len(p.perimeters) == 0 {
			continue
		}
		a, err := c.areaIn(k, code, polygon)
		if err != nil {
			return 0, 0, err
		}
		covered += a
		if p.sourced() {
			sourced += a
		}
	}
	return covered, sourced, nil
}

// areaIn returns how much of the polygon of a neighbourhood lies in one piece.
func (c *cutAtom) areaIn(piece int, code string, polygon orb.MultiPolygon) (geo.Area, error) {
	known := c.within[code]
	if known == nil {
		known = slices.Repeat([]geo.Area{-1}, len(c.pieces))
		c.within[code] = known
	}
	if known[piece] >= 0 {
		return known[piece], nil
	}
	ground, err := c.pieces[piece].ground()
	if err != nil {
		return 0, err
	}
	part, err := overlay.Intersection(polygon, ground)
	if err != nil {
		return 0, err
	}
	known[piece] = overlay.Area(part)
	return known[piece], nil
}

// coveredBy returns how much of the polygon of a neighbourhood lies in the covered
// pieces of an atom.
func (c cuts) coveredBy(atom int, code string, polygon orb.MultiPolygon) (geo.Area, error) {
	for i := range c {
		if c[i].atom == atom {
			covered, _, err := c[i].areaOf(code, polygon)
			return covered, err
		}
	}
	return 0, nil
}
