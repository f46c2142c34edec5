package scenario

import (
	"maillage/geo"
	"maillage/geo/holdings"
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
		var own snapshot.Network
		if c := st.base.Centre(id); c != nil {
			own = c.Network
		}
		h, touched := st.touched[id]
		if touched {
			same, err := st.Same(h.now, h.base)
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

// remainder is what a centre still holds of one of its perimeters: the very
// perimeter where that is all of it, nil where it is nothing.
func (st *state) remainder(h *holding, p *snapshot.Perimeter) (*snapshot.Perimeter, error) {
	had := st.FootprintOf(p)
	left := had.Clone()
	left.Whole.And(h.now.Whole)
	for atom, piece := range h.now.Pieces {
		if had.Whole.Has(atom) {
			left.SetPiece(atom, piece)
		}
	}
	for atom, piece := range had.Pieces {
		if h.now.Whole.Has(atom) || h.now.Pieces[atom].Equal(h.base.Pieces[atom]) && h.now.Holds(atom) {
			continue
		}
		both, err := st.Shared(piece, h.now.Pieces[atom])
		if err != nil {
			return nil, err
		}
		if left.Clear(atom); both != nil {
			left.SetPiece(atom, both)
		}
	}
	if same, err := st.Same(left, had); err != nil || same && p.Centre == h.record {
		return p, err
	}
	if left.Empty() {
		return nil, nil
	}
	return assemble(&st.Atlas, *p.Perimeter, h.record, left)
}

// hypothesis is the perimeter of the ground a centre did not hold in the base,
// nil where there is none. An atom that the base held in part and that is whole
// now is all hypothetical: what is told of it, its inhabitants, was not told
// before.
func (st *state) hypothesis(h *holding, day geo.Date) (*snapshot.Perimeter, error) {
	extra := holdings.Footprint{Whole: h.now.Whole.Difference(h.base.Whole)}
	for atom, piece := range h.now.Pieces {
		if h.base.Whole.Has(atom) {
			continue
		}
		more, err := st.Minus(piece, h.base.Pieces[atom])
		if err != nil {
			return nil, err
		}
		if more != nil {
			extra.SetPiece(atom, more)
		}
	}
	if extra.Empty() {
		return nil, nil
	}
	on, err := geo.ParseFuzzy(day.String())
	if err != nil {
		return nil, err
	}
	return assemble(&st.Atlas, geo.Perimeter{
		ID: h.record.ID + "-scenario", Centre: h.record.ID, From: on, To: on,
		Scope: geo.Policy, Confidence: geo.Low, Sources: []string{Hypothesis},
	}, h.record, extra)
}

// assemble makes a perimeter of a ground, with the units that name it. What it
// draws is its pieces side by side, not dissolved: that would cost as much as all
// else, and what asks for ground takes the parts.
func assemble(a *holdings.Atlas, p geo.Perimeter, c *geo.Centre, g holdings.Footprint) (*snapshot.Perimeter, error) {
	p.Units, p.Drawn = holdings.Refs(holdings.Names(a.Grain, g.Whole)), nil
	var parts []snapshot.Part
	for _, atom := range g.Cut() {
		parts = append(parts, snapshot.Part{Atom: atom, Inside: g.Pieces[atom]})
		p.Drawn = append(p.Drawn, g.Pieces[atom]...)
	}
	return a.Snapshot.Assemble(&p, c, a.Grain, g.Whole, parts), nil
}
