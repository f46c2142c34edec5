package plan

import "slices"

// result is the plan of a whole problem.
type result struct {
	picks   []int // choice of each free unit
	value   value
	bound   value
	proven  bool
	settled bool
}

// solveFewest solves Fewest, part by part: its terms add up.
func solveFewest(p *problem, b *budget) result {
	groups, _ := p.parts()
	return p.solveAll(groups, changes, 0, make([][]int, len(groups)), b)
}

// solveEven solves Even. The largest load of all is settled first, over every
// part; each part is then free to reach it, for the sake of the squares.
func solveEven(p *problem, b *budget) result {
	groups, idle := p.parts()
	var fixed value
	for _, c := range idle {
		fixed[largest] = max(fixed[largest], p.loads[c])
		fixed[squares] += p.loads[c] * p.loads[c]
	}
	tops := value{largest: fixed[largest]}
	bounds, proven := tops, true
	hints := make([][]int, len(groups))
	for k, g := range groups {
		a, _ := solve(p, g, peak, fixed[largest], nil, b)
		hints[k] = a.picks
		tops, bounds, proven = tops.plus(a.value), bounds.plus(a.bound), proven && a.proven
	}
	r := p.solveAll(groups, balance, tops[largest], hints, b)
	r.value, r.bound = r.value.plus(fixed), r.bound.plus(fixed)
	if !proven {
		if p.cap == 0 { // then no unit is left for want of room, and this bound stands alone
			bounds[squares] = r.bound[squares]
		}
		r.bound, r.proven, r.settled = bounds, false, false
	}
	if !r.proven { // a search cut short may not have reached the load it was allowed
		r.value[largest] = p.largest(r.picks)
	}
	return r
}

// largest returns the largest load after some choices.
func (p *problem) largest(picks []int) int64 {
	loads := slices.Clone(p.loads)
	for i := range p.frees {
		if k := p.frees[i].choices[picks[i]]; k.centre != none {
			loads[k.centre] += k.add
		}
	}
	return slices.Max(loads)
}

// solveAll solves every part, from the choices given as hints where there are
// some, then settles the ties of those that are proven.
func (p *problem) solveAll(groups [][]int, s stage, floor int64, hints [][]int, b *budget) result {
	r := result{picks: make([]int, len(p.frees)), proven: true, settled: true}
	answers, searches := make([]answer, len(groups)), make([]*search, len(groups))
	for k, g := range groups {
		answers[k], searches[k] = solve(p, g, s, floor, hints[k], b)
		r.value, r.bound = r.value.plus(answers[k].value), r.bound.plus(answers[k].bound)
		r.proven = r.proven && answers[k].proven
	}
	for k, g := range groups {
		if answers[k].proven {
			searches[k].settle(&answers[k])
		}
		r.settled = r.settled && answers[k].settled
		for i, u := range g {
			r.picks[u] = answers[k].picks[i]
		}
	}
	return r
}
