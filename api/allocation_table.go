package api

import "maillage/geo/equity"

// allocationTable writes a row for each centre, then what no centre may get and
// the total; the first column tells them apart.
func allocationTable(c *call, awards []award, unallocated euros) *table {
	kinds := []equity.PartKind{
		equity.FixedPart, equity.NeighbourhoodPart, equity.PeoplePart, equity.AreaPart,
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
	sum := unallocated
	for i := range awards {
		w := &awards[i]
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
	return t
}

func (p *properties) addCounts(q *awardQuantities) {
	p.add("neighbourhoods", q.Neighbourhoods)
	p.add("people", q.People)
	p.add("area_km2", q.AreaKM2)
	p.add("overseas_neighbourhoods", q.OverseasNeighbourhoods)
	p.add("overseas_people", q.OverseasPeople)
	p.add("overseas_area_km2", q.OverseasAreaKM2)
	p.add("unsourced_neighbourhoods", q.UnsourcedNeighbourhoods)
	p.add("unsourced_people", q.UnsourcedPeople)
	p.add("unsourced_area_km2", q.UnsourcedAreaKM2)
	p.add("area_approximate", q.Area)
}
