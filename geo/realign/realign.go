package realign

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Realignment is how a network stands against the regions since 2016.
type Realignment struct {
	Query     coverage.Query     // as asked, at level region
	Coverage  *coverage.Analysis // figures, assumptions and centres known, by region
	Regions   []Region           // in order of code, collectivities last
	Counts    Counts             // regions by status
	Apart     Counts             // collectivities by status
	Remaining Remaining          // to full coverage of the territory asked
	Alignment NationalAlignment

	view snapshot.View // of the network, by region
}

// Region is how the network stands against one region or collectivity, with
// what its status rests on.
type Region struct {
	Unit    geo.Unit
	Status  Status
	Centres []Centre // with ground in it, in the order of the network
	// Codes of the departments (or collectivity) not covered whole, and of
	// those in which centres hold ground in common.
	NotCovered, InCommon []string
	Remaining            Remaining
	Alignment            Alignment
}

// Centre is what one centre holds of one region.
type Centre struct {
	Centre *geo.Centre
	// Shares of the region's departments, neighbourhoods, people and so on that
	// this centre covers. Covered is its own ground, whoever else holds it too.
	Shares coverage.Figures
	Edge   Edge
	// Regions lists the codes of all regions in which the centre holds ground;
	// it straddles them where there are several.
	Regions []string
}

// Realign tells how the perimeters active at the query's date stand against
// the regions of its territory. The query's level is not looked at. It fails
// where ctx ends, or a drawn perimeter cannot be cut against the boundaries.
func Realign(ctx context.Context, s *snapshot.Snapshot, q coverage.Query) (*Realignment, error) {
	return RealignNetwork(ctx, s, q, s.Active(q))
}

// RealignNetwork is [Realign] for a network that need not be the snapshot's
// own: the scope, confidence and dates of its perimeters are not looked at.
func RealignNetwork(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, network snapshot.Network) (*Realignment, error) {
	st := countByRegion(viewByRegion(s, q, network))
	q = st.Query
	figures, err := coverage.AnalyseNetwork(ctx, s, q, network)
	if err != nil {
		return nil, err
	}
	weighed, err := st.weigh(ctx)
	if err != nil {
		return nil, err
	}
	r := &Realignment{Query: q, Coverage: figures, Alignment: weighed.national(st, q.Territory), view: st.View}
	r.Counts, r.Apart = st.count(q.Territory)
	left := newLeftOver(st)
	r.Remaining = left.national(figures.Totals)
	edges := newEdges(st)
	shares, err := st.shares(ctx)
	if err != nil {
		return nil, err
	}
	for i, row := range figures.Rows {
		k, _ := st.regions.Row(row.Unit.Code) // both come from the same catalogue
		r.Regions = append(r.Regions, Region{
			Unit: row.Unit, Status: st.status(k),
			Centres:    st.centresIn(k, i, edges, shares),
			NotCovered: st.departmentsOf(k, st.lacking()), InCommon: st.departmentsOf(k, st.common),
			Remaining: left.region(k, row.Figures), Alignment: weighed.of(k),
		})
	}
	return r, nil
}

// shares returns, for each centre, its own coverage of every row.
func (st *byRegion) shares(ctx context.Context) ([][]coverage.Row, error) {
	out := make([][]coverage.Row, len(st.centres))
	for k, h := range st.centres {
		a, err := coverage.AnalyseNetwork(ctx, st.Snapshot, st.Query, h.Network)
		if err != nil {
			return nil, err
		}
		out[k] = a.Rows
	}
	return out, nil
}

// centresIn describes the centres of a region; row is its place in the rows of
// shares.
func (st *byRegion) centresIn(region, row int, edges *edges, shares [][]coverage.Row) []Centre {
	var out []Centre
	for k, h := range st.centres {
		if h.touchedIn[region] == 0 {
			continue
		}
		c := Centre{Centre: h.Record, Shares: shares[k][row].Figures, Edge: edges.of(k, region)}
		for i, n := range h.touchedIn {
			if n > 0 {
				c.Regions = append(c.Regions, st.regions.Units[i].Code)
			}
		}
		out = append(out, c)
	}
	return out
}

// lacking returns the atoms that no centre holds whole.
func (st *byRegion) lacking() geo.Bitset {
	return st.Grain.Territory(geo.France).Difference(st.Whole)
}

// departmentsOf lists the departments of a region in which a set has atoms, in
// order of code.
func (st *byRegion) departmentsOf(region int, set geo.Bitset) []string {
	departments := st.Grain.Rows(geo.Department)
	of := st.regions.OfDepartment()
	var out []string
	for d, n := range departments.Count(set) {
		if n > 0 && int(of[d]) == region {
			out = append(out, departments.Units[d].Code)
		}
	}
	return out
}
