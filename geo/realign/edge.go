package realign

import (
	"maillage/geo"
	"maillage/geo/mesh"
)

// EdgeKind says on what the edge of a centre inside a region lies.
type EdgeKind string

// The kinds of edge.
const (
	NoEdge         EdgeKind = "none"       // the centre holds all of the region
	ApartEdge      EdgeKind = "apart"      // its ground borders on nothing else of the region
	InheritedEdge  EdgeKind = "inherited"  // all of it on borders between regions before 2016
	DepartmentEdge EdgeKind = "department" // all of it on borders between departments, not all of them old regional ones
	OtherEdge      EdgeKind = "other"      // drawn, or on borders between communes
)

// Edge is the border, inside one region, between the ground of a centre and
// the rest of the region.
type Edge struct {
	Kind EdgeKind
	// Measured is false where boundaries are missing or a drawn line cuts
	// units: the kind then follows from codes alone, and there are no lengths.
	Measured bool
	// Metres of the edge by what it lies on; they add up to its length.
	Inherited, Department, Other float64
}

// edges holds the borders between the groups of atoms that no edge cuts: one
// group for each department and set of centres.
type edges struct {
	st      *byRegion
	sample  []int // an atom of each group
	borders []mesh.Border
	loose   []int32 // departments of each region without any boundaries
}

func newEdges(st *byRegion) *edges {
	e := &edges{st: st}
	group := append([]int32(nil), st.Grain.Rows(geo.Department).Of...)
	next := int32(len(st.Grain.Rows(geo.Department).Units))
	for _, h := range st.centres {
		child := map[int32]int32{}
		h.Whole.Each(func(i int) {
			id, ok := child[group[i]]
			if !ok {
				id = next
				next++
				child[group[i]] = id
			}
			group[i] = id
		})
	}
	e.sample = make([]int, next)
	for i, id := range group {
		e.sample[id] = i
	}
	e.borders = st.Snapshot.Borders(st.Grain, group)
	e.loose = make([]int32, len(st.regions.Units))
	of := st.regions.OfDepartment()
	for d, n := range st.Grain.Rows(geo.Department).Count(st.Grain.Grounded()) {
		if n == 0 || !st.Grain.HasGround {
			e.loose[of[d]]++
		}
	}
	return e
}

// of tells the edge of a centre, by its position, in a region where it holds
// ground.
func (e *edges) of(centre, region int) Edge {
	st, h := e.st, e.st.centres[centre]
	switch {
	case h.wholeIn[region] == st.regions.Sizes[region]:
		return Edge{Kind: NoEdge, Measured: true}
	case h.touchedIn[region] > h.wholeIn[region]:
		return Edge{Kind: OtherEdge}
	case e.loose[region] > 0:
		return Edge{Kind: e.byCode(h, region)}
	}
	edge := Edge{Measured: true}
	regions, old, departments := st.regions.Of, st.Grain.Rows(geo.Region2015).Of, st.Grain.Rows(geo.Department).Of
	for _, b := range e.borders {
		if b.A == mesh.Outside {
			continue
		}
		x, y := e.sample[b.A], e.sample[b.B]
		if int(regions[x]) != region || int(regions[y]) != region || h.Whole.Has(x) == h.Whole.Has(y) {
			continue
		}
		switch {
		case old[x] != old[y]:
			edge.Inherited += b.Metres
		case departments[x] != departments[y]:
			edge.Department += b.Metres
		default:
			edge.Other += b.Metres
		}
	}
	edge.Kind = edge.kind()
	return edge
}

func (e *Edge) kind() EdgeKind {
	switch {
	case e.Other > 0:
		return OtherEdge
	case e.Department > 0:
		return DepartmentEdge
	case e.Inherited > 0:
		return InheritedEdge
	default:
		return ApartEdge
	}
}

// byCode supposes that any two units of the region may border on one another:
// the edge is inherited where no region before 2016 stands on both sides of it.
func (e *edges) byCode(h *held, region int) EdgeKind {
	in := e.st.Grain.Territory(geo.France).Clone()
	for i, r := range e.st.regions.Of {
		if int(r) != region {
			in.Remove(i)
		}
	}
	rest := in.Difference(h.Whole)
	in.And(h.Whole)
	parts := func(level geo.Level) bool {
		rows := e.st.Grain.Rows(level)
		inside, outside := rows.Count(in), rows.Count(rest)
		for i := range inside {
			if inside[i] > 0 && outside[i] > 0 {
				return true
			}
		}
		return false
	}
	switch {
	case parts(geo.Department):
		return OtherEdge
	case parts(geo.Region2015):
		return DepartmentEdge
	default:
		return InheritedEdge
	}
}
