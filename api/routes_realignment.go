package api

import "net/http"

// realignmentRoutes tell how the network stands against the regions, how it
// came there, and how sure that is.
func realignmentRoutes() []*route {
	counted := []*param{territoryParam, scopeParam, confidenceParam, qpvParam}
	onDay := append([]*param{datetimeParam}, counted...)
	problems := append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...)
	return []*route{
		{
			method: http.MethodGet, path: "/analysis/realignment", name: "getRealignment", tag: "analysis",
			summary:     "How the centres stand against the regions since 2016",
			description: "For each region its status, its centres with their shares, edges and the regions they straddle, what remains to full coverage, and an alignment index. The index of a region is coverage x containment x unity: the share of it that is covered, the share of the ground of its centres that lies in it, and the share of its largest centre in what they hold of it. It is 0 if and only if the region is uncovered and 1 if and only if it is aligned. The national index is the mean of the regions, each by its own weight. Saint-Martin and French Polynesia have rows, and are counted apart. A city contract is counted once by its code. Totals, those by_territory and regions part what is covered by the age of the evidence for it; what one centre holds of a region is not parted.",
			params:      onDay, problems: problems,
			resource: computed(computeRealignment, inJSON("Realignment", realignmentJSON), inCSV(realignmentTable),
				inGeoJSON("RealignmentFeatures", realignmentGeoJSON), inHTML(realignmentPage)),
		},
		{
			method: http.MethodGet, path: "/analysis/trajectory", name: "getTrajectory", tag: "analysis",
			summary:     "How the network came to be what it is",
			description: "The history as events of ground: what each centre gains, loses, takes over or hands over on each day of change, with the national figures and the regions by status after it. What changes on the day asked as from is in start: events are those of later days. States part what is covered by the age of the evidence on their day; they have no band, since events are those of one threshold; /analysis/coverage and /analysis/realignment give that of any day. Perimeters of one centre over the same units are one: a change of confidence or source alone is evidence, never an opening or closing. Dates known to the month or year are carried as published, with the days between which the change may have happened. Published sizes and claims are series of their own beside the computed figures. In CSV the first column tells states, events, ends without a date, sizes and claims apart.",
			params:      append([]*param{fromParam, toParam}, counted...), problems: append([]kind{reversedInterval}, dateProblems...),
			resource: computed(computeTrajectory, inJSON("Trajectory", trajectoryJSON), inCSV(trajectoryTable), inHTML(trajectoryPage)),
		},
		{
			method: http.MethodGet, path: "/analysis/sensitivity", name: "getSensitivity", tag: "analysis",
			summary:     "How far the figures of a day rest on each unsure perimeter",
			description: "For each perimeter of less than high confidence, without a published source, or read as holding by an assumption on its dates: by how much each national figure moves if it alone is taken out, or put in where it is below the threshold. The one that moves the neighbourhoods most comes first. Moves of several do not add up where their ground meets. The totals part what is covered by the age of the evidence for it.",
			params:      onDay, problems: problems,
			resource: computed(computeSensitivity, inJSON("Sensitivity", sensitivityJSON), inCSV(sensitivityTable), inHTML(sensitivityPage)),
		},
		{
			method: http.MethodGet, path: "/crosswalk", name: "getCrosswalk", tag: "analysis",
			summary:     "How two vintages relate: regions, or priority neighbourhoods",
			description: "of=regions: what each region before 2016 has in common with each since, in departments, area and population. of=neighbourhoods: the geographies of 2015 and 2024 by count, through communes, with what cannot be related and why. Shares add up to one.",
			params:      []*param{ofParam},
			resource:    computed(computeCrosswalk, inJSON("Crosswalk", crosswalkJSON), inCSV(crosswalkTable), inHTML(crosswalkPage)),
		},
	}
}
