package postgis_test

import (
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"maillage/data/postgis/postgistest"
	"maillage/geo/overlay"
)

// shapes are what real files seldom have, all at once.
var shapes = []struct {
	name, ground string
	valid        bool
}{
	{"bow tie", "MULTIPOLYGON(((0 0,1 1,1 0,0 1,0 0)))", false},
	{"hole touches the shell at a point", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(0 0,2 1,1 2,0 0)))", true},
	{"hole cuts the shell in two", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(0 0,2 1,4 4,1 2,0 0)))", false},
	{"spike", "MULTIPOLYGON(((0 0,4 0,4 4,6 6,4 4,0 4,0 0)))", false},
	{"gore", "MULTIPOLYGON(((0 0,4 0,4 4,2 2,4 4,0 4,0 0)))", false},
	{"vertex twice", "MULTIPOLYGON(((0 0,4 0,4 0,4 4,0 4,0 0)))", true},
	{"ring touches itself inside", "MULTIPOLYGON(((0 0,2 2,4 0,4 4,2 2,0 4,0 0)))", false},
	{"ring touches itself outside", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 2,-1 1,0 2,0 0)))", false},
	{"shells touch at a point", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 1,2 1,2 2,1 2,1 1)))", true},
	{"shells share an edge", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 0,2 0,2 1,1 1,1 0)))", false},
	{"shells overlap", "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((1 1,3 1,3 3,1 3,1 1)))", false},
	{"shell within a shell", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)),((1 1,2 1,2 2,1 2,1 1)))", false},
	{"hole outside", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0),(2 2,3 2,3 3,2 2)))", false},
	{"hole is the shell", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0),(0 0,1 0,1 1,0 1,0 0)))", false},
	{"flat", "MULTIPOLYGON(((0 0,1 0,2 0,0 0)))", false},
	{"a point", "MULTIPOLYGON(((1 1,1 1,1 1,1 1)))", false},
	{"nothing", "MULTIPOLYGON EMPTY", true},
	{"clockwise", "MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)))", true},
	{"hole turns as the shell", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1)))", true},
	{"across the antimeridian", "MULTIPOLYGON(((179 0,-179 0,-179 1,179 1,179 0)))", true},
	{"edges of a thousand kilometres", "MULTIPOLYGON(((0 50,10 50,10 60,0 60,0 50)))", true},
}

// TestShapesAgainstPostGIS holds both to the same verdicts, and to the same areas
// where there is one. Only the place that is named for a flaw may differ: of a
// ring that crosses itself, ours is the nearest vertex, that of PostGIS the crossing.
func TestShapesAgainstPostGIS(t *testing.T) {
	db := postgistest.Connect(t, postgistest.Database(t))
	for _, s := range shapes {
		ground, err := wkt.UnmarshalMultiPolygon(s.ground)
		if err != nil {
			t.Fatal(err)
		}
		if ground == nil {
			ground = orb.MultiPolygon{}
		}
		var theirs bool
		var area float64
		if err := db.QueryRow("select ST_IsValid($1::geometry), ST_Area($1::geometry::geography)", hexOf(t, ground)).Scan(&theirs, &area); err != nil {
			t.Fatal(err)
		}
		ours := overlay.Validate(ground)
		if (ours == nil) != s.valid || theirs != s.valid {
			t.Errorf("%s: we say %v, PostGIS %v; want %v", s.name, ours, theirs, s.valid)
		}
		if own := float64(overlay.Area(ground)) / 1e4; s.valid && math.Abs(own-area) > 1e-4+1e-13*area {
			t.Errorf("%s: we say %.4f m², PostGIS %.4f", s.name, own, area)
		}
	}
}

// TestOverlayOfInvalidAgainstPostGIS: both refuse to overlay what is invalid.
func TestOverlayOfInvalidAgainstPostGIS(t *testing.T) {
	db := postgistest.Connect(t, postgistest.Database(t))
	tie := orb.MultiPolygon{{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}}
	half := orb.MultiPolygon{{{{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}, {0, 0}}}}
	for _, c := range overlayCases {
		if got, err := c.ours(tie, half); err == nil {
			t.Errorf("our %s gives %v", c.name, got)
		}
		var area float64
		err := db.QueryRow("select ST_Area("+c.sql+"($1::geometry, $2::geometry))", hexOf(t, tie), hexOf(t, half)).Scan(&area)
		if err == nil || !strings.Contains(err.Error(), "invalid") {
			t.Errorf("%s gives %v square degrees, %v", c.sql, area, err)
		}
	}
}
