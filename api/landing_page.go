package api

import (
	"maillage/api/ask"
	"maillage/api/coverage"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/realignment"
	"maillage/api/rest"
	"maillage/geo"
)

// landingPage is the nation today.
func landingPage(c *ask.Call, r *landingResult) (*pages.Page, error) {
	nation, err := r.nation()
	if err != nil {
		return nil, err
	}
	p, err := coverage.Nation(c, nation.Result)
	if err != nil {
		return nil, err
	}
	p.Title = c.Say(pages.HomeTitle)
	p.Form = &pages.Form{Action: c.Prefix + "/analysis/coverage", Hidden: frame.HiddenGeneration(c),
		Fields: []pages.Field{{
			Name: "datetime", Label: c.Say(pages.FieldDate), Value: c.Date.String(), Min: geo.MinDate.String(),
			Max: geo.MaxDate.String(),
		}}}
	p.After = append([]pages.Section{realignment.Countdown(c, nation.realignment)}, p.After...)
	p.Data = []pages.Link{
		{Href: c.Local("/analysis/coverage?f=json"), Text: "JSON", Type: rest.MediaJSON},
		{Href: c.Local("/analysis/coverage?f=geojson"), Text: "GeoJSON", Type: rest.MediaGeoJSON},
		{Href: c.Local("/analysis/coverage?f=csv"), Text: "CSV", Type: "text/csv"},
		frame.ForExcel(c, c.Local("/analysis/coverage?f=csv")),
		{Href: c.Local("/api"), Text: c.Say(pages.APIDocument), Type: rest.MediaOpenAPI},
	}
	return p, nil
}
