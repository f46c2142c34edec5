package equity

import (
	"math/big"
	"slices"

	"maillage/geo"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// count walks the atoms of one query.
type count struct {
	snapshot.View
	held    []held     // of each centre with something in the territory
	covered geo.Bitset // atoms of the territory that any centre holds
	cut     geo.Bitset // and those that the centres hold in part only
	degree  []int64    // centres on each atom
	whole   [][]int    // centres that hold each department, by its row
	rows    *snapshot.Rows
}

// held is what one centre holds in the territory.
type held struct {
	*holdings.Centre
	atoms     geo.Bitset // held whole
	unsourced geo.Bitset // of those, on none of its perimeters that has a source
	cut       geo.Bitset // atoms held in part only
}

func newCount(v snapshot.View) *count {
	all, territory := holdings.Of(v), v.Asked()
	c := &count{
		View: v, rows: v.Grain.Rows(geo.Department), covered: all.Whole.Intersection(territory),
		cut: all.Touched.Difference(all.Whole).Intersection(territory),
	}
	for _, own := range all.Centres {
		if !own.Touched.Intersects(territory) {
			continue
		}
		atoms := own.Whole.Intersection(territory)
		c.held = append(c.held, held{
			Centre: own, atoms: atoms, unsourced: atoms.Difference(own.Sourced()),
			cut: own.Touched.Difference(own.Whole).Intersection(territory),
		})
	}
	c.degree = make([]int64, len(v.Grain.Atoms))
	c.whole = make([][]int, len(c.rows.Units))
	for k := range c.held {
		c.held[k].atoms.Each(func(i int) { c.degree[i]++ })
		for row, n := range c.rows.Count(c.held[k].atoms) {
			if c.isDepartment(row, n) {
				c.whole[row] = append(c.whole[row], k)
			}
		}
	}
	return c
}

// isDepartment reports whether so many atoms of a row are a whole department.
func (c *count) isDepartment(row int, atoms int32) bool {
	return atoms > 0 && atoms == c.rows.Sizes[row] && c.rows.Units[row].Level == geo.Department
}

// centres counts every centre.
func (c *count) centres(l *Loads) {
	weights := c.weights()
	for k := range c.held {
		h := &c.held[k]
		load := Load{
			Centre: h.Record.ID, Share: zero(), Overseas: zero(), Unsourced: zero(),
			Undetermined: Amounts(c.Grain.Untold(h.atoms, h.cut, c.Query.Geography)),
			Approximate:  h.atoms.Intersects(c.Snapshot.Approximate(c.Grain)),
		}
		// Sums by number of sharers keep fractions out of the inner loop.
		shared := map[int64]*[3]snapshot.Weights{}
		h.atoms.Each(func(i int) {
			sum := shared[c.degree[i]]
			if sum == nil {
				sum = new([3]snapshot.Weights)
				shared[c.degree[i]] = sum
			}
			sum[0].Add(&weights[i])
			if c.overseas(c.rows.Of[i]) {
				sum[1].Add(&weights[i])
			}
			if h.unsourced.Has(i) {
				sum[2].Add(&weights[i])
			}
		})
		for n, sum := range shared {
			for w := range sum[0] {
				load.Held[w] += sum[0][w]
				split(load.Share[w], sum[0][w], n)
				split(load.Overseas[w], sum[1][w], n)
				split(load.Unsourced[w], sum[2][w], n)
			}
		}
		c.straddlers(&load, h)
		c.departments(&load, k)
		l.Centres = append(l.Centres, load)
	}
}

// weights is those of atoms, less the neighbourhoods of several atoms.
func (c *count) weights() []snapshot.Weights {
	shared, all := c.Grain.Weights(c.Query.Geography), c.Grain.Straddlers(c.Query.Geography)
	if len(all) == 0 {
		return shared
	}
	own := slices.Clone(shared)
	for i := range all {
		own[all[i].Home].Sub(&all[i].Weight)
	}
	return own
}

// straddlers counts the neighbourhoods of several atoms, which the atoms' own
// weights do not hold. A centre holds one when it covers all of its atoms. One
// that the centres cover only together is shared too: each atom stands for an
// equal part of it, split between the centres there, so that shares still add
// up to what is covered.
func (c *count) straddlers(load *Load, h *held) {
	all := c.Grain.Straddlers(c.Query.Geography)
	for i := range all {
		n := &all[i]
		if n.Inside(h.atoms) {
			for w, v := range n.Weight {
				load.Held[w] += v
			}
		}
		if !n.Inside(c.covered) {
			continue
		}
		for _, atom := range n.Parts {
			if !h.atoms.Has(int(atom)) {
				continue
			}
			d := c.degree[atom] * int64(len(n.Parts))
			for w, v := range n.Weight {
				split(load.Share[w], v, d)
				if c.overseas(c.rows.Of[atom]) {
					split(load.Overseas[w], v, d)
				}
				if h.unsourced.Has(int(atom)) {
					split(load.Unsourced[w], v, d)
				}
			}
		}
	}
}

// doubtStraddlers adds the neighbourhoods of several atoms that are covered, but
// by sourced perimeters in part only.
func (c *count) doubtStraddlers(doubtful *snapshot.Sums, rows *snapshot.Rows, unsourced geo.Bitset) {
	sourced := c.covered.Difference(unsourced)
	all := c.Grain.Straddlers(c.Query.Geography)
	for i := range all {
		if n := &all[i]; n.Inside(c.covered) && !n.Inside(unsourced) && !n.Inside(sourced) {
			doubtful.Weights[rows.Of[n.Home]].Add(&n.Weight)
		}
	}
}

// departments counts the departments that one centre holds.
func (c *count) departments(load *Load, k int) {
	unsourced := c.rows.Count(c.held[k].unsourced)
	for row, holders := range c.whole {
		for _, h := range holders {
			if h != k {
				continue
			}
			load.Held[geo.Departments]++
			split(load.Share[geo.Departments], 1, int64(len(holders)))
			if c.overseas(int32(row)) {
				split(load.Overseas[geo.Departments], 1, int64(len(holders)))
			}
			if unsourced[row] > 0 { // a department counts whole, and so does its doubt
				split(load.Unsourced[geo.Departments], 1, int64(len(holders)))
			}
		}
	}
}

func (c *count) overseas(row int32) bool {
	return !geo.Metropole.Contains(c.rows.Units[row].Code)
}

// regions counts every region of the territory.
func (c *count) regions(l *Loads) {
	rows := c.Grain.Rows(geo.Region)
	total := c.Grain.Sum(rows, c.Asked(), c.Query.Geography)
	part := c.Grain.Sum(rows, c.covered, c.Query.Geography)
	unsourced := c.covered.Difference(c.Network.Sourced().Atoms(c.Grain))
	doubtful, byDepartment := c.Grain.Sum(rows, unsourced, c.Query.Geography), c.rows.Count(unsourced)
	c.doubtStraddlers(&doubtful, rows, unsourced)
	approached := rows.Count(c.Asked().Intersection(c.Snapshot.Approximate(c.Grain)))
	at := make([]int, len(rows.Units))
	for i := range rows.Units {
		at[i] = -1
		if total.Atoms[i] == 0 {
			continue
		}
		r := RegionLoad{Unit: rows.Units[i], Approximate: approached[i] > 0}
		r.Total = Amounts(total.Weights[i])
		r.Covered = Amounts(part.Weights[i])
		r.Unsourced = Amounts(doubtful.Weights[i])
		r.Undetermined = c.untold(rows, i)
		at[i] = len(l.Regions)
		l.Regions = append(l.Regions, r)
	}
	for row, region := range rows.OfDepartment() {
		if at[region] < 0 || c.rows.Units[row].Level != geo.Department || !c.Query.Territory.Contains(c.rows.Units[row].Code) {
			continue
		}
		l.Regions[at[region]].Total[geo.Departments]++
		if len(c.whole[row]) > 0 {
			l.Regions[at[region]].Covered[geo.Departments]++
			if byDepartment[row] > 0 {
				l.Regions[at[region]].Unsourced[geo.Departments]++
			}
		}
	}
	for k := range c.held {
		c.held[k].Rows(rows).Each(func(row int) {
			if at[row] >= 0 {
				r := &l.Regions[at[row]]
				r.Centres = append(r.Centres, c.held[k].Record.ID)
			}
		})
	}
}

// totals adds centres and regions up, each its own way.
func (c *count) totals(l *Loads) {
	l.Share = zero()
	for i := range l.Centres {
		for m := range l.Held {
			l.Held[m] += l.Centres[i].Held[m]
			l.Share[m].Add(l.Share[m], l.Centres[i].Share[m])
		}
	}
	for i := range l.Regions {
		for m := range l.Covered {
			l.Covered[m] += l.Regions[i].Covered[m]
			l.Unsourced[m] += l.Regions[i].Unsourced[m]
			l.Undetermined[m] += l.Regions[i].Undetermined[m]
		}
	}
	l.Cut = c.cut.Len()
}

func zero() Shares {
	var s Shares
	for i := range s {
		s[i] = new(big.Rat)
	}
	return s
}

// split adds n over d to a sum.
func split(sum *big.Rat, n, d int64) { sum.Add(sum, big.NewRat(n, d)) }
