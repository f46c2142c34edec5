package whatif

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/api/wire/schemas"
)

// Routes are the questions whose answer is not the network as it is
// known, or sets two states side by side.
func Routes() []*rest.Route {
	return append(append(scenarioRoutes(), assignmentRoutes()...), compareRoute(), proposalsRoute())
}

func proposalsRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/proposals", Name: "getProposals", Tag: "what-if",
		Summary:     "Who could take each gap, and a plan to full coverage",
		Description: schemas.Description("getProposals"),
		Params: []*rest.Param{
			ask.Datetime, AimParam, loadParam, CreateParam, JoinParam, MoveParam, MaxLoadParam, ask.Territory, ask.Scope,
			ask.Confidence, ask.QPV,
		},
		Problems: append([]rest.Kind{rest.TooBusy, ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval},
			ask.DateProblems...),
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
			Description: schemas.Description("getAssignments"),
			Params:      asked, Problems: problems,
			Resource: rest.Computed(computeAssignments, rest.JSON("Assignments", assignmentsJSON), rest.CSV(assignmentsTable)),
		},
		{
			Method: http.MethodPost, Path: "/analysis/assignments", Name: "postAssignments", Tag: "what-if",
			Summary:     "What a table of assignments would change, before anything is computed",
			Description: schemas.Description("postAssignments"),
			Params:      append([]*rest.Param{rest.SheetParam}, asked...), Body: bodyAssignments,
			Problems: append([]rest.Kind{wire.RefusedChange, rest.TooBusy}, problems...),
			Resource: rest.Computed(computePreview, rest.JSON("AssignmentsPreview", previewJSON)),
		},
	}
}

func compareRoute() *rest.Route {
	return &rest.Route{
		Method: http.MethodGet, Path: "/analysis/compare", Name: "getComparison", Tag: "what-if", InLane: true,
		Summary:     "How two days or scenarios differ",
		Description: schemas.Description("getComparison"),
		Params:      []*rest.Param{AParam, BParam, QPVAParam, QPVBParam, ask.Level, ask.Territory, ask.Scope, ask.Confidence},
		Problems: append([]rest.Kind{
			wire.RefusedChange, rest.TooBusy, rest.MissingParameter, ask.IntervalRefused, ask.OpenInterval, ask.ReversedInterval,
		}, ask.DateProblems...),
		Resource: rest.Computed(computeCompare, rest.Linked(compareLinks, rest.JSON("Comparison", compareJSON),
			rest.CSV(compareTable), frame.HTML(comparePage))...),
	}
}

func scenarioRoutes() []*rest.Route {
	asked := []*rest.Param{ask.Level, ask.Territory, ask.Scope, ask.Confidence, ask.QPV}
	data := func() []rest.FormOf[*ask.Call, *scenarioResult] {
		return []rest.FormOf[*ask.Call, *scenarioResult]{
			rest.JSON("ScenarioResult", scenarioJSON), rest.GeoJSON("ScenarioFeatures", scenarioGeoJSON),
			rest.CSV(scenarioTable),
		}
	}
	about := schemas.Description("getScenario")
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
			Params:   append([]*rest.Param{ask.Scenario}, asked...),
			Problems: []rest.Kind{wire.RefusedChange, rest.TooBusy, rest.MissingParameter},
			Resource: rest.Computed(computeScenario,
				rest.Linked(scenarioHeaders, append(data(), frame.HTML(scenarioPage))...)...),
		},
	}
}
