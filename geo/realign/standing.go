package realign

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// standing is the ground that each centre of a network holds, over one grain,
// counted by region.
type standing struct {
	s       *snapshot.Snapshot
	g       *snapshot.Grain
	regions *snapshot.Rows
	centres []*holding
	whole   geo.Bitset // atoms that some centre holds whole
	touched geo.Bitset // atoms in which some centre holds ground
	common  geo.Bitset // atoms held whole by one centre, in which another holds ground too

	wholeIn, touchedIn, commonIn []int32 // the same, counted by region
}

// holding is what one centre holds.
type holding struct {
	centre  *geo.Centre
	network snapshot.Network
	whole   geo.Bitset // atoms held whole
	touched geo.Bitset // atoms with some ground of the centre
	regions int        // in how many regions it holds ground

	wholeIn, touchedIn []int32 // atoms by region
}

// stand sorts the ground of a network by centre, in order of first appearance.
func stand(s *snapshot.Snapshot, network snapshot.Network) *standing {
	g := s.Grain(geo.Region, network.Fine())
	n := len(g.Atoms)
	st := &standing{s: s, g: g, regions: g.Rows(geo.Region),
		whole: geo.NewBitset(n), touched: geo.NewBitset(n), common: geo.NewBitset(n)}
	byID := map[string]*holding{}
	for _, p := range network {
		h := byID[p.Centre.ID]
		if h == nil {
			h = &holding{centre: p.Centre, whole: geo.NewBitset(n), touched: geo.NewBitset(n)}
			byID[p.Centre.ID] = h
			st.centres = append(st.centres, h)
		}
		h.network = append(h.network, p)
		h.whole.Or(p.Atoms(g))
		h.touched.Or(touchedBy(s, g, p))
	}
	for _, h := range st.centres {
		st.add(h)
	}
	st.wholeIn, st.touchedIn = st.regions.Count(st.whole), st.regions.Count(st.touched)
	st.commonIn = st.regions.Count(st.common)
	return st
}

// touchedBy returns the atoms in which a perimeter has ground. Pieces of atoms
// are told on the base grain alone.
func touchedBy(s *snapshot.Snapshot, g *snapshot.Grain, p *snapshot.Perimeter) geo.Bitset {
	set := p.Atoms(g)
	if g != s.Base() || len(p.Parts) == 0 {
		return set
	}
	set = set.Clone()
	for _, part := range p.Parts {
		set.Add(part.Atom)
	}
	return set
}

// add enters a centre whose ground is complete.
func (st *standing) add(h *holding) {
	h.wholeIn, h.touchedIn = st.regions.Count(h.whole), st.regions.Count(h.touched)
	for _, n := range h.touchedIn {
		if n > 0 {
			h.regions++
		}
	}
	st.common.Or(h.whole.Intersection(st.touched))
	st.common.Or(h.touched.Intersection(st.whole))
	st.whole.Or(h.whole)
	st.touched.Or(h.touched)
}

// in returns the centres with ground in a region.
func (st *standing) in(region int) []*holding {
	var out []*holding
	for _, h := range st.centres {
		if h.touchedIn[region] > 0 {
			out = append(out, h)
		}
	}
	return out
}

// status returns the first status that fits a region.
func (st *standing) status(region int) Status {
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
func (st *standing) rowsIn(t geo.Territory) []int {
	var out []int
	for i, n := range st.regions.Count(st.g.Territory(t)) {
		if n > 0 {
			out = append(out, i)
		}
	}
	return out
}

// count counts the regions of a territory by status, collectivities apart.
func (st *standing) count(t geo.Territory) (regions, apart Counts) {
	for _, i := range st.rowsIn(t) {
		if st.regions.Units[i].Level == geo.Collectivity {
			apart.add(st.status(i))
		} else {
			regions.add(st.status(i))
		}
	}
	return regions, apart
}
