package realign

import (
	"context"

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

// stateAt measures the snapshot's own network on a day.
func stateAt(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, day geo.Date) (State, error) {
	q.Date = day
	return StateOf(ctx, s, q, s.Active(q))
}

// agedStateAt is stateAt with how old the evidence is.
func agedStateAt(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, day geo.Date) (State, error) {
	q.Date = day
	v := viewByRegion(s, q, s.Active(q))
	a, evidence, err := coverage.AnalyseAged(ctx, s, v.Query, v.Network)
	if err != nil {
		return State{}, err
	}
	out, err := state(ctx, v, a)
	out.Evidence = evidence
	return out, err
}
