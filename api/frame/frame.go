package frame

import (
	"net/url"
	"slices"
	"strings"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
)

// frame adds what every page has: the way to the others, its data, credits,
// and itself in the other language.
func frame(c *ask.Call, p *pages.Page) {
	p.Lang, p.Sheet = c.Lang, c.Prefix+stylePath
	p.Nav = navigation(c)
	p.Generation = c.Snapshot.Generation
	for i := range c.Snapshot.Data.Sources {
		source := &c.Snapshot.Data.Sources[i]
		if one := CreditLine(c, source); wire.Shows(c, source.ID) && !slices.Contains(p.Credits, one) {
			p.Credits = append(p.Credits, one)
		}
	}
	if c.From != c.Current {
		p.Notes = append([]string{c.Say(pages.OtherGeneration, c.Snapshot.Generation, c.Current.ID)}, p.Notes...)
	}
	if slices.Contains(append(ask.GeographiesBeside(c.Values), c.Geography), geo.QPV2024) && c.Territory.Country() == "" {
		p.Notes = append(p.Notes, c.Say(pages.NoteListed2024))
	}
	if p.Data == nil {
		p.Data = dataLinks(c, c.Alternates())
	}
	p.Switch = pages.Link{
		Href: here(c, map[string]string{"lang": string(c.Lang.Other())}),
		Text: pages.OtherLanguage.In(c.Lang.Other()),
	}
}

// dataLinks names the representations for programs.
func dataLinks(c *ask.Call, alternates []rest.Link) []pages.Link {
	names := map[string]string{"application/json": "JSON", "application/geo+json": "GeoJSON", "text/csv": "CSV"}
	var out []pages.Link
	for _, l := range alternates {
		if name, ok := names[l.Type]; ok {
			href := c.Prefix + strings.TrimPrefix(l.Href, c.Base)
			out = append(out, pages.Link{Href: href, Text: name, Type: l.Type})
			if l.Type == rest.AsCSV().Essence() {
				out = append(out, ForExcel(c, href))
			}
		}
	}
	return out
}

// ForExcel is the link beside that of a table, for who opens it by a double
// click in a spreadsheet in French.
func ForExcel(c *ask.Call, table string) pages.Link {
	return pages.Link{
		Href: table + "&" + rest.DialectParam.Name + "=" + string(rest.ExcelFR), Text: c.Say(pages.ForExcel),
		Type: rest.AsCSV().Essence(),
	}
}

func navigation(c *ask.Call) []pages.Link {
	since := "?" + url.Values{"a": {"2015-12-31"}, "b": {day(c).String()}}.Encode()
	var out []pages.Link
	for _, one := range []struct {
		path, query string
		name        pages.Text
		asked       []string // parameters that go along
	}{
		{path: "/", query: "", name: pages.NavNation, asked: nil},
		{path: ask.MapPath, query: "", name: pages.NavMap, asked: DaySettings},
		{path: "/analysis/coverage", query: "", name: pages.NavCoverage, asked: DaySettings},
		{path: "/analysis/gaps", query: "", name: pages.NavGaps, asked: DaySettings},
		{path: "/analysis/overlaps", query: "", name: pages.NavOverlaps, asked: DaySettings},
		{path: "/analysis/realignment", query: "", name: pages.NavRealignment, asked: DaySettings},
		{path: "/analysis/trajectory", query: "", name: pages.NavTrajectory, asked: Settings},
		{path: "/analysis/compare", query: since, name: pages.NavCompare, asked: nil},
		{path: "/centres", query: "", name: pages.NavCentres, asked: nil},
		{path: "/data", query: "", name: pages.NavData, asked: nil},
	} {
		if one.path == ask.MapPath && !c.Mapped {
			continue
		}
		href := To(c, one.path+one.query, one.asked...)
		out = append(out, pages.Link{Href: href, Text: c.Say(one.name), Here: c.Path == one.path})
	}
	return out
}

// Settings are the parameters that mean the same on every analysis;
// DaySettings those of an analysis of one day.
var (
	Settings    = []string{"scope", "min_confidence", "qpv"}
	DaySettings = []string{"datetime", "scope", "min_confidence", "qpv"}
)

// To is the address of another page. It keeps the language, and those of the
// parameters named whose value is not the default.
func To(c *ask.Call, path string, keep ...string) string {
	path, query, _ := strings.Cut(path, "?")
	values, _ := url.ParseQuery(query) // our own text
	for _, s := range c.Settings {
		if s.Param == langParam {
			values.Set("lang", s.Text)
		}
		for _, name := range keep {
			if s.Param.Name == name && s.Text != unsaid(c, s.Param) && (name != "datetime" || s.Param != ask.During) {
				values.Set(name, s.Text)
			}
		}
	}
	if len(values) == 0 {
		return c.Local(path)
	}
	return c.Local(path + "?" + values.Encode())
}

// here is the address of this page with some parameters replaced.
func here(c *ask.Call, replace map[string]string) string {
	for _, s := range c.Settings {
		if _, given := replace[s.Param.Name]; !given && s.Param.In == rest.InQuery && s.Param.Name != "f" {
			if s.Text == unsaid(c, s.Param) {
				replace[s.Param.Name] = "" // the default need not be said
			}
		}
	}
	query := c.Encode(replace)
	if query == "" {
		return c.Local(c.Path)
	}
	return c.Local(c.Path + "?" + query)
}

// unsaid is the text that a parameter has where it is not given; "" for none.
func unsaid(c *ask.Call, p *rest.Param) string {
	if p.Today {
		return c.Today.String()
	}
	return p.Initial
}

// day is the day of the page: that asked for, or today.
func day(c *ask.Call) geo.Date {
	for _, s := range c.Settings {
		if s.Param.Name == "datetime" || s.Param.Name == "to" {
			return c.Date
		}
	}
	return c.Today
}
