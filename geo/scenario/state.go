package scenario

import (
	"context"
	"maps"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// state is the network as the changes made so far leave it. Centres that no
// change names are not copied.
type state struct {
	holdings.Atlas
	base    *holdings.Holdings
	touched map[string]*holding
	drawn   int   // changes that drew so far
	pairs   int64 // what is left to validate; see checkPolygon
}

// holding is one centre and what it holds.
type holding struct {
	record    *geo.Centre
	open      bool
	base, now holdings.Footprint
}

// newState opens the network of a query for a list of changes, or refuses the
// first of these that no grain can tell, or that draws too much across.
func newState(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, changes []Change) (*state, error) {
	if err := refuseIntricate(ctx, s, changes); err != nil {
		return nil, err
	}
	base := s.Active(q)
	fine, err := needsFine(s, base, changes)
	if err != nil {
		return nil, err
	}
	v := snapshot.View{Snapshot: s, Grain: s.Grain(geo.Department, fine), Query: q, Network: base}
	return openState(ctx, v), nil
}

// openState opens the network of a view, which no change has touched.
func openState(ctx context.Context, v snapshot.View) *state {
	return &state{
		Atlas: holdings.Atlas{Context: ctx, Snapshot: v.Snapshot, Grain: v.Grain},
		base:  holdings.Of(v), pairs: maxPairs, touched: map[string]*holding{},
	}
}

// needsFine reports whether grounds must be told in communes. Where the
// boundaries loaded are those of departments, drawn ground cannot be: the change
// that brings both together is refused.
func needsFine(s *snapshot.Snapshot, base snapshot.Network, changes []Change) (bool, error) {
	onCommunes := s.Base() != s.Coarse()
	fine := base.Fine()
	drawn := slices.ContainsFunc(base, func(p *snapshot.Perimeter) bool { return len(p.Drawn) > 0 })
	for i := range changes {
		c := &changes[i]
		fine = fine || c.finer() || onCommunes && c.draws()
		drawn = drawn || c.draws()
		if fine && drawn && !onCommunes {
			return false, refuse(i, c, Refusal{Case: DrawnAndFiner})
		}
	}
	return fine, nil
}

// holding returns the centre of an ID, nil where there is none.
func (st *state) holding(id string) (*holding, error) {
	if h, ok := st.touched[id]; ok {
		return h, nil
	}
	c, err := st.Snapshot.Centre(id)
	if err != nil {
		return nil, nil
	}
	base, err := st.Footprint(st.base.Centre(id))
	if err != nil {
		return nil, err
	}
	h := &holding{record: c, open: true, base: base, now: base.Clone()}
	st.touched[id] = h
	return h, nil
}

// centreIDs are the centres that a change may name, in order.
func (st *state) centreIDs() []string {
	open := map[string]bool{}
	for i := range st.Snapshot.Data.Centres {
		open[st.Snapshot.Data.Centres[i].ID] = true
	}
	for id, h := range st.touched {
		open[id] = h.open
	}
	maps.DeleteFunc(open, func(_ string, open bool) bool { return !open })
	return slices.Sorted(maps.Keys(open))
}

// ids are the centres that hold or held ground, in order.
func (st *state) ids() []string {
	ids := map[string]bool{}
	for _, c := range st.base.Centres {
		ids[c.Record.ID] = true
	}
	for id := range st.touched {
		ids[id] = true
	}
	return slices.Sorted(maps.Keys(ids))
}

// rowsOf returns the units of a level, as rows of atoms.
func rowsOf(g *snapshot.Grain, l geo.Level) *snapshot.Rows {
	if l == geo.Collectivity { // these are rows among the departments
		l = geo.Department
	}
	return g.Rows(l)
}
