package api

import (
	"slices"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/realign"
)

// standingOf is the filling and the word of how a region stands.
func standingOf(s realign.Status) (string, pages.Text) {
	switch s {
	case realign.Aligned:
		return pages.FillAligned, pages.Aligned
	case realign.Shared:
		return pages.FillShared, pages.Shared
	case realign.Split:
		return pages.FillSplit, pages.Split
	case realign.Overlapped:
		return pages.FillOverlapped, pages.Overlapped
	case realign.Partial:
		return pages.FillPartial, pages.PartialRegion
	}
	return pages.FillUncovered, pages.UncoveredRegion
}

// countdown says how many regions are still to be aligned, and what full
// coverage lacks.
func (c *call) countdown(r *realign.Realignment) pages.Section {
	total := 0
	for _, n := range r.Counts {
		total += n
	}
	aligned := r.Counts.Of(realign.Aligned)
	number := func(n int) string { return c.lang.Count(int64(n)) }
	s := pages.Section{ID: "countdown", Title: c.say(pages.CountdownTitle)}
	s.Text = []string{
		c.say(pages.CountdownText, number(aligned), number(total), number(total-aligned)),
		c.say(pages.CountdownLeft, c.left(&r.Remaining)),
	}
	t := &pages.Table{Caption: c.say(pages.CountdownCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColStanding)}, {Title: c.say(pages.ColMeaning)}, {Title: c.say(pages.ColRegions), Numeric: true},
	}}
	for _, status := range realign.Statuses {
		filling, word := standingOf(status)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Swatch: filling, Text: c.say(word)}, {Text: c.say(pages.Meanings[string(status)])}, {Text: number(r.Counts.Of(status))},
		}})
	}
	t.Rows = append(t.Rows, pages.Row{Total: true, Cells: []pages.Cell{{Text: c.say(pages.Total)}, {}, {Text: number(total)}}})
	s.Table = t
	return s
}

// left lists what full coverage lacks; what is not known is left out.
func (c *call) left(r *realign.Remaining) string {
	count := func(m geo.Measure) string { return c.amount(m, r.Of(m).N) }
	var list []string
	if r.Of(geo.Departments).Reason == "" {
		list = append(list, c.say(pages.LeftDepartments, count(geo.Departments)))
	}
	switch {
	case r.Of(geo.Neighbourhoods).Reason != "":
	case r.Of(geo.NeighbourhoodPopulation).Reason != "":
		list = append(list, c.say(pages.LeftHoods, count(geo.Neighbourhoods)))
	default:
		list = append(list, c.say(pages.LeftHoodsPeople, count(geo.Neighbourhoods), count(geo.NeighbourhoodPopulation)))
	}
	k := &r.Contracts
	contracts := c.say(pages.LeftContracts, c.lang.Count(int64(len(k.Remaining))), c.lang.Count(int64(k.Total())))
	if n := len(k.Undetermined); n > 0 {
		contracts += " " + c.say(pages.LeftContractsApart, c.lang.Count(int64(n)))
	}
	return strings.Join(append(list, contracts), ", ")
}

func realignmentPage(c *call, r *realignmentResult) (*pages.Page, error) {
	evidence, err := r.evidence()
	if err != nil {
		return nil, err
	}
	countdown := c.countdown(r.Realignment)
	p := &pages.Page{
		Title: c.say(pages.RealignmentTitle), Lead: c.say(pages.RealignmentLead, c.lang.Day(c.Date)) + " " + countdown.Text[0],
		Notes: slices.Concat(countdown.Text[1:], c.apartNote(&r.Coverage.Totals), c.evidenceNote(c.say(pages.OfCovered), agedOf(evidence, geo.Neighbourhoods)), c.lacking()),
		Form:  c.form(), Map: c.realignmentMap(r.Realignment),
		Beside: &pages.Section{ID: "regions", Title: c.say(pages.RegionsTitle), Table: c.realignmentTable(r.Realignment)},
	}
	countdown.Text = nil
	p.After = append(p.After, countdown)
	if index := r.Alignment.Neighbourhoods; index.Known {
		p.After = append(p.After, pages.Section{ID: "index", Title: c.say(pages.IndexTitle),
			Text: []string{c.say(pages.IndexText, c.lang.Decimal(index.Value, 3)), c.say(pages.IndexHow)}})
	}
	p.After = append(p.After, c.assumptions(r.Coverage.Assumed)...)
	p.After = append(p.After, pages.Section{ID: "crosswalk", Title: c.say(pages.NavCrosswalk), List: []pages.Item{{
		Term: c.say(pages.ColRegions), Text: c.say(pages.SeeCrosswalk), Href: c.to("/crosswalk"),
	}}})
	return p, nil
}

func (c *call) realignmentMap(r *realign.Realignment) *pages.Map {
	status := map[string]realign.Status{}
	for i := range r.Regions {
		status[r.Regions[i].Unit.Code] = r.Regions[i].Status
	}
	region := map[string]string{}
	for _, u := range c.snapshot.Units(geo.Department) {
		region[u.Code] = u.Region
	}
	m := c.paint(geo.Region, c.say(pages.MapRealignment, c.lang.Day(c.Date)), func(code string) (string, pages.Text) {
		of, department := region[code]
		if !department {
			of = code
		}
		if s, counted := status[of]; counted {
			return standingOf(s)
		}
		return pages.FillQuiet, pages.Elsewhere
	})
	for _, status := range realign.Statuses {
		filling, word := standingOf(status)
		m.Legend = append(m.Legend, pages.Key{Fill: filling, Text: c.say(word)})
	}
	return m
}

func (c *call) realignmentTable(r *realign.Realignment) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.RealignmentCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColRegion)}, {Title: c.say(pages.ColStanding)}, {Title: c.say(pages.ColCentres)},
		{Title: c.say(pages.ColLeft)}, {Title: c.say(pages.ColIndex), Numeric: true},
	}}
	for i := range r.Regions {
		region := &r.Regions[i]
		filling, word := standingOf(region.Status)
		ids := make([]string, len(region.Centres))
		for k := range ids {
			ids[k] = region.Centres[k].Centre.ID
		}
		index := pages.Cell{Text: "–"}
		if x := region.Alignment.Neighbourhoods; x.Known {
			index.Text = c.lang.Decimal(x.Value, 3)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&region.Unit), {Swatch: filling, Text: c.say(word)}, c.centreCell(ids), c.departmentCell(region.NotCovered), index,
		}})
	}
	return t
}
