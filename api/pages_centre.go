package api

import (
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

func joined(list []string) string { return strings.Join(list, ", ") }

func centresPage(c *call, centres []geo.Centre) (*pages.Page, error) {
	t := &pages.Table{Caption: c.say(pages.CentresCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColSeat)}, {Title: c.say(pages.ColPerimeters), Numeric: true}, {Title: c.say(pages.ColStatusNow)},
	}}
	for i := range centres {
		g := &centres[i]
		seat, _ := c.sourced(g.Seat)
		if seat == "" {
			seat = c.say(pages.NotKnown)
		}
		link := c.centreLink(g.ID)
		status, foreign := c.sourced(g.Status)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href, Small: g.Acronym}, {Text: seat},
			{Text: c.lang.Count(int64(len(g.Perimeters)))}, {Text: status, Foreign: foreign},
		}})
	}
	return &pages.Page{
		Title: c.say(pages.CentresTitle), Lead: c.say(pages.CentresLead, c.lang.Count(int64(len(t.Rows)))),
		Beside: &pages.Section{ID: "centres", Title: c.say(pages.CentresTable), Table: t},
	}, nil
}

// centrePage is one centre: its load on a day, its ground, its history and
// sources.
func centrePage(c *call, r *centreResult) (*pages.Page, error) {
	onDay, err := r.onDay()
	if err != nil {
		return nil, err
	}
	centre, a := r.Centre, onDay.Analysis
	p := &pages.Page{
		Title: c.centreName(centre.ID), Form: c.form(), Lead: c.centreLead(a, onDay.own),
		Above: []pages.Link{{Href: c.to("/centres"), Text: c.say(pages.NavCentres)}},
	}
	if len(onDay.own) > 0 {
		p.Cards, p.Map, p.Notes = c.cards(&a.Totals, nil), c.centreMap(centre, a), c.lacking()
	}
	p.Notes = append(p.Notes, c.apartNote(&a.Totals)...)
	if n := a.Totals.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		p.Notes = append(p.Notes, c.say(pages.NoteUnsourced, c.lang.Count(n)))
	}
	p.Beside = &pages.Section{ID: "identity", Title: c.say(pages.IdentityTitle), List: c.identity(centre)}
	if len(centre.Perimeters) == 0 {
		p.After = []pages.Section{{ID: "history", Title: c.say(pages.HistoryTitle), Text: []string{c.say(pages.HistoryNone)}}}
		return p, nil
	}
	var all []*snapshot.Perimeter
	for i := range r.perimeters {
		all = append(all, &r.perimeters[i])
	}
	p.After = append(p.After,
		pages.Section{ID: "history", Title: c.say(pages.HistoryTitle), Table: c.perimeterTable(c.say(pages.HistoryCaption, p.Title), all, false)},
		pages.Section{ID: "sources", Title: c.say(pages.SourcesTitle), List: c.sourcesOf(all)})
	return p, nil
}

func (c *call) centreLead(a *coverage.Analysis, own snapshot.Network) string {
	if len(own) == 0 {
		return c.say(pages.CentreIdle, c.lang.Day(c.Date))
	}
	f := a.Totals.Of(geo.Neighbourhoods)
	departments := int64(0)
	for i := range a.Rows {
		if a.Rows[i].Status != coverage.IsUncovered {
			departments++
		}
	}
	return c.say(pages.CentreLead, c.lang.Day(c.Date), c.coveredOr(f), string(c.Geography),
		c.coveredOr(a.Totals.Of(geo.NeighbourhoodPopulation)), c.lang.Count(departments))
}

// coveredOr is what is covered of a measure, or that no number is known.
func (c *call) coveredOr(f *coverage.Figure) string {
	if f.Reason != "" {
		return c.say(pages.UnknownNumber)
	}
	return c.lang.Count(f.Covered)
}

func (c *call) centreMap(centre *geo.Centre, a *coverage.Analysis) *pages.Map {
	status := map[string]coverage.Status{}
	for i := range a.Rows {
		status[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	m := c.paint(geo.Region, c.say(pages.MapCentre, c.centreName(centre.ID), c.lang.Day(c.Date)), func(code string) (string, pages.Text) {
		if s := status[code]; s != coverage.IsUncovered {
			return fillOf(s)
		}
		return pages.FillQuiet, pages.Elsewhere
	})
	m.Legend = []pages.Key{{Fill: pages.FillCovered, Text: c.say(pages.CoveredByIt)}, {Fill: pages.FillPartial, Text: c.say(pages.Partial)}, {Fill: pages.FillQuiet, Text: c.say(pages.Elsewhere)}}
	return m
}

// identity is what is known of a centre, and what is not.
func (c *call) identity(g *geo.Centre) []pages.Item {
	var out []pages.Item
	add := func(term pages.Text, text string, foreign bool) {
		if text != "" {
			out = append(out, pages.Item{Term: c.say(term), Text: text, Foreign: foreign})
		}
	}
	name := func(term pages.Text, list ...string) { // in French or in both languages, where it is in no table
		text, _ := c.sourcedList(list, ", ")
		add(term, text, false)
	}
	english := func(term pages.Text, separator string, list ...string) {
		text, foreign := c.sourcedList(list, separator)
		add(term, text, foreign)
	}
	add(pages.TermAcronym, g.Acronym, false)
	name(pages.TermFormer, g.FormerNames...)
	name(pages.TermSeat, g.Seat)
	name(pages.TermForm, g.LegalForm)
	if webAddress(g.Website) != "" {
		out = append(out, pages.Item{Term: c.say(pages.TermSite), Text: g.Website, Href: g.Website})
	}
	add(pages.TermFounded, g.Founded, false)
	name(pages.TermClosed, g.Closed)
	english(pages.TermStatus, "", g.Status)
	english(pages.TermUnknown, c.say(pages.ListBreak), g.Unknowns...)
	add(pages.TermUnverified, c.fieldNames(g.Unverified), false)
	return out
}

// perimeterTable is perimeters with their dates as published.
func (c *call) perimeterTable(caption string, list []*snapshot.Perimeter, named bool) *pages.Table {
	first := pages.ColPerimeter
	if named {
		first = pages.ColCentre
	}
	t := &pages.Table{Caption: caption, Columns: []pages.Column{
		{Title: c.say(first)}, {Title: c.say(pages.ColFrom)}, {Title: c.say(pages.ColTo)}, {Title: c.say(pages.ColGround)},
		{Title: c.say(pages.ColScope)}, {Title: c.say(pages.ColConfidence)},
	}}
	for _, p := range list {
		head := pages.Cell{Text: p.ID}
		if named {
			link := c.centreLink(p.Centre.ID)
			head = pages.Cell{Text: link.Text, Href: link.Href}
		}
		confidence := pages.Cell{Text: c.confidenceWord(p.Confidence)}
		if !p.Sourced {
			confidence.Small = c.say(pages.Unsourced)
		}
		scope := pages.ScopePolicy
		if p.Scope != geo.Policy {
			scope = pages.ScopeOutside
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			head, {Text: c.end(p.From, pages.StartNotKnown)}, {Text: c.end(p.To, pages.EndNotKnown)}, {Text: c.groundOf(p)}, {Text: c.say(scope)}, confidence,
		}})
	}
	return t
}

// end writes one end of a perimeter.
func (c *call) end(f geo.Fuzzy, unknown pages.Text) string {
	if !f.Known() {
		return c.say(unknown)
	}
	return c.lang.Published(f)
}

// groundOf names what a perimeter covers.
func (c *call) groundOf(p *snapshot.Perimeter) string {
	var names []string
	for _, ref := range p.Units {
		name := unitName(c.snapshot, ref)
		switch {
		case name == "":
			name = ref.Code
		case ref.Level == geo.Department || ref.Level == geo.Commune:
			name += " (" + ref.Code + ")"
		}
		names = append(names, name)
	}
	if len(p.Drawn) > 0 {
		names = append(names, c.say(pages.DrawnGround))
	}
	return joined(names)
}

// sourcesOf lists the sources of perimeters, as published.
func (c *call) sourcesOf(list []*snapshot.Perimeter) []pages.Item {
	var out []pages.Item
	for _, p := range list {
		for _, source := range p.Sources {
			item := pages.Item{Term: p.ID, Text: c.sourcedAddress(source)}
			address, _, _ := strings.Cut(source, " ")
			item.Href = webAddress(address)
			out = append(out, item)
		}
		if len(p.Sources) == 0 {
			out = append(out, pages.Item{Term: p.ID, Text: c.say(pages.Unsourced)})
		}
		if p.Note != "" {
			note, foreign := c.sourced(p.Note)
			out = append(out, pages.Item{Term: p.ID + " – " + c.say(pages.TermNote), Text: note, Foreign: foreign})
		}
	}
	return out
}
