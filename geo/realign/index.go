package realign

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Index is the alignment of one region in one weight; the package
// documentation gives its formula and bounds.
type Index struct {
	Value       float64 // Coverage * Containment * Unity, from 0 to 1
	Coverage    float64 // share of the region that is covered
	Containment float64 // share of the ground of its centres that lies in it
	Unity       float64 // share of its largest centre in what its centres hold of it
	Known       bool    // false where the region weighs nothing
}

// Mean is the alignment of the nation in one weight: the mean of the regions,
// each by its own weight.
type Mean struct {
	Value float64
	Known bool // false where nothing has any weight
}

// Alignment is the index in both weights.
type Alignment struct {
	Departments, Neighbourhoods Index
}

// NationalAlignment is the mean in both weights.
type NationalAlignment struct {
	Departments, Neighbourhoods Mean
}

// scale is what each centre, and all together, hold of every region, in one
// weight.
type scale struct {
	held   [][]float64 // by centre, in the order of byRegion.centres, then by region
	union  []float64   // what is covered of each region
	weight []float64   // what each region weighs
}

// index applies the formula to a region.
func (sc *scale) index(region int) Index {
	x := Index{Known: sc.weight[region] > 0}
	if !x.Known {
		return x
	}
	x.Coverage = sc.union[region] / sc.weight[region]
	var inside, all, largest float64
	for _, held := range sc.held {
		if held[region] == 0 {
			continue
		}
		inside += held[region]
		largest = max(largest, held[region])
		for _, w := range held {
			all += w
		}
	}
	if inside > 0 {
		x.Containment, x.Unity = inside/all, largest/inside
	}
	x.Value = x.Coverage * x.Containment * x.Unity
	return x
}

// mean weighs the indices of rows; keep tells which rows enter it.
func (sc *scale) mean(rows []int, keep func(row int) bool) Mean {
	var sum, weight float64
	for _, i := range rows {
		if x := sc.index(i); x.Known && keep(i) {
			sum += x.Value * sc.weight[i]
			weight += sc.weight[i]
		}
	}
	if weight == 0 {
		return Mean{}
	}
	return Mean{sum / weight, true}
}

// scales weighs a network both ways.
type scales struct {
	departments, neighbourhoods *scale
}

func (st *byRegion) weigh(ctx context.Context) (*scales, error) {
	departments, err := st.byDepartments(ctx)
	if err != nil {
		return nil, err
	}
	neighbourhoods, err := st.byNeighbourhoods(ctx)
	return &scales{departments, neighbourhoods}, err
}

func (w *scales) of(region int) Alignment {
	return Alignment{w.departments.index(region), w.neighbourhoods.index(region)}
}

// national leaves the collectivities out of the mean by departments, which
// they are not; their neighbourhoods count like all others.
func (w *scales) national(st *byRegion, t geo.Territory) NationalAlignment {
	rows := st.rowsIn(t)
	return NationalAlignment{
		Departments:    w.departments.mean(rows, func(i int) bool { return st.regions.Units[i].Level == geo.Region }),
		Neighbourhoods: w.neighbourhoods.mean(rows, func(int) bool { return true }),
	}
}

// byDepartments weighs every department 1, shared out evenly among its atoms.
// Counts are divided once per department, so that a whole one weighs exactly 1.
func (st *byRegion) byDepartments(ctx context.Context) (*scale, error) {
	sc := &scale{weight: make([]float64, len(st.regions.Units))}
	for _, region := range st.regions.OfDepartment() {
		sc.weight[region]++
	}
	pieces, err := st.pieces(ctx)
	if err != nil {
		return nil, err
	}
	for k, h := range st.centres {
		sc.held = append(sc.held, st.departmentsIn(h.Whole, pieces.held[k]))
	}
	sc.union = st.departmentsIn(st.Whole, pieces.union)
	return sc, nil
}

// departmentsIn adds up, by region, whole atoms and shares of other atoms.
func (st *byRegion) departmentsIn(whole geo.Bitset, pieces []piece) []float64 {
	departments := st.Grain.Rows(geo.Department)
	out := make([]float64, len(st.regions.Units))
	of := st.regions.OfDepartment()
	for d, n := range departments.Count(whole) {
		out[of[d]] += float64(n) / float64(departments.Sizes[d])
	}
	for _, p := range pieces {
		d := departments.Of[p.atom]
		out[of[d]] += p.share / float64(departments.Sizes[d])
	}
	return out
}

// byNeighbourhoods weighs by neighbourhoods covered, as coverage counts them.
func (st *byRegion) byNeighbourhoods(ctx context.Context) (*scale, error) {
	sc := &scale{}
	for _, h := range st.centres {
		held, err := st.neighbourhoodsIn(ctx, h.Network, h.Whole)
		if err != nil {
			return nil, err
		}
		sc.held = append(sc.held, held)
	}
	var err error
	if sc.union, err = st.neighbourhoodsIn(ctx, st.Network, st.Whole); err != nil {
		return nil, err
	}
	sc.weight = neighbourhoodsOf(st.Grain.Whole(st.regions, geo.France, st.Query.Geography))
	return sc, nil
}

// neighbourhoodsIn counts neighbourhoods by region. Whole atoms are summed
// here; where a drawn perimeter cuts atoms, coverage is asked.
func (st *byRegion) neighbourhoodsIn(ctx context.Context, network snapshot.Network, whole geo.Bitset) ([]float64, error) {
	q := st.Query
	if !st.Over(network).Cuts() {
		return neighbourhoodsOf(st.Grain.Sum(st.regions, whole, q.Geography)), nil
	}
	q.Territory = geo.France
	a, err := coverage.AnalyseNetwork(ctx, st.Snapshot, q, network)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(st.regions.Units))
	for _, r := range a.Rows {
		if i, ok := st.regions.Row(r.Unit.Code); ok {
			out[i] = float64(r.Figures.Of(geo.Neighbourhoods).Covered)
		}
	}
	return out, nil
}

func neighbourhoodsOf(sums snapshot.Sums) []float64 {
	out := make([]float64, len(sums.Weights))
	for i := range sums.Weights {
		out[i] = float64(sums.Weights[i][geo.Neighbourhoods])
	}
	return out
}
