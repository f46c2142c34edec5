package plan

import "slices"

// cost is a lexicographic cost: vectors of one length that add term by term and
// compare from the first term on. They form an ordered group, which is all the
// Hungarian method asks of numbers. A nil cost is an assignment that is not
// allowed.
type cost []int64

func (a cost) compare(b cost) int { return slices.Compare(a, b) }

func (a cost) add(b cost) {
	for i := range a {
		a[i] += b[i]
	}
}

func (a cost) sub(b cost) {
	for i := range a {
		a[i] -= b[i]
	}
}

// assign gives every row a column of its own at the least total cost, by the
// Hungarian method with potentials (Kuhn, Munkres; rows entered one at a time
// along shortest augmenting paths): O(rows² columns) operations on costs. It
// returns the column of each row, and false where no allowed assignment exists.
func assign(costs [][]cost) ([]int, bool) {
	if len(costs) == 0 {
		return nil, true
	}
	h := newHungarian(costs)
	for row := range costs {
		if !h.enter(row) {
			return nil, false
		}
	}
	columns := make([]int, len(costs))
	for c, row := range h.row {
		if row != none {
			columns[row] = c
		}
	}
	return columns, true
}

// hungarian holds a partial assignment that is optimal for the rows entered,
// and potentials that prove it: cost - u - v is never negative, and zero where
// assigned.
type hungarian struct {
	costs [][]cost
	terms int
	u, v  []cost
	row   []int // row of each column, none where free
}

func newHungarian(costs [][]cost) *hungarian {
	h := &hungarian{costs: costs}
	for _, k := range costs[0] {
		h.terms = max(h.terms, len(k))
	}
	for range costs {
		h.u = append(h.u, make(cost, h.terms))
	}
	for range costs[0] {
		h.v = append(h.v, make(cost, h.terms))
		h.row = append(h.row, none)
	}
	return h
}

// enter adds a row along the cheapest path of changes that ends on a free column.
func (h *hungarian) enter(row int) bool {
	columns := len(h.v)
	slack := make([]cost, columns) // least reduced cost of reaching a column
	from := make([]int, columns)   // column before it on that path
	done := make([]bool, columns)
	column := none
	for {
		at := row
		if column != none {
			done[column] = true
			at = h.row[column]
		}
		next := h.relax(at, column, slack, from, done)
		if next == none {
			return false
		}
		h.shift(row, slack[next], slack, done)
		column = next
		if h.row[column] == none {
			break
		}
	}
	for column != none { // take the path back
		before := from[column]
		if before == none {
			h.row[column] = row
		} else {
			h.row[column] = h.row[before]
		}
		column = before
	}
	return true
}

// relax updates the slack of columns by way of a row and returns the column
// that is the cheapest to reach, the lowest of equals; none where none can be.
func (h *hungarian) relax(row, by int, slack []cost, from []int, done []bool) int {
	best := none
	for c := range slack {
		if done[c] {
			continue
		}
		if k := h.costs[row][c]; k != nil {
			reduced := slices.Clone(k)
			reduced.sub(h.u[row])
			reduced.sub(h.v[c])
			if slack[c] == nil || reduced.compare(slack[c]) < 0 {
				slack[c], from[c] = reduced, by
			}
		}
		if slack[c] != nil && (best == none || slack[c].compare(slack[best]) < 0) {
			best = c
		}
	}
	return best
}

// shift moves the potentials so that the next column costs nothing.
func (h *hungarian) shift(row int, by cost, slack []cost, done []bool) {
	by = slices.Clone(by) // it is one of slack
	h.u[row].add(by)
	for c := range slack {
		switch {
		case done[c]:
			h.u[h.row[c]].add(by)
			h.v[c].sub(by)
		case slack[c] != nil:
			slack[c].sub(by)
		}
	}
}
