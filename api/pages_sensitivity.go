package api

import (
	"fmt"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
)

// showSensitivity shows what each unsure perimeter moves.
func showSensitivity(c *call, value any) (*pages.Page, error) {
	r, ok := value.(sensitivityAnswer)
	if !ok {
		return nil, fmt.Errorf("sensitivity page: unexpected %T", value)
	}
	day := c.lang.Day(c.Date)
	p := &pages.Page{Title: c.say(pages.SensitivityTitle), Form: c.form(), Lead: c.say(pages.SensitivityNone, day)}
	for i := range r.Perimeters {
		w := &r.Perimeters[i]
		if most := r.Largest[geo.Neighbourhoods]; most != nil && *most == w.Perimeter {
			p.Lead = c.say(pages.SensitivityLead, day, c.centreName(w.Centre), c.moved(w.Moves[geo.Neighbourhoods].Covered),
				c.wire(r.Totals[geo.Neighbourhoods].Covered), c.wire(r.Totals[geo.Neighbourhoods].Total))
		}
	}
	p.Notes = append([]string{c.say(pages.SensitivityNote)}, c.evidenceNote(c.say(pages.OfCovered), r.Totals[geo.Neighbourhoods].Evidence)...)
	if len(r.Perimeters) == 0 {
		return p, nil
	}
	p.Notes = append(p.Notes, c.lacking()...)
	t := &pages.Table{Caption: c.say(pages.SensitivityCaption, day), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColConfidence)}, {Title: c.say(pages.ColIf)}, {Title: c.say(pages.ColWhy)},
		{Title: c.say(pages.MeasureNeighbourhoods), Numeric: true}, {Title: c.say(pages.MeasureInhabitants), Numeric: true}, {Title: c.say(pages.MeasureDepartments), Numeric: true},
	}}
	for i := range r.Perimeters[:min(len(r.Perimeters), shownRows)] {
		t.Rows = append(t.Rows, c.swingRow(&r.Perimeters[i]))
	}
	p.After = []pages.Section{{ID: "perimeters", Title: c.say(pages.SensitivityTable), Text: c.cutShort(len(r.Perimeters)), Table: t}}
	return p, nil
}

func (c *call) swingRow(w *swingWire) pages.Row {
	link := c.centreLink(w.Centre)
	change := pages.IfAdded
	if w.Change == "removed" {
		change = pages.IfRemoved
	}
	var why []string
	if !w.Sourced {
		why = append(why, c.say(pages.Unsourced))
	}
	for _, a := range w.Assumptions {
		end := pages.StartNotKnown
		if a.End == "to" {
			end = pages.EndNotKnown
		}
		why = append(why, c.say(end))
	}
	grade := w.Confidence
	if k, err := geo.ParseConfidence(w.Confidence); err == nil {
		grade = c.confidenceWord(k)
		switch k {
		case geo.Medium:
			why = append(why, c.say(pages.Inferred))
		case geo.Low:
			why = append(why, c.say(pages.Supposed))
		}
	}
	return pages.Row{Cells: []pages.Cell{
		{Text: link.Text, Href: link.Href, Small: w.Perimeter}, {Text: grade}, {Text: c.say(change)}, {Text: strings.Join(why, ", ")},
		c.moveCell(&w.Moves[geo.Neighbourhoods]), c.moveCell(&w.Moves[geo.NeighbourhoodPopulation]), c.moveCell(&w.Moves[geo.Departments]),
	}}
}

func (c *call) moveCell(m *moveWire) pages.Cell {
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

// showCrosswalk shows how two sets of regions or of neighbourhoods relate.
func showCrosswalk(c *call, value any) (*pages.Page, error) {
	switch r := value.(type) {
	case regionCrosswalk:
		return c.regionsRelated(r.Pairs), nil
	case neighbourhoodCrosswalk:
		return c.neighbourhoodsRelated(&r), nil
	}
	return nil, fmt.Errorf("crosswalk page: unexpected %T", value)
}

func (c *call) regionsRelated(pairs []pairWire) *pages.Page {
	t := &pages.Table{Caption: c.say(pages.CrosswalkRegionsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColSince2016)}, {Title: c.say(pages.ColBefore2016)}, {Title: c.say(pages.ColDepartments)},
		{Title: c.say(pages.MeasurePopulation), Numeric: true}, {Title: c.say(pages.ColShareSince), Numeric: true}, {Title: c.say(pages.ColShareBefore), Numeric: true},
	}}
	since := map[string]int{}
	for i := range pairs {
		k := &pairs[i]
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

func (c *call) neighbourhoodsRelated(r *neighbourhoodCrosswalk) *pages.Page {
	t := &pages.Table{Caption: c.say(pages.CrosswalkHoodsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColCount, "2015"), Numeric: true}, {Title: c.say(pages.ColRelated), Numeric: true},
		{Title: c.say(pages.ColCount, "2024"), Numeric: true}, {Title: c.say(pages.ColRelated), Numeric: true},
	}}
	row := func(name pages.Cell, f *relationFields, total bool) {
		t.Rows = append(t.Rows, pages.Row{Total: total, Cells: []pages.Cell{
			name, {Text: c.wireCount(f.QPV2015.Count)}, c.related(&f.QPV2015), {Text: c.wireCount(f.QPV2024.Count)}, c.related(&f.QPV2024),
		}})
	}
	for i := range r.Regions {
		one := &r.Regions[i]
		row(c.unitCell(&geo.Unit{Level: one.Level, Code: one.Code, Name: one.Name}), &one.relationFields, false)
	}
	row(pages.Cell{Text: c.say(pages.CrosswalkCommon)}, &r.Common, true)
	row(pages.Cell{Text: c.say(pages.Total)}, &r.Total, true)
	before, then := &r.Common.QPV2015, &r.Common.QPV2024
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
