package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
)

// realignmentGeoJSON shows the regions with their ground: the layer a map of the
// realignment is drawn from.
func realignmentGeoJSON(c *call, r *realignmentResult) (answer, error) {
	return c.featuresOf(len(r.Regions), func(i int) feature { return realignedFeature(c, r.Realignment, i) }, c.ofEach()), nil
}

func realignedFeature(c *call, r *realign.Realignment, i int) feature {
	region := &r.Regions[i]
	ids, edges, straddling := []string{}, []string{}, []string{}
	for k := range region.Centres {
		centre := &region.Centres[k]
		ids, edges = append(ids, centre.Centre.ID), append(edges, string(centre.Edge.Kind))
		if len(centre.Regions) > 1 {
			straddling = append(straddling, centre.Centre.ID)
		}
	}
	p := properties{
		{"code", region.Unit.Code}, {"name", region.Unit.Name}, {"level", string(region.Unit.Level)},
		{"status", string(region.Status)}, {"centres", ids}, {"centre_edges", edges}, {"straddling_centres", straddling},
		{"in_common", codes(region.InCommon)},
	}
	p.addCoverage(&r.Coverage.Rows[i].Figures)
	p.add("evidence_year", yearOf(r.Coverage.Rows[i].Attested))
	p.addRemaining(&region.Remaining, region.NotCovered)
	p.addIndex(regionIndexOf(&region.Alignment).alignment)
	p.addAsked(c)
	return newFeature(region.Unit.Code, groundOf(c.snapshot, &region.Unit), p)
}

// realignmentTable writes one row per region, each followed by one per centre
// in it, those of France and its parts, and the totals last: the first column tells which. What the centres of
// a region hold adds up to more than the region where they overlap.
func realignmentTable(c *call, r *realignmentResult) (*table, error) {
	beside, err := r.beside()
	if err != nil {
		return nil, err
	}
	t := newTable(c, "maillage-realignment-"+c.Date.String(), realignmentColumns()...)
	start := func(row string, u *geo.Unit) properties {
		return properties{
			{"row", row}, {"datetime", c.Date.String()}, {"territory", string(c.Territory)}, {"scope", string(c.Scope)},
			{"min_confidence", c.Confidence.String()}, {"qpv", string(c.Geography)},
			{"level", string(u.Level)}, {"code", u.Code}, {"name", u.Name},
		}
	}
	for i := range r.Regions {
		region := &r.Regions[i]
		row := start("region", &region.Unit)
		row.add("status", string(region.Status))
		row.add("in_common", region.InCommon)
		row.addCoverage(&r.Coverage.Rows[i].Figures)
		row.addRemaining(&region.Remaining, region.NotCovered)
		row.addIndex(regionIndexOf(&region.Alignment).alignment)
		row.addAges(beside.aged.of(i), geo.Neighbourhoods, "")
		row.add("evidence_year", yearOf(r.Coverage.Rows[i].Attested))
		t.addNamed(row)
		for k := range region.Centres {
			row := start("centre", &region.Unit)
			row.addHeld(&region.Centres[k])
			t.addNamed(row)
		}
	}
	for i := range beside.lands {
		part := &beside.lands[i]
		row := start("by_territory", &geo.Unit{Name: part.territory.Describe()})
		row.set("territory", string(part.territory))
		row.addCoverage(&part.figures)
		row.addAges(part.evidence, geo.Neighbourhoods, "")
		t.addNamed(row)
	}
	row := start("total", &geo.Unit{Name: c.Territory.Describe()})
	row.addCoverage(&r.Coverage.Totals)
	row.addRemaining(&r.Remaining, departmentsLeft(r.Realignment))
	row.addIndex(alignmentOf(&r.Alignment))
	row.addBand(beside.band)
	row.addAges(beside.band.Evidence, geo.Neighbourhoods, "")
	t.addNamed(row)
	return t, nil
}

func realignmentColumns() []string {
	var figures properties
	figures.addCoverage(&coverage.Figures{})
	figures.addRemaining(&realign.Remaining{}, nil)
	figures.addIndex(alignment{})
	figures.addBand(&band{})
	figures.addAges(nil, geo.Neighbourhoods, "")
	figures.add("evidence_year", nil)
	return append([]string{
		"row", "datetime", "territory", "scope", "min_confidence", "qpv", "level", "code", "name", "status",
		"centre", "centre_name", "edge", "edge_inherited_km", "edge_department_km", "edge_other_km", "straddles", "in_common",
	}, figures.names()...)
}

// addHeld adds what one centre holds of a region.
func (p *properties) addHeld(centre *realign.Centre) {
	p.add("centre", centre.Centre.ID)
	p.add("centre_name", centre.Centre.Name)
	p.add("edge", string(centre.Edge.Kind))
	if km := edgeLengthsOf(&centre.Edge); km != nil {
		p.add("edge_inherited_km", km.Inherited)
		p.add("edge_department_km", km.Department)
		p.add("edge_other_km", km.Other)
	}
	p.add("straddles", straddled(centre))
	p.addCoverage(&centre.Shares)
}

// addRemaining adds what full coverage lacks.
func (p *properties) addRemaining(r *realign.Remaining, departments []string) {
	departments, collectivities := apart(departments)
	p.add("remaining_department_codes", departments)
	p.add("remaining_collectivity_codes", collectivities)
	for _, m := range geo.Measures {
		p.add(m.String()+"_remaining", remainderOf(m, r.Of(m), "").Remaining)
	}
	k := &r.Contracts
	p.add("city_contracts_total", k.Total())
	p.add("city_contracts_covered", k.Covered)
	p.add("city_contracts_remaining", len(k.Remaining))
	p.add("city_contracts_undetermined", len(k.Undetermined))
	p.add("city_contracts_unplaced", len(k.Unplaced))
}

func (p *properties) addIndex(x alignment) {
	p.add("index_departments", orNull(x.Departments))
	p.add("index_neighbourhoods", orNull(x.Neighbourhoods))
}
