package rest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A Route is one row of the table everything is derived from: the router, the
// parameters refused, HEAD, OPTIONS and 405, and the OpenAPI document.
type Route struct {
	Method      string // GET (HEAD is answered too) or POST
	Path        string // as in OpenAPI: /centres/{centre}
	Name        string // operationId
	Tag         string
	Summary     string
	Description string
	Params      []*Param // f aside, which the representations imply
	Body        *BodyOf  // nil: none is read
	Answers     []Representation
	Problems    []Kind // beyond those every route of its sort may answer
	// Early routes answer before any snapshot is loaded.
	Early bool
	// Live answers tell the state of the process: they are never kept.
	Live bool
	// Fresh answers hang on more than one generation: no cache keeps them, and
	// they take no generation.
	Fresh bool
	// Private answers tell of a place someone asked about: no shared cache
	// keeps them.
	Private bool
	// Immutable answers never change: their address holds a hash of them.
	Immutable bool
	// MayBeEmpty answers have no body, and status 204, where there is nothing to show.
	MayBeEmpty bool
	// InLane answers wait for a turn in a lane, and take their shares after it.
	InLane bool
	Handle func(c *Request) (Answer, error)
	Resource
}

// BodyOf describes the body a route reads.
type BodyOf struct {
	Description string
	Media       map[string]string // media type -> schema name
	Examples    map[string]string // media type -> a body that is accepted, which the tests send
}

// An Answer is what a form, or a handler, gives back: the value for JSON, the table
// for CSV, or bytes.
type Answer struct {
	Value  any
	Table  *Table
	Long   *Series // the list of value that is made item by item; nil: none
	Raw    []byte  // already encoded, whatever the representation
	Coding string  // Content-Encoding of raw; "" for none
	Links  []Link  // also sent as Link headers
}

// Takes lists the parameters of the route, f last.
func (r *Route) Takes() []*Param {
	if r.Live {
		return r.Params
	}
	return append(slices.Clip(r.Params), r.formParams()...)
}

// formParams are those that choose the form of the answer, f last.
func (r *Route) formParams() []*Param {
	if slices.ContainsFunc(r.Answers, func(a Representation) bool { return a.Format == FormatCSV }) {
		return []*Param{DialectParam, FormatParam(r.Answers)}
	}
	return []*Param{FormatParam(r.Answers)}
}

// taggable reports whether an answer can be told from another by its request and
// its generation, so that it has an ETag.
func (r *Route) taggable() bool { return r.Method == http.MethodGet && !r.Live && !r.Fresh }

// TakesGeneration reports whether the route answers from data, and so from any
// generation of it.
func (r *Route) TakesGeneration() bool { return slices.Contains(r.Params, GenerationParam) }

// TakesAs lists the parameters of the route in one representation.
func (r *Route) TakesAs(f Format) []*Param {
	own, ok := r.ParamsOf(f)
	if f != FormatHTML || !ok {
		return r.Takes()
	}
	return append(slices.Concat(r.Params, own), r.formParams()...)
}

// pattern is a path as the router writes it: /centres/:centre.
func pattern(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// methodsOf lists the methods answered at each path of a table of routes, in
// the order of an Allow header.
func methodsOf(routes []*Route) map[string][]string {
	methods := map[string][]string{}
	for _, r := range routes {
		m := append(methods[r.Path], r.Method)
		if r.Method == http.MethodGet {
			m = append(m, http.MethodHead)
		}
		methods[r.Path] = m
	}
	for path, m := range methods {
		m = append(m, http.MethodOptions)
		slices.Sort(m)
		methods[path] = m
	}
	return methods
}

// choose settles the representation: f wins over Accept.
func (r *Route) choose(f Format, accept []string) (Representation, error) {
	for _, a := range r.Answers {
		if a.Format == f {
			return a, nil
		}
	}
	if r.Live {
		return r.Answers[0], nil // a probe is answered whatever it accepts
	}
	return negotiate(r.Answers, accept)
}

// likelyFormat is the representation a request seems to ask for, told before its
// parameters are read: a page takes more of them.
func (r *Route) likelyFormat(request *http.Request) Format {
	if _, ok := r.ParamsOf(FormatHTML); !ok {
		return ""
	}
	if values, err := url.ParseQuery(request.URL.RawQuery); err == nil && values.Has("f") {
		return Format(values.Get("f"))
	}
	as, err := negotiate(r.Answers, request.Header.Values("Accept"))
	if err != nil {
		return ""
	}
	return as.Format
}
