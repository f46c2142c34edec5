package realign

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Remaining is what is not covered of a region, or of the territory asked.
type Remaining struct {
	Measures  geo.ByMeasure[Left]
	Contracts Contracts
}

// Of returns what is left in a measure.
func (r *Remaining) Of(m geo.Measure) *Left { return r.Measures.Of(m) }

// Left is what is not covered in one measure. Areas are in cm² ([geo.Area]).
type Left struct {
	N            int64 // total less covered, less Undetermined
	Total        int64
	Undetermined int64    // beside N: neither covered nor not, as of a [coverage.Figure]
	Approximate  bool     // measured on boundaries marked approximate
	Reason       geo.Lack // why there is no figure; "" where there is one
}

func leftOf(f coverage.Figures) (out geo.ByMeasure[Left]) {
	for i := range f {
		out[i] = Left{
			N: f[i].Uncovered(), Total: f[i].Total, Undetermined: f[i].Undetermined,
			Approximate: f[i].Approximate, Reason: f[i].Reason,
		}
	}
	return out
}

// Contracts counts the city contracts of 2015, each once by its code, placed
// by its departments.
type Contracts struct {
	Covered      int      // every department of it (in the region) is covered whole
	Remaining    []string // codes of those with a department that has no coverage
	Undetermined []string // codes of the others, which a partly covered department holds
	Unplaced     []string // codes of those no known department places; national alone
}

// Total returns the number of contracts placed.
func (c *Contracts) Total() int { return c.Covered + len(c.Remaining) + len(c.Undetermined) }

// leftOver places what is counted by department.
type leftOver struct {
	contracts      []geo.CityContract
	departments    *snapshot.Rows
	of             []int32 // region of each department
	asked          []int32 // atoms of the territory asked, by department
	whole, touched []int32 // atoms held, by department
}

func newLeftOver(st *byRegion) *leftOver {
	rows := st.Grain.Rows(geo.Department)
	return &leftOver{
		contracts: st.Snapshot.Data.Contracts, departments: rows, of: st.regions.OfDepartment(),
		asked: rows.Count(st.Asked()),
		whole: rows.Count(st.Whole), touched: rows.Count(st.Touched),
	}
}

func (l *leftOver) region(region int, f coverage.Figures) Remaining {
	return Remaining{leftOf(f), l.count(func(d int) bool { return int(l.of[d]) == region })}
}

func (l *leftOver) national(f coverage.Figures) Remaining {
	r := Remaining{leftOf(f), l.count(func(int) bool { return true })}
	for i := range l.contracts {
		placed := false
		for _, code := range l.contracts[i].Departments {
			if _, ok := l.departments.Row(code); ok {
				placed = true
			}
		}
		if !placed {
			r.Contracts.Unplaced = append(r.Contracts.Unplaced, l.contracts[i].Code)
		}
	}
	return r
}

// count counts the contracts with a department that is asked for and kept, by
// those departments alone.
func (l *leftOver) count(keep func(department int) bool) Contracts {
	var c Contracts
	for i := range l.contracts {
		var whole, bare, all int
		for _, code := range l.contracts[i].Departments {
			d, ok := l.departments.Row(code)
			if !ok || l.asked[d] == 0 || !keep(d) {
				continue
			}
			all++
			switch {
			case l.whole[d] == l.departments.Sizes[d]:
				whole++
			case l.touched[d] == 0:
				bare++
			}
		}
		code := l.contracts[i].Code
		switch {
		case all == 0:
		case whole == all:
			c.Covered++
		case bare > 0:
			c.Remaining = append(c.Remaining, code)
		default:
			c.Undetermined = append(c.Undetermined, code)
		}
	}
	return c
}
