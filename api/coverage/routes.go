package coverage

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
)

// CoverageRoutes tell what is covered on a day, what is not, and what is twice.
func CoverageRoutes() []*rest.Route {
	counted := []*rest.Param{ask.Datetime, ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/analysis/coverage", Name: "getCoverage", Tag: "analysis",
			Summary:     "What is covered on a day: totals, and one row per territory",
			Description: "For each measure: what is covered, the total, the share, what the total is, and how much rests on perimeters without a published source. The centres known are set against those published at that date. Totals say in their band what is of high confidence, what is taken by default and what would hold if every hypothesis were true; they, and the rows of regions and of departments, part what is covered by the age of the evidence for it, and every row has the year of its latest source. Every assumption that decides a figure is listed. by_territory gives the totals of France, of metropolitan and of overseas France, whichever is asked. In CSV the first column tells territories, these three (by_territory) and, in the last row, the totals apart. In GeoJSON the territories have their ground.",
			Params:      counted, Problems: problems,
			Resource: rest.Computed(computeCoverage, rest.JSON("Coverage", coverageJSON), rest.CSV(coverageTable), rest.GeoJSON("CoverageFeatures", coverageGeoJSON), frame.HTML(coveragePage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/gaps", Name: "getGaps", Tag: "analysis",
			Summary:     "What no centre covers on a day, dissolved by territory",
			Description: "One feature for each territory that is not wholly covered: its uncovered ground, departments, neighbourhoods, people and area, and the centres whose ground borders on it, the longest border first. A territory without boundaries has a null geometry.",
			Params:      counted, Problems: problems,
			Resource: rest.Computed(computeGaps, rest.GeoJSON("Gaps", gapsGeoJSON), rest.CSV(gapsTable), frame.HTML(gapsPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/overlaps", Name: "getOverlaps", Tag: "analysis",
			Summary:     "What two centres or more share on a day",
			Description: "One feature for each set of centres that share ground. agreed: an act or a source names both, or their scopes differ; transitional: a hand-over that ends within 12 months of its start; unexplained: otherwise. A centre never overlaps itself.",
			Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV},
			Problems:    problems,
			Resource:    rest.Computed(computeOverlaps, rest.GeoJSON("Overlaps", overlapsGeoJSON), rest.CSV(overlapsTable), frame.HTML(overlapsPage)),
		},
	}
}
