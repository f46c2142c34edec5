package scenario

import (
	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Hypothesis is the source of perimeters that rest on a scenario alone. Their
// IDs end in "-scenario", and they hold on the day of the scenario only.
const Hypothesis = "hypothesis of a scenario: no published source"

// IsHypothetical reports whether a perimeter rests on a scenario alone.
func IsHypothetical(p *snapshot.Perimeter) bool {
	return len(p.Sources) == 1 && p.Sources[0] == Hypothesis
}

// network returns the perimeters that hold after the changes. Those of centres
// that hold what they held are the base's own.
func (st *state) network(day geo.Date) (snapshot.Network, error) {
	var out snapshot.Network
	for _, id := range st.ids() {
		own := st.perimetersOf(id)
		h, touched := st.touched[id]
		if touched {
			same, err := st.same(h.now, h.base)
			if err != nil {
				return nil, err
			}
			touched = !same || h.renamed(own)
		}
		if !touched {
			out = append(out, own...)
			continue
		}
		changed, err := st.perimeters(h, own, day)
		if err != nil {
			return nil, err
		}
		out = append(out, changed...)
	}
	return out, nil
}

// renamed reports whether the centre's record is no longer that of its
// perimeters.
func (h *holding) renamed(own snapshot.Network) bool {
	return len(own) > 0 && own[0].Centre != h.record
}

func (st *state) perimetersOf(id string) snapshot.Network {
	var own snapshot.Network
	for _, p := range st.base {
		if p.Centre.ID == id {
			own = append(own, p)
		}
	}
	return own
}

// perimeters returns what is left of a centre's perimeters, and one more for
// the ground that rests on the scenario.
func (st *state) perimeters(h *holding, own snapshot.Network, day geo.Date) (snapshot.Network, error) {
	var out snapshot.Network
	for _, p := range own {
		left, err := st.remainder(h, p)
		if err != nil {
			return nil, err
		}
		if left != nil {
			out = append(out, left)
		}
	}
	extra, err := st.hypothesis(h, day)
	if err != nil || extra == nil {
		return out, err
	}
	return append(out, extra), nil
}

// groundOf is what one perimeter holds.
func (a *atlas) groundOf(p *snapshot.Perimeter) ground {
	out := ground{whole: p.Atoms(a.g).Clone(), pieces: map[int]orb.MultiPolygon{}}
	if a.g == a.s.Base() {
		for _, part := range p.Parts {
			out.pieces[part.Atom] = part.Inside
		}
	}
	return out
}

// remainder is what a centre still holds of one of its perimeters: the very
// perimeter where that is all of it, nil where it is nothing.
func (st *state) remainder(h *holding, p *snapshot.Perimeter) (*snapshot.Perimeter, error) {
	had := st.groundOf(p)
	left := had.clone()
	left.whole.And(h.now.whole)
	for atom, piece := range h.now.pieces {
		if had.whole.Has(atom) {
			left.lay(atom, piece)
		}
	}
	for atom, piece := range had.pieces {
		if h.now.whole.Has(atom) || h.now.pieces[atom].Equal(h.base.pieces[atom]) && h.now.holds(atom) {
			continue
		}
		both, err := st.shared(piece, h.now.pieces[atom])
		if err != nil {
			return nil, err
		}
		if left.clear(atom); both != nil {
			left.lay(atom, both)
		}
	}
	if same, err := st.same(left, had); err != nil || same && p.Centre == h.record {
		return p, err
	}
	if left.empty() {
		return nil, nil
	}
	return st.assemble(*p.Perimeter, h.record, left)
}

// hypothesis is the perimeter of the ground a centre did not hold in the base,
// nil where there is none. An atom that the base held in part and that is whole
// now is all hypothetical: what is told of it, its inhabitants, was not told
// before.
func (st *state) hypothesis(h *holding, day geo.Date) (*snapshot.Perimeter, error) {
	extra := ground{whole: h.now.whole.Difference(h.base.whole)}
	for atom, piece := range h.now.pieces {
		if h.base.whole.Has(atom) {
			continue
		}
		more, err := st.minus(piece, h.base.pieces[atom])
		if err != nil {
			return nil, err
		}
		if more != nil {
			extra.lay(atom, more)
		}
	}
	if extra.empty() {
		return nil, nil
	}
	on, err := geo.ParseFuzzy(day.String())
	if err != nil {
		return nil, err
	}
	return st.assemble(geo.Perimeter{
		ID: h.record.ID + "-scenario", Centre: h.record.ID, From: on, To: on,
		Scope: geo.Policy, Confidence: geo.Low, Sources: []string{Hypothesis},
	}, h.record, extra)
}

// assemble makes a perimeter of a ground, with the units that name it. What it
// draws is its pieces side by side, not dissolved: that would cost as much as all
// else, and what asks for ground takes the parts.
func (st *state) assemble(p geo.Perimeter, c *geo.Centre, g ground) (*snapshot.Perimeter, error) {
	p.Units, p.Drawn = refsOf(cover(st.g, g.whole)), nil
	var parts []snapshot.Part
	for _, atom := range sortedAtoms(g.pieces) {
		parts = append(parts, snapshot.Part{Atom: atom, Inside: g.pieces[atom]})
		p.Drawn = append(p.Drawn, g.pieces[atom]...)
	}
	return st.s.Assemble(&p, c, st.g, g.whole, parts), nil
}

// cover names a set of atoms by the fewest units: departments and collectivities
// that are whole, then communes. What of a department lies in no known commune
// is the commune of the department's code.
func cover(g *snapshot.Grain, set geo.Bitset) []geo.Unit {
	rows := g.Rows(geo.Department)
	var out []geo.Unit
	counts := rows.Count(set)
	for row, n := range counts {
		if n > 0 && n == rows.Sizes[row] {
			out = append(out, rows.Units[row])
		}
	}
	if g.Level != geo.Commune {
		return out
	}
	set.Each(func(i int) {
		if row := rows.Of[i]; counts[row] < rows.Sizes[row] {
			u := g.Atoms[i]
			u.Level = geo.Commune
			out = append(out, u)
		}
	})
	return out
}

func refsOf(units []geo.Unit) []geo.UnitRef {
	refs := make([]geo.UnitRef, len(units))
	for i, u := range units {
		refs[i] = geo.UnitRef{Level: u.Level, Code: u.Code}
	}
	return refs
}
