package api

import "maillage/geo/equity"

// allocationTable writes a row for each centre, then what no centre may get and
// the total; the first column tells them apart.
func allocationTable(c *call, r *allocationResult) (*table, error) {
	kinds := []equity.PartKind{
		equity.FixedPart, equity.NeighbourhoodPart, equity.PeoplePart, equity.NPNRUPart, equity.AreaPart,
		equity.FloorPart, equity.CeilingPart, equity.BalancePart,
	}
	columns := equityRow(c, "", "", "")
	columns.add("euros", nil)
	for _, kind := range kinds {
		columns.add("euros_"+string(kind), nil)
	}
	columns.addCounts(&awardQuantities{})
	columns.add("caution", nil)
	columns.add("notice", nil)
	t := newTable(c, "maillage-allocation-"+c.Date.String(), columns.names()...)
	unallocated := euros(r.Unallocated)
	sum := unallocated
	for i := range r.awards {
		w := &r.awards[i]
		p := equityRow(c, "centre", w.ID, w.Name)
		p.add("euros", w.Euros.number())
		for _, one := range w.Parts {
			p.add("euros_"+one.Kind, one.Euros.number())
		}
		p.addCounts(&w.Quantities)
		p.add("caution", w.Caution)
		t.addNamed(append(p, property{"notice", notOfficial}))
		sum += w.Euros
	}
	for _, row := range []struct {
		name  string
		euros euros
	}{{"unallocated", unallocated}, {"total", sum}} {
		t.addNamed(append(equityRow(c, row.name, "", ""), property{"euros", row.euros.number()}, property{"notice", notOfficial}))
	}
	return t, nil
}

func (p *properties) addCounts(q *awardQuantities) {
	for _, one := range []struct {
		name  string
		count *float64
	}{
		{"neighbourhoods", q.Neighbourhoods}, {"people", q.People}, {"npnru_neighbourhoods", q.NPNRU}, {"area_km2", q.AreaKM2},
		{"overseas_neighbourhoods", q.OverseasNeighbourhoods}, {"overseas_people", q.OverseasPeople},
		{"overseas_npnru_neighbourhoods", q.OverseasNPNRU}, {"overseas_area_km2", q.OverseasAreaKM2},
		{"unsourced_neighbourhoods", q.UnsourcedNeighbourhoods}, {"unsourced_people", q.UnsourcedPeople},
		{"unsourced_npnru_neighbourhoods", q.UnsourcedNPNRU}, {"unsourced_area_km2", q.UnsourcedAreaKM2},
	} {
		p.add(one.name, orNull(one.count))
	}
	p.add("area_approximate", q.Area)
}
