package scenario

import (
	"slices"
	"strconv"

	"maillage/geo"
)

// maxShared bounds how many pairs of centres may share ground once a scenario is
// made: each pair is told with all it shares, and each territory with all that
// hold it. The networks known have a handful.
const maxShared = 2_000

// refuseCrowded refuses changes after which too many pairs of centres share
// ground, before any of it is counted. What the base shares is not looked at.
func (st *state) refuseCrowded(changes []Change) error {
	last := -1
	for i := range changes {
		if a := changes[i].Action; a == Give || a == Move || a == Draw {
			last = i
		}
	}
	if last < 0 {
		return nil
	}
	var moved, others []geo.Bitset
	for _, id := range st.ids() {
		set, touched := st.within(id)
		switch {
		case set.Empty():
		case touched:
			moved = append(moved, set)
		default:
			others = append(others, set)
		}
	}
	pairs := 0
	for i, a := range moved {
		if err := st.Context.Err(); err != nil {
			return err
		}
		for _, b := range slices.Concat(moved[i+1:], others) {
			if a.Intersects(b) {
				pairs++
			}
		}
	}
	if pairs <= maxShared {
		return nil
	}
	return refuse(last, &changes[last], Refusal{Case: TooManySharing, Told: []string{"{count}", strconv.Itoa(pairs), "{most}", strconv.Itoa(maxShared)}})
}

// within returns the atoms in which a centre has some ground after the changes,
// and whether a change names it.
func (st *state) within(id string) (set geo.Bitset, touched bool) {
	if h, ok := st.touched[id]; ok {
		return h.now.Touched(), true
	}
	return st.base.Centre(id).Touched, false // of the base, as no change made it
}
