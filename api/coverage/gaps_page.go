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

func gapsPage(c *ask.Call, r *gapsResult) (*pages.Page, error) {
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	m := frame.CoverageMap(c, c.Level, places)
	m.Title = c.Say(pages.MapGaps, c.Lang.Day(c.Date))
	a, err := r.totals()
	if err != nil {
		return nil, err
	}
	gaps, err := gapsOf(c, a.Analysis)
	if err != nil {
		return nil, err
	}
	return &pages.Page{
		Title: c.Say(pages.GapsTitle), Lead: gapsLead(c, a.Analysis),
		Notes: append(frame.EvidenceNote(c, c.Say(pages.OfCovered), wire.AgedOf(a.Evidence, geo.Neighbourhoods)),
			frame.Caveats(c, a.Analysis)...), Form: frame.Form(c), Map: m,
		Beside: &pages.Section{
			ID: "gaps", Title: c.Say(pages.GapsTable), Text: frame.CutShort(c, len(gaps)), Table: gapsList(c, gaps),
		},
		After: append([]pages.Section{toProposals(c)}, frame.Assumptions(c, a.Assumed)...),
	}, nil
}

// gapsLead says how much is not covered; what cannot be told is no part of it.
func gapsLead(c *ask.Call, a *coverage.Analysis) string {
	hoods, people := a.Totals.Of(geo.Neighbourhoods), a.Totals.Of(geo.NeighbourhoodPopulation)
	where := c.Say(frame.TerritoryName(c.Territory))
	if _, ok := hoods.Share(); !ok {
		return c.Say(pages.LeadNothing, c.Lang.Day(c.Date), string(c.Geography), where)
	}
	lead := c.Say(pages.GapsLead, c.Lang.Day(c.Date), c.Lang.Count(hoods.Uncovered()), c.Lang.Count(hoods.Total),
		string(c.Geography), where)
	if people.Reason == "" {
		lead += " " + c.Say(pages.GapsPeople, c.Lang.Count(people.Uncovered()), c.Lang.Count(people.Total))
	}
	return lead
}

// toProposals leads from the gaps to what would close them.
func toProposals(c *ask.Call) pages.Section {
	return pages.Section{ID: "proposals", Title: c.Say(pages.ProposalsTitle), List: []pages.Item{{
		Term: c.Say(pages.ColCandidates), Text: c.Say(pages.SeeProposals),
		Href: frame.To(c, "/analysis/proposals", append(slices.Clone(frame.DaySettings), "territory")...),
	}}}
}

// shownNeighbours bounds the centres named beside a gap, which stand by the
// length of the border; the data have all.
const shownNeighbours = 3

func gapsList(c *ask.Call, gaps []coverage.Gap) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.GapsCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.ColStatus)},
		{Title: c.Say(pages.ColUncoveredQPV), Numeric: true},
		{Title: c.Say(pages.ColDepartments)}, {Title: c.Say(pages.ColNeighbours)},
	}}
	for i := range gaps[:min(len(gaps), frame.ShownRows)] {
		g := &gaps[i]
		var near pages.Cell
		for _, n := range g.Neighbours[:min(len(g.Neighbours), shownNeighbours)] {
			link := frame.CentreLink(c, n.Centre)
			link.Text += " (" + c.Lang.Count(int64(n.Metres/1000+0.5)) + "\u00a0km)"
			near.Links = append(near.Links, link)
		}
		if more := len(g.Neighbours) - shownNeighbours; more > 0 {
			near.Small = c.Say(pages.AndOthers, c.Lang.Count(int64(more)))
		}
		if len(near.Links) == 0 {
			near.Text = c.Say(pages.NoNeighbour)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &g.Unit), frame.StatusCell(c, g.Status),
			frame.Of(c, geo.Neighbourhoods, g.Uncovered.Of(geo.Neighbourhoods)),
			frame.DepartmentCell(c, g.Departments), near,
		}})
	}
	return t
}

func overlapsPage(c *ask.Call, overlaps []coverage.Overlap) (*pages.Page, error) {
	shared := map[string]bool{}
	t := &pages.Table{Caption: c.Say(pages.OverlapsCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentres)}, {Title: c.Say(pages.ColType)}, {Title: c.Say(pages.ColDepartments)},
		{Title: c.Say(pages.ColQPV), Numeric: true}, {Title: c.Say(pages.ColSince)}, {Title: c.Say(pages.ColUntil)},
	}}
	for i := range overlaps {
		o := &overlaps[i]
		var list []string
		for _, u := range o.Units {
			list, shared[u.Code] = append(list, u.Code), true
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.CentreCell(c, o.Centres), {Text: c.Say(pages.OverlapTypes[string(o.Type)])}, frame.DepartmentCell(c, list),
			{Text: frame.Amount(c, geo.Neighbourhoods, o.Shared.Of(geo.Neighbourhoods).Covered)},
			{Text: c.Lang.Published(o.Since)}, {Text: c.Lang.Published(o.Until)},
		}})
	}
	p := &pages.Page{
		Title: c.Say(pages.OverlapsTitle), Form: frame.Form(c),
		Lead:   c.Say(pages.OverlapsLead, c.Lang.Day(c.Date), c.Lang.Count(int64(len(overlaps)))),
		Beside: &pages.Section{ID: "overlaps", Title: c.Say(pages.OverlapsTable), Table: t},
	}
	if len(overlaps) == 0 {
		p.Lead, p.Beside.Table = c.Say(pages.OverlapsNone, c.Lang.Day(c.Date)), nil
		p.Beside.Text = []string{c.Say(pages.OverlapsHint)}
	}
	p.Map = frame.Paint(c, geo.Region, c.Say(pages.MapOverlaps, c.Lang.Day(c.Date)),
		func(code string) (string, pages.Text) {
			if shared[code] {
				return pages.FillOverlapped, pages.SharedGround
			}
			return pages.FillQuiet, pages.NotShared
		})
	p.Map.Legend = []pages.Key{
		{Fill: pages.FillOverlapped, Text: c.Say(pages.SharedGround)}, {Fill: pages.FillQuiet, Text: c.Say(pages.NotShared)},
	}
	return p, nil
}
