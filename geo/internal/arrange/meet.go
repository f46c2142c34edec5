package arrange

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"maillage/geo/internal/grid"
	"maillage/geo/internal/plane"
)

// density is the cells per edge of the grid in which edges are compared: about
// two edges share a cell.
const density = 0.7

// Meeting is two edges that meet otherwise than end to end. Edges that are the
// same are none.
type Meeting struct {
	Relation plane.Relation // Touch, Cross or Overlay
	A, B     int32          // lines, A at least B
	At       plane.Point
}

// Meetings is how some lines meet.
type Meetings struct {
	List []Meeting // sorted by lines and place along them
	// Whole tells that List holds every meeting: false where there are more than
	// was allowed.
	Whole bool

	lines  [][]plane.Point
	grid   *grid.Grid
	cuts   map[edge][]plane.Point // where edges are to be cut
	marked []bool                 // by line: others meet it elsewhere than at its ends
}

// edge names an edge by its line and the vertex it begins with.
type edge struct{ line, from int32 }

// pair names two edges, the later first.
type pair struct{ a, b edge }

// Meet finds where lines meet, two halves of the plane at once, and gives up
// when it has found most meetings.
func Meet(ctx context.Context, lines [][]plane.Point, most int) (*Meetings, error) {
	m := &Meetings{lines: lines, grid: grid.New(lines, density), Whole: true,
		cuts: map[edge][]plane.Point{}, marked: make([]bool, len(lines))}
	left := atomic.Int64{}
	left.Store(int64(most))
	var found [2]*comparer
	group, running := errgroup.WithContext(ctx)
	for k := range found {
		found[k] = &comparer{lines: lines, g: m.grid, left: &left, met: map[pair]Meeting{},
			cuts: map[cut]bool{}, draws: map[draw]bool{}, marked: map[int32]bool{}}
		group.Go(func() error { return found[k].cells(running, k*m.grid.Cells()/2, (k+1)*m.grid.Cells()/2) })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	m.Whole = left.Load() >= 0
	for _, c := range found[1:] { // two edges may share cells of both halves
		maps.Copy(found[0].met, c.met)
		maps.Copy(found[0].cuts, c.cuts)
		maps.Copy(found[0].draws, c.draws)
		maps.Copy(found[0].marked, c.marked)
	}
	m.keep(found[0])
	return m, ctx.Err()
}

// keep takes what was found, in an order that does not depend on maps.
func (m *Meetings) keep(c *comparer) {
	keys := slices.SortedFunc(maps.Keys(c.met), func(p, q pair) int {
		return cmp.Or(cmp.Compare(p.a.line, q.a.line), cmp.Compare(p.a.from, q.a.from),
			cmp.Compare(p.b.line, q.b.line), cmp.Compare(p.b.from, q.b.from))
	})
	for _, k := range keys {
		m.List = append(m.List, c.met[k])
	}
	if slices.ContainsFunc(m.List, func(x Meeting) bool { return x.Relation == plane.Cross }) {
		for d := range c.draws {
			c.cuts[d.cut] = true
			c.marked[d.by] = true
		}
	}
	for k := range c.cuts {
		m.cuts[k.edge] = append(m.cuts[k.edge], k.at)
		m.marked[k.line] = true
	}
	for l := range c.marked {
		m.marked[l] = true
	}
}

// cut is a point at which an edge is to be cut.
type cut struct {
	edge
	at plane.Point
}

// draw is a vertex of a line that draws an edge which passes beside it to itself.
type draw struct {
	cut
	by int32 // the line
}

// comparer compares edges cell by cell.
type comparer struct {
	lines  [][]plane.Point
	g      *grid.Grid
	left   *atomic.Int64 // meetings that may still be found
	met    map[pair]Meeting
	cuts   map[cut]bool
	draws  map[draw]bool // that count once a crossing is rounded
	marked map[int32]bool
}

func (c *comparer) cells(ctx context.Context, from, to int) error {
	for k := from; k < to; k++ {
		if k&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		runs := c.g.Runs(k)
		for i, r := range runs {
			if c.left.Load() < 0 {
				return nil
			}
			c.alone(r)
			for _, o := range runs[:i] {
				c.runs(r, o)
			}
		}
	}
	return nil
}

// alone compares the edges of one run with each other.
func (c *comparer) alone(r grid.Run) {
	for i := r.From + 1; i < r.From+r.Edges; i++ {
		for j := r.From; j < i; j++ {
			c.edges(edge{r.Line, i}, edge{r.Line, j})
		}
	}
}

// runs compares the edges of two runs.
func (c *comparer) runs(r, o grid.Run) {
	for i := r.From; i < r.From+r.Edges; i++ {
		for j := o.From; j < o.From+o.Edges; j++ {
			c.edges(edge{r.Line, i}, edge{o.Line, j})
		}
	}
}

// edges compares two edges.
func (c *comparer) edges(a, b edge) {
	p, q := c.lines[a.line], c.lines[b.line]
	a1, a2, b1, b2 := p[a.from], p[a.from+1], q[b.from], q[b.from+1]
	if max(a1.X, a2.X) < min(b1.X, b2.X)-1 || max(b1.X, b2.X) < min(a1.X, a2.X)-1 ||
		max(a1.Y, a2.Y) < min(b1.Y, b2.Y)-1 || max(b1.Y, b2.Y) < min(a1.Y, a2.Y)-1 {
		return
	}
	if a1 == b1 && a2 == b2 || a1 == b2 && a2 == b1 {
		c.marked[a.line], c.marked[b.line] = true, true
		return
	}
	c.near(a, a1, a2, b, b1)
	c.near(a, a1, a2, b, b2)
	c.near(b, b1, b2, a, a1)
	c.near(b, b1, b2, a, a2)
	relation, at := plane.Relate(a1, a2, b1, b2)
	if relation == plane.Apart || relation == plane.Joined {
		return
	}
	if relation == plane.Cross {
		c.cut(a, a1, a2, at)
		c.cut(b, b1, b2, at)
	}
	if a.line < b.line || a.line == b.line && a.from < b.from {
		a, b = b, a
	}
	k := pair{a, b}
	if _, again := c.met[k]; again {
		return
	}
	c.left.Add(-1)
	c.met[k] = Meeting{relation, a.line, b.line, at}
}

// near cuts an edge at a vertex of another that lies on it, and notes one through
// whose square it passes.
func (c *comparer) near(e edge, from, to plane.Point, other edge, vertex plane.Point) {
	if vertex == from || vertex == to || !plane.Passes(from, to, vertex) {
		return
	}
	k := cut{e, vertex}
	if plane.Orient(from, to, vertex) != 0 {
		c.draws[draw{k, other.line}] = true
		return
	}
	c.cuts[k] = true
	c.marked[other.line] = true
}

// cut cuts an edge at a point, unless that is one of its ends.
func (c *comparer) cut(e edge, from, to, at plane.Point) {
	c.marked[e.line] = true
	if at != from && at != to {
		c.cuts[cut{e, at}] = true
	}
}
