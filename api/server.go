package api

import (
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
)

// Options are the parts a Server is made of.
type Options struct {
	// Store holds what is served. Required.
	Store *Store
	// Clock tells the instant that "today" is read from; nil: time.Now.
	Clock func() time.Time
	// Logger takes the access log and the faults; nil: none is written.
	Logger *slog.Logger
	// Version of the program, in ETags and the OpenAPI document; "": "dev".
	Version string
	// BaseURL is the public address of the service, without a final slash, for
	// the links of its answers; "": the scheme and Host of each request, and
	// no shared cache may then keep an answer.
	// A path in it is the prefix of every link.
	BaseURL string
	// TrustProxy are the peers whose X-Forwarded-Proto, -Host and -Prefix are
	// believed where BaseURL is not set, and whose X-Forwarded-For tells clients
	// apart; none: nobody's are.
	TrustProxy []netip.Prefix
	// Archive and Generations give the generations that are kept beside the one
	// in service, for generation= and /generations; nil: there are none.
	Archive     Loader
	Generations Lister
	// Map holds the built files of the interactive map; nil: those that stood in
	// api/web/dist when the program was built, which may be none.
	Map fs.FS
	// BaseMap is what the map draws under its own layers; the zero value: nothing.
	BaseMap BaseMap
	// Sheet turns a workbook, XLSX or ODS, into the CSV of one of its sheets, and names
	// that: the one that name says, else the only one of which has says, by its
	// beginning as CSV, that it has the columns needed; columns says them in words. Its
	// errors are shown to who sent it. nil: workbooks are refused.
	Sheet SheetReader
}

// A SheetReader reads a sheet of a workbook, as Options.Sheet says.
type SheetReader func(workbook []byte, name string, has func(csv []byte) bool, columns string) (csv []byte, sheet string, err error)

// A Server answers the HTTP interface. It is an [http.Handler].
type Server struct {
	store   *Store
	clock   func() time.Time
	log     *slog.Logger
	version string
	baseURL string
	fixed   address // of BaseURL
	trusted []netip.Prefix
	archive *archive
	roots   map[string]bool // first parts of the paths answered from a generation
	web     *webMap
	baseMap BaseMap
	sheet   SheetReader

	routes  []*route
	methods map[string][]string
	metrics *metrics
	lanes   lanes
	large   large
	tiles   tiles
	handler http.Handler
}

// New returns a server ready to answer.
func New(o Options) (*Server, error) { return newServer(o, routes()) }

func newServer(o Options, table []*route) (*Server, error) {
	if o.Store == nil {
		return nil, errors.New("api: Options.Store is nil; give it a *Store")
	}
	web, err := openMap(o.Map)
	if err != nil {
		return nil, err
	}
	if err := o.BaseMap.validate(); err != nil {
		return nil, err
	}
	s := &Server{
		web: web, baseMap: o.BaseMap, sheet: o.Sheet,
		store: o.Store, clock: o.Clock, log: o.Logger, version: o.Version,
		baseURL: strings.TrimSuffix(o.BaseURL, "/"), fixed: fixedAddress(strings.TrimSuffix(o.BaseURL, "/")), trusted: o.TrustProxy,
		archive: newArchive(o.Archive, o.Generations), roots: rootsOf(table),
		routes: table, methods: methodsOf(table), lanes: newLanes(), large: newLarge(debug.FreeOSMemory), tiles: newTiles(),
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.version == "" {
		s.version = "dev"
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
	for _, r := range s.routes {
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
	for _, r := range s.routes {
		paths = append(paths, r.path)
	}
	return sortedUnique(paths)
}
