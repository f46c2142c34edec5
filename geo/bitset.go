package geo

import (
	"math/bits"
	"slices"
)

// Bitset is a set of small integers. Sets that meet in one operation must have
// been made with the same size.
type Bitset []uint64

// NewBitset returns an empty set able to hold 0 to n-1.
func NewBitset(n int) Bitset { return make(Bitset, (n+63)/64) }

// Add puts i in the set.
func (b Bitset) Add(i int) { b[i>>6] |= 1 << (i & 63) }

// Remove takes i out of the set.
func (b Bitset) Remove(i int) { b[i>>6] &^= 1 << (i & 63) }

// Has reports whether i is in the set.
func (b Bitset) Has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }

// Or adds every member of o.
func (b Bitset) Or(o Bitset) {
	for i, w := range o {
		b[i] |= w
	}
}

// And keeps only the members that o has too.
func (b Bitset) And(o Bitset) {
	for i, w := range o {
		b[i] &= w
	}
}

// AndNot takes out every member of o.
func (b Bitset) AndNot(o Bitset) {
	for i, w := range o {
		b[i] &^= w
	}
}

// Union returns the members of b and of the others.
func (b Bitset) Union(others ...Bitset) Bitset {
	out := b.Clone()
	for _, o := range others {
		out.Or(o)
	}
	return out
}

// Intersection returns the members that b and o both have.
func (b Bitset) Intersection(o Bitset) Bitset {
	out := b.Clone()
	out.And(o)
	return out
}

// Difference returns the members of b that none of the others has.
func (b Bitset) Difference(others ...Bitset) Bitset {
	out := b.Clone()
	for _, o := range others {
		out.AndNot(o)
	}
	return out
}

// SymmetricDifference returns the members that one of b and o has, and the other
// has not.
func (b Bitset) SymmetricDifference(o Bitset) Bitset {
	out := b.Clone()
	for i, w := range o {
		out[i] ^= w
	}
	return out
}

// Clone returns a copy.
func (b Bitset) Clone() Bitset { return slices.Clone(b) }

// Equal reports whether the sets have the same members.
func (b Bitset) Equal(o Bitset) bool { return slices.Equal(b, o) }

// Empty reports whether the set has no member.
func (b Bitset) Empty() bool {
	return !slices.ContainsFunc(b, func(w uint64) bool { return w != 0 })
}

// Len returns the number of members.
func (b Bitset) Len() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// Intersects reports whether the sets share a member.
func (b Bitset) Intersects(o Bitset) bool {
	for i, w := range o {
		if b[i]&w != 0 {
			return true
		}
	}
	return false
}

// AddAll puts every one of some numbers in the set.
func (b Bitset) AddAll(members []int32) {
	for _, i := range members {
		b.Add(int(i))
	}
}

// HasAll reports whether all of some numbers are in the set.
func (b Bitset) HasAll(members []int32) bool {
	return !slices.ContainsFunc(members, func(i int32) bool { return !b.Has(int(i)) })
}

// HasAny reports whether any of some numbers is in the set.
func (b Bitset) HasAny(members []int32) bool {
	return slices.ContainsFunc(members, func(i int32) bool { return b.Has(int(i)) })
}

// Each calls f with every member in ascending order.
func (b Bitset) Each(f func(i int)) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			f(i<<6 + bits.TrailingZeros64(w))
		}
	}
}
