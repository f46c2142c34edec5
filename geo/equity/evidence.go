package equity

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// evidence parts what is covered of the regions by the age of the evidence: what
// the perimeters of each age add to the fresher ones.
func (c *count) evidence(l *Loads) {
	aged := coverage.AgedOn(c.Network, c.Query.Date)
	fresher := make([]Amounts, len(l.Regions))
	for _, k := range aged.Ages() {
		var with []Amounts // by row of the regions
		if k < aged.Oldest() {
			with = c.coveredBy(aged.UpTo(k))
		}
		for i := range l.Regions {
			r := &l.Regions[i]
			covered := r.Covered
			if with != nil {
				row, _ := c.Grain.Rows(geo.Region).Row(r.Unit.Code)
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

// coveredBy is what a part of the network covers of each region: departments are
// those that one centre holds by these perimeters alone.
func (c *count) coveredBy(part snapshot.Network) []Amounts {
	of := holdings.Of(c.Over(part))
	whole := make([]bool, len(c.rows.Units))
	for _, own := range of.Centres {
		for row, n := range c.rows.Count(own.Whole.Intersection(c.Asked())) {
			whole[row] = whole[row] || c.isDepartment(row, n)
		}
	}
	rows := c.Grain.Rows(geo.Region)
	out := make([]Amounts, len(rows.Units))
	for i, w := range c.Grain.Sum(rows, of.Whole.Intersection(c.Asked()), c.Query.Geography).Weights {
		out[i] = Amounts(w)
	}
	for row, region := range rows.OfDepartment() {
		if whole[row] {
			out[region][geo.Departments]++
		}
	}
	return out
}
