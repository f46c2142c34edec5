package api

import (
	"maillage/api/pages"
	"maillage/geo"
)

// landingPage is the nation today.
func landingPage(c *call, r *landingResult) (*pages.Page, error) {
	nation, err := r.nation()
	if err != nil {
		return nil, err
	}
	p, err := c.nation(nation.coverageResult)
	if err != nil {
		return nil, err
	}
	p.Title = c.say(pages.HomeTitle)
	p.Form = &pages.Form{Action: c.prefix + "/analysis/coverage", Hidden: c.hiddenGeneration(), Fields: []pages.Field{{
		Name: "datetime", Label: c.say(pages.FieldDate), Value: c.Date.String(), Min: geo.MinDate.String(), Max: geo.MaxDate.String(),
	}}}
	p.After = append([]pages.Section{c.countdown(nation.realignment)}, p.After...)
	p.Data = []pages.Link{
		{Href: c.local("/analysis/coverage?f=json"), Text: "JSON", Type: mediaJSON},
		{Href: c.local("/analysis/coverage?f=geojson"), Text: "GeoJSON", Type: mediaGeoJSON},
		{Href: c.local("/analysis/coverage?f=csv"), Text: "CSV", Type: "text/csv"},
		c.forExcel(c.local("/analysis/coverage?f=csv")),
		{Href: c.local("/api"), Text: c.say(pages.APIDocument), Type: mediaOpenAPI},
	}
	return p, nil
}
