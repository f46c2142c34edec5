package realign

import (
	"maillage/geo"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// byRegion is what each centre of a network holds, counted by region.
type byRegion struct {
	*holdings.Holdings
	regions *snapshot.Rows
	centres []*held
	common  geo.Bitset // see [holdings.Holdings.Common]

	wholeIn, touchedIn, commonIn []int32 // atoms by region
}

// held is what one centre holds.
type held struct {
	*holdings.Centre
	regions int // in how many regions it holds something

	wholeIn, touchedIn []int32 // atoms by region
}

// viewByRegion returns the view of a network on the grain that regions call for.
func viewByRegion(s *snapshot.Snapshot, q snapshot.Query, network snapshot.Network) snapshot.View {
	q.Level = geo.Region
	return s.View(q, network)
}

// countByRegion sorts the network of a view by regions by centre, in order of
// first appearance.
func countByRegion(v snapshot.View) *byRegion {
	st := &byRegion{Holdings: holdings.Of(v)}
	st.regions, st.common = st.Grain.Rows(geo.Region), st.Common()
	for _, c := range st.Centres {
		h := &held{Centre: c, wholeIn: st.regions.Count(c.Whole), touchedIn: st.regions.Count(c.Touched)}
		for _, n := range h.touchedIn {
			if n > 0 {
				h.regions++
			}
		}
		st.centres = append(st.centres, h)
	}
	st.wholeIn, st.touchedIn = st.regions.Count(st.Whole), st.regions.Count(st.Touched)
	st.commonIn = st.regions.Count(st.common)
	return st
}

// in returns the centres with ground in a region.
func (st *byRegion) in(region int) []*held {
	var out []*held
	for _, h := range st.centres {
		if h.touchedIn[region] > 0 {
			out = append(out, h)
		}
	}
	return out
}

// status returns the first status that fits a region.
func (st *byRegion) status(region int) Status {
	switch {
	case st.touchedIn[region] == 0:
		return Uncovered
	case st.wholeIn[region] < st.regions.Sizes[region]:
		return Partial
	}
	centres := st.in(region)
	switch {
	case len(centres) == 1 && centres[0].regions == 1:
		return Aligned
	case len(centres) == 1:
		return Shared
	case st.commonIn[region] == 0:
		return Split
	default:
		return Overlapped
	}
}

// rowsIn lists the regions of a territory, then its collectivities, by their
// rows. A region lies whole in one territory.
func (st *byRegion) rowsIn(t geo.Territory) []int {
	var out []int
	for i, n := range st.regions.Count(st.Grain.Territory(t)) {
		if n > 0 {
			out = append(out, i)
		}
	}
	return out
}

// count counts the regions of a territory by status, collectivities apart.
func (st *byRegion) count(t geo.Territory) (regions, apart Counts) {
	for _, i := range st.rowsIn(t) {
		if st.regions.Units[i].Level == geo.Collectivity {
			apart.add(st.status(i))
		} else {
			regions.add(st.status(i))
		}
	}
	return regions, apart
}
