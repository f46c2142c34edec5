package boundary

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/mesh"
)

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.geojson")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func mustCheck(t *testing.T, path string) *Report {
	t.Helper()
	read, err := ReadFile(context.Background(), path, Options{})
	var refused *RefusedError
	if err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
	r, err := Audit(context.Background(), filepath.Base(path), read, refused)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCheckFindsWhatDoesNotFit(t *testing.T) {
	r := mustCheck(t, write(t, collection(
		unit("01001", polygon(square(5, 46))),
		unit("01002", polygon(square(5.009, 46.009))),
		unit("01003", "null"),
		unit("01004", polygon("[[5,47],[5.1,47.1],[5.1,47],[5,47.1],[5,47]]")),
	)))
	if !r.Loadable || r.Layer != geo.CommuneLayer || r.Loaded != 4 || r.NoGeometry != 2 || r.Dropped != 1 || len(r.Problems) != 2 {
		t.Errorf("%+v", r)
	}
	if r.Mesh == nil || r.Mesh.Counts[mesh.Crossing] != 1 || !slices.Equal(r.Mesh.Findings[0].Codes, []string{"01001", "01002"}) {
		t.Errorf("mesh %+v, want 01001 and 01002 to cross", r.Mesh)
	}
	if r.BBox == nil || r.BBox[0] != 5 || r.BBox[3] != 46.019 {
		t.Errorf("bbox %v", r.BBox)
	}
}

// TestCheckOfGroundThatCountsTwice: a quarter of a unit in another is no careless
// drawing, in either order.
func TestCheckOfGroundThatCountsTwice(t *testing.T) {
	a, b := unit("01001", polygon(square(5, 46))), unit("01002", polygon(square(5.005, 46.005)))
	for _, text := range []string{collection(a, b), collection(b, a)} {
		r := mustCheck(t, write(t, text))
		if r.Loadable || len(r.Problems) != 1 || r.Problems[0].Rule != RuleRefused || r.Mesh == nil {
			t.Fatalf("%+v", r)
		}
		if says := r.Problems[0].Detail; !strings.Contains(says, "01001") || !strings.Contains(says, "01002") || !strings.Contains(says, "25%") {
			t.Error(says)
		}
	}
}

func TestCheckOfARefusedFile(t *testing.T) {
	r := mustCheck(t, write(t, `{"type":"FeatureCollection","features":[`))
	if r.Loadable || r.Mesh != nil || r.BBox != nil || len(r.Problems) != 1 || r.Problems[0].Rule != RuleTruncated {
		t.Errorf("%+v, want a report of a cut file", r)
	}
	if _, err := ReadFile(context.Background(), "no-such-file", Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// TestReportJSON holds the names that other programs rely on.
func TestReportJSON(t *testing.T) {
	b, err := json.Marshal(mustCheck(t, write(t, collection(unit("01001", polygon(square(5, 46))), unit("01002", polygon("[[5,46],[5,NaN]]"))))))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"file":"file.geojson","loadable":true,"format":"GeoJSON","crs":"EPSG:4326","encoding":"UTF-8","layer":"communes","property":"code","properties":["code","nom"],"features":2,"loaded":2,"no_geometry":1,"dropped":1,"fixed":0,`,
		`"bbox":[5,46,5.01,46.01]`,
		`{"file":"file.geojson","feature":1,"code":"01002","rule":"nan","at":[5,46],"detail":"coordinate NaN is not a number, after the position given","fix":"replace it by a finite number, or the geometry by null","fatal":false,"dropped":true,"fixed":false}`,
		`"mesh":{"complete":true,"counts":{},"units_km2":0.8609379789,"union_km2":0.8609379789,"counted_again_km2":0,`, `"gaps":{"count":0,"area_km2":0,"small_under_km2":0.0001,"small":0,"small_area_km2":0,"more":0,"more_area_km2":0},"overlaps":`, `"pairs":[],"num_pairs":0,"findings":[]}`,
	} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("no %s in %s", want, b)
		}
	}
}

// TestCheckLlivia finds the Spanish enclave as a gap in the departments.
func TestCheckLlivia(t *testing.T) {
	r := mustCheck(t, geotest.Shared(t, "departements-ign-2018.geojson"))
	found := slices.ContainsFunc(r.Mesh.Findings, func(f MeshFinding) bool {
		return f.Rule == mesh.Gap && slices.Equal(f.Codes, []string{"66"}) && math.Abs(f.AreaKM2-12.9) < 0.3
	})
	if !found || len(r.Problems) != 0 {
		t.Errorf("findings %+v, want Llívia in 66", r.Mesh.Findings)
	}
}

// TestPrintGeoJSON holds that every problem and finding is on the map or, where
// it has no place in degrees, in its table.
func TestPrintGeoJSON(t *testing.T) {
	sound := mustCheck(t, write(t, collection(
		unit("01001", polygon(square(5, 46))),
		unit("01002", polygon(square(5.009, 46.009))),
		unit("01003", polygon("[[5,47],[5.1,47.1],[5.1,47],[5,47.1],[5,47]]")),
		unit("01004", polygon("[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6862000]]")),
	)))
	refused := mustCheck(t, write(t, "{"))
	var b bytes.Buffer
	if err := PrintGeoJSON(&b, []*Report{sound, refused}); err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, f := range fc.Features {
		met[fmt.Sprint(f.Properties["rule"], " ", f.Properties["outcome"], " ", f.Geometry != nil)] = true
	}
	want := map[string]bool{
		"self-intersection dropped true": true, "lambert-93 dropped false": true,
		"crossing kept true": true, "overlap kept true": true, "truncated refused false": true,
	}
	if !maps.Equal(met, want) || len(fc.Features) != len(want) {
		t.Errorf("%v in %d features, want %v", met, len(fc.Features), want)
	}
}

func TestPrintText(t *testing.T) {
	var b bytes.Buffer
	r := mustCheck(t, write(t, collection(unit("01001", polygon("[[5,46],[5.1,46],[5.1,46.1],[5,46.1]]")))))
	if err := PrintText(&b, []*Report{r, mustCheck(t, write(t, "{"))}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"ring-closed at 5 46: ", "[fixed]\n",
		`file.geojson: would load 1 of 1 features as communes (GeoJSON, EPSG:4326, UTF-8; code in "code", 4 vertices, 0 without ground, 1 repairs)`,
		"file.geojson: would NOT load\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, b.String())
		}
	}
}
