package api

import (
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/revision"
)

// generationsPage lists the generations that are kept.
func generationsPage(c *call, all []generationWire) (*pages.Page, error) {
	t := &pages.Table{Caption: c.say(pages.GenerationsCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColGeneration)}, {Title: c.say(pages.ColCreated)}, {Title: c.say(pages.ColNote)},
		{Title: c.say(pages.ColLayers)}, {Title: c.say(pages.ColChanges)},
	}}
	for i := range all {
		t.Rows = append(t.Rows, c.generationRow(&all[i]))
	}
	lead := c.say(pages.GenerationsLead, c.lang.Count(int64(len(all))))
	if len(all) == 1 {
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

// revisionPage tells what would change between two generations, topic by topic.
// Findings are in English, as on the command line.
func revisionPage(c *call, r *revisionResult) (*pages.Page, error) {
	a, err := r.report()
	if err != nil {
		return nil, err
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
