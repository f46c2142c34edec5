package frame

import (
	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// ApartNote tells them in one state.
func ApartNote(c *ask.Call, f *coverage.Figures) []string {
	n := f.Of(geo.Neighbourhoods).Undetermined
	return ApartNotes(c, n, n)
}

// ApartNotes tell the neighbourhoods that lie, or may lie, partly in what is
// covered, in two states.
func ApartNotes(c *ask.Call, before, after any) []string {
	b, _ := before.(int64)
	a, _ := after.(int64)
	switch {
	case a == 0 && b == 0:
		return nil
	case a == b:
		return []string{c.Say(pages.NoteUndetermined, c.Lang.Count(a))}
	}
	return []string{c.Say(pages.NoteUndetermined, c.Say(pages.FromTo, c.Lang.Count(b), c.Lang.Count(a)))}
}

// Assumptions lists the ends of perimeters that decided a figure unproven.
func Assumptions(c *ask.Call, assumed []coverage.Assumption) []pages.Section {
	if len(assumed) == 0 {
		return nil
	}
	t := &pages.Table{Caption: c.Say(pages.AssumptionsCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColEnd)}, {Title: c.Say(pages.ColPublished)},
		{Title: c.Say(pages.ColAttested)}, {Title: c.Say(pages.ColQPVAtStake), Numeric: true},
	}}
	for _, one := range assumed {
		end := pages.EndFrom
		if one.End == coverage.To {
			end = pages.EndTo
		}
		link := CentreLink(c, one.Perimeter.Centre.ID)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href}, {Text: c.Say(end)}, {Text: c.Lang.Published(one.Known)},
			{Text: c.Lang.Published(one.Perimeter.Attested)}, {Text: c.Lang.Count(one.Neighbourhoods)},
		}})
	}
	return []pages.Section{
		{ID: "assumptions", Title: c.Say(pages.AssumptionsTitle), Text: []string{c.Say(pages.AssumptionsText)}, Table: t},
	}
}

// CutShort says that a table shows the first of so many rows; nothing where it shows all.
func CutShort(c *ask.Call, rows int) []string {
	if rows <= ShownRows {
		return nil
	}
	return []string{c.Say(pages.CutShort, c.Lang.Count(ShownRows), c.Lang.Count(int64(rows)))}
}

// ShownRows bounds the tables of a page: that of all communes would take
// minutes to read and megabytes to send. The CSV has all.
const ShownRows = 200

// Caveats says how much of the network is known, and what rests on no source.
func Caveats(c *ask.Call, a *coverage.Analysis) []string {
	out := Lacking(c)
	if a.Size != nil && a.Size.Count.Known {
		out = append(out,
			c.Say(pages.NoteKnown, c.Lang.Count(int64(a.Known)), c.Lang.Count(a.Size.Count.N), c.Lang.Published(a.Size.Date)))
	} else {
		out = append(out, c.Say(pages.NoteKnownAlone, c.Lang.Count(int64(a.Known))))
	}
	out = append(out, ApartNote(c, &a.Totals)...)
	if n := a.Totals.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		out = append(out, c.Say(pages.NoteUnsourced, c.Lang.Count(n)))
	}
	if c.Date > c.Today {
		out = append(out, c.Say(pages.NoteFuture))
	}
	if len(a.NotCounted) > 0 {
		out = append(out, c.Say(pages.NoteNotCounted))
	}
	return out
}
