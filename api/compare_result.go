package api

import (
	"sync"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// compareResult is two states and how they differ, and what some forms show beside.
type compareResult struct {
	scenario.Diff
	a, b    *comparedState
	between func() (*between, error) // for the data
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

func computeCompare(c *call) (*compareResult, error) {
	if err := c.stay(c.admitScenarios(sideA(c).scenario, sideB(c).scenario)); err != nil {
		return nil, err
	}
	a, err := c.stateOf(sideA(c))
	if err != nil {
		return nil, blameSide(err, "a")
	}
	b, err := c.stateOf(sideB(c))
	if err != nil {
		return nil, blameSide(err, "b")
	}
	if sideA(c).geography == sideB(c).geography {
		c.Geography = sideA(c).geography // credits name no geography that is not shown
	}
	r := &compareResult{Diff: scenario.Compare(a.Analysis, b.Analysis), a: a, b: b}
	r.between = sync.OnceValues(func() (*between, error) { return c.betweenOf(a, b, r.Common != "") })
	r.shown = sync.OnceValues(func() (*compareShown, error) { return c.compareShown(r) })
	return r, nil
}

func (c *call) compareShown(r *compareResult) (*compareShown, error) {
	out := &compareShown{}
	for i, sides := range [2][2]*comparedState{{r.a, r.b}, {r.b, r.a}} {
		var err error
		if out.evidence[i], err = c.commonEvidence(sides[0], sides[1].Analysis, r.Common != ""); err != nil {
			return nil, err
		}
		if out.statuses[i], err = c.statusesOf(sides[0]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// statusesOf reads them from the rows of a state, where these are all of them.
func (c *call) statusesOf(s *comparedState) (statuses, error) {
	a, q := s.Analysis, s.Query
	if q.Level != geo.Department || q.Territory != geo.France {
		q.Level, q.Territory = geo.Department, geo.France
		var err error
		if a, err = coverage.AnalyseNetwork(c.ctx, c.snapshot, q, s.network); err != nil {
			return nil, err
		}
	}
	out := statuses{}
	for i := range a.Rows {
		out[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	return out, nil
}

// stateOf is the coverage of one side.
func (c *call) stateOf(s *side) (*comparedState, error) {
	q := c.analysis()
	q.Date, q.Geography = s.date, s.geography
	if s.scenario == nil {
		a, err := coverage.Analyse(c.ctx, c.snapshot, q)
		return &comparedState{a, coverage.Active(c.snapshot, q)}, err
	}
	r, err := scenario.Run(c.ctx, c.snapshot, q, *s.scenario)
	if err != nil {
		return nil, err
	}
	return &comparedState{r.After, r.Network}, nil
}

// blameSide names the side whose scenario is refused.
func blameSide(err error, name string) error {
	p := translated(err)
	if p == nil {
		return err
	}
	if p.Type == refusedChange.Type {
		p.Parameter = name
	}
	return p
}

// compareLinks are those to the other forms, where headers hold them.
func compareLinks(c *call, _ *compareResult) []link { return inHeaders(c.alternates()) }
