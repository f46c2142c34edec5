package arrows

// room is one row of the table: a package, or a tree of packages when its path
// ends in "/...", and all that its code may import beyond the standard library.
// What only tests import is not judged, save for testsOnly.
type room struct {
	path    string
	ours    []string // our packages, relative to the module; "x/..." for a tree
	modules []string // third-party modules
}

// Modules that several rooms share.
const (
	orb         = "github.com/paulmach/orb"
	xsync       = "golang.org/x/sync"
	xtext       = "golang.org/x/text"
	compress    = "github.com/klauspost/compress"
	geodesic    = "github.com/tidwall/geodesic"
	rtree       = "github.com/tidwall/rtree"
	levenshtein = "github.com/agnivade/levenshtein"
)

// rooms is the table. Arrows point down only: cmd sees everything, api and data
// see the domain and not each other, the domain sees neither. A module whose
// types or cost must stay behind one door stands in one row alone.
var rooms = []room{
	{
		path:    "cmd/maillage",
		ours:    []string{"api", "cmd/terminal", "data/boundary", "data/follow", "data/format", "data/format/spreadsheet", "data/ingest", "data/local", "data/postgis", "data/tileset", "geo", "geo/..."},
		modules: []string{xsync},
	},
	{
		path:    "cmd/terminal", // what a person may be watching: nothing of maillage
		modules: []string{"golang.org/x/term", "github.com/schollz/progressbar/v3"},
	},
	{
		path: "api", // the table of routes, and what the rooms are to the kernel
		ours: []string{"api/ask", "api/centres", "api/coverage", "api/dataset", "api/equity", "api/features", "api/frame", "api/locate", "api/mapapp",
			"api/pages", "api/realignment", "api/rest", "api/tiles", "api/whatif", "api/wire", "api/wire/schemas", "geo", "geo/realign", "geo/snapshot"},
	},
	{
		path: "api/rest", // HTTP of any service: nothing of maillage
		modules: []string{orb, xsync, compress, levenshtein, "github.com/gin-gonic/gin",
			"github.com/prometheus/client_golang", "github.com/prometheus/common"},
	},
	{
		path:    "api/ask",
		ours:    []string{"api/pages", "api/rest", "api/scenariojson", "api/wire/schemas", "geo", "geo/coverage", "geo/scenario", "geo/snapshot"},
		modules: []string{orb},
	},
	{
		path:    "api/wire",
		ours:    []string{"api/ask", "api/rest", "api/wire/schemas", "geo", "geo/coverage", "geo/equity", "geo/realign", "geo/scenario", "geo/snapshot"},
		modules: []string{orb},
	},
	{path: "api/wire/schemas"}, // words and shapes of the document, for what is below api/wire too
	{
		path: "api/frame",
		ours: []string{"api/ask", "api/pages", "api/rest", "api/wire", "geo", "geo/coverage", "geo/realign", "geo/snapshot"},
	},
	// A room for each resource. They do not know each other.
	{path: "api/centres", ours: withRoom("geo/coverage"), modules: []string{orb}},
	{path: "api/coverage", ours: withRoom("geo/coverage"), modules: []string{orb}},
	{path: "api/dataset", ours: withRoom("geo/revision")},
	{path: "api/equity", ours: withRoom("api/strictjson", "geo/coverage", "geo/equity")},
	{path: "api/features", ours: withRoom("geo/coverage", "geo/realign"), modules: []string{orb}},
	{path: "api/locate", ours: withRoom("api/strictjson", "geo/coverage", "geo/csvtext"), modules: []string{orb, "golang.org/x/text"}},
	{path: "api/mapapp", ours: withRoom("api/scenariojson", "geo/tile"), modules: []string{orb}},
	{path: "api/realignment", ours: withRoom("geo/coverage", "geo/realign")},
	{path: "api/tiles", ours: withRoom("geo/tile")},
	{path: "api/whatif", ours: withRoom("api/scenariojson", "geo/coverage", "geo/holdings", "geo/plan", "geo/realign", "geo/scenario")},
	{
		path:    "api/pages",
		ours:    []string{"geo"},
		modules: []string{orb},
	},
	{path: "api/strictjson"}, // JSON from outside, whatever it says
	{
		path:    "api/scenariojson",
		ours:    []string{"api/strictjson", "geo", "geo/mesh", "geo/scenario"}, // mesh: which coordinates there are
		modules: []string{orb},
	},
	{
		path:    "data",
		ours:    []string{"data/boundary", "geo", "geo/csvtext", "geo/mesh", "geo/overlay"},
		modules: []string{orb, xsync, compress, "github.com/bytedance/sonic"},
	},
	{
		path: "data/boundary",
		ours: []string{"data/crs", "data/format", "data/format/archive", "data/format/delimited", "data/format/flatgeobuf",
			"data/format/geopackage", "data/format/kml", "data/format/mapinfo", "data/format/shapefile", "data/format/spreadsheet", "geo", "geo/csvtext", "geo/mesh", "geo/overlay"},
		modules: []string{orb, xsync, compress, levenshtein, "github.com/bytedance/sonic"},
	},
	{
		path:    "data/crs", // reference systems: nothing of France's units
		modules: []string{orb},
	},
	// Each format of files in one room, which knows nothing of codes or layers.
	{
		path:    "data/format",
		modules: []string{orb, xtext},
	},
	{
		path: "data/format/archive",
		ours: []string{"data/format"},
	},
	{
		path:    "data/format/delimited",
		ours:    []string{"data/format", "geo/csvtext"},
		modules: []string{orb},
	},
	{
		path:    "data/format/flatgeobuf",
		ours:    []string{"data/format"},
		modules: []string{orb, "github.com/gogama/flatgeobuf"},
	},
	{
		path:    "data/format/geopackage",
		ours:    []string{"data/format"},
		modules: []string{orb, "modernc.org/sqlite"},
	},
	{
		path:    "data/format/kml",
		ours:    []string{"data/format"},
		modules: []string{orb},
	},
	{
		path:    "data/format/mapinfo",
		ours:    []string{"data/format"},
		modules: []string{orb},
	},
	{path: "data/format/pmtiles"}, // written alone: what cmd packs tiles into
	{
		path:    "data/format/shapefile",
		ours:    []string{"data/format"},
		modules: []string{orb},
	},
	{
		path:    "data/format/spreadsheet",
		ours:    []string{"data/format", "data/format/archive"},
		modules: []string{"github.com/xuri/excelize/v2"},
	},
	{
		path:    "data/postgis",
		ours:    []string{"geo"},
		modules: []string{orb, "github.com/lib/pq", "github.com/pressly/goose/v3", "github.com/twpayne/go-geom"},
	},
	{
		path:    "data/postgis/postgistest",
		modules: []string{"github.com/lib/pq", "testing", "maillage/geo/geotest"},
	},
	{
		path:    "data/fixture",
		ours:    []string{"data", "data/boundary", "geo", "geo/geotest", "geo/snapshot"},
		modules: []string{"testing", "maillage/geo/geotest"},
	},
	{
		path:    "data/local",
		ours:    []string{"geo"},
		modules: []string{orb, xsync, compress},
	},
	{
		path: "data/tileset",
		ours: []string{"data/format/pmtiles", "geo", "geo/snapshot", "geo/tile"},
	},
	{
		path: "data/follow", // a store and a service by what it asks of each: no adapter, and nothing of api
		ours: []string{"geo", "geo/snapshot"},
	},
	{
		path:    "data/ingest", // files to data set and report: sees the readers, and no store by its name
		ours:    []string{"data", "data/boundary", "data/format/spreadsheet", "data/gisco", "geo", "geo/revision", "geo/snapshot"},
		modules: []string{orb},
	},
	{
		path:    "data/gisco",
		ours:    []string{"geo", "geo/mesh", "geo/index"},
		modules: []string{orb},
	},
	{
		path:    "geo",
		modules: []string{orb},
	},
	{
		path:    "geo/internal/arrange",
		ours:    []string{"geo/internal/..."},
		modules: []string{orb, xsync, rtree},
	},
	{
		path:    "geo/internal/...",
		ours:    []string{"geo", "geo/internal/..."},
		modules: []string{orb},
	},
	{
		path:    "geo/mesh",
		ours:    []string{"geo", "geo/internal/..."},
		modules: []string{orb, xsync, geodesic},
	},
	{
		path:    "geo/index",
		ours:    []string{"geo", "geo/internal/...", "geo/mesh"},
		modules: []string{orb, geodesic, rtree},
	},
	{
		path:    "geo/overlay",
		ours:    []string{"geo", "geo/internal/..."},
		modules: []string{orb, geodesic, "github.com/peterstace/simplefeatures"},
	},
	{
		path:    "geo/snapshot",
		ours:    []string{"geo", "geo/internal/...", "geo/mesh", "geo/index", "geo/overlay"},
		modules: []string{orb, xsync},
	},
	{
		path:    "geo/holdings", // which centre holds what: under coverage and all that stands on it
		ours:    []string{"geo", "geo/mesh", "geo/overlay", "geo/snapshot"},
		modules: []string{orb},
	},
	{
		path:    "geo/coverage",
		ours:    []string{"geo", "geo/internal/...", "geo/mesh", "geo/overlay", "geo/snapshot"},
		modules: []string{orb},
	},
	// Four rooms stand side by side on coverage, and do not know each other.
	{
		path: "geo/equity",
		ours: []string{"geo", "geo/snapshot", "geo/holdings", "geo/coverage"},
	},
	{
		path: "geo/plan",
		ours: []string{"geo", "geo/snapshot", "geo/holdings", "geo/coverage"},
	},
	{
		path:    "geo/realign",
		ours:    []string{"geo", "geo/mesh", "geo/overlay", "geo/snapshot", "geo/holdings", "geo/coverage"},
		modules: []string{orb},
	},
	{
		path:    "geo/revision",
		ours:    []string{"geo", "geo/snapshot", "geo/coverage", "geo/realign"},
		modules: []string{orb, xsync},
	},
	{
		path: "geo/csvtext",
	},
	{
		path:    "geo/scenario",
		ours:    []string{"geo", "geo/csvtext", "geo/mesh", "geo/overlay", "geo/snapshot", "geo/holdings", "geo/coverage"},
		modules: []string{orb, levenshtein},
	},
	{
		path:    "geo/tile",
		ours:    []string{"geo", "geo/mesh", "geo/snapshot", "geo/coverage"},
		modules: []string{orb},
	},
	{
		path:    "geo/geotest",
		ours:    []string{"geo"},
		modules: []string{orb, "github.com/bytedance/sonic", "testing"},
	},
	{
		path:    "scripts/rebuild",
		ours:    []string{"data", "geo"},
		modules: []string{orb, compress},
	},
	{path: "scripts/openapi", ours: []string{"api", "data", "geo/snapshot"}},
	{path: "scripts/bench"},
	{path: "scripts/arrows"},
	{path: "scripts/pages"},
}

// withRoom is what every room of a resource stands on, and what one asks of the
// domain beside.
func withRoom(asks ...string) []string {
	return append([]string{"api/ask", "api/frame", "api/pages", "api/rest", "api/wire", "api/wire/schemas", "geo", "geo/snapshot"}, asks...)
}

// testsOnly is what no code that ships may import: a row must name it to have it.
var testsOnly = []string{
	"testing", "maillage/geo/geotest", "maillage/data/fixture", "maillage/data/postgis/postgistest", "pgregory.net/rapid", "go.uber.org/goleak",
	"github.com/getkin/kin-openapi", "github.com/Shopify/toxiproxy/v2",
}

// topLevel is all that may stand at the root: no Go file, no other folder.
var topLevel = []string{
	".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
	"Makefile", "README.md", "api", "cmd", "data", "geo", "go.mod", "go.sum", "scripts",
	"staticcheck.conf",
}

// vague names say nothing of what a package hides.
var vague = []string{
	"base", "common", "helper", "helpers", "manager", "misc", "model", "models",
	"shared", "types", "util", "utils",
}
