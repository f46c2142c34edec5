package snapshot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

func build(t testing.TB, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestGenerationIsThatOfTheContent(t *testing.T) {
	first, again := fixture.Embedded(t), build(t, fixture.Data(t))
	if first.Generation != again.Generation {
		t.Errorf("the same data gave %s and %s", first.Generation, again.Generation)
	}
	changed := fixture.Data(t)
	changed.Replace(geotest.QuarterLayer())
	if g := build(t, changed).Generation; g == first.Generation {
		t.Errorf("other data gave the same generation %s", g)
	}
}

// TestLevelsAddUp holds that every level shares out the same ground, to the
// square centimetre.
func TestLevelsAddUp(t *testing.T) {
	s := fixture.Embedded(t)
	g := s.Coarse()
	for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department} {
		var sum, atoms snapshot.Weights
		rows := g.Rows(level)
		for _, w := range rows.Totals(geo.QPV2015) {
			sum.Add(&w)
		}
		for _, w := range g.Weights(geo.QPV2015) {
			atoms.Add(&w)
		}
		if sum != atoms {
			t.Errorf("%s: rows add up to %v, atoms to %v", level, sum, atoms)
		}
		ground := s.Ground(level)
		for i, u := range ground.Units {
			row, _ := rows.Row(u.Code)
			want := geo.Area(rows.Totals(geo.QPV2015)[row][geo.AreaKM2])
			if got := overlay.Area(ground.Polygon(i)); abs(got-want) > 1e4 {
				t.Errorf("%s %s: its polygon has %d cm², its departments %d", level, u.Code, got, want)
			}
		}
	}
}

func abs(a geo.Area) geo.Area { return max(a, -a) }

func TestCollectivitiesHaveRowsOfTheirOwnAfterTheOthers(t *testing.T) {
	s := fixture.Embedded(t)
	for level, n := range map[geo.Level]int{geo.Region: 18, geo.Region2015: 27, geo.Department: 101} {
		units := s.Grain(level, false).Rows(level).Units
		if len(units) != n+2 || units[n].Code != "978" || units[n+1].Code != "987" {
			t.Errorf("%s: %d rows ending in %s, want %d then 978 and 987", level, len(units), units[len(units)-1].Code, n)
		}
	}
}

func TestLocateAndSearch(t *testing.T) {
	s := fixture.Embedded(t)
	for _, c := range []struct {
		name  string
		at    orb.Point
		level geo.Level
		code  string
	}{
		{"Paris", orb.Point{2.3522, 48.8566}, geo.Department, "75"},
		{"Paris", orb.Point{2.3522, 48.8566}, geo.Region, "11"},
		{"Ajaccio's hinterland", orb.Point{9.0, 42.0}, geo.Department, "2A"},
		{"Tahiti", orb.Point{-149.4, -17.65}, geo.Collectivity, "987"},
		{"inland Guyane", orb.Point{-53.0, 4.0}, geo.Region2015, "03"},
		{"Madrid", orb.Point{-3.7, 40.4}, geo.Region, ""},
	} {
		l := s.Ground(c.level)
		place := l.Locate(snapshot.NewSpot(c.at))
		code := ""
		if place.Unit >= 0 {
			code = l.Units[place.Unit].Code
		}
		if code != c.code {
			t.Errorf("%s: %s %q, want %q", c.name, c.level, code, c.code)
		}
		if (place.Position == snapshot.Outside) != (c.code == "") && place.Position != snapshot.TooClose {
			t.Errorf("%s stands %s", c.name, place.Position)
		}
	}
	pacific := orb.Bound{Min: orb.Point{170, -40}, Max: orb.Point{-130, 0}} // across the antimeridian
	var codes []string
	l := s.Ground(geo.Collectivity)
	if err := l.Search(pacific, func(i int) bool { codes = append(codes, l.Units[i].Code); return true }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(codes, []string{"987"}) {
		t.Errorf("the Pacific holds %v", codes)
	}
}

func TestLookUpsOfWhatDoesNotExist(t *testing.T) {
	s := fixture.Embedded(t)
	_, unit := s.Unit(geo.Region, "42")
	_, centre := s.Centre("zzz")
	_, perimeter := s.Perimeter("zzz-1")
	_, hood := s.Neighbourhood("QP000000")
	_, ground := s.Geometry(geo.Department, "00")
	for what, err := range map[string]error{"unit": unit, "centre": centre, "perimeter": perimeter, "neighbourhood": hood, "geometry": ground} {
		if !errors.Is(err, geo.ErrNotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestUnitWithoutGroundStillCounts(t *testing.T) {
	d := geotest.Squares(false)
	d.Layers[0].Features[1].Geometry = nil // A2
	s := build(t, d)
	rows := s.Coarse().Rows(geo.Region)
	if w := rows.Totals(geo.QPV2015)[0]; w[geo.Neighbourhoods] != 4 || w[geo.Population] != 80 {
		t.Errorf("region RA counts %v", w)
	}
	l := s.Ground(geo.Department)
	if l.HasGround(1) || l.Polygon(1) != nil || l.Source(1) != nil {
		t.Error("A2 has no boundary and yet a ground")
	}
	if got, _ := s.Geometry(geo.Region, "RA"); len(got) != 1 {
		t.Errorf("region RA is drawn as %v, want A1 alone", got)
	}
}

func TestDrawnPerimeterNeedsGroundAsFineAsOthers(t *testing.T) {
	p := geotest.Over("2010-01-01", "")
	p.Drawn = geotest.Box(0.2, 0.2, 0.4, 0.4)
	fine := geotest.Over("2010-01-01", "")
	fine.Units = []geo.UnitRef{{Level: geo.Commune, Code: "A1001"}}
	d := geotest.Squares(false, geotest.Centre("a", p), geotest.Centre("b", fine))
	if _, err := snapshot.Build(context.Background(), d); err == nil || !strings.Contains(err.Error(), "--layer communes") {
		t.Errorf("error %v, want one that names the fix", err)
	}
}

func TestUnknownUnitOfAPerimeterIsRefusedByName(t *testing.T) {
	d := geotest.Squares(false, geotest.Centre("a", geotest.Over("2010-01-01", "", "ZZ")))
	if _, err := snapshot.Build(context.Background(), d); err == nil || !strings.Contains(err.Error(), `"ZZ"`) {
		t.Errorf("error %v", err)
	}
}

// TestNobodyKnowsBesideABareUnit holds that a point in no unit is not said to be
// outside where a unit near it has no boundary.
func TestNobodyKnowsBesideABareUnit(t *testing.T) {
	for name, c := range map[string]struct {
		fine bool
		bare int
		at   orb.Point
		want snapshot.Position
	}{
		"in the hole of a commune":    {true, 0, orb.Point{0.0025, 45.0025}, snapshot.Unknown},
		"beside another department":   {true, 0, orb.Point{0.045, 45.005}, snapshot.Outside},
		"anywhere without department": {false, 0, orb.Point{0.045, 45.005}, snapshot.Unknown},
		"everything drawn":            {true, -1, orb.Point{0.045, 45.005}, snapshot.Outside},
		"inside another unit":         {true, 0, orb.Point{0.0075, 45.0025}, snapshot.Inside},
	} {
		d := geotest.Squares(c.fine)
		if c.bare >= 0 {
			d.Layers[0].Features[c.bare].Geometry = nil
		}
		place := build(t, d).Ground(geo.Department).Locate(snapshot.NewSpot(c.at))
		if place.Position != c.want || (place.Missing != nil) != (c.want == snapshot.Unknown) {
			t.Errorf("%s: %s %+v, want %s", name, place.Position, place.Missing, c.want)
		}
	}
}
