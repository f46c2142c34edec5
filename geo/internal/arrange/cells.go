package arrange

import (
	"cmp"
	"context"
	"slices"

	"github.com/tidwall/rtree"

	"maillage/geo/internal/plane"
)

// Arrangement is pieces and the cells between them. Cell 0 is the one that goes
// on for ever.
type Arrangement struct {
	Pieces []Piece
	Cells  []Cell
	cell   []int32 // by half-piece: the cell on its left
	cut    map[plane.Point]bool
}

// Cell is a connected part of the plane.
type Cell struct {
	Halves []int32 // half-pieces that have it on their left: outer border and holes
	Cover  []Turns // by face, ascending; none has 0 times
}

// CellOf returns the cell on the left of a half-piece.
func (a *Arrangement) CellOf(half int32) int32 { return a.cell[half] }

// Matched reports whether no line was cut at a point of the border of a cell.
func (a *Arrangement) Matched(cell int32) bool {
	for _, h := range a.Cells[cell].Halves {
		for _, p := range a.Pieces[h>>1].Points {
			if a.cut[p] {
				return false
			}
		}
	}
	return true
}

// Of cuts lines where they meet and finds the cells. sides holds the faces on
// the left and right of each line, -1 for none. Its errors are ErrIntricate and
// those of ctx.
func Of(ctx context.Context, m *Meetings, sides []int32) (*Arrangement, error) {
	s, err := split(m, sides)
	if err != nil {
		return nil, err
	}
	w := &walker{Arrangement: &Arrangement{Pieces: s.pieces, cut: m.points()}, turns: s.turns}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w.nodes()
	w.cycles()
	if err := w.nest(ctx); err != nil {
		return nil, err
	}
	w.gather()
	if err := w.cover(); err != nil {
		return nil, err
	}
	return w.Arrangement, ctx.Err()
}

// walker finds cells. A cycle is a closed walk along one side of pieces: the
// outer border of a cell, or round a group of pieces that lies in a cell.
type walker struct {
	*Arrangement
	adder
	turns  []Turns
	turn   []int32 // by half-piece: the next one clockwise at its origin
	cycle  []int32 // by half-piece
	rounds []round // by cycle
}

// round is a cycle.
type round struct {
	twice plane.Wide  // twice its planar area: less than 0 round a group
	west  plane.Point // its westernmost vertex
	cell  int32       // once known
}

// nodes orders the half-pieces that leave each node by angle.
func (w *walker) nodes() {
	node := make(map[plane.Point]int32, len(w.Pieces))
	origin := make([]int32, 2*len(w.Pieces))
	number := func(p plane.Point) int32 {
		n, met := node[p]
		if !met {
			n = int32(len(node))
			node[p] = n
		}
		return n
	}
	for i, p := range w.Pieces {
		origin[2*i], origin[2*i+1] = number(p.Points[0]), number(p.Points[len(p.Points)-1])
	}
	list := make([]int32, len(origin))
	for h := range list {
		list[h] = int32(h)
	}
	slices.SortFunc(list, func(g, h int32) int {
		if by := cmp.Compare(origin[g], origin[h]); by != 0 {
			return by
		}
		gx, gy := w.direction(g)
		hx, hy := w.direction(h)
		return cmp.Or(plane.CompareAngle(gx, gy, hx, hy), cmp.Compare(g, h))
	})
	w.turn = make([]int32, len(origin))
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && origin[list[j]] == origin[list[i]] {
			j++
		}
		for k := i; k < j; k++ {
			before := k - 1
			if k == i {
				before = j - 1
			}
			w.turn[list[k]] = list[before]
		}
		i = j
	}
}

func (w *walker) direction(h int32) (dx, dy int64) {
	line := w.Pieces[h>>1].Points
	p, q := line[0], line[1]
	if h&1 == 1 {
		p, q = line[len(line)-1], line[len(line)-2]
	}
	return int64(q.X) - int64(p.X), int64(q.Y) - int64(p.Y)
}

// cycles walks along each side of each piece.
func (w *walker) cycles() {
	w.cycle = make([]int32, len(w.turn))
	for h := range w.cycle {
		w.cycle[h] = -1
	}
	for start := range w.cycle {
		if w.cycle[start] >= 0 {
			continue
		}
		id := int32(len(w.rounds))
		r := round{west: plane.Point{X: plane.MaxX, Y: plane.MaxY}, cell: -1}
		for h := int32(start); w.cycle[h] < 0; h = w.turn[h^1] {
			w.cycle[h] = id
			line := w.Pieces[h>>1].Points
			twice := plane.TwiceArea(line)
			if h&1 == 1 {
				twice = twice.Neg()
			}
			r.twice.AddWide(twice)
			for _, p := range line {
				if p.X < r.west.X || p.X == r.west.X && p.Y < r.west.Y {
					r.west = p
				}
			}
		}
		w.rounds = append(w.rounds, r)
	}
}

// nest gives each cycle its cell. Groups go from west to east, so that the one
// met west of another has its cell already.
func (w *walker) nest(ctx context.Context) error {
	w.Cells = make([]Cell, 1)
	var groups []int32
	for i := range w.rounds {
		if w.rounds[i].twice.Sign() < 0 {
			groups = append(groups, int32(i))
			continue
		}
		w.rounds[i].cell = int32(len(w.Cells))
		w.Cells = append(w.Cells, Cell{})
	}
	slices.SortFunc(groups, func(a, b int32) int {
		p, q := w.rounds[a].west, w.rounds[b].west
		return cmp.Or(cmp.Compare(p.X, q.X), cmp.Compare(p.Y, q.Y))
	})
	var tree rtree.RTreeGN[int32, int32]
	for i, p := range w.Pieces {
		b := plane.EmptyBox()
		for _, q := range p.Points {
			b.Extend(q)
		}
		tree.Insert([2]int32{b.MinX, b.MinY}, [2]int32{b.MaxX, b.MaxY}, int32(i))
	}
	for _, g := range groups {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w.rounds[g].cell = 0
		if h := w.westOf(w.rounds[g].west, &tree); h >= 0 {
			w.rounds[g].cell = w.rounds[w.cycle[h]].cell
		}
	}
	return nil
}

// westOf returns the half-piece that is met first due west of a point, and just
// north, with that point on its left; -1 where there is none.
func (w *walker) westOf(at plane.Point, tree *rtree.RTreeGN[int32, int32]) int32 {
	best := int32(-1)
	var from, to plane.Point
	tree.Search([2]int32{-plane.MaxX, at.Y}, [2]int32{at.X, at.Y}, func(_, _ [2]int32, i int32) bool {
		line := w.Pieces[i].Points
		for k := 1; k < len(line); k++ {
			p, q, half := line[k-1], line[k], 2*i+1
			if (p.Y <= at.Y) == (q.Y <= at.Y) {
				continue
			}
			if p.Y > q.Y {
				p, q, half = q, p, 2*i
			}
			if plane.Orient(p, q, at) >= 0 {
				continue // not west of it
			}
			if best < 0 || plane.Higher(turned(from), turned(to), turned(p), turned(q)) {
				best, from, to = half, p, q
			}
		}
		return true
	})
	return best
}

// turned swaps the axes, so that east is up.
func turned(p plane.Point) plane.Point { return plane.Point{X: p.Y, Y: p.X} }

// gather lists the half-pieces of each cell.
func (w *walker) gather() {
	w.cell = make([]int32, len(w.cycle))
	count := make([]int32, len(w.Cells))
	for h, c := range w.cycle {
		w.cell[h] = w.rounds[c].cell
		count[w.cell[h]]++
	}
	flat := make([]int32, len(w.cycle))
	at := int32(0)
	for c, n := range count {
		w.Cells[c].Halves = flat[at : at : at+n]
		at += n
	}
	for h, c := range w.cell {
		w.Cells[c].Halves = append(w.Cells[c].Halves, int32(h))
	}
}

// cover finds the cover of each cell from that of a neighbour, beginning with
// the one that goes on for ever, which no face covers.
func (w *walker) cover() error {
	known := make([]bool, len(w.Cells))
	known[0] = true
	queue := []int32{0}
	for len(queue) > 0 {
		c := queue[0]
		queue = queue[1:]
		for _, h := range w.Cells[c].Halves {
			to := w.cell[h^1]
			if known[to] {
				continue
			}
			known[to] = true
			p := w.Pieces[h>>1]
			sign := int32(-1) // leaving by the right of the piece
			if h&1 == 1 {
				sign = 1
			}
			w.Cells[to].Cover = w.sum(w.Cells[c].Cover, w.turns[p.from:p.to], sign)
			queue = append(queue, to)
		}
		if w.spent > maxTurns {
			return ErrIntricate
		}
	}
	return nil
}
