package api

import "net/http"

// locateRoutes tell where points lie.
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
