package whatif

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/scenario"
)

// comparedStatuses is how the regions stand in both states. Of the index, the
// difference is b less a.
type comparedStatuses struct {
	A       wire.AlignmentSummary `json:"a"`
	B       wire.AlignmentSummary `json:"b"`
	Index   wire.Alignment        `json:"index"`
	Changes []comparedStatus      `json:"changes"`
}

// comparedStatus is a region whose status differs.
type comparedStatus struct {
	wire.Unit
	StatusA realign.Status `json:"status_a"`
	StatusB realign.Status `json:"status_b"`
	IndexA  wire.Alignment `json:"index_a"`
	IndexB  wire.Alignment `json:"index_b"`
	Index   wire.Alignment `json:"index"`
}

// betweenOf sets a beside b: the totals are over the territory that both have.
func betweenOf(c *ask.Call, a, b *comparedState, reduced bool) (x *effect, err error) {
	x = &effect{turning: &turning{}}
	if x.turning.before, err = realign.OutlineOf(c.Ctx, c.Snapshot, a.Query, a.network); err != nil {
		return nil, err
	}
	if x.turning.after, err = realign.OutlineOf(c.Ctx, c.Snapshot, b.Query, b.network); err != nil {
		return nil, err
	}
	if x.before, err = commonBand(c, SideA(c), a, b.Analysis, reduced); err != nil {
		return nil, err
	}
	x.after, err = commonBand(c, SideB(c), b, a.Analysis, reduced)
	return x, err
}

// commonBand is the totals of one side at every threshold, and the evidence at
// the one asked, over what the other has too; reduced tells that this is less than
// all of it.
func commonBand(c *ask.Call, s *side, own *comparedState, other *coverage.Analysis, reduced bool) (*wire.Band, error) {
	common := func(a *coverage.Analysis) *coverage.Analysis {
		part, d := *a, scenario.Compare(a, other)
		for i := range part.Totals {
			part.Totals[i] = d.Totals[i].A
		}
		return &part
	}
	b, err := wire.Spread(common(own.Analysis), func(q coverage.Query) (*coverage.Analysis, error) {
		at, err := stateAt(c, s, q)
		if err != nil {
			return nil, err
		}
		return common(at.Analysis), nil
	})
	if err != nil {
		return nil, err
	}
	b.Evidence, err = commonEvidence(c, own, other, reduced)
	return b, err
}

func commonEvidence(c *ask.Call, own *comparedState, other *coverage.Analysis,
	reduced bool) (*coverage.Evidence, error) {
	if !reduced {
		return own.Analysis.Evidence(c.Ctx)
	}
	e, err := own.Analysis.EvidenceByRow(c.Ctx)
	if err != nil {
		return nil, err
	}
	return scenario.EvidenceInCommon(own.Analysis, other, e), nil
}

func comparedStatusesOf(c *ask.Call, t *turning) comparedStatuses {
	w := t.wire()
	out := comparedStatuses{
		A: w.Before, B: w.After, Index: lessOf(c, w.Before.Index, w.After.Index),
		Changes: make([]comparedStatus, len(w.Changes)),
	}
	for i := range w.Changes {
		one := &w.Changes[i]
		out.Changes[i] = comparedStatus{
			Unit: one.Unit, StatusA: one.From, StatusB: one.To, IndexA: one.IndexBefore, IndexB: one.IndexAfter,
			Index: lessOf(c, one.IndexBefore, one.IndexAfter),
		}
	}
	return out
}

// lessOf is the index of b less that of a. By neighbourhoods, two geographies
// weigh the regions otherwise, and one lacks Saint-Martin and French Polynesia:
// there is no difference.
func lessOf(c *ask.Call, a, b wire.Alignment) wire.Alignment {
	less := func(a, b *float64) *float64 {
		if a == nil || b == nil {
			return nil
		}
		v := rest.Round(*b-*a, 6) + 0 // no "-0"
		return &v
	}
	out := wire.Alignment{Departments: less(a.Departments, b.Departments)}
	if SideA(c).geography == SideB(c).geography {
		out.Neighbourhoods = less(a.Neighbourhoods, b.Neighbourhoods)
	}
	return out
}

// totalDifferences are differences with the interval and the evidence of each side
// that has a figure.
func totalDifferences(d *scenario.Differences, x *effect) differences {
	all := wire.EachMeasure(func(m geo.Measure) Difference {
		from := d.Of(m)
		out := differenceOf(m, from)
		if from.A.Reason == "" {
			out.A.Band, out.A.Evidence = x.before.Of(m), wire.AgedOf(x.before.Evidence, m)
		}
		if from.B.Reason == "" {
			out.B.Band, out.B.Evidence = x.after.Of(m), wire.AgedOf(x.after.Evidence, m)
		}
		return out
	})
	return differences(all)
}
