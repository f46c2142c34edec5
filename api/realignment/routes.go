package realignment

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire/schemas"
)

// Routes tell how the network stands against the regions, how it
// came there, and how sure that is.
func Routes() []*rest.Route {
	counted := []*rest.Param{ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	onDay := append([]*rest.Param{ask.Datetime}, counted...)
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/analysis/realignment", Name: "getRealignment", Tag: "analysis",
			Summary:     "How the centres stand against the regions since 2016",
			Description: schemas.Description("getRealignment"),
			Params:      onDay, Problems: problems,
			Resource: rest.Computed(computeRealignment, rest.JSON("Realignment", realignmentJSON), rest.CSV(realignmentTable),
				rest.GeoJSON("RealignmentFeatures", realignmentGeoJSON), frame.HTML(realignmentPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/trajectory", Name: "getTrajectory", Tag: "analysis",
			Summary:     "How the network came to be what it is",
			Description: schemas.Description("getTrajectory"),
			Params:      append([]*rest.Param{FromParam, ToParam}, counted...),
			Problems:    append([]rest.Kind{ask.ReversedInterval}, ask.DateProblems...),
			Resource: rest.Computed(computeTrajectory, rest.JSON("Trajectory", trajectoryJSON), rest.CSV(trajectoryTable),
				frame.HTML(trajectoryPage)),
		},
		{
			Method: http.MethodGet, Path: "/analysis/sensitivity", Name: "getSensitivity", Tag: "analysis",
			Summary:     "How far the figures of a day rest on each unsure perimeter",
			Description: schemas.Description("getSensitivity"),
			Params:      onDay, Problems: problems,
			Resource: rest.Computed(computeSensitivity, rest.JSON("Sensitivity", sensitivityJSON), rest.CSV(sensitivityTable),
				frame.HTML(sensitivityPage)),
		},
		{
			Method: http.MethodGet, Path: "/crosswalk", Name: "getCrosswalk", Tag: "analysis",
			Summary:     "How two vintages relate: regions, or priority neighbourhoods",
			Description: schemas.Description("getCrosswalk"),
			Params:      []*rest.Param{OfParam},
			Resource: rest.Computed(computeCrosswalk, rest.JSON("Crosswalk", crosswalkJSON), rest.CSV(crosswalkTable),
				frame.HTML(crosswalkPage)),
		},
	}
}
