package mesh

import (
	"context"

	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

	"maillage/geo/internal/grid"
	"maillage/geo/internal/plane"
)

// auditDensity is the cells per edge of the grid in which edges are compared:
// about two edges share a cell.
const auditDensity = 0.7

// meeting is two edges that meet where they should not.
type meeting struct {
	rule Rule
	a, b int32 // arcs
	at   orb.Point
}

// edgePair names two edges by arc and rank.
type edgePair struct{ a, i, b, j int32 }

// findCrossings compares the edges that share a cell of a grid, in two halves
// of the cells at once.
func (m *Mesh) findCrossings(ctx context.Context, l ledger) error {
	lines := make([][]Point, m.NumArcs())
	for a := range lines {
		lines[a] = m.line(a)
	}
	g := grid.New(lines, auditDensity)
	var found [2]map[edgePair]meeting
	group, ctx := errgroup.WithContext(ctx)
	for k := range found {
		found[k] = make(map[edgePair]meeting)
		c := comparer{m: m, g: g, found: found[k]}
		group.Go(func() error { return c.cells(ctx, k*g.Cells()/2, (k+1)*g.Cells()/2) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for p, f := range found[1] { // an edge pair may share cells of both halves
		found[0][p] = f
	}
	for _, f := range sortMeetings(found[0]) {
		l.add(f.rule, f.at, m.left[2*f.a], m.left[2*f.a+1], m.left[2*f.b], m.left[2*f.b+1])
	}
	return nil
}

// comparer compares edges cell by cell.
type comparer struct {
	m     *Mesh
	g     *grid.Grid
	found map[edgePair]meeting
}

func (c *comparer) cells(ctx context.Context, from, to int) error {
	for k := from; k < to; k++ {
		if k&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		runs := c.g.Runs(k)
		for i, r := range runs {
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
			c.edges(edgePair{r.Line, i, r.Line, j})
		}
	}
}

// runs compares the edges of two runs.
func (c *comparer) runs(r, o grid.Run) {
	for i := r.From; i < r.From+r.Edges; i++ {
		for j := o.From; j < o.From+o.Edges; j++ {
			c.edges(edgePair{r.Line, i, o.Line, j})
		}
	}
}

func (c *comparer) edges(e edgePair) {
	p, q := c.m.line(int(e.a)), c.m.line(int(e.b))
	a1, a2, b1, b2 := p[e.i], p[e.i+1], q[e.j], q[e.j+1]
	if max(a1.X, a2.X) < min(b1.X, b2.X) || max(b1.X, b2.X) < min(a1.X, a2.X) ||
		max(a1.Y, a2.Y) < min(b1.Y, b2.Y) || max(b1.Y, b2.Y) < min(a1.Y, a2.Y) {
		return
	}
	f := meeting{a: e.a, b: e.b}
	relation, at := plane.Relate(a1, a2, b1, b2)
	switch relation {
	case plane.Apart, plane.Joined:
		return
	case plane.Cross:
		f.rule = Crossing
	case plane.Touch:
		f.rule = TJunction
	case plane.Overlay:
		if a1 == b1 && a2 == b2 || a1 == b2 && a2 == b1 {
			return // the same edge twice: Build has noted the overlap
		}
		f.rule = Unmatched
	}
	f.at = at.Orb()
	if e.a < e.b || e.a == e.b && e.i < e.j {
		e = edgePair{e.b, e.j, e.a, e.i}
	}
	c.found[e] = f
}
