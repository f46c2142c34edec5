package mapapp

import (
	"cmp"
	"net/http"
	"strings"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
	"maillage/geo"
	"maillage/geo/tile"
)

// Routes are the interactive map and its files.
func (m *WebMap) Routes() []*rest.Route { return append(m.assetRoutes(), m.route()) }

// route is the interactive map, and what it starts from.
func (m *WebMap) route() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: ask.MapPath, Name: "getMap", Tag: "tiles",
		Summary:     "The interactive map, and the territories it names",
		Description: schemas.Description("getMap"),
		Resource: rest.Computed(computeMap,
			rest.Linked(rest.NoLinks, rest.JSON("Map", mapJSON), frame.HTML(m.page, mapParams()...))...),
	}
}

// MapAnswer is what the map starts from.
type MapAnswer struct {
	Layers []string   `json:"layers"` // of tiles
	Places []MapPlace `json:"places"`
	wire.Envelope
}

// MapPlace is a territory as a map names it.
type MapPlace struct {
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
	places func() []MapPlace
}

func computeMap(c *ask.Call) (*mapResult, error) {
	r := &mapResult{layers: []string{}, places: func() []MapPlace {
		return mapPlaces.Of(c.From, func() []MapPlace { return placesOf(c.Snapshot) })
	}}
	for _, l := range tile.Layers() {
		if l.Loaded(c.Snapshot) {
			r.layers = append(r.layers, l.Name)
		}
	}
	return r, nil
}

func mapJSON(c *ask.Call, r *mapResult) (rest.Answer, error) {
	return rest.Answer{Value: MapAnswer{Layers: r.layers, Places: r.places(), Envelope: wire.EnvelopeOf(c)}}, nil
}

// mapPage is the page of the map: a frame that its script fills.
func (m *WebMap) page(c *ask.Call, _ *mapResult) (*pages.Page, error) {
	p := &pages.Page{Title: c.Say(pages.MapPageTitle), Data: []pages.Link{
		{Href: c.Local("/analysis/coverage?f=json"), Text: "JSON", Type: rest.MediaJSON},
		{Href: c.Local("/styles/default.json"), Text: c.Say(pages.MapStyleLink), Type: rest.MediaJSON},
		{Href: c.Local("/tiles"), Text: c.Say(pages.MapTilesLink), Type: rest.MediaJSON},
	}}
	if !m.Built() {
		p.Lead = c.Say(pages.MapNotBuilt)
		p.Notes = []string{c.Say(pages.MapHowToBuild)}
		p.Noindex = true
		return p, nil
	}
	p.App = &pages.App{
		Script: c.Prefix + ScriptsPath + m.script, Style: c.Prefix + StylesPath + m.style,
		Data: []pages.Attribute{
			{Name: "generation", Value: c.Snapshot.Generation},
			{Name: "worker", Value: c.Prefix + ScriptsPath + m.worker},
			{Name: "licences", Value: c.Prefix + textsPath + m.licences},
			{Name: "today", Value: c.Today.String()},
			{Name: "base", Value: c.Prefix}, // what the addresses the script asks begin with
			{Name: "asked", Value: rest.GenerationOf(c)},
		},
		Without: c.Say(pages.MapNoScript),
		// Without a script, the pages say the same of the same day.
		Elsewhere: []pages.Link{
			{Href: frame.To(c, "/analysis/coverage", frame.DaySettings...), Text: c.Say(pages.NavCoverage)},
			{Href: frame.To(c, "/analysis/gaps", frame.DaySettings...), Text: c.Say(pages.NavGaps)},
			{Href: frame.To(c, "/analysis/overlaps", frame.DaySettings...), Text: c.Say(pages.NavOverlaps)},
			{Href: frame.To(c, "/centres"), Text: c.Say(pages.NavCentres)},
		},
	}
	if b := m.base; b.URL != "" {
		p.App.Data = append(p.App.Data, pages.Attribute{Name: "base-map", Value: b.URL},
			pages.Attribute{Name: "base-map-credit", Value: cmp.Or(b.Credit, strings.Join(b.origins(), " "))})
		p.Credits = append(p.Credits,
			pages.Credit{Text: c.Say(pages.BaseMapCredit, cmp.Or(b.Credit, strings.Join(b.origins(), " ")))})
	}
	return p, nil
}

// Policy is the Content-Security-Policy of a page, and of a script: a worker
// has that of its own file, and must fetch tiles. "" for what stays under that
// of data.
func (m *WebMap) Policy(c *rest.Request) string {
	switch {
	case c.As.Format == rest.FormatJS:
		return pages.WorkerPolicy(m.base.origins()...)
	case c.As.Format != rest.FormatHTML:
		return ""
	case c.Route.Path == ask.MapPath && m.Built():
		return pages.AppPolicy(m.base.origins()...)
	}
	return pages.Policy
}
