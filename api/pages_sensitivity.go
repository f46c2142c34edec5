package api

import (
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// sensitivityPage shows what each unsure perimeter moves.
func sensitivityPage(c *call, s *realign.Sensitivity) (*pages.Page, error) {
	day := c.lang.Day(c.Date)
	p := &pages.Page{Title: c.say(pages.SensitivityTitle), Form: c.form(), Lead: c.say(pages.SensitivityNone, day)}
	base := s.Base.Of(geo.Neighbourhoods)
	if w := s.Most(geo.Neighbourhoods); w != nil {
		all, move := figureOf(geo.Neighbourhoods, base, ""), moveOf(geo.Neighbourhoods, w.Of(geo.Neighbourhoods), base)
		p.Lead = c.say(pages.SensitivityLead, day, c.centreName(w.Perimeter.Centre.ID), c.moved(move.Covered), c.wire(all.Covered), c.wire(all.Total))
	}
	p.Notes = append([]string{c.say(pages.SensitivityNote)}, c.evidenceNote(c.say(pages.OfCovered), agedFigure(s.Evidence, &s.Base, geo.Neighbourhoods))...)
	if len(s.Swings) == 0 {
		return p, nil
	}
	p.Notes = append(p.Notes, c.lacking()...)
	t := &pages.Table{Caption: c.say(pages.SensitivityCaption, day), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColConfidence)}, {Title: c.say(pages.ColIf)}, {Title: c.say(pages.ColWhy)},
		{Title: c.say(pages.MeasureNeighbourhoods), Numeric: true}, {Title: c.say(pages.MeasureInhabitants), Numeric: true}, {Title: c.say(pages.MeasureDepartments), Numeric: true},
	}}
	for i := range s.Swings[:min(len(s.Swings), shownRows)] {
		t.Rows = append(t.Rows, c.swingRow(&s.Swings[i], &s.Base))
	}
	p.After = []pages.Section{{ID: "perimeters", Title: c.say(pages.SensitivityTable), Text: c.cutShort(len(s.Swings)), Table: t}}
	return p, nil
}

func (c *call) swingRow(w *realign.Swing, base *coverage.Figures) pages.Row {
	link := c.centreLink(w.Perimeter.Centre.ID)
	change := pages.IfAdded
	if w.Counted {
		change = pages.IfRemoved
	}
	var why []string
	if !w.Perimeter.Sourced {
		why = append(why, c.say(pages.Unsourced))
	}
	for _, a := range w.Assumed {
		end := pages.StartNotKnown
		if a.End == coverage.To {
			end = pages.EndNotKnown
		}
		why = append(why, c.say(end))
	}
	switch w.Perimeter.Confidence {
	case geo.Medium:
		why = append(why, c.say(pages.Inferred))
	case geo.Low:
		why = append(why, c.say(pages.Supposed))
	}
	move := func(m geo.Measure) pages.Cell { return c.moveCell(moveOf(m, w.Of(m), base.Of(m))) }
	return pages.Row{Cells: []pages.Cell{
		{Text: link.Text, Href: link.Href, Small: w.Perimeter.ID}, {Text: c.confidenceWord(w.Perimeter.Confidence)}, {Text: c.say(change)}, {Text: strings.Join(why, ", ")},
		move(geo.Neighbourhoods), move(geo.NeighbourhoodPopulation), move(geo.Departments),
	}}
}

func (c *call) moveCell(m moveWire) pages.Cell {
	cell := pages.Cell{Text: c.moved(m.Covered)}
	if m.Share != nil && *m.Share != 0 {
		sign := ""
		if *m.Share > 0 {
			sign = "+"
		}
		cell.Small = c.say(pages.Points, sign+c.lang.Decimal(*m.Share*100, 1))
	}
	return cell
}

// crosswalkPage shows how two sets of regions or of neighbourhoods relate.
func crosswalkPage(c *call, r *crosswalkResult) (*pages.Page, error) {
	if r.neighbourhoods != nil {
		return c.neighbourhoodsRelated(r.neighbourhoods), nil
	}
	return c.regionsRelated(r.regions), nil
}

func (c *call) regionsRelated(meetings []realign.Meeting) *pages.Page {
	t := &pages.Table{Caption: c.say(pages.CrosswalkRegionsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColSince2016)}, {Title: c.say(pages.ColBefore2016)}, {Title: c.say(pages.ColDepartments)},
		{Title: c.say(pages.MeasurePopulation), Numeric: true}, {Title: c.say(pages.ColShareSince), Numeric: true}, {Title: c.say(pages.ColShareBefore), Numeric: true},
	}}
	since := map[string]int{}
	for i := range meetings {
		k := pairOf(&meetings[i])
		if k.Since.Level == geo.Region { // the collectivities are not of the 18
			since[k.Since.Code]++
		}
		share := pages.Cell{Text: "–"}
		if s := k.Population.ShareOfSince; s != nil {
			share = pages.Cell{Text: c.lang.Percent(*s), Bar: s}
		}
		of := "–"
		if s := k.Population.ShareOfBefore; s != nil {
			of = c.lang.Percent(*s)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&geo.Unit{Level: k.Since.Level, Code: k.Since.Code, Name: k.Since.Name}),
			c.unitCell(&geo.Unit{Level: k.Before.Level, Code: k.Before.Code, Name: k.Before.Name}),
			c.departmentCell(k.DepartmentCodes), {Text: c.wire(k.Population.Shared)}, share, {Text: of},
		}})
	}
	merged := 0
	for _, n := range since {
		if n > 1 {
			merged++
		}
	}
	return &pages.Page{
		Title: c.say(pages.CrosswalkRegionsTitle), Form: c.form(),
		Lead:  c.say(pages.CrosswalkRegionsLead, c.lang.Count(int64(len(since))), c.lang.Count(int64(merged))),
		After: []pages.Section{{ID: "regions", Title: c.say(pages.RegionsTitle), Table: t}},
	}
}

func (c *call) neighbourhoodsRelated(w *realign.NeighbourhoodCrosswalk) *pages.Page {
	t := &pages.Table{Caption: c.say(pages.CrosswalkHoodsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColCount, "2015"), Numeric: true}, {Title: c.say(pages.ColRelated), Numeric: true},
		{Title: c.say(pages.ColCount, "2024"), Numeric: true}, {Title: c.say(pages.ColRelated), Numeric: true},
	}}
	row := func(name pages.Cell, r *realign.Relation, total bool) {
		f := relationOf(r)
		t.Rows = append(t.Rows, pages.Row{Total: total, Cells: []pages.Cell{
			name, {Text: c.wireCount(f.QPV2015.Count)}, c.related(&f.QPV2015), {Text: c.wireCount(f.QPV2024.Count)}, c.related(&f.QPV2024),
		}})
	}
	for i := range w.Regions {
		one := &w.Regions[i]
		row(c.unitCell(&one.Unit), one, false)
	}
	row(pages.Cell{Text: c.say(pages.CrosswalkCommon)}, &w.Common, true)
	row(pages.Cell{Text: c.say(pages.Total)}, &w.Total, true)
	before, then := vintageSideOf(&w.Common.Before), vintageSideOf(&w.Common.Then)
	return &pages.Page{
		Title: c.say(pages.CrosswalkHoodsTitle), Form: c.form(),
		Lead:  c.say(pages.CrosswalkHoodsLead, c.wireCount(before.Related), c.wireCount(before.Count), c.wireCount(then.Related), c.wireCount(then.Count)),
		Notes: []string{c.say(pages.CrosswalkHoodsNote)},
		After: []pages.Section{{ID: "regions", Title: c.say(pages.RegionsTitle), Table: t}},
	}
}

func (c *call) related(s *vintageSide) pages.Cell {
	if s.RelatedShare == nil {
		return pages.Cell{Text: "–"}
	}
	return pages.Cell{Text: c.wireCount(s.Related), Small: c.lang.Percent(*s.RelatedShare), Bar: s.RelatedShare}
}

// wireCount writes a whole number of an answer, whichever type it has there.
func (c *call) wireCount(v any) string {
	if n, ok := v.(int); ok {
		return c.lang.Count(int64(n))
	}
	return c.wire(v)
}
