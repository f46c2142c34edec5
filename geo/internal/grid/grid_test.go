package grid_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"maillage/geo/internal/grid"
	"maillage/geo/internal/plane"
)

// Every cell that an edge passes through knows it: positions along random
// edges, from a few steps to half the Earth, are looked up. Runs name edges
// that exist, each once per cell.
func TestEdgesAreInTheirCells(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range 40 {
		lines := randomLines(r)
		g := grid.New(lines, 0.5+2*r.Float64())
		for l, line := range lines {
			for i := 1; i < len(line); i++ {
				for range 20 {
					p := along(line[i-1], line[i], r.Float64())
					if c, _ := g.Cell(p); !has(g, c, l, i-1) {
						t.Fatalf("seed 8: cell %d at %v has no edge %d of line %d", c, p, i-1, l)
					}
				}
			}
		}
		checkRuns(t, g, lines)
	}
}

func randomLines(r *rand.Rand) [][]plane.Point {
	size := math.Exp(r.Float64() * math.Log(8e8))
	at := plane.Point{X: r.Int32N(1_600_000_000) - 800_000_000, Y: r.Int32N(1_000_000_000) - 500_000_000}
	if r.IntN(3) == 0 { // at a corner of the world
		at = plane.Point{X: plane.MaxX, Y: plane.MaxY}
	}
	move := func(v int32, limit float64) int32 {
		return int32(min(max(float64(v)+(r.Float64()*2-1)*size, -limit), limit))
	}
	lines := make([][]plane.Point, 1+r.IntN(20))
	for l := range lines {
		p := plane.Point{X: move(at.X, plane.MaxX), Y: move(at.Y, plane.MaxY)}
		for range 2 + r.IntN(10) {
			lines[l] = append(lines[l], p)
			p = plane.Point{X: move(p.X, plane.MaxX), Y: move(p.Y, plane.MaxY)}
		}
	}
	return lines
}

func along(a, b plane.Point, t float64) plane.Point {
	return plane.Point{
		X: int32(math.Round(float64(a.X) + t*(float64(b.X)-float64(a.X)))),
		Y: int32(math.Round(float64(a.Y) + t*(float64(b.Y)-float64(a.Y)))),
	}
}

func has(g *grid.Grid, cell, line, edge int) bool {
	for _, r := range g.Runs(cell) {
		if int(r.Line) == line && int(r.From) <= edge && edge < int(r.From+r.Edges) {
			return true
		}
	}
	return false
}

func checkRuns(t *testing.T, g *grid.Grid, lines [][]plane.Point) {
	t.Helper()
	for c := range g.Cells() {
		seen := map[[2]int32]bool{}
		for _, r := range g.Runs(c) {
			if r.Edges < 1 || r.From < 0 || int(r.From+r.Edges) >= len(lines[r.Line]) {
				t.Fatalf("cell %d: run %+v", c, r)
			}
			for e := r.From; e < r.From+r.Edges; e++ {
				if seen[[2]int32{r.Line, e}] {
					t.Fatalf("cell %d: edge %d of line %d twice", c, e, r.Line)
				}
				seen[[2]int32{r.Line, e}] = true
			}
		}
	}
}

// The corner of a cell lies in it, at or south-west of every point in it; a
// walk meets every cell once, at that corner.
func TestWalkMeetsEveryCell(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	g := grid.New(randomLines(r), 2)
	met := make([]int, g.Cells())
	g.Walk(0, func(c int, corner, size plane.Point, _ int32) (int32, int32) {
		met[c]++
		far := plane.Point{X: corner.X + size.X - 1, Y: corner.Y + size.Y - 1}
		for _, p := range []plane.Point{corner, far} {
			if p.X > plane.MaxX || p.Y > plane.MaxY {
				continue
			}
			if got, at := g.Cell(p); got != c || at != corner {
				t.Fatalf("%v lies in cell %d from %v, want %d from %v", p, got, at, c, corner)
			}
		}
		return 0, 0
	})
	for c, n := range met {
		if n != 1 {
			t.Fatalf("cell %d met %d times", c, n)
		}
	}
}
