package api

import (
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// effect is what a scenario does beside its [scenario.Result]: the totals
// before and after at every threshold, and how the regions stand.
type effect struct {
	before, after *band
	turning       *turning
}

// effectOf runs the scenario at the other thresholds, each time over the base
// network of that threshold. Ground that rests on the scenario alone counts at
// all of them.
func (c *call) effectOf(r *scenario.Result) (e *effect, err error) {
	e = &effect{}
	if e.turning, err = turningOf(c.ctx, c.snapshot, r.Query, r.Base, r.Network); err != nil {
		return nil, err
	}
	if e.before, err = bandOf(c, r.Before); err != nil {
		return nil, err
	}
	e.after, err = spread(r.After, func(q coverage.Query) (*coverage.Analysis, error) {
		return scenario.After(c.ctx, c.snapshot, q, r.Scenario)
	})
	if err != nil {
		return nil, err
	}
	e.after.Evidence, err = r.After.Evidence(c.ctx)
	return e, err
}
