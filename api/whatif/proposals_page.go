package whatif

import (
	"net/url"
	"slices"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
)

// proposalsPage shows the plan, and who could take each gap.
func proposalsPage(c *ask.Call, r *proposalsResult) (*pages.Page, error) {
	places, err := r.places()
	if err != nil {
		return nil, err
	}
	plan, gaps := planOf(r.plan), gapsOf(r.gaps)
	before, after := wire.TotalsOf(c, &r.plan.Before.Totals, r.effect.before), wire.TotalsOf(c, &r.after, r.effect.after)
	was, is := &before[geo.Neighbourhoods], &after[geo.Neighbourhoods]
	p := &pages.Page{
		Title: c.Say(pages.ProposalsTitle), Form: frame.Form(c), Lead: proposalsLead(c, &plan, was, is),
		Map: proposalsMap(c, &plan, places),
	}
	proven := pages.PlanNotProven
	if plan.Proven {
		proven = pages.PlanProven
	}
	p.Notes = slices.Concat(frame.ApartNotes(c, was.Undetermined, is.Undetermined),
		[]string{c.Say(proven), c.Say(pages.ProposalsNote)},
		frame.EvidenceNote(c, c.Say(pages.OfCoveredAfter), is.Evidence), frame.Lacking(c))
	p.Beside = &pages.Section{
		ID: "measures", Title: c.Say(pages.CompareMeasures), Text: []string{c.Say(pages.AreasRounded)},
		Table: beforeAndAfter(c, &before, &after),
	}
	if len(plan.Assignments) > 0 {
		p.After = append(p.After, planSection(c, &plan), planFurther(c, r.compact))
	}
	if len(plan.Unreachable) > 0 {
		p.After = append(p.After, unreachedSection(c, plan.Unreachable))
	}
	if len(gaps) > 0 {
		p.After = append(p.After, candidatesSection(c, gaps))
	}
	return p, nil
}

func proposalsLead(c *ask.Call, plan *planWire, was, is *wire.Figure) string {
	day := c.Lang.Day(c.Date)
	if len(plan.Assignments) == 0 {
		return c.Say(pages.ProposalsNone, day)
	}
	many := c.Lang.Several(int64(len(plan.Assignments)), pages.OneTerritory, pages.ManyTerritories)
	if is.Covered == nil {
		return c.Say(pages.ProposalsLeadNone, day, many)
	}
	return c.Say(pages.ProposalsLead, day, many, frame.Wire(c, is.Covered), frame.Wire(c, is.Total),
		c.Say(frame.TerritoryName(c.Territory)), frame.Wire(c, was.Covered))
}

// proposalsMap marks the territories that the plan assigns.
func proposalsMap(c *ask.Call, plan *planWire, a *coverage.Analysis) *pages.Map {
	status := map[string]coverage.Status{}
	for i := range a.Rows {
		status[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	given := map[string]bool{}
	for i := range plan.Assignments {
		given[plan.Assignments[i].Code] = true
	}
	return frame.Paint(c, geo.Region, c.Say(pages.MapProposals, c.Lang.Day(c.Date)),
		func(code string) (string, pages.Text) {
			if given[code] {
				return pages.FillGained, pages.CoveredSince
			}
			return frame.FillOf(status[code])
		}, pages.FillGained, pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}

func planSection(c *ask.Call, plan *planWire) pages.Section {
	t := &pages.Table{Caption: c.Say(pages.PlanCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.ColCentre)}, {Title: c.Say(pages.ColInstead)},
		{Title: c.Say(pages.ColReason)},
	}}
	created := map[string]string{}
	for i := range plan.Created {
		created[plan.Created[i].ID] = plan.Created[i].Region.Name
	}
	for i := range plan.Assignments[:min(len(plan.Assignments), frame.ShownRows)] {
		a := &plan.Assignments[i]
		centre := frame.CentreCell(c, []string{a.Centre})
		if region, ok := created[a.Centre]; ok {
			centre = pages.Cell{Text: c.Say(pages.NewCentreFor, region)}
		}
		instead := frame.CentreCell(c, a.From)
		if len(a.From) == 0 {
			instead = pages.Cell{Text: "–"}
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &geo.Unit{Level: a.Level, Code: a.Code, Name: a.Name}), centre, instead,
			{Text: c.Say(pages.PlanReasons[a.Reason])},
		}})
	}
	return pages.Section{
		ID: "plan", Title: c.Say(pages.PlanTitle), Text: frame.CutShort(c, len(plan.Assignments)), Table: t,
	}
}

// planFurther leads to what the plan does, as a scenario.
func planFurther(c *ask.Call, compact *string) pages.Section {
	s := furtherSection(c, compact)
	if compact == nil {
		return s
	}
	q := url.Values{"scenario": {*compact}}
	run := pages.Item{
		Term: c.Say(pages.ScenarioTitle), Text: c.Say(pages.PlanRun),
		Href: frame.To(c, "/analysis/scenarios?"+q.Encode(), "territory", "scope", "min_confidence", "qpv"),
	}
	s.List = append([]pages.Item{run}, s.List...)
	return s
}

func unreachedSection(c *ask.Call, list []unreachable) pages.Section {
	t := &pages.Table{Caption: c.Say(pages.UnreachedCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.ColReason)},
		{Title: c.Say(pages.MeasureNeighbourhoods), Numeric: true},
	}}
	for i := range list {
		u := &list[i]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &geo.Unit{Level: u.Level, Code: u.Code, Name: u.Name}), {Text: c.Say(pages.PlanReasons[u.Reason])},
			hoodsLeft(c, u.Neighbourhoods, u.Undetermined),
		}})
	}
	return pages.Section{ID: "unreached", Title: c.Say(pages.UnreachedTitle), Table: t}
}

// hoodsLeft is how many neighbourhoods are not covered, and how many beside them
// cannot be told.
func hoodsLeft(c *ask.Call, n, apart int64) pages.Cell {
	cell := pages.Cell{Text: c.Lang.Count(n)}
	if apart > 0 {
		cell.Small = c.Say(pages.Apart, c.Lang.Count(apart))
	}
	return cell
}

// shownCandidates bounds the candidates of a row; the data have all.
const shownCandidates = 4

func candidatesSection(c *ask.Call, gaps []gapCandidates) pages.Section {
	t := &pages.Table{Caption: c.Say(pages.CandidatesRow, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.MeasureNeighbourhoods), Numeric: true},
		{Title: c.Say(pages.ColCandidates)},
	}}
	for i := range gaps {
		for k := range gaps[i].Parts {
			g := &gaps[i].Parts[k]
			var cell pages.Cell
			for _, one := range g.Candidates[:min(len(g.Candidates), shownCandidates)] {
				link := frame.CentreLink(c, one.Centre)
				link.Text = c.Say(pages.PointsOf, link.Text, c.Lang.Count(one.Score))
				cell.Links = append(cell.Links, link)
			}
			if more := len(g.Candidates) - shownCandidates; more > 0 {
				cell.Small = c.Say(pages.AndOthers, c.Lang.Count(int64(more)))
			}
			if len(g.Candidates) == 0 {
				cell.Text = c.Say(pages.PlanReasons[g.Reason])
			}
			t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
				frame.UnitCell(c, &geo.Unit{Level: g.Level, Code: g.Code, Name: g.Name}),
				hoodsLeft(c, g.Neighbourhoods, g.Undetermined), cell,
			}})
		}
	}
	text := append([]string{c.Say(pages.CandidatesText)}, frame.CutShort(c, len(t.Rows))...)
	t.Rows = t.Rows[:min(len(t.Rows), frame.ShownRows)]
	return pages.Section{ID: "candidates", Title: c.Say(pages.CandidatesTitle), Text: text, Table: t}
}
