package realignment

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// sensitivityPage shows what each unsure perimeter moves.
func sensitivityPage(c *ask.Call, s *realign.Sensitivity) (*pages.Page, error) {
	day := c.Lang.Day(c.Date)
	p := &pages.Page{Title: c.Say(pages.SensitivityTitle), Form: frame.Form(c), Lead: c.Say(pages.SensitivityNone, day)}
	base := s.Base.Of(geo.Neighbourhoods)
	if w := s.Most(geo.Neighbourhoods); w != nil {
		all, move := wire.FigureOf(geo.Neighbourhoods, base, ""), moveOf(geo.Neighbourhoods, w.Of(geo.Neighbourhoods), base)
		p.Lead = c.Say(pages.SensitivityLead, day, frame.CentreName(c, w.Perimeter.Centre.ID), frame.Moved(c, move.Covered),
			frame.Wire(c, all.Covered), frame.Wire(c, all.Total))
	}
	p.Notes = append([]string{c.Say(pages.SensitivityNote)},
		frame.EvidenceNote(c, c.Say(pages.OfCovered), wire.AgedFigure(s.Evidence, &s.Base, geo.Neighbourhoods))...)
	if len(s.Swings) == 0 {
		return p, nil
	}
	p.Notes = append(p.Notes, frame.Lacking(c)...)
	t := &pages.Table{Caption: c.Say(pages.SensitivityCaption, day), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColConfidence)}, {Title: c.Say(pages.ColIf)},
		{Title: c.Say(pages.ColWhy)},
		{Title: c.Say(pages.MeasureNeighbourhoods), Numeric: true}, {Title: c.Say(pages.MeasureInhabitants), Numeric: true},
		{Title: c.Say(pages.MeasureDepartments), Numeric: true},
	}}
	for i := range s.Swings[:min(len(s.Swings), frame.ShownRows)] {
		t.Rows = append(t.Rows, swingRow(c, &s.Swings[i], &s.Base))
	}
	p.After = []pages.Section{
		{ID: "perimeters", Title: c.Say(pages.SensitivityTable), Text: frame.CutShort(c, len(s.Swings)), Table: t},
	}
	return p, nil
}

func swingRow(c *ask.Call, w *realign.Swing, base *coverage.Figures) pages.Row {
	link := frame.CentreLink(c, w.Perimeter.Centre.ID)
	change := pages.IfAdded
	if w.Counted {
		change = pages.IfRemoved
	}
	var why []string
	if !w.Perimeter.Sourced {
		why = append(why, c.Say(pages.Unsourced))
	}
	for _, a := range w.Assumed {
		end := pages.StartNotKnown
		if a.End == coverage.To {
			end = pages.EndNotKnown
		}
		why = append(why, c.Say(end))
	}
	switch w.Perimeter.Confidence {
	case geo.Medium:
		why = append(why, c.Say(pages.Inferred))
	case geo.Low:
		why = append(why, c.Say(pages.Supposed))
	}
	move := func(m geo.Measure) pages.Cell { return moveCell(c, moveOf(m, w.Of(m), base.Of(m))) }
	return pages.Row{Cells: []pages.Cell{
		{Text: link.Text, Href: link.Href, Small: w.Perimeter.ID}, {Text: frame.ConfidenceWord(c, w.Perimeter.Confidence)},
		{Text: c.Say(change)}, {Text: strings.Join(why, ", ")},
		move(geo.Neighbourhoods), move(geo.NeighbourhoodPopulation), move(geo.Departments),
	}}
}

func moveCell(c *ask.Call, m moveWire) pages.Cell {
	cell := pages.Cell{Text: frame.Moved(c, m.Covered)}
	if m.Share != nil && *m.Share != 0 {
		sign := ""
		if *m.Share > 0 {
			sign = "+"
		}
		cell.Small = c.Say(pages.Points, sign+c.Lang.Decimal(*m.Share*100, 1))
	}
	return cell
}

// crosswalkPage shows how two sets of regions or of neighbourhoods relate.
func crosswalkPage(c *ask.Call, r *crosswalkResult) (*pages.Page, error) {
	if r.neighbourhoods != nil {
		return neighbourhoodsRelated(c, r.neighbourhoods), nil
	}
	return regionsRelated(c, r.regions), nil
}

func regionsRelated(c *ask.Call, meetings []realign.Meeting) *pages.Page {
	t := &pages.Table{Caption: c.Say(pages.CrosswalkRegionsCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColSince2016)}, {Title: c.Say(pages.ColBefore2016)}, {Title: c.Say(pages.ColDepartments)},
		{Title: c.Say(pages.MeasurePopulation), Numeric: true}, {Title: c.Say(pages.ColShareSince), Numeric: true},
		{Title: c.Say(pages.ColShareBefore), Numeric: true},
	}}
	since := map[string]int{}
	for i := range meetings {
		k := pairOf(&meetings[i])
		if k.Since.Level == geo.Region { // the collectivities are not of the 18
			since[k.Since.Code]++
		}
		share := pages.Cell{Text: "–"}
		if s := k.Population.ShareOfSince; s != nil {
			share = pages.Cell{Text: c.Lang.Percent(*s), Bar: s}
		}
		of := "–"
		if s := k.Population.ShareOfBefore; s != nil {
			of = c.Lang.Percent(*s)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &geo.Unit{Level: k.Since.Level, Code: k.Since.Code, Name: k.Since.Name}),
			frame.UnitCell(c, &geo.Unit{Level: k.Before.Level, Code: k.Before.Code, Name: k.Before.Name}),
			frame.DepartmentCell(c, k.DepartmentCodes), {Text: frame.Wire(c, k.Population.Shared)}, share, {Text: of},
		}})
	}
	merged := 0
	for _, n := range since {
		if n > 1 {
			merged++
		}
	}
	return &pages.Page{
		Title: c.Say(pages.CrosswalkRegionsTitle), Form: frame.Form(c),
		Lead:  c.Say(pages.CrosswalkRegionsLead, c.Lang.Count(int64(len(since))), c.Lang.Count(int64(merged))),
		After: []pages.Section{{ID: "regions", Title: c.Say(pages.RegionsTitle), Table: t}},
	}
}

func neighbourhoodsRelated(c *ask.Call, w *realign.NeighbourhoodCrosswalk) *pages.Page {
	t := &pages.Table{Caption: c.Say(pages.CrosswalkHoodsCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.ColCount, "2015"), Numeric: true},
		{Title: c.Say(pages.ColRelated), Numeric: true},
		{Title: c.Say(pages.ColCount, "2024"), Numeric: true}, {Title: c.Say(pages.ColRelated), Numeric: true},
	}}
	row := func(name pages.Cell, r *realign.Relation, total bool) {
		f := relationOf(r)
		t.Rows = append(t.Rows, pages.Row{Total: total, Cells: []pages.Cell{
			name, {Text: wireCount(c, f.QPV2015.Count)}, related(c, &f.QPV2015), {Text: wireCount(c, f.QPV2024.Count)},
			related(c, &f.QPV2024),
		}})
	}
	for i := range w.Regions {
		one := &w.Regions[i]
		row(frame.UnitCell(c, &one.Unit), one, false)
	}
	row(pages.Cell{Text: c.Say(pages.CrosswalkCommon)}, &w.Common, true)
	row(pages.Cell{Text: c.Say(pages.Total)}, &w.Total, true)
	before, then := vintageSideOf(&w.Common.Before), vintageSideOf(&w.Common.Then)
	return &pages.Page{
		Title: c.Say(pages.CrosswalkHoodsTitle), Form: frame.Form(c),
		Lead: c.Say(pages.CrosswalkHoodsLead, wireCount(c, before.Related), wireCount(c, before.Count),
			wireCount(c, then.Related), wireCount(c, then.Count)),
		Notes: []string{c.Say(pages.CrosswalkHoodsNote)},
		After: []pages.Section{{ID: "regions", Title: c.Say(pages.RegionsTitle), Table: t}},
	}
}

func related(c *ask.Call, s *VintageSide) pages.Cell {
	if s.RelatedShare == nil {
		return pages.Cell{Text: "–"}
	}
	return pages.Cell{Text: wireCount(c, s.Related), Small: c.Lang.Percent(*s.RelatedShare), Bar: s.RelatedShare}
}

// wireCount writes a whole number of an answer, whichever type it has there.
func wireCount(c *ask.Call, v any) string {
	if n, ok := v.(int); ok {
		return c.Lang.Count(int64(n))
	}
	return frame.Wire(c, v)
}
