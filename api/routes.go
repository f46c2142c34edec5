package api

import (
	"net/http"
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
	table := append(analysisRoutes(), realignmentRoutes()...)
	table = append(table, whatIfRoutes()...)
	table = append(table, locateRoutes()...)
	table = append(table, centreRoutes()...)
	table = append(table, featureRoutes(collections())...)
	table = append(table, tileRoutes()...)
	table = append(table, web.route(), searchRoute())
	return withPages(withGeneration(settleForms(append(append(append(table, serviceRoutes()...), dataset{kept}.generationRoutes()...), web.assetRoutes()...))))
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

func analysisRoutes() []*route {
	counted := []*param{datetimeParam, levelParam, territoryParam, scopeParam, confidenceParam, qpvParam}
	problems := append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...)
	return []*route{
		{
			method: http.MethodGet, path: "/analysis/coverage", name: "getCoverage", tag: "analysis",
			summary:     "What is covered on a day: totals, and one row per territory",
			description: "For each measure: what is covered, the total, the share, what the total is, and how much rests on perimeters without a published source. The centres known are set against those published at that date. Totals say in their band what is of high confidence, what is taken by default and what would hold if every hypothesis were true; they, and the rows of regions and of departments, part what is covered by the age of the evidence for it, and every row has the year of its latest source. Every assumption that decides a figure is listed. by_territory gives the totals of France, of metropolitan and of overseas France, whichever is asked. In CSV the first column tells territories, these three (by_territory) and, in the last row, the totals apart. In GeoJSON the territories have their ground.",
			params:      counted, problems: problems,
			resource: computed(computeCoverage, inJSON("Coverage", coverageJSON), inCSV(coverageTable), inGeoJSON("CoverageFeatures", coverageGeoJSON), inHTML(coveragePage)),
		},
		{
			method: http.MethodGet, path: "/analysis/gaps", name: "getGaps", tag: "analysis",
			summary:     "What no centre covers on a day, dissolved by territory",
			description: "One feature for each territory that is not wholly covered: its uncovered ground, departments, neighbourhoods, people and area, and the centres whose ground borders on it, the longest border first. A territory without boundaries has a null geometry.",
			params:      counted, problems: problems,
			resource: computed(computeGaps, inGeoJSON("Gaps", gapsGeoJSON), inCSV(gapsTable), inHTML(gapsPage)),
		},
		{
			method: http.MethodGet, path: "/analysis/overlaps", name: "getOverlaps", tag: "analysis",
			summary:     "What two centres or more share on a day",
			description: "One feature for each set of centres that share ground. agreed: an act or a source names both, or their scopes differ; transitional: a hand-over that ends within 12 months of its start; unexplained: otherwise. A centre never overlaps itself.",
			params:      []*param{datetimeParam, territoryParam, scopeParam, confidenceParam, qpvParam},
			problems:    problems,
			resource:    computed(computeOverlaps, inGeoJSON("Overlaps", overlapsGeoJSON), inCSV(overlapsTable), inHTML(overlapsPage)),
		},
	}
}

func locateRoutes() []*route {
	asked := []*param{datetimeParam, scopeParam, confidenceParam, qpvParam}
	problems := append([]kind{intervalRefused, openInterval, reversedInterval, swappedCoordinates, coordinateRange, notANumber}, dateProblems...)
	answers := []representation{asJSON("Located"), asCSV()}
	return []*route{
		{
			method: http.MethodGet, path: "/locate", name: "locate", tag: "locate",
			summary:     "The territories, neighbourhood and centres of a point",
			description: "For each level whose boundaries are loaded: the unit, whether the point is inside, outside or too close to the boundary to tell, the distance to that boundary in metres, and the accuracy of the layer. The query string is never logged.",
			params:      append([]*param{lonParam, latParam}, asked...),
			problems:    append([]kind{missingParameter}, problems...), handle: handled(getLocate), answers: answers, private: true,
		},
		{
			method: http.MethodPost, path: "/locate", name: "locateMany", tag: "locate",
			summary:     "The same for up to 10,000 points",
			description: "Points come back in the order they were sent. One bad point refuses the body, and the problem names its line; with errors=inline it stands in its place instead, with its problem, beside the others.",
			params:      append([]*param{errorsParam, sheetParam}, asked...), body: bodyPoints, problems: append([]kind{tooManyPoints, tooBusy, invalidPoint}, problems...), handle: handled(postLocate),
			answers: []representation{asJSON("LocatedMany"), asCSV()},
		},
	}
}

var (
	centreParam, centreAsked       = pathParam("centre", "identifier of a centre.", "labo-cites")
	perimeterParam, perimeterAsked = pathParam("perimeter", "identifier of a perimeter of the centre.", "labo-cites-1")
)

// onDay is what a page of a place or centre is asked of beside it.
func onDay() []*param { return []*param{datetimeParam, scopeParam, confidenceParam, qpvParam} }

func centreRoutes() []*route {
	return []*route{
		{
			method: http.MethodGet, path: "/centres", name: "getCentres", tag: "centres",
			summary:     "The resource centres",
			description: "With what is not known of each, and which fields no published source backs.",
			resource:    computed(computeCentres, inJSON("Centres", centresJSON), inCSV(centresTable), inHTML(centresPage)),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}", name: "getCentre", tag: "centres",
			summary:     "One centre and its history",
			description: "Every perimeter it is known to have had, with dates as published, sources and confidence.",
			params:      []*param{centreParam},
			resource:    computed(computeCentre, linked(centreLinks, inJSON("Centre", centreJSON), inHTML(centrePage, onDay()...))...),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}/perimeters", name: "getPerimeters", tag: "centres",
			summary:     "The perimeters of a centre",
			description: "A date is null where no source tells it; first_day and last_day say how it is counted.",
			params:      []*param{centreParam},
			resource:    computed(computeCentre, inJSON("Perimeters", perimetersJSON), inCSV(perimetersTable)),
		},
		{
			method: http.MethodGet, path: "/centres/{centre}/perimeters/{perimeter}", name: "getSheet", tag: "centres",
			summary:     "The confirmation sheet of a perimeter",
			description: "For the regional service that must vouch for it: units inside, units just outside each edge and who covers them on the day asked, neighbourhoods counted, what is assumed or unsourced.",
			params:      []*param{centreParam, perimeterParam, datetimeParam, territoryParam, scopeParam, confidenceParam, qpvParam},
			problems:    append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...),
			resource:    computed(computeSheet, inJSON("Sheet", sheetJSON), inCSV(sheetTable)),
		},
	}
}

func featureRoutes(table []*collection) []*route {
	out := []*route{
		{
			method: http.MethodGet, path: "/", name: "getLanding", tag: "features",
			summary: "Landing page", description: "Links to everything else.",
			resource: computed(computeLanding, linked(landingLinks, inJSON("Landing", landingJSON), inHTML(landingPage))...),
		},
		{
			method: http.MethodGet, path: "/conformance", name: "getConformance", tag: "features", early: true,
			summary: "Conformance classes", description: "Only those that hold.",
			handle: handled(getConformance), answers: []representation{asJSON("Conformance")},
		},
		{
			method: http.MethodGet, path: "/collections", name: "getCollections", tag: "features",
			summary: "The collections of features", description: "Those whose data are loaded.",
			handle: handled(getCollections(table)), answers: []representation{asJSON("Collections")},
		},
	}
	for _, k := range table {
		out = append(out, k.routes()...)
	}
	return out
}

// routes are the three addresses of a collection.
func (k *collection) routes() []*route {
	path := "/collections/" + k.id
	id, _ := pathParam(featureName, "identifier of a feature.", k.example)
	problems := append([]kind{openInterval, reversedInterval}, dateProblems...)
	var gone []kind
	if k.id == "epci" || k.id == "communes" {
		gone = []kind{notLoaded}
	}
	// What a feature is asked of, it is asked of alone too; a filter is not.
	alone := []*param{id}
	for _, p := range k.params {
		if p != periodParam {
			alone = append(alone, p)
		}
	}
	return []*route{
		{
			method: http.MethodGet, path: path, name: "describe" + pascal(k.id), tag: "features",
			summary: "About " + k.title, description: k.about, problems: gone,
			handle: handled(k.get), answers: []representation{asJSON("Collection")},
		},
		{
			method: http.MethodGet, path: path + "/items", name: "list" + pascal(k.id), tag: "features",
			summary: k.title, description: k.about,
			params:   append([]*param{bboxParam, limitParam, offsetParam}, k.params...),
			problems: append(append([]kind{invalidBox, swappedCoordinates, coordinateRange, notANumber}, problems...), gone...),
			resource: k.resourceOfItems(),
		},
		{
			method: http.MethodGet, path: path + "/items/{featureId}", name: "getItemOf" + pascal(k.id), tag: "features",
			summary: "One of " + k.title, description: k.about, params: alone, problems: gone,
			resource: k.resourceOfItem(),
		},
	}
}

func serviceRoutes() []*route {
	return []*route{
		{
			method: http.MethodGet, path: "/data", name: "getData", tag: "service",
			summary:     "The manifest of the data",
			description: "Every source with its version, licence, vintage, checksum and counts, and how much of everything is loaded.",
			resource:    computed(computeData, linked(noLinks, inJSON("Manifest", dataJSON), inHTML(dataPage))...),
		},
		{
			method: http.MethodGet, path: "/api", name: "getAPI", tag: "service", early: true,
			summary: "This document", description: "OpenAPI 3.0.",
			handle: getAPI, answers: []representation{{formatJSON, mediaOpenAPI, "Document"}},
		},
		{
			method: http.MethodGet, path: "/problems", name: "getProblems", tag: "service", early: true,
			summary: "The kinds of problem", description: "Every type that application/problem+json may bear.",
			handle: getProblems, answers: []representation{asJSON("Problems")},
		},
		{
			method: http.MethodGet, path: "/problems/{problem}", name: "getProblem", tag: "service", early: true,
			summary: "One kind of problem", description: "The address is the type of the problem.",
			params: []*param{slugParam}, handle: getProblem, answers: []representation{asJSON("ProblemKind")},
		},
		{
			method: http.MethodGet, path: "/healthz", name: "getHealth", tag: "service", early: true, live: true,
			summary: "Whether the process lives", description: "200 as long as it answers at all.",
			handle: getHealth, answers: []representation{asJSON("Liveness")},
		},
		{
			method: http.MethodGet, path: "/readyz", name: "getReady", tag: "service", early: true, live: true,
			summary:     "Whether data is loaded",
			description: "200 with the generation in service, though a later reload failed (its time and reason are told) or what it was loaded from is out of reach (stale_since tells since when a change there would not be known, and stale_reason why). 503 before the first load.",
			problems:    []kind{notReady}, handle: getReady, answers: []representation{asJSON("Readiness")},
		},
		{
			method: http.MethodGet, path: "/metrics", name: "getMetrics", tag: "service", early: true, live: true,
			summary: "Metrics for Prometheus", description: "Requests by route pattern and status, the generation in service, the Go runtime and the process.",
			handle: getMetrics, answers: []representation{{format: "", mediaType: "text/plain; version=0.0.4; charset=utf-8"}},
		},
	}
}
