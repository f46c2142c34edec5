package realignment

import (
	"slices"
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/realign"
)

// Countdown says how many regions are still to be aligned, and what full
// coverage lacks.
func Countdown(c *ask.Call, r *realign.Realignment) pages.Section {
	total := 0
	for _, n := range r.Counts {
		total += n
	}
	aligned := r.Counts.Of(realign.Aligned)
	number := func(n int) string { return c.Lang.Count(int64(n)) }
	s := pages.Section{ID: "countdown", Title: c.Say(pages.CountdownTitle)}
	s.Text = []string{
		c.Say(pages.CountdownText, number(aligned), number(total), number(total-aligned)),
		c.Say(pages.CountdownLeft, left(c, &r.Remaining)),
	}
	t := &pages.Table{Caption: c.Say(pages.CountdownCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColStanding)}, {Title: c.Say(pages.ColMeaning)}, {Title: c.Say(pages.ColRegions), Numeric: true},
	}}
	for _, status := range realign.Statuses {
		filling, word := frame.StandingOf(status)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Swatch: filling, Text: c.Say(word)}, {Text: c.Say(pages.Meanings[string(status)])},
			{Text: number(r.Counts.Of(status))},
		}})
	}
	t.Rows = append(t.Rows,
		pages.Row{Total: true, Cells: []pages.Cell{{Text: c.Say(pages.Total)}, {}, {Text: number(total)}}})
	s.Table = t
	return s
}

// left lists what full coverage lacks; what is not known is left out.
func left(c *ask.Call, r *realign.Remaining) string {
	count := func(m geo.Measure) string { return frame.Amount(c, m, r.Of(m).N) }
	var list []string
	if r.Of(geo.Departments).Reason == "" {
		list = append(list, c.Say(pages.LeftDepartments, count(geo.Departments)))
	}
	switch {
	case r.Of(geo.Neighbourhoods).Reason != "":
	case r.Of(geo.NeighbourhoodPopulation).Reason != "":
		list = append(list, c.Say(pages.LeftHoods, count(geo.Neighbourhoods)))
	default:
		list = append(list, c.Say(pages.LeftHoodsPeople, count(geo.Neighbourhoods), count(geo.NeighbourhoodPopulation)))
	}
	k := &r.Contracts
	contracts := c.Say(pages.LeftContracts, c.Lang.Count(int64(len(k.Remaining))), c.Lang.Count(int64(k.Total())))
	if n := len(k.Undetermined); n > 0 {
		contracts += " " + c.Say(pages.LeftContractsApart, c.Lang.Count(int64(n)))
	}
	return strings.Join(append(list, contracts), ", ")
}

func realignmentPage(c *ask.Call, r *realignmentResult) (*pages.Page, error) {
	evidence, err := r.evidence()
	if err != nil {
		return nil, err
	}
	countdown := Countdown(c, r.Realignment)
	p := &pages.Page{
		Title: c.Say(pages.RealignmentTitle),
		Lead:  c.Say(pages.RealignmentLead, c.Lang.Day(c.Date)) + " " + countdown.Text[0],
		Notes: slices.Concat(countdown.Text[1:], frame.ApartNote(c, &r.Coverage.Totals),
			frame.EvidenceNote(c, c.Say(pages.OfCovered), wire.AgedOf(evidence, geo.Neighbourhoods)), frame.Lacking(c)),
		Form: frame.Form(c), Map: realignmentMap(c, r.Realignment),
		Beside: &pages.Section{ID: "regions", Title: c.Say(pages.RegionsTitle), Table: standingTable(c, r.Realignment)},
	}
	countdown.Text = nil
	p.After = append(p.After, countdown)
	if index := r.Alignment.Neighbourhoods; index.Known {
		p.After = append(p.After, pages.Section{ID: "index", Title: c.Say(pages.IndexTitle),
			Text: []string{c.Say(pages.IndexText, c.Lang.Decimal(index.Value, 3)), c.Say(pages.IndexHow)}})
	}
	p.After = append(p.After, frame.Assumptions(c, r.Coverage.Assumed)...)
	p.After = append(p.After, pages.Section{ID: "crosswalk", Title: c.Say(pages.NavCrosswalk), List: []pages.Item{{
		Term: c.Say(pages.ColRegions), Text: c.Say(pages.SeeCrosswalk), Href: frame.To(c, "/crosswalk"),
	}}})
	return p, nil
}

func realignmentMap(c *ask.Call, r *realign.Realignment) *pages.Map {
	status := map[string]realign.Status{}
	for i := range r.Regions {
		status[r.Regions[i].Unit.Code] = r.Regions[i].Status
	}
	region := map[string]string{}
	for _, u := range c.Snapshot.Units(geo.Department) {
		region[u.Code] = u.Region
	}
	m := frame.Paint(c, geo.Region, c.Say(pages.MapRealignment, c.Lang.Day(c.Date)),
		func(code string) (string, pages.Text) {
			of, department := region[code]
			if !department {
				of = code
			}
			if s, counted := status[of]; counted {
				return frame.StandingOf(s)
			}
			return pages.FillQuiet, pages.Elsewhere
		})
	for _, status := range realign.Statuses {
		filling, word := frame.StandingOf(status)
		m.Legend = append(m.Legend, pages.Key{Fill: filling, Text: c.Say(word)})
	}
	return m
}

func standingTable(c *ask.Call, r *realign.Realignment) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.RealignmentCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColRegion)}, {Title: c.Say(pages.ColStanding)}, {Title: c.Say(pages.ColCentres)},
		{Title: c.Say(pages.ColLeft)}, {Title: c.Say(pages.ColIndex), Numeric: true},
	}}
	for i := range r.Regions {
		region := &r.Regions[i]
		filling, word := frame.StandingOf(region.Status)
		ids := make([]string, len(region.Centres))
		for k := range ids {
			ids[k] = region.Centres[k].Centre.ID
		}
		index := pages.Cell{Text: "–"}
		if x := region.Alignment.Neighbourhoods; x.Known {
			index.Text = c.Lang.Decimal(x.Value, 3)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &region.Unit), {Swatch: filling, Text: c.Say(word)}, frame.CentreCell(c, ids),
			frame.DepartmentCell(c, region.NotCovered), index,
		}})
	}
	return t
}
