package api

import (
	"maillage/geo"
	"maillage/geo/coverage"
)

// scenarioGeoJSON shows the ground that changes hands, centre by centre.
func scenarioGeoJSON(c *call, r *scenarioResult) (answer, error) {
	grounds, err := r.Geometry()
	if err != nil {
		return answer{}, err
	}
	features := make([]feature, len(grounds))
	for i, g := range grounds {
		p := properties{
			{"centre", g.Centre}, {"change", string(g.Kind)},
			{"unit_codes", unitCodes(g.Ground.Units)}, {"piece_codes", unitCodes(g.Ground.Pieces)},
		}
		p.addAmounts(amountsOf(&g.Ground.Amounts))
		p.addAsked(c)
		features[i] = newFeature(g.Centre+":"+string(g.Kind), g.Geometry, p)
	}
	of := map[geo.Measure]string{}
	for _, m := range geo.Measures {
		of[m] = c.describe(m)
	}
	return answer{value: analysisAnswer{
		Type: "FeatureCollection", asked: askedOf(&c.question), Of: of,
		NumberMatched: len(features), NumberReturned: len(features), Features: features,
		footing: footing{c.snapshot.Generation, creditsOf(c), c.scenarioLinks(r.compact), areasRounded, c.reasons()},
	}}, nil
}

// scenarioTable writes a row for each territory before and after, one for the
// total, one for each region whose realignment changes, and one for the load of
// each centre; the first column tells them apart.
func scenarioTable(c *call, r *scenarioResult) (*table, error) {
	e, err := r.effect()
	if err != nil {
		return nil, err
	}
	columns := properties{}
	columns.addScenarioRow(c, "", "", "", nil)
	columns.addBeforeAfter(new(coverage.Figures), new(coverage.Figures))
	columns.add("city_contracts_before", nil)
	columns.add("city_contracts_after", nil)
	columns.add("city_contracts_undetermined_before", nil)
	columns.add("city_contracts_undetermined_after", nil)
	columns.addEffectColumns()
	columns.add("scenario", nil)
	t := newTable(c, "maillage-scenario-"+c.Date.String(), columns.names()...)
	was, is := stancesOf(e.turning.before, c.Level), stancesOf(e.turning.after, c.Level)
	for i := range r.Before.Rows {
		if c.over(i) {
			break
		}
		b, a := &r.Before.Rows[i], &r.After.Rows[i]
		var p properties
		p.addScenarioRow(c, "territory", b.Unit.Code, b.Unit.Name, a.Centres)
		p.add("status_before", string(b.Status))
		p.add("status_after", string(a.Status))
		p.addBeforeAfter(&b.Figures, &a.Figures)
		p.addStances(was[b.Unit.Code], is[b.Unit.Code], beforeAfter)
		t.addNamed(append(p, property{"scenario", r.Hash}))
	}
	var p properties
	p.addScenarioRow(c, "total", "", c.Territory.Describe(), nil)
	p.addBeforeAfter(&r.Before.Totals, &r.After.Totals)
	p.addEffect(e)
	t.addNamed(append(p, property{"scenario", r.Hash}))
	for _, one := range e.turning.wire().Changes {
		var p properties
		p.addScenarioRow(c, "realignment", one.Code, one.Name, nil)
		p.addTurn(&one, beforeAfter)
		t.addNamed(append(p, property{"scenario", r.Hash}))
	}
	for i := range r.Loads {
		l := &r.Loads[i]
		var p properties
		p.addScenarioRow(c, "centre", l.Centre, l.Name, nil)
		p.addLoads(burdenOf(&l.Before), burdenOf(&l.After))
		t.addNamed(append(p, property{"scenario", r.Hash}))
	}
	return t, nil
}

func (p *properties) addScenarioRow(c *call, row, code, name string, centres []string) {
	p.add("row", row)
	p.addAsked(c)
	p.add("level", string(c.Level))
	p.add("territory", string(c.Territory))
	p.add("code", code)
	p.add("name", name)
	if row == "" {
		p.add("status_before", nil)
		p.add("status_after", nil)
	}
	if row == "" || centres != nil {
		p.add("centres", centres)
	}
}

// addBeforeAfter adds what is covered before and after, the total, what of either
// rests on no published source, and what cannot be told.
func (p *properties) addBeforeAfter(before, after *coverage.Figures) {
	for _, m := range geo.Measures {
		b, a := figureOf(m, before.Of(m), ""), figureOf(m, after.Of(m), "")
		p.add(m.String()+"_before", b.Covered)
		p.add(m.String()+"_after", a.Covered)
		p.add(m.String()+"_total", a.Total)
		p.add(m.String()+"_unsourced_before", b.Unsourced)
		p.add(m.String()+"_unsourced_after", a.Unsourced)
		p.add(m.String()+"_undetermined_before", untold(m, before.Of(m)))
		p.add(m.String()+"_undetermined_after", untold(m, after.Of(m)))
	}
	p.add("area_approximate", before.Of(geo.AreaKM2).Approximate || after.Of(geo.AreaKM2).Approximate)
}

// addLoads adds what a centre holds before and after, under the names of what
// is covered of territories.
func (p *properties) addLoads(before, after burden) {
	var b, a properties
	b.addBurden(before)
	a.addBurden(after)
	for i := range b {
		if b[i].name == "area_approximate" {
			p.add(b[i].name, before.Approximate || after.Approximate)
			continue
		}
		p.add(b[i].name+"_before", b[i].value)
		p.add(b[i].name+"_after", a[i].value)
	}
}
