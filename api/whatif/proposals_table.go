package whatif

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/plan"
)

// proposalsTable writes rows of several kinds, told apart by the first column:
// the candidates of each gap, the assignments of the plan, what it cannot
// reach, the load of each centre, the terms of the objective, the totals, and
// the regions whose realignment changes.
func proposalsTable(c *ask.Call, p *proposalsResult) (*rest.Table, error) {
	columns := proposalRow(c, "", &geo.Unit{})
	for _, name := range []string{"centre", "reason", "rank", "score", "border_km", "load", "load_after", "created",
		"from",
		"neighbourhoods", "neighbourhoods_undetermined", "npnru_neighbourhoods", "term", "value", "bound", "proven"} {
		columns.Add(name, nil)
	}
	addPoints(&columns, &plan.Candidate{Items: []plan.Item{
		{Criterion: plan.SameRegion}, {Criterion: plan.SharedBorder}, {Criterion: plan.LoadAfter},
		{Criterion: plan.StraddlingAvoided},
	}})
	addBeforeAfter(&columns, new(coverage.Figures), new(coverage.Figures))
	addEffectColumns(&columns, beforeAfter)
	t := wire.NewTable(c, "maillage-proposals-"+string(RulesOf(c).Aim)+"-"+c.Date.String(), columns.Names()...)
	for i := range p.gaps {
		for k := range p.gaps[i].Parts {
			addCandidates(t, c, &p.gaps[i].Parts[k])
		}
	}
	addPlan(t, c, p.proposal)
	return t, nil
}

// proposalRow begins a row of any kind.
func proposalRow(c *ask.Call, row string, u *geo.Unit) rest.Properties {
	p := rest.Properties{{Name: "row", Value: row}}
	wire.AddEcho(&p, c)
	p.Add("territory", string(c.Territory))
	p.Add("aim", string(RulesOf(c).Aim))
	p.Add("measure", RulesOf(c).Counted().String())
	p.Add("level", string(u.Level))
	p.Add("code", u.Code)
	p.Add("name", u.Name)
	return p
}

func addCandidates(t *rest.Table, c *ask.Call, g *plan.GapCandidates) {
	for rank := range g.Candidates {
		k := &g.Candidates[rank]
		p := proposalRow(c, "candidate", &g.Unit)
		p = append(p, rest.Property{Name: "centre", Value: k.Centre}, rest.Property{Name: "rank", Value: rank + 1},
			rest.Property{Name: "score", Value: k.Score},
			rest.Property{Name: "border_km", Value: float64(k.BorderMetres) / 1000}, rest.Property{Name: "load", Value: k.Load},
			rest.Property{Name: "load_after", Value: k.LoadAfter},
			rest.Property{Name: "neighbourhoods", Value: g.Neighbourhoods},
			rest.Property{Name: "neighbourhoods_undetermined", Value: g.Undetermined},
			rest.Property{Name: "npnru_neighbourhoods", Value: wire.Known(g.NPNRU)})
		addPoints(&p, k)
		t.AddNamed(p)
	}
	if len(g.Candidates) == 0 {
		p := proposalRow(c, "candidate", &g.Unit)
		t.AddNamed(append(p, rest.Property{Name: "reason", Value: string(g.Reason)},
			rest.Property{Name: "neighbourhoods", Value: g.Neighbourhoods},
			rest.Property{Name: "neighbourhoods_undetermined", Value: g.Undetermined},
			rest.Property{Name: "npnru_neighbourhoods", Value: wire.Known(g.NPNRU)}))
	}
}

// addPoints adds what each criterion is worth.
func addPoints(p *rest.Properties, k *plan.Candidate) {
	for _, item := range k.Items {
		p.Add("points_"+strings.ReplaceAll(string(item.Criterion), "-", "_"), item.Points)
	}
}

func addPlan(t *rest.Table, c *ask.Call, all *proposal) {
	made := all.plan
	for i := range made.Assignments {
		a := &made.Assignments[i]
		p := proposalRow(c, "assignment", &a.Unit)
		t.AddNamed(append(p, rest.Property{Name: "centre", Value: a.Centre},
			rest.Property{Name: "reason", Value: string(a.Reason)},
			rest.Property{Name: "created", Value: a.Created}, rest.Property{Name: "from", Value: rest.Codes(a.From)}))
	}
	for i := range made.Unreachable {
		u := &made.Unreachable[i]
		p := proposalRow(c, "unreachable", &u.Unit)
		t.AddNamed(append(p, rest.Property{Name: "reason", Value: string(u.Reason)},
			rest.Property{Name: "neighbourhoods", Value: u.Neighbourhoods},
			rest.Property{Name: "neighbourhoods_undetermined", Value: u.Undetermined}))
	}
	for _, l := range made.Loads {
		p := proposalRow(c, "load", &geo.Unit{})
		t.AddNamed(append(p, rest.Property{Name: "centre", Value: l.Centre}, rest.Property{Name: "load", Value: l.Before},
			rest.Property{Name: "load_after", Value: l.After}))
	}
	for _, term := range made.Objective {
		p := proposalRow(c, "objective", &geo.Unit{})
		t.AddNamed(append(p, rest.Property{Name: "term", Value: term.Name}, rest.Property{Name: "value", Value: term.Value},
			rest.Property{Name: "bound", Value: term.Bound}, rest.Property{Name: "proven", Value: made.Proven}))
	}
	p := proposalRow(c, "total", &geo.Unit{Name: c.Territory.Describe()})
	addBeforeAfter(&p, &made.Before.Totals, &all.after)
	addEffect(&p, all.effect, beforeAfter)
	t.AddNamed(p)
	for _, one := range all.effect.turning.wire().Changes {
		p := proposalRow(c, "realignment", &geo.Unit{Level: one.Level, Code: one.Code, Name: one.Name})
		addStatusChange(&p, &one, beforeAfter)
		t.AddNamed(p)
	}
}
