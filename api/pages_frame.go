package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
)

// frame adds what every page has: the way to the others, its data, credits,
// and itself in the other language.
func (c *call) frame(p *pages.Page) {
	p.Lang, p.Sheet = c.lang, c.prefix+stylePath
	p.Nav = c.navigation()
	p.Generation = c.snapshot.Generation
	for i := range c.snapshot.Data.Sources {
		source := &c.snapshot.Data.Sources[i]
		if one := c.creditLine(source); c.shows(source.ID) && !slices.Contains(p.Credits, one) {
			p.Credits = append(p.Credits, one)
		}
	}
	if c.from != c.current {
		p.Notes = append([]string{c.say(pages.OtherGeneration, c.snapshot.Generation, c.current.id)}, p.Notes...)
	}
	if slices.Contains(append(geographiesBeside(c.values), c.Geography), geo.QPV2024) && c.Territory.Country() == "" {
		p.Notes = append(p.Notes, c.say(pages.NoteListed2024))
	}
	if p.Data == nil {
		p.Data = c.dataLinks(c.alternates())
	}
	p.Switch = pages.Link{
		Href: c.here(map[string]string{"lang": string(c.lang.Other())}),
		Text: pages.OtherLanguage.In(c.lang.Other()),
	}
}

// dataLinks names the representations for programs.
func (c *call) dataLinks(alternates []link) []pages.Link {
	names := map[string]string{"application/json": "JSON", "application/geo+json": "GeoJSON", "text/csv": "CSV"}
	var out []pages.Link
	for _, l := range alternates {
		if name, ok := names[l.Type]; ok {
			href := c.prefix + strings.TrimPrefix(l.Href, c.base)
			out = append(out, pages.Link{Href: href, Text: name, Type: l.Type})
			if l.Type == asCSV().essence() {
				out = append(out, c.forExcel(href))
			}
		}
	}
	return out
}

// forExcel is the link beside that of a table, for who opens it by a double
// click in a spreadsheet in French.
func (c *call) forExcel(table string) pages.Link {
	return pages.Link{Href: table + "&" + dialectParam.name + "=" + string(excelFR), Text: c.say(pages.ForExcel), Type: asCSV().essence()}
}

func (c *call) navigation() []pages.Link {
	since := "?" + url.Values{"a": {"2015-12-31"}, "b": {c.day().String()}}.Encode()
	var out []pages.Link
	for _, one := range []struct {
		path, query string
		name        pages.Text
		asked       []string // parameters that go along
	}{
		{"/", "", pages.NavNation, nil},
		{mapPath, "", pages.NavMap, daySettings},
		{"/analysis/coverage", "", pages.NavCoverage, daySettings},
		{"/analysis/gaps", "", pages.NavGaps, daySettings},
		{"/analysis/overlaps", "", pages.NavOverlaps, daySettings},
		{"/analysis/realignment", "", pages.NavRealignment, daySettings},
		{"/analysis/trajectory", "", pages.NavTrajectory, settings},
		{"/analysis/compare", since, pages.NavCompare, nil},
		{"/centres", "", pages.NavCentres, nil},
		{"/data", "", pages.NavData, nil},
	} {
		if one.path == mapPath && !c.mapped {
			continue
		}
		href := c.to(one.path+one.query, one.asked...)
		out = append(out, pages.Link{Href: href, Text: c.say(one.name), Here: c.path == one.path})
	}
	return out
}

// settings are the parameters that mean the same on every analysis;
// daySettings those of an analysis of one day.
var (
	settings    = []string{"scope", "min_confidence", "qpv"}
	daySettings = []string{"datetime", "scope", "min_confidence", "qpv"}
)

// to is the address of another page. It keeps the language, and those of the
// parameters named whose value is not the default.
func (c *call) to(path string, keep ...string) string {
	path, query, _ := strings.Cut(path, "?")
	values, _ := url.ParseQuery(query) // our own text
	for _, s := range c.settings {
		if s.param == langParam {
			values.Set("lang", s.text)
		}
		for _, name := range keep {
			if s.param.name == name && s.text != c.unsaid(s.param) && (name != "datetime" || s.param != periodParam) {
				values.Set(name, s.text)
			}
		}
	}
	if len(values) == 0 {
		return c.local(path)
	}
	return c.local(path + "?" + values.Encode())
}

// here is the address of this page with some parameters replaced.
func (c *call) here(replace map[string]string) string {
	for _, s := range c.settings {
		if _, given := replace[s.param.name]; !given && s.param.in == inQuery && s.param.name != "f" {
			if s.text == c.unsaid(s.param) {
				replace[s.param.name] = "" // the default need not be said
			}
		}
	}
	query := c.encode(replace)
	if query == "" {
		return c.local(c.path)
	}
	return c.local(c.path + "?" + query)
}

// unsaid is the text that a parameter has where it is not given; "" for none.
func (c *call) unsaid(p *param) string {
	if p.today {
		return c.today.String()
	}
	return p.initial
}

// say speaks the language of the page.
func (c *call) say(t pages.Text, with ...any) string { return t.In(c.lang, with...) }

// day is the day of the page: that asked for, or today.
func (c *call) day() geo.Date {
	for _, s := range c.settings {
		if s.param.name == "datetime" || s.param.name == "to" {
			return c.Date
		}
	}
	return c.today
}

// problemPage shows a problem to a reader.
func problemPage(r *http.Request, reply http.Header, prefix string, p *problem) *pages.Page {
	lang := pages.Choose(r.Header.Values("Accept-Language"))
	if values, err := url.ParseQuery(r.URL.RawQuery); err == nil && values.Has("lang") {
		lang = pages.French
		if values.Get("lang") == string(pages.English) {
			lang = pages.English
		}
	} else {
		reply.Add("Vary", "Accept-Language")
	}
	title := pages.ProblemOther
	switch p.Status {
	case 400, 422:
		title = pages.ProblemRequest
	case 404:
		title = pages.ProblemMissing
	}
	out := &pages.Page{
		Lang: lang, Title: title.In(lang), Sheet: prefix + stylePath, Noindex: true, Lead: pages.ProblemLead.In(lang),
		Nav: []pages.Link{{Href: prefix + "/", Text: pages.NavNation.In(lang)}, {Href: prefix + "/analysis/coverage", Text: pages.NavCoverage.In(lang)}, {Href: prefix + "/data", Text: pages.NavData.In(lang)}},
		After: []pages.Section{{
			ID: "problem", Title: pages.ProblemDetails.In(lang),
			List: []pages.Item{
				{Term: pages.ProblemWhat.In(lang), Text: p.Title, Foreign: true},
				{Term: pages.ProblemWhy.In(lang), Text: p.Detail, Foreign: true},
				{Term: pages.ProblemFix.In(lang), Text: p.Fix, Foreign: true},
			},
		}},
		Generation: p.Generation,
	}
	if r.URL.Path == mapPath {
		out.Lead = pages.MapRefused.In(lang)
		out.Above = []pages.Link{{Href: prefix + mapPath, Text: pages.MapDefault.In(lang)}}
	}
	var ground []string
	for _, next := range successorsOf(p) {
		out.Above = append(out.Above, pages.Link{Href: prefix + "/collections/" + collectionName(next.Level) + "/items/" + url.PathEscape(next.Code), Text: next.Name})
		ground = append(ground, next.Name+" ("+next.Code+")")
	}
	if len(ground) > 0 {
		out.Lead = pages.ProblemSuccessor.In(lang, strings.Join(ground, ", "))
	}
	return out
}
