package scenario_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// small is a grid where a holds A0 and A1, b holds B0, and c nothing.
func small(t testing.TB, fine bool) *snapshot.Snapshot {
	return build(t, geotest.Grid(gridColumns, gridRows, fine,
		geotest.Centre("a", geotest.Over("2010-01-01", "", "A0", "A1")),
		geotest.Centre("b", geotest.Over("2010-01-01", "", "B0")),
		geotest.Centre("c")))
}

func TestRefusalsNameAllThatIsNeeded(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	for name, c := range map[string]struct {
		change scenario.Change
		reason scenario.Reason
		says   string // error text
		near   string
	}{
		"unknown centre": {scenario.Change{Action: scenario.Take, Centre: "aa", Units: units(geo.Department, "A0")}, scenario.UnknownCentre,
			"change 2 (take, centre aa): there is no such centre; create it first, or name a centre that exists: a is the nearest", "a"},
		"unknown destination": {scenario.Change{Action: scenario.Move, From: "a", To: "bb", Units: units(geo.Department, "A0")}, scenario.UnknownCentre,
			"change 2 (move, centre bb): ", "b"},
		"unknown unit": {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "A9")}, scenario.UnknownUnit,
			`change 2 (give, centre c, department A9): no department has this code; the nearest code is "A0"`, "A0"},
		"region as department":       {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "RA")}, scenario.UnknownUnit, "department RA", "A0"},
		"collectivity as department": {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Department, "978")}, scenario.UnknownUnit, `give the level "collectivity"`, ""},
		"department as collectivity": {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Collectivity, "A0")}, scenario.UnknownUnit, `give the level "department"`, ""},
		"no EPCI":                    {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.EPCI, snapshot.NoEPCI)}, scenario.UnknownUnit, "ZZZ", ""},
		"held":                       {scenario.Change{Action: scenario.Give, Centre: "a", Units: units(geo.Department, "A0")}, scenario.AlreadyHeld, "department A0): the centre holds all of it already", ""},
		"not held":                   {scenario.Change{Action: scenario.Take, Centre: "a", Units: units(geo.Department, "B0")}, scenario.NotHeld, "department B0): the centre holds nothing of it", ""},
		"not held to move":           {scenario.Change{Action: scenario.Move, From: "a", To: "b", Units: units(geo.Department, "B0")}, scenario.NotHeld, "centre a, department B0", ""},
		"within another":             {scenario.Change{Action: scenario.Give, Centre: "b", Units: append(units(geo.Region, "RC"), units(geo.Department, "C1")...)}, scenario.AlreadyHeld, "department C1", ""},
		"named twice":                {scenario.Change{Action: scenario.Give, Centre: "b", Units: units(geo.Department, "C1", "C1")}, scenario.RepeatedUnit, "C1", ""},
		"to itself":                  {scenario.Change{Action: scenario.Move, From: "a", To: "a", Units: units(geo.Department, "A0")}, scenario.SameCentre, "one centre", ""},
		"exists":                     {scenario.Change{Action: scenario.Create, Centre: "a", Name: "Again"}, scenario.CentreExists, "already", ""},
		"bad id":                     {scenario.Change{Action: scenario.Create, Centre: "New One", Name: "New"}, scenario.BadName, "lower-case", ""},
		"no name":                    {scenario.Change{Action: scenario.Create, Centre: "new"}, scenario.BadName, "name", ""},
		"closed":                     {scenario.Change{Action: scenario.Give, Centre: "closed", Units: units(geo.Department, "C1")}, scenario.ClosedCentre, "create it again", ""},
		"missing field":              {scenario.Change{Action: scenario.Give, Centre: "a"}, scenario.Malformed, `"units" is missing`, ""},
		"field too many":             {scenario.Change{Action: scenario.Close, Centre: "a", Name: "A"}, scenario.Malformed, `"name"`, ""},
		"no action":                  {scenario.Change{Action: "zzz", Centre: "a"}, scenario.Malformed, "no such action", ""},
		"no level":                   {scenario.Change{Action: scenario.Give, Centre: "a", Units: units("zzz", "A0")}, scenario.UnknownUnit, "no such level", ""},
		"bow tie":                    {scenario.Change{Action: scenario.Draw, Centre: "a", Geometry: bowTie}, scenario.InvalidPolygon, "not simple", ""},
		"at sea":                     {scenario.Change{Action: scenario.Draw, Centre: "a", Geometry: geotest.Box(50, 50, 51, 51)}, scenario.OutsideGround, "no territory", ""},
		"drawn and held":             {scenario.Change{Action: scenario.Draw, Centre: "a", Geometry: geotest.Box(0.1, 0.1, 0.9, 1.9)}, scenario.AlreadyHeld, "already", ""},
		"erased, not held":           {scenario.Change{Action: scenario.Erase, Centre: "c", Geometry: geotest.Box(0.1, 0.1, 0.9, 1.9)}, scenario.NotHeld, "nothing inside", ""},
		"comb too fine":              {scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: comb(10_000)}, scenario.TooLarge, "simplify", ""},
		"communes beside a drawing":  {scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Commune, "C1001")}, "", "", ""},
	} {
		first := scenario.Change{Action: scenario.Create, Centre: "closed", Name: "Closed"}
		changes := []scenario.Change{first, c.change}
		if c.reason == scenario.ClosedCentre {
			changes = []scenario.Change{first, {Action: scenario.Close, Centre: "closed"}, c.change}
		}
		r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: changes})
		if c.reason == "" {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		var got *scenario.Refusal
		if !errors.As(err, &got) || got.Reason != c.reason || !strings.Contains(err.Error(), c.says) || got.Nearest != c.near {
			t.Errorf("%s: %v, want %s with %q, nearest %q", name, err, c.reason, c.says, c.near)
		}
		if strings.ContainsAny(err.Error(), "{}") {
			t.Errorf("%s: %v leaves something untold", name, err)
		}
		if r != nil {
			t.Errorf("%s: a result beside the refusal", name)
		}
	}
}

var bowTie = orb.MultiPolygon{{{{0, 45}, {0.01, 45.01}, {0.01, 45}, {0, 45.01}, {0, 45}}}}

// comb is a polygon of n long teeth, side by side both ways.
func comb(n int) orb.MultiPolygon {
	ring := orb.Ring{{0, 45}}
	for i := range n {
		y := 45.001 + 0.02*float64(i)/float64(n)
		ring = append(ring, orb.Point{0.03, y + 0.03}, orb.Point{0.0001, y})
	}
	return orb.MultiPolygon{{append(ring, orb.Point{0, 45.03}, orb.Point{0, 45})}}
}

func TestDrawnGroundAndCommunesNeedCommunes(t *testing.T) {
	give := scenario.Change{Action: scenario.Give, Centre: "c", Units: units(geo.Commune, "C1001")}
	draw := scenario.Change{Action: scenario.Draw, Centre: "b", Geometry: geotest.Box(2.5, 0.5, 3.5, 1.5)}
	q := on(t, "2020-01-01")
	for i, changes := range [][]scenario.Change{{give, draw}, {draw, give}} {
		_, err := scenario.Run(ctx, small(t, false), q, scenario.Scenario{Changes: changes})
		var got *scenario.Refusal
		if !errors.As(err, &got) || got.Reason != scenario.NeedsBoundaries || got.Change != 1 {
			t.Errorf("%d: %v", i, err)
		}
		if _, err := scenario.Run(ctx, small(t, true), q, scenario.Scenario{Changes: changes}); err != nil {
			t.Errorf("%d, communes loaded: %v", i, err)
		}
	}
}

func TestTooManyDrawings(t *testing.T) {
	var changes []scenario.Change
	for range scenario.MaxDrawn/2 + 1 {
		changes = append(changes, scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: geotest.Square(2, 0, 0.5)},
			scenario.Change{Action: scenario.Erase, Centre: "c", Geometry: geotest.Square(2, 0, 0.5)})
	}
	_, err := scenario.Run(ctx, small(t, false), on(t, "2020-01-01"), scenario.Scenario{Changes: changes})
	var got *scenario.Refusal
	if !errors.As(err, &got) || got.Reason != scenario.TooLarge || got.Change != scenario.MaxDrawn {
		t.Errorf("%v", err)
	}
}

func TestRunStopsWithItsContext(t *testing.T) {
	ended, cancel := context.WithCancel(ctx)
	cancel()
	_, err := scenario.Run(ended, small(t, false), on(t, "2020-01-01"), scenario.Scenario{Changes: []scenario.Change{
		{Action: scenario.Draw, Centre: "c", Geometry: geotest.Box(2, 0, 3, 1)}}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
