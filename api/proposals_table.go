package api

import (
	"strings"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/plan"
)

// proposalsTable writes rows of several kinds, told apart by the first column:
// the candidates of each gap, the assignments of the plan, what it cannot
// reach, the load of each centre, the terms of the objective, the totals, and
// the regions whose realignment changes.
func proposalsTable(c *call, p *proposalsResult) (*table, error) {
	columns := proposalRow(c, "", &geo.Unit{})
	for _, name := range []string{"centre", "reason", "rank", "score", "border_km", "load", "load_after", "created", "from",
		"neighbourhoods", "neighbourhoods_undetermined", "npnru_neighbourhoods", "term", "value", "bound", "proven"} {
		columns.add(name, nil)
	}
	columns.addPoints(&plan.Candidate{Items: []plan.Item{
		{Criterion: plan.SameRegion}, {Criterion: plan.SharedBorder}, {Criterion: plan.LoadAfter}, {Criterion: plan.StraddlingAvoided},
	}})
	columns.addBeforeAfter(new(coverage.Figures), new(coverage.Figures))
	columns.addEffectColumns()
	t := newTable(c, "maillage-proposals-"+string(rulesOf(c).Aim)+"-"+c.Date.String(), columns.names()...)
	for i := range p.gaps {
		for k := range p.gaps[i].Parts {
			t.addCandidates(c, &p.gaps[i].Parts[k])
		}
	}
	t.addPlan(c, p.proposal)
	return t, nil
}

// proposalRow begins a row of any kind.
func proposalRow(c *call, row string, u *geo.Unit) properties {
	p := properties{{"row", row}}
	p.addAsked(c)
	p.add("territory", string(c.Territory))
	p.add("aim", string(rulesOf(c).Aim))
	p.add("measure", rulesOf(c).Counted().String())
	p.add("level", string(u.Level))
	p.add("code", u.Code)
	p.add("name", u.Name)
	return p
}

func (t *table) addCandidates(c *call, g *plan.GapCandidates) {
	for rank := range g.Candidates {
		k := &g.Candidates[rank]
		p := proposalRow(c, "candidate", &g.Unit)
		p = append(p, property{"centre", k.Centre}, property{"rank", rank + 1}, property{"score", k.Score},
			property{"border_km", float64(k.BorderMetres) / 1000}, property{"load", k.Load},
			property{"load_after", k.LoadAfter}, property{"neighbourhoods", g.Neighbourhoods}, property{"neighbourhoods_undetermined", g.Undetermined}, property{"npnru_neighbourhoods", known(g.NPNRU)})
		p.addPoints(k)
		t.addNamed(p)
	}
	if len(g.Candidates) == 0 {
		p := proposalRow(c, "candidate", &g.Unit)
		t.addNamed(append(p, property{"reason", string(g.Reason)}, property{"neighbourhoods", g.Neighbourhoods}, property{"neighbourhoods_undetermined", g.Undetermined}, property{"npnru_neighbourhoods", known(g.NPNRU)}))
	}
}

// addPoints adds what each criterion is worth.
func (p *properties) addPoints(k *plan.Candidate) {
	for _, item := range k.Items {
		p.add("points_"+strings.ReplaceAll(string(item.Criterion), "-", "_"), item.Points)
	}
}

func (t *table) addPlan(c *call, all *proposal) {
	made := all.plan
	for i := range made.Assignments {
		a := &made.Assignments[i]
		p := proposalRow(c, "assignment", &a.Unit)
		t.addNamed(append(p, property{"centre", a.Centre}, property{"reason", string(a.Reason)},
			property{"created", a.Created}, property{"from", codes(a.From)}))
	}
	for i := range made.Unreachable {
		u := &made.Unreachable[i]
		p := proposalRow(c, "unreachable", &u.Unit)
		t.addNamed(append(p, property{"reason", string(u.Reason)}, property{"neighbourhoods", u.Neighbourhoods}, property{"neighbourhoods_undetermined", u.Undetermined}))
	}
	for _, l := range made.Loads {
		p := proposalRow(c, "load", &geo.Unit{})
		t.addNamed(append(p, property{"centre", l.Centre}, property{"load", l.Before}, property{"load_after", l.After}))
	}
	for _, term := range made.Objective {
		p := proposalRow(c, "objective", &geo.Unit{})
		t.addNamed(append(p, property{"term", term.Name}, property{"value", term.Value},
			property{"bound", term.Bound}, property{"proven", made.Proven}))
	}
	p := proposalRow(c, "total", &geo.Unit{Name: c.Territory.Describe()})
	p.addBeforeAfter(&made.Before.Totals, &all.after)
	p.addEffect(all.effect)
	t.addNamed(p)
	for _, one := range all.effect.turning.wire().Changes {
		p := proposalRow(c, "realignment", &geo.Unit{Level: one.Level, Code: one.Code, Name: one.Name})
		p.addTurn(&one, beforeAfter)
		t.addNamed(p)
	}
}
