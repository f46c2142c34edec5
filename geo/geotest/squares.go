package geotest

import (
	"fmt"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Squares is a country made by hand: four departments in a row, each one
// hundredth of a degree wide and high, in two regions of two, each cut into
// four square communes. Tests count in such hundredths, from the south-west
// corner at 0 degrees east, 45 degrees north: the country goes from (0, 0) to
// (4, 1). Edges are this short so that a geodesic and a straight line are one. A commune has 10 inhabitants; the first and the last of
// each department hold one neighbourhood of 100 inhabitants in their middle.
//
//	A1 A2 | B1 B2
//
// Before 2016, A1 is region OA, A2 and B1 region OM, B2 region OB. Boundaries
// are those of departments, or of communes where fine is set, and exact.
func Squares(fine bool, centres ...geo.Centre) *geo.Dataset {
	d := &geo.Dataset{
		Catalogue: geo.Catalogue{
			Units: map[geo.Level][]geo.Unit{
				geo.Region:     {{Level: geo.Region, Code: "RA", Name: "Alpha"}, {Level: geo.Region, Code: "RB", Name: "Beta"}},
				geo.Region2015: {{Level: geo.Region2015, Code: "OA", Region: "RA"}, {Level: geo.Region2015, Code: "OB", Region: "RB"}, {Level: geo.Region2015, Code: "OM"}},
			},
			PopulationOf: "ten inhabitants a commune",
		},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{},
		Centres:        centres,
	}
	former := map[string]string{"A1": "OA", "A2": "OM", "B1": "OM", "B2": "OB"}
	departments := geo.Layer{Name: geo.DepartmentLayer}
	communes := geo.Layer{Name: geo.CommuneLayer}
	for k, code := range []string{"A1", "A2", "B1", "B2"} {
		u := geo.Unit{Level: geo.Department, Code: code, Name: "Department " + code,
			Region: "R" + code[:1], Region2015: former[code], Population: geo.Known(40)}
		d.Catalogue.Units[geo.Department] = append(d.Catalogue.Units[geo.Department], u)
		departments.Features = append(departments.Features, geo.Feature{Code: code, Geometry: Square(float64(k), 0, 1)})
		for i := range 4 {
			x, y := float64(k)+0.5*float64(i%2), 0.5*float64(i/2)
			c := geo.Unit{Level: geo.Commune, Code: fmt.Sprintf("%s00%d", code, i+1), Department: code,
				Region: u.Region, Region2015: u.Region2015, Population: geo.Known(10)}
			d.Catalogue.Units[geo.Commune] = append(d.Catalogue.Units[geo.Commune], c)
			communes.Features = append(communes.Features, geo.Feature{Code: c.Code, Geometry: Square(x, y, 0.5)})
			if i == 0 || i == 3 {
				d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
					Code: "QP" + c.Code, Geography: geo.QPV2015, Codes: []string{c.Code},
					Department: code, Region: u.Region, Region2015: u.Region2015, Population: geo.Known(100),
				})
			}
		}
	}
	d.Layers = []geo.Layer{departments}
	if fine {
		d.Layers = []geo.Layer{communes}
	}
	return d
}

// QuarterLayer is a polygon for every neighbourhood of Squares: 0.1 wide, in the
// middle of its commune.
func QuarterLayer() geo.Layer {
	l := geo.Layer{Name: geo.NeighbourhoodLayer, Source: geo.Source{ID: string(geo.NeighbourhoodLayer)}}
	for k, code := range []string{"A1", "A2", "B1", "B2"} {
		l.Features = append(l.Features,
			geo.Feature{Code: "QP" + code + "001", Geometry: Square(float64(k)+0.2, 0.2, 0.1)},
			geo.Feature{Code: "QP" + code + "004", Geometry: Square(float64(k)+0.7, 0.7, 0.1)})
	}
	return l
}

// Square is a square whose south-west corner is (x, y), in hundredths of a degree.
func Square(x, y, side float64) orb.MultiPolygon { return Box(x, y, x+side, y+side) }

// Box is a rectangle from its south-west to its north-east corner, in
// hundredths of a degree.
func Box(west, south, east, north float64) orb.MultiPolygon {
	west, east, south, north = west/100, east/100, 45+south/100, 45+north/100
	return orb.MultiPolygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}
}

// Centre is a named centre with perimeters of its own; their IDs, scope
// (policy) and confidence (high) are filled in where they are empty.
func Centre(id string, perimeters ...geo.Perimeter) geo.Centre {
	c := geo.Centre{ID: id, Name: "Centre " + id, Named: true}
	for i, p := range perimeters {
		p.ID, p.Centre = fmt.Sprintf("%s-%d", id, i+1), id
		if p.Scope == "" {
			p.Scope, p.Confidence = geo.Policy, geo.High
		}
		c.Perimeters = append(c.Perimeters, p)
	}
	return c
}

// Over is a perimeter over departments, sourced, between two published dates.
func Over(from, to string, departments ...string) geo.Perimeter {
	p := geo.Perimeter{From: Fuzzy(from), To: Fuzzy(to), Sourced: true, Sources: []string{"made by hand"}}
	for _, code := range departments {
		p.Units = append(p.Units, geo.UnitRef{Level: geo.Department, Code: code})
	}
	return p
}

// Fuzzy reads a date that is known to be well formed.
func Fuzzy(s string) geo.Fuzzy {
	f, err := geo.ParseFuzzy(s)
	if err != nil {
		panic(err)
	}
	return f
}
