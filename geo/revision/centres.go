package revision

import "maillage/geo"

// centres compares the centres, field by field, and the perimeters of all.
func (c *comparison) centres() {
	before, after := c.a.Data.Centres, c.b.Data.Centres
	if !c.emptied(Finding{Topic: Centres}, len(before), len(after)) {
		paired(before, after, func(x *geo.Centre) string { return x.ID }, c.centre)
	}
	c.perimeters()
}

func (c *comparison) centre(p pair[geo.Centre]) {
	x := p.either()
	f := Finding{Topic: Centres, Code: x.ID, Name: x.Name}
	if kind, alone := p.alone(); alone {
		f.Severity, f.Kind = Review, kind
		c.add(f)
		return
	}
	a, b := p.before, p.after
	c.fields(f,
		field{"name", Note, orNil(a.Name), orNil(b.Name), Renamed},
		field{"named", Review, a.Named, b.Named, Changed}, // decides whether it is known
		text("acronym", a.Acronym, b.Acronym),
		text("seat", a.Seat, b.Seat),
		text("legal_form", a.LegalForm, b.LegalForm),
		text("website", a.Website, b.Website),
		text("founded", a.Founded, b.Founded),
		text("closed", a.Closed, b.Closed),
		text("status", a.Status, b.Status),
	)
	c.lists(f,
		list{"former_names", Note, a.FormerNames, b.FormerNames},
		list{"unknowns", Note, a.Unknowns, b.Unknowns},
		list{"unverified", Note, a.Unverified, b.Unverified},
	)
}

// perimeters compares the perimeters of all centres by their IDs.
func (c *comparison) perimeters() {
	before, after := perimetersOf(c.a.Data.Centres), perimetersOf(c.b.Data.Centres)
	if c.emptied(Finding{Topic: Perimeters}, len(before), len(after)) {
		return
	}
	paired(before, after, func(p *geo.Perimeter) string { return p.ID }, c.perimeter)
}

func perimetersOf(centres []geo.Centre) []geo.Perimeter {
	var out []geo.Perimeter
	for i := range centres {
		out = append(out, centres[i].Perimeters...)
	}
	return out
}

func (c *comparison) perimeter(p pair[geo.Perimeter]) {
	x := p.either()
	f := Finding{Topic: Perimeters, Code: x.ID, Name: c.centreName(x.Centre)}
	if kind, alone := p.alone(); alone {
		f.Severity, f.Kind = Review, kind
		c.add(f)
		return
	}
	a, b := p.before, p.after
	c.fields(f,
		field{"centre", Review, orNil(a.Centre), orNil(b.Centre), Moved},
		field{"from", Review, orNil(a.From.String()), orNil(b.From.String()), Changed},
		field{"to", Review, orNil(a.To.String()), orNil(b.To.String()), Changed},
		field{"scope", Review, orNil(string(a.Scope)), orNil(string(b.Scope)), Changed},
		field{"confidence", Review, a.Confidence.String(), b.Confidence.String(), Changed},
		field{"sourced", Review, a.Sourced, b.Sourced, Changed},
		text("attested", a.Attested.String(), b.Attested.String()),
		text("act", a.Act, b.Act),
		text("note", a.Note, b.Note),
	)
	c.lists(f,
		list{"units", Review, refTexts(a.Units), refTexts(b.Units)},
		list{"sources", Note, a.Sources, b.Sources},
		list{"agreed_with", Review, a.AgreedWith, b.AgreedWith}, // decides the type of an overlap
	)
	if !sameGround(a.Drawn, b.Drawn) {
		f.Severity, f.Kind, f.Field = Review, Changed, "drawn"
		f.Before, f.After = drawnText(len(a.Drawn)), drawnText(len(b.Drawn))
		c.add(f)
	}
}

// drawnText tells a drawn polygon apart from none.
func drawnText(polygons int) any {
	if polygons == 0 {
		return nil
	}
	return "a drawn polygon"
}

func (c *comparison) centreName(id string) string {
	if x, err := c.b.Centre(id); err == nil {
		return x.Name
	}
	if x, err := c.a.Centre(id); err == nil {
		return x.Name
	}
	return ""
}
