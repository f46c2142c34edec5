package arrange

import (
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo/internal/plane"
)

// Inside returns a point inside a cell, in degrees: amid the widest stretch of
// the cell along one of three parallels. Cell 0 has none.
func (a *Arrangement) Inside(cell int32) orb.Point {
	box := a.Box(cell)
	var best orb.Point
	width := -1.0
	height := int64(box.MaxY) - int64(box.MinY)
	for _, part := range []int64{2, 1, 3} {
		// Half a step off the grid, so that no vertex lies on the parallel.
		y := float64(int64(box.MinY)+min(height*part/4, height-1)) + 0.5
		xs := a.along(cell, y)
		for i := 1; i < len(xs); i += 2 {
			if w := xs[i] - xs[i-1]; w > width {
				width = w
				best = orb.Point{(xs[i-1] + xs[i]) / 2 / plane.PerDegree, y / plane.PerDegree}
			}
		}
	}
	return best
}

// along returns where the border of a cell crosses a parallel, from west to east.
func (a *Arrangement) along(cell int32, y float64) []float64 {
	var xs []float64
	for _, h := range a.Cells[cell].Halves {
		line := a.Pieces[h>>1].Points
		for k := 1; k < len(line); k++ {
			p, q := line[k-1], line[k]
			if (float64(p.Y) < y) == (float64(q.Y) < y) {
				continue
			}
			t := (y - float64(p.Y)) / (float64(q.Y) - float64(p.Y))
			xs = append(xs, float64(p.X)+t*(float64(q.X)-float64(p.X)))
		}
	}
	slices.Sort(xs)
	return xs
}

// Box returns the box of the border of a cell.
func (a *Arrangement) Box(cell int32) plane.Box {
	b := plane.EmptyBox()
	for _, h := range a.Cells[cell].Halves {
		for _, p := range a.Pieces[h>>1].Points {
			b.Extend(p)
		}
	}
	return b
}
