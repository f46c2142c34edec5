package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// byTerritory is the totals of France and of its two parts, whichever ground is
// asked about.
type byTerritory struct {
	France    byMeasure[landFigure] `json:"france"`
	Metropole byMeasure[landFigure] `json:"metropole"`
	Overseas  byMeasure[landFigure] `json:"overseas"`
}

// landFigure is one measure of a part, with its denominator.
type landFigure struct {
	Covered      any      `json:"covered"`
	Total        any      `json:"total"`
	Share        *float64 `json:"share"`
	Unsourced    any      `json:"unsourced"`
	Undetermined any      `json:"undetermined,omitempty"`
	ShareAtMost  *float64 `json:"share_at_most,omitempty"`
	Of           string   `json:"of"`
	Reason       string   `json:"reason,omitempty"`
	Evidence     *aged    `json:"evidence,omitempty"`
}

// lands are the figures of [byTerritory], in its order; none in the data set of
// another country, which has no such parts.
type lands []struct {
	territory geo.Territory
	figures   coverage.Figures
	evidence  *coverage.Evidence
}

// landsOf computes them; the totals of an analysis and their evidence are taken as
// they are.
func landsOf(c *call, a *coverage.Analysis, e *coverage.Evidence) (lands, error) {
	if foreign(c.snapshot) {
		return nil, nil
	}
	out := make(lands, 3)
	for i, t := range []geo.Territory{geo.France, geo.Metropole, geo.Overseas} {
		out[i].territory = t
		if t == a.Query.Territory {
			out[i].figures, out[i].evidence = a.Totals, e
			continue
		}
		q := a.Query
		q.Territory = t
		var err error
		if out[i].figures, out[i].evidence, err = coverage.TotalsOf(c.ctx, c.snapshot, q); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (p lands) wire(c *call) *byTerritory {
	if p == nil {
		return nil
	}
	one := func(i int) byMeasure[landFigure] {
		q := c.analysis()
		q.Territory = p[i].territory
		return eachMeasure(func(m geo.Measure) landFigure {
			f := figureOf(m, p[i].figures.Of(m), coverage.Describe(c.snapshot, q, m))
			return landFigure{f.Covered, f.Total, f.Share, f.Unsourced, f.Undetermined, f.ShareAtMost, f.Of, f.Reason, agedFigure(p[i].evidence, &p[i].figures, m)}
		})
	}
	return &byTerritory{one(0), one(1), one(2)}
}
