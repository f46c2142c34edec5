package ask

import (
	"cmp"

	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// A Call is a request as this service understands it: the question it asks of a
// snapshot, and the language of its page.
type Call struct {
	*rest.Request
	Question
	Snapshot *snapshot.Snapshot
	Lang     pages.Lang // of a page
	Today    geo.Date   // in Paris
	Mapped   bool       // there is an interactive map
}

// Analysis is the question as package coverage takes it.
func (q *Question) Analysis() coverage.Query {
	return coverage.Query{
		Date: q.Date, Level: q.Level, Territory: q.Territory, Scope: q.Scope,
		Confidence: q.Confidence, Geography: cmp.Or(q.Geography, "2015"),
	}
}

// SnapshotOf is the snapshot that the data of a generation are, nil for none.
func SnapshotOf(data any) *snapshot.Snapshot {
	s, _ := data.(*snapshot.Snapshot)
	return s
}

// Say speaks the language of the page.
func (c *Call) Say(t pages.Text, with ...any) string { return t.In(c.Lang, with...) }
