package api

import (
	"cmp"
	"net/http"
	"strings"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/tile"
)

const mapPath = "/map"

// mapRoute is the interactive map, and what it starts from.
func (m *webMap) route() *route {
	return &route{
		method: http.MethodGet, path: mapPath, name: "getMap", tag: "tiles",
		summary:     "The interactive map, and the territories it names",
		description: "In HTML the map: its address holds the whole view, in version 1. In JSON what the map starts from: every region of both sets, department and collectivity with a box around its ground, and a point of it to write its name at; the layers of tiles there are.",
		resource:    computed(computeMap, linked(noLinks, inJSON("Map", mapJSON), inHTML(m.page, mapParams()...))...),
	}
}

// mapAnswer is what the map starts from.
type mapAnswer struct {
	Layers []string   `json:"layers"` // of tiles
	Places []mapPlace `json:"places"`
	footing
}

// mapPlace is a territory as a map names it.
type mapPlace struct {
	Level geo.Level   `json:"level"`
	Code  string      `json:"code"`
	Name  string      `json:"name"`
	Box   *[4]float64 `json:"bbox"`  // west, south, east, north; null where no boundary is loaded
	At    *[2]float64 `json:"label"` // longitude, latitude, within the ground; null likewise
}

// mapLevels are the levels whose territories the map names, the largest first.
var mapLevels = []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.Collectivity}

// mapResult is what the map starts from. Its page does too, as any other client.
type mapResult struct {
	layers []string
	places func() []mapPlace
}

func computeMap(c *call) (*mapResult, error) {
	r := &mapResult{layers: []string{}, places: func() []mapPlace {
		return mapPlaces.of(c.from, func() []mapPlace { return placesOf(c.snapshot) })
	}}
	for _, l := range tile.Layers() {
		if l.Loaded(c.snapshot) {
			r.layers = append(r.layers, l.Name)
		}
	}
	return r, nil
}

func mapJSON(c *call, r *mapResult) (answer, error) {
	return answer{value: mapAnswer{Layers: r.layers, Places: r.places(), footing: footingOf(c)}}, nil
}

// mapPage is the page of the map: a frame that its script fills.
func (m *webMap) page(c *call, _ *mapResult) (*pages.Page, error) {
	p := &pages.Page{Title: c.say(pages.MapPageTitle), Data: []pages.Link{
		{Href: c.local("/analysis/coverage?f=json"), Text: "JSON", Type: mediaJSON},
		{Href: c.local("/styles/default.json"), Text: c.say(pages.MapStyleLink), Type: mediaJSON},
		{Href: c.local("/tiles"), Text: c.say(pages.MapTilesLink), Type: mediaJSON},
	}}
	if !m.built() {
		p.Lead = c.say(pages.MapNotBuilt)
		p.Notes = []string{c.say(pages.MapHowToBuild)}
		p.Noindex = true
		return p, nil
	}
	p.App = &pages.App{
		Script: c.prefix + scriptsPath + m.script, Style: c.prefix + stylesPath + m.style,
		Data: []pages.Attribute{
			{Name: "generation", Value: c.snapshot.Generation},
			{Name: "worker", Value: c.prefix + scriptsPath + m.worker},
			{Name: "licences", Value: c.prefix + textsPath + m.licences},
			{Name: "today", Value: c.today.String()},
			{Name: "base", Value: c.prefix}, // what the addresses the script asks begin with
			{Name: "asked", Value: generationOf(c)},
		},
		Without: c.say(pages.MapNoScript),
		// Without a script, the pages say the same of the same day.
		Elsewhere: []pages.Link{
			{Href: c.to("/analysis/coverage", daySettings...), Text: c.say(pages.NavCoverage)},
			{Href: c.to("/analysis/gaps", daySettings...), Text: c.say(pages.NavGaps)},
			{Href: c.to("/analysis/overlaps", daySettings...), Text: c.say(pages.NavOverlaps)},
			{Href: c.to("/centres"), Text: c.say(pages.NavCentres)},
		},
	}
	if b := m.base; b.URL != "" {
		p.App.Data = append(p.App.Data, pages.Attribute{Name: "base-map", Value: b.URL},
			pages.Attribute{Name: "base-map-credit", Value: cmp.Or(b.Credit, strings.Join(b.origins(), " "))})
		p.Credits = append(p.Credits, pages.Credit{Text: c.say(pages.BaseMapCredit, cmp.Or(b.Credit, strings.Join(b.origins(), " ")))})
	}
	return p, nil
}

// policy is the Content-Security-Policy of a page, and of a script: a worker
// has that of its own file, and must fetch tiles. "" for what stays under that
// of data.
func (m *webMap) policy(c *request) string {
	switch {
	case c.as.format == formatJS:
		return pages.WorkerPolicy(m.base.origins()...)
	case c.as.format != formatHTML:
		return ""
	case c.route.path == mapPath && m.built():
		return pages.AppPolicy(m.base.origins()...)
	}
	return pages.Policy
}
