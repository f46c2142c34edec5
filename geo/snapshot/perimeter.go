package snapshot

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/index"
)

// Perimeter is a perimeter compiled to sets of atoms.
type Perimeter struct {
	*geo.Perimeter
	Centre *geo.Centre
	// Parts is the drawn ground that covers atoms in part, on the grain of the
	// base mesh; atoms it covers whole are in the sets.
	Parts []Part

	s      *Snapshot
	first  geo.Date // see FirstDay
	coarse geo.Bitset
	fine   func() geo.Bitset
	edge   *index.Boundary      // of the drawn ground, nil where none is drawn
	finer  bool                 // cannot be told in whole departments
	rows   map[*Rows]geo.Bitset // nil: found each time they are asked for
}

// Part is the piece of one atom inside a drawn perimeter.
type Part struct {
	Atom   int
	Inside orb.MultiPolygon
}

// Atoms returns the atoms of a grain that the perimeter covers whole. The set
// is shared: do not change it.
func (p *Perimeter) Atoms(g *Grain) geo.Bitset {
	if g.Level == geo.Commune {
		return p.fine()
	}
	return p.coarse
}

// Touched returns the atoms of a grain of which the perimeter covers all or a
// piece. Pieces are told on the base grain alone. The set may be shared: do not
// change it.
func (p *Perimeter) Touched(g *Grain) geo.Bitset {
	set := p.Atoms(g)
	if g != p.s.base || len(p.Parts) == 0 {
		return set
	}
	set = set.Clone()
	for _, part := range p.Parts {
		set.Add(part.Atom)
	}
	return set
}

// Rows returns the rows of a level in which the perimeter has some ground. The
// set is shared.
func (p *Perimeter) Rows(r *Rows) geo.Bitset {
	if p.rows != nil {
		return p.rows[r]
	}
	g := p.s.fine
	if p.s.coarse.rows[r.Level] == r {
		g = p.s.coarse
	}
	return touchedRows(p, g, r)
}

// Negligible reports whether what an overlay leaves is arithmetic rather than
// ground: a square metre or less. It is measured in longitude and latitude, where
// edges are straight: a long edge beside two of its halves bounds nothing there,
// and many square metres between geodesics. A polygon that leaves out no more
// than that of an atom covers it whole, and one that takes no more does not
// touch it.
func Negligible(mp orb.MultiPolygon) bool {
	if len(mp) == 0 {
		return true
	}
	const metres = 111_320 // of a degree of latitude, about
	shrink := math.Cos(mp.Bound().Center()[1] * math.Pi / 180)
	return planar.Area(mp)*metres*metres*shrink <= 1
}

// Compile turns a perimeter into sets, on both grains. The perimeter and the
// centre are kept: do not change them afterwards. They need not be part of the
// snapshot's own data.
func (s *Snapshot) Compile(p *geo.Perimeter, c *geo.Centre) (Perimeter, error) {
	fine := geo.NewBitset(len(s.fine.Atoms))
	out := Perimeter{
		Perimeter: p, Centre: c, s: s, first: s.firstDay(p, c),
		coarse: geo.NewBitset(len(s.coarse.Atoms)),
		fine:   func() geo.Bitset { return fine },
		rows:   map[*Rows]geo.Bitset{},
		finer:  namesFiner(p) || len(p.Drawn) > 0 && s.base == s.fine,
	}
	for _, ref := range p.Units {
		n := addRef(s.fine, fine, ref)
		if n == 0 {
			if past, ok := s.Data.Catalogue.Succession(ref.Level, ref.Code); ok {
				return out, fmt.Errorf("perimeter %s: %s; %s", p.ID, past.Detail(), past.Fix())
			}
			return out, fmt.Errorf("perimeter %s: no %s %q in the catalogue; mend its code", p.ID, ref.Level, ref.Code)
		}
		addRef(s.coarse, out.coarse, ref)
	}
	if len(p.Drawn) > 0 {
		if err := s.compileDrawn(&out); err != nil {
			return out, err
		}
	}
	for _, g := range []*Grain{s.coarse, s.fine} {
		for _, r := range g.rows {
			out.rows[r] = touchedRows(&out, g, r)
		}
	}
	return out, nil
}

// addRef adds the atoms of a unit to a set and returns how many there are.
func addRef(g *Grain, set geo.Bitset, ref geo.UnitRef) int {
	level := ref.Level
	if level == geo.Collectivity {
		level = geo.Department
	}
	rows := g.Rows(level)
	if rows == nil {
		return 0
	}
	row, ok := rows.Row(ref.Code)
	if !ok {
		return 0
	}
	atoms := rows.Atoms(row)
	set.AddAll(atoms)
	return len(atoms)
}

// compileDrawn adds the drawn polygon to the atoms of the base grain.
func (s *Snapshot) compileDrawn(p *Perimeter) error {
	covered, parts, err := s.Cut(context.Background(), p.Drawn)
	if err != nil {
		return fmt.Errorf("perimeter %s: %w", p.ID, err)
	}
	if p.edge, err = edgeOf(p.Drawn); err != nil {
		return fmt.Errorf("perimeter %s: %w", p.ID, err)
	}
	set := p.Atoms(s.base)
	for _, part := range parts {
		if !set.Has(part.Atom) {
			p.Parts = append(p.Parts, part)
		}
	}
	set.Or(covered)
	if s.base == s.coarse { // whole departments hold at the finer grain too
		p.fine().Or(s.refine(set))
	}
	return nil
}

// refine returns the atoms of the commune grain that lie in a set of those of
// the department grain.
func (s *Snapshot) refine(coarse geo.Bitset) geo.Bitset {
	out := geo.NewBitset(len(s.fine.Atoms))
	rows := s.fine.Rows(geo.Department)
	coarse.Each(func(i int) {
		if row, ok := rows.Row(s.coarse.Atoms[i].Code); ok {
			out.AddAll(rows.Atoms(row))
		}
	})
	return out
}

// coarsen returns the atoms of the department grain all of whose communes are
// in a set of those of the commune grain, and whether they are all of the set.
func (s *Snapshot) coarsen(fine geo.Bitset) (set geo.Bitset, exact bool) {
	set, exact = geo.NewBitset(len(s.coarse.Atoms)), true
	rows := s.fine.Rows(geo.Department)
	for row, n := range rows.Count(fine) {
		atom, ok := s.coarse.Atom(rows.Units[row].Code)
		switch {
		case n == 0:
		case ok && n == rows.Sizes[row]:
			set.Add(atom)
		default:
			exact = false
		}
	}
	return set, exact
}

func touchedRows(p *Perimeter, g *Grain, r *Rows) geo.Bitset {
	set := geo.NewBitset(len(r.Units))
	p.Touched(g).Each(func(i int) { set.Add(int(r.Of[i])) })
	return set
}

// namesFiner reports whether a perimeter names units finer than departments.
func namesFiner(p *geo.Perimeter) bool {
	for _, ref := range p.Units {
		if ref.Level == geo.EPCI || ref.Level == geo.Commune {
			return true
		}
	}
	return false
}
