package scenario_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/fixture"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
	"maillage/geo/scenario"
)

// toothed is a polygon of n vertices whose teeth run from south to north.
func toothed(n int, west, south, east, north float64) orb.MultiPolygon {
	ring := orb.Ring{}
	teeth := n - 2
	for i := range teeth {
		y := south + (north-south)/50
		if i%2 == 1 {
			y = north
		}
		ring = append(ring, orb.Point{west + (east-west)*float64(i)/float64(teeth-1), y})
	}
	ring = append(ring, orb.Point{east, south}, orb.Point{west, south}, ring[0])
	return orb.MultiPolygon{{ring}}
}

func circle(n int, x, y, radius float64) orb.MultiPolygon {
	ring := make(orb.Ring, 0, n+1)
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		ring = append(ring, orb.Point{x + radius*math.Cos(a), y + radius*math.Sin(a)})
	}
	return orb.MultiPolygon{{append(ring, ring[0])}}
}

func drawing(centre string, mp orb.MultiPolygon) scenario.Scenario {
	return scenario.Scenario{Changes: []scenario.Change{{Action: scenario.Draw, Centre: centre, Geometry: mp}}}
}

// A comb over the communes is refused at once, with the estimate and the fix, and
// costs nothing of what it would have cut; a circle of 90,000 vertices is cut.
func TestCombsAreRefusedByTheirCrossings(t *testing.T) {
	s := fixture.Communes(t)
	q := on(t, "2017-03-16")
	for _, n := range []int{50, 200, 2000} {
		_, err := scenario.Run(context.Background(), s, q, drawing("labo-cites", toothed(n, 2, 44, 4, 47)))
		var refused *scenario.Refusal
		if !errors.As(err, &refused) || refused.Reason != scenario.TooLarge || !strings.Contains(refused.Detail, "times") {
			t.Fatalf("a comb of %d vertices: %v", n, err)
		}
	}
	for name, mp := range map[string]orb.MultiPolygon{
		"a comb of 20 vertices": toothed(20, 2, 44, 4, 47), "a circle of 90,000": circle(90_000, 3, 46, 1),
	} {
		r, err := scenario.Run(context.Background(), s, q, drawing("labo-cites", mp))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		// Both ways to join the pieces bound the same ground, and that is what
		// was drawn, for it lies in France and nobody held it whole.
		got, err := r.Geometry()
		if err != nil || len(got) == 0 {
			t.Fatalf("%s: %d grounds, %v", name, len(got), err)
		}
		for _, g := range got {
			if a, b := float64(overlay.Area(g.Geometry)), float64(g.Ground.Amounts.Area.N); math.Abs(a-b) > 1e-6*b {
				t.Errorf("%s: %s is %g cm², its amounts say %g", name, g.Kind, a, b)
			}
		}
	}
}

// The estimate is never less than the units that are cut, and ends with the
// request.
func TestCrossingsAgainstCuts(t *testing.T) {
	s := small(t, true)
	r := geotest.Seeds(t, 3)
	cut := 0
	for range 40 {
		mp := toothed(4+2*r.IntN(20), 0.02*r.Float64(), 45+0.02*r.Float64(), 0.03+0.02*r.Float64(), 45.03+0.02*r.Float64())
		if overlay.Validate(mp) != nil {
			continue
		}
		_, parts, err := s.Cut(context.Background(), mp)
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.Crossings(context.Background(), mp, math.MaxInt)
		if err != nil || n+1 < len(parts) { // the outline starts inside one of them
			t.Fatalf("%d crossings for %d units cut, %v", n, len(parts), err)
		}
		cut += len(parts)
	}
	if cut == 0 {
		t.Error("nothing was cut")
	}
}

// A cut is kept for as long as its polygon is asked about, and a polygon that
// differs in one vertex has another.
func TestCutsAreKept(t *testing.T) {
	s := small(t, true)
	ctx, end := context.WithCancel(context.Background())
	mp := geotest.Box(0.5, 0.5, 1.5, 1.5)
	whole, parts, err := s.Cut(ctx, mp)
	if err != nil {
		t.Fatal(err)
	}
	end()
	again, kept, err := s.Cut(ctx, mp.Clone()) // nothing is left to do
	if err != nil || len(kept) != len(parts) || again.Len() != whole.Len() || !s.KeepsCut(mp) {
		t.Errorf("%d parts, then %d, %v", len(parts), len(kept), err)
	}
	other := geotest.Box(0.5, 0.5, 1.5, 1.6)
	if _, _, err := s.Cut(ctx, other); !errors.Is(err, context.Canceled) || s.KeepsCut(other) {
		t.Errorf("a cut for nobody: %v", err)
	}
}
