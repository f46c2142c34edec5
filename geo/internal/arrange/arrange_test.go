package arrange_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"maillage/geo/geotest"
	"maillage/geo/internal/arrange"
	"maillage/geo/internal/plane"
)

// scrawl draws rings that cross themselves and each other, on a lattice of some
// steps: so small that everything falls on everything.
func scrawl(r *rand.Rand, faces, vertices, size int, step int32) (lines [][]plane.Point, sides []int32) {
	for f := range faces {
		ring := make([]plane.Point, 0, vertices+1)
		for len(ring) < vertices {
			p := plane.Point{X: r.Int32N(int32(size)) * step, Y: r.Int32N(int32(size)) * step}
			if len(ring) == 0 || p != ring[len(ring)-1] && (len(ring) < vertices-1 || p != ring[0]) {
				ring = append(ring, p)
			}
		}
		lines = append(lines, append(ring, ring[0]))
		sides = append(sides, int32(f), -1)
	}
	return lines, sides
}

func arranged(t *testing.T, lines [][]plane.Point, sides []int32) *arrange.Arrangement {
	t.Helper()
	m, err := arrange.Meet(context.Background(), lines, 1_000_000)
	if err != nil || !m.Whole {
		t.Fatal(m.Whole, err)
	}
	a, err := arrange.Of(context.Background(), m, sides)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Pieces meet at their ends only, whatever the lines, down to a lattice of
// single steps, where nearly every crossing is rounded on to something.
func TestPiecesMeetAtTheirEnds(t *testing.T) {
	r := geotest.Seeds(t, 11)
	for i := range 200 {
		lines, sides := scrawl(r, 2+r.IntN(5), 3+r.IntN(6), 3+r.IntN(14), []int32{1, 1, 2, 3, 1000}[i%5])
		a := arranged(t, lines, sides)
		pieces := make([][]plane.Point, len(a.Pieces))
		seen := map[string]bool{}
		for k, p := range a.Pieces {
			pieces[k] = p.Points
			if key := fmt.Sprint(p.Points); seen[key] {
				t.Fatalf("%v: piece %s twice", lines, key)
			} else {
				seen[key] = true
			}
		}
		m, err := arrange.Meet(context.Background(), pieces, 1_000_000)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.List) > 0 {
			t.Fatalf("%v: pieces meet: %+v", lines, m.List[0])
		}
	}
}

// The cover of a cell is how often each ring goes round a point inside it, by
// angles; on a lattice of steps so wide that rounding moves nothing past it.
func TestCoverIsTheWindingNumber(t *testing.T) {
	r := geotest.Seeds(t, 12)
	for range 120 {
		lines, sides := scrawl(r, 1+r.IntN(5), 3+r.IntN(6), 3+r.IntN(9), 1_000_000)
		a := arranged(t, lines, sides)
		for c := range a.Cells[1:] {
			at := a.Inside(int32(c + 1))
			want := map[int32]int32{}
			near := false
			for f, line := range lines {
				n, close := winding(line, at[0]*plane.PerDegree, at[1]*plane.PerDegree)
				near = near || close
				if n != 0 {
					want[int32(f)] = n
				}
			}
			got := map[int32]int32{}
			for _, turns := range a.Cells[c+1].Cover {
				got[turns.Face] = turns.Times
			}
			if fmt.Sprint(got) != fmt.Sprint(want) && !near {
				t.Fatalf("%v: cover %v at %v, want %v", lines, got, at, want)
			}
		}
	}
}

// winding adds up the angles under which the edges are seen, and tells whether
// one passes within two steps.
func winding(line []plane.Point, x, y float64) (times int32, near bool) {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		px, py := float64(line[i-1].X)-x, float64(line[i-1].Y)-y
		qx, qy := float64(line[i].X)-x, float64(line[i].Y)-y
		cross, dot := px*qy-py*qx, px*qx+py*qy
		sum += math.Atan2(cross, dot)
		near = near || dot < 0 && math.Abs(cross) < 2*math.Hypot(qx-px, qy-py)
	}
	return int32(math.Round(sum / (2 * math.Pi))), near
}

// Cells fill their box: the twice areas of all cells but the endless one add up
// to what each group of pieces encloses, and each cell has its own.
func TestCellsNest(t *testing.T) {
	square := func(x, y, w int32) []plane.Point {
		return []plane.Point{{X: x, Y: y}, {X: x + w, Y: y}, {X: x + w, Y: y + w}, {X: x, Y: y + w}, {X: x, Y: y}}
	}
	a := arranged(t, [][]plane.Point{square(0, 0, 100), square(10, 10, 50), square(20, 20, 10), square(70, 70, 5)}, []int32{0, -1, 1, -1, 2, -1, 3, -1})
	want := map[int64]string{10_000 - 2500 - 25: "[{0 1}]", 2500 - 100: "[{0 1} {1 1}]", 100: "[{0 1} {1 1} {2 1}]", 25: "[{0 1} {3 1}]"}
	if len(a.Cells) != 5 {
		t.Fatalf("%d cells, want 5", len(a.Cells))
	}
	for c := range a.Cells[1:] {
		area := int64(0)
		for _, h := range a.Cells[c+1].Halves {
			line := a.Pieces[h>>1].Points
			for i := 1; i < len(line); i++ {
				d := int64(line[i-1].X)*int64(line[i].Y) - int64(line[i].X)*int64(line[i-1].Y)
				area += d * int64(1-2*(h&1))
			}
		}
		if got := fmt.Sprint(a.Cells[c+1].Cover); got != want[area/2] {
			t.Errorf("cell of %d: cover %s, want %q", area/2, got, want[area/2])
		}
	}
}

func TestMeetGivesUp(t *testing.T) {
	lines, sides := scrawl(geotest.Seeds(t, 13), 40, 20, 1000, 1000)
	m, err := arrange.Meet(context.Background(), lines, 50)
	if err != nil || m.Whole {
		t.Errorf("whole %v, %v", m.Whole, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := arrange.Meet(ctx, lines, 50); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if m, err = arrange.Meet(context.Background(), lines, 1_000_000); err != nil {
		t.Fatal(err)
	}
	if _, err := arrange.Of(ctx, m, sides); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
