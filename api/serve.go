package api

import (
	"context"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"maillage/geo"
)

// maxBody is the most bytes read of a request body.
const maxBody = 10_000_000

// serve answers one route: resolve, negotiate, compare the ETag, handle,
// encode, write.
func (s *Server) serve(r *route) gin.HandlerFunc {
	return func(g *gin.Context) {
		ctx, stop := context.WithTimeout(g.Request.Context(), answerWithin)
		defer stop()
		g.Request = g.Request.WithContext(ctx)
		c, err := s.resolve(g, r)
		if err != nil {
			s.fail(g, err)
			return
		}
		tag := ""
		if r.taggable() {
			tag = c.etag()
			if matches(g.Request.Header.Values("If-None-Match"), tag) {
				s.headers(g, c, tag)
				g.Status(http.StatusNotModified)
				return
			}
		}
		defer c.giveShares()
		if !r.inLane {
			if err := c.takeShares(); err != nil {
				s.fail(g, err)
				return
			}
		}
		a, err := r.answer(c)
		if err != nil {
			s.fail(g, err)
			return
		}
		b, err := c.encodeAnswer(a)
		if err != nil {
			s.fail(g, err)
			return
		}
		if c.turn != nil {
			c.turn.shrink(b.size())
		}
		s.large.made(b.size())
		s.headers(g, c, tag)
		s.write(g, c, a, b)
	}
}

// answeredFrom is where a request keeps the snapshot that answers it, for the
// problems it may meet.
const answeredFrom = "snapshot"

// resolve turns a request into a call, or says what is wrong with it.
func (s *Server) resolve(g *gin.Context, r *route) (*call, error) {
	current := s.store.now() // once: a swap meanwhile must not mix generations
	if current.snapshot == nil && !r.early {
		return nil, notReady.problem("No data is loaded yet.", "Ask again in a few seconds; /readyz says how the load stands.")
	}
	accept, today := g.Request.Header.Values("Accept"), geo.DateIn(s.clock())
	v, err := readQuery(r.takesAs(r.leaning(g.Request)), g.Request.URL.RawQuery, g.Param, today)
	if err != nil {
		return nil, err
	}
	if v.format() == "" {
		g.Writer.Header().Add("Vary", "Accept")
	}
	as, err := r.choose(v.format(), accept)
	if err != nil {
		return nil, err
	}
	if dialectOf(v) != "" && as.format != formatCSV {
		return nil, dialectParam.blame(invalidParameter.problem("Only CSV has a dialect, and "+string(as.format)+" is asked for.", "Leave out dialect, or ask for f=csv."))
	}
	from, full := current, false
	if asked := generationOf(v); asked != "" {
		if from, err = s.generation(g.Request.Context(), asked, current); err != nil {
			return nil, err
		}
		id := from.snapshot.Generation
		full = asked == id
		v.replace(generationParam, id, id)
	}
	g.Set(answeredFrom, from.snapshot)
	at := s.addressOf(g.Request)
	c := &call{question: questionOf(v), snapshot: from.snapshot, request: &request{
		values: v, ctx: g.Request.Context(), server: s, from: from, current: current, route: r, as: as,
		base: at.base(), prefix: at.prefix, path: g.Request.URL.EscapedPath(), today: today, full: full,
		codings: g.GetHeader("Accept-Encoding"), client: s.clientOf(g.Request),
	}}
	c.Scenario, c.Rules = scenarioAsked(c).Scenario, rulesOf(c)
	c.A, c.B = sidesOf(c)
	if err := c.settleTerritory(g.Request.URL.Query().Has(territoryParam.name)); err != nil {
		return nil, err
	}
	if err := c.withoutPages(accept); err != nil {
		return nil, err
	}
	if c.as.format == formatHTML {
		c.speak(g)
	}
	if r.body != nil {
		if err := c.openBody(g); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// openBody bounds the body of a request and checks that its type is read here.
func (c *call) openBody(g *gin.Context) error {
	if g.Request.ContentLength > maxBody {
		return errBodyTooLarge()
	}
	c.body = http.MaxBytesReader(g.Writer, g.Request.Body, maxBody)
	c.bodyType, _, _ = strings.Cut(strings.ToLower(g.ContentType()), ";")
	types := sortedKeys(c.route.body.media)
	encoding := strings.ToLower(strings.TrimSpace(g.GetHeader("Content-Encoding")))
	if _, ok := c.route.body.media[c.bodyType]; !ok || encoding != "" && encoding != "identity" {
		g.Header("Accept-Post", strings.Join(types, ", "))
		p := unsupportedMedia.problem("The body is not in a format this address reads.",
			"Send it uncompressed, with Content-Type "+strings.Join(types, " or ")+".")
		p.Known = types
		return p
	}
	if charset := charsetOf(g.GetHeader("Content-Type")); charset != "utf-8" && charset != "us-ascii" {
		return unsupportedMedia.problem("The body is declared to be in "+quote(charset)+", which is not read here.",
			"Convert it to UTF-8, and send it with charset=utf-8 or no charset.")
	}
	return nil
}

// charsetOf is the encoding a Content-Type declares, in lower case; UTF-8 where
// it declares none.
func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil || params["charset"] == "" {
		return "utf-8"
	}
	if charset := strings.ToLower(params["charset"]); charset != "utf8" {
		return charset
	}
	return "utf-8"
}

// options answers OPTIONS, and with it the preflight of CORS.
func (s *Server) options(methods []string) gin.HandlerFunc {
	allow := strings.Join(methods, ", ")
	return func(g *gin.Context) {
		g.Header("Allow", allow)
		g.Header("Access-Control-Allow-Methods", allow)
		g.Header("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match")
		g.Header("Access-Control-Max-Age", "86400")
		g.Status(http.StatusNoContent)
	}
}
