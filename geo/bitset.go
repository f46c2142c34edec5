package geo

import "math/bits"

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

// Clone returns a copy.
func (b Bitset) Clone() Bitset { return append(Bitset(nil), b...) }

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

// Each calls f with every member in ascending order.
func (b Bitset) Each(f func(i int)) {
	for i, w := range b {
		for ; w != 0; w &= w - 1 {
			f(i<<6 + bits.TrailingZeros64(w))
		}
	}
}
