package api

import (
	"slices"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

func gapsPage(c *call, r *gapsResult) (*pages.Page, error) {
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	m := c.coverageMap(c.Level, places)
	m.Title = c.say(pages.MapGaps, c.lang.Day(c.Date))
	a, err := r.totals()
	if err != nil {
		return nil, err
	}
	return &pages.Page{
		Title: c.say(pages.GapsTitle), Lead: c.gapsLead(a.Analysis), Notes: append(c.evidenceNote(c.say(pages.OfCovered), agedOf(a.evidence, geo.Neighbourhoods)), c.caveats(a.Analysis)...), Form: c.form(), Map: m,
		Beside: &pages.Section{ID: "gaps", Title: c.say(pages.GapsTable), Text: c.cutShort(len(r.gaps)), Table: c.gapsList(r.gaps)},
		After:  append([]pages.Section{c.toProposals()}, c.assumptions(a.Assumed)...),
	}, nil
}

// gapsLead says how much is not covered; what cannot be told is no part of it.
func (c *call) gapsLead(a *coverage.Analysis) string {
	hoods, people := a.Totals.Of(geo.Neighbourhoods), a.Totals.Of(geo.NeighbourhoodPopulation)
	where := c.say(territoryName(c.Territory))
	if _, ok := hoods.Share(); !ok {
		return c.say(pages.LeadNothing, c.lang.Day(c.Date), string(c.Geography), where)
	}
	lead := c.say(pages.GapsLead, c.lang.Day(c.Date), c.lang.Count(hoods.Uncovered()), c.lang.Count(hoods.Total), string(c.Geography), where)
	if people.Reason == "" {
		lead += " " + c.say(pages.GapsPeople, c.lang.Count(people.Uncovered()), c.lang.Count(people.Total))
	}
	return lead
}

// toProposals leads from the gaps to what would close them.
func (c *call) toProposals() pages.Section {
	return pages.Section{ID: "proposals", Title: c.say(pages.ProposalsTitle), List: []pages.Item{{
		Term: c.say(pages.ColCandidates), Text: c.say(pages.SeeProposals), Href: c.to("/analysis/proposals", append(slices.Clone(daySettings), "territory")...),
	}}}
}

// shownNeighbours bounds the centres named beside a gap, which stand by the
// length of the border; the data have all.
const shownNeighbours = 3

func (c *call) gapsList(gaps []coverage.Gap) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.GapsCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColStatus)}, {Title: c.say(pages.ColUncoveredQPV), Numeric: true},
		{Title: c.say(pages.ColDepartments)}, {Title: c.say(pages.ColNeighbours)},
	}}
	for i := range gaps[:min(len(gaps), shownRows)] {
		g := &gaps[i]
		var near pages.Cell
		for _, n := range g.Neighbours[:min(len(g.Neighbours), shownNeighbours)] {
			link := c.centreLink(n.Centre)
			link.Text += " (" + c.lang.Count(int64(n.Metres/1000+0.5)) + "\u00a0km)"
			near.Links = append(near.Links, link)
		}
		if more := len(g.Neighbours) - shownNeighbours; more > 0 {
			near.Small = c.say(pages.AndOthers, c.lang.Count(int64(more)))
		}
		if len(near.Links) == 0 {
			near.Text = c.say(pages.NoNeighbour)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&g.Unit), c.statusCell(g.Status), c.of(geo.Neighbourhoods, g.Uncovered.Of(geo.Neighbourhoods)),
			c.departmentCell(g.Departments), near,
		}})
	}
	return t
}

func overlapsPage(c *call, overlaps []coverage.Overlap) (*pages.Page, error) {
	shared := map[string]bool{}
	t := &pages.Table{Caption: c.say(pages.OverlapsCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColCentres)}, {Title: c.say(pages.ColType)}, {Title: c.say(pages.ColDepartments)},
		{Title: c.say(pages.ColQPV), Numeric: true}, {Title: c.say(pages.ColSince)}, {Title: c.say(pages.ColUntil)},
	}}
	for i := range overlaps {
		o := &overlaps[i]
		var list []string
		for _, u := range o.Units {
			list, shared[u.Code] = append(list, u.Code), true
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.centreCell(o.Centres), {Text: c.say(pages.OverlapTypes[string(o.Type)])}, c.departmentCell(list),
			{Text: c.amount(geo.Neighbourhoods, o.Shared.Of(geo.Neighbourhoods).Covered)},
			{Text: c.lang.Published(o.Since)}, {Text: c.lang.Published(o.Until)},
		}})
	}
	p := &pages.Page{
		Title: c.say(pages.OverlapsTitle), Form: c.form(),
		Lead:   c.say(pages.OverlapsLead, c.lang.Day(c.Date), c.lang.Count(int64(len(overlaps)))),
		Beside: &pages.Section{ID: "overlaps", Title: c.say(pages.OverlapsTable), Table: t},
	}
	if len(overlaps) == 0 {
		p.Lead, p.Beside.Table = c.say(pages.OverlapsNone, c.lang.Day(c.Date)), nil
		p.Beside.Text = []string{c.say(pages.OverlapsHint)}
	}
	p.Map = c.paint(geo.Region, c.say(pages.MapOverlaps, c.lang.Day(c.Date)), func(code string) (string, pages.Text) {
		if shared[code] {
			return pages.FillOverlapped, pages.SharedGround
		}
		return pages.FillQuiet, pages.NotShared
	})
	p.Map.Legend = []pages.Key{{Fill: pages.FillOverlapped, Text: c.say(pages.SharedGround)}, {Fill: pages.FillQuiet, Text: c.say(pages.NotShared)}}
	return p, nil
}
