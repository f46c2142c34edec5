package equity

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo/equity"
)

// allocationTable writes a row for each centre, then what no centre may get and
// the total; the first column tells them apart.
func allocationTable(c *ask.Call, r *allocationResult) (*rest.Table, error) {
	kinds := []equity.PartKind{
		equity.FixedPart, equity.NeighbourhoodPart, equity.PeoplePart, equity.NPNRUPart, equity.AreaPart,
		equity.FloorPart, equity.CeilingPart, equity.BalancePart,
	}
	columns := equityRow(c, "", "", "")
	columns.Add("euros", nil)
	for _, kind := range kinds {
		columns.Add("euros_"+string(kind), nil)
	}
	addCounts(&columns, &awardQuantities{})
	columns.Add("caution", nil)
	columns.Add("notice", nil)
	t := wire.NewTable(c, "maillage-allocation-"+c.Date.String(), columns.Names()...)
	unallocated := euros(r.Unallocated)
	sum := unallocated
	for i := range r.awards {
		w := &r.awards[i]
		p := equityRow(c, "centre", w.ID, w.Name)
		p.Add("euros", w.Euros.number())
		for _, one := range w.Parts {
			p.Add("euros_"+one.Kind, one.Euros.number())
		}
		addCounts(&p, &w.Quantities)
		p.Add("caution", w.Caution)
		t.AddNamed(append(p, rest.Property{Name: "notice", Value: notOfficial}))
		sum += w.Euros
	}
	for _, row := range []struct {
		name  string
		euros euros
	}{{"unallocated", unallocated}, {"total", sum}} {
		t.AddNamed(append(equityRow(c, row.name, "", ""), rest.Property{Name: "euros", Value: row.euros.number()},
			rest.Property{Name: "notice", Value: notOfficial}))
	}
	return t, nil
}

func addCounts(p *rest.Properties, q *awardQuantities) {
	for _, one := range []struct {
		name  string
		count *float64
	}{
		{"neighbourhoods", q.Neighbourhoods}, {"people", q.People}, {"npnru_neighbourhoods", q.NPNRU},
		{"area_km2", q.AreaKM2},
		{"overseas_neighbourhoods", q.OverseasNeighbourhoods}, {"overseas_people", q.OverseasPeople},
		{"overseas_npnru_neighbourhoods", q.OverseasNPNRU}, {"overseas_area_km2", q.OverseasAreaKM2},
		{"unsourced_neighbourhoods", q.UnsourcedNeighbourhoods}, {"unsourced_people", q.UnsourcedPeople},
		{"unsourced_npnru_neighbourhoods", q.UnsourcedNPNRU}, {"unsourced_area_km2", q.UnsourcedAreaKM2},
	} {
		p.Add(one.name, rest.OrNull(one.count))
	}
	p.Add("area_approximate", q.Area)
}
