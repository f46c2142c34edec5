package rest

import (
	"net/url"
	"strings"
)

// Every link of an answer is made here, so that each leads where it should
// behind a proxy, and to the generation of the answer it stands in.

// Href is the absolute address of a path of this service, its query included.
func (c *Request) Href(path string) string { return c.Base + c.keeping(path) }

// Local is the same for a page: an address without scheme and host.
func (c *Request) Local(path string) string { return c.Prefix + c.keeping(path) }

// keeping adds the generation that was asked for to a path that takes one.
func (c *Request) keeping(path string) string {
	bare, query, _ := strings.Cut(path, "?")
	if GenerationOf(c) == "" || !c.Server.dated(bare) || strings.Contains("&"+query, "&generation=") {
		return path
	}
	if query != "" {
		query += "&"
	}
	return bare + "?" + query + GenerationParam.Name + "=" + url.QueryEscape(GenerationOf(c))
}

// dated reports whether what stands at a path is answered from a generation.
func (s *Server) dated(path string) bool { return s.roots[Root(path)] }

// Root is the first part of a path.
func Root(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// rootsOf lists the first parts of the paths that are answered from a generation.
func rootsOf(table []*Route) map[string]bool {
	roots := map[string]bool{}
	for _, r := range table {
		if r.TakesGeneration() {
			roots[Root(r.Path)] = true
		}
	}
	return roots
}

// SelfLink is the address of this very answer, its parameters resolved.
func (c *Request) SelfLink() Link {
	return Link{Href: c.Address(nil), Rel: "self", Type: c.As.Essence()}
}

// Alternates links to the other representations of this answer.
func (c *Request) Alternates() []Link {
	var out []Link
	for _, a := range c.offered() {
		if a.Format != c.As.Format {
			out = append(out, Link{Href: c.Address(c.InForm(a.Format)), Rel: "alternate", Type: a.Essence()})
		}
	}
	return out
}

// InForm is the change of parameters that leads to another representation of
// this answer: those of the page alone are left out of all others.
func (c *Request) InForm(f Format) map[string]string {
	replace := map[string]string{"f": string(f), DialectParam.Name: ""}
	if c.As.Format == FormatHTML {
		own, _ := c.Route.ParamsOf(FormatHTML)
		for _, p := range own {
			replace[p.Name] = ""
		}
	}
	return replace
}
