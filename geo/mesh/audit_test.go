package mesh_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo/geotest"
	"maillage/geo/mesh"
)

func audit(t *testing.T, faces ...orb.MultiPolygon) mesh.Audit {
	t.Helper()
	a, err := build(t, faces).Audit(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Each fault by hand: what is found, between which faces, and where.
func TestAuditRules(t *testing.T) {
	type found struct {
		rule  mesh.Rule
		faces []int
	}
	for name, c := range map[string]struct {
		faces []orb.MultiPolygon
		want  []found
	}{
		"nothing": {[]orb.MultiPolygon{one(box(0, 0, 1, 1)), one(box(1, 0, 1, 1)), one(box(2, 1, 1, 1))}, nil},
		"squares that overlap": {
			[]orb.MultiPolygon{one(box(0, 0, 2, 2)), one(box(1, 1, 2, 2))},
			[]found{{mesh.Crossing, []int{0, 1}}, {mesh.Overlap, []int{0, 1}}},
		},
		"a bow tie": {
			[]orb.MultiPolygon{one(orb.Ring{{0, 0}, {2, 2}, {2, 0}, {0, 1}, {0, 0}})},
			[]found{{mesh.Crossing, []int{0}}, {mesh.StrayHole, []int{0}}},
		},
		"the same square twice": {
			[]orb.MultiPolygon{one(box(0, 0, 1, 1)), one(box(5, 5, 1, 1)), one(box(0, 0, 1, 1))},
			[]found{{mesh.Duplicate, []int{0, 2}}},
		},
		"two faces on one side of an edge": {
			[]orb.MultiPolygon{one(box(0, 0, 2, 2)), one(orb.Ring{{0, 0}, {2, 0}, {1, 1}, {0, 0}})},
			[]found{{mesh.Overlap, []int{0, 1}}},
		},
		"a face inside another": {
			[]orb.MultiPolygon{one(box(0, 0, 4, 4)), one(box(1, 1, 1, 1))},
			[]found{{mesh.Overlap, []int{0, 1}}},
		},
		"faces that overlap between shared vertices": {
			[]orb.MultiPolygon{one(orb.Ring{{2, 0}, {3, 7}, {0, 2}, {2, 0}}), one(orb.Ring{{2, 0}, {2, 1}, {0, 2}, {0, 0}, {2, 0}})},
			[]found{{mesh.Overlap, []int{0, 1}}},
		},
		"a vertex inside an edge": {
			[]orb.MultiPolygon{one(box(0, 0, 2, 2)), one(orb.Ring{{2, 1}, {3, 0.5}, {3, 1.5}, {2, 1}})},
			[]found{{mesh.TJunction, []int{0, 1}}},
		},
		"a border with a vertex more": {
			[]orb.MultiPolygon{one(box(0, 0, 1, 1)), one(orb.Ring{{1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 0.5}, {1, 0}})},
			[]found{{mesh.Unmatched, []int{0, 1}}},
		},
		"a hole": {
			[]orb.MultiPolygon{one(box(0, 0, 3, 3), box(1, 1, 1, 1))},
			[]found{{mesh.Gap, []int{0}}},
		},
		"a hole outside its shell": {
			[]orb.MultiPolygon{one(box(0, 0, 3, 3), box(5, 5, 1, 1))},
			[]found{{mesh.StrayHole, []int{0}}},
		},
		"a hole that is filled": {
			[]orb.MultiPolygon{one(box(0, 0, 3, 3), box(1, 1, 1, 1)), one(box(1, 1, 1, 1))},
			nil,
		},
		"an island in a hole": {
			[]orb.MultiPolygon{one(box(0, 0, 9, 9), box(1, 1, 7, 7)), one(box(3, 3, 1, 1))},
			[]found{{mesh.Gap, []int{0, 1}}},
		},
		"a sliver": {
			[]orb.MultiPolygon{one(box(0, 0, 1, 1)), one(box(1, 0, 0.000004, 1))},
			[]found{{mesh.Sliver, []int{1}}},
		},
		"a spike and a dot": {
			[]orb.MultiPolygon{append(one(orb.Ring{{0, 0}, {2, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}), orb.Polygon{{{7, 7}, {7, 7}, {7, 7}, {7, 7}}})},
			[]found{{mesh.Collapsed, []int{0}}, {mesh.TJunction, []int{0}}, {mesh.Unmatched, []int{0}}},
		},
	} {
		var got []found
		for _, f := range audit(t, c.faces...).Findings {
			got = append(got, found{f.Rule, f.Faces})
			if f.Count < 1 {
				t.Errorf("%s: count %d", name, f.Count)
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAuditPlacesAndSizes(t *testing.T) {
	f := audit(t, one(box(0, 0, 2, 2)), one(box(1, 1, 2, 2))).Findings[0]
	if f.Count != 2 || f.At != (orb.Point{1, 2}) && f.At != (orb.Point{2, 1}) {
		t.Errorf("%+v", f)
	}
	// A crack 0.001 degree wide on the equator, 1 degree long.
	f = audit(t, one(box(0, 0, 3, 3), box(1, 0.5, 0.001, 1))).Findings[0]
	if math.Abs(f.WidthM-111.3) > 0.5 || math.Abs(f.Area.KM2()-12.31) > 0.02 {
		t.Errorf("%+v, want 111.3 m and 12.31 km²", f)
	}
}

// Ground that tapers to a point, thinner there than half a step of the grid, shuts
// the hole behind it. Nothing crosses, so that nothing is rounded, and it is found:
// rounding alone would take the point off and open the hole.
func TestAuditFindsAHoleBehindAPoint(t *testing.T) {
	steps := func(xy ...float64) (r orb.Ring) {
		for i := 0; i < len(xy); i += 2 {
			r = append(r, orb.Point{xy[i] / 1e7, xy[i+1] / 1e7})
		}
		return append(r, r[0])
	}
	cup := steps(-5, -5, 45, -5, 45, 21, 40, 21, 40, 0, 0, 0, 0, 20, 20, 20, 10, 25, -5, 25)
	lid := steps(20, 20, 22, 21, 40, 21, 40, 40, 21, 40, 21, 21)
	for name, faces := range map[string][]orb.MultiPolygon{
		"of two faces": {one(cup), one(lid)},
		"of one face":  {{{cup}, {lid}}},
	} {
		a := audit(t, faces...)
		if gaps := a.Of(mesh.Gap); len(gaps) != 1 || len(a.Of(mesh.Crossing)) > 0 {
			t.Errorf("%s: %+v", name, a.Findings)
		}
	}
}

// Faces moved by little: every pair that really crosses is found.
func TestAuditFindsEveryCrossing(t *testing.T) {
	r := geotest.Seeds(t, 3)
	for range 30 {
		var faces []orb.MultiPolygon
		for range 12 {
			x, y := r.Float64()*3, r.Float64()*3
			faces = append(faces, one(orb.Ring{{x, y}, {x + r.Float64(), y + 0.1}, {x + 0.3, y + r.Float64() + 0.2}, {x, y}}))
		}
		got := map[[2]int]bool{}
		for _, f := range audit(t, faces...).Of(mesh.Crossing) {
			got[[2]int{f.Faces[0], f.Faces[len(f.Faces)-1]}] = true
		}
		for i := range faces {
			for j := range i {
				if want := bordersCross(faces[j][0][0], faces[i][0][0]); got[[2]int{j, i}] != want {
					t.Fatalf("faces %d and %d cross: %v, want %v", j, i, got[[2]int{j, i}], want)
				}
			}
		}
	}
}

// bordersCross compares every edge with every other in floating point, which
// is exact enough for random positions.
func bordersCross(a, b orb.Ring) bool {
	side := func(p, q, r orb.Point) bool {
		return (q[0]-p[0])*(r[1]-p[1]) > (q[1]-p[1])*(r[0]-p[0])
	}
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if side(a[i-1], a[i], b[j-1]) != side(a[i-1], a[i], b[j]) && side(b[j-1], b[j], a[i-1]) != side(b[j-1], b[j], a[i]) {
				return true
			}
		}
	}
	return false
}

func TestAuditStops(t *testing.T) {
	m := build(t, []orb.MultiPolygon{one(box(0, 0, 1, 1))})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := m.Audit(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
