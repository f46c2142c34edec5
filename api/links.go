package api

import (
	"net/url"
	"strings"
)

// Every link of an answer is made here, so that each leads where it should
// behind a proxy, and to the generation of the answer it stands in.

// href is the absolute address of a path of this service, its query included.
func (c *request) href(path string) string { return c.base + c.keeping(path) }

// local is the same for a page: an address without scheme and host.
func (c *request) local(path string) string { return c.prefix + c.keeping(path) }

// keeping adds the generation that was asked for to a path that takes one.
func (c *request) keeping(path string) string {
	bare, query, _ := strings.Cut(path, "?")
	if generationOf(c) == "" || !c.server.dated(bare) || strings.Contains("&"+query, "&generation=") {
		return path
	}
	if query != "" {
		query += "&"
	}
	return bare + "?" + query + generationParam.name + "=" + url.QueryEscape(generationOf(c))
}

// dated reports whether what stands at a path is answered from a generation.
func (s *Server) dated(path string) bool { return s.roots[root(path)] }

// root is the first part of a path.
func root(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// rootsOf lists the first parts of the paths that are answered from a generation.
func rootsOf(table []*route) map[string]bool {
	roots := map[string]bool{}
	for _, r := range table {
		if r.takesGeneration() {
			roots[root(r.path)] = true
		}
	}
	return roots
}

// selfLink is the address of this very answer, its parameters resolved.
func (c *request) selfLink() link {
	return link{Href: c.address(nil), Rel: "self", Type: c.as.essence()}
}

// alternates links to the other representations of this answer.
func (c *request) alternates() []link {
	var out []link
	for _, a := range c.offered() {
		if a.format != c.as.format {
			out = append(out, link{Href: c.address(c.inForm(a.format)), Rel: "alternate", Type: a.essence()})
		}
	}
	return out
}

// inForm is the change of parameters that leads to another representation of
// this answer: those of the page alone are left out of all others.
func (c *request) inForm(f format) map[string]string {
	replace := map[string]string{"f": string(f), dialectParam.name: ""}
	if c.as.format == formatHTML {
		own, _ := c.route.paramsOf(formatHTML)
		for _, p := range own {
			replace[p.name] = ""
		}
	}
	return replace
}
