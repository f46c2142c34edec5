package mesh

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"golang.org/x/sync/errgroup"

	"maillage/geo/internal/plane"
)

// FaceError is a face that cannot be put on the grid.
type FaceError struct {
	Face int
	At   orb.Point
	Err  error
}

// Error names the face and the reason.
func (e *FaceError) Error() string { return fmt.Sprintf("face %d: %v", e.Face, e.Err) }

// Unwrap returns the reason.
func (e *FaceError) Unwrap() error { return e.Err }

// soup is every ring of every face, quantised, cleaned and turned so that the
// interior is on the left.
type soup struct {
	points []Point // rings one after the other, each closed
	rings  []ring
	faults []fault
}

// ring is points[from:to] of a soup, first and last equal.
type ring struct{ from, to, face int32 }

// fault is something Build met, kept for the audit.
type fault struct {
	rule  Rule
	faces [2]int32
	at    Point
}

// quantise puts the faces on the grid, in two halves at once.
func quantise(ctx context.Context, faces []orb.MultiPolygon) (*soup, error) {
	half := splitByVertices(faces)
	parts := [2]soup{}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return parts[0].addAll(ctx, faces[:half], 0) })
	g.Go(func() error { return parts[1].addAll(ctx, faces[half:], half) })
	if err := g.Wait(); err != nil {
		return nil, err
	}
	s := &parts[0]
	shift := int32(len(s.points))
	if len(s.points)+len(parts[1].points) > math.MaxInt32/2 {
		return nil, fmt.Errorf("%d vertices: more than a mesh can hold (%d)", len(s.points)+len(parts[1].points), math.MaxInt32/2)
	}
	s.points = append(s.points, parts[1].points...)
	for _, r := range parts[1].rings {
		s.rings = append(s.rings, ring{r.from + shift, r.to + shift, r.face})
	}
	s.faults = append(s.faults, parts[1].faults...)
	return s, nil
}

// splitByVertices returns how many faces hold the first half of the vertices.
func splitByVertices(faces []orb.MultiPolygon) int {
	counts := make([]int, len(faces))
	total := 0
	for i, mp := range faces {
		for _, p := range mp {
			for _, r := range p {
				counts[i] += len(r)
			}
		}
		total += counts[i]
	}
	sum := 0
	for i, n := range counts {
		if sum += n; 2*sum >= total {
			return i
		}
	}
	return len(faces)
}

func (s *soup) addAll(ctx context.Context, faces []orb.MultiPolygon, base int) error {
	for i, mp := range faces {
		if i&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, poly := range mp {
			for j, r := range poly {
				if err := s.add(r, int32(base+i), j > 0); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// add appends one ring, without repeated points and spikes. A ring that the
// grid reduces to nothing is noted and left out.
func (s *soup) add(r orb.Ring, face int32, hole bool) error {
	from := len(s.points)
	for _, p := range r {
		q, err := plane.Quantise(p)
		if err != nil {
			return &FaceError{int(face), p, err}
		}
		s.push(from, q, face)
	}
	lo := s.close(from, face)
	if len(s.points)-lo < 3 {
		if len(r) > 0 {
			q, _ := plane.Quantise(r[0])
			s.faults = append(s.faults, fault{Collapsed, [2]int32{face, Outside}, q})
		}
		s.points = s.points[:from]
		return nil
	}
	// Spikes at the seam leave a gap before lo; close it.
	n := copy(s.points[from:], s.points[lo:])
	s.points = append(s.points[:from+n], s.points[from])
	line := s.points[from:]
	if err := checkSpan(line, face); err != nil {
		return err
	}
	sign := plane.TwiceArea(line).Sign()
	if sign == 0 {
		s.faults = append(s.faults, fault{Collapsed, [2]int32{face, Outside}, line[0]})
		s.points = s.points[:from]
		return nil
	}
	if (sign < 0) != hole {
		reverse(line)
	}
	s.rings = append(s.rings, ring{int32(from), int32(len(s.points)), face})
	return nil
}

// push appends a point to the ring that begins at from, unless it repeats the
// last; going straight back to the point before the last undoes the last, a
// spike.
func (s *soup) push(from int, q Point, face int32) {
	n := len(s.points)
	if n > from && s.points[n-1] == q {
		return
	}
	if n > from+1 && s.points[n-2] == q {
		s.faults = append(s.faults, fault{Spike, [2]int32{face, Outside}, s.points[n-1]})
		s.points = s.points[:n-1]
		return
	}
	s.points = append(s.points, q)
}

// close does for the seam of the ring that begins at from what push does
// inside it, and returns where the ring now begins.
func (s *soup) close(from int, face int32) int {
	lo, p := from, s.points
	spike := func(at Point) {
		s.faults = append(s.faults, fault{Spike, [2]int32{face, Outside}, at})
	}
	for n := len(p); n-lo >= 2; n = len(p) {
		switch {
		case p[n-1] == p[lo]:
			p = p[:n-1]
		case n-lo >= 3 && p[n-2] == p[lo]:
			spike(p[n-1])
			p = p[:n-1]
		case n-lo >= 3 && p[n-1] == p[lo+1]:
			spike(p[lo])
			lo++
		default:
			s.points = p
			return lo
		}
	}
	s.points = p
	return lo
}

func checkSpan(line []Point, face int32) error {
	for i := 1; i < len(line); i++ {
		if d := int64(line[i].X) - int64(line[i-1].X); d > plane.MaxX || d < -plane.MaxX {
			at := line[i].Orb()
			return &FaceError{int(face), at, fmt.Errorf(
				"the edge to (%v, %v) is longer than 180 degrees: cut the polygon at the antimeridian", at[0], at[1])}
		}
	}
	return nil
}

func reverse(line []Point) {
	for i, j := 0, len(line)-1; i < j; i, j = i+1, j-1 {
		line[i], line[j] = line[j], line[i]
	}
}
