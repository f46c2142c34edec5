package api

import (
	"slices"
)

// tags group the operations of the OpenAPI document.
var tags = []object{
	{"name": "analysis", "description": "Coverage, gaps and overlaps on a day."},
	{"name": "what-if", "description": "Scenarios, comparisons, proposals and equity."},
	{"name": "locate", "description": "Where a place lies, and who serves it."},
	{"name": "centres", "description": "The centres and the history of their perimeters."},
	{"name": "features", "description": "OGC API Features Part 1: core, geojson, oas30."},
	{"name": "tiles", "description": "Vector tiles, their TileJSON and a style."},
	{"name": "service", "description": "Data, description and state of the service."},
}

var dateProblems = []kind{invalidDate, dateOutOfRange}

// routes is the table of the product, a line for each room.
func routes(web *webMap, kept Lister) []*route {
	return slices.Concat(
		[]*route{landingRoute()}, coverageRoutes(), realignmentRoutes(), whatIfRoutes(), []*route{equityRoute(), allocationRoute()},
		locateRoutes(), []*route{searchRoute()}, centreRoutes(), featureRoutes(collections()), tileRoutes(), []*route{web.route()},
		[]*route{dataRoute()}, dataset{kept}.generationRoutes(), web.assetRoutes(), []*route{styleRoute()}, serviceRoutes(),
	)
}
