// Package api is the HTTP face of maillage. It holds the table of routes (table.go),
// the first page, and what this service is to the kernel that answers (service.go);
// everything else has a room of its own.
//
//	rest      HTTP of any service: it knows nothing of maillage, and imports nothing of it
//	ask       the vocabulary: parameters by which nearly every question is asked
//	wire      what several answers share: figures, units, envelopes, schemas, problems
//	frame     what every page has of a request; pages, which it fills, is how a page looks
//	coverage, realignment, whatif, equity, features, centres, locate, tiles, dataset,
//	mapapp    a room for each resource; they do not know each other
//
// A room imports those above it in this list and the domain, never one beside it;
// scripts/arrows holds the table. An endpoint is one place: its row (in
// coverage/routes.go, say), its parameters, how its result is computed, once, and the
// forms that show it. Everything a client can see is derived from the rows, so that it cannot drift:
// the router, the refusal of unknown parameters, HEAD, OPTIONS, 405 and the OpenAPI
// document. CONTRIBUTING.md names the few tables elsewhere that a new one has a row in.
//
// # The way of a request
//
// GET /analysis/gaps?level=department, by file:
//
//  1. rest/listen.go accepts the connection, with bounds on how long it may take;
//     rest/observe.go counts and logs it by the pattern of its route, sets the headers
//     every answer bears, and confines a panic to the request it struck.
//  2. rest/serve.go, resolve: the generation in service is taken, once (rest/store.go);
//     rest/forwarded.go says where the service is for this client.
//  3. rest/query.go reads the parameters that the route takes (rest/route.go,
//     rest/param.go), refuses all others, and makes every default explicit: they are
//     rest.Values, each with its canonical text.
//  4. rest/format.go negotiates the representation; rest/generation.go finds another
//     generation where one is asked for.
//  5. service.go, understand: the values become an ask.Call: the question
//     (ask/vocabulary.go) put to a snapshot, and the language of a page.
//  6. rest/etag.go makes a weak ETag of program, generation, route, values and
//     representation; If-None-Match may end the request here with 304.
//  7. rest/large.go and rest/budget.go let it wait for its share of memory, or for a
//     turn in a lane, among the clients that ask (rest/lane.go).
//  8. rest/forms.go: the route computes its result (coverage/gaps.go, computeGaps),
//     which asks the domain, geo/coverage, once, or finds what was kept of the
//     generation (coverage/cached.go, rest/cache.go); the form asked for is made of it:
//     gapsGeoJSON, gapsTable or gapsPage. What they share is in wire and frame.
//  9. rest/body.go encodes it whole, a long list item by item, so that a failure is
//     always a clean problem and never half an answer.
//  10. rest/respond.go sets headers and writes. Every error comes to its fail, which
//     turns it into a problem (RFC 9457; rest/problem.go), those of the domain by
//     wire/problems.go.
//
// Coordinates are WGS84 degrees, longitude first (OGC:CRS84), everywhere: in
// parameters, bodies and answers. They are never logged: the access log drops
// the query string, and the path where no route matches.
package api
