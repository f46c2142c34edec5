package tile

// clip returns the part of a ring inside a window (Sutherland and Hodgman 1974):
// where it leaves, it goes along the edge of the window, which lies in the
// buffer, out of sight. The ring is not changed; nil where no ground is left.
func clip(r ring, b box, w box, hole bool) ring {
	if w.contains(b) {
		return r
	}
	if !w.meets(b) {
		return nil
	}
	sides := [4]struct {
		needed bool
		side   side
	}{
		{b.minX < w.minX, side{w.minX, false, 1}}, {b.maxX > w.maxX, side{w.maxX, false, -1}},
		{b.minY < w.minY, side{w.minY, true, 1}}, {b.maxY > w.maxY, side{w.maxY, true, -1}},
	}
	for _, s := range sides {
		if s.needed && len(r) > 0 {
			r = s.side.cut(r)
		}
	}
	return r.close().turned(hole)
}

// side is a half-plane: x, or y, at least the limit (sign 1) or at most (-1).
type side struct {
	limit      int32
	horizontal bool
	sign       int32
}

func (s side) inside(p position) bool {
	v := p.x
	if s.horizontal {
		v = p.y
	}
	return s.sign*(v-s.limit) >= 0
}

// cut keeps what lies in the half-plane.
func (s side) cut(r ring) ring {
	out := make(ring, 0, len(r)+4)
	a := r[len(r)-1]
	wasIn := s.inside(a)
	for _, b := range r {
		in := s.inside(b)
		if in != wasIn {
			out = out.push(s.crossing(a, b))
		}
		if in {
			out = out.push(b)
		}
		a, wasIn = b, in
	}
	return out
}

// crossing returns where an edge meets the limit, rounded to units. The ends
// are put in order first: the neighbour, who has the edge the other way round,
// must get the same.
func (s side) crossing(a, b position) position {
	if b.x < a.x || b.x == a.x && b.y < a.y {
		a, b = b, a
	}
	if s.horizontal {
		return position{a.x + share(b.x-a.x, s.limit-a.y, b.y-a.y), s.limit}
	}
	return position{s.limit, a.y + share(b.y-a.y, s.limit-a.x, b.x-a.x)}
}

// share is length times part by whole, rounded.
func share(length, part, whole int32) int32 {
	n, d := 2*int64(length)*int64(part)+int64(whole), 2*int64(whole)
	q := n / d
	if (n%d != 0) && (n < 0) != (d < 0) {
		q--
	}
	return int32(q)
}
