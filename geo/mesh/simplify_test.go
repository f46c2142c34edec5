package mesh_test

import (
	"context"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

// counts tells how often an audit met each rule.
func counts(t rapid.TB, m *mesh.Mesh) map[mesh.Rule]int {
	t.Helper()
	audit, err := m.Audit(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	out := map[mesh.Rule]int{}
	for _, f := range audit.Findings {
		out[f.Rule] += f.Count
	}
	return out
}

// shape is what of a face must not change: its pieces and their holes.
func shape(mp orb.MultiPolygon) (pieces, rings int) {
	for _, p := range mp {
		rings += len(p)
	}
	return len(mp), rings
}

// checkSimplified holds a sound mesh at some zooms to the mesh itself: an audit
// finds nothing new, every face keeps its pieces, holes and turns, and arcs
// their ends.
func checkSimplified(t rapid.TB, m *mesh.Mesh, zooms ...int) {
	t.Helper()
	before := counts(t, m)
	if before[mesh.Crossing]+before[mesh.TJunction]+before[mesh.Unmatched] > 0 {
		return // drawn at random, and crossing itself
	}
	for _, zoom := range zooms {
		s := m.Simplified(zoom)
		if s == m {
			continue
		}
		if s != m.Simplified(zoom) {
			t.Fatalf("zoom %d: made twice", zoom)
		}
		after := counts(t, s)
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("zoom %d: the audit finds %v, it found %v", zoom, after, before)
		}
		for f := range m.Len() {
			was, is := m.Polygon(f), s.Polygon(f)
			p, r := shape(was)
			q, u := shape(is)
			if p != q || r != u {
				t.Fatalf("zoom %d: face %d has %d pieces and %d rings, had %d and %d", zoom, f, q, u, p, r)
			}
			checkSound(t, is)
		}
		for a, arc := range s.Arcs() {
			full := m.Arc(a)
			if arc.Left != full.Left || arc.Right != full.Right || arc.Points[0] != full.Points[0] ||
				arc.Points[len(arc.Points)-1] != full.Points[len(full.Points)-1] {
				t.Fatalf("zoom %d: arc %d has other sides or ends", zoom, a)
			}
		}
	}
}

// checkSound holds rings to three distinct points, ground and the right turn.
func checkSound(t rapid.TB, mp orb.MultiPolygon) {
	t.Helper()
	for _, p := range mp {
		for i, r := range p {
			if len(r) < 4 || !r.Closed() || planar.Area(r) == 0 {
				t.Fatalf("ring %v is no ring", r)
			}
			if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; r.Orientation() != want {
				t.Fatalf("ring %d turns %v", i, r.Orientation())
			}
		}
	}
}

// roughen puts vertices into the edges of a lattice, the same on both sides,
// far enough from the middle to make edges wind and not to meet.
func roughen(cells []orb.MultiPolygon, r *rand.Rand) []orb.MultiPolygon {
	type key [2]orb.Point
	between := map[key][]orb.Point{}
	wind := func(a, b orb.Point) []orb.Point {
		if p, ok := between[key{a, b}]; ok {
			return p
		}
		var out, back []orb.Point
		n := r.IntN(12)
		for k := 1; k <= n; k++ {
			f := float64(k) / float64(n+1)
			off := (r.Float64() - 0.5) * 0.1
			p := orb.Point{a[0] + f*(b[0]-a[0]) - off*(b[1]-a[1]), a[1] + f*(b[1]-a[1]) + off*(b[0]-a[0])}
			out, back = append(out, p), append([]orb.Point{p}, back...)
		}
		between[key{a, b}], between[key{b, a}] = out, back
		return out
	}
	out := make([]orb.MultiPolygon, len(cells))
	for i, c := range cells {
		var ring orb.Ring
		for k := 1; k < len(c[0][0]); k++ {
			ring = append(append(ring, c[0][0][k-1]), wind(c[0][0][k-1], c[0][0][k])...)
		}
		out[i] = orb.MultiPolygon{{append(ring, ring[0])}}
	}
	return out
}

func TestSimplifiedLatticesStaySound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells, group, n := lattice(t)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "winding"), 1))
		rough := roughen(cells, r)
		m, err := mesh.Build(context.Background(), rough)
		if err != nil {
			t.Fatal(err)
		}
		// Groups have holes and islands; as faces of their own, closed arcs.
		coarse, err := mesh.Build(context.Background(), m.Dissolve(group, n))
		if err != nil {
			t.Fatal(err)
		}
		zoom := rapid.IntRange(0, mesh.MaxZoom).Draw(t, "zoom")
		checkSimplified(t, m, zoom)
		checkSimplified(t, coarse, zoom)
		want := m.Simplified(zoom).Dissolve(group, n)
		for g, mp := range m.Dissolve(group, n) {
			got := m.Thin(mp, zoom)
			if len(got) != len(want[g]) || !reflect.DeepEqual(edgesOf(t, got), edgesOf(t, want[g])) {
				t.Fatalf("zoom %d: group %d thinned is not group %d of the simplified mesh", zoom, g, g)
			}
			if overlay.Validate(mp) == nil && overlay.Validate(got) != nil {
				t.Fatalf("zoom %d: group %d: %v", zoom, g, overlay.Validate(got))
			}
		}
	})
}

// Ground that is a few steps wide beside a border that is simplified: an island
// in a bay must stay outside, an enclave inside, a sliver between two chords.
func TestSmallGroundSurvives(t *testing.T) {
	ring := func(p ...orb.Point) orb.Ring { return append(orb.Ring(p), p[0]) }
	bay := orb.MultiPolygon{{ring(orb.Point{0, 0}, orb.Point{1, 0}, orb.Point{1, 1}, orb.Point{0.5, 0.99}, orb.Point{0, 1})}}
	island := orb.MultiPolygon{{ring(orb.Point{0.5, 0.9950001}, orb.Point{0.5000002, 0.9950001}, orb.Point{0.5000001, 0.9950003})}}
	lens := orb.MultiPolygon{{ring(orb.Point{0, 1}, orb.Point{0.5, 0.99}, orb.Point{1, 1}, orb.Point{0.5, 1.00001})}}
	m := build(t, []orb.MultiPolygon{bay, island})
	checkSimplified(t, m, 0, 4, 9, 14)
	if n := len(m.Simplified(0).Polygon(0)[0][0]); n != 6 {
		t.Errorf("the bay has %d points at zoom 0: its inlet holds an island and must stay", n)
	}
	m = build(t, []orb.MultiPolygon{bay, lens})
	checkSimplified(t, m, 0, 4, 9, 14)
	if mp := m.Simplified(0).Polygon(1); len(mp) != 1 {
		t.Errorf("the lens is gone: %v", mp)
	}
}

func TestSimplifiedFrance(t *testing.T) {
	for _, l := range layers {
		t.Run(l.name, func(t *testing.T) {
			m := build(t, geotest.Load(t, l.file, l.property).Faces)
			start := time.Now()
			m.Simplified(0)
			t.Logf("simplified for all zooms in %v", time.Since(start))
			logSizes(t, m)
			if before := counts(t, m); before[mesh.Crossing]+before[mesh.TJunction]+before[mesh.Unmatched] > 0 {
				t.Fatalf("the file itself crosses: %v; nothing would be compared", before)
			}
			checkSimplified(t, m, 0, 4, 6, 7)
		})
	}
}

func logSizes(t *testing.T, m *mesh.Mesh) {
	all, copied := points(m), 0
	for zoom := range mesh.MaxZoom + 1 {
		s := m.Simplified(zoom)
		if s != m {
			copied += points(s)
		}
		t.Logf("zoom %2d: %d of %d points", zoom, points(s), all)
	}
	if copied > 8*all {
		t.Errorf("copies hold %d points, the mesh %d", copied, all)
	}
}

func points(m *mesh.Mesh) (n int) {
	for _, a := range m.Arcs() {
		n += len(a.Points)
	}
	return n
}

// What a zoom leaves out must not show: the ground of a department stays within
// a pixel's breadth of its border.
func TestSimplifiedStaysClose(t *testing.T) {
	f := geotest.Load(t, "departements-ign-2018.geojson", "code")
	m := build(t, f.Faces)
	for _, zoom := range []int{4, 7} {
		pixel := 40_075_016 / (512 * math.Exp2(float64(zoom)))
		s := m.Simplified(zoom)
		for face := 0; face < m.Len(); face += 5 {
			out, err := overlay.Difference(m.Polygon(face), s.Polygon(face))
			if err != nil {
				t.Fatal(err)
			}
			metres := 0.0
			for _, b := range m.Borders(alone(m, face)) {
				metres += b.Metres
			}
			if lost := float64(overlay.Area(out)) / 1e4; lost > metres*pixel/2 {
				t.Errorf("zoom %d: %s loses %.0f m² along %.0f m, %.2f pixels wide", zoom, f.Codes[face], lost, metres, lost/metres/pixel)
			}
		}
	}
}

func alone(m *mesh.Mesh, face int) []int32 {
	group := make([]int32, m.Len())
	for f := range group {
		if f != face {
			group[f] = mesh.Outside
		}
	}
	return group
}

// Faces that overlap, as bytes make them, are simplified without a panic and
// keep their number of arcs.
func FuzzSimplified(f *testing.F) {
	f.Add([]byte{0x00, 0x30, 0x33, 0x03, 0xFC, 0x11, 0x41, 0x44, 0x14})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := mesh.Build(context.Background(), geotest.Board(data))
		if err != nil {
			return
		}
		in := geo.NewBitset(m.Len())
		for face := range m.Len() {
			in.Add(face)
		}
		for _, zoom := range []int{0, 3, 14, 15} {
			s := m.Simplified(zoom)
			if s.NumArcs() != m.NumArcs() || s.Len() != m.Len() {
				t.Fatalf("zoom %d: %d arcs of %d", zoom, s.NumArcs(), m.NumArcs())
			}
			m.Thin(s.Union(in), zoom)
		}
	})
}
