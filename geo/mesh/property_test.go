package mesh_test

import (
	"context"
	"maps"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

func build(t testing.TB, faces []orb.MultiPolygon) *mesh.Mesh {
	t.Helper()
	m, err := mesh.Build(context.Background(), faces)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lattice draws cells of any size, from a few grid steps to degrees.
func lattice(t *rapid.T) (cells []orb.MultiPolygon, group []int32, groups int) {
	seed := rapid.Uint64().Draw(t, "seed")
	columns, rows := rapid.IntRange(1, 9).Draw(t, "columns"), rapid.IntRange(1, 9).Draw(t, "rows")
	step := rapid.SampledFrom([]int64{16, 1000, 1_000_000, 50_000_000}).Draw(t, "step")
	groups = rapid.IntRange(1, 4).Draw(t, "groups")
	r := rand.New(rand.NewPCG(seed, seed))
	cells = geotest.Lattice(r, columns, rows, -40_000_000, 430_000_000, step)
	return cells, geotest.Labels(r, len(cells), groups), groups
}

// Random groups of cells have islands, holes, islands in holes and pieces that
// touch at a point: all that Dissolve must sort out.
func TestDissolveOfRandomGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells, group, n := lattice(t)
		m, err := mesh.Build(context.Background(), cells)
		if err != nil {
			t.Fatal(err)
		}
		got := m.Dissolve(group, n)
		for g, mp := range got {
			if err := overlay.Validate(mp); err != nil {
				t.Fatalf("group %d: %v", g, err)
			}
			checkTurns(t, mp)
			sameGround(t, mp, cellsOf(cells, group, int32(g)))
		}
		checkRebuilt(t, m, group, got)
	})
}

// checkTurns holds shells counter-clockwise, holes clockwise, rings closed.
func checkTurns(t *rapid.T, mp orb.MultiPolygon) {
	for _, p := range mp {
		for i, r := range p {
			if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; r.Orientation() != want {
				t.Fatalf("ring %d turns %v", i, r.Orientation())
			}
			if !r.Closed() {
				t.Fatalf("ring %d is open", i)
			}
		}
	}
}

func cellsOf(cells []orb.MultiPolygon, group []int32, g int32) []orb.MultiPolygon {
	var out []orb.MultiPolygon
	for i, c := range cells {
		if group[i] == g {
			out = append(out, c)
		}
	}
	return out
}

// sameGround compares with the union by overlay: nothing more, nothing less.
func sameGround(t *rapid.T, got orb.MultiPolygon, cells []orb.MultiPolygon) {
	want, err := overlay.UnionAll(cells)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]orb.MultiPolygon{{got, want}, {want, got}} {
		left, err := overlay.Difference(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		if a := planar.Area(left); a > 1e-12*(1+planar.Area(want)) {
			t.Fatalf("ground differs by %g square degrees", a)
		}
	}
}

// checkRebuilt builds a mesh from the groups themselves: same areas to the last
// square centimetre, same ground, nothing for an audit to find but holes.
func checkRebuilt(t *rapid.T, m *mesh.Mesh, group []int32, got []orb.MultiPolygon) {
	coarse, err := mesh.Build(context.Background(), got)
	if err != nil {
		t.Fatal(err)
	}
	sums := make([]geo.Area, len(got))
	for f, g := range group {
		if g >= 0 {
			sums[g] += m.Area(f)
		}
	}
	for g := range got {
		// Each arc is rounded once, and the arcs of the two meshes differ.
		if d := coarse.Area(g) - sums[g]; d < -1000 || d > 1000 {
			t.Fatalf("group %d: %d cm², its faces %d", g, coarse.Area(g), sums[g])
		}
		if back := coarse.Polygon(g); len(back) != len(got[g]) || !maps.Equal(edgesOf(t, back), edgesOf(t, got[g])) {
			t.Fatalf("group %d: %v, was %v", g, back, got[g])
		}
	}
	audit, err := coarse.Audit(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range audit.Findings {
		if f.Rule != mesh.Gap && f.Rule != mesh.Sliver {
			t.Fatalf("audit of sound ground: %+v", f)
		}
	}
}

// The area of a union is the sum of its faces', as whole numbers, whatever the
// faces; and what lies between two groups is as long from either side.
func TestAreasAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells, group, _ := lattice(t)
		m, err := mesh.Build(context.Background(), cells)
		if err != nil {
			t.Fatal(err)
		}
		in := geo.NewBitset(m.Len())
		var sum geo.Area
		for f, g := range group {
			if g == 0 {
				in.Add(f)
				sum += m.Area(f)
			}
		}
		if got := mesh.UnionArea(m, in); got != sum {
			t.Fatalf("union %d cm², faces %d", got, sum)
		}
		metres := map[[2]int32]float64{}
		for _, b := range m.Borders(group) {
			metres[[2]int32{b.A, b.B}] = b.Metres
		}
		for k, got := range metres {
			if want := sharedMetres(cells, group, k[0], k[1]); math.Abs(got-want) > 1e-6*want+1e-6 {
				t.Fatalf("border %v: %g m, want %g", k, got, want)
			}
		}
	})
}

// sharedMetres adds up, the slow way, the edges that lie between two groups.
func sharedMetres(cells []orb.MultiPolygon, group []int32, a, b int32) float64 {
	type key [2]orb.Point
	owner := map[key]int32{}
	for f, c := range cells {
		r := c[0][0]
		for i := 1; i < len(r); i++ {
			owner[key{r[i-1], r[i]}] = int32(f)
		}
	}
	groupOf := func(k key) int32 {
		if f, ok := owner[k]; ok {
			return group[f]
		}
		return mesh.Outside
	}
	sum := 0.0
	for k, f := range owner {
		back := key{k[1], k[0]}
		l, r := group[f], groupOf(back)
		if _, twice := owner[back]; twice && l > r {
			continue // met from the other side
		}
		if min(l, r) == a && max(l, r) == b {
			p, _ := mesh.Quantise(k[0])
			q, _ := mesh.Quantise(k[1])
			_, metres := mesh.MeasureLong(p, q)
			sum += metres
		}
	}
	return sum
}
