package features

import (
	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// unitPage is the dossier of one territory on a day.
func unitPage(c *ask.Call, r *itemResult) (*pages.Page, error) {
	d, err := r.dossier()
	if err != nil {
		return nil, err
	}
	u, row, b := &d.unit, &d.row, d.band
	inside := partsOf(d.parts, u)
	p := &pages.Page{
		Title: u.Name, Above: above(c, u), Form: frame.Form(c), Cards: frame.Cards(c, &row.Figures, b),
		Lead: unitLead(c, u, row),
		Notes: append(frame.EvidenceNote(c, c.Say(pages.OfThese),
			wire.AgedFigure(b.Evidence, &row.Figures, geo.Neighbourhoods)),
			c.Say(pages.UnitCentres, c.Lang.Count(int64(len(row.Centres))))),
		Map: unitMap(c, u, d.parts, inside),
	}
	p.Notes = append(append(p.Notes, frame.Lacking(c)...), frame.ApartNote(c, &row.Figures)...)
	if n := row.Figures.Of(geo.Neighbourhoods).Unsourced; n > 0 {
		p.Notes = append(p.Notes, c.Say(pages.NoteUnsourced, c.Lang.Count(n)))
	}
	if u.Level == geo.Region || u.Level == geo.Region2015 {
		p.After = append(p.After,
			pages.Section{ID: "departments", Title: c.Say(pages.DepartmentsTitle), Table: partsTable(c, inside)})
	}
	if u.Level == geo.Region {
		p.After = append(p.After, unitStanding(c, u, d.realignment), frame.Needs(c, u, d.needs))
	}
	p.After = append(p.After, served(c, u))
	if u.Level == geo.Department || u.Level == geo.Collectivity {
		p.After = append(p.After, neighbourhoodsOf(c, u))
	}
	return p, nil
}

// above is the way down to a unit.
func above(c *ask.Call, u *geo.Unit) []pages.Link {
	out := []pages.Link{{Href: frame.To(c, "/analysis/coverage", frame.DaySettings...), Text: c.Say(pages.NavCoverage)}}
	if u.Level != geo.Department {
		return out
	}
	if region, err := c.Snapshot.Unit(geo.Region, u.Region); err == nil {
		cell := frame.UnitCell(c, &region)
		out = append(out, pages.Link{Href: cell.Href, Text: cell.Text})
	}
	return out
}

func unitLead(c *ask.Call, u *geo.Unit, row *coverage.Row) string {
	f := row.Figures.Of(geo.Neighbourhoods)
	share, ok := f.Share()
	_, word := frame.FillOf(row.Status)
	if f.Reason != "" || !ok {
		return c.Say(pages.UnitLeadNone, c.Lang.Day(c.Date), u.Name, c.Say(word), string(c.Geography))
	}
	return c.Say(pages.UnitLead, c.Lang.Day(c.Date), c.Lang.Count(f.Covered), c.Lang.Count(f.Total), string(c.Geography),
		u.Name, c.Lang.Percent(share), c.Say(word))
}

// unitMap draws the departments of a unit; those of its region around a
// department.
func unitMap(c *ask.Call, u *geo.Unit, parts *coverage.Analysis, inside []*coverage.Row) *pages.Map {
	around := inside
	if u.Level == geo.Department {
		around = partsOf(parts, &geo.Unit{Level: geo.Region, Code: u.Region})
	}
	var areas []pages.Area
	status, names := map[string]coverage.Status{}, map[string]string{}
	for _, r := range around {
		if ground, err := c.Snapshot.Geometry(r.Unit.Level, r.Unit.Code); err == nil && len(ground) > 0 {
			areas = append(areas, pages.Area{Code: r.Unit.Code, Ground: ground})
		}
		status[r.Unit.Code], names[r.Unit.Code] = r.Status, r.Unit.Name
	}
	if len(areas) == 0 {
		return nil
	}
	m := pages.NewPlace(areas).Fill("", func(code string) (string, string) {
		filling, word := frame.FillOf(status[code])
		if u.Level == geo.Department && code != u.Code {
			filling = pages.FillQuiet
		}
		return filling, names[code] + " (" + code + ")" + c.Say(pages.Colon) + c.Say(word)
	}, func(string) string { return "" })
	m.Wide, m.Title, m.Text = true, c.Say(pages.MapUnit, u.Name, c.Lang.Day(c.Date)), c.Say(pages.MapText)
	m.Legend = frame.Legend(c, pages.FillCovered, pages.FillPartial, pages.FillUncovered)
	if u.Level == geo.Department {
		m.Legend = append(m.Legend, pages.Key{Fill: pages.FillQuiet, Text: c.Say(pages.RestOfRegion)})
	}
	if frame.Approximate(c) {
		m.Note = c.Say(pages.MapApproximate)
	}
	return m
}

func partsTable(c *ask.Call, inside []*coverage.Row) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.DepartmentsCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColDepartment)}, {Title: c.Say(pages.ColStatus)}, {Title: c.Say(pages.ColQPV), Numeric: true},
		{Title: c.Say(pages.MeasureInhabitants), Numeric: true}, {Title: c.Say(pages.ColCentres)},
	}}
	for _, r := range inside {
		name := frame.UnitCell(c, &r.Unit)
		name.Small = r.Unit.Code
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			name, frame.StatusCell(c, r.Status), frame.Of(c, geo.Neighbourhoods, r.Figures.Of(geo.Neighbourhoods)),
			{Text: frame.Of(c, geo.NeighbourhoodPopulation, r.Figures.Of(geo.NeighbourhoodPopulation)).Text},
			frame.CentreCell(c, r.Centres),
		}})
	}
	return t
}

// unitStanding is how the centres stand against a region.
func unitStanding(c *ask.Call, u *geo.Unit, r *realign.Realignment) pages.Section {
	s := pages.Section{ID: "standing", Title: c.Say(pages.StandingTitle)}
	for i := range r.Regions {
		region := &r.Regions[i]
		if region.Unit.Code != u.Code {
			continue
		}
		_, word := frame.StandingOf(region.Status)
		s.Text = []string{c.Say(pages.StandingText, c.Say(word), c.Say(pages.Meanings[string(region.Status)]))}
		t := &pages.Table{Caption: c.Say(pages.StandingCaption, u.Name), Columns: []pages.Column{
			{Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColQPV), Numeric: true}, {Title: c.Say(pages.ColAlsoServes)},
		}}
		for k := range region.Centres {
			centre := &region.Centres[k]
			link := frame.CentreLink(c, centre.Centre.ID)
			t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
				{Text: link.Text, Href: link.Href}, frame.Of(c, geo.Neighbourhoods, centre.Shares.Of(geo.Neighbourhoods)),
				otherRegions(c, centre.Regions, u.Code),
			}})
		}
		if len(t.Rows) > 0 {
			s.Table = t
		}
	}
	return s
}

func otherRegions(c *ask.Call, list []string, but string) pages.Cell {
	var cell pages.Cell
	for _, code := range list {
		if region, err := c.Snapshot.Unit(geo.Region, code); err == nil && code != but {
			one := frame.UnitCell(c, &region)
			cell.Links = append(cell.Links, pages.Link{Href: one.Href, Text: one.Text})
		}
	}
	if len(cell.Links) == 0 {
		cell.Text = "–"
	}
	return cell
}

// served is the history of a unit: every perimeter known to touch it.
func served(c *ask.Call, u *geo.Unit) pages.Section {
	s := pages.Section{ID: "history", Title: c.Say(pages.HistoryTitle)}
	rows := c.Snapshot.Coarse().Rows(u.Level)
	if u.Level == geo.Collectivity {
		rows = c.Snapshot.Coarse().Rows(geo.Department)
	}
	at, ok := rows.Row(u.Code)
	var list []*snapshot.Perimeter
	for i := range c.Snapshot.Perimeters {
		if p := &c.Snapshot.Perimeters[i]; ok && p.Rows(rows).Has(at) {
			list = append(list, p)
		}
	}
	if len(list) == 0 {
		s.Text = []string{c.Say(pages.HistoryNone)}
		return s
	}
	s.Table = frame.PerimeterTable(c, c.Say(pages.HistoryCaption, u.Name), list, true)
	return s
}

// neighbourhoodsOf lists the priority neighbourhoods of a department.
func neighbourhoodsOf(c *ask.Call, u *geo.Unit) pages.Section {
	s := pages.Section{ID: "neighbourhoods", Title: c.Say(pages.HoodsTitle)}
	t := &pages.Table{Caption: c.Say(pages.HoodsCaption, string(c.Geography), u.Name), Columns: []pages.Column{
		{Title: c.Say(pages.ColName)}, {Title: c.Say(pages.ColCode)}, {Title: c.Say(pages.ColCommunes)},
		{Title: c.Say(pages.ColInhabitants), Numeric: true},
		{Title: c.Say(pages.ColNPNRU)},
	}}
	for i := range c.Snapshot.Data.Neighbourhoods[c.Geography] {
		n := &c.Snapshot.Data.Neighbourhoods[c.Geography][i]
		if n.Department != u.Code {
			continue
		}
		name, people, communes := n.Name, "–", "–"
		if name == "" {
			name = c.Say(pages.NoName)
		}
		if n.Population.Known {
			people = c.Lang.Count(n.Population.N)
		}
		if len(n.Communes) > 0 {
			communes = frame.Joined(n.Communes)
		}
		t.Rows = append(t.Rows,
			pages.Row{
				Cells: []pages.Cell{
					{Text: name}, {Text: n.Code}, {Text: communes}, {Text: people}, {Text: listingText(c, n.NPNRU)},
				},
			})
	}
	if len(t.Rows) == 0 {
		s.Text = []string{c.Say(pages.HoodsNone, string(c.Geography))}
		return s
	}
	s.Table = t
	return s
}

// listingText says whether a list has something, where that is known.
func listingText(c *ask.Call, l geo.Listing) string {
	switch l {
	case geo.Listed:
		return c.Say(pages.Yes)
	case geo.Unlisted:
		return c.Say(pages.No)
	}
	return "–"
}
