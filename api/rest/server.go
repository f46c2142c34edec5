package rest

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

// A SheetReader reads a sheet of a workbook, as api.Options.Sheet says.
type SheetReader func(workbook []byte, name string, has func(csv []byte) bool,
	columns string) (csv []byte, sheet string, err error)

// Parts are what a kernel is made of.
type Parts struct {
	App     Application
	Table   []*Route
	Store   *Store
	Clock   func() time.Time
	Log     *slog.Logger
	Version string
	BaseURL string // without a final slash; "": the scheme and Host of each request
	Trusted []netip.Prefix
	Load    func(ctx context.Context, id string) (data any, err error) // of a generation that is kept; nil: there are none
	List    func(ctx context.Context) (ids []string, err error)
	Sheet   SheetReader
}

// A Server answers the HTTP interface. It is an [http.Handler].
type Server struct {
	Parts
	fixed   address // of baseURL
	archive *archive
	roots   map[string]bool // first parts of the paths answered from a generation
	methods map[string][]string
	metrics *metrics
	Lanes   lanes
	Large   large
	handler http.Handler
}

// NewServer returns a server ready to answer.
func NewServer(o Parts) (*Server, error) {
	o.Table = Completed(o.Table)
	s := &Server{
		Parts: o, fixed: fixedAddress(o.BaseURL),
		archive: &archive{load: o.Load, list: o.List, loadLock: make(chan struct{}, 1)},
		roots:   rootsOf(o.Table), methods: methodsOf(o.Table), Lanes: NewLanes(), Large: newLarge(debug.FreeOSMemory),
	}
	s.metrics = newMetrics(s)
	compress, err := gzhttp.NewWrapper(gzhttp.EnableZstd(false),
		gzhttp.ContentTypeFilter(gzhttp.CompressAllContentTypeFilter))
	if err != nil {
		return nil, err
	}
	s.handler = compress(s.Engine())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Engine lays the table of routes out in gin.
func (s *Server) Engine() *gin.Engine {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	// A redirect would repeat the query string in a header; a path that is
	// nearly right gets a problem that names the right one instead.
	e.RedirectTrailingSlash = false
	e.RedirectFixedPath = false
	e.HandleMethodNotAllowed = true
	e.Use(s.observe, s.guard)
	for _, r := range s.Table {
		h := s.serve(r)
		e.Handle(r.Method, pattern(r.Path), h)
		if r.Method == http.MethodGet {
			e.Handle(http.MethodHead, pattern(r.Path), h)
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
	p := UnknownAddress.Problem("Nothing is served at this path.",
		DidYouMean(near)+"The addresses are listed at /api.")
	p.Nearest = near
	s.fail(c, p)
}

// noMethod answers a method the path does not take; gin has set Allow.
func (s *Server) noMethod(c *gin.Context) {
	allowed := strings.Split(c.Writer.Header().Get("Allow"), ", ")
	methods := sortedUnique(allowed)
	c.Header("Allow", strings.Join(methods, ", "))
	p := WrongMethod.Problem("The address does not answer "+Quote(c.Request.Method)+".",
		"Send one of "+strings.Join(methods, ", ")+".")
	p.Known = methods
	s.fail(c, p)
}

func (s *Server) paths() []string {
	var paths []string
	for _, r := range s.Table {
		paths = append(paths, r.Path)
	}
	return sortedUnique(paths)
}
