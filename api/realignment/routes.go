package realignment

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
)

// RealignmentRoutes tell how the network stands against the regions, how it
// came there, and how sure that is.
func RealignmentRoutes() []*rest.Route {
	counted := []*rest.Param{ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	onDay := append([]*rest.Param{ask.Datetime}, counted...)
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/analysis/realignment", Name: "getRealignment", Tag: "analysis",
			Summary:     "How the centres stand against the regions since 2016",
			Description: "For each region its status, its centres with their shares, edges and the regions they straddle, what remains to full coverage, and an alignment index. The index of a region is coverage x containment x unity: the share of it that is covered, the share of the ground of its centres that lies in it, and the share of its largest centre in what they hold of it. It is 0 if and only if the region is uncovered and 1 if and only if it is aligned. The national index is the mean of the regions, each by its own weight. Saint-Martin and French Polynesia have rows, and are counted apart. A city contract is counted once by its code. Totals, those by_territory and regions part what is covered by the age of the evidence for it; what one centre holds of a region is not parted.",
			Params:      onDay, Problems: problems,
			Resource: rest.Computed(computeRealignment, rest.JSON("Realignment", realignmentJSON), rest.CSV(realignmentTable),
				rest.GeoJSON("RealignmentFeatures", realignmentGeoJSON), frame.HTML(realignmentPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/trajectory", Name: "getTrajectory", Tag: "analysis",
			Summary:     "How the network came to be what it is",
			Description: "The history as events of ground: what each centre gains, loses, takes over or hands over on each day of change, with the national figures and the regions by status after it. What changes on the day asked as from is in start: events are those of later days. States part what is covered by the age of the evidence on their day; they have no band, since events are those of one threshold; /analysis/coverage and /analysis/realignment give that of any day. Perimeters of one centre over the same units are one: a change of confidence or source alone is evidence, never an opening or closing. Dates known to the month or year are carried as published, with the days between which the change may have happened. Published sizes and claims are series of their own beside the computed figures. In CSV the first column tells states, events, ends without a date, sizes and claims apart.",
			Params:      append([]*rest.Param{FromParam, ToParam}, counted...), Problems: append([]rest.Kind{ask.ReversedInterval}, ask.DateProblems...),
			Resource: rest.Computed(computeTrajectory, rest.JSON("Trajectory", trajectoryJSON), rest.CSV(trajectoryTable), frame.HTML(trajectoryPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/sensitivity", Name: "getSensitivity", Tag: "analysis",
			Summary:     "How far the figures of a day rest on each unsure perimeter",
			Description: "For each perimeter of less than high confidence, without a published source, or read as holding by an assumption on its dates: by how much each national figure moves if it alone is taken out, or put in where it is below the threshold. The one that moves the neighbourhoods most comes first. Moves of several do not add up where their ground meets. The totals part what is covered by the age of the evidence for it.",
			Params:      onDay, Problems: problems,
			Resource: rest.Computed(computeSensitivity, rest.JSON("Sensitivity", sensitivityJSON), rest.CSV(sensitivityTable), frame.HTML(sensitivityPage)),
		},
		{
			Method: http.MethodGet, Path: "/crosswalk", Name: "getCrosswalk", Tag: "analysis",
			Summary:     "How two vintages relate: regions, or priority neighbourhoods",
			Description: "of=regions: what each region before 2016 has in common with each since, in departments, area and population. of=neighbourhoods: the geographies of 2015 and 2024 by count, through communes, with what cannot be related and why. Shares add up to one.",
			Params:      []*rest.Param{OfParam},
			Resource:    rest.Computed(computeCrosswalk, rest.JSON("Crosswalk", crosswalkJSON), rest.CSV(crosswalkTable), frame.HTML(crosswalkPage)),
		},
	}
}
