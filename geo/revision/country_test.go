package revision_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

var today = geo.DateOf(2016, 2, 10)

// country is a country of sixteen departments with three centres, whose
// perimeters all begin and end in a few months, so that every day can be tried.
func country(fine bool) *geo.Dataset {
	low := geotest.Over("2016-02", "", "C1", "C2", "978")
	low.Scope, low.Confidence, low.Sourced, low.Sources = geo.Policy, geo.Low, false, nil
	outside := geotest.Over("", "2016-03-09", "D0")
	outside.Scope, outside.Confidence = geo.Outside, geo.Medium
	d := geotest.Grid(4, 4, fine,
		geotest.Centre("east", geotest.Over("2016-01-20", "2016-03-05", "A0", "A1", "A2", "A3"), outside),
		geotest.Centre("north", geotest.Over("2016-02-02", "2016-02-20", "A3", "B3"), low),
		geotest.Centre("west", geotest.Over("", "2016-01-31", "B0", "B1"), geotest.Over("2016-02-01", "", "B0")),
	)
	d.Layers = append(d.Layers, quarterLayer(d))
	d.Sources = []geo.Source{{ID: "hand", Title: "By hand", Credit: "nobody", Licence: "none"}}
	d.Network.Sizes = []geo.Published{{Date: geotest.Fuzzy("2016"), Count: geo.Known(3), Source: "hand"}}
	return d
}

// quarterLayer draws two neighbourhoods.
func quarterLayer(d *geo.Dataset) geo.Layer {
	l := geo.Layer{Name: geo.NeighbourhoodLayer}
	for i, n := range d.Neighbourhoods[geo.QPV2015][:2] {
		l.Features = append(l.Features, geo.Feature{Code: n.Code, Geometry: geotest.Square(0.1+float64(i)/2, 0.1, 0.1)})
	}
	return l
}

func build(t testing.TB, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// compare compares without bounds.
func compare(t testing.TB, a, b *snapshot.Snapshot) *revision.Report {
	t.Helper()
	r, err := revision.Compare(context.Background(), a, b, revision.Options{Today: today, Most: 1e6, Places: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// said lists the findings of a report that codes make, without their values:
// those of ground, sums and answers have oracles of their own.
func said(r *revision.Report) []string {
	var out []string
	for i := range r.Findings {
		f := &r.Findings[i]
		if oracled[f.Topic] {
			continue
		}
		out = append(out, said1(f))
	}
	slices.Sort(out)
	return out
}

var oracled = map[revision.Topic]bool{
	revision.Ground: true, revision.Areas: true, revision.Totals: true,
	revision.Figures: true, revision.Statuses: true, revision.Overlaps: true,
}

func said1(f *revision.Finding) string {
	return strings.Join([]string{string(f.Severity), string(f.Topic), string(f.Kind), string(f.Level), f.Code, f.Field}, "/")
}

// unit finds a unit of a catalogue to edit.
func unit(d *geo.Dataset, level geo.Level, code string) *geo.Unit {
	for i := range d.Catalogue.Units[level] {
		if u := &d.Catalogue.Units[level][i]; u.Code == code {
			return u
		}
	}
	panic(fmt.Sprintf("no %s %s", level, code))
}

func shifted(m orb.MultiPolygon, dx, dy float64) orb.MultiPolygon {
	out := m.Clone()
	for _, p := range out {
		for _, r := range p {
			for i := range r {
				r[i] = orb.Point{r[i][0] + dx, r[i][1] + dy}
			}
		}
	}
	return out
}
