package equity

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// evidence parts what is covered of the regions by the age of the evidence: what
// the perimeters of each age add to the fresher ones.
func (c *count) evidence(l *Loads) {
	age := make([]coverage.Age, len(c.active))
	there, oldest := map[coverage.Age]bool{}, coverage.AttestedOnDay
	for i, p := range c.active {
		age[i] = coverage.AgeOf(p, c.q.Date)
		there[age[i]], oldest = true, max(oldest, age[i])
	}
	fresher := make([]Amounts, len(l.Regions))
	for _, k := range coverage.Ages[:oldest+1] {
		if !there[k] {
			continue
		}
		var with []Amounts // by row of the regions
		if k < oldest {
			with = c.coveredUpTo(age, k)
		}
		for i := range l.Regions {
			r := &l.Regions[i]
			covered := r.Covered
			if with != nil {
				row, _ := c.g.Rows(geo.Region).Row(r.Unit.Code)
				covered = with[row]
			}
			for _, m := range geo.Measures {
				added := covered[m] - fresher[i][m]
				r.Evidence[k][m] = added
				l.Evidence[k][m] += added
			}
			fresher[i] = covered
		}
	}
}

// coveredUpTo is what perimeters of an age or fresher cover of each region:
// departments are those that one centre holds by these alone.
func (c *count) coveredUpTo(age []coverage.Age, oldest coverage.Age) []Amounts {
	all, own := geo.NewBitset(len(c.g.Atoms)), geo.NewBitset(len(c.g.Atoms))
	held := make([]bool, len(c.rows.Units))
	for i, p := range c.active {
		if age[i] <= oldest {
			own.Or(p.Atoms(c.g))
		}
		if i+1 < len(c.active) && c.active[i+1].Centre.ID == p.Centre.ID {
			continue
		}
		own.And(c.territory)
		for row, n := range c.rows.Count(own) {
			held[row] = held[row] || n > 0 && n == c.rows.Sizes[row] && c.rows.Units[row].Level == geo.Department
		}
		all.Or(own)
		clear(own)
	}
	rows := c.g.Rows(geo.Region)
	out := make([]Amounts, len(rows.Units))
	for i, w := range c.g.Sum(rows, all, c.q.Geography).Weights {
		out[i] = Amounts(w)
	}
	for row, region := range rows.OfDepartment() {
		if held[row] {
			out[region][geo.Departments]++
		}
	}
	return out
}
