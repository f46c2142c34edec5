package geotest

import (
	"strings"

	"maillage/geo"
)

// Abroad is [Squares], with boundaries of communes, as the data set of another
// country: region RA is DE1, department A1 NUTS 3 region DE1A1, its first
// commune DE_A1001. One set of regions is known and no neighbourhood.
func Abroad(centres ...geo.Centre) *geo.Dataset {
	d := Squares(true, centres...)
	d.Neighbourhoods = map[geo.Geography][]geo.Neighbourhood{}
	units := d.Catalogue.Units
	for i, u := range units[geo.Region] {
		units[geo.Region][i].Code = regionAbroad(u.Code)
	}
	units[geo.Region2015] = nil
	for _, u := range units[geo.Region] {
		units[geo.Region2015] = append(units[geo.Region2015], geo.Unit{Level: geo.Region2015, Code: u.Code, Name: u.Name, Region: u.Code})
	}
	for _, level := range []geo.Level{geo.Department, geo.Commune} {
		for i := range units[level] {
			u := &units[level][i]
			u.Region = regionAbroad(u.Region)
			u.Region2015 = u.Region
			if level == geo.Department {
				u.Code = DepartmentAbroad(u.Code)
			} else {
				u.Code, u.Department = "DE_"+u.Code, DepartmentAbroad(u.Department)
			}
		}
	}
	for k := range d.Layers {
		for i := range d.Layers[k].Features {
			d.Layers[k].Features[i].Code = "DE_" + d.Layers[k].Features[i].Code
		}
	}
	return d
}

func regionAbroad(code string) string {
	return strings.NewReplacer("RA", "DE1", "RB", "DE2").Replace(code)
}

// DepartmentAbroad is the code that a department of Squares has in Abroad.
func DepartmentAbroad(code string) string { return regionAbroad("R"+code[:1]) + code }
