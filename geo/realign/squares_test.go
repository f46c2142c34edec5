package realign_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/realign"
)

func always(departments ...string) geo.Perimeter {
	return geotest.Over("2010-01-01", "", departments...)
}

func drawn(ground orb.MultiPolygon) geo.Perimeter {
	p := always()
	p.Drawn = ground
	return p
}

func communes(codes ...string) geo.Perimeter {
	p := always()
	for _, code := range codes {
		p.Units = append(p.Units, geo.UnitRef{Level: geo.Commune, Code: code})
	}
	return p
}

// standing realigns Squares, whose regions are A1 A2 and B1 B2.
func standing(t *testing.T, fine bool, centres ...geo.Centre) *realign.Realignment {
	t.Helper()
	return at(t, build(t, geotest.Squares(fine, centres...)), on(t, "2020-01-01", geo.Low))
}

func TestStatusAndIndexByHand(t *testing.T) {
	for name, c := range map[string]struct {
		centres []geo.Centre
		status  realign.Status // of region RA
		index   realign.Index
	}{
		"nothing":               {nil, realign.Uncovered, realign.Index{}},
		"the other region only": {[]geo.Centre{geotest.Centre("a", always("B1", "B2"))}, realign.Uncovered, realign.Index{}},
		"half":                  {[]geo.Centre{geotest.Centre("a", always("A1"))}, realign.Partial, realign.Index{Value: 0.5, Coverage: 0.5, Containment: 1, Unity: 1}},
		"half, and as much elsewhere": {[]geo.Centre{geotest.Centre("a", always("A2", "B1"))},
			realign.Partial, realign.Index{Value: 0.25, Coverage: 0.5, Containment: 0.5, Unity: 1}},
		"all": {[]geo.Centre{geotest.Centre("a", always("A1", "A2"))}, realign.Aligned, realign.Index{Value: 1, Coverage: 1, Containment: 1, Unity: 1}},
		"all, in two perimeters": {[]geo.Centre{geotest.Centre("a", always("A1"), always("A1", "A2"))},
			realign.Aligned, realign.Index{Value: 1, Coverage: 1, Containment: 1, Unity: 1}},
		"all, and a third elsewhere": {[]geo.Centre{geotest.Centre("a", always("A1", "A2", "B1"))},
			realign.Shared, realign.Index{Value: 2. / 3, Coverage: 1, Containment: 2. / 3, Unity: 1}},
		"two halves": {[]geo.Centre{geotest.Centre("a", always("A1")), geotest.Centre("b", always("A2"))},
			realign.Split, realign.Index{Value: 0.5, Coverage: 1, Containment: 1, Unity: 0.5}},
		"all and a half": {[]geo.Centre{geotest.Centre("a", always("A1", "A2")), geotest.Centre("b", always("A2"))},
			realign.Overlapped, realign.Index{Value: 2. / 3, Coverage: 1, Containment: 1, Unity: 2. / 3}},
		"all twice": {[]geo.Centre{geotest.Centre("a", always("A1", "A2")), geotest.Centre("b", always("A1", "A2"))},
			realign.Overlapped, realign.Index{Value: 0.5, Coverage: 1, Containment: 1, Unity: 0.5}},
		"communes make a half": {[]geo.Centre{geotest.Centre("a", communes("A1001", "A1002"), always("A2"))},
			realign.Partial, realign.Index{Value: 0.75, Coverage: 0.75, Containment: 1, Unity: 1}},
		"drawn over a half": {[]geo.Centre{geotest.Centre("a", drawn(geotest.Box(0, 0, 0.5, 1)))},
			realign.Partial, realign.Index{Value: 0.25, Coverage: 0.25, Containment: 1, Unity: 1}},
		"drawn over a centre's own ground": {[]geo.Centre{geotest.Centre("a", always("A1"), drawn(geotest.Box(0, 0, 0.5, 1)))},
			realign.Partial, realign.Index{Value: 0.5, Coverage: 0.5, Containment: 1, Unity: 1}},
		"drawn across the regions, into another's ground": {[]geo.Centre{geotest.Centre("a", always("A1", "A2")), geotest.Centre("b", drawn(geotest.Box(1.5, 0, 2.5, 1)))},
			realign.Overlapped, realign.Index{Value: 2. / 3, Coverage: 1, Containment: 2.5 / 3, Unity: 0.8}},
	} {
		for _, fine := range []bool{false, true} {
			x := region(t, standing(t, fine, c.centres...), "RA")
			got := x.Alignment.Departments
			if x.Status != c.status {
				t.Errorf("%s, fine %v: %s, want %s", name, fine, x.Status, c.status)
			}
			want := c.index
			want.Known = true
			for _, pair := range [][2]float64{{got.Value, want.Value}, {got.Coverage, want.Coverage}, {got.Containment, want.Containment}, {got.Unity, want.Unity}} {
				if math.Abs(pair[0]-pair[1]) > 1e-6 || !got.Known { // drawn ground is measured on the ellipsoid
					t.Errorf("%s, fine %v: index %+v, want %+v", name, fine, got, want)
					break
				}
			}
		}
	}
}

func TestNationalIndexWeighsRegions(t *testing.T) {
	d := geotest.Squares(false, geotest.Centre("a", always("A1", "A2")), geotest.Centre("b", always("B1")))
	d.Neighbourhoods[geo.QPV2015] = d.Neighbourhoods[geo.QPV2015][:6] // B2 has none
	r := at(t, build(t, d), on(t, "2020-01-01", geo.Low))
	if got := r.Alignment.Departments; got.Value != 0.75 || !got.Known {
		t.Errorf("by departments %+v, want 3/4", got)
	}
	if got := r.Alignment.Neighbourhoods; got.Value != 1 || !got.Known {
		t.Errorf("by neighbourhoods %+v, want 1: all six are aligned", got)
	}
	d = geotest.Squares(false, geotest.Centre("a", always("A1", "A2")))
	d.Neighbourhoods[geo.QPV2015] = nil
	r = at(t, build(t, d), on(t, "2020-01-01", geo.Low))
	if r.Alignment.Neighbourhoods.Known || r.Regions[0].Alignment.Neighbourhoods.Known {
		t.Errorf("without neighbourhoods there is an index by neighbourhoods: %+v", r.Alignment)
	}
}

func TestEdges(t *testing.T) {
	old := func(d *geo.Dataset) { // one old region over A1 and A2
		for i := range d.Catalogue.Units[geo.Department][:2] {
			d.Catalogue.Units[geo.Department][i].Region2015 = "OA"
		}
		for i := range d.Catalogue.Units[geo.Commune][:8] {
			d.Catalogue.Units[geo.Commune][i].Region2015 = "OA"
		}
	}
	// A hundredth of a degree at 45 degrees north, in metres, along the
	// meridian and along the parallel.
	const side, along = 1111.3, 788.4
	for name, c := range map[string]struct {
		p                            geo.Perimeter
		change                       func(*geo.Dataset)
		kind                         realign.EdgeKind
		inherited, department, other float64
	}{
		"all of it":      {always("A1", "A2"), nil, realign.NoEdge, 0, 0, 0},
		"old border":     {always("A1"), nil, realign.InheritedEdge, side, 0, 0},
		"department":     {always("A1"), old, realign.DepartmentEdge, 0, side, 0},
		"half a commune": {communes("A1001", "A1003"), nil, realign.OtherEdge, 0, 0, side},
		// A1 without its north-east, then without its south-east: A2 lies to the
		// east of both. Then A1 with the south of A2.
		"old and communes": {communes("A1001", "A1002", "A1003"), nil, realign.OtherEdge, side / 2, 0, side/2 + along/2},
		"the same, south":  {communes("A1001", "A1003", "A1004"), nil, realign.OtherEdge, side / 2, 0, side/2 + along/2},
		"half old border":  {communes("A1001", "A1002", "A1003", "A1004", "A2001", "A2002"), nil, realign.OtherEdge, side / 2, 0, along},
	} {
		d := geotest.Squares(true, geotest.Centre("a", c.p))
		if c.change != nil {
			c.change(d)
		}
		e := region(t, at(t, build(t, d), on(t, "2020-01-01", geo.Low)), "RA").Centres[0].Edge
		if e.Kind != c.kind || !e.Measured {
			t.Errorf("%s: %+v, want %s", name, e, c.kind)
		}
		for _, pair := range [][2]float64{{e.Inherited, c.inherited}, {e.Department, c.department}, {e.Other, c.other}} {
			if math.Abs(pair[0]-pair[1]) > 1 {
				t.Errorf("%s: %+v, want %.0f, %.0f and %.0f m", name, e, c.inherited, c.department, c.other)
				break
			}
		}
	}
}

func TestEdgesFromCodesAlone(t *testing.T) {
	for name, c := range map[string]struct {
		p    geo.Perimeter
		same bool // A1 and A2 were one old region
		want realign.EdgeKind
	}{
		"all of it":  {always("A1", "A2"), false, realign.NoEdge},
		"old border": {always("A1"), false, realign.InheritedEdge},
		"department": {always("A1"), true, realign.DepartmentEdge},
		"communes":   {communes("A1001"), false, realign.OtherEdge},
	} {
		d := geotest.Squares(false, geotest.Centre("a", c.p))
		d.Layers[0].Features = d.Layers[0].Features[1:] // A1 has no boundaries
		if c.same {
			d.Catalogue.Units[geo.Department][1].Region2015 = "OA"
			for i := range d.Catalogue.Units[geo.Commune][:8] {
				d.Catalogue.Units[geo.Commune][i].Region2015 = "OA"
			}
		}
		e := region(t, at(t, build(t, d), on(t, "2020-01-01", geo.Low)), "RA").Centres[0].Edge
		if e.Kind != c.want || e.Measured && c.want != realign.NoEdge || e.Inherited+e.Department+e.Other > 0 {
			t.Errorf("%s: %+v, want %s, unmeasured", name, e, c.want)
		}
	}
}

func TestDrawnEdgeAndIslands(t *testing.T) {
	e := region(t, standing(t, false, geotest.Centre("a", drawn(geotest.Box(0, 0, 0.5, 1)))), "RA").Centres[0].Edge
	if e.Kind != realign.OtherEdge || e.Measured {
		t.Errorf("drawn through A1: %+v", e)
	}
	d := geotest.Plain(4, 2, false, geotest.Centre("a", always("05")))
	for i, f := range d.Layers[0].Features { // R00 is 01 02 05 06: 05 goes to sea
		if f.Code == "05" {
			d.Layers[0].Features[i].Geometry = geotest.Square(50, 50, 1)
		}
	}
	e = region(t, at(t, build(t, d), on(t, "2020-01-01", geo.Low)), "R00").Centres[0].Edge
	if e.Kind != realign.ApartEdge || !e.Measured {
		t.Errorf("an island: %+v", e)
	}
}

func TestContractsAreCountedOnce(t *testing.T) {
	contract := func(code string, departments ...string) geo.CityContract {
		return geo.CityContract{Code: code, Departments: departments}
	}
	d := geotest.Squares(true, geotest.Centre("a", always("A1", "B2"), communes("B1001")))
	d.Contracts = []geo.CityContract{
		contract("covered", "A1"), contract("both", "A2", "B1"), contract("half", "A1", "A2"),
		contract("partly", "B1"), contract("mixed", "A1", "B1"), contract("lost"), contract("unknown", "ZZ"),
	}
	r := at(t, build(t, d), on(t, "2020-01-01", geo.Low))
	for name, c := range map[string]struct {
		got                               realign.Contracts
		covered                           int
		remaining, undetermined, unplaced []string
	}{
		"nation": {r.Remaining.Contracts, 1, []string{"both", "half"}, []string{"partly", "mixed"}, []string{"lost", "unknown"}},
		"RA":     {region(t, r, "RA").Remaining.Contracts, 2, []string{"both", "half"}, nil, nil},
		"RB":     {region(t, r, "RB").Remaining.Contracts, 0, nil, []string{"both", "partly", "mixed"}, nil},
	} {
		if c.got.Covered != c.covered || !slices.Equal(c.got.Remaining, c.remaining) ||
			!slices.Equal(c.got.Undetermined, c.undetermined) || !slices.Equal(c.got.Unplaced, c.unplaced) {
			t.Errorf("%s: %+v", name, c.got)
		}
	}
}

func TestCollectivityStandsApart(t *testing.T) {
	s := build(t, geotest.Plain(2, 2, false, geotest.Centre("a", always("978")), geotest.Centre("b", always("01", "02", "03", "04"))))
	r := at(t, s, on(t, "2020-01-01", geo.Low))
	if r.Counts.Of(realign.Aligned) != 1 || r.Apart.Of(realign.Aligned) != 1 || len(r.Regions) != 2 {
		t.Errorf("counts %v, apart %v", r.Counts, r.Apart)
	}
	q := on(t, "2020-01-01", geo.Low)
	q.Territory = geo.COM
	if r := at(t, s, q); len(r.Regions) != 1 || r.Counts != (realign.Counts{}) || r.Alignment.Departments.Known || !r.Alignment.Neighbourhoods.Known {
		t.Errorf("com: %d rows, counts %v, index %+v", len(r.Regions), r.Counts, r.Alignment)
	}
}
