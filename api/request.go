package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
)

// A request is what a client asks for, as HTTP has it: the route and its
// parameters, the representation, the generation that answers, and the addresses
// of links.
type request struct {
	*values
	ctx      context.Context
	server   *Server
	route    *route
	as       representation
	turn     *turn       // held while a large answer is made; nil: none is needed yet
	leave    func()      // gives the turn in a lane back that stay keeps; nil: there is none
	current  *loaded     // what is in service, whatever answers
	from     *loaded     // the generation that answers
	full     bool        // it was given by its whole ID
	base     string      // what the absolute links of the answer begin with
	prefix   string      // what the others begin with: the path a proxy shows the service under
	path     string      // as requested
	query    url.Values  // as requested
	header   http.Header // of the request
	reply    http.Header // of the answer
	body     io.Reader
	bodyType string // Content-Type
	client   string // who asks, for fair turns
	today    string // in the zone of the application

	// What the application makes of it.
	call    any    // what handlers take
	shares  int64  // of memory, that the answer takes while it is made; below 0: it is none of those that take some
	hangsOn string // what the answer depends on beside parameters and generation
	policy  string // Content-Security-Policy of the answer; "": that of data
}

// address is the absolute address of this request, its parameters resolved.
func (c *request) address(replace map[string]string) string {
	query := c.encode(replace)
	if query == "" {
		return c.href(c.path)
	}
	return c.href(c.path + "?" + query)
}

// offered lists the representations of the route that the generation can answer in.
func (c *request) offered() []representation {
	return slices.DeleteFunc(slices.Clone(c.route.answers), func(a representation) bool {
		return !c.server.app.offers(c.from.data, a)
	})
}

// chooseAgain chooses the representation among those that the generation can answer
// in, where the one chosen is none of them.
func (c *request) chooseAgain(f format, accept []string) error {
	if c.server.app.offers(c.from.data, c.as) {
		return nil
	}
	offered := c.offered()
	if f == c.as.format || len(offered) == 0 {
		return c.server.app.notOffered(c.from.data, c.as)
	}
	var err error
	c.as, err = negotiate(offered, accept)
	return err
}
