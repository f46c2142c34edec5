package whatif

import (
	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
)

// scenarioNotes tell what of the neighbourhoods covered rests on the scenario
// alone, and what cannot be told.
func scenarioNotes(c *ask.Call, before any, after, hypothetical *wire.Figure) (out []string) {
	n, _ := hypothetical.Covered.(int64)
	partly, _ := hypothetical.Undetermined.(int64)
	switch {
	case partly > 0:
		out = append(out, c.Say(pages.ScenarioRestsToo, c.Lang.Count(n), c.Lang.Count(partly)))
	case n > 0:
		out = append(out, c.Say(pages.ScenarioRests, c.Lang.Count(n)))
	}
	return append(out, frame.ApartNotes(c, before, after.Undetermined)...)
}

// loadsSection shows the centres whose load the scenario changes.
func loadsSection(c *ask.Call, loads []centreLoad) pages.Section {
	t := &pages.Table{Caption: c.Say(pages.LoadsCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.MeasureNeighbourhoods), Numeric: true},
		{Title: c.Say(pages.MeasureInhabitants), Numeric: true}, {Title: c.Say(pages.ColContracts), Numeric: true},
	}}
	apart := false // some of it cannot be told
	moved := func(before, after, maybeBefore, maybeAfter any) pages.Cell {
		cell := pages.Cell{
			Text: c.Say(pages.FromTo, frame.Wire(c, before), frame.Wire(c, after)), Small: gap(c, before, after),
		}
		if b, _ := maybeBefore.(int64); b > 0 || maybeAfter != maybeBefore {
			apart = true
			cell.Small = c.Say(pages.ChangeApart, cell.Small,
				c.Say(pages.FromTo, frame.Wire(c, maybeBefore), frame.Wire(c, maybeAfter)))
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
		if _, err := c.Snapshot.Centre(l.ID); err == nil {
			link := frame.CentreLink(c, l.ID)
			name = pages.Cell{Text: link.Text, Href: link.Href}
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			name, moved(b.Neighbourhoods, a.Neighbourhoods, b.Undetermined.Neighbourhoods, a.Undetermined.Neighbourhoods),
			moved(b.NeighbourhoodPopulation, a.NeighbourhoodPopulation, b.Undetermined.NeighbourhoodPopulation,
				a.Undetermined.NeighbourhoodPopulation),
			moved(int64(b.Contracts), int64(a.Contracts), int64(b.ContractsUndetermined), int64(a.ContractsUndetermined)),
		}})
	}
	s := pages.Section{ID: "loads", Title: c.Say(pages.LoadsTitle)}
	if len(t.Rows) == 0 {
		s.Text = []string{c.Say(pages.NoneOfThem)}
	} else {
		s.Table = t
	}
	if apart {
		s.Text = []string{c.Say(pages.LoadsApart)}
	}
	return s
}
