package scenario

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// Result is what a scenario does, within the territory of its query. Ground
// that changes outside of it enters the network alone.
type Result struct {
	// Hash is a SHA-256, in hex, over the generation, the query and the
	// canonical changes: equal hashes, equal answers.
	Hash     string
	Query    coverage.Query // with the day of the scenario
	Scenario Scenario       // in canonical form, its day filled in
	Base     snapshot.Network
	Network  snapshot.Network // after the changes
	Before   *coverage.Analysis
	After    *coverage.Analysis
	Statuses []StatusChange // of rows, in their order
	Closed   Ground         // gaps closed: covered after, not before
	Opened   Ground         // gaps opened
	Created  []Overlap      // ground two centres share after, not before
	Removed  []Overlap
	Ground   []CentreGround // of the centres that gain or lose some, in order of IDs
	Loads    []Load         // of every centre of either network, in order of IDs

	atlas holdings.Atlas
}

// StatusChange is a territory whose status a scenario changes.
type StatusChange struct {
	Unit          geo.Unit
	Before, After coverage.Status
}

// Run makes the changes of a scenario to the network of a query, and tells what
// they do. A scenario that gives a day replaces the query's. It changes nothing
// it is given. A change that cannot be made gives a *[Refusal]; a query or
// network that cannot be counted an error that names the fix; ctx its own.
func Run(ctx context.Context, s *snapshot.Snapshot, base coverage.Query, sc Scenario) (*Result, error) {
	st, r, err := change(ctx, s, base, sc)
	if err != nil {
		return nil, err
	}
	if r.Before, err = coverage.AnalyseNetwork(ctx, s, r.Query, r.Base); err != nil {
		return nil, err
	}
	return r, st.tell(r)
}

// RunOn is [Run] where the query's own network has been counted, on the day of the
// scenario: it refuses a scenario of another day.
func RunOn(ctx context.Context, s *snapshot.Snapshot, before *coverage.Analysis, sc Scenario) (*Result, error) {
	st, r, err := change(ctx, s, before.Query, sc)
	switch {
	case err != nil:
		return nil, err
	case r.Query != before.Query:
		return nil, fmt.Errorf("scenario of %s on an analysis of %s: give one day to both", r.Query.Date, before.Query.Date)
	}
	r.Before = before
	return r, st.tell(r)
}

// After returns the coverage after the changes of a scenario, as [Run] counts
// it, and the network that has it, without the rest of a Result. Its errors are those
// of Run.
func After(ctx context.Context, s *snapshot.Snapshot, base coverage.Query, sc Scenario) (*coverage.Analysis, snapshot.Network, error) {
	_, r, err := change(ctx, s, base, sc)
	if err != nil {
		return nil, nil, err
	}
	a, err := coverage.AnalyseNetwork(ctx, s, r.Query, r.Network)
	return a, r.Network, err
}

// change makes the changes of a scenario: the networks before and after them.
func change(ctx context.Context, s *snapshot.Snapshot, base coverage.Query, sc Scenario) (*state, *Result, error) {
	q, sc, err := resolve(base, sc)
	if err != nil {
		return nil, nil, err
	}
	st, err := newState(ctx, s, q, sc.Changes)
	if err != nil {
		return nil, nil, err
	}
	for i := range sc.Changes {
		if err := st.apply(i, &sc.Changes[i]); err != nil {
			return nil, nil, err
		}
	}
	if err := st.refuseCrowded(sc.Changes); err != nil {
		return nil, nil, err
	}
	r := &Result{Query: q, Scenario: sc, Base: st.base.Network, atlas: st.Atlas}
	if r.Hash, err = hash(s, q, sc); err != nil {
		return nil, nil, err
	}
	if r.Network, err = st.network(q.Date); err != nil {
		return nil, nil, err
	}
	return st, r, s.Countable(r.Network)
}

// resolve settles the day of a scenario and brings it to its canonical form.
func resolve(q coverage.Query, sc Scenario) (coverage.Query, Scenario, error) {
	sc = sc.Canonical()
	if sc.Datetime == 0 {
		sc.Datetime = q.Date
	}
	q.Date = sc.Datetime
	return q, sc, CheckDay(q.Date)
}

// hash identifies an answer by all it depends on.
func hash(s *snapshot.Snapshot, q coverage.Query, sc Scenario) (string, error) {
	body, err := json.Marshal(sc)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "maillage scenario 1\n%s\n%s %s %s %s %s %s\n", s.Generation,
		q.Date, q.Level, q.Territory, q.Scope, q.Confidence, q.Geography)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil)), nil
}

// tell fills in what the changes do to the coverage before them.
func (st *state) tell(r *Result) (err error) {
	if slices.Equal(r.Base, r.Network) {
		r.After = r.Before
		return st.effects(r)
	}
	if r.After, err = coverage.AnalyseNetwork(st.Context, st.Snapshot, r.Query, r.Network); err != nil {
		return err
	}
	for i := range r.Before.Rows { // rows are those of the territory, whatever the network
		b, a := &r.Before.Rows[i], &r.After.Rows[i]
		if b.Status != a.Status {
			r.Statuses = append(r.Statuses, StatusChange{b.Unit, b.Status, a.Status})
		}
	}
	return st.effects(r)
}
