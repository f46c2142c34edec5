package dataset

import (
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/revision"
)

// generationsPage lists the generations that are kept.
func generationsPage(c *ask.Call, all []generationWire) (*pages.Page, error) {
	t := &pages.Table{Caption: c.Say(pages.GenerationsCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColGeneration)}, {Title: c.Say(pages.ColCreated)}, {Title: c.Say(pages.ColNote)},
		{Title: c.Say(pages.ColLayers)}, {Title: c.Say(pages.ColChanges)},
	}}
	for i := range all {
		t.Rows = append(t.Rows, generationRow(c, &all[i]))
	}
	lead := c.Say(pages.GenerationsLead, c.Lang.Count(int64(len(all))))
	if len(all) == 1 {
		lead = c.Say(pages.GenerationsAlone)
	}
	return &pages.Page{
		Title: c.Say(pages.GenerationsTitle), Lead: lead,
		Above: []pages.Link{{Href: frame.To(c, "/data"), Text: c.Say(pages.NavData)}},
		After: []pages.Section{{ID: "generations", Title: c.Say(pages.GenerationsKept), Table: t}},
	}, nil
}

func generationRow(c *ask.Call, g *generationWire) pages.Row {
	created := c.Say(pages.DateNotKnown)
	if g.Created != nil {
		created = c.Lang.Day(geo.DateIn(*g.Created))
	}
	var layers []string
	for _, l := range g.Layers {
		layers = append(layers,
			c.Say(pages.LayerOf, c.Say(pages.LayerNames[string(l.Name)]), c.Lang.Count(int64(l.Features))))
	}
	changes := pages.Cell{Text: c.Say(pages.InService)}
	if !g.InService {
		changes = pages.Cell{Text: c.Say(pages.CompareToService), Href: frame.To(c, comparePath+"?b="+g.ID)}
	}
	return pages.Row{Cells: []pages.Cell{
		{Text: g.ID, Href: frame.To(c, "/?generation="+g.ID)}, {Text: created}, {Text: g.Note},
		{Text: strings.Join(layers, " · ")}, changes,
	}}
}

// revisionPage tells what would change between two generations, topic by topic.
// Findings are in English, as on the command line.
func revisionPage(c *ask.Call, r *revisionResult) (*pages.Page, error) {
	a, err := r.report()
	if err != nil {
		return nil, err
	}
	count := func(n int) string { return c.Lang.Count(int64(n)) }
	p := &pages.Page{
		Title: c.Say(pages.RevisionTitle), Lead: c.Say(pages.RevisionNothing, a.Before.Generation, a.After.Generation),
		Noindex: true,
		Above:   []pages.Link{{Href: frame.To(c, "/generations"), Text: c.Say(pages.GenerationsTitle)}},
	}
	if a.Same() {
		return p, nil
	}
	p.Lead = c.Say(pages.RevisionLead, a.Before.Generation, a.After.Generation, count(a.Counts.Refuse),
		count(a.Counts.Review), count(a.Counts.Note))
	p.Notes = []string{
		c.Say(pages.RevisionDays, c.Lang.Day(geo.MinDate), count(len(a.Days))), c.Say(pages.RevisionEnglish),
	}
	left := 0
	for _, l := range a.LeftOut {
		left += l.N
	}
	if left > 0 {
		p.Notes = append(p.Notes, c.Say(pages.RevisionCut, count(left)))
	}
	p.After = findings(c, a.Findings)
	return p, nil
}

// findings are tables, one for each topic.
func findings(c *ask.Call, all []revision.Finding) []pages.Section {
	var out []pages.Section
	for i := range all {
		f := &all[i]
		id, title := "topic-"+string(f.Topic), c.Say(pages.Topics[string(f.Topic)])
		if n := len(out); n == 0 || out[n-1].ID != id {
			out = append(out, pages.Section{ID: id, Title: title, Table: &pages.Table{
				Caption: c.Say(pages.FindingsOf, title),
				Columns: []pages.Column{{Title: c.Say(pages.ColFinding)}, {Title: c.Say(pages.ColSeverity)}},
			}})
		}
		t := out[len(out)-1].Table
		t.Rows = append(t.Rows, pages.Row{Cells: []pages.Cell{
			{Text: f.String(), Foreign: c.Lang != pages.English}, {Text: c.Say(pages.Severities[string(f.Severity)])},
		}})
	}
	return out
}
