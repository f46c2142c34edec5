package revision_test

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
)

// An edit changes a country, and knows what a report must say of it.
type edit struct {
	name   string
	change func(d *geo.Dataset)
	says   []string
}

func perimeterOf(d *geo.Dataset, centre, k int) *geo.Perimeter {
	return &d.Centres[centre].Perimeters[k]
}

// edits touch different things, so that any of them may be made together.
var edits = []edit{
	{"a department has another name", func(d *geo.Dataset) { unit(d, geo.Department, "A1").Name = "Renamed" },
		[]string{"note/units/renamed/department/A1/name"}},
	{"a department goes to another region", func(d *geo.Dataset) { unit(d, geo.Department, "B2").Region = "RC" },
		[]string{"review/units/moved/department/B2/region"}},
	{"a commune goes to another former region and EPCI", func(d *geo.Dataset) {
		u := unit(d, geo.Commune, "C3001")
		u.Region2015, u.EPCI = "O0", "EC0"
	}, []string{"review/units/moved/commune/C3001/region_2015", "review/units/moved/commune/C3001/epci"}},
	{"a commune is gone", func(d *geo.Dataset) {
		units := d.Catalogue.Units[geo.Commune]
		d.Catalogue.Units[geo.Commune] = slices.DeleteFunc(units, func(u geo.Unit) bool { return u.Code == "C0003" })
		dropFeature(d, "C0003")
	}, []string{"refuse/units/gone/commune/C0003/"}},
	{"a commune is merged", func(d *geo.Dataset) {
		units := d.Catalogue.Units[geo.Commune]
		d.Catalogue.Units[geo.Commune] = slices.DeleteFunc(units, func(u geo.Unit) bool { return u.Code == "D1003" })
		dropFeature(d, "D1003")
		d.Catalogue.Successors = map[string]string{"D1003": "D1001"}
	}, []string{"review/units/gone/commune/D1003/", "note/units/changed/commune//successors"}},
	{"a department has more inhabitants", func(d *geo.Dataset) { unit(d, geo.Department, "D2").Population = geo.Known(90) },
		[]string{"review/populations/distribution/department//population", "review/populations/changed/department/D2/population"}},
	{"nobody knows the inhabitants of a commune", func(d *geo.Dataset) { unit(d, geo.Commune, "D3002").Population = geo.Count{} },
		[]string{"review/populations/changed/commune/D3002/population"}},
	{"populations are of another year", func(d *geo.Dataset) { d.Catalogue.PopulationOf = "2099" },
		[]string{"review/populations/changed///population_of"}},
	{"a neighbourhood is gone", func(d *geo.Dataset) { d.Neighbourhoods[geo.QPV2015] = d.Neighbourhoods[geo.QPV2015][1:] },
		[]string{"refuse/neighbourhoods/gone//QPA0001/2015"}},
	{"a neighbourhood is new", func(d *geo.Dataset) {
		d.Neighbourhoods[geo.QPV2024] = append(d.Neighbourhoods[geo.QPV2024], geo.Neighbourhood{
			Code: "QNZ", Geography: geo.QPV2024, Codes: []string{"B1003"}, Department: "B1", Region: "RB", Region2015: "O1"})
	}, []string{"review/neighbourhoods/new//QNZ/2024"}},
	{"a neighbourhood moves", func(d *geo.Dataset) {
		n := &d.Neighbourhoods[geo.QPV2015][5]
		n.Department, n.Codes, n.Population, n.Name = "C2", []string{"C2002"}, geo.Known(1), "Moved"
		n.Point = &orb.Point{0, 45}
	}, []string{
		"review/neighbourhoods/moved//QPA2004/department", "review/neighbourhoods/moved//QPA2004/codes", "note/neighbourhoods/renamed//QPA2004/name",
		"review/neighbourhoods/changed//QPA2004/population", "note/neighbourhoods/changed//QPA2004/point",
	}},
	{"a centre is new", func(d *geo.Dataset) {
		d.Centres = append(d.Centres, geotest.Centre("zenith", geotest.Over("2016-02-15", "", "D2", "D3")))
	}, []string{"review/centres/new//zenith/", "review/perimeters/new//zenith-1/"}},
	{"a centre has other words", func(d *geo.Dataset) {
		x := &d.Centres[0]
		x.Name, x.Seat, x.Website, x.Unknowns = "East", "Town", "https://east.example", []string{"its seat"}
	}, []string{"note/centres/renamed//east/name", "note/centres/changed//east/seat", "note/centres/changed//east/website", "note/centres/changed//east/unknowns"}},
	{"a centre is not named any more", func(d *geo.Dataset) { d.Centres[2].Named = false },
		[]string{"review/centres/changed//west/named"}},
	{"a perimeter begins later", func(d *geo.Dataset) { perimeterOf(d, 0, 0).From = geotest.Fuzzy("2016-01-27") },
		[]string{"review/perimeters/changed//east-1/from"}},
	{"a perimeter ends later", func(d *geo.Dataset) { perimeterOf(d, 1, 0).To = geotest.Fuzzy("2016-03") },
		[]string{"review/perimeters/changed//north-1/to"}},
	{"a perimeter has other units", func(d *geo.Dataset) {
		perimeterOf(d, 1, 0).Units = []geo.UnitRef{{Level: geo.Department, Code: "A3"}, {Level: geo.Department, Code: "C3"}}
	}, []string{"review/perimeters/changed//north-1/units"}},
	{"a perimeter is better known", func(d *geo.Dataset) {
		p := perimeterOf(d, 1, 1)
		p.Confidence, p.Sourced, p.Sources, p.Note = geo.Medium, true, []string{"a letter"}, "found"
	}, []string{
		"review/perimeters/changed//north-2/confidence", "review/perimeters/changed//north-2/sourced",
		"note/perimeters/changed//north-2/sources", "note/perimeters/changed//north-2/note",
	}},
	{"a perimeter is of another scope", func(d *geo.Dataset) { perimeterOf(d, 0, 1).Scope = geo.Policy },
		[]string{"review/perimeters/changed//east-2/scope"}},
	{"a perimeter is gone", func(d *geo.Dataset) { d.Centres[2].Perimeters = d.Centres[2].Perimeters[:1] },
		[]string{"review/perimeters/gone//west-2/"}},
	{"a perimeter is drawn beside its units", func(d *geo.Dataset) { perimeterOf(d, 2, 0).Drawn = geotest.Box(2.2, 0.2, 3.4, 0.8) },
		[]string{"review/perimeters/changed//west-1/drawn"}},
	{"centres agree to share", func(d *geo.Dataset) { perimeterOf(d, 0, 0).AgreedWith = []string{"north"} },
		[]string{"review/perimeters/changed//east-1/agreed_with"}},
	{"a contract changes", func(d *geo.Dataset) {
		d.Contracts[0].Name, d.Contracts[1].Departments, d.Contracts = "Other", []string{"A1", "A2"}, d.Contracts[:len(d.Contracts)-1]
	}, []string{"note/contracts/renamed//CVEA0/name", "review/contracts/changed//CVEA1/departments", "review/contracts/gone//CVFD2/"}},
	{"another size is published", func(d *geo.Dataset) { d.Network.Sizes[0].Count = geo.Known(4) },
		[]string{"note/network/changed///sizes"}},
	{"a source changes", func(d *geo.Dataset) {
		d.Sources[0].Credit, d.Sources[0].Version = "somebody", "2"
		d.Sources = append(d.Sources, geo.Source{ID: "second"})
	}, []string{"review/sources/changed//hand/credit", "note/sources/changed//hand/version", "note/sources/new//second/"}},
	{"a boundary is gone", func(d *geo.Dataset) { dropGround(d, "B3") }, nil},
	{"ground is drawn abroad", func(d *geo.Dataset) { moveGround(d, "D0", 5) }, nil},
	{"a department is drawn smaller", func(d *geo.Dataset) { shrinkGround(d, "A2", 0.97) }, nil},
	{"a polygon of a neighbourhood is gone, another is larger", func(d *geo.Dataset) {
		for k, l := range d.Layers {
			if l.Name == geo.NeighbourhoodLayer {
				d.Layers[k].Features = []geo.Feature{{Code: "QPA0004", Geometry: geotest.Square(0.5, 0.6, 0.2)}}
			}
		}
	}, nil},
}

func eachFeature(d *geo.Dataset, f func(*geo.Feature)) {
	for k := range d.Layers {
		for i := range d.Layers[k].Features {
			f(&d.Layers[k].Features[i])
		}
	}
}

func dropFeature(d *geo.Dataset, code string) {
	for k := range d.Layers {
		d.Layers[k].Features = slices.DeleteFunc(d.Layers[k].Features, func(f geo.Feature) bool { return f.Code == code })
	}
}

// dropGround takes the boundary of a department, or those of its communes.
func dropGround(d *geo.Dataset, department string) {
	eachFeature(d, func(f *geo.Feature) {
		if f.Code[:2] == department {
			f.Geometry = nil
		}
	})
}

func moveGround(d *geo.Dataset, department string, degrees float64) {
	eachFeature(d, func(f *geo.Feature) {
		if f.Code[:2] == department {
			f.Geometry = shifted(f.Geometry, degrees, -degrees)
		}
	})
}

// shrinkGround draws a department nearer to its south-west corner.
func shrinkGround(d *geo.Dataset, department string, factor float64) {
	corner := geotest.Square(float64(department[0]-'A'), float64(department[1]-'0'), 1)[0][0][0]
	eachFeature(d, func(f *geo.Feature) {
		if f.Code[:2] != department {
			return
		}
		f.Geometry = f.Geometry.Clone()
		for _, r := range f.Geometry[0] {
			for i := range r {
				for k := range 2 {
					r[i][k] = corner[k] + factor*(r[i][k]-corner[k])
				}
			}
		}
	})
}

// TestEditsAreFound makes each edit by itself, and many at once: the report says
// each, and nothing else.
func TestEditsAreFound(t *testing.T) {
	for _, fine := range []bool{false, true} {
		before := build(t, country(fine))
		for _, e := range edits {
			d := country(fine)
			e.change(d)
			hold(t, before, build(t, d), []edit{e}, 13)
		}
		r := geotest.Seeds(t, 1)
		for range 8 {
			d := country(fine)
			var made []edit
			for _, k := range r.Perm(len(edits))[:2+r.IntN(8)] {
				if slices.ContainsFunc(made, func(e edit) bool { return clash(e.name, edits[k].name) }) {
					continue
				}
				edits[k].change(d)
				made = append(made, edits[k])
			}
			hold(t, before, build(t, d), made, 3)
		}
	}
}

// clash reports whether one of two edits would move what the other counts on.
func clash(a, b string) bool {
	pairs := [][2]string{
		{"a neighbourhood is gone", "a neighbourhood moves"},
		{"a neighbourhood is gone", "a polygon of a neighbourhood is gone, another is larger"},
	}
	return slices.Contains(pairs, [2]string{a, b}) || slices.Contains(pairs, [2]string{b, a})
}
