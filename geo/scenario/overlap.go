package scenario

import "slices"

// Overlap is ground that two centres share.
type Overlap struct {
	Centres [2]string // in order
	Ground  Ground
}

// overlaps compares what each two centres share, where one of them changes.
func (m *measurer) overlaps(r *Result, before, after side) error {
	moves := make([]bool, len(before.ids))
	for _, c := range r.Ground {
		if i, ok := slices.BinarySearch(before.ids, c.Centre); ok {
			moves[i] = true
		}
	}
	for i := range before.ids {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		for k := i + 1; k < len(before.ids); k++ {
			if !moves[i] && !moves[k] {
				continue
			}
			if before.apart(i, k) && after.apart(i, k) {
				continue
			}
			was, err := m.common(before.grounds[i], before.grounds[k])
			if err != nil {
				return err
			}
			is, err := m.common(after.grounds[i], after.grounds[k])
			if err != nil {
				return err
			}
			if err := m.overlap(&r.Created, before.ids[i], before.ids[k], is, was); err != nil {
				return err
			}
			if err := m.overlap(&r.Removed, before.ids[i], before.ids[k], was, is); err != nil {
				return err
			}
		}
	}
	return nil
}

// common is the ground two centres share.
func (m *measurer) common(a, b ground) (ground, error) {
	out := ground{whole: a.whole.Intersection(b.whole)}
	for _, pair := range [][2]ground{{a, b}, {b, a}} {
		for atom, piece := range pair[0].pieces {
			if pair[1].whole.Has(atom) {
				out.lay(atom, piece)
				continue
			}
			other, err := m.of(pair[1], atom)
			if err != nil {
				return out, err
			}
			both, err := m.shared(piece, other)
			if err != nil {
				return out, err
			}
			if both != nil {
				out.lay(atom, both)
			}
		}
	}
	return out, nil
}

func (m *measurer) overlap(list *[]Overlap, a, b string, has, had ground) error {
	g, err := m.less(has, had)
	if err == nil && !g.Empty() {
		*list = append(*list, Overlap{Centres: [2]string{a, b}, Ground: g})
	}
	return err
}

// apart reports whether two centres plainly have no ground in common.
func (s *side) apart(i, k int) bool {
	a, b := s.grounds[i], s.grounds[k]
	return !a.whole.Intersects(b.whole) && len(a.pieces) == 0 && len(b.pieces) == 0
}
