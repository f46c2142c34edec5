package api

import (
	"fmt"
	"net/url"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// showScenario shows what the scenario of an address does; the map asks for both
// states again by department.
func showScenario(c *call, value any) (*pages.Page, error) {
	r, ok := value.(scenarioAnswer)
	if !ok {
		return nil, fmt.Errorf("scenario page: unexpected %T", value)
	}
	day := c.lang.Day(c.Date)
	p := &pages.Page{Title: c.say(pages.ScenarioTitle), Form: c.form(), Lead: c.scenarioLead(&r), Notes: []string{c.say(pages.ScenarioNote)}}
	p.Notes = append(p.Notes, c.scenarioNotes(r.Before[geo.Neighbourhoods].Undetermined, &r.After[geo.Neighbourhoods], &r.Hypothetical[geo.Neighbourhoods])...)
	p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredAfter), r.After[geo.Neighbourhoods].Evidence)...)
	p.Notes = append(p.Notes, c.lacking()...)
	p.Beside = &pages.Section{ID: "measures", Title: c.say(pages.CompareMeasures), Text: []string{c.say(pages.AreasRounded)}, Table: c.beforeAndAfter(&r.Before, &r.After)}
	p.After = []pages.Section{
		c.changesSection(r.Changes), c.effectsSection(&r), c.loadsSection(r.Loads), c.changedSection(&r), c.furtherSection(r.Compact),
	}
	var err error
	c.A = side{date: c.Date, geography: c.Geography}
	c.B = side{scenario: &c.Scenario, date: c.Date, geography: c.Geography}
	if p.Map, err = c.compareMap(day, day); err != nil {
		return nil, err
	}
	p.Map.Title = c.say(pages.MapScenario, day)
	return p, nil
}

func (c *call) scenarioLead(r *scenarioAnswer) string {
	was, is := &r.Before[geo.Neighbourhoods], &r.After[geo.Neighbourhoods]
	if is.Covered == nil {
		return c.say(pages.ScenarioLeadNone, c.lang.Day(c.Date))
	}
	return c.say(pages.ScenarioLead, c.lang.Day(c.Date), c.wire(is.Covered), c.wire(is.Total), string(c.Geography),
		c.say(territoryName(c.Territory)), c.wire(was.Covered), c.gap(was.Covered, is.Covered))
}

func (c *call) beforeAndAfter(before, after *measures) *pages.Table {
	t := &pages.Table{Caption: c.say(pages.ScenarioCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColMeasure)}, {Title: c.say(pages.BeforeScenario), Numeric: true}, {Title: c.say(pages.AfterScenario), Numeric: true},
		{Title: c.say(pages.ColDifference), Numeric: true},
	}}
	for _, m := range shownMeasures {
		was, is := &before[m], &after[m]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.say(measureWords[m])}, c.counted(&counting{Covered: was.Covered, Share: was.Share}),
			c.counted(&counting{Covered: is.Covered, Share: is.Share}), {Text: c.gap(was.Covered, is.Covered)},
		}})
	}
	return t
}

// changesSection tells the changes in words, in order.
func (c *call) changesSection(changes []scenario.Change) pages.Section {
	s := pages.Section{ID: "changes", Title: c.say(pages.ChangesTitle)}
	if len(changes) == 0 {
		s.Text = []string{c.say(pages.ChangesNone)}
	}
	created := map[string]string{}
	centre := func(id string) string {
		if name, ok := created[id]; ok {
			return name
		}
		return c.centreName(id)
	}
	for i := range changes {
		one := &changes[i]
		if one.Action == scenario.Create && one.Name != "" {
			created[one.Centre] = one.Name
		}
		var with []any
		switch one.Action {
		case scenario.Give, scenario.Take:
			with = []any{c.refNames(one.Units), centre(one.Centre)}
		case scenario.Move:
			with = []any{c.refNames(one.Units), centre(one.From), centre(one.To)}
		default:
			with = []any{centre(one.Centre)}
		}
		s.List = append(s.List, pages.Item{Term: c.lang.Count(int64(i + 1)), Text: c.say(pages.ChangeWords[string(one.Action)], with...)})
	}
	return s
}

// refNames names units: all that a page can hold of them.
func (c *call) refNames(refs []geo.UnitRef) string {
	units := make([]unitWire, 0, len(refs))
	for _, ref := range refs {
		one := unitWire{Level: ref.Level, Code: ref.Code}
		if u, err := c.snapshot.Unit(ref.Level, ref.Code); err == nil {
			one.Name = u.Name
		}
		units = append(units, one)
	}
	return c.groundNames(&patch{Units: units})
}

// groundNames names the units of ground, and those of which it holds a part.
func (c *call) groundNames(g *patch) string {
	var names []string
	for _, u := range g.Units {
		names = append(names, named(u))
	}
	for _, u := range g.Pieces {
		names = append(names, c.say(pages.InPart, named(u)))
	}
	if more := len(names) - shownRows; more > 0 {
		names = append(names[:shownRows], c.say(pages.AndOthers, c.lang.Count(int64(more))))
	}
	if len(names) == 0 {
		return c.say(pages.NoneOfThem)
	}
	return strings.Join(names, ", ")
}

func named(u unitWire) string {
	if u.Name == "" {
		return u.Code
	}
	return u.Name + " (" + u.Code + ")"
}

func (c *call) effectsSection(r *scenarioAnswer) pages.Section {
	s := pages.Section{ID: "effects", Title: c.say(pages.EffectsTitle)}
	add := func(term pages.Text, texts []string) {
		if len(texts) == 0 {
			texts = []string{c.say(pages.NoneOfThem)}
		}
		s.List = append(s.List, pages.Item{Term: c.say(term), Text: strings.Join(texts, " · ")})
	}
	ground := func(g *patch) []string {
		switch {
		case len(g.Units) == 0 && len(g.Pieces) == 0:
			return nil
		case g.undetermined.Neighbourhoods > 0:
			return []string{c.say(pages.WithHoodsApart, c.groundNames(g), c.lang.Count(g.Neighbourhoods), c.lang.Count(g.undetermined.Neighbourhoods))}
		case g.Neighbourhoods > 0:
			return []string{c.say(pages.WithHoods, c.groundNames(g), c.lang.Count(g.Neighbourhoods))}
		}
		return []string{c.groundNames(g)}
	}
	shared := func(list []sharedPatch) (out []string) {
		for i := range list {
			names := make([]string, len(list[i].Centres))
			for k, id := range list[i].Centres {
				names[k] = c.centreName(id)
			}
			out = append(out, c.say(pages.SharedBetween, strings.Join(names, " + "), c.groundNames(&list[i].patch)))
		}
		return out
	}
	add(pages.GapsClosed, ground(&r.GapsClosed))
	add(pages.GapsOpened, ground(&r.GapsOpened))
	add(pages.OverlapsCreated, shared(r.Created))
	add(pages.OverlapsRemoved, shared(r.Removed))
	var turns []string
	for _, t := range r.Realignment.Changes {
		_, from := standingOf(t.From)
		_, to := standingOf(t.To)
		turns = append(turns, c.say(pages.TurnedFromTo, t.Name, c.say(from), c.say(to)))
	}
	add(pages.RegionsTurned, turns)
	return s
}

func (c *call) changedSection(r *scenarioAnswer) pages.Section {
	t := &pages.Table{Caption: c.say(pages.ChangedCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.BeforeScenario)}, {Title: c.say(pages.AfterScenario)}, {Title: c.say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range r.Territories {
		row := &r.Territories[i]
		was, is := &row.Before[geo.Neighbourhoods], &row.After[geo.Neighbourhoods]
		if row.StatusBefore == row.StatusAfter && was.Covered == is.Covered {
			continue
		}
		level := c.Level
		if _, err := c.snapshot.Unit(level, row.Code); err != nil {
			level = geo.Collectivity
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&geo.Unit{Level: level, Code: row.Code, Name: row.Name}),
			c.statusCell(coverage.Status(row.StatusBefore)), c.statusCell(coverage.Status(row.StatusAfter)), {Text: c.gap(was.Covered, is.Covered)},
		}})
	}
	s := pages.Section{ID: "territories", Title: c.say(pages.ChangedTitle), Text: c.cutShort(len(t.Rows))}
	if len(t.Rows) == 0 {
		s.Text = []string{c.say(pages.ChangedNone)}
	} else {
		t.Rows = t.Rows[:min(len(t.Rows), shownRows)]
		s.Table = t
	}
	return s
}

// furtherSection leads to the scenario on the map and to its comparison.
func (c *call) furtherSection(compact *string) pages.Section {
	s := pages.Section{ID: "further", Title: c.say(pages.ScenarioMore)}
	if compact == nil {
		return s
	}
	if c.mapped {
		q := url.Values{"v": {"1"}, "datetime": {c.Date.String()}, "scenario": {*compact}}
		s.List = append(s.List, pages.Item{Term: c.say(pages.NavMap), Text: c.say(pages.OpenOnMap), Href: c.to(mapPath+"?"+q.Encode(), settings...)})
	}
	q := url.Values{"a": {c.Date.String()}, "b": {*compact}}
	s.List = append(s.List, pages.Item{Term: c.say(pages.NavCompare), Text: c.say(pages.CompareWithBase), Href: c.to("/analysis/compare?"+q.Encode(), "scope", "min_confidence", "level", "territory")})
	return s
}
