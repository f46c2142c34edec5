package rest

import (
	"context"
	"io"
	"net/http"
	"slices"
)

// A Request is what a client asks for, as HTTP has it: the route and its
// parameters, the representation, the generation that answers, and the addresses
// of links.
type Request struct {
	*Values
	Ctx      context.Context
	Server   *Server
	Route    *Route
	As       Representation
	Permit   *Permit     // held while a large answer is made; nil: none is needed yet
	leave    func()      // gives the turn in a lane back that stay keeps; nil: there is none
	Current  *Generation // what is in service, whatever answers
	From     *Generation // the generation that answers
	full     bool        // it was given by its whole ID
	Base     string      // what the absolute links of the answer begin with
	Prefix   string      // what the others begin with: the path a proxy shows the service under
	Path     string      // as requested
	Header   http.Header // of the request
	Reply    http.Header // of the answer
	Body     io.Reader
	BodyType string // Content-Type
	Client   string // who asks, for fair turns
	Today    string // in the zone of the application

	// What the application makes of it.
	Call    any    // what handlers take
	Shares  int64  // of memory, that the answer takes while it is made; below 0: it is none of those that take some
	HangsOn string // what the answer depends on beside parameters and generation
	Policy  string // Content-Security-Policy of the answer; "": that of data
}

// Address is the absolute address of this request, its parameters resolved.
func (c *Request) Address(replace map[string]string) string {
	query := c.Encode(replace)
	if query == "" {
		return c.Href(c.Path)
	}
	return c.Href(c.Path + "?" + query)
}

// offered lists the representations of the route that the generation can answer in.
func (c *Request) offered() []Representation {
	return slices.DeleteFunc(slices.Clone(c.Route.Answers), func(a Representation) bool {
		return !c.Server.App.Offers(c.From.Data, a)
	})
}

// chooseAgain chooses the representation among those that the generation can answer
// in, where the one chosen is none of them.
func (c *Request) chooseAgain(f Format, accept []string) error {
	if c.Server.App.Offers(c.From.Data, c.As) {
		return nil
	}
	offered := c.offered()
	if f == c.As.Format || len(offered) == 0 {
		return c.Server.App.NotOffered(c.From.Data, c.As)
	}
	var err error
	c.As, err = negotiate(offered, accept)
	return err
}
