package equity

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
)

// Routes tell how evenly the load lies on the centres, and share an envelope.
func Routes() []*rest.Route { return []*rest.Route{equityRoute(), allocationRoute()} }

// equityRoute tells how evenly the load lies on the centres.
func equityRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/equity", Name: "getEquity", Tag: "what-if",
		Summary:     "How evenly the load lies on the centres and regions",
		Description: schemas.Description("getEquity"),
		Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV},
		Problems:    append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
		Resource:    rest.Computed(computeEquity, rest.JSON("Equity", equityJSON), rest.CSV(equityTable)),
	}
}

// allocationRoute shares an envelope between the centres by a formula.
func allocationRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodPost, Path: "/analysis/allocation", Name: "postAllocation", Tag: "what-if",
		Summary:     "An envelope of euros shared between the centres by the caller's own formula",
		Description: schemas.Description("postAllocation"),
		Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}, Body: BodyAllocation,
		Problems: append([]rest.Kind{
			wire.NoRecipient, wire.EnvelopeTooSmall, wire.NoCriterion, ask.IntervalRefused, ask.OpenInterval,
			ask.ReversedInterval,
		}, ask.DateProblems...),
		Resource: rest.Computed(computeAllocation,
			rest.Linked(rest.NoLinks, rest.JSON("Allocation", allocationJSON), rest.CSV(allocationTable))...),
	}
}
