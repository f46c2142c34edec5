package scenario

import (
	"slices"

	"maillage/geo/holdings"
)

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
		if err := m.Context.Err(); err != nil {
			return err
		}
		for k := i + 1; k < len(before.ids); k++ {
			if !moves[i] && !moves[k] {
				continue
			}
			if before.apart(i, k) && after.apart(i, k) {
				continue
			}
			was, err := m.Common(before.grounds[i], before.grounds[k])
			if err != nil {
				return err
			}
			is, err := m.Common(after.grounds[i], after.grounds[k])
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

func (m *measurer) overlap(list *[]Overlap, a, b string, has, had holdings.Footprint) error {
	g, err := m.less(has, had)
	if err == nil && !g.Empty() {
		*list = append(*list, Overlap{Centres: [2]string{a, b}, Ground: g})
	}
	return err
}

// apart reports whether two centres plainly have no ground in common.
func (s *side) apart(i, k int) bool {
	a, b := s.grounds[i], s.grounds[k]
	return !a.Whole.Intersects(b.Whole) && len(a.Pieces) == 0 && len(b.Pieces) == 0
}
