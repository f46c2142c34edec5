package centres

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire/schemas"
)

var (
	centreParam, centreAsked       = rest.Path("centre", "identifier of a centre.", "labo-cites")
	perimeterParam, perimeterAsked = rest.Path("perimeter", "identifier of a perimeter of the centre.", "labo-cites-1")
)

// Routes tell of the centres and of their perimeters.
func Routes() []*rest.Route {
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/centres", Name: "getCentres", Tag: "centres",
			Summary:     "The resource centres",
			Description: "With what is not known of each, and which fields no published source backs.",
			Resource: rest.Computed(computeCentres, rest.JSON("Centres", centresJSON), rest.CSV(centresTable),
				frame.HTML(centresPage)),
		},
		{
			Method: http.MethodGet, Path: "/centres/{centre}", Name: "getCentre", Tag: "centres",
			Summary:     "One centre and its history",
			Description: "Every perimeter it is known to have had, with dates as published, sources and confidence.",
			Params:      []*rest.Param{centreParam},
			Resource: rest.Computed(computeCentre,
				rest.Linked(centreLinks, rest.JSON("Centre", centreJSON), frame.HTML(centrePage, ask.OnDay()...))...),
		},
		{
			Method: http.MethodGet, Path: "/centres/{centre}/perimeters", Name: "getPerimeters", Tag: "centres",
			Summary:     "The perimeters of a centre",
			Description: "A date is null where no source tells it; first_day and last_day say how it is counted.",
			Params:      []*rest.Param{centreParam},
			Resource:    rest.Computed(computeCentre, rest.JSON("Perimeters", perimetersJSON), rest.CSV(perimetersTable)),
		},
		{
			Method: http.MethodGet, Path: "/centres/{centre}/perimeters/{perimeter}", Name: "getSheet", Tag: "centres",
			Summary:     "The confirmation sheet of a perimeter",
			Description: schemas.Description("getSheet"),
			Params: []*rest.Param{
				centreParam, perimeterParam, ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV,
			},
			Problems: append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
			Resource: rest.Computed(computeSheet, rest.JSON("Sheet", sheetJSON), rest.CSV(sheetTable)),
		},
	}
}
