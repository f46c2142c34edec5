package api

import "net/http"

// serviceRoutes describe the service itself: its document, problems, state and
// metrics.
func serviceRoutes() []*route {
	return []*route{
		{
			method: http.MethodGet, path: "/api", name: "getAPI", tag: "service", early: true,
			summary: "This document", description: "OpenAPI 3.0.",
			handle: getAPI, answers: []representation{{formatJSON, mediaOpenAPI, "Document"}},
		},
		{
			method: http.MethodGet, path: "/problems", name: "getProblems", tag: "service", early: true,
			summary: "The kinds of problem", description: "Every type that application/problem+json may bear.",
			handle: getProblems, answers: []representation{asJSON("Problems")},
		},
		{
			method: http.MethodGet, path: "/problems/{problem}", name: "getProblem", tag: "service", early: true,
			summary: "One kind of problem", description: "The address is the type of the problem.",
			params: []*param{slugParam}, handle: getProblem, answers: []representation{asJSON("ProblemKind")},
		},
		{
			method: http.MethodGet, path: "/healthz", name: "getHealth", tag: "service", early: true, live: true,
			summary: "Whether the process lives", description: "200 as long as it answers at all.",
			handle: getHealth, answers: []representation{asJSON("Liveness")},
		},
		{
			method: http.MethodGet, path: "/readyz", name: "getReady", tag: "service", early: true, live: true,
			summary:     "Whether data is loaded",
			description: "200 with the generation in service, though a later reload failed (its time and reason are told) or what it was loaded from is out of reach (stale_since tells since when a change there would not be known, and stale_reason why). 503 before the first load.",
			problems:    []kind{notReady}, handle: getReady, answers: []representation{asJSON("Readiness")},
		},
		{
			method: http.MethodGet, path: "/metrics", name: "getMetrics", tag: "service", early: true, live: true,
			summary: "Metrics for Prometheus", description: "Requests by route pattern and status, the generation in service, the Go runtime and the process.",
			handle: getMetrics, answers: []representation{{format: "", mediaType: "text/plain; version=0.0.4; charset=utf-8"}},
		},
	}
}
