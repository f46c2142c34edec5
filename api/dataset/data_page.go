package dataset

import (
	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/geo"
)

// dataPage is the manifest of the data, and how figures are counted.
func dataPage(c *ask.Call, m *manifest) (*pages.Page, error) {
	method := pages.Section{ID: "method", Title: c.Say(pages.MethodTitle)}
	for _, text := range pages.Method {
		method.List = append(method.List, pages.Item{Term: c.Say(text.Term), Text: c.Say(text.Text)})
	}
	sources := &pages.Table{Caption: c.Say(pages.SourcesCaption), Columns: []pages.Column{
		{Title: c.Say(pages.ColSource)}, {Title: c.Say(pages.ColPublisher)}, {Title: c.Say(pages.ColVintage)},
		{Title: c.Say(pages.ColLicence)},
	}}
	said := func(text string) pages.Cell {
		shown, _ := frame.Sourced(c, text)
		return pages.Cell{Text: shown}
	}
	for i := range m.Sources {
		s := &m.Sources[i]
		sources.Rows = append(sources.Rows, pages.Row{Cells: []pages.Cell{
			{Text: frame.SourceTitle(c, s), Href: frame.WebAddress(s.URL)}, said(s.Publisher), said(s.Vintage), said(s.Licence),
		}})
	}
	counts := pages.Section{ID: "loaded", Title: c.Say(pages.LoadedTitle)}
	number := func(n int) string { return c.Lang.Count(int64(n)) }
	for _, level := range geo.Levels {
		counts.List = append(counts.List,
			pages.Item{Term: c.Say(pages.LevelNames[string(level)]), Text: number(m.Units[level])})
	}
	for _, g := range geo.Geographies {
		counts.List = append(counts.List, pages.Item{Term: c.Say(pages.HoodsOf, string(g)), Text: number(m.Hoods[g])})
	}
	populations, foreign := frame.Sourced(c, m.PopulationOf)
	counts.List = append(counts.List,
		pages.Item{Term: c.Say(pages.NavCentres), Text: number(m.Centres)},
		pages.Item{Term: c.Say(pages.ColPerimeters), Text: number(m.Perimeters)},
		pages.Item{Term: c.Say(pages.ContractsLoaded), Text: number(m.Contracts)},
		pages.Item{Term: c.Say(pages.PopulationOf), Text: populations, Foreign: foreign},
		pages.Item{Term: c.Say(pages.GenerationsTitle), Text: c.Snapshot.Generation, Href: frame.To(c, "/generations")})
	return &pages.Page{
		Title: c.Say(pages.DataTitle), Lead: c.Say(pages.DataLead),
		After: []pages.Section{method, {ID: "sources", Title: c.Say(pages.SourcesTitle), Table: sources}, counts},
		Data: []pages.Link{
			{Href: c.Local("/data?f=json"), Text: "JSON", Type: rest.MediaJSON},
			{Href: c.Local("/collections?f=json"), Text: c.Say(pages.CollectionsLink), Type: rest.MediaJSON},
			{Href: c.Local("/api"), Text: c.Say(pages.APIDocument), Type: rest.MediaOpenAPI},
		},
	}, nil
}
