package api

import (
	"context"
	"io"

	"maillage/geo"
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
	turn     *turn   // held while a large answer is made; nil: none is needed yet
	leave    func()  // gives the turn in a lane back that stay keeps; nil: there is none
	from     *loaded // the generation that answers
	base     string  // what the absolute links of the answer begin with
	prefix   string  // what the others begin with: the path a proxy shows the service under
	current  *loaded // what is in service, whatever answers
	path     string  // as requested
	body     io.Reader
	bodyType string   // Content-Type
	codings  string   // Accept-Encoding
	client   string   // who asks, for fair turns
	today    geo.Date // in Paris
	full     bool     // the generation was given by its whole ID
}

// address is the absolute address of this request, its parameters resolved.
func (c *request) address(replace map[string]string) string {
	query := c.encode(replace)
	if query == "" {
		return c.href(c.path)
	}
	return c.href(c.path + "?" + query)
}
