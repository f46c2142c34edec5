package api

import (
	"context"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
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
		b, err := a.encode(c)
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

// answeredFrom is where a request keeps the generation that answers it, for the
// problems it may meet.
const answeredFrom = "generation"

// resolve turns a request of HTTP into one of the kernel, which the application
// understands, or says what is wrong with it.
func (s *Server) resolve(g *gin.Context, r *route) (*request, error) {
	current := s.store.now() // once: a swap meanwhile must not mix generations
	if current.id == "" && !r.early {
		return nil, notReady.problem("No data is loaded yet.", "Ask again in a few seconds; /readyz says how the load stands.")
	}
	at := s.addressOf(g.Request)
	c := &request{
		ctx: g.Request.Context(), server: s, route: r, current: current, from: current,
		base: at.base(), prefix: at.prefix, path: g.Request.URL.EscapedPath(), query: g.Request.URL.Query(),
		header: g.Request.Header, reply: g.Writer.Header(), client: s.clientOf(g.Request), today: s.app.today(s.clock()),
	}
	var err error
	if c.values, err = readQuery(r.takesAs(r.leaning(g.Request)), g.Request.URL.RawQuery, g.Param, c.today); err != nil {
		return nil, err
	}
	if err := s.represent(c); err != nil {
		return nil, err
	}
	if err := s.settleGeneration(c); err != nil {
		return nil, err
	}
	g.Set(answeredFrom, c.from)
	if c.from.id != "" {
		if err := c.chooseAgain(c.format(), g.Request.Header.Values("Accept")); err != nil {
			return nil, err
		}
	}
	if err := s.app.understand(c); err != nil {
		return nil, err
	}
	if r.body != nil {
		if err := c.openBody(g); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// represent settles the representation: f wins over Accept.
func (s *Server) represent(c *request) (err error) {
	if c.format() == "" {
		c.reply.Add("Vary", "Accept")
	}
	if c.as, err = c.route.choose(c.format(), c.header.Values("Accept")); err != nil {
		return err
	}
	if dialectOf(c) != "" && c.as.format != formatCSV {
		return dialectParam.blame(invalidParameter.problem("Only CSV has a dialect, and "+string(c.as.format)+" is asked for.", "Leave out dialect, or ask for f=csv."))
	}
	return nil
}

// settleGeneration finds the generation that is asked for, and puts its full ID in
// the place of what was given.
func (s *Server) settleGeneration(c *request) (err error) {
	asked := generationOf(c)
	if asked == "" {
		return nil
	}
	if c.from, err = s.generation(c.ctx, asked, c.current); err != nil {
		return err
	}
	c.full = asked == c.from.id
	c.replace(generationParam, c.from.id, c.from.id)
	return nil
}

// openBody bounds the body of a request and checks that its type is read here.
func (c *request) openBody(g *gin.Context) error {
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
