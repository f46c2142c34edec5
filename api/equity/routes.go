package equity

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
)

// EquityRoute tells how evenly the load lies on the centres.
func EquityRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/equity", Name: "getEquity", Tag: "what-if",
		Summary:     "How evenly the load lies on the centres and regions",
		Description: "What every centre covers, twice where centres overlap: held counts a unit in full for each centre, shared splits it equally between them and adds up to what is covered. Undetermined is what a centre may hold beside held, or what may be covered of a region beside covered: neighbourhoods in several communes of which some are covered, and what lies in units that a drawn line cuts. The Gini coefficient of n loads in ascending order is (2 sum i x(i) - (n+1) sum x(i)) / (n sum x(i)): 0 where all are equal, (n-1)/n where one has everything. Points of the Lorenz curve: x is a share of the centres, the lightest first, y the share of the total they have. Those of centres are of what they hold, those of regions of what is covered there. What is covered of each region, and in all, is parted by the age of the evidence for it.",
		Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV},
		Problems:    append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
		Resource:    rest.Computed(computeEquity, rest.JSON("Equity", equityJSON), rest.CSV(equityTable)),
	}
}

// AllocationRoute shares an envelope between the centres by a formula.
func AllocationRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodPost, Path: "/analysis/allocation", Name: "postAllocation", Tag: "what-if",
		Summary:     "An envelope of euros shared between the centres by the caller's own formula",
		Description: "No official key is published, and this is not one: the formula is the caller's. Each centre is due the fixed part, and of what the fixed parts leave a part for each criterion: its weight over the sum of weights, times what the centre counts for over what all count for. People are the inhabitants of neighbourhoods; what centres share is split between them, so that it is paid once; overseas quantities are multiplied by the coefficient first. Floor and ceiling then bound every amount, and what that takes or gives is balanced over the others in proportion to their variable parts. Amounts are rounded down to the cent and the cents left go to the largest remainders, ties to the first identifier. Every amount comes with its parts, which add up to it, and the whole with its proof.",
		Params:      []*rest.Param{ask.Datetime, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}, Body: BodyAllocation,
		Problems: append([]rest.Kind{wire.NoRecipient, wire.EnvelopeTooSmall, wire.NoCriterion, ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
		Resource: rest.Computed(computeAllocation, rest.Linked(rest.NoLinks, rest.JSON("Allocation", allocationJSON), rest.CSV(allocationTable))...),
	}
}
