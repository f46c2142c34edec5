package rest

import (
	"net/http"
	"time"
)

// An Application is what a kernel serves: how it understands a request, and what it
// says in its own words. The kernel knows HTTP; what is asked and answered is the
// application's.
type Application struct {
	// Today is the day of an instant, as the application counts days.
	Today func(time.Time) string
	// Understand makes of a request what handlers take, Request.Call, and notes the
	// rest that an application tells of it there.
	Understand func(c *Request) error
	// Offers reports whether data can answer in a representation, and NotOffered is
	// the problem of one that is asked for all the same.
	Offers     func(data any, r Representation) bool
	NotOffered func(data any, r Representation) error
	// Translate is the problem that an error of the domain is; nil where it is none.
	Translate func(error) *Problem
	// Explain completes a problem once it is known what answers; data may be nil.
	Explain func(p *Problem, data any)
	// ProblemPage shows a problem to a reader; prefix begins its links, and reply are
	// the headers of the answer.
	ProblemPage func(r *http.Request, reply http.Header, prefix string, p *Problem) ([]byte, error)
	// PagePolicy is the Content-Security-Policy of such a page.
	PagePolicy string
	// Kinds of problem, as they are listed.
	Kinds []Kind
	// Document is what the OpenAPI document says beside its paths.
	Document Documented
}

// Documented is what the OpenAPI document says beside its paths.
type Documented struct {
	Title, Description string
	Tags               []Object
	Schemas            func() (Object, error)
	// Adapt rewrites the document for data that it is not written for.
	Adapt func(document Object, data any) (Object, error)
}
