package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/scenario"
)

// between is what two states have beside their differences: how the regions
// stand in each, and the totals of each at every threshold, over the territory
// that both have.
type between struct {
	turns *turning
	bands [2]band
}

// comparedTurns is how the regions stand in both states. Of the index, the
// difference is b less a.
type comparedTurns struct {
	A       standing       `json:"a"`
	B       standing       `json:"b"`
	Index   alignment      `json:"index"`
	Changes []comparedTurn `json:"changes"`
}

// comparedTurn is a region whose status differs.
type comparedTurn struct {
	unitWire
	StatusA realign.Status `json:"status_a"`
	StatusB realign.Status `json:"status_b"`
	IndexA  alignment      `json:"index_a"`
	IndexB  alignment      `json:"index_b"`
	Index   alignment      `json:"index"`
}

func (c *call) betweenOf(a, b *comparedState, reduced bool) (*between, error) {
	x := &between{turns: &turning{}}
	var err error
	if x.turns.before, err = realign.OutlineOf(c.ctx, c.snapshot, a.Query, a.network); err != nil {
		return nil, err
	}
	if x.turns.after, err = realign.OutlineOf(c.ctx, c.snapshot, b.Query, b.network); err != nil {
		return nil, err
	}
	if x.bands[0], err = c.commonBand(sideA(c), a, b.Analysis, reduced); err != nil {
		return nil, err
	}
	x.bands[1], err = c.commonBand(sideB(c), b, a.Analysis, reduced)
	return x, err
}

// commonBand is the totals of one side at every threshold, and the evidence at
// the one asked, over what the other has too; reduced tells that this is less than
// all of it.
func (c *call) commonBand(s *side, own *comparedState, other *coverage.Analysis, reduced bool) (band, error) {
	common := func(a *coverage.Analysis) *coverage.Analysis {
		part, d := *a, scenario.Compare(a, other)
		for i := range part.Totals {
			part.Totals[i] = d.Totals[i].A
		}
		return &part
	}
	b, err := spread(common(own.Analysis), func(q coverage.Query) (*coverage.Analysis, error) {
		a, err := c.analyseSide(s, q)
		if err != nil {
			return nil, err
		}
		return common(a), nil
	})
	if err != nil {
		return band{}, err
	}
	b.Evidence, err = c.commonEvidence(own, other, reduced)
	return *b, err
}

func (c *call) commonEvidence(own *comparedState, other *coverage.Analysis, reduced bool) (*coverage.Evidence, error) {
	if !reduced {
		return own.Analysis.Evidence(c.ctx)
	}
	e, err := own.Analysis.EvidenceByRow(c.ctx)
	if err != nil {
		return nil, err
	}
	return scenario.EvidenceInCommon(own.Analysis, other, e), nil
}

// analyseSide is the coverage of one side at another threshold.
func (c *call) analyseSide(s *side, q coverage.Query) (*coverage.Analysis, error) {
	if s.scenario == nil {
		return coverage.Analyse(c.ctx, c.snapshot, q)
	}
	return scenario.After(c.ctx, c.snapshot, q, *s.scenario)
}

func (c *call) comparedTurnsOf(t *turning) comparedTurns {
	w := t.wire()
	out := comparedTurns{A: w.Before, B: w.After, Index: c.lessOf(w.Before.Index, w.After.Index), Changes: make([]comparedTurn, len(w.Changes))}
	for i := range w.Changes {
		one := &w.Changes[i]
		out.Changes[i] = comparedTurn{
			one.unitWire, one.From, one.To, one.IndexBefore, one.IndexAfter, c.lessOf(one.IndexBefore, one.IndexAfter),
		}
	}
	return out
}

// lessOf is the index of b less that of a. By neighbourhoods, two geographies
// weigh the regions otherwise, and one lacks Saint-Martin and French Polynesia:
// there is no difference.
func (c *call) lessOf(a, b alignment) alignment {
	less := func(a, b *float64) *float64 {
		if a == nil || b == nil {
			return nil
		}
		v := round(*b-*a, 6) + 0 // no "-0"
		return &v
	}
	out := alignment{Departments: less(a.Departments, b.Departments)}
	if sideA(c).geography == sideB(c).geography {
		out.Neighbourhoods = less(a.Neighbourhoods, b.Neighbourhoods)
	}
	return out
}

// totalDifferences are differences with the interval and the evidence of each side
// that has a figure.
func totalDifferences(d *scenario.Differences, bands *[2]band) differences {
	all := eachMeasure(func(m geo.Measure) difference {
		from := d.Of(m)
		out := differenceOf(m, from)
		if from.A.Reason == "" {
			out.A.Band, out.A.Evidence = bands[0].of(m), agedOf(bands[0].Evidence, m)
		}
		if from.B.Reason == "" {
			out.B.Band, out.B.Evidence = bands[1].of(m), agedOf(bands[1].Evidence, m)
		}
		return out
	})
	return differences(all)
}

// addBetween adds what a total has beside its differences.
func (p *properties) addBetween(x *between) {
	p.addStanding(x.turns.before, "_a")
	p.addStanding(x.turns.after, "_b")
	p.addBandOf(&x.bands[0], "a")
	p.addBandOf(&x.bands[1], "b")
	p.addAges(x.bands[0].Evidence, geo.Neighbourhoods, sideBySide[0])
	p.addAges(x.bands[1].Evidence, geo.Neighbourhoods, sideBySide[1])
}

// addBetweenColumns names those columns, and the ones of regions.
func (p *properties) addBetweenColumns() {
	p.addTurnColumns(sideBySide)
	p.addBandOf(&band{}, "a")
	p.addBandOf(&band{}, "b")
	p.addAges(nil, geo.Neighbourhoods, sideBySide[0])
	p.addAges(nil, geo.Neighbourhoods, sideBySide[1])
}
