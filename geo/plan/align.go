package plan

import (
	"cmp"
	"slices"
	"strings"

	"maillage/geo/coverage"
)

// alignment is the assignment problem of Aligned.
type alignment struct {
	w       *ground
	o       Options
	regions []region
}

// region is a region since 2016, or a collectivity, with the centres that may
// keep it.
type region struct {
	code  string
	units []int
	hoods int64
	keep  []int // centres, the best-ranked first
}

// kept is what becomes of one region: a centre by position, toCreate, or none.
type kept struct {
	region int
	centre int
}

// toCreate stands for a centre that is to be created.
const toCreate = -2

// newAlignment lists regions in order of code.
func newAlignment(w *ground, o Options) *alignment {
	a := &alignment{w: w, o: o}
	at := map[string]int{}
	for i := range w.units {
		code := w.units[i].region
		k, ok := at[code]
		if !ok {
			k = len(a.regions)
			at[code] = k
			a.regions = append(a.regions, region{code: code})
		}
		a.regions[k].units = append(a.regions[k].units, i)
		a.regions[k].hoods += w.units[i].hoods
	}
	slices.SortFunc(a.regions, func(x, y region) int { return strings.Compare(x.code, y.code) })
	for k := range a.regions {
		a.rank(&a.regions[k])
	}
	return a
}

// rank lists the centres with ground in a region, by the neighbourhoods of it
// that they hold, then by ID.
func (a *alignment) rank(r *region) {
	hoods := map[int]int64{}
	for _, i := range r.units {
		for _, h := range a.w.units[i].holders {
			hoods[h.centre] += h.hoods
		}
	}
	for c := range hoods {
		r.keep = append(r.keep, c)
	}
	slices.SortFunc(r.keep, func(x, y int) int {
		return cmp.Or(cmp.Compare(hoods[y], hoods[x]), cmp.Compare(x, y))
	})
}

// changed counts the units of a region whose set of centres changes when one
// centre keeps it alone; a created centre is none.
func (a *alignment) changed(r *region, c int) int64 {
	n := int64(0)
	for _, i := range r.units {
		u := &a.w.units[i]
		if len(u.holders) != 1 || u.holders[0].centre != c || u.status != coverage.IsCovered {
			n++
		}
	}
	return n
}

// Terms of the costs of an alignment; the ranks of the choices follow, region
// by region, and break the ties.
const (
	alignLeftHoods = iota
	alignLeftUnits
	alignChanged
	alignCreated
	alignTerms
)

// costs has a row per region. Columns are the centres, then for each region one
// creation and one "none" of its own.
func (a *alignment) costs() [][]cost {
	centres, n := len(a.w.centres), len(a.regions)
	out := make([][]cost, n)
	for k := range a.regions {
		r := &a.regions[k]
		out[k] = make([]cost, centres+2*n)
		set := func(column, rank int, terms ...int64) {
			c := make(cost, alignTerms+n)
			copy(c, terms)
			c[alignTerms+k] = int64(rank)
			out[k][column] = c
		}
		fits := a.o.MaxLoad == 0 || r.hoods <= a.o.MaxLoad
		for rank, c := range r.keep {
			if fits {
				set(c, rank, 0, 0, a.changed(r, c), 0)
			}
		}
		if a.o.AllowCreate && fits {
			set(centres+k, len(r.keep), 0, 0, a.changed(r, none), 1)
		}
		set(centres+n+k, len(r.keep)+1, r.hoods, int64(len(r.units)), a.emptied(r), 0)
	}
	return out
}

// emptied counts the units of a region that lose every centre they have.
func (a *alignment) emptied(r *region) int64 {
	n := int64(0)
	for _, i := range r.units {
		n += one(len(a.w.units[i].holders) > 0)
	}
	return n
}

// solve assigns every region. It always can: each may be left.
func (a *alignment) solve() (plan []kept, v value) {
	costs := a.costs()
	columns, _ := assign(costs)
	centres, n := len(a.w.centres), len(a.regions)
	for k, column := range columns {
		c := costs[k][column]
		v[leftHoods] += c[alignLeftHoods]
		v[leftUnits] += c[alignLeftUnits]
		v[changed] += c[alignChanged]
		v[created] += c[alignCreated]
		switch {
		case column >= centres+n:
			plan = append(plan, kept{k, none})
		case column >= centres:
			plan = append(plan, kept{k, toCreate})
		default:
			plan = append(plan, kept{k, column})
		}
	}
	return plan, v
}
