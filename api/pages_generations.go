package api

import (
	"fmt"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/revision"
)

// showGenerations lists the generations that are kept.
func showGenerations(c *call, value any) (*pages.Page, error) {
	a, ok := value.(generationsAnswer)
	if !ok {
		return nil, fmt.Errorf("page of generations: unexpected %T", value)
	}
	t := &pages.Table{Caption: c.say(pages.GenerationsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColGeneration)}, {Title: c.say(pages.ColCreated)}, {Title: c.say(pages.ColNote)},
		{Title: c.say(pages.ColLayers)}, {Title: c.say(pages.ColChanges)},
	}}
	for i := range a.Generations {
		t.Rows = append(t.Rows, c.generationRow(&a.Generations[i]))
	}
	lead := c.say(pages.GenerationsLead, c.lang.Count(int64(len(a.Generations))))
	if len(a.Generations) == 1 {
		lead = c.say(pages.GenerationsAlone)
	}
	return &pages.Page{
		Title: c.say(pages.GenerationsTitle), Lead: lead, Above: []pages.Link{{Href: c.to("/data"), Text: c.say(pages.NavData)}},
		After: []pages.Section{{ID: "generations", Title: c.say(pages.GenerationsKept), Table: t}},
	}, nil
}

func (c *call) generationRow(g *generationWire) pages.Row {
	created := c.say(pages.DateNotKnown)
	if g.Created != nil {
		created = c.lang.Day(geo.DateIn(*g.Created))
	}
	var layers []string
	for _, l := range g.Layers {
		layers = append(layers, c.say(pages.LayerOf, c.say(pages.LayerNames[string(l.Name)]), c.lang.Count(int64(l.Features))))
	}
	changes := pages.Cell{Text: c.say(pages.InService)}
	if !g.InService {
		changes = pages.Cell{Text: c.say(pages.CompareToService), Href: c.to(comparePath + "?b=" + g.ID)}
	}
	return pages.Row{Cells: []pages.Cell{
		{Text: g.ID, Href: c.to("/?generation=" + g.ID)}, {Text: created}, {Text: g.Note}, {Text: strings.Join(layers, " · ")}, changes,
	}}
}

// showRevision tells what would change between two generations, topic by topic.
// Findings are in English, as on the command line.
func showRevision(c *call, value any) (*pages.Page, error) {
	a, ok := value.(revisionAnswer)
	if !ok {
		return nil, fmt.Errorf("page of a revision: unexpected %T", value)
	}
	count := func(n int) string { return c.lang.Count(int64(n)) }
	p := &pages.Page{
		Title: c.say(pages.RevisionTitle), Lead: c.say(pages.RevisionNothing, a.Before.Generation, a.After.Generation), Noindex: true,
		Above: []pages.Link{{Href: c.to("/generations"), Text: c.say(pages.GenerationsTitle)}},
	}
	if a.Same() {
		return p, nil
	}
	p.Lead = c.say(pages.RevisionLead, a.Before.Generation, a.After.Generation, count(a.Counts.Refuse), count(a.Counts.Review), count(a.Counts.Note))
	p.Notes = []string{c.say(pages.RevisionDays, c.lang.Day(geo.MinDate), count(len(a.Days))), c.say(pages.RevisionEnglish)}
	left := 0
	for _, l := range a.LeftOut {
		left += l.N
	}
	if left > 0 {
		p.Notes = append(p.Notes, c.say(pages.RevisionCut, count(left)))
	}
	p.After = c.findings(a.Findings)
	return p, nil
}

// findings are tables, one for each topic.
func (c *call) findings(all []revision.Finding) []pages.Section {
	var out []pages.Section
	for i := range all {
		f := &all[i]
		id, title := "topic-"+string(f.Topic), c.say(pages.Topics[string(f.Topic)])
		if n := len(out); n == 0 || out[n-1].ID != id {
			out = append(out, pages.Section{ID: id, Title: title, Table: &pages.Table{
				Caption: c.say(pages.FindingsOf, title), Columns: []pages.Column{{Title: c.say(pages.ColFinding)}, {Title: c.say(pages.ColSeverity)}},
			}})
		}
		t := out[len(out)-1].Table
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: f.String(), Foreign: c.lang != pages.English}, {Text: c.say(pages.Severities[string(f.Severity)])},
		}})
	}
	return out
}
