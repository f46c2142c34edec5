package whatif

import (
	"sync"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// compareResult is two states and how they differ, and what some forms show beside.
type compareResult struct {
	scenario.Diff
	a, b    *comparedState
	between func() (*effect, error) // for the data
	shown   func() (*compareShown, error)
}

// compareShown is what the page alone shows, of a and of b.
type compareShown struct {
	evidence [2]*coverage.Evidence // of the totals
	statuses [2]statuses
}

// comparedState is one side: its coverage, and the network that has it.
type comparedState struct {
	*coverage.Analysis
	network snapshot.Network
}

// statuses are those of departments and collectivities by code, for a map.
type statuses map[string]coverage.Status

func computeCompare(c *ask.Call) (*compareResult, error) {
	if err := c.Stay(admitScenarios(c, SideA(c).scenario, SideB(c).scenario)); err != nil {
		return nil, err
	}
	a, err := stateOf(c, SideA(c))
	if err != nil {
		return nil, withSide(err, "a")
	}
	b, err := stateOf(c, SideB(c))
	if err != nil {
		return nil, withSide(err, "b")
	}
	if SideA(c).geography == SideB(c).geography {
		c.Geography = SideA(c).geography // credits name no geography that is not shown
	}
	r := &compareResult{Diff: scenario.Compare(a.Analysis, b.Analysis), a: a, b: b}
	r.between = sync.OnceValues(func() (*effect, error) { return betweenOf(c, a, b, r.Common != "") })
	r.shown = sync.OnceValues(func() (*compareShown, error) { return compareShownOf(c, r) })
	return r, nil
}

func compareShownOf(c *ask.Call, r *compareResult) (*compareShown, error) {
	out := &compareShown{}
	for i, sides := range [2][2]*comparedState{{r.a, r.b}, {r.b, r.a}} {
		var err error
		if out.evidence[i], err = commonEvidence(c, sides[0], sides[1].Analysis, r.Common != ""); err != nil {
			return nil, err
		}
		if out.statuses[i], err = statusesOf(c, sides[0].Analysis); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// statusesOf reads them from an analysis of the same network by department.
func statusesOf(c *ask.Call, a *coverage.Analysis) (statuses, error) {
	a, err := a.At(c.Ctx, geo.Department, geo.France)
	if err != nil {
		return nil, err
	}
	return frame.Statuses(a), nil
}

// stateOf is the coverage of one side.
func stateOf(c *ask.Call, s *side) (*comparedState, error) {
	q := c.Analysis()
	q.Date, q.Geography = s.Date, s.geography
	return stateAt(c, s, q)
}

// stateAt is the coverage of one side at the threshold of a query of its day.
func stateAt(c *ask.Call, s *side, q coverage.Query) (*comparedState, error) {
	if s.scenario == nil {
		a, err := coverage.Analyse(c.Ctx, c.Snapshot, q)
		return &comparedState{a, c.Snapshot.Active(q)}, err
	}
	a, network, err := scenario.After(c.Ctx, c.Snapshot, q, *s.scenario)
	return &comparedState{a, network}, err
}

// withSide names the side whose scenario is refused.
func withSide(err error, name string) error {
	p := wire.Translated(err)
	if p == nil {
		return err
	}
	if p.Type == wire.RefusedChange.Type {
		p.Parameter = name
	}
	return p
}

// compareLinks are those to the other forms, where headers hold them.
func compareLinks(c *ask.Call, _ *compareResult) []rest.Link { return inHeaders(c.Alternates()) }
