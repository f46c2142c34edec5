package boundary

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/geotest"
)

// peer decodes a file with orb and encoding/json.
func peer(t testing.TB, path string) *geojson.FeatureCollection {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		zr, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = io.ReadAll(zr); err != nil {
			t.Fatal(err)
		}
	}
	fc, err := geojson.UnmarshalFeatureCollection(b)
	if err != nil {
		t.Fatal(err)
	}
	return fc
}

// TestSameGeometryAsOrb compares every coordinate, bit for bit, but for points
// that repeat the one before and rings taken apart.
func TestSameGeometryAsOrb(t *testing.T) {
	for _, name := range []string{"departements-ign-2018.geojson", "epci-ign-2024.geojson", "qpv-2015-extrait.geojson"} {
		r, err := ReadFile(context.Background(), geotest.Shared(t, name), Options{})
		if err != nil {
			t.Fatal(err)
		}
		mended := map[int]bool{}
		for _, p := range r.Problems {
			mended[p.Feature] = mended[p.Feature] || p.Rule == RuleRingSplit
		}
		for i, want := range peer(t, geotest.Shared(t, name)).Features {
			if mended[i] {
				continue // TestMendedGround compares them
			}
			got := r.Layer.Features[i].Geometry
			if got == nil {
				continue // refused as invalid: TestRealFiles counts them
			}
			g := want.Geometry
			if p, ok := g.(orb.Polygon); ok {
				g = orb.MultiPolygon{p}
			}
			for _, p := range g.(orb.MultiPolygon) {
				for j := range p {
					p[j] = slices.Compact(p[j])
				}
			}
			if !orb.Equal(got, g) {
				t.Errorf("%s: feature %d differs", name, i)
			}
		}
	}
}

// TestNumber holds the reader of numbers to encoding/json and strconv.
func TestNumber(t *testing.T) {
	piece := rapid.SampledFrom([]string{"0", "1", "9", "45", "00", ".", "-", "+", "e", "E", "1234567890123456789", "5.71359", " "})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
		if rapid.Bool().Draw(t, "plain") {
			s = strconv.FormatFloat(rapid.Float64().Draw(t, "v"), rapid.SampledFrom([]byte("efg")).Draw(t, "format"), -1, 64)
		}
		v, decimals, n := number([]byte(s))
		if n == 0 {
			if json.Valid([]byte(s)) && !strings.HasPrefix(s, " ") {
				t.Fatalf("%q is a number", s)
			}
			return
		}
		if !json.Valid([]byte(s[:n])) {
			t.Fatalf("%q read from %q is not JSON", s[:n], s)
		}
		if want, _ := strconv.ParseFloat(s[:n], 64); v != want || decimals < 0 {
			t.Fatalf("%q: %v with %d decimals, want %v", s[:n], v, decimals, want)
		}
	})
}

func TestDecimals(t *testing.T) {
	for text, want := range map[string]int{"5": 0, "5.50": 2, "-61.80958": 5, "1.5e-3": 4, "1.5e3": 0, "42.986300000000000001": 18} {
		if _, got, n := number([]byte(text)); got != want || n != len(text) {
			t.Errorf("%s: %d decimals of %d bytes, want %d", text, got, n, want)
		}
	}
}

// drawLayer draws a sound file of communes: apart from each other, some with
// holes, some in two parts, some without ground.
func drawLayer(t *rapid.T) []geo.Feature {
	name := rapid.StringOf(rapid.RuneFrom([]rune("aé\"\\\n☃ {}[]𝕏")))
	features := make([]geo.Feature, rapid.IntRange(1, 12).Draw(t, "features"))
	step := func(label string) float64 { return float64(rapid.IntRange(1, 4000).Draw(t, label)) * 1e-7 }
	for i := range features {
		lon, lat := float64(i%10), 42+float64(i/10)
		features[i] = geo.Feature{Code: fmt.Sprintf("01%03d", i), Name: strings.TrimSpace(name.Draw(t, "name"))}
		parts := rapid.IntRange(0, 2).Draw(t, "parts")
		if i == 0 {
			parts = max(parts, 1)
		}
		for p := range parts {
			x, y := lon+0.2*float64(p)+step("x"), lat+step("y")
			polygon := orb.Polygon{ringAt(x, y, 0.1)}
			if rapid.Bool().Draw(t, "hole") {
				polygon = append(polygon, ringAt(x+0.01, y+0.01, 0.01+step("hole")))
			}
			features[i].Geometry = append(features[i].Geometry, polygon)
		}
	}
	return features
}

func ringAt(x, y, size float64) orb.Ring {
	return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
}

// TestRoundTrip writes drawn layers with orb, spreads or packs the text, and
// reads them back whole or byte by byte, plain or gzip.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawLayer(t)
		fc := geojson.NewFeatureCollection()
		for _, f := range want {
			g := &geojson.Feature{Type: "Feature", Properties: geojson.Properties{"DEPCOM": f.Code, "nom": f.Name}}
			if f.Geometry != nil {
				g.Geometry = f.Geometry
			}
			fc.Append(g)
		}
		text, err := json.Marshal(fc)
		if err != nil {
			t.Fatal(err)
		}
		if rapid.Bool().Draw(t, "indent") {
			var b bytes.Buffer
			if err := json.Indent(&b, text, "\r\n", "\t"); err != nil {
				t.Fatal(err)
			}
			text = b.Bytes()
		}
		reader := iotest.OneByteReader(bytes.NewReader(text))
		if rapid.Bool().Draw(t, "gzip") {
			reader = iotest.HalfReader(bytes.NewReader(compress(string(text))))
		}
		got, err := Read(context.Background(), "x", reader, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Layer.Features, want) {
			t.Fatalf("read %v, want %v", got.Layer.Features, want)
		}
	})
}

// TestManyBatches holds the order of features over several batches, and that
// ranks in problems are those of the file.
func TestManyBatches(t *testing.T) {
	list := make([]string, 20_000)
	for i := range list {
		geometry := polygon(square(float64(i%100)*0.05, 43+float64(i/100)*0.02))
		if i%1000 == 7 {
			geometry = "null"
		}
		list[i] = unit(fmt.Sprintf("%05d", i), geometry)
	}
	r := mustRead(t, collection(list...), Options{})
	if r.Bytes < 3*batchBytes {
		t.Fatalf("%d bytes are not several batches", r.Bytes)
	}
	for i, f := range r.Layer.Features {
		if f.Code != fmt.Sprintf("%05d", i) {
			t.Fatalf("feature %d is %s", i, f.Code)
		}
	}
	for i, p := range r.Problems {
		if p.Feature != 1000*i+7 || p.Rule != RuleNoGeometry {
			t.Fatalf("problem %d is %v", i, p)
		}
	}
}

// TestSequences reads features one after another, as GeoJSON text sequences
// and newline-delimited files have them, and what begins with a BOM.
func TestSequences(t *testing.T) {
	list := communes(3)
	for name, text := range map[string]string{
		"lines":            strings.Join(list, "\n"),
		"record separator": "\x1e" + strings.Join(list, "\n\x1e") + "\n",
		"byte order mark":  "\xef\xbb\xbf" + collection(list...),
		"WGS84 said":       strings.Replace(collection(list...), "{", `{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},`, 1),
		"null crs":         strings.Replace(collection(list...), "{", `{"crs":null,`, 1),
		"type last":        `{"features":[` + strings.Join(list, ",") + `],"type":"FeatureCollection"}`,
		"escaped key":      strings.Replace(collection(list...), "features", `f\u0065atures`, 1),
		"type after coordinates": strings.ReplaceAll(strings.ReplaceAll(collection(list...), `{"type":"Polygon",`, "{"),
			`]]]}`, `]]],"type":"Polygon"}`),
	} {
		r := mustRead(t, text, Options{})
		if len(r.Layer.Features) != 3 || len(r.Problems) != 0 || r.Layer.Features[2].Geometry == nil {
			t.Errorf("%s: %d features, %v", name, len(r.Layer.Features), r.Problems)
		}
	}
	if r := mustRead(t, list[0], Options{}); len(r.Layer.Features) != 1 {
		t.Errorf("one feature alone: %d", len(r.Layer.Features))
	}
}
