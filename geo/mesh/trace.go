package mesh

import "maillage/geo/internal/plane"

// loop is a simple closed chain of half-arcs with one group on its left.
type loop struct {
	halves []int32
	group  int32
	cycle  int32 // loops cut from one walk share it: they bound one connected piece
	twice  plane.Wide
}

// tracer walks the half-arcs that have a group on their left and another, or
// Outside, on their right.
type tracer struct {
	m     *Mesh
	group []int32 // by half-arc: the group on its left
	used  []bool  // by half-arc
	mark  []int32 // by node: 1 + its place in stack, 0 when not there
	stack []int32
	loops []loop
	flat  []int32 // backs loop.halves
	spilt []int32 // walked, but part of no loop
}

// trace returns the loops that bound the groups, given the group on the left
// of each half-arc. Walks begin only at the half-arcs of from, all if nil.
func (m *Mesh) trace(group []int32, from []int32) []loop {
	t, _ := m.tracers.Get().(*tracer)
	if t == nil {
		t = &tracer{m: m, used: make([]bool, len(m.left)), mark: make([]int32, m.nodes)}
	}
	t.group = group
	defer t.release()
	cycle := int32(0)
	walk := func(h int32) {
		if t.bounds(h) && !t.used[h] {
			t.walk(h, cycle)
			cycle++
		}
	}
	if from != nil {
		for _, h := range from {
			walk(h)
		}
		return t.loops
	}
	for h := range group {
		walk(int32(h))
	}
	return t.loops
}

// release clears what was used, and no more, for the next trace: one face of
// thousands then costs its own arcs only.
func (t *tracer) release() {
	for _, l := range t.loops {
		for _, h := range l.halves {
			t.used[h] = false
		}
	}
	for _, h := range t.spilt {
		t.used[h] = false
	}
	t.group, t.loops, t.flat, t.spilt = nil, nil, nil, t.spilt[:0]
	t.m.tracers.Put(t)
}

// bounds reports whether half-arc h lies on the border of its group.
func (t *tracer) bounds(h int32) bool {
	return t.group[h] != Outside && t.group[h] != t.group[h^1]
}

// walk follows the border from start until it comes back, always taking the
// next half-arc across the ground of the group. The walk keeps one connected
// piece on its left; where it meets a node again, what lies between is cut off
// as a loop of its own, so that every loop is simple.
func (t *tracer) walk(start, cycle int32) {
	for h := start; ; {
		t.used[h] = true
		t.mark[t.m.origin[h]] = int32(len(t.stack)) + 1
		t.stack = append(t.stack, h)
		if at := t.mark[t.m.origin[h^1]]; at > 0 {
			t.cut(at-1, cycle)
		}
		next, ok := t.next(h, start)
		if !ok || next == start {
			break
		}
		h = next
	}
	for _, h := range t.stack { // nothing is left unless faces overlap
		t.mark[t.m.origin[h]] = 0
	}
	t.spilt = append(t.spilt, t.stack...)
	t.stack = t.stack[:0]
}

// cut takes the half-arcs from a place in the stack up as a loop.
func (t *tracer) cut(at, cycle int32) {
	part := t.stack[at:]
	n := len(t.flat)
	t.flat = append(t.flat, part...)
	l := loop{halves: t.flat[n:len(t.flat):len(t.flat)], group: t.group[part[0]], cycle: cycle}
	for _, h := range part {
		t.mark[t.m.origin[h]] = 0
		l.twice.AddWide(t.m.wide(h))
	}
	t.stack = t.stack[:at]
	t.loops = append(t.loops, l)
}

// next returns the half-arc that follows h: turning clockwise at its end from
// where it came, the first on the border of the group. In a sound mesh that is
// always free or the start; where faces overlap, those already walked are
// passed over.
func (t *tracer) next(h, start int32) (int32, bool) {
	back, group := h^1, t.group[h]
	for o := t.m.turn[back]; ; o = t.m.turn[o] {
		if t.group[o] == group && t.group[o^1] != group && (!t.used[o] || o == start) {
			return o, true
		}
		if o == back {
			return 0, false
		}
	}
}

// wide returns twice the planar area under a half-arc.
func (m *Mesh) wide(h int32) plane.Wide {
	if h&1 == 1 {
		return m.twice[h>>1].Neg()
	}
	return m.twice[h>>1]
}
