package arrange

import (
	"cmp"
	"errors"
	"slices"

	"maillage/geo/internal/plane"
)

// Piece is a stretch between two nodes.
type Piece struct {
	Points []plane.Point
	Line   int32 // it is this line, whole; -1 for a stretch of one or several
	from   int32 // from..to of the turns: what changes from its right to its left
	to     int32
}

// Turns is how many times a face goes round a cell; less than 0 where its rings
// turn the wrong way about it.
type Turns struct{ Face, Times int32 }

// splitter cuts lines into pieces.
type splitter struct {
	m      *Meetings
	sides  []int32
	pieces []Piece
	turns  []Turns
	shared map[[2]plane.Point][]Turns // by edge of a line that others meet
	order  [][2]plane.Point           // of shared, as first met
	adder
}

// ErrIntricate is that so many faces cover the same ground that telling which
// would take too long.
var ErrIntricate = errors.New("too many faces cover the same ground")

// maxTurns bounds the faces looked at in all sums: thirty for each edge of all
// communes.
const maxTurns = 60_000_000

// adder adds up turns, and counts what that costs.
type adder struct{ spent int }

// none stands for no face.
const none = -1

// split cuts lines where they meet. sides holds the faces on the left and right
// of each line.
func split(m *Meetings, sides []int32) (*splitter, error) {
	s := &splitter{m: m, sides: sides, shared: map[[2]plane.Point][]Turns{}}
	m.draw()
	for l, line := range m.lines {
		if m.marked[l] {
			if s.cutUp(int32(l)); s.spent > maxTurns {
				return nil, ErrIntricate
			}
			continue
		}
		s.add(line, int32(l), s.across(int32(l), 1))
	}
	for _, k := range s.order {
		if t := s.shared[k]; len(t) > 0 {
			s.add([]plane.Point{k[0], k[1]}, -1, t)
		}
	}
	s.shared, s.order = nil, nil
	return s, nil
}

// draw cuts the edges that pass through the square of a rounded crossing.
func (m *Meetings) draw() {
	seen := map[plane.Point]bool{}
	for _, meeting := range m.List {
		at := meeting.At
		if meeting.Relation != plane.Cross || seen[at] {
			continue
		}
		seen[at] = true
		cell, _ := m.grid.Cell(at)
		for _, r := range m.grid.Runs(cell) {
			for i := r.From; i < r.From+r.Edges; i++ {
				m.drawEdge(edge{r.Line, i}, at)
			}
		}
	}
	for e, at := range m.cuts {
		p := m.lines[e.line][e.from]
		q := m.lines[e.line][e.from+1]
		dx, dy := int64(q.X)-int64(p.X), int64(q.Y)-int64(p.Y)
		// The squares that an edge passes through follow each other both ways.
		along := func(a plane.Point) int64 {
			return (int64(a.X)-int64(p.X))*dx + (int64(a.Y)-int64(p.Y))*dy
		}
		slices.SortFunc(at, func(a, b plane.Point) int {
			return cmp.Or(cmp.Compare(along(a), along(b)), cmp.Compare(a.X, b.X), cmp.Compare(a.Y, b.Y))
		})
		m.cuts[e] = slices.Compact(at)
	}
}

// points returns where edges are cut.
func (m *Meetings) points() map[plane.Point]bool {
	out := map[plane.Point]bool{}
	for _, at := range m.cuts {
		for _, p := range at {
			out[p] = true
		}
	}
	return out
}

func (m *Meetings) drawEdge(e edge, at plane.Point) {
	p, q := m.lines[e.line][e.from], m.lines[e.line][e.from+1]
	switch {
	case at == p || at == q:
		m.marked[e.line] = true
	case plane.Passes(p, q, at):
		m.marked[e.line] = true
		m.cuts[e] = append(m.cuts[e], at)
	}
}

// across is what changes from the right of a line to its left, by face.
func (s *splitter) across(line, sign int32) []Turns {
	l, r := s.sides[2*line], s.sides[2*line+1]
	switch {
	case l == r:
		return nil
	case l == none:
		return []Turns{{r, -sign}}
	case r == none:
		return []Turns{{l, sign}}
	case l < r:
		return []Turns{{l, sign}, {r, -sign}}
	}
	return []Turns{{r, -sign}, {l, sign}}
}

// cutUp cuts a line at each of its vertices and wherever others meet it, and
// adds its edges to those that run the same way.
func (s *splitter) cutUp(l int32) {
	line := s.m.lines[l]
	for i := range int32(len(line) - 1) {
		p := line[i]
		for _, at := range s.m.cuts[edge{l, i}] {
			s.addEdge(p, at, l)
			p = at
		}
		s.addEdge(p, line[i+1], l)
	}
}

func (s *splitter) addEdge(p, q plane.Point, line int32) {
	if p == q {
		return
	}
	sign := int32(1)
	if q.X < p.X || q.X == p.X && q.Y < p.Y {
		p, q, sign = q, p, -1
	}
	k := [2]plane.Point{p, q}
	t, met := s.shared[k]
	if !met {
		s.order = append(s.order, k)
	}
	s.shared[k] = s.sum(t, s.across(line, sign), 1)
}

// add notes a piece, unless the cover is the same on its sides.
func (s *splitter) add(points []plane.Point, line int32, across []Turns) {
	if len(across) == 0 {
		return
	}
	from := int32(len(s.turns))
	s.turns = append(s.turns, across...)
	s.pieces = append(s.pieces, Piece{points, line, from, int32(len(s.turns))})
}

// sum returns a and sign times b, both by face, without those that cancel out.
func (s *adder) sum(a, b []Turns, sign int32) []Turns {
	s.spent += len(a) + len(b)
	out := make([]Turns, 0, len(a)+len(b))
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Face < b[0].Face:
			out = append(out, a[0])
			a = a[1:]
		case len(a) == 0 || b[0].Face < a[0].Face:
			out = append(out, Turns{b[0].Face, sign * b[0].Times})
			b = b[1:]
		default:
			if n := a[0].Times + sign*b[0].Times; n != 0 {
				out = append(out, Turns{a[0].Face, n})
			}
			a, b = a[1:], b[1:]
		}
	}
	return out
}
