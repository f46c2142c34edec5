package equity

import (
	"math/big"
	"slices"
)

// fill is water-filling: amount i is fixed + t·slope(i), held between low and
// high. Their sum never falls as t grows, and is straight between the values of
// t at which an amount meets a limit.
type fill struct {
	fixed, low *big.Rat
	high       *big.Rat // nil: no limit
	slopes     []*big.Rat
}

// at returns one amount. A nil t is beyond every limit.
func (f *fill) at(t *big.Rat, i int) *big.Rat {
	if t == nil {
		if f.slopes[i].Sign() > 0 {
			return new(big.Rat).Set(f.high)
		}
		return new(big.Rat).Set(f.low)
	}
	x := new(big.Rat).Mul(t, f.slopes[i])
	x.Add(x, f.fixed)
	if x.Cmp(f.low) < 0 {
		x.Set(f.low)
	}
	if f.high != nil && x.Cmp(f.high) > 0 {
		x.Set(f.high)
	}
	return x
}

// kind names what brings a due amount to the one of at.
func (f *fill) kind(due, amount *big.Rat) PartKind {
	switch {
	case amount.Cmp(due) > 0 && amount.Cmp(f.low) == 0:
		return FloorPart
	case amount.Cmp(due) < 0 && f.high != nil && amount.Cmp(f.high) == 0:
		return CeilingPart
	default:
		return BalancePart
	}
}

// sum returns the sum of all amounts.
func (f *fill) sum(t *big.Rat) *big.Rat {
	sum := new(big.Rat)
	for i := range f.slopes {
		sum.Add(sum, f.at(t, i))
	}
	return sum
}

// scale returns a t at which the amounts sum to a total, which is no less than
// their sum at 0; nil where no t reaches it.
func (f *fill) scale(total *big.Rat) *big.Rat {
	one := rat(1)
	if f.sum(one).Cmp(total) == 0 {
		return one // limits that change nothing
	}
	turns := f.turns()
	// The first turn at or past the total: the answer lies just before it.
	k, _ := slices.BinarySearchFunc(turns, total, func(t, total *big.Rat) int {
		if f.sum(t).Cmp(total) < 0 {
			return -1
		}
		return 1
	})
	if k == 0 {
		return turns[0]
	}
	before := turns[k-1]
	after := new(big.Rat).Add(before, one) // past the last turn the line goes on
	if k < len(turns) {
		after = turns[k]
	}
	base := f.sum(before)
	rise := new(big.Rat).Sub(f.sum(after), base)
	if rise.Sign() == 0 {
		return nil
	}
	t := new(big.Rat).Sub(total, base)
	t.Quo(t, rise)
	t.Mul(t, after.Sub(after, before))
	return t.Add(t, before)
}

// turns returns 0 and every t at which an amount meets a limit, in order.
func (f *fill) turns() []*big.Rat {
	turns := []*big.Rat{new(big.Rat)}
	for _, limit := range []*big.Rat{f.low, f.high} {
		if limit == nil {
			continue
		}
		for _, slope := range f.slopes {
			if slope.Sign() > 0 {
				t := new(big.Rat).Sub(limit, f.fixed)
				turns = append(turns, t.Quo(t, slope))
			}
		}
	}
	slices.SortFunc(turns, func(a, b *big.Rat) int { return a.Cmp(b) })
	return turns
}
