package scenario

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// Inverse returns the changes that undo a scenario, the last first: run after
// its own changes they restore the ground of every centre. The package comment
// defines them, action by action. Its errors are those of [Run].
func Inverse(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, sc Scenario) ([]Change, error) {
	q, sc, err := resolve(q, sc)
	if err != nil {
		return nil, err
	}
	st, err := newState(ctx, s, q, sc.Changes)
	if err != nil {
		return nil, err
	}
	var undo [][]Change
	for i := range sc.Changes {
		c := &sc.Changes[i]
		before, err := st.remember(c)
		if err != nil {
			return nil, err
		}
		if err := st.apply(i, c); err != nil {
			return nil, err
		}
		one, err := st.inverse(c, before)
		if err != nil {
			return nil, err
		}
		undo = append(undo, one)
	}
	slices.Reverse(undo)
	return slices.Concat(undo...), nil
}

// memory is what a centre held, and by what name, before a change.
type memory struct {
	ground holdings.Footprint
	name   string
}

// remember copies what a change may alter.
func (st *state) remember(c *Change) (map[string]memory, error) {
	out := map[string]memory{}
	for _, id := range []string{c.Centre, c.From, c.To} {
		h, err := st.holding(id)
		if err != nil {
			return nil, err
		}
		if h != nil {
			out[id] = memory{h.now.Clone(), h.record.Name}
		}
	}
	return out, nil
}

// inverse returns what undoes the change just made.
func (st *state) inverse(c *Change, before map[string]memory) ([]Change, error) {
	switch c.Action {
	case Create:
		return []Change{{Action: Close, Centre: c.Centre}}, nil
	case Close:
		was := before[c.Centre]
		back, err := st.restore(c.Centre, was.ground)
		return append([]Change{{Action: Create, Centre: c.Centre, Name: was.name}}, back...), err
	case Move:
		return st.inverseMove(c, before)
	case Draw, Erase:
		plain, err := st.plain(c, before[c.Centre].ground)
		if err != nil {
			return nil, err
		}
		if plain {
			return []Change{{Action: opposite[c.Action], Centre: c.Centre, Geometry: c.Geometry}}, nil
		}
	}
	return st.restore(c.Centre, before[c.Centre].ground)
}

var opposite = map[Action]Action{Draw: Erase, Erase: Draw}

// restore returns the changes that bring a centre back to what it held: take
// what it gained, and the atoms of which it held another piece; give what it
// held whole; draw the pieces.
func (st *state) restore(id string, was holdings.Footprint) ([]Change, error) {
	now := st.touched[id].now
	take, give := now.Whole.Difference(was.Whole), was.Whole.Difference(now.Whole)
	var pieces []orb.MultiPolygon
	atoms := holdings.Recut(was, now)
	slices.Sort(atoms)
	for _, atom := range atoms {
		if now.Holds(atom) && !was.Whole.Has(atom) {
			take.Add(atom)
		}
		if piece, ok := was.Pieces[atom]; ok {
			pieces = append(pieces, piece)
		}
	}
	var out []Change
	if units := holdings.Refs(holdings.Names(st.Grain, take)); len(units) > 0 {
		out = append(out, Change{Action: Take, Centre: id, Units: units})
	}
	if units := holdings.Refs(holdings.Names(st.Grain, give)); len(units) > 0 {
		out = append(out, Change{Action: Give, Centre: id, Units: units})
	}
	if len(pieces) > 0 {
		drawn, err := overlay.UnionAll(pieces)
		if err != nil {
			return nil, err
		}
		out = append(out, Change{Action: Draw, Centre: id, Geometry: drawn})
	}
	return out, nil
}

// inverseMove moves back what went over whole atoms and was new to the centre
// it went to; restore does the rest.
func (st *state) inverseMove(c *Change, before map[string]memory) ([]Change, error) {
	back := before[c.From].ground.Whole.Difference(st.touched[c.From].now.Whole)
	for atom := range before[c.To].ground.Pieces {
		back.Remove(atom)
	}
	back.AndNot(before[c.To].ground.Whole)
	var out []Change
	from, to := st.touched[c.From], st.touched[c.To]
	keepFrom, keepTo := from.now, to.now
	defer func() { from.now, to.now = keepFrom, keepTo }()
	if back.Len() > 0 {
		out = append(out, Change{Action: Move, From: c.To, To: c.From, Units: holdings.Refs(holdings.Names(st.Grain, back))})
		from.now, to.now = from.now.Clone(), to.now.Clone()
		back.Each(func(atom int) {
			from.now.Fill(atom)
			to.now.Clear(atom)
		})
	}
	for _, id := range []string{c.To, c.From} {
		rest, err := st.restore(id, before[id].ground)
		if err != nil {
			return nil, err
		}
		out = append(out, rest...)
	}
	return out, nil
}

// plain reports whether a polygon alone undoes the change just made: a draw
// over ground none of which was held, an erase of ground all of which was.
func (st *state) plain(c *Change, was holdings.Footprint) (bool, error) {
	whole, parts, err := st.Snapshot.Cut(st.Context, c.Geometry)
	if err != nil {
		return false, err
	}
	ok := true
	whole.Each(func(atom int) {
		if c.Action == Draw && was.Holds(atom) || c.Action == Erase && !was.Whole.Has(atom) {
			ok = false
		}
	})
	for _, part := range parts {
		if c.Action == Draw {
			ok = ok && !was.Holds(part.Atom)
			continue
		}
		missing := part.Inside
		if held, err := st.Held(was, part.Atom); err != nil {
			return false, err
		} else if missing, err = st.Minus(missing, held); err != nil {
			return false, err
		}
		ok = ok && missing == nil
	}
	return ok, nil
}
