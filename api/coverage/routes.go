package coverage

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire/schemas"
)

// Routes tell what is covered on a day, what is not, and what is twice.
func Routes() []*rest.Route {
	counted := []*rest.Param{ask.Datetime, ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/analysis/coverage", Name: "getCoverage", Tag: "analysis",
			Summary:     "What is covered on a day: totals, and one row per territory",
			Description: schemas.Description("getCoverage"),
			Params:      counted, Problems: problems,
			Resource: rest.Computed(computeCoverage, rest.JSON("Coverage", coverageJSON), rest.CSV(coverageTable),
				rest.GeoJSON("CoverageFeatures", coverageGeoJSON), frame.HTML(coveragePage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/gaps", Name: "getGaps", Tag: "analysis",
			Summary:     "What no centre covers on a day, dissolved by territory",
			Description: schemas.Description("getGaps"),
			Params:      counted, Problems: problems,
			Resource: rest.Computed(computeGaps, rest.GeoJSON("Gaps", gapsGeoJSON), rest.CSV(gapsTable), frame.HTML(gapsPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/overlaps", Name: "getOverlaps", Tag: "analysis",
			Summary:     "What two centres or more share on a day",
			Description: schemas.Description("getOverlaps"),
			Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV},
			Problems:    problems,
			Resource: rest.Computed(computeOverlaps, rest.GeoJSON("Overlaps", overlapsGeoJSON), rest.CSV(overlapsTable),
				frame.HTML(overlapsPage)),
		},
	}
}
