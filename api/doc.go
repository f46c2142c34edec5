// Package api is the HTTP face of maillage: a table of routes, one vocabulary
// of parameters, and one file per resource.
//
// Everything a client can see is derived from two tables, so that it cannot
// drift: routes.go says which addresses there are, what each one takes and in
// which representations it answers; params.go says what every parameter means,
// its default and how it is read. The router, the refusal of unknown
// parameters, HEAD, OPTIONS, 405 and the OpenAPI document all come from them.
//
// A request goes through the same steps everywhere (serve.go): its parameters
// become one resolved [query], defaults made explicit; its representation is
// negotiated; a weak ETag over the generation, the query and the representation
// may end it with 304; the route computes its result of the query and ONE
// snapshot, once, and the form asked for shows it (forms.go); that is encoded
// whole before the first header leaves, so that a failure is always a clean
// problem (RFC 9457) and never half an answer.
//
// Coordinates are WGS84 degrees, longitude first (OGC:CRS84), everywhere: in
// parameters, bodies and answers. They are never logged: the access log drops
// the query string, and the path where no route matches.
package api
