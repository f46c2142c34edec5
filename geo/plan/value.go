package plan

import "slices"

// value is an objective vector, compared term by term. Where an aim has fewer
// terms the others are zero.
type value [6]int64

// Positions in a value. Those of Fewest are leftHoods, leftUnits, changed,
// created; the others stay zero.
const (
	leftHoods = iota
	leftUnits
	largest
	squares
	changed
	created
)

func (v value) less(o value) bool { return slices.Compare(v[:], o[:]) < 0 }

// plus adds two parts of a plan up: the largest load is that of either.
func (v value) plus(o value) value {
	peak := max(v[largest], o[largest])
	for i := range v {
		v[i] += o[i]
	}
	v[largest] = peak
	return v
}

// stage is what a search makes least.
type stage int

const (
	changes stage = iota // left, changed, created
	peak                 // left, largest load
	balance              // left, largest load, squares, changed, created
)

// keep drops the terms that a stage does not look at.
func (s stage) keep(v value) value {
	switch s {
	case changes:
		v[largest], v[squares] = 0, 0
	case peak:
		v[squares], v[changed], v[created] = 0, 0, 0
	}
	return v
}

// pour returns the least sum of squares, and the least largest load, when whole
// units of load are poured freely on centres. It sorts loads.
func pour(loads []int64, amount int64) (sum, peak int64) {
	slices.Sort(loads)
	level, n := int64(0), int64(0)
	for i, l := range loads {
		if i > 0 {
			need := (l - level) * n
			if need > amount {
				break
			}
			amount -= need
		}
		level, n = l, n+1
	}
	if n == 0 {
		return 0, 0
	}
	level += amount / n
	over := amount % n // centres one above the level
	sum = (n-over)*level*level + over*(level+1)*(level+1)
	peak = level
	if over > 0 {
		peak++
	}
	for _, l := range loads[n:] {
		sum += l * l
		peak = max(peak, l)
	}
	return sum, peak
}
