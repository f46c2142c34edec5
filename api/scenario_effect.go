package api

import (
	"sync"

	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// scenarioResult is what a scenario does, and what some forms show beside.
type scenarioResult struct {
	*scenario.Result
	compact      *string                 // nil: too long for an address
	effect       func() (*effect, error) // for the data
	hypothetical func() (coverage.Figures, error)
	inverse      func() ([]scenario.Change, error)
	shown        func() (*scenarioShown, error)
}

// scenarioShown is what the page alone shows.
type scenarioShown struct {
	before, after *coverage.Evidence // of the totals
	turning       *turning
	was, is       statuses
}

func computeScenario(c *call) (*scenarioResult, error) {
	return c.runScenario(scenarioAsked(c).Scenario)
}

// computePostedScenario does of the scenario of a body.
func computePostedScenario(c *call) (*scenarioResult, error) {
	sc, err := c.readScenarioBody()
	if err != nil {
		return nil, err
	}
	if c.Date = sc.Datetime; c.Date == 0 {
		c.Date = c.today
	}
	return c.runScenario(sc)
}

func (c *call) runScenario(sc scenario.Scenario) (*scenarioResult, error) {
	if err := c.stay(c.admitScenarios(&sc)); err != nil {
		return nil, err
	}
	r, err := scenario.Run(c.ctx, c.snapshot, c.analysis(), sc)
	if err != nil {
		return nil, err
	}
	out := &scenarioResult{
		Result:       r,
		effect:       sync.OnceValues(func() (*effect, error) { return c.effectOf(r) }),
		hypothetical: sync.OnceValues(r.Hypothetical),
		inverse: sync.OnceValues(func() ([]scenario.Change, error) {
			return scenario.Inverse(c.ctx, c.snapshot, c.analysis(), sc)
		}),
		shown: sync.OnceValues(func() (*scenarioShown, error) { return c.scenarioShown(r) }),
	}
	if text, fits := compactOf(r.Scenario); fits {
		out.compact = &text
	}
	return out, nil
}

func (c *call) scenarioShown(r *scenario.Result) (s *scenarioShown, err error) {
	s = &scenarioShown{}
	if s.before, err = r.Before.Evidence(c.ctx); err != nil {
		return nil, err
	}
	if s.after, err = r.After.Evidence(c.ctx); err != nil {
		return nil, err
	}
	if s.turning, err = turningOf(c.ctx, c.snapshot, r.Query, r.Base, r.Network); err != nil {
		return nil, err
	}
	if s.was, err = c.statusesOf(&comparedState{r.Before, r.Base}); err != nil {
		return nil, err
	}
	s.is, err = c.statusesOf(&comparedState{r.After, r.Network})
	return s, err
}

// scenarioHeaders are the links of a scenario that headers hold.
func scenarioHeaders(c *call, r *scenarioResult) []link { return inHeaders(c.scenarioLinks(r.compact)) }

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
