package whatif

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

// scenarioGeoJSON shows the ground that changes hands, centre by centre.
func scenarioGeoJSON(c *ask.Call, r *scenarioResult) (rest.Answer, error) {
	grounds, err := r.Geometry()
	if err != nil {
		return rest.Answer{}, err
	}
	features := make([]rest.Feature, len(grounds))
	for i, g := range grounds {
		p := rest.Properties{
			{Name: "centre", Value: g.Centre}, {Name: "change", Value: string(g.Kind)},
			{Name: "unit_codes", Value: wire.UnitCodes(g.Ground.Units)},
			{Name: "piece_codes", Value: wire.UnitCodes(g.Ground.Pieces)},
		}
		addAmounts(&p, amountsOf(&g.Ground.Amounts))
		wire.AddEcho(&p, c)
		features[i] = rest.NewFeature(g.Centre+":"+string(g.Kind), g.Geometry, p)
	}
	of := map[geo.Measure]string{}
	for _, m := range geo.Measures {
		of[m] = wire.Describe(c, m)
	}
	return rest.Answer{Value: wire.AnalysisAnswer{
		Type: "FeatureCollection", Echo: wire.EchoOf(&c.Question), Of: of,
		NumberMatched: len(features), NumberReturned: len(features), Features: features,
		Envelope: wire.Envelope{
			Generation: c.Snapshot.Generation, Credits: wire.CreditsOf(c), Links: scenarioLinks(c, r.compact),
			Rounding: wire.AreasRounded, Reasons: wire.Reasons(c),
		},
	}}, nil
}

// scenarioTable writes a row for each territory before and after, one for the
// total, one for each region whose realignment changes, and one for the load of
// each centre; the first column tells them apart.
func scenarioTable(c *ask.Call, r *scenarioResult) (*rest.Table, error) {
	e, err := r.effect()
	if err != nil {
		return nil, err
	}
	columns := rest.Properties{}
	addScenarioRow(&columns, c, "", "", "", nil)
	addBeforeAfter(&columns, new(coverage.Figures), new(coverage.Figures))
	columns.Add("city_contracts_before", nil)
	columns.Add("city_contracts_after", nil)
	columns.Add("city_contracts_undetermined_before", nil)
	columns.Add("city_contracts_undetermined_after", nil)
	addEffectColumns(&columns, beforeAfter)
	columns.Add("scenario", nil)
	t := wire.NewTable(c, "maillage-scenario-"+c.Date.String(), columns.Names()...)
	was, is := stancesOf(e.turning.before, c.Level), stancesOf(e.turning.after, c.Level)
	for i := range r.Before.Rows {
		if c.Over(i) {
			break
		}
		b, a := &r.Before.Rows[i], &r.After.Rows[i]
		var p rest.Properties
		addScenarioRow(&p, c, "territory", b.Unit.Code, b.Unit.Name, a.Centres)
		p.Add("status_before", string(b.Status))
		p.Add("status_after", string(a.Status))
		addBeforeAfter(&p, &b.Figures, &a.Figures)
		addStances(&p, was[b.Unit.Code], is[b.Unit.Code], beforeAfter)
		t.AddNamed(append(p, rest.Property{Name: "scenario", Value: r.Hash}))
	}
	var p rest.Properties
	addScenarioRow(&p, c, "total", "", c.Territory.Describe(), nil)
	addBeforeAfter(&p, &r.Before.Totals, &r.After.Totals)
	addEffect(&p, e, beforeAfter)
	t.AddNamed(append(p, rest.Property{Name: "scenario", Value: r.Hash}))
	for _, one := range e.turning.wire().Changes {
		var p rest.Properties
		addScenarioRow(&p, c, "realignment", one.Code, one.Name, nil)
		addStatusChange(&p, &one, beforeAfter)
		t.AddNamed(append(p, rest.Property{Name: "scenario", Value: r.Hash}))
	}
	for i := range r.Loads {
		l := &r.Loads[i]
		var p rest.Properties
		addScenarioRow(&p, c, "centre", l.Centre, l.Name, nil)
		addLoads(&p, burdenOf(&l.Before), burdenOf(&l.After))
		t.AddNamed(append(p, rest.Property{Name: "scenario", Value: r.Hash}))
	}
	return t, nil
}

func addScenarioRow(p *rest.Properties, c *ask.Call, row, code, name string, centres []string) {
	p.Add("row", row)
	wire.AddEcho(p, c)
	p.Add("level", string(c.Level))
	p.Add("territory", string(c.Territory))
	p.Add("code", code)
	p.Add("name", name)
	if row == "" {
		p.Add("status_before", nil)
		p.Add("status_after", nil)
	}
	if row == "" || centres != nil {
		p.Add("centres", centres)
	}
}

// addBeforeAfter adds what is covered before and after, the total, what of either
// rests on no published source, and what cannot be told.
func addBeforeAfter(p *rest.Properties, before, after *coverage.Figures) {
	for _, m := range geo.Measures {
		b, a := wire.FigureOf(m, before.Of(m), ""), wire.FigureOf(m, after.Of(m), "")
		p.Add(m.String()+"_before", b.Covered)
		p.Add(m.String()+"_after", a.Covered)
		p.Add(m.String()+"_total", a.Total)
		p.Add(m.String()+"_unsourced_before", b.Unsourced)
		p.Add(m.String()+"_unsourced_after", a.Unsourced)
		p.Add(m.String()+"_undetermined_before", wire.Untold(m, before.Of(m)))
		p.Add(m.String()+"_undetermined_after", wire.Untold(m, after.Of(m)))
	}
	p.Add("area_approximate", before.Of(geo.AreaKM2).Approximate || after.Of(geo.AreaKM2).Approximate)
}

// addLoads adds what a centre holds before and after, under the names of what
// is covered of territories.
func addLoads(p *rest.Properties, before, after burden) {
	var b, a rest.Properties
	addBurden(&b, before)
	addBurden(&a, after)
	for i := range b {
		if b[i].Name == "area_approximate" {
			p.Add(b[i].Name, before.Approximate || after.Approximate)
			continue
		}
		p.Add(b[i].Name+"_before", b[i].Value)
		p.Add(b[i].Name+"_after", a[i].Value)
	}
}
