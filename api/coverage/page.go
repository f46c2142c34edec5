package coverage

import (
	"slices"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

func coveragePage(c *ask.Call, r *Result) (*pages.Page, error) {
	p, err := Nation(c, r)
	if err != nil {
		return nil, err
	}
	p.Title = c.Say(pages.CoverageTitle, c.Lang.Day(c.Date))
	p.Form = frame.Form(c)
	p.After = append(p.After, pages.Section{ID: "unsure", Title: c.Say(pages.SensitivityTitle), List: []pages.Item{{
		Term: c.Say(pages.ColConfidence), Text: c.Say(pages.SeeSensitivity),
		Href: frame.To(c, "/analysis/sensitivity", append(slices.Clone(frame.DaySettings), "territory")...),
	}}})
	return p, nil
}

// Nation is the coverage of a territory on a day: the sentence, the figures,
// the map and its table.
func Nation(c *ask.Call, r *Result) (*pages.Page, error) {
	b, err := r.band()
	if err != nil {
		return nil, err
	}
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	a := r.Analysis
	return &pages.Page{
		Lead: lead(c, a, b),
		Notes: append(frame.EvidenceNote(c, c.Say(pages.OfThese), wire.AgedOf(b.Evidence, geo.Neighbourhoods)),
			frame.Caveats(c, a)...),
		Cards: frame.Cards(c, &a.Totals, b),
		Map:   frame.CoverageMap(c, c.Level, places),
		Beside: &pages.Section{
			ID: "territories", Title: c.Say(pages.TerritoriesTitle), Table: territoriesTable(c, a),
			Text: frame.CutShort(c, len(a.Rows)),
		},
		After: frame.Assumptions(c, a.Assumed),
	}, nil
}

// lead is the sentence a reader takes away: figure, denominator, date,
// interval.
func lead(c *ask.Call, a *coverage.Analysis, b *wire.Band) string {
	m := geo.Neighbourhoods
	f := a.Totals.Of(m)
	share, ok := f.Share()
	where := c.Say(frame.TerritoryName(c.Territory))
	if f.Reason != "" || !ok {
		return c.Say(pages.LeadNothing, c.Lang.Day(c.Date), string(c.Geography), where)
	}
	return c.Say(pages.LeadNation, c.Lang.Day(c.Date), c.Lang.Count(f.Covered), c.Lang.Count(f.Total), string(c.Geography),
		where,
		c.Lang.Percent(share), c.Lang.Count(b.High.Of(m).Covered), c.Lang.Count(b.Low.Of(m).Covered))
}

func territoriesTable(c *ask.Call, a *coverage.Analysis) *pages.Table {
	t := &pages.Table{
		Caption: c.Say(pages.TerritoriesCaption, c.Say(pages.Choices[string(a.Query.Level)]), c.Lang.Day(c.Date),
			string(c.Geography)),
		Columns: []pages.Column{
			{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.ColStatus)}, {Title: c.Say(pages.ColQPV), Numeric: true},
			{Title: c.Say(pages.ColShare), Numeric: true}, {Title: c.Say(pages.ColEvidenceYear)},
			{Title: c.Say(pages.ColCentres)},
		},
	}
	for i := range a.Rows[:min(len(a.Rows), frame.ShownRows)] {
		r := &a.Rows[i]
		hoods := r.Figures.Of(geo.Neighbourhoods)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &r.Unit), frame.StatusCell(c, r.Status), frame.Of(c, geo.Neighbourhoods, hoods),
			{Text: frame.Share(c, hoods)}, frame.EvidenceCell(c, r), frame.CentreCell(c, r.Centres),
		}})
	}
	hoods := a.Totals.Of(geo.Neighbourhoods)
	t.Rows = append(t.Rows, pages.Row{Total: true, Cells: []pages.Cell{
		{Text: c.Say(pages.Total)}, {}, frame.Of(c, geo.Neighbourhoods, hoods), {Text: frame.Share(c, hoods)}, {},
		{Text: c.Say(pages.NCentres, c.Lang.Count(int64(a.Known)))},
	}})
	return t
}
