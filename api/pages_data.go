package api

import (
	"maillage/api/pages"
	"maillage/geo"
)

// dataPage is the manifest of the data, and how figures are counted.
func dataPage(c *call, m *manifest) (*pages.Page, error) {
	method := pages.Section{ID: "method", Title: c.say(pages.MethodTitle)}
	for _, text := range pages.Method {
		method.List = append(method.List, pages.Item{Term: c.say(text.Term), Text: c.say(text.Text)})
	}
	sources := &pages.Table{Caption: c.say(pages.SourcesCaption), Columns: []pages.Column{
		{Title: c.say(pages.ColSource)}, {Title: c.say(pages.ColPublisher)}, {Title: c.say(pages.ColVintage)}, {Title: c.say(pages.ColLicence)},
	}}
	said := func(text string) pages.Cell {
		shown, _ := c.sourced(text)
		return pages.Cell{Text: shown}
	}
	for i := range m.Sources {
		s := &m.Sources[i]
		sources.Rows = append(sources.Rows, pages.Row{Cells: []pages.Cell{
			{Text: c.sourceTitle(s), Href: webAddress(s.URL)}, said(s.Publisher), said(s.Vintage), said(s.Licence),
		}})
	}
	counts := pages.Section{ID: "loaded", Title: c.say(pages.LoadedTitle)}
	number := func(n int) string { return c.lang.Count(int64(n)) }
	for _, level := range geo.Levels {
		counts.List = append(counts.List, pages.Item{Term: c.say(pages.LevelNames[string(level)]), Text: number(m.Units[level])})
	}
	for _, g := range geo.Geographies {
		counts.List = append(counts.List, pages.Item{Term: c.say(pages.HoodsOf, string(g)), Text: number(m.Hoods[g])})
	}
	populations, foreign := c.sourced(m.PopulationOf)
	counts.List = append(counts.List,
		pages.Item{Term: c.say(pages.NavCentres), Text: number(m.Centres)},
		pages.Item{Term: c.say(pages.ColPerimeters), Text: number(m.Perimeters)},
		pages.Item{Term: c.say(pages.ContractsLoaded), Text: number(m.Contracts)},
		pages.Item{Term: c.say(pages.PopulationOf), Text: populations, Foreign: foreign},
		pages.Item{Term: c.say(pages.GenerationsTitle), Text: c.snapshot.Generation, Href: c.to("/generations")})
	return &pages.Page{
		Title: c.say(pages.DataTitle), Lead: c.say(pages.DataLead),
		After: []pages.Section{method, {ID: "sources", Title: c.say(pages.SourcesTitle), Table: sources}, counts},
		Data: []pages.Link{
			{Href: c.local("/data?f=json"), Text: "JSON", Type: mediaJSON},
			{Href: c.local("/collections?f=json"), Text: c.say(pages.CollectionsLink), Type: mediaJSON},
			{Href: c.local("/api"), Text: c.say(pages.APIDocument), Type: mediaOpenAPI},
		},
	}, nil
}

// webAddress is an address that a link may lead to.
func webAddress(s string) string {
	if len(s) > 8 && (s[:8] == "https://" || s[:7] == "http://") {
		return s
	}
	return ""
}
