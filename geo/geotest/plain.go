package geotest

import (
	"fmt"
	"strings"

	"maillage/geo"
)

// Plain is a country of columns by rows square departments, "01" and on from
// the south-west, row by row, each cut into four communes, as in [Squares].
// Regions since 2016 are blocks of two by two departments, "R00" and on by
// column and row of the block; those before, "O00" and on, are blocks one
// column to the west. The k-th department, from 0, has k mod 3 neighbourhoods
// of 2015 and k+1 mod 3 of 2024, each in a commune of its own; those of 2015
// have 100 inhabitants, and the first of a department is of the NPNRU. Apart lies collectivity 978, without ground, of one
// commune of 40 inhabitants and one neighbourhood of 2015 that has no commune. It takes up to 99 departments.
func Plain(columns, rows int, fine bool, centres ...geo.Centre) *geo.Dataset {
	p := plain{d: &geo.Dataset{
		Catalogue:      geo.Catalogue{Units: map[geo.Level][]geo.Unit{}, PopulationOf: "ten inhabitants a commune"},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{},
		Centres:        centres,
	}}
	for y := range rows {
		for x := range columns {
			p.department(x, y, y*columns+x)
		}
	}
	for x := range (columns + 1) / 2 {
		for y := range (rows + 1) / 2 {
			p.unit(geo.Unit{Level: geo.Region, Code: fmt.Sprintf("R%d%d", x, y)})
		}
	}
	for x := range columns/2 + 1 {
		for y := range (rows + 1) / 2 {
			p.unit(geo.Unit{Level: geo.Region2015, Code: fmt.Sprintf("O%d%d", x, y)})
		}
	}
	apart := geo.Unit{Level: geo.Collectivity, Code: "978", Region: "978", Region2015: "978", Population: geo.Known(40)}
	p.unit(apart)
	p.unit(geo.Unit{Level: geo.Commune, Code: "97801", Department: "978", Region: "978", Region2015: "978", Population: geo.Known(40)})
	p.neighbourhood(geo.QPV2015, geo.Neighbourhood{Code: "QP978001", Department: "978", Region: "978", Region2015: "978"})
	p.d.Layers = []geo.Layer{p.departments}
	if fine {
		p.d.Layers = []geo.Layer{p.communes}
	}
	return p.d
}

type plain struct {
	d                     *geo.Dataset
	departments, communes geo.Layer
}

func (p *plain) unit(u geo.Unit) {
	p.d.Catalogue.Units[u.Level] = append(p.d.Catalogue.Units[u.Level], u)
}

func (p *plain) neighbourhood(q geo.Geography, n geo.Neighbourhood) {
	n.Geography = q
	if q == geo.QPV2015 {
		n.Population = geo.Known(100)
		n.NPNRU = geo.Unlisted
		if strings.HasSuffix(n.Code, "1") {
			n.NPNRU = geo.Listed
		}
	}
	p.d.Neighbourhoods[q] = append(p.d.Neighbourhoods[q], n)
}

func (p *plain) department(x, y, k int) {
	u := geo.Unit{
		Level: geo.Department, Code: fmt.Sprintf("%02d", k+1), Population: geo.Known(40),
		Region: fmt.Sprintf("R%d%d", x/2, y/2), Region2015: fmt.Sprintf("O%d%d", (x+1)/2, y/2),
	}
	u.Name = "Department " + u.Code
	p.unit(u)
	p.departments.Name, p.communes.Name = geo.DepartmentLayer, geo.CommuneLayer
	p.departments.Features = append(p.departments.Features, geo.Feature{Code: u.Code, Geometry: Square(float64(x), float64(y), 1)})
	for i := range 4 {
		c := geo.Unit{Level: geo.Commune, Code: fmt.Sprintf("%s00%d", u.Code, i+1), Department: u.Code,
			Region: u.Region, Region2015: u.Region2015, Population: geo.Known(10)}
		p.unit(c)
		west, south := float64(x)+0.5*float64(i%2), float64(y)+0.5*float64(i/2)
		p.communes.Features = append(p.communes.Features, geo.Feature{Code: c.Code, Geometry: Square(west, south, 0.5)})
		n := geo.Neighbourhood{Code: "QP" + c.Code, Codes: []string{c.Code}, Communes: []string{c.Code},
			Department: u.Code, Region: u.Region, Region2015: u.Region2015}
		if i < k%3 {
			p.neighbourhood(geo.QPV2015, n)
		}
		if n.Code = "QN" + c.Code; i < (k+1)%3 {
			p.neighbourhood(geo.QPV2024, n)
		}
	}
}
