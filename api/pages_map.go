package api

import (
	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// country is the drawing of the country of a generation: only its fillings change
// from page to page.
var country derived[*pages.Atlas]

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
func (c *call) unitNames() map[string]string {
	names := map[string]string{}
	for _, level := range territories {
		for _, u := range c.snapshot.Units(level) {
			names[u.Code] = u.Name
		}
	}
	return names
}

// fillOf is the filling and the word of a status of ground.
func fillOf(s coverage.Status) (string, pages.Text) {
	switch s {
	case coverage.IsCovered:
		return pages.FillCovered, pages.Covered
	case coverage.IsPartial:
		return pages.FillPartial, pages.Partial
	}
	return pages.FillUncovered, pages.Uncovered
}

// byDepartment is the status of every department and collectivity.
func (c *call) byDepartment() (*coverage.Analysis, error) { return c.placesOf(nil) }

// placesOf is [call.byDepartment] where an analysis of the same day is at hand, which
// may be the one by department.
func (c *call) placesOf(a *coverage.Analysis) (*coverage.Analysis, error) {
	q := c.analysis()
	q.Level, q.Territory = geo.Department, geo.France
	if a != nil && a.Query == q {
		return a, nil
	}
	return coverage.Analyse(c.ctx, c.snapshot, q)
}

// paint fills the map of the country. fill tells the filling of a department or
// collectivity and the word for it.
func (c *call) paint(outline geo.Level, title string, fill func(code string) (string, pages.Text), legend ...string) *pages.Map {
	names := c.unitNames()
	atlas := country.of(c.from, func() *pages.Atlas { return countryOf(c.snapshot) })
	m := atlas.Fill(string(outline), func(code string) (string, string) {
		filling, word := fill(code)
		return filling, names[code] + " (" + code + ")" + c.say(pages.Colon) + c.say(word)
	}, c.plateName(names))
	m.Title, m.Text, m.Note = title, c.say(pages.MapText), c.say(pages.MapNote)
	if c.approximate() {
		m.Note += " " + c.say(pages.MapApproximate)
	}
	m.Legend = c.legend(legend...)
	return m
}

func (c *call) plateName(names map[string]string) func(code string) string {
	return func(code string) string {
		if code == "75" {
			return c.say(pages.ParisInset)
		}
		return names[code]
	}
}

// approximate reports whether the boundaries drawn are marked so.
func (c *call) approximate() bool {
	set := c.snapshot.Approximate(c.snapshot.Base())
	return set.Len() > 0
}

// legend names the fillings.
func (c *call) legend(fillings ...string) []pages.Key {
	words := map[string]pages.Text{
		pages.FillCovered: pages.Covered, pages.FillPartial: pages.Partial, pages.FillUncovered: pages.Uncovered,
		pages.FillGained: pages.CoveredSince, pages.FillLost: pages.CoveredNoMore, pages.FillQuiet: pages.Elsewhere,
	}
	out := make([]pages.Key, len(fillings))
	for i, f := range fillings {
		out[i] = pages.Key{Fill: f, Text: c.say(words[f])}
	}
	return out
}

// coverageMap fills the departments by what is covered of each, which an analysis
// by department tells.
func (c *call) coverageMap(outline geo.Level, a *coverage.Analysis) *pages.Map {
	status := map[string]coverage.Status{}
	for i := range a.Rows {
		status[a.Rows[i].Unit.Code] = a.Rows[i].Status
	}
	if outline != geo.Region2015 {
		outline = geo.Region
	}
	title := c.say(pages.MapCoverage, c.lang.Day(c.Date))
	return c.paint(outline, title, func(code string) (string, pages.Text) { return fillOf(status[code]) },
		pages.FillCovered, pages.FillPartial, pages.FillUncovered)
}
