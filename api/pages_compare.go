package api

import (
	"math"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

func comparePage(c *call, d *compareResult) (*pages.Page, error) {
	shown, err := d.shown()
	if err != nil {
		return nil, err
	}
	a, b := c.sideName(sideA(c)), c.sideName(sideB(c))
	totals, hoods := differencesOf(&d.Totals), d.Totals.Of(geo.Neighbourhoods)
	n := &totals[geo.Neighbourhoods]
	p := &pages.Page{
		Title: c.say(pages.CompareTitle), Form: c.form(), Lead: c.compareLead(n, a, b),
		Map: c.compareMap(c.say(pages.MapCompare, a, b), shown.statuses[0], shown.statuses[1]),
	}
	if d.Common != "" {
		p.Notes = append(p.Notes, c.say(pages.CompareCommon))
	}
	p.Notes = append(p.Notes, c.apartNotes(n.A.Undetermined, n.B.Undetermined)...)
	if hoods.A.Reason == "" {
		p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredIn, a), agedOf(shown.evidence[0], geo.Neighbourhoods))...)
	}
	if hoods.B.Reason == "" {
		p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredIn, b), agedOf(shown.evidence[1], geo.Neighbourhoods))...)
	}
	p.Notes = append(p.Notes, c.lacking()...)
	p.Beside = &pages.Section{ID: "measures", Title: c.say(pages.CompareMeasures), Text: []string{c.say(pages.AreasRounded)}, Table: c.measuresCompared(&totals, a, b)}
	p.After = []pages.Section{c.territoriesCompared(d.Rows, a, b)}
	return p, nil
}

// sideName is the day of a side, and that it is a scenario.
func (c *call) sideName(s *side) string {
	if s.scenario != nil {
		return c.say(pages.SideScenario, c.lang.Day(s.date))
	}
	return c.lang.Day(s.date)
}

func (c *call) compareLead(n *difference, a, b string) string {
	moved, ok := n.Covered.(int64)
	if !ok {
		return c.say(pages.CompareNone, a, b)
	}
	return c.say(pages.CompareLead, a, b, c.lang.Signed(moved), c.wire(n.A.Covered), c.wire(n.A.Total), c.wire(n.B.Covered), c.wire(n.B.Total))
}

func (c *call) measuresCompared(d *differences, a, b string) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.CompareCaption, a, b), Columns: []pages.Column{
		{Title: c.say(pages.ColMeasure)}, {Title: a, Numeric: true}, {Title: b, Numeric: true}, {Title: c.say(pages.ColDifference), Numeric: true},
	}}
	for _, m := range shownMeasures {
		d := &d[m]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.say(measureWords[m])}, c.counted(&d.A), c.counted(&d.B), {Text: c.gap(d.A.Covered, d.B.Covered)},
		}})
	}
	return t
}

func (c *call) counted(k *counting) pages.Cell {
	cell := pages.Cell{Text: c.wire(k.Covered), Bar: k.Share}
	if k.Share != nil {
		cell.Small = c.lang.Percent(*k.Share)
	}
	return cell
}

// moved writes a difference, signed.
func (c *call) moved(covered any) string {
	switch n := covered.(type) {
	case int64:
		return c.lang.Signed(n)
	case float64:
		return c.lang.Signed(int64(math.RoundToEven(n))) + squareKilometres
	}
	return "–"
}

// gap writes the difference of two numbers of an answer, signed: that of the numbers
// as they are shown, so that a row adds up.
func (c *call) gap(before, after any) string {
	switch a := after.(type) {
	case int64:
		if b, ok := before.(int64); ok {
			return c.moved(a - b)
		}
	case float64:
		if b, ok := before.(float64); ok {
			return c.moved(math.RoundToEven(a) - math.RoundToEven(b))
		}
	}
	return "–"
}

func (c *call) territoriesCompared(rows []scenario.RowDiff, a, b string) pages.Section {
	s := pages.Section{ID: "territories", Title: c.say(pages.TerritoriesTitle), Text: c.cutShort(len(rows))}
	t := &pages.Table{Caption: c.say(pages.CompareRows, a, b), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: a}, {Title: b}, {Title: c.say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range rows[:min(len(rows), shownRows)] {
		r := &rows[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&r.Unit), c.statusCell(r.StatusA), c.statusCell(r.StatusB),
			{Text: c.moved(differenceOf(geo.Neighbourhoods, r.Measures.Of(geo.Neighbourhoods)).Covered)},
		}})
	}
	s.Table = t
	return s
}

// compareMap fills the departments by what both states have in common.
func (c *call) compareMap(title string, was, is statuses) *pages.Map {
	rank := map[coverage.Status]int{coverage.IsUncovered: 0, coverage.IsPartial: 1, coverage.IsCovered: 2}
	return c.paint(geo.Region, title, func(code string) (string, pages.Text) {
		switch {
		case rank[was[code]] < rank[is[code]]:
			return pages.FillGained, pages.CoveredSince
		case rank[was[code]] > rank[is[code]]:
			return pages.FillLost, pages.CoveredNoMore
		}
		return fillOf(is[code])
	}, pages.FillGained, pages.FillLost, pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}
