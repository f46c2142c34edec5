package whatif

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
)

// WhatIfRoutes are the questions whose answer is not the network as it is
// known, or sets two states side by side.
func WhatIfRoutes() []*rest.Route {
	return append(append(scenarioRoutes(), assignmentRoutes()...), compareRoute(), proposalsRoute())
}

func proposalsRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/proposals", Name: "getProposals", Tag: "what-if",
		Summary:     "Who could take each gap, and a plan to full coverage",
		Description: "Candidates stand by score, of 1000: 400 for serving ground of the same region, 300 by the border shared, 200 by the load after, 100 for serving no further region. These points are the service's own: no official ranking exists. A centre may take a department of its own land, metropolitan France being one and every overseas territory one of its own, where it serves the region or borders on it. The plan is the best for the aim under the rules, exactly: proven says so; where the search ended at its limit, the bound of the first term that differs from its value says what may still exist. Ties break by code. What no centre may take is unreachable, and after is the best attainable; both part what is covered by the age of the evidence, of which what a plan adds has none. realignment tells how the regions stand before and after, with those that change status. The plan is also a scenario, to be run as it is.",
		Params:      []*rest.Param{ask.Datetime, AimParam, loadParam, CreateParam, JoinParam, MoveParam, MaxLoadParam, ask.Territory, ask.Scope, ask.Confidence, ask.QPV},
		Problems:    append([]rest.Kind{rest.TooBusy, ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
		Resource: rest.Computed(computeProposals, rest.Linked(proposalsLinks, rest.JSON("Proposals", proposalsJSON),
			rest.CSV(proposalsTable), frame.HTML(proposalsPage))...),
	}
}

func assignmentRoutes() []*rest.Route {
	asked := []*rest.Param{ask.Datetime, ask.Scope, ask.Confidence}
	problems := append([]rest.Kind{ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...)
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/analysis/assignments", Name: "getAssignments", Tag: "what-if",
			Summary:     "Who holds which unit on a day",
			Description: "A line for each department and collectivity and each centre that holds it; the communes of those held in part. As CSV it is a table to change in a spreadsheet and send back.",
			Params:      asked, Problems: problems,
			Resource: rest.Computed(computeAssignments, rest.JSON("Assignments", assignmentsJSON), rest.CSV(assignmentsTable)),
		},
		{
			Method: http.MethodPost, Path: "/analysis/assignments", Name: "postAssignments", Tag: "what-if",
			Summary:     "What a table of assignments would change, before anything is computed",
			Description: "Codes and names that match nothing are listed with what they may stand for, and never guessed; what matches is told as changes, and a link leads to the scenario they make.",
			Params:      append([]*rest.Param{rest.SheetParam}, asked...), Body: bodyAssignments, Problems: append([]rest.Kind{wire.RefusedChange, rest.TooBusy}, problems...),
			Resource: rest.Computed(computePreview, rest.JSON("AssignmentsPreview", previewJSON)),
		},
	}
}

func compareRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/compare", Name: "getComparison", Tag: "what-if", InLane: true,
		Summary:     "How two days or scenarios differ",
		Description: "Every measure of every territory, and in all: both figures, and b less a; how the regions since 2016 stand in each, and those whose status differs. Totals have the band of each side, and what it covers by the age of the evidence. What cannot be told of a side (undetermined) stands apart, and is not counted as covered. Swapped, a and b give the same with the signs turned. Two geographies of neighbourhoods are compared over the territory both have, without Saint-Martin and French Polynesia: 1,436 neighbourhoods of 2015 against 1,493 of 2024. A measure that either lacks has no difference, and says why.",
		Params:      []*rest.Param{AParam, BParam, QPVAParam, QPVBParam, ask.Level, ask.Territory, ask.Scope, ask.Confidence},
		Problems:    append([]rest.Kind{wire.RefusedChange, rest.TooBusy, rest.MissingParameter, ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval}, ask.DateProblems...),
		Resource: rest.Computed(computeCompare, rest.Linked(compareLinks, rest.JSON("Comparison", compareJSON),
			rest.CSV(compareTable), frame.HTML(comparePage))...),
	}
}

func scenarioRoutes() []*rest.Route {
	asked := []*rest.Param{ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	data := func() []rest.FormOf[*ask.Call, *scenarioResult] {
		return []rest.FormOf[*ask.Call, *scenarioResult]{rest.JSON("ScenarioResult", scenarioJSON), rest.GeoJSON("ScenarioFeatures", scenarioGeoJSON), rest.CSV(scenarioTable)}
	}
	about := "Totals and territories before and after, the statuses that change, gaps closed and opened, overlaps created and removed and between whom, ground gained and lost and who holds it then, the load of every centre, how the regions since 2016 stand before and after and which change status, and the changes that undo it all. Of all ground a neighbourhood counts that has all of its communes there, and is undetermined beside (neighbourhoods_undetermined and so on) where some are, or may be, or where a drawn line cuts a unit of it: the number is at least the first and at most the two together, and what is gained less what is lost bounds the difference between before and after in that sense. A city contract counts where some of the ground of the EPCI or commune that signs is held; where that ground is not known it counts for who holds a whole department of the contract, and is undetermined for who holds a part. The band of before is that of the base network; that of after makes the same changes to the network of each threshold, and is null with a reason where they cannot be made there. Ground that rests on the scenario alone has no published source, and counts as unsourced; in the totals before and after, parted by the age of the evidence, it is undated. Of hypothetical all is. Equal hashes mean equal answers. In GeoJSON: the ground that changes hands. In CSV: territories, total, regions whose realignment changes and centres, told apart by the first column."
	return []*rest.Route{
		{
			Method: http.MethodPost, Path: "/analysis/scenarios", Name: "postScenario", Tag: "what-if", InLane: true,
			Summary:     "What a list of changes would do to the network of a day",
			Description: about + " The self link holds the scenario in a compact form, and answers the same to GET.",
			Params:      asked, Body: bodyScenario, Problems: []rest.Kind{wire.RefusedChange, rest.TooBusy},
			Resource: rest.Computed(computePostedScenario, rest.Linked(scenarioHeaders, data()...)...),
		},
		{
			Method: http.MethodGet, Path: "/analysis/scenarios", Name: "getScenario", Tag: "what-if", InLane: true,
			Summary: "The same, of a scenario in its compact form", Description: about,
			Params: append([]*rest.Param{ask.Scenario}, asked...), Problems: []rest.Kind{wire.RefusedChange, rest.TooBusy, rest.MissingParameter},
			Resource: rest.Computed(computeScenario, rest.Linked(scenarioHeaders, append(data(), frame.HTML(scenarioPage))...)...),
		},
	}
}
