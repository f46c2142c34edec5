package plan

// split is the bound that lets units be split between the centres they can
// choose: the least sum of squares, and the least largest load, of any such
// sharing. Neighbourhoods enter one at a time; each ends on the lightest centre
// it can reach, by its own unit's choices or by pushing others along theirs.
// That keeps the loads an optimal semi-matching (Harvey, Ladner, Lovász, Tamir
// 2006), which is the least for every convex measure at once.
func (t *state) split() (sum, peak int64) {
	s := splitter{loads: make([]int64, len(t.loads)), seen: make([]bool, len(t.loads)), by: make([]step, len(t.loads))}
	copy(s.loads, t.loads)
	for _, i := range t.group {
		m := member{held: make([]int64, len(t.loads))}
		least := int64(-1)
		for _, k := range t.frees[i].choices {
			if k.centre != none && t.fits(k) {
				m.centres = append(m.centres, k.centre)
				if least < 0 || k.add < least {
					least = k.add
				}
			}
		}
		s.members = append(s.members, m)
		for range least {
			s.enter(len(s.members) - 1)
		}
	}
	for _, c := range t.centres {
		sum += s.loads[c] * s.loads[c]
		peak = max(peak, s.loads[c])
	}
	return sum, peak
}

// splitter is a sharing of what has entered so far.
type splitter struct {
	members []member
	loads   []int64
	// The last search: the centres it reached, and how.
	seen  []bool
	by    []step
	queue []int
}

// member is a unit: where it may go, and how much of it each centre has.
type member struct {
	centres []int
	held    []int64
}

// step is a member that can pass one neighbourhood on from a centre; from is
// none where it brings a new one.
type step struct {
	from, member int
}

// enter brings one neighbourhood of a member in.
func (s *splitter) enter(m int) {
	clear(s.seen)
	s.queue = s.queue[:0]
	s.reach(m, none)
	best := none
	for at := 0; at < len(s.queue); at++ {
		c := s.queue[at]
		if best == none || s.loads[c] < s.loads[best] {
			best = c
		}
		for k := range s.members {
			if s.members[k].held[c] > 0 {
				s.reach(k, c)
			}
		}
	}
	s.loads[best]++
	for c := best; c != none; {
		by := s.by[c]
		s.members[by.member].held[c]++
		if by.from != none {
			s.members[by.member].held[by.from]--
		}
		c = by.from
	}
}

// reach marks the centres that a member could use instead of one.
func (s *splitter) reach(m, from int) {
	for _, c := range s.members[m].centres {
		if !s.seen[c] {
			s.seen[c], s.by[c] = true, step{from, m}
			s.queue = append(s.queue, c)
		}
	}
}
