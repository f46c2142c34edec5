package whatif

import (
	"sync"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
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

func computeScenario(c *ask.Call) (*scenarioResult, error) {
	return runScenario(c, ask.ScenarioAsked(c).Scenario)
}

// computePostedScenario does of the scenario of a body.
func computePostedScenario(c *ask.Call) (*scenarioResult, error) {
	sc, err := readScenarioBody(c)
	if err != nil {
		return nil, err
	}
	if c.Date = sc.Datetime; c.Date == 0 {
		c.Date = c.Today
	}
	return runScenario(c, sc)
}

func runScenario(c *ask.Call, sc scenario.Scenario) (*scenarioResult, error) {
	if err := c.Stay(admitScenarios(c, &sc)); err != nil {
		return nil, err
	}
	r, err := scenario.Run(c.Ctx, c.Snapshot, c.Analysis(), sc)
	if err != nil {
		return nil, err
	}
	out := &scenarioResult{
		Result:       r,
		effect:       sync.OnceValues(func() (*effect, error) { return effectOf(c, r) }),
		hypothetical: sync.OnceValues(r.Hypothetical),
		inverse: sync.OnceValues(func() ([]scenario.Change, error) {
			return scenario.Inverse(c.Ctx, c.Snapshot, c.Analysis(), sc)
		}),
		shown: sync.OnceValues(func() (*scenarioShown, error) { return scenarioShownOf(c, r) }),
	}
	if text, fits := compactOf(r.Scenario); fits {
		out.compact = &text
	}
	return out, nil
}

func scenarioShownOf(c *ask.Call, r *scenario.Result) (s *scenarioShown, err error) {
	s = &scenarioShown{}
	if s.before, err = r.Before.Evidence(c.Ctx); err != nil {
		return nil, err
	}
	if s.after, err = r.After.Evidence(c.Ctx); err != nil {
		return nil, err
	}
	if s.turning, err = turningOf(c.Ctx, c.Snapshot, r.Query, r.Base, r.Network); err != nil {
		return nil, err
	}
	if s.was, err = statusesOf(c, r.Before); err != nil {
		return nil, err
	}
	s.is, err = statusesOf(c, r.After)
	return s, err
}

// scenarioHeaders are the links of a scenario that headers hold.
func scenarioHeaders(c *ask.Call, r *scenarioResult) []rest.Link {
	return inHeaders(scenarioLinks(c, r.compact))
}

// effect is what two states, those before and after a scenario or the two that are
// compared, have beside their figures: the totals of each at every threshold, and how
// the regions stand.
type effect struct {
	before, after *wire.Band
	turning       *turning
}

// effectOf runs the scenario at the other thresholds, each time over the base
// network of that threshold. Ground that rests on the scenario alone counts at
// all of them.
func effectOf(c *ask.Call, r *scenario.Result) (e *effect, err error) {
	e = &effect{}
	if e.turning, err = turningOf(c.Ctx, c.Snapshot, r.Query, r.Base, r.Network); err != nil {
		return nil, err
	}
	if e.before, err = wire.BandOf(c, r.Before); err != nil {
		return nil, err
	}
	e.after, err = wire.Spread(r.After, func(q coverage.Query) (*coverage.Analysis, error) {
		a, _, err := scenario.After(c.Ctx, c.Snapshot, q, r.Scenario)
		return a, err
	})
	if err != nil {
		return nil, err
	}
	e.after.Evidence, err = r.After.Evidence(c.Ctx)
	return e, err
}
