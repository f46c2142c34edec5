package rest

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
func (s *Server) serve(r *Route) gin.HandlerFunc {
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
		if !r.InLane {
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
		if c.Permit != nil {
			c.Permit.shrink(b.size())
		}
		s.Large.made(b.size())
		s.headers(g, c, tag)
		s.write(g, c, a, b)
	}
}

// answeredFrom is where a request keeps the generation that answers it, for the
// problems it may meet.
const answeredFrom = "generation"

// resolve turns a request of HTTP into one of the kernel, which the application
// understands, or says what is wrong with it.
func (s *Server) resolve(g *gin.Context, r *Route) (*Request, error) {
	current := s.Store.Now() // once: a swap meanwhile must not mix generations
	if current.ID == "" && !r.Early {
		return nil, NotReady.Problem("No data is loaded yet.",
			"Ask again in a few seconds; /readyz says how the load stands.")
	}
	at := s.addressOf(g.Request)
	c := &Request{
		Ctx: g.Request.Context(), Server: s, Route: r, Current: current, From: current,
		Base: at.base(), Prefix: at.prefix, Path: g.Request.URL.EscapedPath(),
		Header: g.Request.Header, Reply: g.Writer.Header(), Client: s.clientOf(g.Request), Today: s.App.Today(s.Clock()),
	}
	var err error
	if c.Values, err = ReadQuery(r.TakesAs(r.likelyFormat(g.Request)), g.Request.URL.RawQuery, g.Param,
		c.Today); err != nil {
		return nil, err
	}
	if err := s.represent(c); err != nil {
		return nil, err
	}
	if err := s.settleGeneration(c); err != nil {
		return nil, err
	}
	g.Set(answeredFrom, c.From)
	if c.From.ID != "" {
		if err := c.chooseAgain(c.format(), g.Request.Header.Values("Accept")); err != nil {
			return nil, err
		}
	}
	if err := s.App.Understand(c); err != nil {
		return nil, err
	}
	if r.Body != nil {
		if err := c.openBody(g); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// represent settles the representation: f wins over Accept.
func (s *Server) represent(c *Request) (err error) {
	if c.format() == "" {
		c.Reply.Add("Vary", "Accept")
	}
	if c.As, err = c.Route.choose(c.format(), c.Header.Values("Accept")); err != nil {
		return err
	}
	if dialectOf(c) != "" && c.As.Format != FormatCSV {
		return DialectParam.WithParameter(InvalidParameter.Problem("Only CSV has a dialect, and "+string(c.As.Format)+
			" is asked for.", "Leave out dialect, or ask for f=csv."))
	}
	return nil
}

// settleGeneration finds the generation that is asked for, and puts its full ID in
// the place of what was given.
func (s *Server) settleGeneration(c *Request) (err error) {
	asked := GenerationOf(c)
	if asked == "" {
		return nil
	}
	if c.From, err = s.Generation(c.Ctx, asked, c.Current); err != nil {
		return err
	}
	c.full = asked == c.From.ID
	c.Replace(GenerationParam, c.From.ID, c.From.ID)
	return nil
}

// openBody bounds the body of a request and checks that its type is read here.
func (c *Request) openBody(g *gin.Context) error {
	if g.Request.ContentLength > maxBody {
		return errBodyTooLarge()
	}
	c.Body = http.MaxBytesReader(g.Writer, g.Request.Body, maxBody)
	c.BodyType, _, _ = strings.Cut(strings.ToLower(g.ContentType()), ";")
	types := SortedKeys(c.Route.Body.Media)
	encoding := strings.ToLower(strings.TrimSpace(g.GetHeader("Content-Encoding")))
	if _, ok := c.Route.Body.Media[c.BodyType]; !ok || encoding != "" && encoding != "identity" {
		g.Header("Accept-Post", strings.Join(types, ", "))
		p := UnsupportedMedia.Problem("The body is not in a format this address reads.",
			"Send it uncompressed, with Content-Type "+strings.Join(types, " or ")+".")
		p.Known = types
		return p
	}
	if charset := charsetOf(g.GetHeader("Content-Type")); charset != "utf-8" && charset != "us-ascii" {
		return UnsupportedMedia.Problem("The body is declared to be in "+Quote(charset)+", which is not read here.",
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
