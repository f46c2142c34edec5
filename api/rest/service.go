package rest

import "net/http"

// ServiceRoutes describe the service itself: its document, problems, state and
// metrics.
func ServiceRoutes() []*Route {
	return []*Route{
		{
			Method: http.MethodGet, Path: "/api", Name: "getAPI", Tag: "service", Early: true,
			Summary: "This document", Description: "OpenAPI 3.0.",
			Handle: getAPI, Answers: []Representation{{FormatJSON, MediaOpenAPI, "Document"}},
		},
		{
			Method: http.MethodGet, Path: "/problems", Name: "getProblems", Tag: "service", Early: true,
			Summary: "The kinds of problem", Description: "Every type that application/problem+json may bear.",
			Handle: getProblems, Answers: []Representation{AsJSON("Problems")},
		},
		{
			Method: http.MethodGet, Path: "/problems/{problem}", Name: "getProblem", Tag: "service", Early: true,
			Summary: "One kind of problem", Description: "The address is the type of the problem.",
			Params: []*Param{slugParam}, Handle: getProblem, Answers: []Representation{AsJSON("ProblemKind")},
		},
		{
			Method: http.MethodGet, Path: "/healthz", Name: "getHealth", Tag: "service", Early: true, Live: true,
			Summary: "Whether the process lives", Description: "200 as long as it answers at all.",
			Handle: getHealth, Answers: []Representation{AsJSON("Liveness")},
		},
		{
			Method: http.MethodGet, Path: "/readyz", Name: "getReady", Tag: "service", Early: true, Live: true,
			Summary: "Whether data is loaded",
			Description: "200 with the generation in service, though a later reload failed (its time and reason are told) or " +
				"what it was loaded from is out of reach (stale_since tells since when a change there would not be known, and " +
				"stale_reason why). 503 before the first load.",
			Problems: []Kind{NotReady}, Handle: getReady, Answers: []Representation{AsJSON("Readiness")},
		},
		{
			Method: http.MethodGet, Path: "/metrics", Name: "getMetrics", Tag: "service", Early: true, Live: true,
			Summary:     "Metrics for Prometheus",
			Description: "Requests by route pattern and status, the generation in service, the Go runtime and the process.",
			Handle:      getMetrics,
			Answers:     []Representation{{Format: "", MediaType: "text/plain; version=0.0.4; charset=utf-8"}},
		},
	}
}
