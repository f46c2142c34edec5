package frame

import (
	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// country is the drawing of the country of a generation: only its fillings change
// from page to page.
var country rest.Derived[*pages.Atlas]

func countryOf(s *snapshot.Snapshot) *pages.Atlas {
	return pages.NewCountry(areasOf(s, geo.Department, geo.Collectivity), map[string][]pages.Area{
		string(geo.Region):     areasOf(s, geo.Region),
		string(geo.Region2015): areasOf(s, geo.Region2015),
	})
}

// areasOf lists the ground of the units of some levels.
func areasOf(s *snapshot.Snapshot, levels ...geo.Level) []pages.Area {
	var out []pages.Area
	for _, level := range levels {
		ground := s.Ground(level)
		if ground == nil {
			continue
		}
		for i := range ground.Units {
			if ground.HasGround(i) {
				out = append(out, pages.Area{Code: ground.Units[i].Code, Ground: ground.Polygon(i)})
			}
		}
	}
	return out
}

// unitNames names every department and collectivity.
func unitNames(c *ask.Call) map[string]string {
	names := map[string]string{}
	for _, level := range ask.Territories {
		for _, u := range c.Snapshot.Units(level) {
			names[u.Code] = u.Name
		}
	}
	return names
}

// FillOf is the filling and the word of a status of ground.
func FillOf(s coverage.Status) (string, pages.Text) {
	switch s {
	case coverage.IsCovered:
		return pages.FillCovered, pages.Covered
	case coverage.IsPartial:
		return pages.FillPartial, pages.Partial
	}
	return pages.FillUncovered, pages.Uncovered
}

// ByDepartment is the status of every department and collectivity.
func ByDepartment(c *ask.Call) (*coverage.Analysis, error) {
	q := c.Analysis()
	q.Level, q.Territory = geo.Department, geo.France
	return coverage.Analyse(c.Ctx, c.Snapshot, q)
}

// Statuses are those of the rows of an analysis, by code.
func Statuses(a *coverage.Analysis) map[string]coverage.Status {
	out := map[string]coverage.Status{}
	for i := range a.Rows {
		out[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	return out
}

// Paint fills the map of the country. fill tells the filling of a department or
// collectivity and the word for it.
func Paint(c *ask.Call, outline geo.Level, title string, fill func(code string) (string, pages.Text),
	legend ...string) *pages.Map {
	names := unitNames(c)
	atlas := country.Of(c.From, func() *pages.Atlas { return countryOf(c.Snapshot) })
	m := atlas.Fill(string(outline), func(code string) (string, string) {
		filling, word := fill(code)
		return filling, names[code] + " (" + code + ")" + c.Say(pages.Colon) + c.Say(word)
	}, plateName(c, names))
	m.Title, m.Text, m.Note = title, c.Say(pages.MapText), c.Say(pages.MapNote)
	if Approximate(c) {
		m.Note += " " + c.Say(pages.MapApproximate)
	}
	m.Legend = Legend(c, legend...)
	return m
}

func plateName(c *ask.Call, names map[string]string) func(code string) string {
	return func(code string) string {
		if code == "75" {
			return c.Say(pages.ParisInset)
		}
		return names[code]
	}
}

// Approximate reports whether the boundaries drawn are marked so.
func Approximate(c *ask.Call) bool {
	set := c.Snapshot.Approximate(c.Snapshot.Base())
	return set.Len() > 0
}

// Legend names the fillings.
func Legend(c *ask.Call, fillings ...string) []pages.Key {
	words := map[string]pages.Text{
		pages.FillCovered: pages.Covered, pages.FillPartial: pages.Partial, pages.FillUncovered: pages.Uncovered,
		pages.FillGained: pages.CoveredSince, pages.FillLost: pages.CoveredNoMore, pages.FillQuiet: pages.Elsewhere,
	}
	out := make([]pages.Key, len(fillings))
	for i, f := range fillings {
		out[i] = pages.Key{Fill: f, Text: c.Say(words[f])}
	}
	return out
}

// CoverageMap fills the departments by what is covered of each, which an analysis
// by department tells.
func CoverageMap(c *ask.Call, outline geo.Level, a *coverage.Analysis) *pages.Map {
	status := Statuses(a)
	if outline != geo.Region2015 {
		outline = geo.Region
	}
	title := c.Say(pages.MapCoverage, c.Lang.Day(c.Date))
	return Paint(c, outline, title, func(code string) (string, pages.Text) { return FillOf(status[code]) },
		pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}
