package scenario

import (
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// Hypothetical returns, for each measure, how much of what is covered after the
// changes rests on them alone: on ground that the perimeters left of the base do
// not cover. A neighbourhood of several communes is counted when all of them lie
// in that ground, and undetermined when some do, as everywhere; a department,
// when it is covered with that ground and not without it. Totals are those of
// [Result.After].
func (r *Result) Hypothetical() (coverage.Figures, error) {
	left, alone, err := r.apart()
	if err != nil {
		return coverage.Figures{}, err
	}
	without := r.Before.Totals
	if !slices.Equal(left, r.Base) {
		if without, err = coverage.TotalsOfNetwork(r.atlas.Context, r.atlas.Snapshot, r.Query, left); err != nil {
			return coverage.Figures{}, err
		}
	}
	only, err := coverage.TotalsOfNetwork(r.atlas.Context, r.atlas.Snapshot, r.Query, alone)
	if err != nil {
		return coverage.Figures{}, err
	}
	f := r.After.Totals
	for i, m := range geo.Measures {
		if f[i].Reason == "" && without[i].Reason != "" {
			f[i].Reason = without[i].Reason
		}
		switch m {
		case geo.Departments, geo.AreaKM2:
			f[i].Covered -= without[i].Covered
			f[i].Undetermined = 0
		default:
			f[i].Covered, f[i].Undetermined = only[i].Covered, only[i].Undetermined
		}
		f[i].Unsourced = f[i].Covered
	}
	return f, nil
}

// apart returns the perimeters left of the base, and what those of the scenario
// hold beside them.
func (r *Result) apart() (left, alone snapshot.Network, err error) {
	st := &r.atlas
	for _, p := range r.Network {
		if IsHypothetical(p) {
			continue
		}
		left = append(left, p)
	}
	v := snapshot.View{Snapshot: st.Snapshot, Grain: st.Grain, Query: r.Query, Network: left}
	held, err := st.FootprintOfAll(holdings.Of(v))
	if err != nil {
		return nil, nil, err
	}
	for _, p := range r.Network {
		if !IsHypothetical(p) {
			continue
		}
		own, err := st.Rest(st.FootprintOf(p), held)
		if err != nil {
			return nil, nil, err
		}
		if own.Empty() {
			continue
		}
		beside, err := assemble(st, *p.Perimeter, p.Centre, own)
		if err != nil {
			return nil, nil, err
		}
		alone = append(alone, beside)
	}
	return left, alone, nil
}
