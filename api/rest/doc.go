// Package rest is the HTTP of a service that answers questions about data: routes
// and their typed parameters, content negotiation, problems, tables, GeoJSON, links,
// ETags, caches, permits, the OpenAPI document and metrics. It knows nothing of what
// is asked and answered: an [Application] tells it.
//
// A [Route] is one row of the table that everything is derived from. Its [Resource]
// computes a result once and shows it in forms: [JSON], [GeoJSON], [CSV], and what
// else an application makes. The text on the way of a request is in package api.
package rest
