package equity

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// PartKind names a part of an amount.
type PartKind string

// The parts, in the order they are shown. Floor raises an amount to the floor,
// Ceiling lowers it to the ceiling, Balance is what other centres' limits give
// to, or take from, one that is at neither.
const (
	FixedPart         PartKind = "fixed"
	NeighbourhoodPart PartKind = "neighbourhoods"
	PeoplePart        PartKind = "people"
	NPNRUPart         PartKind = "npnru"
	AreaPart          PartKind = "area"
	FloorPart         PartKind = "floor"
	CeilingPart       PartKind = "ceiling"
	BalancePart       PartKind = "balance"
)

// Part is one part of an amount: in cents, and exactly. Cents differ from the
// exact figure by less than one.
type Part struct {
	Kind  PartKind
	Cents int64
	Exact *big.Rat
}

// Award is what one centre gets.
type Award struct {
	ID    string
	Cents int64
	Exact *big.Rat // before rounding, in cents
	Parts []Part   // their cents add up to Cents
}

// Allocation is an envelope shared out.
type Allocation struct {
	Envelope int64
	Awards   []Award // in order of ID
	// Unallocated is what no centre may get: all are at the ceiling or, where
	// they have nothing of any criterion, at the floor. Awards and it add up to
	// Envelope.
	Unallocated int64
	Scale       *big.Rat // the t of the package documentation; nil where some is unallocated
}

// Allocate shares an envelope, in cents, between centres by a formula. It
// returns an error that wraps ErrNoRecipient, ErrTooSmall or ErrNoCriterion,
// or one that names what to mend in the key.
func Allocate(envelope int64, k Key, to []Recipient) (*Allocation, error) {
	if err := k.check(envelope, to); err != nil {
		return nil, err
	}
	to = slices.Clone(to)
	slices.SortFunc(to, func(a, b Recipient) int { return strings.Compare(a.ID, b.ID) })
	criteria, err := k.criteria(to)
	if err != nil {
		return nil, err
	}
	pool := rat(envelope)
	pool.Sub(pool, new(big.Rat).Mul(rat(k.FixedPart), rat(int64(len(to)))))
	if len(criteria) == 0 && pool.Sign() > 0 {
		return nil, fmt.Errorf("%w (%s): give a criterion some weight", ErrNoCriterion, euros(pool.Num()))
	}
	a := &Allocation{Envelope: envelope}
	for i, r := range to {
		a.Awards = append(a.Awards, due(r.ID, i, &k, pool, criteria))
	}
	a.level(&k)
	return a, a.round()
}

func rat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// due is what a centre would get without floor or ceiling: a fixed part, and a
// part of the pool for each criterion.
func due(id string, i int, k *Key, pool *big.Rat, criteria []criterion) Award {
	w := Award{ID: id, Exact: rat(k.FixedPart)}
	w.Parts = append(w.Parts, Part{Kind: FixedPart, Exact: rat(k.FixedPart)})
	weights := new(big.Rat)
	for _, c := range criteria {
		weights.Add(weights, c.weight)
	}
	for _, c := range criteria {
		part := new(big.Rat).Mul(pool, c.weight)
		part.Quo(part, weights)
		part.Mul(part, c.quantity[i])
		part.Quo(part, c.total)
		w.Parts = append(w.Parts, Part{Kind: c.kind, Exact: part})
		w.Exact.Add(w.Exact, part)
	}
	return w
}

// level applies floor and ceiling, and adds the part that does it.
func (a *Allocation) level(k *Key) {
	f := fill{fixed: rat(k.FixedPart), low: rat(max(k.Floor, k.FixedPart))}
	if k.Ceiling > 0 {
		f.high = rat(k.Ceiling)
	}
	for i := range a.Awards {
		f.slopes = append(f.slopes, new(big.Rat).Sub(a.Awards[i].Exact, f.fixed))
	}
	a.Scale = f.scale(rat(a.Envelope))
	for i := range a.Awards {
		w := &a.Awards[i]
		if amount := f.at(a.Scale, i); w.Exact.Cmp(amount) != 0 {
			w.Parts = append(w.Parts, Part{Kind: f.kind(w.Exact, amount), Exact: new(big.Rat).Sub(amount, w.Exact)})
			w.Exact = amount
		}
	}
}

// round turns exact amounts into cents.
func (a *Allocation) round() error {
	amounts, sum := make([]*big.Rat, len(a.Awards)), new(big.Rat)
	for i := range a.Awards {
		amounts[i] = a.Awards[i].Exact
		sum.Add(sum, amounts[i])
	}
	// Short of the envelope only where every amount is at a limit, and whole.
	if !sum.IsInt() || !sum.Num().IsInt64() {
		return fmt.Errorf("amounts add up to %s cents: want a whole number", sum.RatString())
	}
	total := sum.Num().Int64()
	a.Unallocated = a.Envelope - total
	for i, cents := range apportion(total, amounts) {
		w := &a.Awards[i]
		w.Cents = cents
		exact := make([]*big.Rat, len(w.Parts))
		for p := range w.Parts {
			exact[p] = w.Parts[p].Exact
		}
		for p, cents := range apportion(w.Cents, exact) {
			w.Parts[p].Cents = cents
		}
	}
	return nil
}

// apportion rounds amounts down, and gives what is left of a total one by one
// to the largest remainders, ties to the first. The total must be within the
// sum of the amounts rounded down and the sum of them rounded up.
func apportion(total int64, amounts []*big.Rat) []int64 {
	out, order := make([]int64, len(amounts)), make([]int, len(amounts))
	rest := make([]*big.Rat, len(amounts))
	for i, x := range amounts {
		whole := new(big.Int).Div(x.Num(), x.Denom()) // Euclidean: rounds down, as denominators are positive
		out[i], order[i] = whole.Int64(), i
		rest[i] = new(big.Rat).Sub(x, new(big.Rat).SetInt(whole))
		total -= out[i]
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(rest[k].Cmp(rest[i]), 0) })
	for _, i := range order[:total] {
		out[i]++
	}
	return out
}
