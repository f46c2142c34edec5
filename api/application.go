package api

import (
	"net/http"
	"time"
)

// An application is what a kernel serves: how it understands a request, and what it
// says in its own words. The kernel knows HTTP; what is asked and answered is the
// application's.
type application struct {
	// today is the day of an instant, as the application counts days.
	today func(time.Time) string
	// understand makes of a request what handlers take, request.call, and notes the
	// rest that an application tells of it there.
	understand func(c *request) error
	// offers reports whether data can answer in a representation, and notOffered is
	// the problem of one that is asked for all the same.
	offers     func(data any, r representation) bool
	notOffered func(data any, r representation) error
	// translate is the problem that an error of the domain is; nil where it is none.
	translate func(error) *problem
	// explain completes a problem once it is known what answers; data may be nil.
	explain func(p *problem, data any)
	// problemPage shows a problem to a reader; prefix begins its links, and reply are
	// the headers of the answer.
	problemPage func(r *http.Request, reply http.Header, prefix string, p *problem) ([]byte, error)
	// pagePolicy is the Content-Security-Policy of such a page.
	pagePolicy string
	// kinds of problem, as they are listed.
	kinds []kind
	// document is what the OpenAPI document says beside its paths.
	document documented
}

// documented is what the OpenAPI document says beside its paths.
type documented struct {
	title, description string
	tags               []object
	schemas            func() (object, error)
	// adapt rewrites the document for data that it is not written for.
	adapt func(document object, data any) (object, error)
}
