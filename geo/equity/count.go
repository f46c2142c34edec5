package equity

import (
	"math/big"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// count walks the atoms of one query.
type count struct {
	s         *snapshot.Snapshot
	g         *snapshot.Grain
	q         coverage.Query
	active    snapshot.Network
	own       []snapshot.Network // perimeters of each centre
	ground    []geo.Bitset       // atoms of each centre, in the territory
	bare      []geo.Bitset       // of those, on none of its perimeters that has a source
	covered   geo.Bitset         // atoms of any centre, in the territory
	cut       []geo.Bitset       // atoms that each centre holds in part only
	territory geo.Bitset
	degree    []int64 // centres on each atom
	whole     [][]int // centres that hold each department, by its row
	rows      *snapshot.Rows
}

func newCount(s *snapshot.Snapshot, q coverage.Query, active snapshot.Network) *count {
	g := s.Grain(geo.Region, active.Fine())
	c := &count{s: s, g: g, q: q, active: active, territory: g.Territory(q.Territory), rows: g.Rows(geo.Department)}
	for first := 0; first < len(active); {
		next := first + 1
		for next < len(active) && active[next].Centre.ID == active[first].Centre.ID {
			next++
		}
		if own := active[first:next]; c.touches(own) {
			ground := coverage.Covered(g, own)
			ground.And(c.territory)
			c.own, c.ground = append(c.own, own), append(c.ground, ground)
			c.bare = append(c.bare, c.unsourced(ground, own))
			c.cut = append(c.cut, c.cutBy(own, ground))
		}
		first = next
	}
	c.covered = coverage.Covered(g, active)
	c.covered.And(c.territory)
	c.degree = make([]int64, len(g.Atoms))
	c.whole = make([][]int, len(c.rows.Units))
	for k, set := range c.ground {
		set.Each(func(i int) { c.degree[i]++ })
		for row, n := range c.rows.Count(set) {
			if n > 0 && n == c.rows.Sizes[row] && c.rows.Units[row].Level == geo.Department {
				c.whole[row] = append(c.whole[row], k)
			}
		}
	}
	return c
}

// unsourced is the part of a ground that no perimeter with a published source
// covers.
func (c *count) unsourced(ground geo.Bitset, of snapshot.Network) geo.Bitset {
	var sourced snapshot.Network
	for _, p := range of {
		if p.Sourced {
			sourced = append(sourced, p)
		}
	}
	return ground.Difference(coverage.Covered(c.g, sourced))
}

// touches reports whether a centre has some ground in the territory.
func (c *count) touches(own snapshot.Network) bool {
	found := false
	for _, p := range own {
		p.Rows(c.rows).Each(func(row int) {
			found = found || c.q.Territory.Contains(c.rows.Units[row].Code)
		})
	}
	return found
}

// centres counts every centre.
func (c *count) centres(l *Loads) {
	weights := c.weights()
	for k, set := range c.ground {
		load := Load{
			Centre: c.own[k][0].Centre.ID, Share: zero(), Overseas: zero(), Unsourced: zero(),
			Undetermined: Amounts(c.g.Untold(set, c.cut[k], c.q.Geography)),
			Approximate:  set.Intersects(c.s.Approximate(c.g)),
		}
		// Sums by number of sharers keep fractions out of the inner loop.
		shared := map[int64]*[3]snapshot.Weights{}
		set.Each(func(i int) {
			sum := shared[c.degree[i]]
			if sum == nil {
				sum = new([3]snapshot.Weights)
				shared[c.degree[i]] = sum
			}
			sum[0].Add(&weights[i])
			if c.overseas(c.rows.Of[i]) {
				sum[1].Add(&weights[i])
			}
			if c.bare[k].Has(i) {
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
		c.straddlers(&load, k)
		c.departments(&load, k)
		l.Centres = append(l.Centres, load)
	}
}

// weights is those of atoms, less the neighbourhoods of several atoms.
func (c *count) weights() []snapshot.Weights {
	shared, all := c.g.Weights(c.q.Geography), c.g.Straddlers(c.q.Geography)
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
func (c *count) straddlers(load *Load, k int) {
	all := c.g.Straddlers(c.q.Geography)
	for i := range all {
		n := &all[i]
		if n.Inside(c.ground[k]) {
			for w, v := range n.Weight {
				load.Held[w] += v
			}
		}
		if !n.Inside(c.covered) {
			continue
		}
		for _, atom := range n.Parts {
			if !c.ground[k].Has(int(atom)) {
				continue
			}
			d := c.degree[atom] * int64(len(n.Parts))
			for w, v := range n.Weight {
				split(load.Share[w], v, d)
				if c.overseas(c.rows.Of[atom]) {
					split(load.Overseas[w], v, d)
				}
				if c.bare[k].Has(int(atom)) {
					split(load.Unsourced[w], v, d)
				}
			}
		}
	}
}

// doubtStraddlers adds the neighbourhoods of several atoms that are covered, but
// by sourced perimeters in part only.
func (c *count) doubtStraddlers(doubtful *snapshot.Sums, rows *snapshot.Rows, bare geo.Bitset) {
	sourced := c.covered.Difference(bare)
	all := c.g.Straddlers(c.q.Geography)
	for i := range all {
		if n := &all[i]; n.Inside(c.covered) && !n.Inside(bare) && !n.Inside(sourced) {
			doubtful.Weights[rows.Of[n.Home]].Add(&n.Weight)
		}
	}
}

// departments counts the departments that one centre holds.
func (c *count) departments(load *Load, k int) {
	bare := c.rows.Count(c.bare[k])
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
			if bare[row] > 0 { // a department counts whole, and so does its doubt
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
	rows := c.g.Rows(geo.Region)
	total := c.g.Sum(rows, c.territory, c.q.Geography)
	part := c.g.Sum(rows, c.covered, c.q.Geography)
	bare := c.unsourced(c.covered, c.active)
	doubtful, byDepartment := c.g.Sum(rows, bare, c.q.Geography), c.rows.Count(bare)
	c.doubtStraddlers(&doubtful, rows, bare)
	cut := c.cutBy(c.active, c.covered)
	approached := rows.Count(c.territory.Intersection(c.s.Approximate(c.g)))
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
		r.Undetermined = c.untold(rows, i, cut)
		at[i] = len(l.Regions)
		l.Regions = append(l.Regions, r)
	}
	for row, region := range rows.OfDepartment() {
		if at[region] < 0 || c.rows.Units[row].Level != geo.Department || !c.q.Territory.Contains(c.rows.Units[row].Code) {
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
	for _, own := range c.own {
		met := geo.NewBitset(len(rows.Units))
		for _, p := range own {
			met.Or(p.Rows(rows))
		}
		met.Each(func(row int) {
			if at[row] >= 0 {
				r := &l.Regions[at[row]]
				r.Centres = append(r.Centres, own[0].Centre.ID)
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
	l.Cut = c.cutBy(c.active, c.covered).Len()
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
