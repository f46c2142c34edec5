package tile

import (
	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// shape is a feature in units of one zoom.
type shape struct {
	parts  []part     // shells, each with its holes after it
	points []position // of a feature that is a point
	box    box
}

// part is one ring of a shape.
type part struct {
	ring ring
	box  box
	hole bool
}

// shapeOf rounds polygons to the units of a zoom.
func shapeOf(mp orb.MultiPolygon, zoom int) shape {
	s := shape{box: emptyBox()}
	for _, p := range mp {
		shell := round(p[0], zoom, false)
		if shell == nil {
			continue
		}
		s.add(shell, false)
		for _, h := range p[1:] {
			if hole := round(h, zoom, true); hole != nil {
				s.add(hole, true)
			}
		}
	}
	if len(s.parts) == 0 && len(mp) > 0 {
		s.add(speck(mp[0][0], zoom), false)
	}
	return s
}

// speck is the smallest ring there is, at the first vertex of one too small to
// be drawn.
func speck(r orb.Ring, zoom int) ring {
	p := project(r[0], zoom)
	// At the far edges of the world the triangle turns inwards.
	p.x, p.y = min(p.x, int32(mesh.Extent)<<zoom-1), min(p.y, int32(mesh.Extent)<<zoom-1)
	return ring{p, {p.x + 1, p.y}, {p.x, p.y + 1}}
}

func (s *shape) add(r ring, hole bool) {
	b := r.box()
	s.parts = append(s.parts, part{r, b, hole})
	s.box.extend(position{b.minX, b.minY})
	s.box.extend(position{b.maxX, b.maxY})
}

// weight counts the positions a shape holds.
func (s *shape) weight() int {
	n := len(s.points)
	for _, p := range s.parts {
		n += len(p.ring)
	}
	return n
}

// draw adds what of a shape lies in a window to an encoder, and tells whether
// anything does.
func (s *shape) draw(e *encoder, w box) bool {
	drawn, skip := false, false
	for _, p := range s.points {
		if w.holds(p) {
			e.point(p)
			drawn = true
		}
	}
	for _, p := range s.parts {
		if p.hole && skip {
			continue
		}
		r := clip(p.ring, p.box, w, p.hole)
		if !p.hole {
			skip = r == nil
		}
		if r != nil {
			e.ring(r)
			drawn = true
		}
	}
	return drawn
}
