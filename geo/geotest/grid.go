package geotest

import (
	"fmt"

	"maillage/geo"
)

// Grid is a country made by hand that is larger than Squares: columns times rows
// of departments (at most 26 by 10), measured and cut into four communes as
// there. The department in column B, row 2, from the south-west, is "B2", in
// region "RB" since 2016 and "O2" before. Its communes 1 and 2 are EPCI "EB2";
// communes 3 and 4 share the EPCI "FB2" with those of "B3" above it, so that this
// one straddles departments and former regions. The collectivity 978 lies south
// of all, and its one neighbourhood has no commune.
//
// Neighbourhoods of 2015 are as in Squares; those of 2024 lie in communes 2.
// Each EPCI has a city contract, "CV" and its code.
func Grid(columns, rows int, fine bool, centres ...geo.Centre) *geo.Dataset {
	g := grid{d: &geo.Dataset{
		Catalogue:      geo.Catalogue{Units: map[geo.Level][]geo.Unit{}, PopulationOf: "ten inhabitants a commune"},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{},
		Centres:        centres,
	}}
	for i := range columns {
		g.add(geo.Unit{Level: geo.Region, Code: "R" + letter(i), Name: "Column " + letter(i)})
	}
	for j := range rows {
		g.add(geo.Unit{Level: geo.Region2015, Code: fmt.Sprintf("O%d", j), Name: fmt.Sprintf("Row %d", j)})
	}
	for i := range columns {
		for j := range rows {
			g.department(i, j)
		}
	}
	g.epci(columns, rows)
	g.collectivity()
	g.d.Layers = []geo.Layer{g.departments, g.collectivities}
	if fine {
		g.d.Layers[0] = g.communes
	}
	return g.d
}

type grid struct {
	d                                     *geo.Dataset
	departments, communes, collectivities geo.Layer
}

func letter(i int) string { return string(rune('A' + i)) }

func (g *grid) add(u geo.Unit) {
	g.d.Catalogue.Units[u.Level] = append(g.d.Catalogue.Units[u.Level], u)
}

func (g *grid) department(i, j int) {
	u := geo.Unit{Level: geo.Department, Code: fmt.Sprintf("%s%d", letter(i), j), Region: "R" + letter(i),
		Region2015: fmt.Sprintf("O%d", j), Population: geo.Known(40)}
	u.Name = "Department " + u.Code
	g.add(u)
	x, y := float64(i), float64(j)
	g.departments.Name, g.communes.Name = geo.DepartmentLayer, geo.CommuneLayer
	g.departments.Features = append(g.departments.Features, geo.Feature{Code: u.Code, Geometry: Square(x, y, 1)})
	for k := range 4 {
		c := geo.Unit{Level: geo.Commune, Code: fmt.Sprintf("%s00%d", u.Code, k+1), Department: u.Code,
			Region: u.Region, Region2015: u.Region2015, EPCI: epciOf(i, j, k), Population: geo.Known(10)}
		c.Name = "Commune " + c.Code
		g.add(c)
		g.communes.Features = append(g.communes.Features,
			geo.Feature{Code: c.Code, Geometry: Square(x+0.5*float64(k%2), y+0.5*float64(k/2), 0.5)})
		n := geo.Neighbourhood{Code: "QP" + c.Code, Geography: geo.QPV2015, Codes: []string{c.Code},
			Department: u.Code, Region: u.Region, Region2015: u.Region2015, Population: geo.Known(100)}
		if k == 1 {
			n.Code, n.Geography, n.Population = "QN"+c.Code, geo.QPV2024, geo.Count{}
		}
		if k != 2 {
			g.d.Neighbourhoods[n.Geography] = append(g.d.Neighbourhoods[n.Geography], n)
		}
	}
}

func epciOf(i, j, commune int) string {
	if commune < 2 {
		return fmt.Sprintf("E%s%d", letter(i), j)
	}
	return fmt.Sprintf("F%s%d", letter(i), j/2*2)
}

// epci lists the EPCI of the communes, and their contracts.
func (g *grid) epci(columns, rows int) {
	for _, kind := range []string{"E", "F"} {
		for i := range columns {
			for j := range rows {
				code := fmt.Sprintf("%s%s%d", kind, letter(i), j)
				signs := []string{code[1:]}
				if kind == "F" && j%2 == 1 {
					continue
				}
				if kind == "F" && j+1 < rows {
					signs = append(signs, fmt.Sprintf("%s%d", letter(i), j+1))
				}
				u := geo.Unit{Level: geo.EPCI, Code: code, Name: "EPCI " + code, Region: "R" + letter(i)}
				if len(signs) == 1 {
					u.Department = signs[0]
				}
				g.add(u)
				g.d.Contracts = append(g.d.Contracts, geo.CityContract{Code: "CV" + code, Name: u.Name,
					Territory: geo.UnitRef{Level: geo.EPCI, Code: code}, Departments: signs})
			}
		}
	}
}

func (g *grid) collectivity() {
	u := geo.Unit{Level: geo.Collectivity, Code: "978", Name: "Island", Region: "978", Region2015: "978", Population: geo.Known(7)}
	g.add(u)
	g.collectivities = geo.Layer{Name: geo.CollectivityLayer, Features: []geo.Feature{{Code: u.Code, Geometry: Square(0, -3, 1)}}}
	g.d.Neighbourhoods[geo.QPV2015] = append(g.d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
		Code: "QP978001", Geography: geo.QPV2015, Department: u.Code, Region: u.Code, Region2015: u.Code, Population: geo.Known(100)})
}
