package realignment

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// realignmentGeoJSON shows the regions with their ground: the layer a map of the
// realignment is drawn from.
func realignmentGeoJSON(c *ask.Call, r *realignmentResult) (rest.Answer, error) {
	return wire.FeaturesOf(c, len(r.Regions), func(i int) rest.Feature { return realignedFeature(c, r.Realignment, i) },
		wire.OfEach(c)), nil
}

func realignedFeature(c *ask.Call, r *realign.Realignment, i int) rest.Feature {
	region := &r.Regions[i]
	ids, edges, straddling := []string{}, []string{}, []string{}
	for k := range region.Centres {
		centre := &region.Centres[k]
		ids, edges = append(ids, centre.Centre.ID), append(edges, string(centre.Edge.Kind))
		if len(centre.Regions) > 1 {
			straddling = append(straddling, centre.Centre.ID)
		}
	}
	p := rest.Properties{
		{Name: "code", Value: region.Unit.Code}, {Name: "name", Value: region.Unit.Name},
		{Name: "level", Value: string(region.Unit.Level)},
		{Name: "status", Value: string(region.Status)}, {Name: "centres", Value: ids}, {Name: "centre_edges", Value: edges},
		{Name: "straddling_centres", Value: straddling},
		{Name: "in_common", Value: rest.Codes(region.InCommon)},
	}
	wire.AddCoverage(&p, &r.Coverage.Rows[i].Figures)
	p.Add("evidence_year", wire.YearOf(r.Coverage.Rows[i].Attested))
	addRemaining(&p, &region.Remaining, region.NotCovered)
	addIndex(&p, wire.RegionIndexOf(&region.Alignment).Alignment)
	wire.AddEcho(&p, c)
	return rest.NewFeature(region.Unit.Code, wire.GroundOf(c.Snapshot, &region.Unit), p)
}

// realignmentTable writes one row per region, each followed by one per centre
// in it, those of France and its parts, and the totals last: the first column tells which. What the centres of
// a region hold adds up to more than the region where they overlap.
func realignmentTable(c *ask.Call, r *realignmentResult) (*rest.Table, error) {
	beside, err := r.beside()
	if err != nil {
		return nil, err
	}
	t := wire.NewTable(c, "maillage-realignment-"+c.Date.String(), realignmentColumns()...)
	start := func(row string, u *geo.Unit) rest.Properties {
		return rest.Properties{
			{Name: "row", Value: row}, {Name: "datetime", Value: c.Date.String()},
			{Name: "territory", Value: string(c.Territory)}, {Name: "scope", Value: string(c.Scope)},
			{Name: "min_confidence", Value: c.Confidence.String()}, {Name: "qpv", Value: string(c.Geography)},
			{Name: "level", Value: string(u.Level)}, {Name: "code", Value: u.Code}, {Name: "name", Value: u.Name},
		}
	}
	for i := range r.Regions {
		region := &r.Regions[i]
		row := start("region", &region.Unit)
		row.Add("status", string(region.Status))
		row.Add("in_common", region.InCommon)
		wire.AddCoverage(&row, &r.Coverage.Rows[i].Figures)
		addRemaining(&row, &region.Remaining, region.NotCovered)
		addIndex(&row, wire.RegionIndexOf(&region.Alignment).Alignment)
		wire.AddAges(&row, beside.aged.Of(i), geo.Neighbourhoods, "")
		row.Add("evidence_year", wire.YearOf(r.Coverage.Rows[i].Attested))
		t.AddNamed(row)
		for k := range region.Centres {
			row := start("centre", &region.Unit)
			addHeld(&row, &region.Centres[k])
			t.AddNamed(row)
		}
	}
	for i := range beside.lands {
		part := &beside.lands[i]
		row := start("by_territory", &geo.Unit{Name: part.Territory.Describe()})
		row.Set("territory", string(part.Territory))
		wire.AddCoverage(&row, &part.Figures)
		wire.AddAges(&row, part.Evidence, geo.Neighbourhoods, "")
		t.AddNamed(row)
	}
	row := start("total", &geo.Unit{Name: c.Territory.Describe()})
	wire.AddCoverage(&row, &r.Coverage.Totals)
	addRemaining(&row, &r.Remaining, departmentsLeft(r.Realignment))
	addIndex(&row, wire.AlignmentOf(&r.Alignment))
	wire.AddBand(&row, beside.band)
	wire.AddAges(&row, beside.band.Evidence, geo.Neighbourhoods, "")
	t.AddNamed(row)
	return t, nil
}

func realignmentColumns() []string {
	var figures rest.Properties
	wire.AddCoverage(&figures, &coverage.Figures{})
	addRemaining(&figures, &realign.Remaining{}, nil)
	addIndex(&figures, wire.Alignment{})
	wire.AddBand(&figures, &wire.Band{})
	wire.AddAges(&figures, nil, geo.Neighbourhoods, "")
	figures.Add("evidence_year", nil)
	return append([]string{
		"row", "datetime", "territory", "scope", "min_confidence", "qpv", "level", "code", "name", "status",
		"centre", "centre_name", "edge", "edge_inherited_km", "edge_department_km", "edge_other_km", "straddles", "in_common",
	}, figures.Names()...)
}

// addHeld adds what one centre holds of a region.
func addHeld(p *rest.Properties, centre *realign.Centre) {
	p.Add("centre", centre.Centre.ID)
	p.Add("centre_name", centre.Centre.Name)
	p.Add("edge", string(centre.Edge.Kind))
	if km := edgeLengthsOf(&centre.Edge); km != nil {
		p.Add("edge_inherited_km", km.Inherited)
		p.Add("edge_department_km", km.Department)
		p.Add("edge_other_km", km.Other)
	}
	p.Add("straddles", straddled(centre))
	wire.AddCoverage(p, &centre.Shares)
}

// addRemaining adds what full coverage lacks.
func addRemaining(p *rest.Properties, r *realign.Remaining, departments []string) {
	departments, collectivities := wire.Apart(departments)
	p.Add("remaining_department_codes", departments)
	p.Add("remaining_collectivity_codes", collectivities)
	for _, m := range geo.Measures {
		p.Add(m.String()+"_remaining", wire.RemainderOf(m, r.Of(m), "").Remaining)
	}
	k := &r.Contracts
	p.Add("city_contracts_total", k.Total())
	p.Add("city_contracts_covered", k.Covered)
	p.Add("city_contracts_remaining", len(k.Remaining))
	p.Add("city_contracts_undetermined", len(k.Undetermined))
	p.Add("city_contracts_unplaced", len(k.Unplaced))
}

func addIndex(p *rest.Properties, x wire.Alignment) {
	p.Add("index_departments", rest.OrNull(x.Departments))
	p.Add("index_neighbourhoods", rest.OrNull(x.Neighbourhoods))
}
