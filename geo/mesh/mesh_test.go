package mesh_test

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
)

func box(x, y, w, h float64) orb.Ring {
	return orb.Ring{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}}
}

func one(rings ...orb.Ring) orb.MultiPolygon { return orb.MultiPolygon{rings} }

func TestBuildRefuses(t *testing.T) {
	good := one(box(0, 0, 1, 1))
	for name, bad := range map[string]orb.MultiPolygon{
		"NaN":                one(orb.Ring{{0, 0}, {math.NaN(), 0}, {1, 1}, {0, 0}}),
		"infinite":           one(orb.Ring{{0, 0}, {1, math.Inf(-1)}, {1, 1}, {0, 0}}),
		"longitude 181":      one(orb.Ring{{0, 0}, {181, 0}, {1, 1}, {0, 0}}),
		"latitude -91":       one(orb.Ring{{0, 0}, {1, -91}, {1, 1}, {0, 0}}),
		"across the Pacific": one(orb.Ring{{-178, 0}, {178, 0}, {178, 1}, {-178, 0}}),
	} {
		_, err := mesh.Build(context.Background(), []orb.MultiPolygon{good, nil, bad})
		var e *mesh.FaceError
		if !errors.As(err, &e) || e.Face != 2 {
			t.Errorf("%s: %v, want an error that names face 2", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := mesh.Build(ctx, []orb.MultiPolygon{good}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestFacesWithoutGround(t *testing.T) {
	dot := one(orb.Ring{{5, 5}, {5, 5}, {5, 5}, {5, 5}})
	flat := one(orb.Ring{{5, 5}, {6, 6}, {7, 7}, {5, 5}})
	m := build(t, []orb.MultiPolygon{nil, {}, dot, flat, {{}}, {{nil}}})
	if m.Len() != 6 || m.NumArcs() != 0 {
		t.Fatalf("%d faces, %d arcs", m.Len(), m.NumArcs())
	}
	for f := range m.Len() {
		if m.Area(f) != 0 || !m.Bound(f).IsEmpty() || m.Polygon(f) != nil {
			t.Errorf("face %d: %d cm², %v, %v", f, m.Area(f), m.Bound(f), m.Polygon(f))
		}
	}
	if u := m.Dissolve(make([]int32, 6), 1); len(u) != 1 || u[0] != nil {
		t.Errorf("union %v", u)
	}
	a, err := m.Audit(context.Background())
	if err != nil || len(a.Of(mesh.Collapsed)) != 2 {
		t.Errorf("%+v, %v: want two collapsed faces", a, err)
	}
}

// Rings may turn either way, repeat points and open with any vertex.
func TestInputRingsAreTurned(t *testing.T) {
	shell, hole := box(0, 0, 3, 3), box(1, 1, 1, 1)
	want := build(t, []orb.MultiPolygon{one(shell, hole)}).Polygon(0)
	if want[0][0].Orientation() != orb.CCW || want[0][1].Orientation() != orb.CW {
		t.Fatalf("%v", want)
	}
	turned := func(r orb.Ring) orb.Ring { c := r.Clone(); c.Reverse(); return c }
	doubled := orb.Ring{shell[0], shell[0], shell[1], shell[1], shell[2], shell[3], shell[4], shell[4]}
	for _, in := range []orb.MultiPolygon{
		one(turned(shell), hole), one(shell, turned(hole)), one(doubled, hole),
	} {
		m := build(t, []orb.MultiPolygon{in})
		if got := m.Polygon(0); !slices.Equal(sortedEdges(t, got), sortedEdges(t, want)) {
			t.Errorf("%v: %v", in, got)
		}
	}
}

func sortedEdges(t *testing.T, mp orb.MultiPolygon) [][2]mesh.Point {
	var out [][2]mesh.Point
	for e := range edgesOf(t, mp) {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b [2]mesh.Point) int {
		for k := range 2 {
			if c := slices.Compare([]int32{a[k].X, a[k].Y}, []int32{b[k].X, b[k].Y}); c != 0 {
				return c
			}
		}
		return 0
	})
	return out
}

// Spikes vanish wherever they stand, at the seam of the ring too.
func TestSpikes(t *testing.T) {
	want := sortedEdges(t, one(box(0, 0, 1, 1)))
	for _, r := range []orb.Ring{
		{{0, 0}, {1, 0}, {2, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}},
		{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {-1, 0}, {0, 0}},
		{{-1, 0}, {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {-1, 0}},
		{{-2, 0}, {-1, 0}, {0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {-1, 0}, {-2, 0}},
	} {
		m := build(t, []orb.MultiPolygon{one(r)})
		if got := sortedEdges(t, m.Polygon(0)); !slices.Equal(got, want) {
			t.Errorf("%v: %v", r, got)
		}
		a, err := m.Audit(context.Background())
		if err != nil || len(a.Of(mesh.Spike)) != 1 {
			t.Errorf("%v: %+v, %v", r, a, err)
		}
	}
}

func TestArcsKnowTheirSides(t *testing.T) {
	m := build(t, []orb.MultiPolygon{one(box(0, 0, 1, 1)), one(box(1, 0, 1, 1)), one(box(5, 5, 1, 1))})
	sides := map[[2]int32]int{}
	for a, arc := range m.Arcs() {
		if len(arc.Points) < 2 {
			t.Errorf("arc %d: %v", a, arc.Points)
		}
		sides[[2]int32{min(arc.Left, arc.Right), max(arc.Left, arc.Right)}]++
	}
	if len(sides) != 4 || sides[[2]int32{0, 1}] != 1 || sides[[2]int32{-1, 2}] != 1 {
		t.Errorf("%v", sides)
	}
	if len(m.Borders([]int32{0, 0, 0})) != 1 || len(m.Borders([]int32{0, 1, mesh.Outside})) != 3 {
		t.Errorf("borders %v", m.Borders([]int32{0, 1, mesh.Outside}))
	}
}

// Shapes that touch themselves at a point, by hand.
func TestDissolveAtPoints(t *testing.T) {
	cells := func(s ...string) []orb.MultiPolygon { // rows from the north
		var out []orb.MultiPolygon
		for j, row := range s {
			for i, c := range row {
				if c == '#' {
					out = append(out, one(box(float64(i), float64(len(s)-j), 1, 1)))
				}
			}
		}
		return out
	}
	for name, c := range map[string]struct {
		in    []orb.MultiPolygon
		rings []int // by polygon, the largest first
	}{
		"two squares at a corner":       {cells("#.", ".#"), []int{1, 1}},
		"a hole at a corner of a hole":  {cells("####", "#.##", "##.#", "####"), []int{3}},
		"a hole touching the shell":     {cells("###", "#.#", "##."), []int{2}},
		"a ring closed by a corner":     {cells("##.", "#.#", ".##"), []int{1, 1}},
		"an island in a hole":           {cells("#####", "#...#", "#.#.#", "#...#", "#####"), []int{2, 1}},
		"an island touching its hole":   {cells("#####", "##..#", "#.#.#", "#...#", "#####"), []int{2, 1}},
		"a chain across a hole":         {cells("####", "##.#", "#.##", "####"), []int{3}},
		"five holes that touch":         {cells("#####", "#.#.#", "##.##", "#.#.#", "#####"), []int{6}},
		"holes that close on an island": {cells("#####", "##.##", "#.#.#", "##.##", "#####"), []int{2, 1}},
		"a square ring around nothing":  {cells("###", "#.#", "###"), []int{2}},
	} {
		got := build(t, c.in).Dissolve(make([]int32, len(c.in)), 1)[0]
		var rings []int
		for _, p := range got {
			rings = append(rings, len(p))
		}
		if !slices.Equal(rings, c.rings) {
			t.Errorf("%s: rings %v, want %v: %v", name, rings, c.rings, got)
		}
	}
}

func TestDissolvePanicsOnWrongGroups(t *testing.T) {
	m := build(t, []orb.MultiPolygon{one(box(0, 0, 1, 1))})
	for _, group := range [][]int32{nil, {0, 0}, {1}, {-2}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v taken", group)
				}
			}()
			m.Dissolve(group, 1)
		}()
	}
}

func TestUnionOfNothing(t *testing.T) {
	m := build(t, []orb.MultiPolygon{one(box(0, 0, 1, 1))})
	if u := m.Union(geo.NewBitset(1)); u != nil {
		t.Errorf("%v", u)
	}
}

// Answers do not depend on what else is asked at the same time.
func TestConcurrentUse(t *testing.T) {
	r := geotest.Seeds(t, 21)
	cells := geotest.Lattice(r, 12, 12, 0, 0, 1_000_000)
	m := build(t, cells)
	group := geotest.Labels(r, len(cells), 5)
	want := m.Dissolve(group, 5)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for f := range 50 {
				if got := m.Dissolve(group, 5); !reflect.DeepEqual(got, want) {
					t.Error("dissolve differs")
				}
				if got := m.Polygon(f); len(got) != 1 || len(got[0]) != 1 {
					t.Errorf("face %d: %v", f, got)
				}
			}
		})
	}
	wg.Wait()
}
