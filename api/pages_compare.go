package api

import (
	"fmt"
	"math"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// showComparison shows the comparison that the route answers with; the map asks
// for both states again by department.
func showComparison(c *call, value any) (*pages.Page, error) {
	d, ok := value.(compareAnswer)
	if !ok {
		return nil, fmt.Errorf("comparison page: unexpected %T", value)
	}
	a, b := c.sideName(&c.A), c.sideName(&c.B)
	p := &pages.Page{Title: c.say(pages.CompareTitle), Form: c.form(), Lead: c.compareLead(&d, a, b)}
	if d.Common != nil {
		p.Notes = append(p.Notes, c.say(pages.CompareCommon))
	}
	n := &d.Totals[geo.Neighbourhoods]
	p.Notes = append(p.Notes, c.apartNotes(n.A.Undetermined, n.B.Undetermined)...)
	p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredIn, a), n.A.Evidence)...)
	p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredIn, b), n.B.Evidence)...)
	p.Notes = append(p.Notes, c.lacking()...)
	var err error
	if p.Map, err = c.compareMap(a, b); err != nil {
		return nil, err
	}
	p.Beside = &pages.Section{ID: "measures", Title: c.say(pages.CompareMeasures), Text: []string{c.say(pages.AreasRounded)}, Table: c.measuresCompared(&d.Totals, a, b)}
	p.After = []pages.Section{c.territoriesCompared(&d, a, b)}
	return p, nil
}

// sideName is the day of a side, and that it is a scenario.
func (c *call) sideName(s *side) string {
	if s.scenario != nil {
		return c.say(pages.SideScenario, c.lang.Day(s.date))
	}
	return c.lang.Day(s.date)
}

func (c *call) compareLead(d *compareAnswer, a, b string) string {
	n := d.Totals[geo.Neighbourhoods]
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

func (c *call) territoriesCompared(d *compareAnswer, a, b string) pages.Section {
	s := pages.Section{ID: "territories", Title: c.say(pages.TerritoriesTitle), Text: c.cutShort(len(d.Territories))}
	t := &pages.Table{Caption: c.say(pages.CompareRows, a, b), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: a}, {Title: b}, {Title: c.say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range d.Territories[:min(len(d.Territories), shownRows)] {
		r := &d.Territories[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&geo.Unit{Level: r.Level, Code: r.Code, Name: r.Name}),
			c.statusCell(coverage.Status(r.StatusA)), c.statusCell(coverage.Status(r.StatusB)), {Text: c.moved(r.Measures[geo.Neighbourhoods].Covered)},
		}})
	}
	s.Table = t
	return s
}

// compareMap fills the departments by what both states have in common.
func (c *call) compareMap(a, b string) (*pages.Map, error) {
	leave, err := c.admitScenarios(c.A.scenario, c.B.scenario) // a scenario runs once more
	if err != nil {
		return nil, err
	}
	defer leave()
	c.Level, c.Territory = geo.Department, geo.France
	before, err := c.stateOf(&c.A)
	if err != nil {
		return nil, err
	}
	after, err := c.stateOf(&c.B)
	if err != nil {
		return nil, err
	}
	was, is := map[string]coverage.Status{}, map[string]coverage.Status{}
	for i := range before.Rows {
		was[before.Rows[i].Unit.Code] = before.Rows[i].Status
	}
	for i := range after.Rows {
		is[after.Rows[i].Unit.Code] = after.Rows[i].Status
	}
	rank := map[coverage.Status]int{coverage.IsUncovered: 0, coverage.IsPartial: 1, coverage.IsCovered: 2}
	return c.paint(geo.Region, c.say(pages.MapCompare, a, b), func(code string) (string, pages.Text) {
		switch {
		case rank[was[code]] < rank[is[code]]:
			return pages.FillGained, pages.CoveredSince
		case rank[was[code]] > rank[is[code]]:
			return pages.FillLost, pages.CoveredNoMore
		}
		return fillOf(is[code])
	}, pages.FillGained, pages.FillLost, pages.FillCovered, pages.FillPartial, pages.FillUncovered), nil
}
