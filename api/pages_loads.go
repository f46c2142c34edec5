package api

import (
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// scenarioNotes tell what of the neighbourhoods covered rests on the scenario
// alone, and what cannot be told.
func (c *call) scenarioNotes(before any, after, hypothetical *figure) (out []string) {
	n, _ := hypothetical.Covered.(int64)
	partly, _ := hypothetical.Undetermined.(int64)
	switch {
	case partly > 0:
		out = append(out, c.say(pages.ScenarioRestsToo, c.lang.Count(n), c.lang.Count(partly)))
	case n > 0:
		out = append(out, c.say(pages.ScenarioRests, c.lang.Count(n)))
	}
	return append(out, c.apartNotes(before, after.Undetermined)...)
}

// apartNotes tell the neighbourhoods that lie, or may lie, partly in what is
// covered, in two states.
func (c *call) apartNotes(before, after any) []string {
	b, _ := before.(int64)
	a, _ := after.(int64)
	switch {
	case a == 0 && b == 0:
		return nil
	case a == b:
		return []string{c.say(pages.NoteUndetermined, c.lang.Count(a))}
	}
	return []string{c.say(pages.NoteUndetermined, c.say(pages.FromTo, c.lang.Count(b), c.lang.Count(a)))}
}

// apartNote tells them in one state.
func (c *call) apartNote(f *coverage.Figures) []string {
	n := f.Of(geo.Neighbourhoods).Undetermined
	return c.apartNotes(n, n)
}

// loadsSection shows the centres whose load the scenario changes.
func (c *call) loadsSection(loads []centreLoad) pages.Section {
	t := &pages.Table{Caption: c.say(pages.LoadsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.MeasureNeighbourhoods), Numeric: true},
		{Title: c.say(pages.MeasureInhabitants), Numeric: true}, {Title: c.say(pages.ColContracts), Numeric: true},
	}}
	apart := false // some of it cannot be told
	moved := func(before, after, maybeBefore, maybeAfter any) pages.Cell {
		cell := pages.Cell{Text: c.say(pages.FromTo, c.wire(before), c.wire(after)), Small: c.gap(before, after)}
		if b, _ := maybeBefore.(int64); b > 0 || maybeAfter != maybeBefore {
			apart = true
			cell.Small = c.say(pages.ChangeApart, cell.Small, c.say(pages.FromTo, c.wire(maybeBefore), c.wire(maybeAfter)))
		}
		return cell
	}
	for i := range loads {
		l := &loads[i]
		b, a := &l.Before, &l.After
		if *b == *a {
			continue
		}
		name := pages.Cell{Text: l.Name}
		if _, err := c.snapshot.Centre(l.ID); err == nil {
			link := c.centreLink(l.ID)
			name = pages.Cell{Text: link.Text, Href: link.Href}
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			name, moved(b.Neighbourhoods, a.Neighbourhoods, b.undetermined.Neighbourhoods, a.undetermined.Neighbourhoods),
			moved(b.NeighbourhoodPopulation, a.NeighbourhoodPopulation, b.undetermined.NeighbourhoodPopulation, a.undetermined.NeighbourhoodPopulation),
			moved(int64(b.Contracts), int64(a.Contracts), int64(b.ContractsUndetermined), int64(a.ContractsUndetermined)),
		}})
	}
	s := pages.Section{ID: "loads", Title: c.say(pages.LoadsTitle)}
	if len(t.Rows) == 0 {
		s.Text = []string{c.say(pages.NoneOfThem)}
	} else {
		s.Table = t
	}
	if apart {
		s.Text = []string{c.say(pages.LoadsApart)}
	}
	return s
}
