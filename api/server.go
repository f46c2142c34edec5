package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
)

// A SheetReader reads a sheet of a workbook, as Options.Sheet says.
type SheetReader func(workbook []byte, name string, has func(csv []byte) bool, columns string) (csv []byte, sheet string, err error)

// kernelParts are what a kernel is made of.
type kernelParts struct {
	app     application
	table   []*route
	store   *store
	clock   func() time.Time
	log     *slog.Logger
	version string
	baseURL string // without a final slash; "": the scheme and Host of each request
	trusted []netip.Prefix
	load    func(ctx context.Context, id string) (data any, err error) // of a generation that is kept; nil: there are none
	list    func(ctx context.Context) (ids []string, err error)
	sheet   SheetReader
}

// A Server answers the HTTP interface. It is an [http.Handler].
type Server struct {
	kernelParts
	fixed   address // of baseURL
	archive *archive
	roots   map[string]bool // first parts of the paths answered from a generation
	methods map[string][]string
	metrics *metrics
	lanes   lanes
	large   large
	handler http.Handler
}

func newServer(o kernelParts) (*Server, error) {
	o.table = completed(o.table)
	s := &Server{
		kernelParts: o, fixed: fixedAddress(o.baseURL),
		archive: &archive{load: o.load, list: o.list, turn: make(chan struct{}, 1)},
		roots:   rootsOf(o.table), methods: methodsOf(o.table), lanes: newLanes(), large: newLarge(debug.FreeOSMemory),
	}
	s.metrics = newMetrics(s)
	compress, err := gzhttp.NewWrapper(gzhttp.EnableZstd(false), gzhttp.ContentTypeFilter(gzhttp.CompressAllContentTypeFilter))
	if err != nil {
		return nil, err
	}
	s.handler = compress(s.engine())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// engine lays the table of routes out in gin.
func (s *Server) engine() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	// A redirect would repeat the query string in a header; a path that is
	// nearly right gets a problem that names the right one instead.
	e.RedirectTrailingSlash = false
	e.RedirectFixedPath = false
	e.HandleMethodNotAllowed = true
	e.Use(s.observe, s.guard)
	for _, r := range s.table {
		h := s.serve(r)
		e.Handle(r.method, pattern(r.path), h)
		if r.method == http.MethodGet {
			e.Handle(http.MethodHead, pattern(r.path), h)
		}
	}
	for path, methods := range s.methods {
		e.Handle(http.MethodOptions, pattern(path), s.options(methods))
	}
	e.NoRoute(s.noRoute)
	e.NoMethod(s.noMethod)
	return e
}

// noRoute answers a path that nothing is served at.
func (s *Server) noRoute(c *gin.Context) {
	near := nearestPath(c.Request.URL.Path, s.paths())
	p := unknownAddress.problem("Nothing is served at this path.",
		didYouMean(near)+"The addresses are listed at /api.")
	p.Nearest = near
	s.fail(c, p)
}

// noMethod answers a method the path does not take; gin has set Allow.
func (s *Server) noMethod(c *gin.Context) {
	allowed := strings.Split(c.Writer.Header().Get("Allow"), ", ")
	methods := sortedUnique(allowed)
	c.Header("Allow", strings.Join(methods, ", "))
	p := wrongMethod.problem("The address does not answer "+quote(c.Request.Method)+".",
		"Send one of "+strings.Join(methods, ", ")+".")
	p.Known = methods
	s.fail(c, p)
}

func (s *Server) paths() []string {
	var paths []string
	for _, r := range s.table {
		paths = append(paths, r.path)
	}
	return sortedUnique(paths)
}
