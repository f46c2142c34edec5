package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb/encoding/mvt"

	"maillage/api/rest"
	"maillage/api/tiles"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// tileAt fills the numbers of a tile into the template of TileJSON.
func tileAt(template, z, x, y string) string {
	return strings.NewReplacer("{z}", z, "{x}", x, "{y}", y).Replace(template)
}

// TestTilesFromTileJSON follows a client: the list, the TileJSON of each layer,
// a tile at the address it gives, which is kept for ever.
func TestTilesFromTileJSON(t *testing.T) {
	web := newTest(t)
	list := decode[tiles.TilesAnswer](t, get(t, web.URL+"/tiles"))
	if len(list.Layers) != 10 { // EPCI and communes are not loaded
		t.Errorf("%d layers", len(list.Layers))
	}
	for _, l := range list.Layers {
		j := decode[tiles.TileJSON](t, get(t, l.TileJSON))
		if j.TileJSON != "3.0.0" || len(j.Tiles) != 1 || len(j.VectorLayers) != 1 || j.VectorLayers[0].ID != l.Name ||
			!strings.Contains(j.Attribution, "Natural Earth") || j.Bounds == nil && l.Name != "overlaps" {
			t.Errorf("%s: %s, %v, %.80s", l.Name, j.TileJSON, j.Tiles, j.Attribution)
		}
		r := get(t, tileAt(j.Tiles[0], "0", "0", "0"))
		if r.StatusCode == http.StatusNoContent && l.Name == "overlaps" {
			continue // none on that day in that scope
		}
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != rest.MediaMVT {
			t.Fatalf("%s: status %d, %s: %s", l.Name, r.StatusCode, r.Header.Get("Content-Type"), shorten(r.body))
		}
		if got := r.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", l.Name, got)
		}
		layers, err := mvt.Unmarshal(r.body)
		if err != nil || len(layers) != 1 || layers[0].Name != l.Name || layers[0].Version != 2 ||
			len(layers[0].Features) == 0 {
			t.Errorf("%s: %v, %v", l.Name, layers, err)
		}
	}
}

// TestTilesKept: what may change is asked again, what may not is kept, and a
// generation that is gone says so.
func TestTilesKept(t *testing.T) {
	web := newTest(t)
	generation := embedded().Generation
	for path, want := range map[string]string{
		"/tiles/departments/0/0/0.mvt": "public, no-cache",
		"/tiles/departments/0/0/0.mvt?generation=" +
			generation: "public, max-age=31536000, immutable",
		"/tiles/coverage/0/0/0.mvt?datetime=2017-03-16":                          "public, no-cache",
		"/tiles/coverage/0/0/0.mvt?generation=" + generation:                     "public, no-cache",
		"/tiles/coverage/0/0/0.mvt?datetime=2017-03-16&generation=" + generation: "public, max-age=31536000, immutable",
		"/tiles/departments": "private, no-cache", // it has links, of the Host asked
		"/tiles/departments/8/1/1.mvt?generation=" + generation +
			"&f=mvt": "public, max-age=31536000, immutable",
		"/tiles/perimeters/0/0/0.mvt?datetime=2016-01-01/2017-03-16&generation=" +
			generation: "public, max-age=31536000, immutable",
	} {
		first := get(t, web.URL+path)
		if got := first.Header.Get("Cache-Control"); got != want || first.StatusCode >= 300 {
			t.Errorf("%s: status %d, Cache-Control %q, want %q", path, first.StatusCode, got, want)
		}
		again := get(t, web.URL+path, "If-None-Match", first.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified || again.Header.Get("Cache-Control") != want {
			t.Errorf("%s: asked again %d, %q", path, again.StatusCode, again.Header.Get("Cache-Control"))
		}
	}
	r := get(t, web.URL+"/tiles/departments/0/0/0.mvt?generation=0123456789abcdef")
	if r.StatusCode != http.StatusGone || !strings.Contains(string(r.body), generation) ||
		r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("another generation: %d, %s", r.StatusCode, r.body)
	}
}

func TestTilesRefused(t *testing.T) {
	web := newTest(t)
	for path, want := range map[string]int{
		"/tiles/departments/15/0/0.mvt": 404, "/tiles/departments/-1/0/0.mvt": 404, "/tiles/departments/6/64/0.mvt": 404,
		"/tiles/departments/6/032/22.mvt": 404, "/tiles/departments/6/32/x.mvt": 404, "/tiles/departments/a/b/c.mvt": 404,
		"/tiles/departments/6/32/22.pbf": 400, "/tiles/departments/6/32/22": 400, "/tiles/departments/6/32": 404,
		"/tiles/nothing/0/0/0.mvt": 404, "/tiles/nothing": 404, "/tiles/communes/0/0/0.mvt": 404, "/tiles/epci": 404,
		"/tiles/departments/6/32/22.mvt?datetime=2017-03-16":         400,
		"/tiles/coverage/6/32/22.mvt?datetime=2016-01-01/2017-01-01": 400,
		"/tiles/departments/6/32/22.mvt?generation=latest":           400, "/tiles/gaps/6/32/22.mvt?level=departement": 400,
		"/tiles/departments/" + strings.Repeat("9", 4000) + "/0/0.mvt": 404,
	} {
		r := get(t, web.URL+path)
		if r.StatusCode != want || r.Header.Get("Content-Type") != rest.MediaProblem ||
			r.Header.Get("Cache-Control") != "no-store" || len(r.body) > 6000 {
			t.Errorf("%.80s: status %d, want %d: %s", path, r.StatusCode, want, shorten(r.body))
		}
	}
}

func TestEmptyTile(t *testing.T) {
	web := newTest(t)
	r := get(t, web.URL+"/tiles/departments/8/1/1.mvt")
	if r.StatusCode != http.StatusNoContent || len(r.body) != 0 || r.Header.Get("ETag") == "" ||
		r.Header.Get("Content-Type") != "" {
		t.Errorf("status %d, %d bytes, headers %v", r.StatusCode, len(r.body), r.Header)
	}
}

func TestTilesAreCompressed(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/tiles/departments/6/32/22.mvt"
	bare := get(t, address)
	packed := get(t, address, "Accept-Encoding", "gzip")
	if packed.Header.Get("Content-Encoding") != "gzip" || len(packed.body) >= len(bare.body) {
		t.Fatalf("%q: %d bytes, %d without", packed.Header.Get("Content-Encoding"), len(packed.body), len(bare.body))
	}
	z, err := gzip.NewReader(bytes.NewReader(packed.body))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, bare.body) {
		t.Errorf("other bytes within: %v", err)
	}
}

// TestTilesFollowTheData: a reload changes the generation, and the tiles with it.
func TestTilesFollowTheData(t *testing.T) {
	build := func(to string) *snapshot.Snapshot {
		d := geotest.Squares(false, geotest.Centre("one", geotest.Over("2015", to, "A1")))
		d.Digest = to
		s, err := snapshot.Build(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	store := storeOf(build("2016"))
	web := start(t, Options{Store: store})
	address := web.URL + "/tiles/coverage/0/0/0.mvt?datetime=2018-01-01&level=department"
	before := get(t, address)
	store.Swap(build("2020"), noon)
	after := get(t, address)
	if before.StatusCode != http.StatusOK || bytes.Equal(before.body, after.body) ||
		before.Header.Get("ETag") == after.Header.Get("ETag") {
		t.Errorf("the tile stays when the data change: %d, %s and %s", before.StatusCode, before.Header.Get("ETag"),
			after.Header.Get("ETag"))
	}
}

// TestStyleHolds: every layer of the style shows a layer of tiles by properties
// that it has, under a name of its own, and asks for nothing from elsewhere.
func TestStyleHolds(t *testing.T) {
	web := newTest(t)
	r := get(t, web.URL+"/styles/default.json")
	style := decode[tiles.StyleAnswer](t, r)
	if style.Version != 8 || strings.Contains(string(r.body), `"glyphs"`) || strings.Contains(string(r.body), `"sprite"`) {
		t.Errorf("version %d, or fonts from elsewhere", style.Version)
	}
	ids := map[string]bool{}
	shown := map[string]bool{}
	for i, layer := range style.Layers {
		id, _ := layer["id"].(string)
		if id == "" || ids[id] {
			t.Errorf("layer %d has the id %q", i, id)
		}
		ids[id] = true
		if layer["type"] == "background" {
			continue
		}
		name, _ := layer["source-layer"].(string)
		l, err := tile.Find(name)
		source, ok := style.Sources[name]
		if err != nil || !ok || layer["source"] != name || source["url"] != web.URL+"/tiles/"+name {
			t.Fatalf("%s: source %v of %q, %v", id, source, name, err)
		}
		shown[name] = true
		for _, property := range append(propertiesRead(layer), source["promoteId"].(string)) {
			if _, ok := l.Fields[property]; !ok {
				t.Errorf("%s reads %q, which %s has not", id, property, name)
			}
		}
		prefix := layer["type"].(string) + "-"
		for name := range layer["paint"].(map[string]any) {
			if !strings.HasPrefix(name, prefix) {
				t.Errorf("%s of type %s paints %s", id, layer["type"], name)
			}
		}
	}
	if len(shown) != len(style.Sources) {
		t.Errorf("%d of %d sources are shown", len(shown), len(style.Sources))
	}
}

// propertiesRead lists the properties that the expressions of a value read.
func propertiesRead(v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		for _, one := range v {
			out = append(out, propertiesRead(one)...)
		}
	case []any:
		if len(v) == 2 && v[0] == "get" {
			return []string{v[1].(string)}
		}
		for _, one := range v {
			out = append(out, propertiesRead(one)...)
		}
	}
	return out
}

// TestGDALReadsTiles: GDAL's MVT driver, which nobody here wrote, reads a tile
// over HTTP: its layer, its features, its fields, and places them.
func TestGDALReadsTiles(t *testing.T) {
	ogrinfo := geotest.Program(t, "ogrinfo", "gdal-bin")
	web := newTest(t)
	out, err := exec.Command(ogrinfo, "-ro", "-al", "-so",
		"MVT:/vsicurl/"+web.URL+"/tiles/departments/6/32/22.mvt").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text := string(out)
	layers, err := mvt.Unmarshal(get(t, web.URL+"/tiles/departments/6/32/22.mvt").body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Layer name: departments", "Feature Count: " + strconv.Itoa(len(layers[0].Features)) + "\n", "code: String",
		"population: Integer", "Polygon",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("GDAL does not say %q:\n%s", want, text)
		}
	}
	for line := range strings.Lines(text) {
		if strings.Contains(line, "ERROR") || strings.Contains(line, "Warning") {
			t.Errorf("GDAL says: %s", line)
		}
	}
	// 6/32/22 begins at the meridian of Greenwich and is 40,075 km / 64 wide.
	if !strings.Contains(text, "Extent: (0.000000, 5635549.221409) - (626172.135712, 6261721.357122)") {
		t.Errorf("the extent is not that of the tile:\n%s", text)
	}
}
