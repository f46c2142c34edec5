package postgis

import (
	"maps"
	"slices"

	"maillage/geo"
)

func boundariesPart(l *geo.Layer) part {
	return part{kind: boundaries, layer: l.Name, tables: []table{{
		"boundary", []string{"position", "code", "name", "geom"},
		func(put func(...cell) error) error {
			for i := range l.Features {
				f := &l.Features[i]
				ground, err := encodeGround(f.Geometry)
				if err != nil {
					return err
				}
				if err := put(number(i), text(f.Code), text(f.Name), ground); err != nil {
					return err
				}
			}
			return nil
		},
	}}}
}

// catalogueShape is what the rows of a catalogue do not tell.
type catalogueShape struct {
	PopulationOf string
	Levels       []geo.Level // that have a list, empty or not
	Successors   bool        // whether there is a list of them
}

func cataloguePart(c *geo.Catalogue) part {
	levels := slices.Sorted(maps.Keys(c.Units))
	return part{
		kind: catalogue, shape: catalogueShape{c.PopulationOf, levels, c.Successors != nil},
		tables: []table{
			{"unit", []string{"level", "code", "position", "name", "department", "region", "region_2015", "epci", "population"},
				func(put func(...cell) error) error {
					for _, level := range levels {
						for i := range c.Units[level] {
							u := &c.Units[level][i]
							err := put(text(string(level)), text(u.Code), number(i), text(u.Name), text(u.Department), text(u.Region),
								text(u.Region2015), text(u.EPCI), count(u.Population))
							if err != nil {
								return err
							}
						}
					}
					return nil
				}},
			{"successor", []string{"former", "current"}, func(put func(...cell) error) error {
				for _, former := range slices.Sorted(maps.Keys(c.Successors)) {
					if err := put(text(former), text(c.Successors[former])); err != nil {
						return err
					}
				}
				return nil
			}},
		},
	}
}

// neighbourhoodsShape is what the rows of neighbourhoods do not tell: which
// geographies have a list.
type neighbourhoodsShape struct{ Geographies []geo.Geography }

func neighbourhoodsPart(of map[geo.Geography][]geo.Neighbourhood) part {
	geographies := slices.Sorted(maps.Keys(of))
	return part{kind: neighbourhoods, shape: neighbourhoodsShape{geographies}, tables: []table{{
		"neighbourhood", []string{"geography", "code", "position", "name", "communes", "codes", "department", "region",
			"region_2015", "epci", "population", "population_later", "npnru", "point"},
		func(put func(...cell) error) error {
			for _, q := range geographies {
				for i := range of[q] {
					if err := putNeighbourhood(put, q, i, &of[q][i]); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}}}
}

func putNeighbourhood(put func(...cell) error, q geo.Geography, i int, n *geo.Neighbourhood) error {
	communes, err := list(n.Communes)
	if err != nil {
		return err
	}
	codes, err := list(n.Codes)
	if err != nil {
		return err
	}
	point, err := encodePoint(n.Point)
	if err != nil {
		return err
	}
	return put(text(string(q)), text(n.Code), number(i), text(n.Name), communes, codes, text(n.Department), text(n.Region),
		text(n.Region2015), text(n.EPCI), count(n.Population), count(n.Later), text(string(n.NPNRU)), point)
}

func contractsPart(of []geo.CityContract) part {
	return part{kind: contracts, tables: []table{{
		"contract", []string{"position", "code", "name", "level", "territory", "departments", "population", "point"},
		func(put func(...cell) error) error {
			for i := range of {
				c := &of[i]
				departments, err := list(c.Departments)
				if err != nil {
					return err
				}
				point, err := encodePoint(c.Point)
				if err != nil {
					return err
				}
				err = put(number(i), text(c.Code), text(c.Name), text(string(c.Territory.Level)), text(c.Territory.Code), departments,
					count(c.Population), point)
				if err != nil {
					return err
				}
			}
			return nil
		},
	}}}
}

func publishedPart(n geo.Network) part {
	return part{kind: published, tables: []table{{
		"published", []string{"list", "position", "date", "count", "share", "unit", "source", "confidence", "note"},
		func(put func(...cell) error) error {
			if err := putPublished(put, "sizes", n.Sizes); err != nil {
				return err
			}
			return putPublished(put, "claims", n.Claims)
		},
	}}}
}

func putPublished(put func(...cell) error, name string, of []geo.Published) error {
	for i := range of {
		p := &of[i]
		err := put(text(name), number(i), text(p.Date.String()), count(p.Count), decimal(p.Share), text(p.Unit), text(p.Source),
			text(p.Confidence), text(p.Note))
		if err != nil {
			return err
		}
	}
	return nil
}

func sourcesPart(d *geo.Dataset) part {
	return part{kind: sources, tables: []table{{
		"source", []string{"layer", "position", "id", "title", "publisher", "package", "version", "vintage", "licence", "url", "credit",
			"file", "sha256", "counts", "populations", "approximate", "accuracy_m", "accuracy_basis", "resolution_m", "notes"},
		func(put func(...cell) error) error {
			for i := range d.Sources {
				if err := putSource(put, "", i, &d.Sources[i]); err != nil {
					return err
				}
			}
			for i := range d.Layers {
				if err := putSource(put, d.Layers[i].Name, i, &d.Layers[i].Source); err != nil {
					return err
				}
			}
			return nil
		},
	}}}
}

func putSource(put func(...cell) error, layer geo.LayerName, i int, s *geo.Source) error {
	counts, err := object(s.Counts)
	if err != nil {
		return err
	}
	notes, err := list(s.Notes)
	if err != nil {
		return err
	}
	var accuracy cell
	if s.AccuracyM != nil {
		accuracy = decimal(*s.AccuracyM)
	}
	return put(text(string(layer)), number(i), text(s.ID), text(s.Title), text(s.Publisher), text(s.Package), text(s.Version),
		text(s.Vintage), text(s.Licence), text(s.URL), text(s.Credit), text(s.File), text(s.SHA256), counts, text(s.Populations),
		truth(s.Approximate), accuracy, text(s.AccuracyBasis), decimal(s.ResolutionM), notes)
}
