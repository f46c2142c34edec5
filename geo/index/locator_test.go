package index_test

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"maillage/geo/geotest"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

func build(t testing.TB, faces []orb.MultiPolygon) *mesh.Mesh {
	t.Helper()
	m, err := mesh.Build(context.Background(), faces)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// oracle locates by the boundary rule alone, with big integers: a point lies in
// the face whose rings an infinitely long path south crosses an odd number of
// times, the point moved a little north and, much less, east.
func oracle(faces []orb.MultiPolygon, p mesh.Point) int {
	for f, mp := range faces {
		odd := false
		for _, poly := range mp {
			for _, r := range poly {
				for i := 1; i < len(r); i++ {
					a, _ := mesh.Quantise(r[i-1])
					b, _ := mesh.Quantise(r[i])
					if (a.X <= p.X) != (b.X <= p.X) && northOrOn(a, b, p) {
						odd = !odd
					}
				}
			}
		}
		if odd {
			return f
		}
	}
	return mesh.Outside
}

func northOrOn(a, b, p mesh.Point) bool {
	if a.X > b.X {
		a, b = b, a
	}
	n := func(x int32) *big.Int { return big.NewInt(int64(x)) }
	d := func(x, y int32) *big.Int { return new(big.Int).Sub(n(x), n(y)) }
	l := new(big.Int).Mul(d(b.X, a.X), d(p.Y, a.Y))
	r := new(big.Int).Mul(d(b.Y, a.Y), d(p.X, a.X))
	return l.Cmp(r) >= 0
}

// Points anywhere, on vertices, next to them and inside edges, over lattices
// from a few grid steps wide to most of the Earth.
func TestLocateAgainstOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		r := rand.New(rand.NewPCG(seed, seed))
		n := rapid.IntRange(1, 7).Draw(t, "cells each way")
		step := rapid.SampledFrom([]int64{16, 1000, 1_000_000, 8_388_608, 200_000_000}).Draw(t, "step")
		x := rapid.Int64Range(-1_750_000_000+step, 1_750_000_000-int64(n+1)*step).Draw(t, "x")
		y := rapid.Int64Range(min(-850_000_000+step, 0), max(850_000_000-int64(n+1)*step, 1)).Draw(t, "y")
		if y+int64(n+1)*step > 900_000_000 || y-step < -900_000_000 {
			t.Skip("beyond the poles")
		}
		cells := geotest.Lattice(r, n, n, x, y, step)
		base, err := mesh.Build(context.Background(), cells)
		if err != nil {
			t.Fatal(err)
		}
		faces := base.Dissolve(geotest.Labels(r, len(cells), 4), 4)
		m, err := mesh.Build(context.Background(), faces)
		if err != nil {
			t.Fatal(err)
		}
		l := index.NewLocator(m)
		for _, p := range probes(r, cells, n, x, y, step) {
			if got, want := l.Locate(p.Orb()), oracle(faces, p); got != want {
				t.Fatalf("at %v: face %d, want %d", p, got, want)
			}
		}
	})
}

func probes(r *rand.Rand, cells []orb.MultiPolygon, n int, x, y, step int64) []mesh.Point {
	var out []mesh.Point
	for range 60 {
		out = append(out, mesh.Point{
			X: int32(x + r.Int64N(int64(n+2)*step) - step),
			Y: int32(y + r.Int64N(int64(n+2)*step) - step),
		})
	}
	for _, c := range cells {
		ring := c[0][0]
		for i := 1; i < len(ring); i++ {
			a, _ := mesh.Quantise(ring[i-1])
			b, _ := mesh.Quantise(ring[i])
			out = append(out, a,
				mesh.Point{X: a.X + r.Int32N(3) - 1, Y: a.Y + r.Int32N(3) - 1},
				mesh.Point{X: int32((int64(a.X) + int64(b.X)) / 2), Y: int32((int64(a.Y) + int64(b.Y)) / 2)})
		}
	}
	return out
}

// Faces cut along the very lines of the grid of cells: their edges pass through
// corners of cells and along their sides.
func TestLocateOnLinesOfTheGrid(t *testing.T) {
	const w = 1 << 23
	x, y := int64(-1_800_000_000+100*w), int64(-900_000_000+100*w)
	d := func(i, j int64) orb.Point { return mesh.Point{X: int32(x + i), Y: int32(y + j)}.Orb() }
	faces := []orb.MultiPolygon{
		{{{d(0, 0), d(w, 0), d(w, w), d(0, 0)}}},
		{{{d(0, 0), d(w, w), d(0, w), d(0, 0)}}},
		{{{d(w, 0), d(2*w, -w), d(w, w), d(w, 0)}}},
		{{{d(-1, -1), d(-1, -w), d(w, -1), d(-1, -1)}}},
	}
	l := index.NewLocator(build(t, faces))
	r := geotest.Seeds(t, 7)
	for range 20_000 {
		k := []int64{0, w / 2, w, 2 * w}[r.IntN(4)]
		p := mesh.Point{X: int32(x + k + r.Int64N(5) - 2), Y: int32(y + r.Int64N(3*w) - w)}
		if r.IntN(2) == 0 {
			p = mesh.Point{X: int32(x + r.Int64N(3*w) - w), Y: int32(y + k + r.Int64N(5) - 2)}
		}
		if r.IntN(4) == 0 {
			k := r.Int64N(w)
			p = mesh.Point{X: int32(x + k + r.Int64N(3) - 1), Y: int32(y + k)}
		}
		if got, want := l.Locate(p.Orb()), oracle(faces, p); got != want {
			t.Fatalf("at %v: face %d, want %d", p, got, want)
		}
	}
}

// Every commune of 2018 at random points of its box, on its vertices and right
// beside them, by several searches at once.
func TestLocateCommunes(t *testing.T) {
	b := geotest.Load(t, "communes-ign-2018.geojson.gz", "code")
	m := build(t, b.Faces)
	l := index.NewLocator(m)
	seed := uint64(2018)
	t.Logf("seed %d", seed)
	var wg sync.WaitGroup
	for k := range 2 {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(seed, uint64(k)))
			for range 3000 {
				f := r.IntN(m.Len())
				checkCommune(t, b, m, l, f, r)
			}
		})
	}
	wg.Wait()
}

func checkCommune(t *testing.T, b *geotest.Boundaries, m *mesh.Mesh, l *index.Locator, f int, r *rand.Rand) {
	box, ring := m.Bound(f), b.Faces[f][0][0]
	v, _ := mesh.Quantise(ring[r.IntN(len(ring))])
	inBox, _ := mesh.Quantise(orb.Point{
		box.Min[0] + r.Float64()*(box.Max[0]-box.Min[0]),
		box.Min[1] + r.Float64()*(box.Max[1]-box.Min[1]),
	})
	for _, p := range []mesh.Point{inBox, v, {X: v.X + 1, Y: v.Y - 1}} {
		in := oracle(b.Faces[f:f+1], p) == 0
		if got := l.Locate(p.Orb()); (got == f) != in {
			t.Errorf("at %v: face %d; in face %d: %v", p.Orb(), got, f, in)
		}
	}
}

func TestLocateNowhere(t *testing.T) {
	l := index.NewLocator(build(t, []orb.MultiPolygon{nil, {{{{0, 0}, {1, 0}, {0, 1}, {0, 0}}}}}))
	for _, p := range []orb.Point{{math.NaN(), 0}, {0, math.Inf(1)}, {181, 0}, {0.1, -91}, {-180, -90}, {180, 90}} {
		if f := l.Locate(p); f != mesh.Outside {
			t.Errorf("%v in face %d", p, f)
		}
	}
	if f := l.Locate(orb.Point{0.2, 0.2}); f != 1 {
		t.Errorf("face %d, want 1", f)
	}
}

func TestLocateWithoutFaces(t *testing.T) {
	if f := index.NewLocator(build(t, nil)).Locate(orb.Point{2, 48}); f != mesh.Outside {
		t.Errorf("face %d", f)
	}
}
