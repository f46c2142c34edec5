package api

import (
	"slices"

	"maillage/api/centres"
	"maillage/api/coverage"
	"maillage/api/dataset"
	"maillage/api/equity"
	"maillage/api/features"
	"maillage/api/frame"
	"maillage/api/locate"
	"maillage/api/mapapp"
	"maillage/api/realignment"
	"maillage/api/rest"
	"maillage/api/tiles"
	"maillage/api/whatif"
)

// tags group the operations of the OpenAPI document.
var tags = []rest.Object{
	{"name": "analysis", "description": "Coverage, gaps and overlaps on a day."},
	{"name": "what-if", "description": "Scenarios, comparisons, proposals and equity."},
	{"name": "locate", "description": "Where a place lies, and who serves it."},
	{"name": "centres", "description": "The centres and the history of their perimeters."},
	{"name": "features", "description": "OGC API Features Part 1: core, geojson, oas30."},
	{"name": "tiles", "description": "Vector tiles, their TileJSON and a style."},
	{"name": "service", "description": "Data, description and state of the service."},
}

// routes is the table of the product, a line for each room.
func routes(web *mapapp.WebMap, stored dataset.Lister) []*rest.Route {
	return slices.Concat(
		[]*rest.Route{landingRoute(), frame.StyleRoute()},
		coverage.Routes(),
		realignment.Routes(),
		whatif.Routes(),
		equity.Routes(),
		locate.Routes(),
		centres.Routes(),
		features.Routes(collections()),
		tiles.Routes(),
		web.Routes(),
		dataset.Dataset{List: stored}.Routes(),
		rest.ServiceRoutes(),
	)
}
