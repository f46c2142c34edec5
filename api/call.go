package api

import (
	"cmp"

	"maillage/api/pages"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// A call is a request as this service understands it: the question it asks of a
// snapshot, and the language of its page.
type call struct {
	*request
	question
	snapshot *snapshot.Snapshot
	lang     pages.Lang // of a page
	today    geo.Date   // in Paris
	mapped   bool       // there is an interactive map
}

// analysis is the question as package coverage takes it.
func (q *question) analysis() coverage.Query {
	return coverage.Query{
		Date: q.Date, Level: q.Level, Territory: q.Territory, Scope: q.Scope,
		Confidence: q.Confidence, Geography: cmp.Or(q.Geography, "2015"),
	}
}
