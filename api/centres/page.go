package centres

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

func centresPage(c *ask.Call, centres []geo.Centre) (*pages.Page, error) {
	t := &pages.Table{Caption: c.Say(pages.CentresCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColSeat)}, {Title: c.Say(pages.ColPerimeters), Numeric: true},
		{Title: c.Say(pages.ColStatusNow)},
	}}
	for i := range centres {
		g := &centres[i]
		seat, _ := frame.Sourced(c, g.Seat)
		if seat == "" {
			seat = c.Say(pages.NotKnown)
		}
		link := frame.CentreLink(c, g.ID)
		status, foreign := frame.Sourced(c, g.Status)
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: link.Text, Href: link.Href, Small: g.Acronym}, {Text: seat},
			{Text: c.Lang.Count(int64(len(g.Perimeters)))}, {Text: status, Foreign: foreign},
		}})
	}
	return &pages.Page{
		Title: c.Say(pages.CentresTitle), Lead: c.Say(pages.CentresLead, c.Lang.Count(int64(len(t.Rows)))),
		Beside: &pages.Section{ID: "centres", Title: c.Say(pages.CentresTable), Table: t},
	}, nil
}

// centrePage is one centre: its load on a day, its ground, its history and
// sources.
func centrePage(c *ask.Call, r *centreResult) (*pages.Page, error) {
	onDay, err := r.onDay()
	if err != nil {
		return nil, err
	}
	centre, a := r.Centre, onDay.Analysis
	p := &pages.Page{
		Title: frame.CentreName(c, centre.ID), Form: frame.Form(c), Lead: centreLead(c, a, onDay.own),
		Above: []pages.Link{{Href: frame.To(c, "/centres"), Text: c.Say(pages.NavCentres)}},
	}
	if len(onDay.own) > 0 {
		p.Cards, p.Map, p.Notes = frame.Cards(c, &a.Totals, nil), centreMap(c, centre, a), frame.Lacking(c)
	}
	p.Notes = append(p.Notes, frame.ApartNote(c, &a.Totals)...)
	if n := a.Totals.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		p.Notes = append(p.Notes, c.Say(pages.NoteUnsourced, c.Lang.Count(n)))
	}
	p.Beside = &pages.Section{ID: "identity", Title: c.Say(pages.IdentityTitle), List: identity(c, centre)}
	if len(centre.Perimeters) == 0 {
		p.After = []pages.Section{{ID: "history", Title: c.Say(pages.HistoryTitle), Text: []string{c.Say(pages.HistoryNone)}}}
		return p, nil
	}
	var all []*snapshot.Perimeter
	for i := range r.perimeters {
		all = append(all, &r.perimeters[i])
	}
	p.After = append(p.After,
		pages.Section{
			ID: "history", Title: c.Say(pages.HistoryTitle),
			Table: frame.PerimeterTable(c, c.Say(pages.HistoryCaption, p.Title), all, false),
		},
		pages.Section{ID: "sources", Title: c.Say(pages.SourcesTitle), List: sourcesOf(c, all)})
	return p, nil
}

func centreLead(c *ask.Call, a *coverage.Analysis, own snapshot.Network) string {
	if len(own) == 0 {
		return c.Say(pages.CentreIdle, c.Lang.Day(c.Date))
	}
	f := a.Totals.Of(geo.Neighbourhoods)
	departments := int64(0)
	for i := range a.Rows {
		if a.Rows[i].Status != coverage.IsUncovered {
			departments++
		}
	}
	return c.Say(pages.CentreLead, c.Lang.Day(c.Date), coveredOr(c, f), string(c.Geography),
		coveredOr(c, a.Totals.Of(geo.NeighbourhoodPopulation)), c.Lang.Count(departments))
}

// coveredOr is what is covered of a measure, or that no number is known.
func coveredOr(c *ask.Call, f *coverage.Figure) string {
	if f.Reason != "" {
		return c.Say(pages.UnknownNumber)
	}
	return c.Lang.Count(f.Covered)
}

func centreMap(c *ask.Call, centre *geo.Centre, a *coverage.Analysis) *pages.Map {
	status := map[string]coverage.Status{}
	for i := range a.Rows {
		status[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	m := frame.Paint(c, geo.Region, c.Say(pages.MapCentre, frame.CentreName(c, centre.ID), c.Lang.Day(c.Date)),
		func(code string) (string, pages.Text) {
			if s := status[code]; s != coverage.IsUncovered {
				return frame.FillOf(s)
			}
			return pages.FillQuiet, pages.Elsewhere
		})
	m.Legend = []pages.Key{
		{Fill: pages.FillCovered, Text: c.Say(pages.CoveredByIt)}, {Fill: pages.FillPartial, Text: c.Say(pages.Partial)},
		{Fill: pages.FillQuiet, Text: c.Say(pages.Elsewhere)},
	}
	return m
}

// identity is what is known of a centre, and what is not.
func identity(c *ask.Call, g *geo.Centre) []pages.Item {
	var out []pages.Item
	add := func(term pages.Text, text string, foreign bool) {
		if text != "" {
			out = append(out, pages.Item{Term: c.Say(term), Text: text, Foreign: foreign})
		}
	}
	name := func(term pages.Text, list ...string) { // in French or in both languages, where it is in no table
		text, _ := frame.SourcedList(c, list, ", ")
		add(term, text, false)
	}
	english := func(term pages.Text, separator string, list ...string) {
		text, foreign := frame.SourcedList(c, list, separator)
		add(term, text, foreign)
	}
	add(pages.TermAcronym, g.Acronym, false)
	name(pages.TermFormer, g.FormerNames...)
	name(pages.TermSeat, g.Seat)
	name(pages.TermForm, g.LegalForm)
	if frame.WebAddress(g.Website) != "" {
		out = append(out, pages.Item{Term: c.Say(pages.TermSite), Text: g.Website, Href: g.Website})
	}
	add(pages.TermFounded, g.Founded, false)
	name(pages.TermClosed, g.Closed)
	english(pages.TermStatus, "", g.Status)
	english(pages.TermUnknown, c.Say(pages.ListBreak), g.Unknowns...)
	add(pages.TermUnverified, frame.FieldNames(c, g.Unverified), false)
	return out
}

// sourcesOf lists the sources of perimeters, as published.
func sourcesOf(c *ask.Call, list []*snapshot.Perimeter) []pages.Item {
	var out []pages.Item
	for _, p := range list {
		for _, source := range p.Sources {
			item := pages.Item{Term: p.ID, Text: frame.SourcedAddress(c, source)}
			address, _, _ := strings.Cut(source, " ")
			item.Href = frame.WebAddress(address)
			out = append(out, item)
		}
		if len(p.Sources) == 0 {
			out = append(out, pages.Item{Term: p.ID, Text: c.Say(pages.Unsourced)})
		}
		if p.Note != "" {
			note, foreign := frame.Sourced(c, p.Note)
			out = append(out, pages.Item{Term: p.ID + " – " + c.Say(pages.TermNote), Text: note, Foreign: foreign})
		}
	}
	return out
}
