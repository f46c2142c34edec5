// Package screen looks fast for polygons that may be invalid. It never passes
// an invalid polygon on the grid, and stops some valid ones (those that touch
// themselves at a point, as OGC Simple Features allows): a full validation then
// has the last word, on the few it stops.
package screen

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo/internal/plane"
)

// budget bounds the pairs of edges looked at, per edge: real borders need five
// to fifty, and a polygon built to need them all is left to the full validation.
const budget = 2000

// maxRings bounds the rings whose nesting is compared pair by pair.
const maxRings = 5000

// Polygons reports whether a multipolygon may be invalid, why and where.
func Polygons(mp orb.MultiPolygon) (reason string, at orb.Point, suspect bool) {
	w := pool.Get().(*work)
	defer pool.Put(w)
	w.reset()
	for i, p := range mp {
		if len(p) == 0 {
			return "polygon without a ring", orb.Point{}, true
		}
		for j, r := range p {
			if reason, at := w.ring(r, int32(i), j > 0); reason != "" {
				return reason, at, true
			}
		}
	}
	if reason, at := w.touches(); reason != "" {
		return reason, at.Orb(), true
	}
	if reason, at := w.nesting(); reason != "" {
		return reason, at.Orb(), true
	}
	return "", orb.Point{}, false
}

var pool = sync.Pool{New: func() any { return new(work) }}

// work is the space one screening uses.
type work struct {
	points []plane.Point // of all rings, each closed
	rings  []ring
	owner  []int32 // by point: its ring
	order  []uint64
	active []int32
}

type ring struct {
	from, to int32 // points, the first repeated at the end
	polygon  int32
	hole     bool
	box      plane.Box
}

func (w *work) reset() {
	w.points, w.rings, w.owner = w.points[:0], w.rings[:0], w.owner[:0]
	w.order, w.active = w.order[:0], w.active[:0]
}

// ring adds one ring, or tells what is wrong with it alone.
func (w *work) ring(r orb.Ring, polygon int32, hole bool) (string, orb.Point) {
	if len(r) < 4 {
		if len(r) == 0 {
			return "empty ring", orb.Point{}
		}
		return "ring of fewer than 4 points", r[0]
	}
	if r[0] != r[len(r)-1] {
		if _, err := plane.Quantise(r[0]); err != nil {
			return err.Error(), r[0] // NaN differs from itself
		}
		return "ring not closed", r[0]
	}
	from, box := len(w.points), plane.EmptyBox()
	for _, p := range r {
		q, err := plane.Quantise(p)
		if err != nil {
			return err.Error(), p
		}
		if n := len(w.points); n > from && w.points[n-1] == q {
			continue
		}
		w.points = append(w.points, q)
		w.owner = append(w.owner, int32(len(w.rings)))
		box.Extend(q)
	}
	line := w.points[from:]
	if len(line) < 4 || plane.TwiceArea(line).Sign() == 0 {
		return "ring without area", r[0]
	}
	w.rings = append(w.rings, ring{int32(from), int32(len(w.points)), polygon, hole, box})
	return "", orb.Point{}
}

// touches sweeps the edges from west to east and compares those whose boxes
// meet.
func (w *work) touches() (string, plane.Point) {
	for _, r := range w.rings {
		for i := r.from; i < r.to-1; i++ {
			west := min(w.points[i].X, w.points[i+1].X)
			w.order = append(w.order, uint64(uint32(west)^1<<31)<<32|uint64(i))
		}
	}
	slices.Sort(w.order)
	left := budget * len(w.order)
	for _, key := range w.order {
		i := int32(uint32(key))
		if left -= len(w.active); left < 0 {
			return "too intricate to screen", w.points[i]
		}
		if reason, at := w.sweep(i); reason != "" {
			return reason, at
		}
	}
	return "", plane.Point{}
}

// sweep compares edge i with the active ones, dropping those that ended west
// of it, and makes it active.
func (w *work) sweep(i int32) (string, plane.Point) {
	a, b := w.points[i], w.points[i+1]
	box := plane.BoxOf(a, b)
	kept := w.active[:0]
	for n, j := range w.active {
		c, d := w.points[j], w.points[j+1]
		if max(c.X, d.X) < box.MinX {
			continue
		}
		kept = append(kept, j)
		if max(c.Y, d.Y) < box.MinY || min(c.Y, d.Y) > box.MaxY {
			continue
		}
		if reason, at := w.meet(i, j); reason != "" {
			w.active = append(kept, w.active[n+1:]...)
			return reason, at
		}
	}
	w.active = append(kept, i)
	return "", plane.Point{}
}

// meet tells what is wrong with how two edges meet.
func (w *work) meet(i, j int32) (string, plane.Point) {
	relation, at := plane.Relate(w.points[i], w.points[i+1], w.points[j], w.points[j+1])
	switch relation {
	case plane.Cross:
		return "edges cross", at
	case plane.Touch:
		return "a vertex lies on an edge", at
	case plane.Overlay:
		return "edges run over each other", at
	case plane.Joined:
		if !w.consecutive(i, j) {
			return "a vertex is met twice", at
		}
	}
	return "", plane.Point{}
}

// consecutive reports whether two edges follow each other in a ring.
func (w *work) consecutive(i, j int32) bool {
	if w.owner[i] != w.owner[j] {
		return false
	}
	d := max(i-j, j-i)
	r := w.rings[w.owner[i]]
	return d == 1 || d == r.to-r.from-2
}

// nesting checks which ring lies in which. No two touch, so one vertex speaks
// for a whole ring.
func (w *work) nesting() (string, plane.Point) {
	if len(w.rings) == 1 {
		return "", plane.Point{}
	}
	if len(w.rings) > maxRings {
		return "too many rings to screen", w.points[0]
	}
	shell := int32(0)
	for i, r := range w.rings {
		at := w.points[r.from]
		if !r.hole {
			shell = int32(i)
		} else if !w.within(r, w.rings[shell]) {
			return "a hole lies outside its shell", at
		}
		for j, o := range w.rings {
			if i == j || !w.within(r, o) {
				continue
			}
			switch {
			case r.hole && o.hole && r.polygon == o.polygon:
				return "a hole lies in another", at
			case !r.hole && !o.hole && !w.inHole(r, o.polygon):
				return "a polygon lies in another", at
			}
		}
	}
	return "", plane.Point{}
}

// within reports whether ring r lies inside ring o.
func (w *work) within(r, o ring) bool {
	if !o.box.Contains(r.box) {
		return false
	}
	at := w.points[r.from]
	return plane.Crossings(w.points[o.from:o.to], 2*int64(at.X), 2*int64(at.Y))&1 == 1
}

// inHole reports whether ring r lies in a hole of a polygon.
func (w *work) inHole(r ring, polygon int32) bool {
	for _, o := range w.rings {
		if o.hole && o.polygon == polygon && w.within(r, o) {
			return true
		}
	}
	return false
}
