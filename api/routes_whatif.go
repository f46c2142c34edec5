package api

import "net/http"

// whatIfRoutes are the questions whose answer is not the network as it is
// known, or sets two states side by side.
func whatIfRoutes() []*route {
	return append(append(scenarioRoutes(), assignmentRoutes()...), compareRoute(), proposalsRoute())
}

func equityRoute() *route {
	return &route{
		method: http.MethodGet, path: "/analysis/equity", name: "getEquity", tag: "what-if",
		summary:     "How evenly the load lies on the centres and regions",
		description: "What every centre covers, twice where centres overlap: held counts a unit in full for each centre, shared splits it equally between them and adds up to what is covered. Undetermined is what a centre may hold beside held, or what may be covered of a region beside covered: neighbourhoods in several communes of which some are covered, and what lies in units that a drawn line cuts. The Gini coefficient of n loads in ascending order is (2 sum i x(i) - (n+1) sum x(i)) / (n sum x(i)): 0 where all are equal, (n-1)/n where one has everything. Points of the Lorenz curve: x is a share of the centres, the lightest first, y the share of the total they have. Those of centres are of what they hold, those of regions of what is covered there. What is covered of each region, and in all, is parted by the age of the evidence for it.",
		params:      []*param{datetimeParam, territoryParam, scopeParam, confidenceParam, qpvParam},
		problems:    append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...),
		resource:    computed(computeEquity, inJSON("Equity", equityJSON), inCSV(equityTable)),
	}
}

func allocationRoute() *route {
	return &route{
		method: http.MethodPost, path: "/analysis/allocation", name: "postAllocation", tag: "what-if",
		summary:     "An envelope of euros shared between the centres by the caller's own formula",
		description: "No official key is published, and this is not one: the formula is the caller's. Each centre is due the fixed part, and of what the fixed parts leave a part for each criterion: its weight over the sum of weights, times what the centre counts for over what all count for. People are the inhabitants of neighbourhoods; what centres share is split between them, so that it is paid once; overseas quantities are multiplied by the coefficient first. Floor and ceiling then bound every amount, and what that takes or gives is balanced over the others in proportion to their variable parts. Amounts are rounded down to the cent and the cents left go to the largest remainders, ties to the first identifier. Every amount comes with its parts, which add up to it, and the whole with its proof.",
		params:      []*param{datetimeParam, territoryParam, scopeParam, confidenceParam, qpvParam}, body: bodyAllocation,
		problems: append([]kind{noRecipient, envelopeTooSmall, noCriterion, intervalRefused, openInterval, reversedInterval}, dateProblems...),
		resource: computed(computeAllocation, linked(noLinks, inJSON("Allocation", allocationJSON), inCSV(allocationTable))...),
	}
}

func proposalsRoute() *route {
	return &route{
		method: http.MethodGet, path: "/analysis/proposals", name: "getProposals", tag: "what-if",
		summary:     "Who could take each gap, and a plan to full coverage",
		description: "Candidates stand by score, of 1000: 400 for serving ground of the same region, 300 by the border shared, 200 by the load after, 100 for serving no further region. These points are the service's own: no official ranking exists. A centre may take a department of its own land, metropolitan France being one and every overseas territory one of its own, where it serves the region or borders on it. The plan is the best for the aim under the rules, exactly: proven says so; where the search ended at its limit, the bound of the first term that differs from its value says what may still exist. Ties break by code. What no centre may take is unreachable, and after is the best attainable; both part what is covered by the age of the evidence, of which what a plan adds has none. realignment tells how the regions stand before and after, with those that change status. The plan is also a scenario, to be run as it is.",
		params:      []*param{datetimeParam, aimParam, loadParam, createParam, joinParam, moveParam, maxLoadParam, territoryParam, scopeParam, confidenceParam, qpvParam},
		problems:    append([]kind{tooBusy, intervalRefused, openInterval, reversedInterval}, dateProblems...),
		resource: computed(computeProposals, linked(proposalsLinks, inJSON("Proposals", proposalsJSON),
			inCSV(proposalsTable), inHTML(proposalsPage))...),
	}
}

func assignmentRoutes() []*route {
	asked := []*param{datetimeParam, scopeParam, confidenceParam}
	problems := append([]kind{intervalRefused, openInterval, reversedInterval}, dateProblems...)
	return []*route{
		{
			method: http.MethodGet, path: "/analysis/assignments", name: "getAssignments", tag: "what-if",
			summary:     "Who holds which unit on a day",
			description: "A line for each department and collectivity and each centre that holds it; the communes of those held in part. As CSV it is a table to change in a spreadsheet and send back.",
			params:      asked, problems: problems,
			resource: computed(computeAssignments, inJSON("Assignments", assignmentsJSON), inCSV(assignmentsTable)),
		},
		{
			method: http.MethodPost, path: "/analysis/assignments", name: "postAssignments", tag: "what-if",
			summary:     "What a table of assignments would change, before anything is computed",
			description: "Codes and names that match nothing are listed with what they may stand for, and never guessed; what matches is told as changes, and a link leads to the scenario they make.",
			params:      append([]*param{sheetParam}, asked...), body: bodyAssignments, problems: append([]kind{refusedChange, tooBusy}, problems...),
			resource: computed(computePreview, inJSON("AssignmentsPreview", previewJSON)),
		},
	}
}

func compareRoute() *route {
	return &route{
		method: http.MethodGet, path: "/analysis/compare", name: "getComparison", tag: "what-if", inLane: true,
		summary:     "How two days or scenarios differ",
		description: "Every measure of every territory, and in all: both figures, and b less a; how the regions since 2016 stand in each, and those whose status differs. Totals have the band of each side, and what it covers by the age of the evidence. What cannot be told of a side (undetermined) stands apart, and is not counted as covered. Swapped, a and b give the same with the signs turned. Two geographies of neighbourhoods are compared over the territory both have, without Saint-Martin and French Polynesia: 1,436 neighbourhoods of 2015 against 1,493 of 2024. A measure that either lacks has no difference, and says why.",
		params:      []*param{aParam, bParam, qpvAParam, qpvBParam, levelParam, territoryParam, scopeParam, confidenceParam},
		problems:    append([]kind{refusedChange, tooBusy, missingParameter, intervalRefused, openInterval, reversedInterval}, dateProblems...),
		resource: computed(computeCompare, linked(compareLinks, inJSON("Comparison", compareJSON),
			inCSV(compareTable), inHTML(comparePage))...),
	}
}

func scenarioRoutes() []*route {
	asked := []*param{levelParam, territoryParam, scopeParam, confidenceParam, qpvParam}
	data := func() []formOf[*call, *scenarioResult] {
		return []formOf[*call, *scenarioResult]{inJSON("ScenarioResult", scenarioJSON), inGeoJSON("ScenarioFeatures", scenarioGeoJSON), inCSV(scenarioTable)}
	}
	about := "Totals and territories before and after, the statuses that change, gaps closed and opened, overlaps created and removed and between whom, ground gained and lost and who holds it then, the load of every centre, how the regions since 2016 stand before and after and which change status, and the changes that undo it all. Of all ground a neighbourhood counts that has all of its communes there, and is undetermined beside (neighbourhoods_undetermined and so on) where some are, or may be, or where a drawn line cuts a unit of it: the number is at least the first and at most the two together, and what is gained less what is lost bounds the difference between before and after in that sense. A city contract counts where some of the ground of the EPCI or commune that signs is held; where that ground is not known it counts for who holds a whole department of the contract, and is undetermined for who holds a part. The band of before is that of the base network; that of after makes the same changes to the network of each threshold, and is null with a reason where they cannot be made there. Ground that rests on the scenario alone has no published source, and counts as unsourced; in the totals before and after, parted by the age of the evidence, it is undated. Of hypothetical all is. Equal hashes mean equal answers. In GeoJSON: the ground that changes hands. In CSV: territories, total, regions whose realignment changes and centres, told apart by the first column."
	return []*route{
		{
			method: http.MethodPost, path: "/analysis/scenarios", name: "postScenario", tag: "what-if", inLane: true,
			summary:     "What a list of changes would do to the network of a day",
			description: about + " The self link holds the scenario in a compact form, and answers the same to GET.",
			params:      asked, body: bodyScenario, problems: []kind{refusedChange, tooBusy},
			resource: computed(computePostedScenario, linked(scenarioHeaders, data()...)...),
		},
		{
			method: http.MethodGet, path: "/analysis/scenarios", name: "getScenario", tag: "what-if", inLane: true,
			summary: "The same, of a scenario in its compact form", description: about,
			params: append([]*param{scenarioParam}, asked...), problems: []kind{refusedChange, tooBusy, missingParameter},
			resource: computed(computeScenario, linked(scenarioHeaders, append(data(), inHTML(scenarioPage))...)...),
		},
	}
}
