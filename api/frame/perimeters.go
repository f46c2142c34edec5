package frame

import (
	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// PerimeterTable is perimeters with their dates as published.
func PerimeterTable(c *ask.Call, caption string, list []*snapshot.Perimeter, named bool) *pages.Table {
	first := pages.ColPerimeter
	if named {
		first = pages.ColCentre
	}
	t := &pages.Table{Caption: caption, Columns: []pages.Column{
		{Title: c.Say(first)}, {Title: c.Say(pages.ColFrom)}, {Title: c.Say(pages.ColTo)}, {Title: c.Say(pages.ColGround)},
		{Title: c.Say(pages.ColScope)}, {Title: c.Say(pages.ColConfidence)},
	}}
	for _, p := range list {
		head := pages.Cell{Text: p.ID}
		if named {
			link := CentreLink(c, p.Centre.ID)
			head = pages.Cell{Text: link.Text, Href: link.Href}
		}
		confidence := pages.Cell{Text: ConfidenceWord(c, p.Confidence)}
		if !p.Sourced {
			confidence.Small = c.Say(pages.Unsourced)
		}
		scope := pages.ScopePolicy
		if p.Scope != geo.Policy {
			scope = pages.ScopeOutside
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			head, {Text: end(c, p.From, pages.StartNotKnown)}, {Text: end(c, p.To, pages.EndNotKnown)}, {Text: groundOf(c, p)},
			{Text: c.Say(scope)}, confidence,
		}})
	}
	return t
}

// end writes one end of a perimeter.
func end(c *ask.Call, f geo.Fuzzy, unknown pages.Text) string {
	if !f.Known() {
		return c.Say(unknown)
	}
	return c.Lang.Published(f)
}

// groundOf names what a perimeter covers.
func groundOf(c *ask.Call, p *snapshot.Perimeter) string {
	var names []string
	for _, ref := range p.Units {
		name := wire.UnitName(c.Snapshot, ref)
		switch {
		case name == "":
			name = ref.Code
		case ref.Level == geo.Department || ref.Level == geo.Commune:
			name += " (" + ref.Code + ")"
		}
		names = append(names, name)
	}
	if len(p.Drawn) > 0 {
		names = append(names, c.Say(pages.DrawnGround))
	}
	return Joined(names)
}
