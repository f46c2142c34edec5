package locate

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
)

// LocateRoutes tell where points lie.
func LocateRoutes() []*rest.Route {
	asked := []*rest.Param{ask.Datetime, ask.Scope, ask.Confidence, ask.QPV}
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval, ask.SwappedCoordinates, ask.CoordinateRange, ask.NotANumber}, ask.DateProblems...)
	answers := []rest.Representation{rest.AsJSON("Located"), rest.AsCSV()}
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/locate", Name: "locate", Tag: "locate",
			Summary:     "The territories, neighbourhood and centres of a point",
			Description: "For each level whose boundaries are loaded: the unit, whether the point is inside, outside or too close to the boundary to tell, the distance to that boundary in metres, and the accuracy of the layer. The query string is never logged.",
			Params:      append([]*rest.Param{lonParam, latParam}, asked...),
			Problems:    append([]rest.Kind{rest.MissingParameter}, problems...), Handle: rest.Handled(getLocate), Answers: answers, Private: true,
		},
		{
			Method: http.MethodPost, Path: "/locate", Name: "locateMany", Tag: "locate",
			Summary:     "The same for up to 10,000 points",
			Description: "Points come back in the order they were sent. One bad point refuses the body, and the problem names its line; with errors=inline it stands in its place instead, with its problem, beside the others.",
			Params:      append([]*rest.Param{errorsParam, rest.SheetParam}, asked...), Body: bodyPoints, Problems: append([]rest.Kind{TooManyPoints, rest.TooBusy, InvalidPoint}, problems...), Handle: rest.Handled(postLocate),
			Answers: []rest.Representation{rest.AsJSON("LocatedMany"), rest.AsCSV()},
		},
	}
}
