package grid

import (
	"math"

	"maillage/geo/internal/plane"
)

// window is a closed range of positions counted from the south-west corner of
// the plane.
type window struct{ minX, minY, maxX, maxY int64 }

// edgeWindow is the box of an edge, one step wider on every side: what passes
// between two grid steps is then seen from both of the cells it may lie in.
func edgeWindow(a, b plane.Point) window {
	box := plane.BoxOf(a, b)
	return window{
		minX: max(int64(box.MinX)+plane.MaxX-1, 0),
		minY: max(int64(box.MinY)+plane.MaxY-1, 0),
		maxX: min(int64(box.MaxX)+plane.MaxX+1, 2*plane.MaxX),
		maxY: min(int64(box.MaxY)+plane.MaxY+1, 2*plane.MaxY),
	}
}

// spanTiles calls f with each tile the edge may pass through.
func spanTiles(a, b plane.Point, f func(tile int)) {
	w := edgeWindow(a, b)
	first, last := w.minX>>tileBits, w.maxX>>tileBits
	for i := first; i <= last; i++ {
		lo, hi := w.minY, w.maxY
		if first < last {
			lo, hi = w.heights(a, b, i<<tileBits, (i+1)<<tileBits)
		}
		for j := lo >> tileBits; j <= hi>>tileBits; j++ {
			f(int(j)*columns + int(i))
		}
	}
}

// spanCells calls f with each cell the edge may pass through.
func (g *Grid) spanCells(a, b plane.Point, f func(cell int)) {
	spanTiles(a, b, func(k int) {
		t := g.tiles[k]
		x0, y0 := int64(k%columns)<<tileBits, int64(k/columns)<<tileBits
		w := edgeWindow(a, b)
		west, east := max(w.minX, x0)-x0, min(w.maxX, x0+tileMask)-x0
		sx, sy := tileBits-t.splitX, tileBits-t.splitY
		first, last := west>>sx, east>>sx
		for i := first; i <= last; i++ {
			lo, hi := w.minY, w.maxY
			if first < last {
				lo, hi = w.heights(a, b, x0+i<<sx, x0+(i+1)<<sx)
			}
			lo, hi = max(lo, y0)-y0, min(hi, y0+tileMask)-y0
			for j := lo >> sy; j <= hi>>sy; j++ {
				f(int(t.first) + int(j<<t.splitX|i))
			}
		}
	})
}

// heights returns the range of heights of an edge between two longitudes, a
// little too wide, never too narrow.
func (w window) heights(a, b plane.Point, west, east int64) (lo, hi int64) {
	if a.X == b.X {
		return w.minY, w.maxY
	}
	slope := (float64(b.Y) - float64(a.Y)) / (float64(b.X) - float64(a.X))
	at := func(x int64) float64 {
		return float64(a.Y) + plane.MaxY + slope*(float64(x)-plane.MaxX-float64(a.X))
	}
	p, q := at(west-1), at(east+1)
	// Coordinates stay below 2^32 and the slope may reach 2^31: two steps cover
	// the rounding of the product where it matters, inside the edge's window.
	lo = max(w.minY, int64(math.Max(math.Min(p, q)-2, 0)))
	hi = min(w.maxY, int64(math.Min(math.Max(p, q)+2, 2*plane.MaxY)))
	return lo, hi
}
