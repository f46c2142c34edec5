package plan

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// country is a random country told apart from any snapshot: mainland
// departments are the cells of a lattice, the others lie across the sea.
type country struct {
	codes, region []string
	hoods         []int64
	adjacent      [][]bool
	held          [][]bool // by centre, by department
}

var overseasCodes = []struct{ code, region string }{{"971", "01"}, {"974", "04"}, {"978", "978"}}

// randomCountry has columns*rows mainland departments in up to three regions, up
// to three overseas units, and up to three centres that may overlap. Codes are in
// order of position.
func randomCountry(r *rand.Rand, columns, rows int) *country {
	c := &country{}
	for k := range columns * rows {
		c.add(fmt.Sprintf("1%d", k), fmt.Sprintf("R%d", r.IntN(3)), int64(r.IntN(6)))
	}
	for _, o := range overseasCodes {
		if r.IntN(2) == 0 {
			c.add(o.code, o.region, int64(r.IntN(6)))
		}
	}
	c.adjacent = make([][]bool, len(c.codes))
	for i := range c.codes {
		c.adjacent[i] = make([]bool, len(c.codes))
		for k := range columns * rows {
			dx, dy := i%columns-k%columns, i/columns-k/columns
			c.adjacent[i][k] = i < columns*rows && dx*dx+dy*dy == 1
		}
	}
	for range r.IntN(4) {
		own := make([]bool, len(c.codes))
		for i := range own {
			taken := slices.ContainsFunc(c.held, func(o []bool) bool { return o[i] })
			own[i] = !taken && r.IntN(3) == 0 || r.IntN(12) == 0
		}
		c.held = append(c.held, own)
	}
	return c
}

func (c *country) add(code, region string, hoods int64) {
	c.codes, c.region, c.hoods = append(c.codes, code), append(c.region, region), append(c.hoods, hoods)
}

// in is the country as a measure counts it: its neighbourhoods are those that count.
func (c *country) in(m geo.Measure) *country {
	if m != geo.NPNRUNeighbourhoods {
		return c
	}
	out := *c
	out.hoods = make([]int64, len(c.hoods))
	for i, n := range c.hoods {
		out.hoods[i] = (n + 1 - int64(i%2)) / 2
	}
	return &out
}

// id names a centre so that IDs are in order of rank.
func id(k int) string { return fmt.Sprintf("c%d", k) }

// snapshot builds the country.
func (c *country) snapshot(t testing.TB, columns int) *snapshot.Snapshot {
	t.Helper()
	d := &geo.Dataset{
		Catalogue:      geo.Catalogue{Units: map[geo.Level][]geo.Unit{}},
		Neighbourhoods: map[geo.Geography][]geo.Neighbourhood{},
	}
	layer := geo.Layer{Name: geo.DepartmentLayer}
	regions := map[string]bool{}
	for i, code := range c.codes {
		u := geo.Unit{Level: geo.Department, Code: code, Region: c.region[i], Region2015: c.region[i]}
		x, y := float64(i%columns), float64(i/columns)
		if len(code) == 3 {
			x, y = float64(20+2*i), 0
		}
		if code == "978" {
			u.Level = geo.Collectivity
		} else {
			layer.Features = append(layer.Features, geo.Feature{Code: code, Geometry: geotest.Square(x, y, 1)})
			if !regions[c.region[i]] {
				regions[c.region[i]] = true
				for _, l := range []geo.Level{geo.Region, geo.Region2015} {
					d.Catalogue.Units[l] = append(d.Catalogue.Units[l], geo.Unit{Level: l, Code: c.region[i]})
				}
			}
		}
		d.Catalogue.Units[u.Level] = append(d.Catalogue.Units[u.Level], u)
		for k := range c.hoods[i] {
			listing := geo.Unlisted
			if k%2 == int64(i%2) {
				listing = geo.Listed
			}
			d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
				NPNRU: listing,
				Code:  fmt.Sprintf("QP%s%d", code, k), Geography: geo.QPV2015,
				Department: code, Region: c.region[i], Region2015: c.region[i],
			})
		}
		d.Catalogue.Units[geo.Commune] = append(d.Catalogue.Units[geo.Commune],
			geo.Unit{Level: geo.Commune, Code: code + "X", Department: code, Region: c.region[i], Region2015: c.region[i]})
	}
	for _, l := range []geo.Level{geo.Region, geo.Region2015} {
		slices.SortFunc(d.Catalogue.Units[l], func(a, b geo.Unit) int {
			if a.Code < b.Code {
				return -1
			}
			return 1
		})
	}
	for k, own := range c.held {
		var codes []string
		for i, has := range own {
			if has && c.codes[i] != "978" {
				codes = append(codes, c.codes[i])
			}
		}
		p := geotest.Over("2010-01-01", "", codes...)
		if i := slices.Index(c.codes, "978"); i >= 0 && own[i] {
			p.Units = append(p.Units, geo.UnitRef{Level: geo.Collectivity, Code: "978"})
		}
		d.Centres = append(d.Centres, geotest.Centre(id(k), p))
	}
	d.Layers = []geo.Layer{layer}
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func everything() coverage.Query {
	return coverage.Query{Date: geo.DateOf(2020, 1, 1), Level: geo.Region, Territory: geo.France,
		Scope: geo.Policy, Confidence: geo.Low, Geography: geo.QPV2015}
}
