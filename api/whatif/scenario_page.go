package whatif

import (
	"net/url"
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// scenarioPage shows what the scenario of an address does.
func scenarioPage(c *ask.Call, r *scenarioResult) (*pages.Page, error) {
	shown, err := r.shown()
	if err != nil {
		return nil, err
	}
	unsourced, err := r.hypothetical()
	if err != nil {
		return nil, err
	}
	day, hypothetical := c.Lang.Day(c.Date),
		wire.MeasuresOf(&unsourced, func(m geo.Measure) string { return wire.Describe(c, m) })
	before, after := wire.AgedMeasuresOf(&r.Before.Totals, shown.before,
		func(m geo.Measure) string { return wire.Describe(c, m) }),
		wire.AgedMeasuresOf(&r.After.Totals, shown.after, func(m geo.Measure) string { return wire.Describe(c, m) })
	was, is := &before[geo.Neighbourhoods], &after[geo.Neighbourhoods]
	p := &pages.Page{
		Title: c.Say(pages.ScenarioTitle), Form: frame.Form(c), Lead: scenarioLead(c, was, is),
		Notes: []string{c.Say(pages.ScenarioNote)},
	}
	p.Notes = append(p.Notes, scenarioNotes(c, was.Undetermined, is, &hypothetical[geo.Neighbourhoods])...)
	p.Notes = append(p.Notes, frame.EvidenceNote(c, c.Say(pages.OfCoveredAfter), is.Evidence)...)
	p.Notes = append(p.Notes, frame.Lacking(c)...)
	p.Beside = &pages.Section{
		ID: "measures", Title: c.Say(pages.CompareMeasures), Text: []string{c.Say(pages.AreasRounded)},
		Table: beforeAndAfter(c, &before, &after),
	}
	p.After = []pages.Section{
		changesSection(c, r.Scenario.Changes), effectsSection(c, r.Result, shown.turning),
		loadsSection(c, centreLoads(r.Loads)),
		changedSection(c, r.Result), furtherSection(c, r.compact),
	}
	p.Map = compareMap(c, c.Say(pages.MapScenario, day), shown.was, shown.is)
	return p, nil
}

func scenarioLead(c *ask.Call, was, is *wire.Figure) string {
	if is.Covered == nil {
		return c.Say(pages.ScenarioLeadNone, c.Lang.Day(c.Date))
	}
	return c.Say(pages.ScenarioLead, c.Lang.Day(c.Date), frame.Wire(c, is.Covered), frame.Wire(c, is.Total),
		string(c.Geography),
		c.Say(frame.TerritoryName(c.Territory)), frame.Wire(c, was.Covered), gap(c, was.Covered, is.Covered))
}

func beforeAndAfter(c *ask.Call, before, after *wire.Measures) *pages.Table {
	t := &pages.Table{Caption: c.Say(pages.ScenarioCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColMeasure)}, {Title: c.Say(pages.BeforeScenario), Numeric: true},
		{Title: c.Say(pages.AfterScenario), Numeric: true},
		{Title: c.Say(pages.ColDifference), Numeric: true},
	}}
	for _, m := range frame.ShownMeasures {
		was, is := &before[m], &after[m]
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.Say(frame.MeasureWords[m])}, counted(c, &Counting{Covered: was.Covered, Share: was.Share}),
			counted(c, &Counting{Covered: is.Covered, Share: is.Share}), {Text: gap(c, was.Covered, is.Covered)},
		}})
	}
	return t
}

// changesSection tells the changes in words, in order.
func changesSection(c *ask.Call, changes []scenario.Change) pages.Section {
	s := pages.Section{ID: "changes", Title: c.Say(pages.ChangesTitle)}
	if len(changes) == 0 {
		s.Text = []string{c.Say(pages.ChangesNone)}
	}
	created := map[string]string{}
	centre := func(id string) string {
		if name, ok := created[id]; ok {
			return name
		}
		return frame.CentreName(c, id)
	}
	for i := range changes {
		one := &changes[i]
		if one.Action == scenario.Create && one.Name != "" {
			created[one.Centre] = one.Name
		}
		var with []any
		switch one.Action {
		case scenario.Give, scenario.Take:
			with = []any{refNames(c, one.Units), centre(one.Centre)}
		case scenario.Move:
			with = []any{refNames(c, one.Units), centre(one.From), centre(one.To)}
		default:
			with = []any{centre(one.Centre)}
		}
		s.List = append(s.List,
			pages.Item{Term: c.Lang.Count(int64(i + 1)), Text: c.Say(pages.ChangeWords[string(one.Action)], with...)})
	}
	return s
}

// refNames names units: all that a page can hold of them.
func refNames(c *ask.Call, refs []geo.UnitRef) string {
	units := make([]wire.Unit, 0, len(refs))
	for _, ref := range refs {
		one := wire.Unit{Level: ref.Level, Code: ref.Code}
		if u, err := c.Snapshot.Unit(ref.Level, ref.Code); err == nil {
			one.Name = u.Name
		}
		units = append(units, one)
	}
	return groundNames(c, &Patch{Units: units})
}

// groundNames names the units of ground, and those of which it holds a part.
func groundNames(c *ask.Call, g *Patch) string {
	var names []string
	for _, u := range g.Units {
		names = append(names, named(u))
	}
	for _, u := range g.Pieces {
		names = append(names, c.Say(pages.InPart, named(u)))
	}
	if more := len(names) - frame.ShownRows; more > 0 {
		names = append(names[:frame.ShownRows], c.Say(pages.AndOthers, c.Lang.Count(int64(more))))
	}
	if len(names) == 0 {
		return c.Say(pages.NoneOfThem)
	}
	return strings.Join(names, ", ")
}

func named(u wire.Unit) string {
	if u.Name == "" {
		return u.Code
	}
	return u.Name + " (" + u.Code + ")"
}

func effectsSection(c *ask.Call, r *scenario.Result, t *turning) pages.Section {
	s := pages.Section{ID: "effects", Title: c.Say(pages.EffectsTitle)}
	add := func(term pages.Text, texts []string) {
		if len(texts) == 0 {
			texts = []string{c.Say(pages.NoneOfThem)}
		}
		s.List = append(s.List, pages.Item{Term: c.Say(term), Text: strings.Join(texts, " · ")})
	}
	ground := func(of *scenario.Ground) []string {
		g := patchOf(of)
		switch {
		case len(g.Units) == 0 && len(g.Pieces) == 0:
			return nil
		case g.Undetermined.Neighbourhoods > 0:
			return []string{
				c.Say(pages.WithHoodsApart, groundNames(c, &g), c.Lang.Count(g.Neighbourhoods),
					c.Lang.Count(g.Undetermined.Neighbourhoods)),
			}
		case g.Neighbourhoods > 0:
			return []string{c.Say(pages.WithHoods, groundNames(c, &g), c.Lang.Count(g.Neighbourhoods))}
		}
		return []string{groundNames(c, &g)}
	}
	shared := func(list []sharedPatch) (out []string) {
		for i := range list {
			names := make([]string, len(list[i].Centres))
			for k, id := range list[i].Centres {
				names[k] = frame.CentreName(c, id)
			}
			out = append(out, c.Say(pages.SharedBetween, strings.Join(names, " + "), groundNames(c, &list[i].Patch)))
		}
		return out
	}
	add(pages.GapsClosed, ground(&r.Closed))
	add(pages.GapsOpened, ground(&r.Opened))
	add(pages.OverlapsCreated, shared(sharedPatches(r.Created)))
	add(pages.OverlapsRemoved, shared(sharedPatches(r.Removed)))
	var turns []string
	for _, one := range t.wire().Changes {
		_, from := frame.StandingOf(one.From)
		_, to := frame.StandingOf(one.To)
		turns = append(turns, c.Say(pages.TurnedFromTo, one.Name, c.Say(from), c.Say(to)))
	}
	add(pages.RegionsTurned, turns)
	return s
}

func changedSection(c *ask.Call, r *scenario.Result) pages.Section {
	t := &pages.Table{Caption: c.Say(pages.ChangedCaption, c.Lang.Day(c.Date)), Columns: []pages.Column{
		{Title: c.Say(pages.ColTerritory)}, {Title: c.Say(pages.BeforeScenario)}, {Title: c.Say(pages.AfterScenario)},
		{Title: c.Say(pages.ColQPVMoved), Numeric: true},
	}}
	for i := range r.Before.Rows {
		if c.Over(i) {
			break
		}
		b, a := &r.Before.Rows[i], &r.After.Rows[i]
		was, is := hoodsCovered(&b.Figures), hoodsCovered(&a.Figures)
		if b.Status == a.Status && was == is {
			continue
		}
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			frame.UnitCell(c, &b.Unit), frame.StatusCell(c, b.Status), frame.StatusCell(c, a.Status), {Text: gap(c, was, is)},
		}})
	}
	s := pages.Section{ID: "territories", Title: c.Say(pages.ChangedTitle), Text: frame.CutShort(c, len(t.Rows))}
	if len(t.Rows) == 0 {
		s.Text = []string{c.Say(pages.ChangedNone)}
	} else {
		t.Rows = t.Rows[:min(len(t.Rows), frame.ShownRows)]
		s.Table = t
	}
	return s
}

// hoodsCovered is how many neighbourhoods are covered; nil where there is no figure.
func hoodsCovered(f *coverage.Figures) any {
	return wire.FigureOf(geo.Neighbourhoods, f.Of(geo.Neighbourhoods), "").Covered
}

// furtherSection leads to the scenario on the map and to its comparison.
func furtherSection(c *ask.Call, compact *string) pages.Section {
	s := pages.Section{ID: "further", Title: c.Say(pages.ScenarioMore)}
	if compact == nil {
		return s
	}
	if c.Mapped {
		q := url.Values{"v": {"1"}, "datetime": {c.Date.String()}, "scenario": {*compact}}
		s.List = append(s.List,
			pages.Item{
				Term: c.Say(pages.NavMap), Text: c.Say(pages.OpenOnMap),
				Href: frame.To(c, ask.MapPath+"?"+q.Encode(), frame.Settings...),
			})
	}
	q := url.Values{"a": {c.Date.String()}, "b": {*compact}}
	s.List = append(s.List,
		pages.Item{
			Term: c.Say(pages.NavCompare), Text: c.Say(pages.CompareWithBase),
			Href: frame.To(c, "/analysis/compare?"+q.Encode(), "scope", "min_confidence", "level", "territory"),
		})
	return s
}
