package api

import (
	"slices"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// shownRows bounds the tables of a page: that of all communes would take
// minutes to read and megabytes to send. The CSV has all.
const shownRows = 200

func coveragePage(c *call, r *coverageResult) (*pages.Page, error) {
	p, err := c.nation(r)
	if err != nil {
		return nil, err
	}
	p.Title = c.say(pages.CoverageTitle, c.lang.Day(c.Date))
	p.Form = c.form()
	p.After = append(p.After, pages.Section{ID: "unsure", Title: c.say(pages.SensitivityTitle), List: []pages.Item{{
		Term: c.say(pages.ColConfidence), Text: c.say(pages.SeeSensitivity), Href: c.to("/analysis/sensitivity", append(slices.Clone(daySettings), "territory")...),
	}}})
	return p, nil
}

// nation is the coverage of a territory on a day: the sentence, the figures,
// the map and its table.
func (c *call) nation(r *coverageResult) (*pages.Page, error) {
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
		Lead:   c.lead(a, b),
		Notes:  append(c.evidenceNote(c.say(pages.OfThese), agedOf(b.Evidence, geo.Neighbourhoods)), c.caveats(a)...),
		Cards:  c.cards(&a.Totals, b),
		Map:    c.coverageMap(c.Level, places),
		Beside: &pages.Section{ID: "territories", Title: c.say(pages.TerritoriesTitle), Table: c.territoriesTable(a), Text: c.cutShort(len(a.Rows))},
		After:  c.assumptions(a.Assumed),
	}, nil
}

// lead is the sentence a reader takes away: figure, denominator, date,
// interval.
func (c *call) lead(a *coverage.Analysis, b *band) string {
	m := geo.Neighbourhoods
	f := a.Totals.Of(m)
	share, ok := f.Share()
	where := c.say(territoryName(c.Territory))
	if f.Reason != "" || !ok {
		return c.say(pages.LeadNothing, c.lang.Day(c.Date), string(c.Geography), where)
	}
	return c.say(pages.LeadNation, c.lang.Day(c.Date), c.lang.Count(f.Covered), c.lang.Count(f.Total), string(c.Geography), where,
		c.lang.Percent(share), c.lang.Count(b.High.Of(m).Covered), c.lang.Count(b.Low.Of(m).Covered))
}

// caveats says how much of the network is known, and what rests on no source.
func (c *call) caveats(a *coverage.Analysis) []string {
	out := c.lacking()
	if a.Size != nil && a.Size.Count.Known {
		out = append(out, c.say(pages.NoteKnown, c.lang.Count(int64(a.Known)), c.lang.Count(a.Size.Count.N), c.lang.Published(a.Size.Date)))
	} else {
		out = append(out, c.say(pages.NoteKnownAlone, c.lang.Count(int64(a.Known))))
	}
	out = append(out, c.apartNote(&a.Totals)...)
	if n := a.Totals.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		out = append(out, c.say(pages.NoteUnsourced, c.lang.Count(n)))
	}
	if c.Date > c.today {
		out = append(out, c.say(pages.NoteFuture))
	}
	if len(a.NotCounted) > 0 {
		out = append(out, c.say(pages.NoteNotCounted))
	}
	return out
}

func (c *call) cutShort(rows int) []string {
	if rows <= shownRows {
		return nil
	}
	return []string{c.say(pages.CutShort, c.lang.Count(shownRows), c.lang.Count(int64(rows)))}
}

func (c *call) territoriesTable(a *coverage.Analysis) *pages.Table {
	t := &pages.Table{
		Caption: c.say(pages.TerritoriesCaption, c.say(pages.Choices[string(a.Query.Level)]), c.lang.Day(c.Date), string(c.Geography)),
		Columns: []pages.Column{{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColStatus)}, {Title: c.say(pages.ColQPV), Numeric: true}, {Title: c.say(pages.ColShare), Numeric: true}, {Title: c.say(pages.ColEvidenceYear)}, {Title: c.say(pages.ColCentres)}},
	}
	for i := range a.Rows[:min(len(a.Rows), shownRows)] {
		r := &a.Rows[i]
		hoods := r.Figures.Of(geo.Neighbourhoods)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&r.Unit), c.statusCell(r.Status), c.of(geo.Neighbourhoods, hoods), {Text: c.share(hoods)}, c.evidenceCell(r), c.centreCell(r.Centres),
		}})
	}
	hoods := a.Totals.Of(geo.Neighbourhoods)
	t.Rows = append(t.Rows, pages.Row{Total: true, Cells: []pages.Cell{
		{Text: c.say(pages.Total)}, {}, c.of(geo.Neighbourhoods, hoods), {Text: c.share(hoods)}, {}, {Text: c.say(pages.NCentres, c.lang.Count(int64(a.Known)))},
	}})
	return t
}

// assumptions lists the ends of perimeters that decided a figure unproven.
func (c *call) assumptions(assumed []coverage.Assumption) []pages.Section {
	if len(assumed) == 0 {
		return nil
	}
	t := &pages.Table{Caption: c.say(pages.AssumptionsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColEnd)}, {Title: c.say(pages.ColPublished)}, {Title: c.say(pages.ColAttested)}, {Title: c.say(pages.ColQPVAtStake), Numeric: true},
	}}
	for _, one := range assumed {
		end := pages.EndFrom
		if one.End == coverage.To {
			end = pages.EndTo
		}
		link := c.centreLink(one.Perimeter.Centre.ID)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href}, {Text: c.say(end)}, {Text: c.lang.Published(one.Known)},
			{Text: c.lang.Published(one.Perimeter.Attested)}, {Text: c.lang.Count(one.Neighbourhoods)},
		}})
	}
	return []pages.Section{{ID: "assumptions", Title: c.say(pages.AssumptionsTitle), Text: []string{c.say(pages.AssumptionsText)}, Table: t}}
}
