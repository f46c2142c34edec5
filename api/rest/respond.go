package rest

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// A Link leads from an answer to another resource (RFC 8288).
type Link struct {
	Href  string `json:"href"`
	Rel   string `json:"rel"`
	Type  string `json:"type,omitempty"`
	Title string `json:"title,omitempty"`
}

// encodeJSON writes compact JSON. It leaves <, > and & as they are: the answer
// is never placed inside a page.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}

// headers sets what a 200 and a 304 have in common.
func (s *Server) headers(g *gin.Context, c *Request, tag string) {
	h := g.Writer.Header()
	h.Set("Cache-Control", "no-store")
	if tag != "" {
		h.Set("ETag", tag)
		// Kept, and asked again every time: the day turns, and data reload.
		h.Set("Cache-Control", "public, no-cache")
		// Links that are made of the Host of a request, which anyone may forge,
		// are for whoever sent it: a shared cache must not hand them to others.
		if c.Route.Private || c.Server.BaseURL == "" && c.As.Format != FormatMVT && !c.Route.Immutable {
			h.Set("Cache-Control", "private, no-cache")
		}
		if c.pinned() {
			h.Set("Cache-Control", strings.Replace(h.Get("Cache-Control"), "no-cache", "max-age=31536000, immutable", 1))
		}
	}
	if c.From.ID != "" {
		h.Set("X-Generation", c.From.ID)
	}
}

func (s *Server) write(g *gin.Context, c *Request, a Answer, b *body) {
	h := g.Writer.Header()
	if c.Route.MayBeEmpty {
		if b.size() == 0 {
			g.Status(http.StatusNoContent)
			return
		}
		// GDAL asks HEAD for the size before it reads; gzip takes it out again.
		h.Set("Content-Length", strconv.Itoa(b.size()))
	}
	h.Set("Content-Type", c.As.MediaType)
	if a.Coding != "" {
		h.Set("Content-Encoding", a.Coding)
		h.Add("Vary", "Accept-Encoding")
	}
	if c.Policy != "" {
		h.Set("Content-Security-Policy", c.Policy)
	}
	for _, l := range a.Links {
		h.Add("Link", l.header())
	}
	if c.As.Format == FormatCSV {
		h.Set("Content-Disposition", `attachment; filename="`+a.Table.Name+`.csv"`)
	}
	g.Writer.WriteHeader(http.StatusOK)
	b.writeTo(g.Writer)
}

func (l Link) header() string {
	h := "<" + l.Href + `>; rel="` + l.Rel + `"`
	if l.Type != "" {
		h += `; type="` + l.Type + `"`
	}
	return h
}

// fail is the one writer of problems.
func (s *Server) fail(g *gin.Context, err error) {
	p := *s.problemOf(err)
	prefix := s.addressOf(g.Request).prefix // a type is an address, which must lead to its page
	p.Type, p.Instance = prefix+p.Type, prefix+g.Request.URL.Path
	if p.Status == http.StatusInternalServerError {
		s.Log.Error("request failed", "route", g.FullPath(), "error", err.Error())
	}
	h := g.Writer.Header()
	if from := s.answering(g); from.ID != "" {
		s.App.Explain(&p, from.Data)
		p.Generation = from.ID
		h.Set("X-Generation", from.ID)
	}
	body, media, encodeErr := s.encodeProblem(g, prefix, &p)
	if encodeErr != nil {
		s.Log.Error("problem not encoded", "error", encodeErr.Error())
	}
	h.Set("Content-Type", media)
	h.Set("Cache-Control", "no-store")
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "5")
	}
	g.Writer.WriteHeader(p.Status)
	_, _ = g.Writer.Write(body)
	g.Abort()
}

// encodeProblem writes a problem for who asks: a page for a browser, where the
// application has one, JSON for a program.
func (s *Server) encodeProblem(g *gin.Context, prefix string, p *Problem) (body []byte, media string, err error) {
	if !wantsPage(g) {
		body, err = encodeJSON(p)
		return body, MediaProblem, err
	}
	g.Writer.Header().Set("Content-Security-Policy", s.App.PagePolicy)
	body, err = s.App.ProblemPage(g.Request, g.Writer.Header(), prefix, p)
	return body, MediaHTML, err
}

// wantsPage reports whether a request that failed should be told so in a page:
// it names HTML before any JSON.
func wantsPage(g *gin.Context) bool {
	if values, err := url.ParseQuery(g.Request.URL.RawQuery); err == nil && values.Has("f") {
		return values.Get("f") == string(FormatHTML)
	}
	g.Writer.Header().Add("Vary", "Accept")
	as, err := negotiate([]Representation{{"", MediaProblem, ""}, AsHTML()}, g.Request.Header.Values("Accept"))
	return err == nil && as.Format == FormatHTML
}

// answering is the generation that a request is answered from: that in service
// where it did not come so far as to choose.
func (s *Server) answering(g *gin.Context) *Generation {
	if from, ok := g.Get(answeredFrom); ok {
		return from.(*Generation)
	}
	return s.Store.Now()
}

// pinned reports whether what the address names can never change: it says a hash
// of its answer, or its generation, and its day where the answer hangs on one.
func (c *Request) pinned() bool {
	if c.Route.Immutable {
		return true
	}
	return c.full && c.dated && c.As.Format != FormatHTML // a page shows the day it is read on
}

func sortedUnique(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return slices.Compact(s)
}

// SortedKeys lists the keys of a map in order.
func SortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
