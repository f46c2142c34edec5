package wire

import (
	"maillage/api/ask"
	"maillage/geo"
	"maillage/geo/coverage"
)

// ByTerritory is the totals of France and of its two parts, whichever ground is
// asked about.
type ByTerritory struct {
	France    ByMeasure[PartFigure] `json:"france"`
	Metropole ByMeasure[PartFigure] `json:"metropole"`
	Overseas  ByMeasure[PartFigure] `json:"overseas"`
}

// PartFigure is one measure of a part, with its denominator.
type PartFigure struct {
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined,omitempty"`
	ShareAtMost  *float64 `json:"share_at_most,omitempty"`
	Of           string   `json:"of"`
	Reason       string   `json:"reason,omitempty"`
	Evidence     *Aged    `json:"evidence,omitempty"`
}

// PartTotals are the figures of [ByTerritory], in its order; none in the data set of
// another country, which has no such parts.
type PartTotals []struct {
	Territory geo.Territory
	Figures   coverage.Figures
	Evidence  *coverage.Evidence
}

// PartTotalsOf computes them; the totals of an analysis and their evidence are taken as
// they are.
func PartTotalsOf(c *ask.Call, a *coverage.Analysis, e *coverage.Evidence) (PartTotals, error) {
	if ask.Foreign(c.Snapshot) {
		return nil, nil
	}
	out := make(PartTotals, 3)
	for i, t := range []geo.Territory{geo.France, geo.Metropole, geo.Overseas} {
		out[i].Territory = t
		if t == a.Query.Territory {
			out[i].Figures, out[i].Evidence = a.Totals, e
			continue
		}
		q := a.Query
		q.Territory = t
		var err error
		if out[i].Figures, out[i].Evidence, err = coverage.TotalsOf(c.Ctx, c.Snapshot, q); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Wire puts the totals on the wire; nil where there are no such parts.
func (p PartTotals) Wire(c *ask.Call) *ByTerritory {
	if p == nil {
		return nil
	}
	one := func(i int) ByMeasure[PartFigure] {
		q := c.Analysis()
		q.Territory = p[i].Territory
		return EachMeasure(func(m geo.Measure) PartFigure {
			f := FigureOf(m, p[i].Figures.Of(m), coverage.Describe(c.Snapshot, q, m))
			return PartFigure{
				Covered: f.Covered, Total: f.Total, Share: f.Share, Unsourced: f.Unsourced, Undetermined: f.Undetermined,
				ShareAtMost: f.ShareAtMost, Of: f.Of, Reason: f.Reason, Evidence: AgedFigure(p[i].Evidence, &p[i].Figures, m),
			}
		})
	}
	return &ByTerritory{one(0), one(1), one(2)}
}
