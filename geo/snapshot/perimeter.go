package snapshot

import (
	"fmt"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/overlay"
)

// Perimeter is a perimeter compiled to sets of atoms.
type Perimeter struct {
	*geo.Perimeter
	Centre *geo.Centre
	// Parts is the drawn ground that covers atoms in part, on the grain of the
	// base mesh; atoms it covers whole are in the sets.
	Parts []Part

	coarse, fine geo.Bitset
	finer        bool // cannot be told in whole departments
	rows         map[*Rows]geo.Bitset
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
		return p.fine
	}
	return p.coarse
}

// Rows returns the rows of a level in which the perimeter has some ground. The
// set is shared.
func (p *Perimeter) Rows(r *Rows) geo.Bitset { return p.rows[r] }

// whole is how little of an atom a drawn polygon may leave out and still be
// said to cover it: one square metre, the noise of an overlay on the grid.
const whole geo.Area = 1e4

// Compile turns a perimeter into sets, on both grains. The perimeter and the
// centre are kept: do not change them afterwards. They need not be part of the
// snapshot's own data.
func (s *Snapshot) Compile(p *geo.Perimeter, c *geo.Centre) (Perimeter, error) {
	out := Perimeter{
		Perimeter: p, Centre: c,
		coarse: geo.NewBitset(len(s.coarse.Atoms)),
		fine:   geo.NewBitset(len(s.fine.Atoms)),
		rows:   map[*Rows]geo.Bitset{},
		finer:  namesFiner(p) || len(p.Drawn) > 0 && s.base == s.fine,
	}
	for _, ref := range p.Units {
		n := addRef(s.fine, out.fine, ref)
		if n == 0 {
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
			out.rows[r] = touchedRows(&out, g, r, s.base)
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
	n := 0
	for i, r := range rows.Of {
		if int(r) == row {
			set.Add(i)
			n++
		}
	}
	return n
}

// compileDrawn cuts the drawn polygon into the atoms of the base grain.
func (s *Snapshot) compileDrawn(p *Perimeter) error {
	g := s.base
	set := p.Atoms(g)
	level := s.Ground(g.Level)
	var failed error
	err := level.Search(p.Drawn.Bound(), func(unit int) bool {
		atom, ok := g.Atom(level.Units[unit].Code)
		if !ok || set.Has(atom) {
			return true
		}
		polygon := level.Polygon(unit)
		inside, err := overlay.Intersection(polygon, p.Drawn)
		if err != nil {
			failed = fmt.Errorf("perimeter %s against %s %s: %w", p.ID, level.Level, level.Units[unit].Code, err)
			return false
		}
		covered := overlay.Area(inside)
		switch {
		case covered == 0:
		case overlay.Area(polygon)-covered <= whole:
			set.Add(atom)
		default:
			p.Parts = append(p.Parts, Part{Atom: atom, Inside: inside})
		}
		return true
	})
	if err != nil {
		return fmt.Errorf("perimeter %s: %w", p.ID, err)
	}
	if failed != nil {
		return failed
	}
	if g == s.coarse { // whole departments hold at the finer grain too
		set.Each(func(i int) {
			addRef(s.fine, p.fine, geo.UnitRef{Level: geo.Department, Code: s.coarse.Atoms[i].Code})
		})
	}
	return nil
}

func touchedRows(p *Perimeter, g *Grain, r *Rows, base *Grain) geo.Bitset {
	set := geo.NewBitset(len(r.Units))
	p.Atoms(g).Each(func(i int) { set.Add(int(r.Of[i])) })
	if g == base {
		for _, part := range p.Parts {
			set.Add(int(r.Of[part.Atom]))
		}
	}
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
