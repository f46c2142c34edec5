package tile_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// on is a query about all of France on a day.
func on(day geo.Date, level geo.Level) tile.Query {
	return tile.Query{First: geo.Past, Last: geo.Future, Query: coverage.Query{
		Date: day, Level: level, Territory: geo.France, Scope: geo.Any, Confidence: geo.Low, Geography: geo.QPV2015,
	}}
}

var day = geo.DateOf(2017, 3, 16)

func open(t testing.TB, s *snapshot.Snapshot, name string, q tile.Query) *tile.Source {
	t.Helper()
	l, err := tile.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	src, err := l.Open(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// decode reads a tile by orb, which is not what wrote it.
func decode(t testing.TB, b []byte) *mvt.Layer {
	t.Helper()
	layers, err := mvt.Unmarshal(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 1 || layers[0].Version != 2 || layers[0].Extent != 4096 {
		t.Fatalf("layers %+v", layers)
	}
	return layers[0]
}

// TestEveryTileIsSound goes through the tiles of every layer and holds them to
// the format: turns, rings, ids, and properties that the layer announces.
func TestEveryTileIsSound(t *testing.T) {
	s := fixture.Embedded(t)
	for _, l := range tile.Layers() {
		src, err := l.Open(t.Context(), s, on(day, geo.Department))
		if l.Level() == geo.EPCI || l.Level() == geo.Commune {
			if !errors.Is(err, snapshot.ErrNoGround) {
				t.Errorf("%s: %v, and no boundaries of it are loaded", l.Name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		again := open(t, s, l.Name, on(day, geo.Department))
		tiles := 0
		for _, zoom := range []int{0, 1, 2, 4, 6, 8} {
			ids := map[float64]bool{}
			for _, a := range src.Touched(zoom) {
				b := src.Tile(a)
				if !bytes.Equal(b, again.Tile(a)) {
					t.Fatalf("%s %s: other bytes the second time", l.Name, a)
				}
				if b != nil {
					tiles++
					checkLayer(t, l, a, decode(t, b), ids)
				}
			}
			if len(ids) != src.Len() {
				t.Errorf("%s zoom %d: %d features of %d", l.Name, zoom, len(ids), src.Len())
			}
		}
		if tiles < 10 || src.Len() == 0 {
			t.Errorf("%s: %d tiles of %d features: the test sees nothing", l.Name, tiles, src.Len())
		}
	}
}

func checkLayer(t *testing.T, l *tile.Layer, a tile.Address, got *mvt.Layer, ids map[float64]bool) {
	t.Helper()
	if got.Name != l.Name {
		t.Fatalf("%s: layer %q", a, got.Name)
	}
	for _, f := range got.Features {
		ids[f.ID.(float64)] = true
		for name := range f.Properties {
			if _, ok := l.Fields[name]; !ok {
				t.Fatalf("%s: property %q is not announced", l.Name, name)
			}
		}
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			checkPolygon(t, l.Name+" "+a.String(), g)
		case orb.MultiPolygon:
			for _, p := range g {
				checkPolygon(t, l.Name+" "+a.String(), p)
			}
		case orb.Point:
			if !l.Points {
				t.Fatalf("%s: a point", l.Name)
			}
		default:
			t.Fatalf("%s: geometry %T", l.Name, g)
		}
	}
}

// twice is twice the area of a closed ring by the surveyor's formula, in the
// tile's own axes.
func twice(r orb.Ring) (sum float64) {
	for i := 1; i < len(r); i++ {
		sum += r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]
	}
	return sum
}

func checkPolygon(t *testing.T, where string, p orb.Polygon) {
	t.Helper()
	for i, r := range p {
		if len(r) < 4 || (twice(r) > 0) != (i == 0) || twice(r) == 0 {
			t.Fatalf("%s: ring %d of area %v: %v", where, i, twice(r)/2, r)
		}
		for k := 1; k < len(r); k++ {
			if r[k] == r[k-1] {
				t.Fatalf("%s: ring %d stands twice at %v", where, i, r[k])
			}
			for _, v := range r[k] {
				if v < -tile.Buffer || v > 4096+tile.Buffer {
					t.Fatalf("%s: ring %d leaves the tile at %v", where, i, r[k])
				}
			}
		}
	}
}

func areaOf(g orb.Geometry) (sum float64) {
	switch g := g.(type) {
	case orb.Polygon:
		for _, r := range g {
			sum += twice(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			sum += areaOf(p)
		}
	}
	return sum
}

// TestLevelsAgree: in every tile the departments of a region have, to the last
// unit, the area of the region, which is dissolved from them: at no zoom do
// neighbours part or overlap. A speck stands for what has no area.
func TestLevelsAgree(t *testing.T) {
	s := fixture.Embedded(t)
	regions, departments := open(t, s, "regions", tile.Query{}), open(t, s, "departments", tile.Query{})
	for _, zoom := range []int{3, 4, 5, 6, 7, 8, 10} {
		apart, compared := 0, 0
		tiles := regions.Touched(zoom)
		for k := 0; k < len(tiles); k += 1 + len(tiles)/200 {
			sums := map[any]float64{}
			if b := departments.Tile(tiles[k]); b != nil {
				for _, f := range decode(t, b).Features {
					sums[f.Properties["region"]] += areaOf(f.Geometry)
				}
			}
			if b := regions.Tile(tiles[k]); b != nil {
				for _, f := range decode(t, b).Features {
					compared++
					if got := sums[f.Properties["code"]]; got != areaOf(f.Geometry) {
						apart++
						t.Logf("%s: region %s has %v, its departments %v", tiles[k], f.Properties["code"], areaOf(f.Geometry)/2, got/2)
					}
				}
			}
		}
		if apart > 0 || compared < 10 {
			t.Errorf("zoom %d: %d of %d regions differ from their departments", zoom, apart, compared)
		}
	}
}

// TestNothingVanishes: Paris, its neighbours and the islands are drawn from the
// first zoom, in the tile that holds them.
func TestNothingVanishes(t *testing.T) {
	s := fixture.Embedded(t)
	for _, c := range []struct {
		layer, code string
		level       geo.Level
	}{
		{"departments", "75", geo.Department}, {"departments", "92", geo.Department}, {"departments", "93", geo.Department},
		{"departments", "94", geo.Department}, {"departments", "976", geo.Department}, {"departments", "972", geo.Department},
		{"collectivities", "978", geo.Collectivity}, {"collectivities", "987", geo.Collectivity},
	} {
		src := open(t, s, c.layer, tile.Query{})
		ground, err := s.Geometry(c.level, c.code)
		if err != nil {
			t.Fatal(err)
		}
		for zoom := range tile.MaxZoom + 1 {
			found := false
			for _, at := range []orb.Point{ground[0][0][0], ground.Bound().Center()} {
				b := src.Tile(tile.At(at, zoom))
				found = found || b != nil && slices.ContainsFunc(decode(t, b).Features, func(f *geojson.Feature) bool { return f.Properties["code"] == c.code })
			}
			if !found {
				t.Errorf("%s %s: nothing at zoom %d", c.layer, c.code, zoom)
			}
		}
	}
}

// TestTilesHonourTheQuestion: what a layer takes changes it, what it does not
// take does not.
func TestTilesHonourTheQuestion(t *testing.T) {
	s := fixture.Embedded(t)
	world := tile.Address{}
	base := on(day, geo.Department)
	later, level, scope, confidence, qpv, period := base, base, base, base, base, base
	later.Date = geo.DateOf(2015, 6, 1)
	level.Level = geo.Region
	scope.Scope = geo.Policy
	confidence.Confidence = geo.High
	qpv.Geography = geo.QPV2024
	period.First, period.Last = day, day
	for _, c := range []struct {
		what  string
		q     tile.Query
		moves []string
	}{
		{"date", later, []string{"coverage", "gaps", "overlaps", "centres"}},
		{"level", level, []string{"coverage", "gaps"}},
		{"scope", scope, []string{"coverage", "overlaps", "centres"}},
		{"confidence", confidence, []string{"coverage", "gaps", "centres"}},
		{"qpv", qpv, []string{"coverage", "gaps", "overlaps", "neighbourhoods"}},
		{"period", period, []string{"perimeters"}},
	} {
		for _, l := range tile.Layers() {
			if !l.Loaded(s) {
				continue
			}
			moved := !bytes.Equal(open(t, s, l.Name, base).Tile(world), open(t, s, l.Name, c.q).Tile(world))
			if want := slices.Contains(c.moves, l.Name); moved && !want || want && !moved {
				t.Errorf("%s: another %s changes the tile: %v", l.Name, c.what, moved)
			}
			if moved && l.Ask(base) == l.Ask(c.q) {
				t.Errorf("%s: %s changes the tile and not the query", l.Name, c.what)
			}
		}
	}
}

// TestTileOfSquares holds one tile, number for number, to a country made by hand.
func TestTileOfSquares(t *testing.T) {
	s, err := snapshot.Build(context.Background(), geotest.Squares(true, geotest.Centre("one", geotest.Over("2015", "2020", "A1"))))
	if err != nil {
		t.Fatal(err)
	}
	q := on(day, geo.Department)
	status := map[string]string{}
	a := tile.At(orb.Point{0.015, 45.005}, 10)
	for _, f := range decode(t, open(t, s, "coverage", q).Tile(a)).Features {
		status[f.Properties["code"].(string)] = f.Properties["status"].(string)
	}
	if len(status) != 4 || status["A1"] != "covered" || status["A2"] != "uncovered" {
		t.Errorf("coverage: %v", status)
	}
	gaps := decode(t, open(t, s, "gaps", q).Tile(a)).Features
	if len(gaps) != 3 || gaps[0].Properties["neighbours"] != "one" || gaps[0].Properties["departments_uncovered"] != 1.0 {
		t.Errorf("gaps: %d, the first %v", len(gaps), gaps[0].Properties)
	}
	// 0.01 degree is 4096 * 1024 * 0.01 / 360 = 116.5 units at zoom 10.
	communes := open(t, s, "communes", q)
	first := decode(t, communes.Tile(a)).Features[0]
	want := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{58, 0}}
	if got := first.Geometry.Bound(); got.Min[0] != want.Min[0] || got.Max[0] != want.Max[0] {
		t.Errorf("the first commune goes from %v to %v, want from %v to %v", got.Min[0], got.Max[0], want.Min[0], want.Max[0])
	}
}

// TestDrawnGroundFits: a perimeter drawn across communes and the gap beside it
// have, in one tile, exactly the area of the ground both lie in.
func TestDrawnGroundFits(t *testing.T) {
	drawn := geo.Perimeter{From: geotest.Fuzzy("2015"), To: geotest.Fuzzy("2020"), Drawn: geotest.Box(0, 0, 0.3, 1), Sourced: true}
	s, err := snapshot.Build(context.Background(), geotest.Squares(true, geotest.Centre("one", drawn)))
	if err != nil {
		t.Fatal(err)
	}
	a := tile.At(orb.Point{0.015, 45.005}, 12)
	sum := func(layer string) (area float64) {
		for _, f := range decode(t, open(t, s, layer, on(day, geo.Region)).Tile(a)).Features {
			area += areaOf(f.Geometry)
		}
		return area
	}
	covered, bare, all := sum("centres"), sum("gaps"), sum("regions")
	if covered <= 0 || bare <= covered || covered+bare != all {
		t.Errorf("covered %v and bare %v, of %v", covered/2, bare/2, all/2)
	}
}
