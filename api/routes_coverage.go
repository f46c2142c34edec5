package api

import "net/http"

// coverageRoutes tell what is covered on a day, what is not, and what is twice.
func coverageRoutes() []*route {
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
