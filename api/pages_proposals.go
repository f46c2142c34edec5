package api

import (
	"net/url"
	"slices"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
)

// proposalsPage shows the plan, and who could take each gap.
func proposalsPage(c *call, r *proposalsResult) (*pages.Page, error) {
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	plan, gaps := planOf(r.plan), gapsOf(r.gaps)
	before, after := c.totalsOf(&r.plan.Before.Totals, r.effect.before), c.totalsOf(&r.after, r.effect.after)
	was, is := &before[geo.Neighbourhoods], &after[geo.Neighbourhoods]
	p := &pages.Page{Title: c.say(pages.ProposalsTitle), Form: c.form(), Lead: c.proposalsLead(&plan, was, is), Map: c.proposalsMap(&plan, places)}
	proven := pages.PlanNotProven
	if plan.Proven {
		proven = pages.PlanProven
	}
	p.Notes = slices.Concat(c.apartNotes(was.Undetermined, is.Undetermined), []string{c.say(proven), c.say(pages.ProposalsNote)},
		c.evidenceNote(c.say(pages.OfCoveredAfter), is.Evidence), c.lacking())
	p.Beside = &pages.Section{ID: "measures", Title: c.say(pages.CompareMeasures), Text: []string{c.say(pages.AreasRounded)}, Table: c.beforeAndAfter(&before, &after)}
	if len(plan.Assignments) > 0 {
		p.After = append(p.After, c.planSection(&plan), c.planFurther(r.compact))
	}
	if len(plan.Unreachable) > 0 {
		p.After = append(p.After, c.unreachedSection(plan.Unreachable))
	}
	if len(gaps) > 0 {
		p.After = append(p.After, c.candidatesSection(gaps))
	}
	return p, nil
}

func (c *call) proposalsLead(plan *planWire, was, is *figure) string {
	day := c.lang.Day(c.Date)
	if len(plan.Assignments) == 0 {
		return c.say(pages.ProposalsNone, day)
	}
	many := c.lang.Several(int64(len(plan.Assignments)), pages.OneTerritory, pages.ManyTerritories)
	if is.Covered == nil {
		return c.say(pages.ProposalsLeadNone, day, many)
	}
	return c.say(pages.ProposalsLead, day, many, c.wire(is.Covered), c.wire(is.Total),
		c.say(territoryName(c.Territory)), c.wire(was.Covered))
}

// proposalsMap marks the territories that the plan assigns.
func (c *call) proposalsMap(plan *planWire, a *coverage.Analysis) *pages.Map {
	status := map[string]coverage.Status{}
	for i := range a.Rows {
		status[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	given := map[string]bool{}
	for i := range plan.Assignments {
		given[plan.Assignments[i].Code] = true
	}
	return c.paint(geo.Region, c.say(pages.MapProposals, c.lang.Day(c.Date)), func(code string) (string, pages.Text) {
		if given[code] {
			return pages.FillGained, pages.CoveredSince
		}
		return fillOf(status[code])
	}, pages.FillGained, pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}

func (c *call) planSection(plan *planWire) pages.Section {
	t := &pages.Table{Caption: c.say(pages.PlanCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColCentre)}, {Title: c.say(pages.ColInstead)}, {Title: c.say(pages.ColReason)},
	}}
	created := map[string]string{}
	for i := range plan.Created {
		created[plan.Created[i].ID] = plan.Created[i].Region.Name
	}
	for i := range plan.Assignments[:min(len(plan.Assignments), shownRows)] {
		a := &plan.Assignments[i]
		centre := c.centreCell([]string{a.Centre})
		if region, ok := created[a.Centre]; ok {
			centre = pages.Cell{Text: c.say(pages.NewCentreFor, region)}
		}
		instead := c.centreCell(a.From)
		if len(a.From) == 0 {
			instead = pages.Cell{Text: "–"}
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&geo.Unit{Level: a.Level, Code: a.Code, Name: a.Name}), centre, instead, {Text: c.say(pages.PlanReasons[a.Reason])},
		}})
	}
	return pages.Section{ID: "plan", Title: c.say(pages.PlanTitle), Text: c.cutShort(len(plan.Assignments)), Table: t}
}

// planFurther leads to what the plan does, as a scenario.
func (c *call) planFurther(compact *string) pages.Section {
	s := c.furtherSection(compact)
	if compact == nil {
		return s
	}
	q := url.Values{"scenario": {*compact}}
	run := pages.Item{
		Term: c.say(pages.ScenarioTitle), Text: c.say(pages.PlanRun),
		Href: c.to("/analysis/scenarios?"+q.Encode(), "territory", "scope", "min_confidence", "qpv"),
	}
	s.List = append([]pages.Item{run}, s.List...)
	return s
}

func (c *call) unreachedSection(list []unreachable) pages.Section {
	t := &pages.Table{Caption: c.say(pages.UnreachedCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.ColReason)}, {Title: c.say(pages.MeasureNeighbourhoods), Numeric: true},
	}}
	for i := range list {
		u := &list[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&geo.Unit{Level: u.Level, Code: u.Code, Name: u.Name}), {Text: c.say(pages.PlanReasons[u.Reason])}, c.hoodsLeft(u.Neighbourhoods, u.Undetermined),
		}})
	}
	return pages.Section{ID: "unreached", Title: c.say(pages.UnreachedTitle), Table: t}
}

// hoodsLeft is how many neighbourhoods are not covered, and how many beside them
// cannot be told.
func (c *call) hoodsLeft(n, apart int64) pages.Cell {
	cell := pages.Cell{Text: c.lang.Count(n)}
	if apart > 0 {
		cell.Small = c.say(pages.Apart, c.lang.Count(apart))
	}
	return cell
}

// shownCandidates bounds the candidates of a row; the data have all.
const shownCandidates = 4

func (c *call) candidatesSection(gaps []gapCandidates) pages.Section {
	t := &pages.Table{Caption: c.say(pages.CandidatesRow, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.MeasureNeighbourhoods), Numeric: true}, {Title: c.say(pages.ColCandidates)},
	}}
	for i := range gaps {
		for k := range gaps[i].Parts {
			g := &gaps[i].Parts[k]
			var cell pages.Cell
			for _, one := range g.Candidates[:min(len(g.Candidates), shownCandidates)] {
				link := c.centreLink(one.Centre)
				link.Text = c.say(pages.PointsOf, link.Text, c.lang.Count(one.Score))
				cell.Links = append(cell.Links, link)
			}
			if more := len(g.Candidates) - shownCandidates; more > 0 {
				cell.Small = c.say(pages.AndOthers, c.lang.Count(int64(more)))
			}
			if len(g.Candidates) == 0 {
				cell.Text = c.say(pages.PlanReasons[g.Reason])
			}
			t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
				c.unitCell(&geo.Unit{Level: g.Level, Code: g.Code, Name: g.Name}), c.hoodsLeft(g.Neighbourhoods, g.Undetermined), cell,
			}})
		}
	}
	text := append([]string{c.say(pages.CandidatesText)}, c.cutShort(len(t.Rows))...)
	t.Rows = t.Rows[:min(len(t.Rows), shownRows)]
	return pages.Section{ID: "candidates", Title: c.say(pages.CandidatesTitle), Text: text, Table: t}
}
