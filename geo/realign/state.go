package realign

import (
	"context"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// State is the national figures of a network on a day.
type State struct {
	Day       geo.Date
	Known     int // named centres with a perimeter that counts
	Figures   coverage.Figures
	Evidence  *coverage.Evidence // of the figures; nil where it was not asked for
	Counts    Counts             // regions of the territory asked, by status
	Apart     Counts             // collectivities by status
	Alignment NationalAlignment
}

// StateOf measures a network at the query's date.
func StateOf(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, network snapshot.Network) (State, error) {
	v := viewByRegion(s, q, network)
	a, err := coverage.AnalyseNetwork(ctx, s, v.Query, network)
	if err != nil {
		return State{}, err
	}
	return state(ctx, v, a)
}

// state measures the network of a view by regions, which coverage has analysed.
func state(ctx context.Context, v snapshot.View, a *coverage.Analysis) (State, error) {
	st, q := countByRegion(v), v.Query
	weighed, err := st.weigh(ctx)
	if err != nil {
		return State{}, err
	}
	out := State{Day: q.Date, Known: a.Known, Figures: a.Totals, Alignment: weighed.national(st, q.Territory)}
	out.Counts, out.Apart = st.count(q.Territory)
	return out, nil
}

// states measures the snapshot's own network on several days, or at several
// thresholds. A network that is the same at two of them is measured once: all but
// the age of its evidence follows from its perimeters.
type states struct {
	snapshot *snapshot.Snapshot
	had      []measured
}

// measured is the state of a network that has been measured, without evidence.
type measured struct {
	network snapshot.Network
	state   State
}

// keep remembers the state of a network.
func (m *states) keep(network snapshot.Network, st State) {
	st.Evidence = nil
	m.had = append(m.had, measured{network, st})
}

// at measures the network of a query at its date.
func (m *states) at(ctx context.Context, q coverage.Query) (State, error) {
	network := m.snapshot.Active(q)
	for i := range m.had {
		if slices.Equal(m.had[i].network, network) {
			st := m.had[i].state
			st.Day = q.Date
			return st, nil
		}
	}
	st, err := StateOf(ctx, m.snapshot, q, network)
	if err == nil {
		m.keep(network, st)
	}
	return st, err
}

// aged is at with how old the evidence is.
func (m *states) aged(ctx context.Context, q coverage.Query) (State, error) {
	v := viewByRegion(m.snapshot, q, m.snapshot.Active(q))
	a, evidence, err := coverage.AnalyseAged(ctx, m.snapshot, v.Query, v.Network)
	if err != nil {
		return State{}, err
	}
	st, err := state(ctx, v, a)
	if err != nil {
		return State{}, err
	}
	st.Evidence = evidence
	m.keep(v.Network, st)
	return st, nil
}
