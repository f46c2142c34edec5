package whatif

import (
	"math"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

func comparePage(c *ask.Call, d *compareResult) (*pages.Page, error) {
	shown, err := d.shown()
	if err != nil {
		return nil, err
	}
	a, b := sideName(c, SideA(c)), sideName(c, SideB(c))
	totals, hoods := differencesOf(&d.Totals), d.Totals.Of(geo.Neighbourhoods)
	n := &totals[geo.Neighbourhoods]
	p := &pages.Page{
		Title: c.Say(pages.CompareTitle), Form: frame.Form(c), Lead: compareLead(c, n, a, b),
		Map: compareMap(c, c.Say(pages.MapCompare, a, b), shown.statuses[0], shown.statuses[1]),
	}
	if d.Common != "" {
		p.Notes = append(p.Notes, c.Say(pages.CompareCommon))
	}
	p.Notes = append(p.Notes, frame.ApartNotes(c, n.A.Undetermined, n.B.Undetermined)...)
	if hoods.A.Reason == "" {
		p.Notes = append(p.Notes,
			frame.EvidenceNote(c, c.Say(pages.OfCoveredIn, a), wire.AgedOf(shown.evidence[0], geo.Neighbourhoods))...)
	}
	if hoods.B.Reason == "" {
		p.Notes = append(p.Notes,
			frame.EvidenceNote(c, c.Say(pages.OfCoveredIn, b), wire.AgedOf(shown.evidence[1], geo.Neighbourhoods))...)
	}
	p.Notes = append(p.Notes, frame.Lacking(c)...)
	p.Beside = &pages.Section{
		ID: "measures", Title: c.Say(pages.CompareMeasures), Text: []string{c.Say(pages.AreasRounded)},
		Table: measuresCompared(c, &totals, a, b),
	}
	p.After = []pages.Section{territoriesCompared(c, d.Rows, a, b)}
	return p, nil
}

// sideName is the day of a side, and that it is a scenario.
func sideName(c *ask.Call, s *side) string {
	if s.scenario != nil {
		return c.Say(pages.SideScenario, c.Lang.Day(s.Date))
	}
	return c.Lang.Day(s.Date)
}

func compareLead(c *ask.Call, n *Difference, a, b string) string {
	moved, ok := n.Covered.(int64)
	if !ok {
		return c.Say(pages.CompareNone, a, b)
	}
	return c.Say(pages.CompareLead, a, b, c.Lang.Signed(moved), frame.Wire(c, n.A.Covered), frame.Wire(c, n.A.Total),
		frame.Wire(c, n.B.Covered), frame.Wire(c, n.B.Total))
}

func measuresCompared(c *ask.Call, d *differences, a, b string) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.CompareCaption, a, b), Columns: []pages.Column{
		{Title: c.Say(pages.ColMeasure)}, {Title: a, Numeric: true}, {Title: b, Numeric: true},
		{Title: c.Say(pages.ColDifference), Numeric: true},
	}}
	for _, m := range frame.ShownMeasures {
		d := &d[m]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.Say(frame.MeasureWords[m])}, counted(c, &d.A), counted(c, &d.B), {Text: gap(c, d.A.Covered, d.B.Covered)},
		}})
	}
	return t
}

func counted(c *ask.Call, k *Counting) pages.Cell {
	cell := pages.Cell{Text: frame.Wire(c, k.Covered), Bar: k.Share}
	if k.Share != nil {
		cell.Small = c.Lang.Percent(*k.Share)
	}
	return cell
}

// gap writes the difference of two numbers of an answer, signed: that of the numbers
// as they are shown, so that a row adds up.
func gap(c *ask.Call, before, after any) string {
	switch a := after.(type) {
	case int64:
		if b, ok := before.(int64); ok {
			return frame.Moved(c, a-b)
		}
	case float64:
		if b, ok := before.(float64); ok {
			return frame.Moved(c, math.RoundToEven(a)-math.RoundToEven(b))
		}
	}
	return "–"
}

func territoriesCompared(c *ask.Call, rows []scenario.RowDiff, a, b string) pages.Section {
	s := pages.Section{ID: "territories", Title: c.Say(pages.TerritoriesTitle), Text: frame.CutShort(c, len(rows))}
	t := &pages.Table{Caption: c.Say(pages.CompareRows, a, b), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: a}, {Title: b}, {Title: c.Say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range rows[:min(len(rows), frame.ShownRows)] {
		r := &rows[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &r.Unit), frame.StatusCell(c, r.StatusA), frame.StatusCell(c, r.StatusB),
			{Text: frame.Moved(c, differenceOf(geo.Neighbourhoods, r.Measures.Of(geo.Neighbourhoods)).Covered)},
		}})
	}
	s.Table = t
	return s
}

// compareMap fills the departments by what both states have in common.
func compareMap(c *ask.Call, title string, was, is statuses) *pages.Map {
	rank := map[coverage.Status]int{coverage.IsUncovered: 0, coverage.IsPartial: 1, coverage.IsCovered: 2}
	return frame.Paint(c, geo.Region, title, func(code string) (string, pages.Text) {
		switch {
		case rank[was[code]] < rank[is[code]]:
			return pages.FillGained, pages.CoveredSince
		case rank[was[code]] > rank[is[code]]:
			return pages.FillLost, pages.CoveredNoMore
		}
		return frame.FillOf(is[code])
	}, pages.FillGained, pages.FillLost, pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}
