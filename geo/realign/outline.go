package realign

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Outline is how a network stands against the regions, without figures: what
// two networks are compared by. It costs a fraction of a [Realignment].
type Outline struct {
	Regions   []RegionOutline // of the territory asked, in order of code, collectivities last
	Counts    Counts          // regions by status
	Apart     Counts          // collectivities by status
	Alignment NationalAlignment
}

// RegionOutline is how a network stands against one region or collectivity.
type RegionOutline struct {
	Unit      geo.Unit
	Status    Status
	Alignment Alignment
}

// OutlineOf tells how a network that need not be the snapshot's own stands: of
// the query its territory and geography are looked at. It fails where ctx ends or a
// drawn perimeter cannot be cut against the boundaries.
func OutlineOf(ctx context.Context, s *snapshot.Snapshot, q coverage.Query, network snapshot.Network) (*Outline, error) {
	st := countByRegion(viewByRegion(s, q, network))
	weighed, err := st.weigh(ctx)
	if err != nil {
		return nil, err
	}
	o := &Outline{Alignment: weighed.national(st, q.Territory)}
	o.Counts, o.Apart = st.count(q.Territory)
	for _, i := range st.rowsIn(q.Territory) {
		o.Regions = append(o.Regions, RegionOutline{st.regions.Units[i], st.status(i), weighed.of(i)})
	}
	return o, nil
}

// RegionStatus is the status of one region or collectivity.
type RegionStatus struct {
	Unit   geo.Unit
	Status Status
}

// StatusesOf tells the statuses of an [Outline] of France alone, which cost little
// where perimeters are drawn: nothing is measured.
func StatusesOf(s *snapshot.Snapshot, network snapshot.Network) []RegionStatus {
	st := countByRegion(viewByRegion(s, snapshot.Query{Territory: geo.France}, network))
	var out []RegionStatus
	for _, i := range st.rowsIn(geo.France) {
		out = append(out, RegionStatus{st.regions.Units[i], st.status(i)})
	}
	return out
}

// Turn is a region whose status differs between two networks.
type Turn struct {
	Unit          geo.Unit
	From, To      Status
	Before, After Alignment
}

// Turns lists the regions that both have and whose status differs, in order.
func Turns(before, after *Outline) []Turn {
	was := make(map[string]*RegionOutline, len(before.Regions))
	for i := range before.Regions {
		was[before.Regions[i].Unit.Code] = &before.Regions[i]
	}
	var out []Turn
	for i := range after.Regions {
		a := &after.Regions[i]
		if b, ok := was[a.Unit.Code]; ok && b.Status != a.Status {
			out = append(out, Turn{a.Unit, b.Status, a.Status, b.Alignment, a.Alignment})
		}
	}
	return out
}
