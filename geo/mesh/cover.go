package mesh

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/internal/arrange"
)

// maxMeetings bounds the edges that may meet where they should not before an
// audit gives up. Departments drawn by hand have some thousands.
const maxMeetings = 1_000_000

// Cover is how many faces cover the ground. The borders are cut where they
// cross, on the grid, so that each piece of ground is one thing: a hole that no
// face covers, the ground of one face, or ground that several share. Faces is
// Union and, for each piece that is shared, its area once for every face beyond
// the first, to the square centimetre.
//
// Areas are those of the pieces as cut. A face whose borders are cut may differ
// from its [Mesh.Area]: a point lies on the straight line between two others in
// longitude and latitude, not on the geodesic. On edges of 5 km that is up to
// 1,600 m² an edge.
type Cover struct {
	Faces    geo.Area // the ground of the faces, what they share counted for each
	Union    geo.Area // the ground that some face covers
	Holes    []Hole   // the largest first
	Overlaps []Shared // the largest first
	// Whole is false when borders meet in more places than can be looked at, or too
	// many faces share ground: the other fields are then zero, and nothing is known.
	Whole bool

	byFace []geo.Area // the ground of each face, once
	strays []stray
}

// Hole is ground that no face covers and that faces enclose.
type Hole struct {
	Faces   []int // those around it, ascending
	Matched bool  // no border was cut along its own
	Ground
}

// Shared is ground that the same faces cover, more than one or one several times.
type Shared struct {
	Faces []int // ascending
	Times int   // how often the ground is covered: more than len(Faces) where the polygons of a face overlap each other
	Ground
}

// Ground is one connected piece of ground.
type Ground struct {
	At     orb.Point // inside it
	Box    orb.Bound
	Area   geo.Area
	WidthM float64 // mean width: twice the area by the perimeter
}

// Cover cuts the borders of faces where they cross and tells what is covered
// never, and what more than once.
func (m *Mesh) Cover(ctx context.Context) (*Cover, error) {
	meetings, err := arrange.Meet(ctx, m.lines(), maxMeetings)
	if err != nil {
		return nil, err
	}
	return m.cover(ctx, meetings)
}

func (m *Mesh) lines() [][]Point {
	lines := make([][]Point, m.NumArcs())
	for a := range lines {
		lines[a] = m.line(a)
	}
	return lines
}

func (m *Mesh) cover(ctx context.Context, meetings *arrange.Meetings) (*Cover, error) {
	if !meetings.Whole {
		return &Cover{}, nil
	}
	a, err := arrange.Of(ctx, meetings, m.left)
	if errors.Is(err, arrange.ErrIntricate) {
		return &Cover{}, nil
	}
	if err != nil {
		return nil, err
	}
	s := &surveyor{m: m, a: a, cm2: make([]int64, len(a.Pieces)), metres: make([]float64, len(a.Pieces))}
	for i, p := range a.Pieces {
		if p.Line >= 0 {
			s.cm2[i], s.metres[i] = m.cm2[p.Line], m.metres[p.Line]
			continue
		}
		s.cm2[i], s.metres[i] = measureArc(p.Points)
	}
	c := &Cover{Whole: true, byFace: make([]geo.Area, m.Len())}
	for cell := range a.Cells[1:] {
		s.survey(int32(cell+1), c)
	}
	if c.crowd() > maxCrowd {
		return &Cover{}, nil
	}
	slices.SortStableFunc(c.Holes, func(a, b Hole) int { return cmp.Compare(b.Area, a.Area) })
	slices.SortStableFunc(c.Overlaps, func(a, b Shared) int { return cmp.Compare(b.Area, a.Area) })
	return c, ctx.Err()
}

// maxCrowd bounds the pairs of faces over shared ground, each counted once for
// every piece of it.
const maxCrowd = 10_000_000

func (c *Cover) crowd() int {
	n := 0
	for _, o := range c.Overlaps {
		n += len(o.Faces) * len(o.Faces) / 2
	}
	return n
}

// surveyor measures the cells of an arrangement.
type surveyor struct {
	m      *Mesh
	a      *arrange.Arrangement
	cm2    []int64   // by piece, as [Mesh] has it by arc
	metres []float64 // by piece
}

// survey adds a cell to a cover.
func (s *surveyor) survey(cell int32, c *Cover) {
	var area geo.Area
	for _, h := range s.a.Cells[cell].Halves {
		if h&1 == 1 {
			area -= geo.Area(s.cm2[h>>1])
		} else {
			area += geo.Area(s.cm2[h>>1])
		}
	}
	faces, times := s.over(cell)
	for _, f := range faces {
		c.byFace[f] += area
	}
	for _, t := range s.a.Cells[cell].Cover {
		if t.Times < 0 {
			c.strays = append(c.strays, stray{t.Face, s.a.Inside(cell)})
		}
	}
	c.Faces += area * geo.Area(times)
	if times > 0 {
		c.Union += area
	}
	switch {
	case times > 1:
		c.Overlaps = append(c.Overlaps, Shared{faces, times, s.ground(cell, area)})
	case len(s.a.Cells[cell].Cover) == 0:
		c.Holes = append(c.Holes, Hole{s.around(cell), s.a.Matched(cell), s.ground(cell, area)})
	}
}

// over returns the faces over a cell, and how often they cover it.
func (s *surveyor) over(cell int32) (faces []int, times int) {
	for _, t := range s.a.Cells[cell].Cover {
		if t.Times > 0 {
			faces = append(faces, int(t.Face))
			times += int(t.Times)
		}
	}
	return faces, times
}

// around returns the faces beside a cell.
func (s *surveyor) around(cell int32) []int {
	var faces []int
	for _, h := range s.a.Cells[cell].Halves {
		next, _ := s.over(s.a.CellOf(h ^ 1))
		faces = append(faces, next...)
	}
	slices.Sort(faces)
	return slices.Compact(faces)
}

func (s *surveyor) ground(cell int32, area geo.Area) Ground {
	metres := 0.0
	for _, h := range s.a.Cells[cell].Halves {
		metres += s.metres[h>>1]
	}
	return Ground{s.a.Inside(cell), s.a.Box(cell).Bound(), area, width(area, metres)}
}

// width is the mean width of a thin piece of ground.
func width(a geo.Area, perimeter float64) float64 {
	if perimeter == 0 {
		return 0
	}
	return 2 * float64(a) / 1e4 / perimeter
}
