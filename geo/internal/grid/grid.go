// Package grid cuts the plane into cells, each with the stretches of lines that
// pass through it. The plane is covered by square tiles of fixed size, and each
// tile by as many cells as the edges in it call for: scattered islands cost
// nothing in between, and a dense town gets finer cells than a wide plain.
package grid

import (
	"math/bits"

	"maillage/geo/internal/plane"
)

// A tile is 2^tileBits grid steps wide and high (0.84 degree).
const (
	tileBits = 23
	tileMask = 1<<tileBits - 1
	columns  = 2*plane.MaxX>>tileBits + 1
	rows     = 2*plane.MaxY>>tileBits + 1
	// maxSplit bounds the cells of a tile to 2^maxSplit each way (0.0002 degree).
	maxSplit = 12
)

// Run is a stretch of a line: Edges edges from its vertex From.
type Run struct{ Line, From, Edges int32 }

// Layout is how a plane is cut into cells, which are numbered from 0.
type Layout struct {
	tiles []tile
	cells int
}

// tile is the cells of one tile, row by row from its south-west corner.
type tile struct {
	first          int32 // its first cell
	splitX, splitY uint8 // it has 2^splitX columns and 2^splitY rows
}

// Cells returns the number of cells.
func (g *Layout) Cells() int { return g.cells }

// Cell returns the cell that holds p and the point at its south-west corner,
// which the cell holds too.
func (g *Layout) Cell(p plane.Point) (cell int, corner plane.Point) {
	x, y := offset(p)
	t := g.tiles[int(y>>tileBits)*columns+int(x>>tileBits)]
	sx, sy := tileBits-t.splitX, tileBits-t.splitY
	i, j := (x&tileMask)>>sx, (y&tileMask)>>sy
	corner = plane.Point{X: p.X - int32(x&(1<<sx-1)), Y: p.Y - int32(y&(1<<sy-1))}
	return int(t.first) + int(j<<t.splitX|i), corner
}

// Walk visits every cell with its corner, so that a caller that knows what lies
// at one corner can find out what lies at the next. Visit gets what the walk
// carries to the cell's corner, and returns what it finds at the corners of the
// neighbours east and north; every row of tiles begins with start.
func (g *Layout) Walk(start int32, visit func(cell int, corner, size plane.Point, at int32) (east, north int32)) {
	for row := range rows {
		at := start
		for column := range columns {
			at = g.walkTile(row, column, at, visit)
		}
	}
}

// walkTile visits the cells of a tile row by row and returns what lies at the
// south-west corner of the tile to the east.
func (g *Layout) walkTile(row, column int, at int32, visit func(cell int, corner, size plane.Point, at int32) (east, north int32)) int32 {
	t := g.tiles[row*columns+column]
	size := plane.Point{X: 1 << (tileBits - t.splitX), Y: 1 << (tileBits - t.splitY)}
	west, next := at, int32(0)
	for j := range int32(1) << t.splitY {
		at = west
		for i := range int32(1) << t.splitX {
			corner := plane.Point{
				X: int32(column<<tileBits-plane.MaxX) + i*size.X,
				Y: int32(row<<tileBits-plane.MaxY) + j*size.Y,
			}
			east, north := visit(int(t.first+j<<t.splitX+i), corner, size, at)
			if at = east; i == 0 {
				west = north
			}
		}
		if j == 0 {
			next = at
		}
	}
	return next
}

// Grid is a layout with the runs of some lines by cell.
type Grid struct {
	Layout
	runs  []Run
	first []int32 // first[c] to first[c+1]: the runs of cell c
}

// Runs returns the runs of a cell.
func (g *Grid) Runs(cell int) []Run { return g.runs[g.first[cell]:g.first[cell+1]] }

// offset counts from the south-west corner of the plane.
func offset(p plane.Point) (x, y uint32) {
	return uint32(int64(p.X) + plane.MaxX), uint32(int64(p.Y) + plane.MaxY)
}

// New builds the grid of some lines with about density cells per edge.
func New(lines [][]plane.Point, density float64) *Grid {
	g := &Grid{Layout: Layout{tiles: make([]tile, columns*rows)}}
	g.split(lines, density)
	w := &walker{g: g, last: make([]int32, g.Cells())}
	w.count(lines)
	w.fill(lines)
	return g
}

// split chooses the cells of each tile.
func (g *Grid) split(lines [][]plane.Point, density float64) {
	edges := make([]int32, len(g.tiles))
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			spanTiles(line[i-1], line[i], func(t int) { edges[t]++ })
		}
	}
	cells := int32(0)
	for t, n := range edges {
		split := bits.Len32(uint32(float64(n) * density)) // 0 for an empty tile
		x, y := min((split+1)/2, maxSplit), min(split/2, maxSplit)
		g.tiles[t] = tile{cells, uint8(x), uint8(y)}
		cells += 1 << (x + y)
	}
	g.cells = int(cells)
	g.first = make([]int32, cells+1)
}

// walker lays lines over a grid, twice: to count runs, then to store them.
type walker struct {
	g    *Grid
	last []int32 // by cell: 1 + the last edge seen there, counted over all lines
}

func (w *walker) count(lines [][]plane.Point) {
	w.walk(lines, func(cell int, _ Run, longer bool) {
		if !longer {
			w.g.first[cell+1]++
		}
	})
	for c := range w.g.Cells() {
		w.g.first[c+1] += w.g.first[c]
	}
}

func (w *walker) fill(lines [][]plane.Point) {
	w.g.runs = make([]Run, w.g.first[w.g.Cells()])
	clear(w.last)
	next := append([]int32(nil), w.g.first[:w.g.Cells()]...)
	w.walk(lines, func(cell int, r Run, longer bool) {
		if longer {
			w.g.runs[next[cell]-1].Edges++
			return
		}
		w.g.runs[next[cell]] = r
		next[cell]++
	})
}

// walk calls visit for each edge in each cell it may pass through; longer tells
// that it follows the last edge seen there, on the same line.
func (w *walker) walk(lines [][]plane.Point, visit func(cell int, r Run, longer bool)) {
	edge := int32(0)
	for l, line := range lines {
		edge++ // a gap, so that no edge follows the last of another line
		for i := 1; i < len(line); i++ {
			edge++
			w.g.spanCells(line[i-1], line[i], func(cell int) {
				visit(cell, Run{int32(l), int32(i - 1), 1}, w.last[cell] == edge-1 && i > 1)
				w.last[cell] = edge
			})
		}
	}
}
