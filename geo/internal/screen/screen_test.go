package screen_test

import (
	"math"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"maillage/geo/internal/screen"
)

func box(x, y, w float64) orb.Ring {
	return orb.Ring{{x, y}, {x + w, y}, {x + w, y + w}, {x, y + w}, {x, y}}
}

func TestPolygons(t *testing.T) {
	for name, c := range map[string]struct {
		in orb.MultiPolygon
		at orb.Point
	}{
		"a coordinate that is no place":  {orb.MultiPolygon{{{{0, 0}, {0, math.NaN()}, {1, 1}, {0, 0}}}}, orb.Point{0, math.NaN()}},
		"an infinite first vertex":       {orb.MultiPolygon{{{{math.Inf(1), 0}, {0, 1}, {1, 1}, {math.Inf(1), 0}}}}, orb.Point{math.Inf(1), 0}},
		"a ring left open":               {orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}, orb.Point{0, 0}},
		"a short ring":                   {orb.MultiPolygon{{{{3, 3}, {1, 0}, {3, 3}}}}, orb.Point{3, 3}},
		"a flat ring":                    {orb.MultiPolygon{{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}}}, orb.Point{0, 0}},
		"edges that cross":               {orb.MultiPolygon{{{{0, 0}, {2, 2}, {3, 1}, {0, 1}, {0, 0}}}}, orb.Point{1, 1}},
		"a vertex met twice":             {orb.MultiPolygon{{{{0, 0}, {2, 0}, {1, 1}, {2, 2}, {0, 2}, {1, 1}, {0, 0}}}}, orb.Point{1, 1}},
		"a vertex on an edge":            {orb.MultiPolygon{{{{0, 0}, {4, 0}, {4, 2}, {2, 0}, {0, 2}, {0, 0}}}}, orb.Point{2, 0}},
		"a spike":                        {orb.MultiPolygon{{{{0, 0}, {4, 0}, {3, 0}, {3, 3}, {0, 0}}}}, orb.Point{3, 0}},
		"a hole outside":                 {orb.MultiPolygon{{box(0, 0, 1), box(5, 5, 1)}}, orb.Point{5, 5}},
		"a hole round its shell":         {orb.MultiPolygon{{box(2, 2, 1), box(0, 0, 9)}}, orb.Point{0, 0}},
		"a hole in a hole":               {orb.MultiPolygon{{box(0, 0, 9), box(1, 1, 7), box(2, 2, 1)}}, orb.Point{2, 2}},
		"a polygon in another":           {orb.MultiPolygon{{box(0, 0, 9)}, {box(1, 1, 1)}}, orb.Point{1, 1}},
		"a polygon in an island's place": {orb.MultiPolygon{{box(0, 0, 9), box(5, 5, 2)}, {box(1, 1, 1)}}, orb.Point{1, 1}},
	} {
		reason, at, suspect := screen.Polygons(c.in)
		same := at == c.at || math.IsNaN(c.at[1]) && math.IsNaN(at[1])
		if !suspect || reason == "" || !same {
			t.Errorf("%s: %v %q at %v, want at %v", name, suspect, reason, at, c.at)
		}
	}
	for name, good := range map[string]orb.MultiPolygon{
		"nothing":               nil,
		"a square":              {{box(0, 0, 1)}},
		"repeated points":       {{{{0, 0}, {0, 0}, {1, 0}, {1, 1}, {1, 1}, {0, 0}}}},
		"a hole":                {{box(0, 0, 9), box(1, 1, 1), box(3, 3, 1)}},
		"an island in a hole":   {{box(0, 0, 9), box(1, 1, 7)}, {box(2, 2, 1)}},
		"polygons side by side": {{box(0, 0, 1)}, {box(2, 0, 1)}},
	} {
		if reason, at, suspect := screen.Polygons(good); suspect {
			t.Errorf("%s: %s at %v", name, reason, at)
		}
	}
}

// A comb of long teeth and a swarm of islands are given up in bounded time, not
// passed.
func TestIntricatePolygonsAreGivenUp(t *testing.T) {
	var comb orb.Ring
	const teeth = 40_000
	for i := range teeth {
		y := float64(i) * 0.002
		comb = append(comb, orb.Point{0, y}, orb.Point{100, y + 0.0005}, orb.Point{0.001, y + 0.001})
	}
	comb = append(comb, orb.Point{-1, 80}, orb.Point{-1, 0}, orb.Point{0, 0})
	var swarm orb.MultiPolygon
	for i := range 20_000 {
		swarm = append(swarm, orb.Polygon{box(float64(i%150), float64(i/150)/2, 0.1)})
	}
	for name, mp := range map[string]orb.MultiPolygon{"comb": {{comb}}, "swarm": swarm} {
		start := time.Now()
		if reason, _, suspect := screen.Polygons(mp); !suspect {
			t.Errorf("%s passed (%s)", name, reason)
		}
		t.Logf("%s: %v", name, time.Since(start))
	}
}
