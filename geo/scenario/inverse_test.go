package scenario_test

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

func inverse(t fataler, s *snapshot.Snapshot, q coverage.Query, changes []scenario.Change) []scenario.Change {
	t.Helper()
	undo, err := scenario.Inverse(ctx, s, q, scenario.Scenario{Changes: changes})
	if err != nil {
		t.Fatal(err)
	}
	return undo
}

// TestInverseIsIdentity holds that a scenario and its inverse leave the very
// perimeters of the base, source and confidence included.
func TestInverseIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, q := randomCountry(t), on(t, "2020-01-01")
		changes := possible(t, s, q, randomLevels(t))
		undo := inverse(t, s, q, changes)
		r := run(t, s, q, append(changes, undo...)...)
		if len(r.Network) != len(r.Base) {
			t.Fatalf("%d perimeters after, %d before", len(r.Network), len(r.Base))
		}
		for i := range r.Base {
			if r.Base[i] != r.Network[i] {
				t.Fatalf("%s became %s", r.Base[i].ID, r.Network[i].ID)
			}
		}
		if r.After != r.Before || len(r.Ground) != 0 || !r.Closed.Empty() || !r.Opened.Empty() || r.Created != nil || r.Removed != nil {
			t.Fatalf("something changed: %+v", r.Ground)
		}
	})
}

// drawnCountry is a grid whose centres hold units and drawn ground.
func drawnCountry(t fataler, r *rand.Rand, fine bool) *snapshot.Snapshot {
	var centres []geo.Centre
	for _, id := range []string{"a", "b"} {
		p := geotest.Over("2010-01-01", "", string(rune('A'+r.IntN(gridColumns)))+string(rune('0'+r.IntN(gridRows))))
		d := geotest.Over("2010-01-01", "")
		d.Drawn = randomBox(r)
		centres = append(centres, geotest.Centre(id, p, d))
	}
	return build(t, geotest.Grid(gridColumns, gridRows, fine, append(centres, geotest.Centre("c"))...))
}

func randomBox(r *rand.Rand) orb.MultiPolygon {
	x, y := 4*r.Float64()-0.2, 3*r.Float64()-0.2
	return geotest.Box(x, y, x+0.1+2*r.Float64(), y+0.1+2*r.Float64())
}

func randomDraw(r *rand.Rand) scenario.Change {
	id := func() string { return string(rune('a' + r.IntN(3))) }
	unit := units(geo.Department, string(rune('A'+r.IntN(gridColumns)))+string(rune('0'+r.IntN(gridRows))))
	switch r.IntN(6) {
	case 0:
		return scenario.Change{Action: scenario.Give, Centre: id(), Units: unit}
	case 1:
		return scenario.Change{Action: scenario.Take, Centre: id(), Units: unit}
	case 2:
		return scenario.Change{Action: scenario.Move, From: id(), To: id(), Units: unit}
	case 3:
		return scenario.Change{Action: scenario.Erase, Centre: id(), Geometry: randomBox(r)}
	default:
		return scenario.Change{Action: scenario.Draw, Centre: id(), Geometry: randomBox(r)}
	}
}

// areas measures what each centre of a network holds, by overlay alone: whole
// units and drawn ground united, in square metres.
func areas(t fataler, s *snapshot.Snapshot, n snapshot.Network) map[string]orb.MultiPolygon {
	t.Helper()
	out := map[string]orb.MultiPolygon{}
	for _, p := range n {
		parts := []orb.MultiPolygon{out[p.Centre.ID]}
		for _, u := range p.Units {
			ground, err := s.Geometry(u.Level, u.Code)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, ground)
		}
		parts = append(parts, p.Drawn)
		union, err := overlay.UnionAll(parts)
		if err != nil {
			t.Fatal(err)
		}
		out[p.Centre.ID] = union
	}
	return out
}

// apart is how much ground is in one of two and not in both.
func apart(t fataler, a, b orb.MultiPolygon) geo.Area {
	t.Helper()
	var sum geo.Area
	for _, pair := range [][2]orb.MultiPolygon{{a, b}, {b, a}} {
		rest, err := overlay.Difference(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		sum += overlay.Area(rest)
	}
	return sum
}

// slack is what overlays of a dozen changes may lose, in cm²: ten square metres
// of a country of a hundred square kilometres.
const slack = 10e4

// TestDrawnGroundAgreesWithOverlay makes random changes, drawn ones among them,
// to networks with drawn ground, beside polygons united and cut as a whole; and
// undoes them.
func TestDrawnGroundAgreesWithOverlay(t *testing.T) {
	r := geotest.Seeds(t, rand.Uint64())
	for range 40 {
		s := drawnCountry(t, r, r.IntN(2) == 0)
		q := on(t, "2020-01-01")
		base := run(t, s, q)
		want := areas(t, s, base.Base)
		var changes []scenario.Change
		for range 5 {
			c := randomDraw(r)
			if _, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: append(changes[:len(changes):len(changes)], c)}); err != nil {
				continue
			}
			changes = append(changes, c)
			drawOn(t, s, want, c)
		}
		res := run(t, s, q, changes...)
		got := areas(t, s, res.Network)
		for _, id := range []string{"a", "b", "c"} {
			if a := apart(t, inLand(t, s, got[id]), inLand(t, s, want[id])); a > slack {
				t.Fatalf("%s: %d cm² apart from overlay after %+v", id, a, changes)
			}
		}
		undone := run(t, s, q, append(changes, inverse(t, s, q, changes)...)...)
		back, start := areas(t, s, undone.Network), areas(t, s, base.Base)
		for _, id := range []string{"a", "b", "c"} {
			if a := apart(t, inLand(t, s, back[id]), inLand(t, s, start[id])); a > slack {
				t.Fatalf("%s: %d cm² apart after the inverse of %+v", id, a, changes)
			}
		}
		if !maps.EqualFunc(held(s, undone.Network), held(s, base.Base), maps.Equal) {
			t.Fatalf("whole atoms differ after the inverse of %+v", changes)
		}
		checkGeometry(t, res, base.Base, s)
	}
}

// inLand keeps what lies in some department: changes draw no more than that.
func inLand(t fataler, s *snapshot.Snapshot, mp orb.MultiPolygon) orb.MultiPolygon {
	t.Helper()
	land, err := overlay.Intersection(mp, geotest.Box(0, 0, gridColumns, gridRows))
	if err != nil {
		t.Fatal(err)
	}
	return land
}

func drawOn(t fataler, s *snapshot.Snapshot, ground map[string]orb.MultiPolygon, c scenario.Change) {
	t.Helper()
	shape := c.Geometry
	for _, u := range c.Units {
		shape, _ = s.Geometry(u.Level, u.Code)
	}
	op := func(f func(a, b orb.MultiPolygon) (orb.MultiPolygon, error), a, b orb.MultiPolygon) orb.MultiPolygon {
		out, err := f(a, b)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	switch c.Action {
	case scenario.Give, scenario.Draw:
		ground[c.Centre] = op(overlay.Union, ground[c.Centre], shape)
	case scenario.Take, scenario.Erase:
		ground[c.Centre] = op(overlay.Difference, ground[c.Centre], shape)
	case scenario.Move:
		moved := op(overlay.Intersection, ground[c.From], shape)
		ground[c.From] = op(overlay.Difference, ground[c.From], shape)
		ground[c.To] = op(overlay.Union, ground[c.To], moved)
	}
}

// checkGeometry holds the ground that changes, as geometry and as figures, to
// the difference of the two networks.
func checkGeometry(t *testing.T, r *scenario.Result, base snapshot.Network, s *snapshot.Snapshot) {
	t.Helper()
	before, after := areas(t, s, base), areas(t, s, r.Network)
	list, err := r.Geometry()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]orb.MultiPolygon{}
	for _, c := range list {
		got[c.Centre+string(c.Kind)] = c.Geometry
		if d := overlay.Area(c.Geometry) - geo.Area(c.Ground.Amounts.Area.N); d > slack || d < -slack {
			t.Fatalf("%s %s: its ground has %d cm², its figure %d", c.Centre, c.Kind, overlay.Area(c.Geometry), c.Ground.Amounts.Area.N)
		}
	}
	for _, id := range []string{"a", "b", "c"} {
		for kind, pair := range map[scenario.Kind][2]orb.MultiPolygon{
			scenario.Gained: {after[id], before[id]}, scenario.Lost: {before[id], after[id]},
		} {
			want, err := overlay.Difference(pair[0], pair[1])
			if err != nil {
				t.Fatal(err)
			}
			if a := apart(t, got[id+string(kind)], inLand(t, s, want)); a > slack {
				t.Fatalf("%s %s: %d cm² apart", id, kind, a)
			}
		}
	}
}
