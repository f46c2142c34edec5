package api

import (
	"net/url"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// scenarioPage shows what the scenario of an address does.
func scenarioPage(c *call, r *scenarioResult) (*pages.Page, error) {
	shown, err := r.shown()
	if err != nil {
		return nil, err
	}
	unsourced, err := r.hypothetical()
	if err != nil {
		return nil, err
	}
	day, hypothetical := c.lang.Day(c.Date), measuresOf(&unsourced, c.describe)
	before, after := agedMeasuresOf(&r.Before.Totals, shown.before, c.describe), agedMeasuresOf(&r.After.Totals, shown.after, c.describe)
	was, is := &before[geo.Neighbourhoods], &after[geo.Neighbourhoods]
	p := &pages.Page{Title: c.say(pages.ScenarioTitle), Form: c.form(), Lead: c.scenarioLead(was, is), Notes: []string{c.say(pages.ScenarioNote)}}
	p.Notes = append(p.Notes, c.scenarioNotes(was.Undetermined, is, &hypothetical[geo.Neighbourhoods])...)
	p.Notes = append(p.Notes, c.evidenceNote(c.say(pages.OfCoveredAfter), is.Evidence)...)
	p.Notes = append(p.Notes, c.lacking()...)
	p.Beside = &pages.Section{ID: "measures", Title: c.say(pages.CompareMeasures), Text: []string{c.say(pages.AreasRounded)}, Table: c.beforeAndAfter(&before, &after)}
	p.After = []pages.Section{
		c.changesSection(r.Scenario.Changes), c.effectsSection(r.Result, shown.turning), c.loadsSection(centreLoads(r.Loads)),
		c.changedSection(r.Result), c.furtherSection(r.compact),
	}
	p.Map = c.compareMap(c.say(pages.MapScenario, day), shown.was, shown.is)
	return p, nil
}

func (c *call) scenarioLead(was, is *figure) string {
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

func (c *call) effectsSection(r *scenario.Result, t *turning) pages.Section {
	s := pages.Section{ID: "effects", Title: c.say(pages.EffectsTitle)}
	add := func(term pages.Text, texts []string) {
		if len(texts) == 0 {
			texts = []string{c.say(pages.NoneOfThem)}
		}
		s.List = append(s.List, pages.Item{Term: c.say(term), Text: strings.Join(texts, " · ")})
	}
	ground := func(of *scenario.Ground) []string {
		g := patchOf(of)
		switch {
		case len(g.Units) == 0 && len(g.Pieces) == 0:
			return nil
		case g.undetermined.Neighbourhoods > 0:
			return []string{c.say(pages.WithHoodsApart, c.groundNames(&g), c.lang.Count(g.Neighbourhoods), c.lang.Count(g.undetermined.Neighbourhoods))}
		case g.Neighbourhoods > 0:
			return []string{c.say(pages.WithHoods, c.groundNames(&g), c.lang.Count(g.Neighbourhoods))}
		}
		return []string{c.groundNames(&g)}
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
	add(pages.GapsClosed, ground(&r.Closed))
	add(pages.GapsOpened, ground(&r.Opened))
	add(pages.OverlapsCreated, shared(sharedPatches(r.Created)))
	add(pages.OverlapsRemoved, shared(sharedPatches(r.Removed)))
	var turns []string
	for _, one := range t.wire().Changes {
		_, from := standingOf(one.From)
		_, to := standingOf(one.To)
		turns = append(turns, c.say(pages.TurnedFromTo, one.Name, c.say(from), c.say(to)))
	}
	add(pages.RegionsTurned, turns)
	return s
}

func (c *call) changedSection(r *scenario.Result) pages.Section {
	t := &pages.Table{Caption: c.say(pages.ChangedCaption, c.lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.say(pages.ColTerritory)}, {Title: c.say(pages.BeforeScenario)}, {Title: c.say(pages.AfterScenario)}, {Title: c.say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range r.Before.Rows {
		if c.over(i) {
			break
		}
		b, a := &r.Before.Rows[i], &r.After.Rows[i]
		was, is := hoodsCovered(&b.Figures), hoodsCovered(&a.Figures)
		if b.Status == a.Status && was == is {
			continue
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			c.unitCell(&b.Unit), c.statusCell(b.Status), c.statusCell(a.Status), {Text: c.gap(was, is)},
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

// hoodsCovered is how many neighbourhoods are covered; nil where there is no figure.
func hoodsCovered(f *coverage.Figures) any {
	return figureOf(geo.Neighbourhoods, f.Of(geo.Neighbourhoods), "").Covered
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
