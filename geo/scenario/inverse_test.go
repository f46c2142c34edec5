package scenario_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
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
		for _, polygon := range p.Drawn { // of a scenario, pieces side by side
			parts = append(parts, orb.MultiPolygon{polygon})
		}
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
			tried := maps.Clone(want)
			drawOn(t, s, tried, c)
			if _, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: append(changes[:len(changes):len(changes)], c)}); err != nil {
				checkRefused(t, s, err, c, want, tried)
				continue
			}
			changes = append(changes, c)
			want = tried
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

// checkRefused holds that a change is refused only where it would change
// nothing of the ground it is about.
func checkRefused(t fataler, s *snapshot.Snapshot, err error, c scenario.Change, before, after map[string]orb.MultiPolygon) {
	t.Helper()
	var refusal *scenario.Refusal
	if !errors.As(err, &refusal) {
		t.Fatal(err)
	}
	receiver := c.Centre
	switch refusal.Reason {
	case scenario.SameCentre:
		return
	case scenario.OutsideGround:
	case scenario.AlreadyHeld:
		if c.Action == scenario.Move {
			receiver = c.To
		}
	case scenario.NotHeld:
		if c.Action == scenario.Move {
			receiver = c.From
		}
	default:
		t.Fatal(err)
	}
	if a := apart(t, inLand(t, s, before[receiver]), inLand(t, s, after[receiver])); a > slack {
		t.Fatal(fmt.Sprintf("%v, though %+v would change %d cm² of %s", err, c, a, receiver))
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

// TestInversesAreAsDocumented spells out each action's inverse.
func TestInversesAreAsDocumented(t *testing.T) {
	box := geotest.Box(2.25, 0, 2.5, 1)
	held := geotest.Box(0.25, 0.25, 0.75, 0.75)
	for name, c := range map[string]struct {
		changes []scenario.Change
		want    string // actions and units of the last one's inverse
	}{
		"give": {[]scenario.Change{{Action: scenario.Give, Centre: "a", Units: units(geo.Region, "RA")}}, "take a A2;"},
		"take": {[]scenario.Change{{Action: scenario.Take, Centre: "a", Units: units(geo.Region, "RA")}}, "give a A0 A1;"},
		"move": {[]scenario.Change{{Action: scenario.Move, From: "a", To: "b", Units: units(geo.Region, "RA")}}, "move b>a A0 A1;"},
		"move of what is shared": {[]scenario.Change{{Action: scenario.Give, Centre: "b", Units: units(geo.Department, "A0")},
			{Action: scenario.Move, From: "a", To: "b", Units: units(geo.Region, "RA")}}, "move b>a A1; give a A0;"},
		"create":          {[]scenario.Change{{Action: scenario.Create, Centre: "new", Name: "New"}}, "close new;"},
		"close":           {[]scenario.Change{{Action: scenario.Close, Centre: "a"}}, "create a; give a A0 A1;"},
		"draw":            {[]scenario.Change{{Action: scenario.Draw, Centre: "a", Geometry: box}}, "erase a drawn;"},
		"erase":           {[]scenario.Change{{Action: scenario.Erase, Centre: "a", Geometry: held}}, "draw a drawn;"},
		"draw over units": {[]scenario.Change{{Action: scenario.Draw, Centre: "a", Geometry: geotest.Box(0.5, 0, 1.5, 1)}}, "take a B0;"},
		"draw over drawn": {[]scenario.Change{{Action: scenario.Draw, Centre: "a", Geometry: box},
			{Action: scenario.Draw, Centre: "a", Geometry: geotest.Box(2.25, 0, 2.75, 1)}}, "take a C0; draw a drawn;"},
		"give over drawn": {[]scenario.Change{{Action: scenario.Draw, Centre: "a", Geometry: box},
			{Action: scenario.Give, Centre: "a", Units: units(geo.Department, "C0")}}, "take a C0; draw a drawn;"},
		"erase more than held": {[]scenario.Change{{Action: scenario.Erase, Centre: "a", Geometry: geotest.Box(0, 0, 2, 1)}}, "give a A0;"},
	} {
		s, q := small(t, false), on(t, "2020-01-01")
		done := len(c.changes) - 1
		all, before := inverse(t, s, q, c.changes), inverse(t, s, q, c.changes[:done])
		got := ""
		for _, u := range all[:len(all)-len(before)] {
			got += string(u.Action) + " " + u.Centre + u.From
			if u.To != "" {
				got += ">" + u.To
			}
			for _, ref := range u.Units {
				got += " " + ref.Code
			}
			if u.Geometry != nil {
				got += " drawn"
			}
			got += "; "
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s: undone by %s, want %s", name, got, c.want)
		}
	}
}
