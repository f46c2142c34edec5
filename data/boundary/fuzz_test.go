package boundary

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/peterstace/simplefeatures/geom"

	"maillage/geo"
)

// FuzzRead holds for any bytes, plain and gzip: no panic, errors that say why,
// and of what is loaded, sound codes and ground that is finite and valid for
// simplefeatures, from a file that is JSON for encoding/json.
func FuzzRead(f *testing.F) {
	seeds := []string{
		collection(communes(2)...),
		collection(perimeter(`"centre":"oriv","confidence":"low","from":"2016","departments":["67"]`, polygon(square(5, 46), square(5.001, 46.001)))),
		withCodes("code_qp", "QP009001", "QP974042"),
		withCodes("DEP", "01", "2A", "978"),
		withCodes("code", members[geo.RegionLayer]...),
		communes(1)[0] + "\n\x1e" + communes(2)[1],
		"\xef\xbb\xbf" + `{"features":[{"geometry":{"coordinates":[[[5,46,1],[5.1e0,46,1],[5,47,1],[5,46,1]]],"type":"Polygon"},"properties":{"DEPCOM":"01001","n\u00e9":[{}]},"type":"Feature","id":3}],"crs":null,"type":"FeatureCollection"}`,
		collection(unit("01001", `{"type":"MultiPolygon","coordinates":[[[[5,46],[NaN,1e999],[5,46]]],[]]}`)),
		`{"type":"FeatureCollection","features":[[[[{}]]]]}`,
		`[{"centre":"oriv","confidence":"low","departments":["67"]},{"code":"01"}]`,
		"code;nom;wkt\n01001;Aïn;POLYGON((5 46,5.1 46,5.1 46.1,5 46))\n01002;H\xe9;\"SRID=2154;POLYGON EMPTY\"\n",
		"centre,confidence,departments\noriv,low,67|68\n",
		zipOf("a/x.geojson", collection(communes(2)...)),
		zipOf("x.csv", "depcom\n01001\n"),
	}
	for _, s := range seeds {
		f.Add([]byte(s), false)
		f.Add(compress(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, squeeze bool) {
		text := b
		if squeeze {
			b = compress(string(b))
		} else if zr, err := gzip.NewReader(bytes.NewReader(b)); err == nil {
			text, _ = io.ReadAll(io.LimitReader(zr, 1<<21))
		}
		r, err := Read(context.Background(), "fuzz", bytes.NewReader(b), Options{MaxBytes: 1 << 20, MaxVertices: 10_000})
		var refused *RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Fatalf("error %v is not a refusal", err)
		}
		checkProblems(t, r, err)
		if err != nil {
			return
		}
		for _, feature := range r.Layer.Features {
			checkFeature(t, r.Layer.Name, feature)
		}
		if (r.Format == "GeoJSON" || r.Format == "JSON") && !bytes.HasPrefix(text, []byte("PK")) {
			checkAgainstJSON(t, r, text)
		}
	})
}

func checkProblems(t *testing.T, r *Result, err error) {
	t.Helper()
	fatal := 0
	for _, p := range r.Problems {
		if p.Rule == "" || p.Detail == "" || p.Fix == "" || !strings.HasPrefix(p.File, "fuzz") {
			t.Fatalf("%+v lacks something", p)
		}
		if p.Fatal {
			fatal++
		}
	}
	if (err != nil) != (fatal == 1) {
		t.Fatalf("error %v with %d fatal problems", err, fatal)
	}
}

func checkFeature(t *testing.T, layer geo.LayerName, f geo.Feature) {
	t.Helper()
	s, ok := schemaOf(layer)
	if !ok || !s.shape.MatchString(f.Code) {
		t.Fatalf("code %q in %s", f.Code, layer)
	}
	if f.Geometry == nil {
		return
	}
	var polygons []geom.Polygon
	for _, p := range f.Geometry {
		var rings []geom.LineString
		for _, ring := range p {
			var flat []float64
			for _, at := range ring {
				if !(math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90) {
					t.Fatalf("%s: position %v", f.Code, at)
				}
				flat = append(flat, at[0], at[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
		}
		polygons = append(polygons, geom.NewPolygon(rings))
	}
	if err := geom.NewMultiPolygon(polygons).Validate(); err != nil {
		t.Fatalf("%s was loaded: %v", f.Code, err)
	}
}

// checkAgainstJSON holds that a file read without a fault is JSON for
// encoding/json too, with as many features.
func checkAgainstJSON(t *testing.T, r *Result, text []byte) {
	t.Helper()
	for _, p := range r.Problems {
		if p.Dropped {
			return
		}
	}
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	d := json.NewDecoder(bytes.NewReader(bytes.ReplaceAll(text, []byte{recordSep}, []byte{' '})))
	features := 0
	for {
		var raw json.RawMessage
		err := d.Decode(&raw)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("read without fault, but encoding/json says %v", err)
		}
		features += countFeatures(t, raw)
	}
	if features != r.Features {
		t.Fatalf("%d features, encoding/json reads %d", r.Features, features)
	}
}

func countFeatures(t *testing.T, raw []byte) int {
	t.Helper()
	var records []json.RawMessage
	if raw[0] == '[' && json.Unmarshal(raw, &records) == nil {
		return len(records)
	}
	var root map[string]json.RawMessage
	if err := json.Unmarshal(raw, &root); err != nil {
		t.Fatalf("the root is no object: %v", err)
	}
	if _, ok := root["features"]; !ok {
		return 1
	}
	var list []json.RawMessage
	if err := json.Unmarshal(root["features"], &list); err != nil {
		t.Fatalf("the features are no list: %v", err)
	}
	return len(list)
}
