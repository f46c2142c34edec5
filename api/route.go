package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// A route is one row of the table everything is derived from: the router, the
// parameters refused, HEAD, OPTIONS and 405, and the OpenAPI document.
type route struct {
	method      string // GET (HEAD is answered too) or POST
	path        string // as in OpenAPI: /centres/{centre}
	name        string // operationId
	tag         string
	summary     string
	description string
	params      []*param // f aside, which the representations imply
	body        *bodyOf  // nil: none is read
	answers     []representation
	problems    []kind // beyond those every route of its sort may answer
	// early routes answer before any snapshot is loaded.
	early bool
	// live answers tell the state of the process: they are never kept.
	live bool
	// fresh answers hang on more than one generation: no cache keeps them, and
	// they take no generation.
	fresh bool
	// private answers tell of a place someone asked about: no shared cache
	// keeps them.
	private bool
	// immutable answers never change: their address holds a hash of them.
	immutable bool
	// mayBeEmpty answers have no body, and status 204, where there is nothing to show.
	mayBeEmpty bool
	// inLane answers wait for a turn in a lane, and take their shares after it.
	inLane bool
	handle func(c *request) (answer, error)
	resource
}

// bodyOf describes the body a route reads.
type bodyOf struct {
	description string
	media       map[string]string // media type -> schema name
	examples    map[string]string // media type -> a body that is accepted, which the tests send
}

// An answer is what a form, or a handler, gives back: the value for JSON, the table
// for CSV, or the page.
type answer struct {
	value  any
	table  *table
	long   *series // the list of value that is made item by item; nil: none
	raw    []byte  // already encoded, whatever the representation
	coding string  // Content-Encoding of raw; "" for none
	links  []link  // also sent as Link headers
}

// takes lists the parameters of the route, f last.
func (r *route) takes() []*param {
	if r.live {
		return r.params
	}
	return append(slices.Clip(r.params), r.formParams()...)
}

// formParams are those that choose the form of the answer, f last.
func (r *route) formParams() []*param {
	if slices.ContainsFunc(r.answers, func(a representation) bool { return a.format == formatCSV }) {
		return []*param{dialectParam, formatParam(r.answers)}
	}
	return []*param{formatParam(r.answers)}
}

// taggable reports whether an answer can be told from another by its request and
// its generation, so that it has an ETag.
func (r *route) taggable() bool { return r.method == http.MethodGet && !r.live && !r.fresh }

// takesGeneration reports whether the route answers from data, and so from any
// generation of it.
func (r *route) takesGeneration() bool { return slices.Contains(r.params, generationParam) }

// takesAs lists the parameters of the route in one representation.
func (r *route) takesAs(f format) []*param {
	own, ok := r.paramsOf(f)
	if f != formatHTML || !ok {
		return r.takes()
	}
	return append(slices.Concat(r.params, own), r.formParams()...)
}

// pattern is a path as the router writes it: /centres/:centre.
func pattern(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// methodsOf lists the methods answered at each path of a table of routes, in
// the order of an Allow header.
func methodsOf(routes []*route) map[string][]string {
	methods := map[string][]string{}
	for _, r := range routes {
		m := append(methods[r.path], r.method)
		if r.method == http.MethodGet {
			m = append(m, http.MethodHead)
		}
		methods[r.path] = m
	}
	for path, m := range methods {
		m = append(m, http.MethodOptions)
		slices.Sort(m)
		methods[path] = m
	}
	return methods
}

// choose settles the representation: f wins over Accept.
func (r *route) choose(f format, accept []string) (representation, error) {
	for _, a := range r.answers {
		if a.format == f {
			return a, nil
		}
	}
	if r.live {
		return r.answers[0], nil // a probe is answered whatever it accepts
	}
	return negotiate(r.answers, accept)
}

// leaning is the representation a request seems to ask for, told before its
// parameters are read: a page takes more of them.
func (r *route) leaning(request *http.Request) format {
	if _, ok := r.paramsOf(formatHTML); !ok {
		return ""
	}
	if values, err := url.ParseQuery(request.URL.RawQuery); err == nil && values.Has("f") {
		return format(values.Get("f"))
	}
	as, err := negotiate(r.answers, request.Header.Values("Accept"))
	if err != nil {
		return ""
	}
	return as.format
}
