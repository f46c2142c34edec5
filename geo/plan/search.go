package plan

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// budget is what all searches of one plan may spend together.
type budget struct {
	ctx      context.Context
	nodes    int
	deadline time.Time
	spent    bool
	err      error // of the context
}

// patience is how many nodes go by between two looks at the clock.
const patience = 1024

// visit counts a node and reports whether the search may go on.
func (b *budget) visit() bool {
	if b.spent {
		return false
	}
	b.nodes--
	b.spent = b.nodes < 0
	if b.nodes%patience == 0 {
		b.look()
	}
	return !b.spent
}

// look reports whether there is still time.
func (b *budget) look() bool {
	if b.err = b.ctx.Err(); b.err != nil {
		b.spent = true
	}
	if !b.deadline.IsZero() && !time.Now().Before(b.deadline) {
		b.spent = true
	}
	return !b.spent
}

// answer is the best plan of one part.
type answer struct {
	value   value
	picks   []int // choice of each unit of the group
	bound   value // no plan of the part comes before it
	proven  bool  // value equals bound
	settled bool  // and no plan of equal value comes before it by code
}

// search is a depth-first branch and bound over one part.
type search struct {
	*state
	*budget
	order []int // positions in group, in the order of branching
	rest  []int // units of order, by position in frees
	picks []int // by position in group
	best  value
	found bool
	kept  []int
}

// solve finds the best plan of a part. The heaviest units branch first, and the
// most promising choice is tried first. A hint is a plan known to be allowed.
func solve(p *problem, group []int, s stage, floor int64, hint []int, b *budget) (answer, *search) {
	root := newState(p, group, s, floor)
	x := &search{state: root, budget: b, picks: make([]int, len(group))}
	x.sort(func(i, k int) int {
		return cmp.Compare(p.frees[group[k]].weight(), p.frees[group[i]].weight())
	})
	a := answer{bound: root.rootBound(x.rest)}
	x.start()
	if hint != nil {
		x.try(hint)
	}
	if x.best != a.bound {
		x.polish()
	}
	if x.best != a.bound {
		x.descend(0)
	}
	a.value, a.picks, a.proven = x.best, x.kept, x.best == a.bound || !b.spent
	if a.proven {
		a.bound = a.value
	}
	return a, x
}

// settle finds, of all plans as good as the best, the first by code and rank:
// unit by unit, it asks whether a better-ranked choice still leads to a plan as
// good. The plan it has answers for its own choices.
func (x *search) settle(a *answer) {
	witness := slices.Clone(a.picks)
	for i, u := range x.group {
		f := &x.frees[u]
		x.leave(i)
		for c := range witness[i] {
			if !x.fits(f.choices[c]) {
				continue
			}
			x.picks[i] = c
			x.take(f, f.choices[c])
			found := !x.best.less(x.bound(x.rest)) && x.exists(0)
			x.drop(f, f.choices[c])
			if x.spent {
				return
			}
			if found {
				copy(witness, x.picks)
				break
			}
		}
		x.picks[i] = witness[i]
		x.take(f, f.choices[witness[i]])
	}
	a.picks, a.settled = witness, true
}

// leave takes a unit out of the order of branching.
func (x *search) leave(i int) {
	at := slices.Index(x.order, i)
	x.order, x.rest = slices.Delete(x.order, at, at+1), slices.Delete(x.rest, at, at+1)
}

// exists finds a plan whose value is the best, given the choices already made,
// and leaves it in picks.
func (x *search) exists(depth int) bool {
	if depth == len(x.order) {
		return true // with nothing left to place, the bound was the value
	}
	if !x.visit() {
		return false
	}
	i := x.order[depth]
	f := &x.frees[x.group[i]]
	for _, k := range x.promising(f, x.rest[depth+1:]) {
		if x.best.less(k.bound) || x.spent {
			return false
		}
		x.picks[i] = k.choice
		x.take(f, f.choices[k.choice])
		ok := x.exists(depth + 1)
		x.drop(f, f.choices[k.choice])
		if ok {
			return true
		}
	}
	return false
}

// weight is the most a unit can bring to a centre.
func (f *free) weight() int64 {
	var w int64
	for _, k := range f.choices {
		w = max(w, k.add)
	}
	return w
}

// sort sets the order of branching: by the comparison, then by code.
func (x *search) sort(compare func(i, k int) int) {
	x.order = x.order[:0]
	for i := range x.group {
		x.order = append(x.order, i)
	}
	slices.SortStableFunc(x.order, compare)
	x.rest = x.rest[:0]
	for _, i := range x.order {
		x.rest = append(x.rest, x.group[i])
	}
}

// start takes the promising choice all the way down, so that a search that is
// cut short has a plan to give. Where that ends nowhere, nothing moves.
func (x *search) start() {
	taken := 0
	for k, i := range x.order {
		f := &x.frees[x.group[i]]
		best := x.promising(f, x.rest[k+1:])
		if len(best) == 0 {
			break
		}
		x.picks[i] = best[0].choice
		x.take(f, f.choices[x.picks[i]])
		taken++
	}
	if taken == len(x.order) {
		x.keepBest()
	}
	for _, i := range x.order[:taken] {
		f := &x.frees[x.group[i]]
		x.drop(f, f.choices[x.picks[i]])
	}
	if !x.found {
		x.try(x.asToday())
	}
}

// asToday is the plan in which covered units stay and the others are left,
// which a limit on loads always allows.
func (x *search) asToday() []int {
	picks := make([]int, len(x.group))
	for i, u := range x.group {
		picks[i] = slices.IndexFunc(x.frees[u].choices, func(k choice) bool { return k.stay || k.centre == none })
	}
	return picks
}

// try keeps a plan if it is better than the best so far.
func (x *search) try(picks []int) {
	copy(x.picks, picks)
	for i, u := range x.group {
		x.take(&x.frees[u], x.frees[u].choices[picks[i]])
	}
	x.keepBest()
	for i, u := range x.group {
		x.drop(&x.frees[u], x.frees[u].choices[picks[i]])
	}
}

func (x *search) keepBest() {
	if v := x.value(); !x.found || v.less(x.best) {
		x.found, x.best, x.kept = true, v, slices.Clone(x.picks)
	}
}

// promise is a choice and the bound of what follows.
type promise struct {
	choice int
	bound  value
}

// promising returns the choices that fit, the lowest bound first.
func (x *search) promising(f *free, rest []int) []promise {
	out := make([]promise, 0, len(f.choices))
	for c, k := range f.choices {
		if !x.fits(k) {
			continue
		}
		x.take(f, k)
		out = append(out, promise{c, x.bound(rest)})
		x.drop(f, k)
	}
	slices.SortStableFunc(out, func(a, b promise) int { return slices.Compare(a.bound[:], b.bound[:]) })
	return out
}

// descend branches on the unit at a depth of the order.
func (x *search) descend(depth int) {
	if depth == len(x.order) {
		x.keepBest()
		return
	}
	if !x.visit() {
		return
	}
	i := x.order[depth]
	f := &x.frees[x.group[i]]
	for _, k := range x.promising(f, x.rest[depth+1:]) {
		if !k.bound.less(x.best) || x.spent {
			return // so are the bounds that follow
		}
		x.picks[i] = k.choice
		x.take(f, f.choices[k.choice])
		x.descend(depth + 1)
		x.drop(f, f.choices[k.choice])
	}
}
