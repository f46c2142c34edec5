package locate

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire/schemas"
)

// Routes tell where points lie, and find what has a name.
func Routes() []*rest.Route {
	asked := []*rest.Param{ask.Datetime, ask.Scope, ask.Confidence, ask.QPV}
	problems := append([]rest.Kind{
		ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval, ask.SwappedCoordinates, ask.CoordinateRange,
		ask.NotANumber,
	}, ask.DateProblems...)
	answers := []rest.Representation{rest.AsJSON("Located"), rest.AsCSV()}
	return []*rest.Route{
		searchRoute(),
		{
			Method: http.MethodGet, Path: "/locate", Name: "locate", Tag: "locate",
			Summary:     "The territories, neighbourhood and centres of a point",
			Description: schemas.Description("locate"),
			Params:      append([]*rest.Param{lonParam, latParam}, asked...),
			Problems:    append([]rest.Kind{rest.MissingParameter}, problems...), Handle: rest.Handled(getLocate),
			Answers: answers, Private: true,
		},
		{
			Method: http.MethodPost, Path: "/locate", Name: "locateMany", Tag: "locate",
			Summary:     "The same for up to 10,000 points",
			Description: schemas.Description("locateMany"),
			Params:      append([]*rest.Param{errorsParam, rest.SheetParam}, asked...), Body: bodyPoints,
			Problems: append([]rest.Kind{TooManyPoints, rest.TooBusy, InvalidPoint}, problems...),
			Handle:   rest.Handled(postLocate),
			Answers:  []rest.Representation{rest.AsJSON("LocatedMany"), rest.AsCSV()},
		},
	}
}
