package scenario

import (
	"maillage/geo"
	"maillage/geo/coverage"
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
	without, err := coverage.TotalsOfNetwork(r.atlas.ctx, r.atlas.s, r.Query, left)
	if err != nil {
		return coverage.Figures{}, err
	}
	only, err := coverage.TotalsOfNetwork(r.atlas.ctx, r.atlas.s, r.Query, alone)
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
	st := &state{atlas: r.atlas}
	held := ground{whole: geo.NewBitset(len(st.g.Atoms))}
	for _, p := range r.Network {
		if IsHypothetical(p) {
			continue
		}
		left = append(left, p)
		held.whole.Or(p.Atoms(st.g))
	}
	for _, p := range left {
		for atom, piece := range st.groundOf(p).pieces {
			if err := st.add(&held, atom, piece); err != nil {
				return nil, nil, err
			}
		}
	}
	for _, p := range r.Network {
		if !IsHypothetical(p) {
			continue
		}
		own, err := st.rest(st.groundOf(p), held)
		if err != nil {
			return nil, nil, err
		}
		if own.empty() {
			continue
		}
		beside, err := st.assemble(*p.Perimeter, p.Centre, own)
		if err != nil {
			return nil, nil, err
		}
		alone = append(alone, beside)
	}
	return left, alone, nil
}
