package overlay_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/internal/screen"
	"maillage/geo/overlay"
)

func box(x, y, w, h float64) orb.Ring {
	return orb.Ring{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}
}

func one(rings ...orb.Ring) orb.MultiPolygon { return orb.MultiPolygon{rings} }

type operation func(a, b orb.MultiPolygon) (orb.MultiPolygon, error)

// Planar areas of small cases known by hand; nil where nothing is left.
func TestOperations(t *testing.T) {
	a, b := one(box(0, 0, 2, 2)), one(box(1, 1, 2, 2))
	edge, corner, far := one(box(2, 0, 1, 2)), one(box(2, 2, 1, 1)), one(box(9, 9, 1, 1))
	inner := one(box(0.5, 0.5, 1, 1))
	for name, c := range map[string]struct {
		op   operation
		a, b orb.MultiPolygon
		area float64
		rows int // polygons
	}{
		"union":                        {overlay.Union, a, b, 7, 1},
		"union of far squares":         {overlay.Union, a, far, 5, 2},
		"union with nothing":           {overlay.Union, a, nil, 4, 1},
		"union of nothing":             {overlay.Union, nil, nil, 0, 0},
		"intersection":                 {overlay.Intersection, a, b, 1, 1},
		"intersection along an edge":   {overlay.Intersection, a, edge, 0, 0},
		"intersection at a corner":     {overlay.Intersection, a, corner, 0, 0},
		"intersection of far squares":  {overlay.Intersection, a, far, 0, 0},
		"intersection with nothing":    {overlay.Intersection, a, nil, 0, 0},
		"difference":                   {overlay.Difference, a, b, 3, 1},
		"difference with itself":       {overlay.Difference, a, a, 0, 0},
		"difference that makes a hole": {overlay.Difference, a, inner, 3, 1},
		"difference from nothing":      {overlay.Difference, nil, a, 0, 0},
		"difference with nothing":      {overlay.Difference, a, nil, 4, 1},
		"a touching part is dropped": {overlay.Intersection,
			orb.MultiPolygon{{box(0, 0, 2, 2)}, {box(5, 0, 1, 1)}}, orb.MultiPolygon{{box(1, 1, 2, 2)}, {box(6, 0, 1, 1)}}, 1, 1},
	} {
		got, err := c.op(c.a, c.b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if math.Abs(planar.Area(got)-c.area) > 1e-12 || len(got) != c.rows {
			t.Errorf("%s: %v, want %d polygons of area %g", name, got, c.rows, c.area)
		}
		for _, p := range got {
			if p[0].Orientation() != orb.CCW || len(p) > 1 && p[1].Orientation() != orb.CW {
				t.Errorf("%s: rings turn the wrong way: %v", name, p)
			}
		}
	}
}

// Whatever two lattices are laid over each other: parts add up to wholes.
func TestPartsAddUp(t *testing.T) {
	r := geotest.Seeds(t, 99)
	for range 30 {
		join := func() orb.MultiPolygon {
			cells := geotest.Lattice(r, 5, 5, 20_000_000+r.Int64N(1_000_000), 460_000_000, 1_000_000)
			var parts []orb.MultiPolygon
			for i, g := range geotest.Labels(r, len(cells), 2) {
				if g == 0 {
					parts = append(parts, cells[i])
				}
			}
			u, err := overlay.UnionAll(parts)
			if err != nil {
				t.Fatal(err)
			}
			return u
		}
		a, b := join(), join()
		area := func(op operation) float64 {
			g, err := op(a, b)
			if err != nil {
				t.Fatal(err)
			}
			return planar.Area(g)
		}
		whole, both, onlyA := planar.Area(a), area(overlay.Intersection), area(overlay.Difference)
		// In the plane: new vertices on an edge bend it as a geodesic.
		if math.Abs(both+onlyA-whole) > 1e-9*whole {
			t.Errorf("%g in both and %g in the first alone, of %g", both, onlyA, whole)
		}
		if u := area(overlay.Union); math.Abs(u-onlyA-planar.Area(b)) > 1e-9*u {
			t.Errorf("union %g, parts %g", u, onlyA+planar.Area(b))
		}
	}
}

// The rule and the place come out typed; the text of the rule is the library's.
func TestValidate(t *testing.T) {
	for name, c := range map[string]struct {
		in   orb.MultiPolygon
		rule string
		at   orb.Point
	}{
		"a bow tie":              {one(orb.Ring{{0, 0}, {2, 2}, {3, 1}, {0, 1}, {0, 0}}), "polygon ring not simple", orb.Point{1, 1}},
		"a ring left open":       {one(orb.Ring{{0, 0}, {2, 2}, {2, 0}, {1, 0}}), "polygon ring not closed", orb.Point{0, 0}},
		"a ring of three points": {one(orb.Ring{{3, 4}, {2, 2}, {3, 4}}), "polygon ring of 3 points, fewer than 4", orb.Point{3, 4}},
		"a hole outside":         {one(box(0, 0, 1, 1), box(5, 5, 1, 1)), "polygon interior ring outside of exterior ring", orb.Point{5, 5}},
		"a hole in a hole":       {one(box(0, 0, 9, 9), box(1, 1, 7, 7), box(2, 2, 1, 1)), "polygon has nested rings", orb.Point{2, 2}},
		"polygons that overlap":  {orb.MultiPolygon{{box(0, 0, 2, 2)}, {box(1, 1, 2, 2)}}, "multipolygon child polygons touch at multiple points", orb.Point{1, 2}},
		"polygons along an edge": {orb.MultiPolygon{{box(0, 0, 2, 2)}, {box(2, 0, 2, 2)}}, "multipolygon child polygons touch at multiple points", orb.Point{2, 0}},
		"not a number":           {one(orb.Ring{{0, 0}, {math.NaN(), 0}, {1, 1}, {0, 0}}), "NaN not allowed", orb.Point{}},
	} {
		err := overlay.Validate(c.in)
		var e *overlay.Invalid
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		near := e.At == c.at || name == "polygons that overlap" && e.At == orb.Point{2, 1} || c.at == orb.Point{}
		if e.Rule != c.rule || !near {
			t.Errorf("%s: %q at %v, want %q at %v", name, e.Rule, e.At, c.rule, c.at)
		}
	}
	for _, good := range []orb.MultiPolygon{nil, {}, one(box(0, 0, 1, 1)), one(box(0, 0, 9, 9), box(1, 1, 2, 2))} {
		if err := overlay.Validate(good); err != nil {
			t.Errorf("%v: %v", good, err)
		}
	}
}

func TestInvalidOperandsAreRefused(t *testing.T) {
	good, bad := one(box(0, 0, 3, 3)), one(orb.Ring{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}})
	for name, op := range map[string]operation{"union": overlay.Union, "intersection": overlay.Intersection, "difference": overlay.Difference} {
		var e *overlay.Invalid
		if _, err := op(bad, good); !errors.As(err, &e) || !strings.Contains(err.Error(), "first") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := op(good, bad); !errors.As(err, &e) || !strings.Contains(err.Error(), "second") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The neighbourhoods of 2015 hold 33 invalid polygons, of which QP013058 crosses
// itself, says the file's README. Screening misses none of them.
func TestInvalidNeighbourhoods(t *testing.T) {
	b := geotest.Load(t, "qpv-2015-extrait.geojson", "code_qp")
	invalid := map[string]bool{}
	for i, f := range b.Faces {
		if overlay.Validate(f) != nil {
			invalid[b.Codes[i]] = true
			if _, _, suspect := screen.Polygons(f); !suspect {
				t.Errorf("%s passes the screen", b.Codes[i])
			}
		}
	}
	if len(invalid) != 33 || !invalid["QP013058"] {
		t.Errorf("%d invalid: %v", len(invalid), invalid)
	}
}

func TestArea(t *testing.T) {
	if got := overlay.Area(nil); got != 0 {
		t.Errorf("%d", got)
	}
	shell, hole := box(2, 46, 1, 1), box(2.25, 46.25, 0.5, 0.5)
	whole, inner := overlay.Area(one(shell)), overlay.Area(one(hole))
	turned := hole.Clone()
	turned.Reverse()
	for _, mp := range []orb.MultiPolygon{one(shell, hole), one(shell, turned)} {
		if got := overlay.Area(mp); got != geo.Area(whole-inner) && got != geo.Area(whole-inner)+1 && got != geo.Area(whole-inner)-1 {
			t.Errorf("%d cm², want %d", got, whole-inner)
		}
	}
}
