package api

import (
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// unitPage is the dossier of one territory on a day.
func unitPage(c *call, r *itemResult) (*pages.Page, error) {
	d, err := r.dossier()
	if err != nil {
		return nil, err
	}
	u, row, b := &d.unit, &d.row, d.band
	inside := partsOf(d.parts, u)
	p := &pages.Page{
		Title: u.Name, Above: c.above(u), Form: c.form(), Cards: c.cards(&row.Figures, b),
		Lead:  c.unitLead(u, row),
		Notes: append(c.evidenceNote(c.say(pages.OfThese), agedFigure(b.Evidence, &row.Figures, geo.Neighbourhoods)), c.say(pages.UnitCentres, c.lang.Count(int64(len(row.Centres))))),
		Map:   c.unitMap(u, d.parts, inside),
	}
	p.Notes = append(append(p.Notes, c.lacking()...), c.apartNote(&row.Figures)...)
	if n := row.Figures.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		p.Notes = append(p.Notes, c.say(pages.NoteUnsourced, c.lang.Count(n)))
	}
	if u.Level == geo.Region || u.Level == geo.Region2015 {
		p.After = append(p.After, pages.Section{ID: "departments", Title: c.say(pages.DepartmentsTitle), Table: c.partsTable(inside)})
	}
	if u.Level == geo.Region {
		p.After = append(p.After, c.unitStanding(u, d.realignment), c.needs(u, d.needs))
	}
	p.After = append(p.After, c.served(u))
	if u.Level == geo.Department || u.Level == geo.Collectivity {
		p.After = append(p.After, c.neighbourhoodsOf(u))
	}
	return p, nil
}

// above is the way down to a unit.
func (c *call) above(u *geo.Unit) []pages.Link {
	out := []pages.Link{{Href: c.to("/analysis/coverage", daySettings...), Text: c.say(pages.NavCoverage)}}
	if u.Level != geo.Department {
		return out
	}
	if region, err := c.snapshot.Unit(geo.Region, u.Region); err == nil {
		cell := c.unitCell(&region)
		out = append(out, pages.Link{Href: cell.Href, Text: cell.Text})
	}
	return out
}

func (c *call) unitLead(u *geo.Unit, row *coverage.Row) string {
	f := row.Figures.Of(geo.Neighbourhoods)
	share, ok := f.Share()
	_, word := fillOf(row.Status)
	if f.Reason != "" || !ok {
		return c.say(pages.UnitLeadNone, c.lang.Day(c.Date), u.Name, c.say(word), string(c.Geography))
	}
	return c.say(pages.UnitLead, c.lang.Day(c.Date), c.lang.Count(f.Covered), c.lang.Count(f.Total), string(c.Geography), u.Name, c.lang.Percent(share), c.say(word))
}

// unitMap draws the departments of a unit; those of its region around a
// department.
func (c *call) unitMap(u *geo.Unit, parts *coverage.Analysis, inside []*coverage.Row) *pages.Map {
	around := inside
	if u.Level == geo.Department {
		around = partsOf(parts, &geo.Unit{Level: geo.Region, Code: u.Region})
	}
	var areas []pages.Area
	status, names := map[string]coverage.Status{}, map[string]string{}
	for _, r := range around {
		if ground, err := c.snapshot.Geometry(r.Unit.Level, r.Unit.Code); err == nil && len(ground) > 0 {
			areas = append(areas, pages.Area{Code: r.Unit.Code, Ground: ground})
		}
		status[r.Unit.Code], names[r.Unit.Code] = r.Status, r.Unit.Name
	}
	if len(areas) == 0 {
		return nil
	}
	m := pages.NewPlace(areas).Fill("", func(code string) (string, string) {
		filling, word := fillOf(status[code])
		if u.Level == geo.Department && code != u.Code {
			filling = pages.FillQuiet
		}
		return filling, names[code] + " (" + code + ")" + c.say(pages.Colon) + c.say(word)
	}, func(string) string { return "" })
	m.Wide, m.Title, m.Text = true, c.say(pages.MapUnit, u.Name, c.lang.Day(c.Date)), c.say(pages.MapText)
	m.Legend = c.legend(pages.FillCovered, pages.FillPartial, pages.FillUncovered)
	if u.Level == geo.Department {
		m.Legend = append(m.Legend, pages.Key{Fill: pages.FillQuiet, Text: c.say(pages.RestOfRegion)})
	}
	if c.approximate() {
		m.Note = c.say(pages.MapApproximate)
	}
	return m
}

func (c *call) partsTable(inside []*coverage.Row) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.DepartmentsCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColDepartment)}, {Title: c.say(pages.ColStatus)}, {Title: c.say(pages.ColQPV), Numeric: true},
		{Title: c.say(pages.MeasureInhabitants), Numeric: true}, {Title: c.say(pages.ColCentres)},
	}}
	for _, r := range inside {
		name := c.unitCell(&r.Unit)
		name.Small = r.Unit.Code
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			name, c.statusCell(r.Status), c.of(geo.Neighbourhoods, r.Figures.Of(geo.Neighbourhoods)),
			{Text: c.of(geo.NeighbourhoodPopulation, r.Figures.Of(geo.NeighbourhoodPopulation)).Text}, c.centreCell(r.Centres),
		}})
	}
	return t
}

// unitStanding is how the centres stand against a region.
func (c *call) unitStanding(u *geo.Unit, r *realign.Realignment) pages.Section {
	s := pages.Section{ID: "standing", Title: c.say(pages.StandingTitle)}
	for i := range r.Regions {
		region := &r.Regions[i]
		if region.Unit.Code != u.Code {
			continue
		}
		_, word := standingOf(region.Status)
		s.Text = []string{c.say(pages.StandingText, c.say(word), c.say(pages.Meanings[string(region.Status)]))}
		t := &pages.Table{Caption: c.say(pages.StandingCaption, u.Name), Columns: []pages.Column{
			{Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColQPV), Numeric: true}, {Title: c.say(pages.ColAlsoServes)},
		}}
		for k := range region.Centres {
			centre := &region.Centres[k]
			link := c.centreLink(centre.Centre.ID)
			t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
				{Text: link.Text, Href: link.Href}, c.of(geo.Neighbourhoods, centre.Shares.Of(geo.Neighbourhoods)), c.otherRegions(centre.Regions, u.Code),
			}})
		}
		if len(t.Rows) > 0 {
			s.Table = t
		}
	}
	return s
}

func (c *call) otherRegions(list []string, but string) pages.Cell {
	var cell pages.Cell
	for _, code := range list {
		if region, err := c.snapshot.Unit(geo.Region, code); err == nil && code != but {
			one := c.unitCell(&region)
			cell.Links = append(cell.Links, pages.Link{Href: one.Href, Text: one.Text})
		}
	}
	if len(cell.Links) == 0 {
		cell.Text = "–"
	}
	return cell
}

// served is the history of a unit: every perimeter known to touch it.
func (c *call) served(u *geo.Unit) pages.Section {
	s := pages.Section{ID: "history", Title: c.say(pages.HistoryTitle)}
	rows := c.snapshot.Coarse().Rows(u.Level)
	if u.Level == geo.Collectivity {
		rows = c.snapshot.Coarse().Rows(geo.Department)
	}
	at, ok := rows.Row(u.Code)
	var list []*snapshot.Perimeter
	for i := range c.snapshot.Perimeters {
		if p := &c.snapshot.Perimeters[i]; ok && p.Rows(rows).Has(at) {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		s.Text = []string{c.say(pages.HistoryNone)}
		return s
	}
	s.Table = c.perimeterTable(c.say(pages.HistoryCaption, u.Name), list, true)
	return s
}

// neighbourhoodsOf lists the priority neighbourhoods of a department.
func (c *call) neighbourhoodsOf(u *geo.Unit) pages.Section {
	s := pages.Section{ID: "neighbourhoods", Title: c.say(pages.HoodsTitle)}
	t := &pages.Table{Caption: c.say(pages.HoodsCaption, string(c.Geography), u.Name), Columns: []pages.Column{
		{Title: c.say(pages.ColName)}, {Title: c.say(pages.ColCode)}, {Title: c.say(pages.ColCommunes)}, {Title: c.say(pages.ColInhabitants), Numeric: true},
		{Title: c.say(pages.ColNPNRU)},
	}}
	for i := range c.snapshot.Data.Neighbourhoods[c.Geography] {
		n := &c.snapshot.Data.Neighbourhoods[c.Geography][i]
		if n.Department != u.Code {
			continue
		}
		name, people, communes := n.Name, "–", "–"
		if name == "" {
			name = c.say(pages.NoName)
		}
		if n.Population.Known {
			people = c.lang.Count(n.Population.N)
		}
		if len(n.Communes) > 0 {
			communes = joined(n.Communes)
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{{Text: name}, {Text: n.Code}, {Text: communes}, {Text: people}, {Text: c.listing(n.NPNRU)}}})
	}
	if len(t.Rows) == 0 {
		s.Text = []string{c.say(pages.HoodsNone, string(c.Geography))}
		return s
	}
	s.Table = t
	return s
}

// listing says whether a list has something, where that is known.
func (c *call) listing(l geo.Listing) string {
	switch l {
	case geo.Listed:
		return c.say(pages.Yes)
	case geo.Unlisted:
		return c.say(pages.No)
	}
	return "–"
}
