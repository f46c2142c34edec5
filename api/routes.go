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

// routes is the table everything is derived from.
func routes(web *webMap, kept Lister) []*route {
	table := append(coverageRoutes(), realignmentRoutes()...)
	table = append(table, whatIfRoutes()...)
	table = append(table, locateRoutes()...)
	table = append(table, centreRoutes()...)
	table = append(table, featureRoutes(collections())...)
	table = append(table, tileRoutes()...)
	table = append(table, landingRoute(), dataRoute(), web.route(), searchRoute())
	return append(withGeneration(settleForms(append(append(append(table, serviceRoutes()...), dataset{kept}.generationRoutes()...), web.assetRoutes()...))), styleRoute())
}

// withGeneration lets every route that answers from data be asked of any
// generation.
func withGeneration(table []*route) []*route {
	for _, r := range table {
		if !r.early && !r.live && !r.fresh {
			r.params = append(slices.Clip(r.params), generationParam)
		}
	}
	return table
}
