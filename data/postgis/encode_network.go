package postgis

import "maillage/geo"

func networkPart(centres []geo.Centre) part {
	perimeters := func(do func(c *geo.Centre, i int, p *geo.Perimeter) error) error {
		for i := range centres {
			for k := range centres[i].Perimeters {
				if err := do(&centres[i], k, &centres[i].Perimeters[k]); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return part{kind: network, tables: []table{
		{"centre", []string{"id", "position", "name", "named", "acronym", "former_names", "seat", "legal_form", "website", "founded",
			"closed", "status", "unknowns", "unverified"},
			func(put func(...cell) error) error {
				for i := range centres {
					if err := putCentre(put, i, &centres[i]); err != nil {
						return err
					}
				}
				return nil
			}},
		{"perimeter", []string{"id", "centre", "position", "valid_from", "valid_to", "drawn", "scope", "act", "sources", "sourced",
			"confidence", "attested", "agreed_with", "note"},
			func(put func(...cell) error) error {
				return perimeters(func(c *geo.Centre, i int, p *geo.Perimeter) error { return putPerimeter(put, c, i, p) })
			}},
		{"perimeter_unit", []string{"perimeter", "position", "level", "code"},
			func(put func(...cell) error) error {
				return perimeters(func(_ *geo.Centre, _ int, p *geo.Perimeter) error {
					for i, u := range p.Units {
						if err := put(text(p.ID), number(i), text(string(u.Level)), text(u.Code)); err != nil {
							return err
						}
					}
					return nil
				})
			}},
	}}
}

func putCentre(put func(...cell) error, i int, c *geo.Centre) error {
	former, err := list(c.FormerNames)
	if err != nil {
		return err
	}
	unknowns, err := list(c.Unknowns)
	if err != nil {
		return err
	}
	unverified, err := list(c.Unverified)
	if err != nil {
		return err
	}
	return put(text(c.ID), number(i), text(c.Name), truth(c.Named), text(c.Acronym), former, text(c.Seat), text(c.LegalForm),
		text(c.Website), text(c.Founded), text(c.Closed), text(c.Status), unknowns, unverified)
}

func putPerimeter(put func(...cell) error, c *geo.Centre, i int, p *geo.Perimeter) error {
	drawn, err := encodeGround(p.Drawn)
	if err != nil {
		return err
	}
	named, err := list(p.Sources)
	if err != nil {
		return err
	}
	agreed, err := list(p.AgreedWith)
	if err != nil {
		return err
	}
	return put(text(p.ID), text(c.ID), number(i), text(p.From.String()), text(p.To.String()), drawn, text(string(p.Scope)),
		text(p.Act), named, truth(p.Sourced), text(p.Confidence.String()), text(p.Attested.String()), agreed, text(p.Note))
}
