package scenario_test

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

var ctx = context.Background()

// fataler is *testing.T, *testing.B and *rapid.T.
type fataler interface {
	Helper()
	Fatal(...any)
}

func build(t fataler, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// on asks about policy at every confidence, by region, on a day.
func on(t fataler, day string) coverage.Query {
	t.Helper()
	d, err := geo.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return coverage.Query{Date: d, Level: geo.Region, Territory: geo.France, Scope: geo.Policy,
		Confidence: geo.Low, Geography: geo.QPV2015}
}

func run(t fataler, s *snapshot.Snapshot, q coverage.Query, changes ...scenario.Change) *scenario.Result {
	t.Helper()
	r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: changes})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func units(level geo.Level, codes ...string) []geo.UnitRef {
	var out []geo.UnitRef
	for _, c := range codes {
		out = append(out, geo.UnitRef{Level: level, Code: c})
	}
	return out
}

// grids are small countries, by whether their boundaries are those of communes.
const gridColumns, gridRows = 4, 3

// randomCountry draws a country whose centres "a" to "d" hold random units;
// "e" holds nothing.
func randomCountry(t *rapid.T) *snapshot.Snapshot {
	fine := rapid.Bool().Draw(t, "communes loaded")
	levels := rapid.SampledFrom([][]geo.Level{
		{geo.Department}, {geo.Region, geo.Department, geo.Region2015}, {geo.Department, geo.Commune, geo.EPCI},
	}).Draw(t, "levels")
	var centres []geo.Centre
	for _, id := range []string{"a", "b", "c", "d"} {
		var perimeters []geo.Perimeter
		for range rapid.IntRange(0, 2).Draw(t, "perimeters") {
			p := geotest.Over("2010-01-01", "")
			p.Units = rapid.SliceOfNDistinct(randomUnit(levels), 1, 4, rapid.ID[geo.UnitRef]).Draw(t, "units")
			p.Sourced = rapid.Bool().Draw(t, "sourced")
			perimeters = append(perimeters, p)
		}
		centres = append(centres, geotest.Centre(id, perimeters...))
	}
	return build(t, geotest.Grid(gridColumns, gridRows, fine, append(centres, geotest.Centre("e"))...))
}

func randomUnit(levels []geo.Level) *rapid.Generator[geo.UnitRef] {
	return rapid.Custom(func(t *rapid.T) geo.UnitRef {
		level := rapid.SampledFrom(levels).Draw(t, "level")
		i := rapid.IntRange(0, gridColumns-1).Draw(t, "column")
		j := rapid.IntRange(0, gridRows-1).Draw(t, "row")
		letter := string(rune('A' + i))
		code := map[geo.Level]string{
			geo.Region: "R" + letter, geo.Region2015: fmt.Sprintf("O%d", j), geo.Department: fmt.Sprintf("%s%d", letter, j),
			geo.EPCI:         fmt.Sprintf("E%s%d", letter, j),
			geo.Commune:      fmt.Sprintf("%s%d00%d", letter, j, rapid.IntRange(1, 4).Draw(t, "commune")),
			geo.Collectivity: "978",
		}[level]
		if level == geo.EPCI && rapid.Bool().Draw(t, "straddling") {
			code = fmt.Sprintf("F%s%d", letter, j/2*2)
		}
		return geo.UnitRef{Level: level, Code: code}
	})
}

// randomChange draws a change over units, possible or not.
func randomChange(levels []geo.Level) *rapid.Generator[scenario.Change] {
	return rapid.Custom(func(t *rapid.T) scenario.Change {
		centre := func(label string) string {
			return rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "new"}).Draw(t, label)
		}
		c := scenario.Change{Action: rapid.SampledFrom([]scenario.Action{
			scenario.Give, scenario.Give, scenario.Take, scenario.Take, scenario.Move, scenario.Move, scenario.Create, scenario.Close,
		}).Draw(t, "action")}
		switch c.Action {
		case scenario.Move:
			c.From, c.To = centre("from"), centre("to")
		case scenario.Create:
			c.Name = rapid.SampledFrom([]string{"", "New", "Other"}).Draw(t, "name")
			fallthrough
		default:
			c.Centre = centre("centre")
		}
		if c.Action != scenario.Create && c.Action != scenario.Close {
			c.Units = rapid.SliceOfN(randomUnit(levels), 1, 4).Draw(t, "units")
		}
		return c
	})
}

// possible keeps of random changes, one after another, those that are accepted.
func possible(t *rapid.T, s *snapshot.Snapshot, q coverage.Query, levels []geo.Level) []scenario.Change {
	var kept []scenario.Change
	for _, c := range rapid.SliceOfN(randomChange(levels), 1, 12).Draw(t, "changes") {
		if _, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: append(kept[:len(kept):len(kept)], c)}); err == nil {
			kept = append(kept, c)
		}
	}
	return kept
}

var coarseLevels = []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.Collectivity}
var allLevels = append([]geo.Level{geo.EPCI, geo.Commune}, coarseLevels...)

func randomLevels(t *rapid.T) []geo.Level {
	return rapid.SampledFrom([][]geo.Level{coarseLevels, allLevels}).Draw(t, "levels of changes")
}

// disc is a polygon of n vertices around a point, in degrees.
func disc(lon, lat, radius float64, n int) orb.MultiPolygon {
	var ring orb.Ring
	for i := range n {
		angle := 2 * math.Pi * float64(i) / float64(n)
		ring = append(ring, orb.Point{lon + radius*math.Cos(angle), lat + radius*math.Sin(angle)})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}
