package delimited

import (
	"errors"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 1000, Vertices: 10_000, RowBytes: 1 << 20}

func readAll(text, encoding string) ([]format.Row, format.Header, error) {
	r, err := Open(strings.NewReader(text), encoding, nil, limits)
	if err != nil {
		return nil, format.Header{}, err
	}
	defer r.Close()
	var rows []format.Row
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, r.Header(), nil
		}
		if err != nil {
			return rows, r.Header(), err
		}
		rows = append(rows, row)
	}
}

func ruleOf(err error) string {
	var bad *format.Error
	if errors.As(err, &bad) {
		return bad.Rule
	}
	return ""
}

func TestSeparators(t *testing.T) {
	for _, text := range []string{
		"code,nom\n01,Ain\n02,\"Aisne, l'\"\n",
		"code;nom\r\n01;Ain\r\n02;Aisne, l'\r\n",
		"code\tnom\n01\tAin\n02\tAisne, l'",
		"\xef\xbb\xbfcode;nom\n01;Ain\n02;\"Aisne, l'\"\n",
	} {
		rows, h, err := readAll(text, "")
		if err != nil || len(rows) != 2 || rows[1].Values[1].Text != "Aisne, l'" || h.Fields[0] != "code" || !h.NoGeometry {
			t.Errorf("%q: %+v, %+v, %v", text, rows, h, err)
		}
	}
}

func TestEncodings(t *testing.T) {
	cases := []struct {
		name, text, stated string
		want, encoding     string
		assumed            bool
		rule               string
	}{
		{"UTF-8", "code;nom\n34;Hérault", "", "Hérault", "UTF-8", false, ""},
		{"Windows-1252", "code;nom\n34;H\xe9rault", "", "Hérault", "Windows-1252", true, ""},
		{"Windows-1252 stated", "code;nom\n34;H\xe9rault", "windows-1252", "Hérault", "Windows-1252", false, ""},
		{"both", "code;nom\n34;Hérault\n35;H\xe9rault", "", "", "", false, format.RuleEncoding},
		{"both, the other way", "code;nom\n35;H\xe9rault\n34;Hérault", "", "", "", false, format.RuleEncoding},
		{"both, one stated", "code;nom\n35;H\xe9rault\n34;Hérault", "windows-1252", "Hérault", "Windows-1252", false, ""},
		{"UTF-16", "\xff\xfec\x00\n\x00\xe9\x00", "", "é", "UTF-16", false, ""},
		{"UTF-8 stated", "code;nom\n34;H\xe9rault", "utf-8", "", "", false, format.RuleEncoding},
		{"after a mark", "\xef\xbb\xbfcode;nom\n34;H\xe9rault", "", "", "", false, format.RuleEncoding},
		{"nothing known", "code;nom\n34;x", "EBCDIC", "", "", false, format.RuleEncoding},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows, h, err := readAll(c.text, c.stated)
			if ruleOf(err) != c.rule {
				t.Fatalf("%v, want %q", err, c.rule)
			}
			if c.rule == "" && (rows[0].Values[len(h.Fields)-1].Text != c.want || h.Encoding != c.encoding || h.Assumed != c.assumed) {
				t.Errorf("%q, %+v", rows[0].Values[1].Text, h)
			}
		})
	}
}

func TestGround(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	hole := orb.Ring{{.1, .1}, {.2, .1}, {.2, .2}, {.1, .1}}
	const text = "0 0,1 0,1 1,0 0"
	cases := []struct {
		wkt  string
		want orb.MultiPolygon
		tall bool
		rule string
	}{
		{"POLYGON((" + text + "))", orb.MultiPolygon{{ring}}, false, ""},
		{"polygon ( ( " + text + " ), (.1 .1, .2 .1, .2 .2, .1 .1) ) ", orb.MultiPolygon{{ring, hole}}, false, ""},
		{"MULTIPOLYGON(((" + text + ")),((" + text + ")))", orb.MultiPolygon{{ring}, {ring}}, false, ""},
		{"POLYGON Z ((0 0 9,1 0 9,1 1 9,0 0 9))", orb.MultiPolygon{{ring}}, true, ""},
		{"POLYGON((0 0 9,1 0 9,1 1 9,0 0 9))", orb.MultiPolygon{{ring}}, true, ""},
		{"SRID=4326;POLYGON((" + text + "))", orb.MultiPolygon{{ring}}, false, ""},
		{"", nil, false, ""},
		{"POLYGON EMPTY", nil, false, ""},
		{"MULTIPOLYGON Z EMPTY", nil, true, ""},
		{"POINT(1 2)", nil, false, format.RuleWrongGeometryType},
		{"hello", nil, false, format.RuleWrongGeometryType},
		{"42", nil, false, RuleBadCoordinates},
		{"POLYGON((" + text + ")", nil, false, RuleBadCoordinates},
		{"POLYGON((" + text + "))x", nil, false, RuleBadCoordinates},
		{"POLYGON(" + text + ")", nil, false, RuleBadCoordinates},
		{"POLYGON((0 0,1 x,1 1,0 0))", nil, false, RuleBadCoordinates},
		{"POLYGON((0 0,1 NaN,1 1,0 0))", nil, false, format.RuleNaN},
		{"POLYGON((0 0,1 1e999,1 1,0 0))", nil, false, format.RuleNaN},
		{"POLYGON((0 0,1,1 1,0 0))", nil, false, "wrong-dimensions"},
		{"POLYGON((0 0,1 0 5,1 1,0 0))", nil, false, "wrong-dimensions"},
		{"POLYGON((" + strings.Repeat("0 0,", limits.Vertices) + "0 0))", nil, false, format.RuleTooManyVertices},
	}
	for _, c := range cases {
		rows, _, err := readAll("code;wkt\n01;\""+c.wkt+"\"\n", "")
		if err != nil {
			t.Fatalf("%.60q: %v", c.wkt, err)
		}
		got := ""
		if rows[0].Err != nil {
			got = rows[0].Err.Rule
		}
		if got != c.rule || c.rule == "" && (!orb.Equal(rows[0].Ground, c.want) || rows[0].HasZ != c.tall) {
			t.Errorf("%.60q: %v, %v; want %v, %q", c.wkt, rows[0].Ground, rows[0].Err, c.want, c.rule)
		}
	}
}

// TestGeoJSON holds the same of ground in GeoJSON.
func TestGeoJSON(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	const text = "[[0,0],[1, 0 ],[1e0,1.0],[0,0]]"
	for geometry, want := range map[string]struct {
		ground orb.MultiPolygon
		tall   bool
		rule   string
	}{
		`{"type":"Polygon","coordinates":[` + text + `]}`:                                               {orb.MultiPolygon{{ring}}, false, ""},
		` { "coordinates" : [ [` + text + `] , [` + text + `] ] , "type" : "MultiPolygon" }`:            {orb.MultiPolygon{{ring}, {ring}}, false, ""},
		`{"type":"Feature","properties":{},"geometry":{"coordinates":[` + text + `],"type":"Polygon"}}`: {orb.MultiPolygon{{ring}}, false, ""},
		`{"type":"Polygon","coordinates":[[[0,0,9],[1,0,9],[1,1,9],[0,0,9]]]}`:                          {orb.MultiPolygon{{ring}}, true, ""},
		`{"type":"Polygon","coordinates":[]}`:                                                           {nil, false, ""},
		`{"type":"Feature","geometry":null}`:                                                            {nil, false, ""},
		`{"type":"Point","coordinates":[1,2]}`:                                                          {nil, false, format.RuleWrongGeometryType},
		`{"type":"GeometryCollection","geometries":[]}`:                                                 {nil, false, format.RuleWrongGeometryType},
		`{"coordinates":[` + text + `]}`:                                                                {nil, false, RuleBadCoordinates},
		`{"type":"Polygon","coordinates":[` + text + `]`:                                                {nil, false, RuleBadCoordinates},
		`{"type":"Polygon"}`:                                                                          {nil, false, RuleBadCoordinates},
		`{"type":"Polygon","coordinates":[[0,0]]}`:                                                    {nil, false, RuleBadCoordinates},
		`{"type":"Polygon","coordinates":[[["0",0],[1,0]]]}`:                                          {nil, false, RuleBadCoordinates},
		`{"type":"Polygon","coordinates":[[[0,1e999]]]}`:                                              {nil, false, format.RuleNaN},
		`{"type":"Polygon","coordinates":[[[0]]]}`:                                                    {nil, false, "wrong-dimensions"},
		`{"type":"Polygon","coordinates":[[` + strings.Repeat("[0,0],", limits.Vertices) + `[0,0]]]}`: {nil, false, format.RuleTooManyVertices},
	} {
		rows, _, err := readAll("code;Geo Shape\n01;\""+strings.ReplaceAll(geometry, `"`, `""`)+"\"\n", "")
		if err != nil {
			t.Fatalf("%.60q: %v", geometry, err)
		}
		got := ""
		if rows[0].Err != nil {
			got = rows[0].Err.Rule
		}
		if got != want.rule || got == "" && (!orb.Equal(rows[0].Ground, want.ground) || rows[0].HasZ != want.tall) {
			t.Errorf("%.60q: %v, %v; want %v", geometry, rows[0].Ground, rows[0].Err, want)
		}
	}
}

func TestSystems(t *testing.T) {
	polygon := "POLYGON((0 0,1 0,1 1,0 0))"
	rows, h, err := readAll("code;wkt\n01;SRID=2154;"+polygon+"\n", "")
	if err == nil {
		t.Errorf("%v, %v: a semicolon in a value without quotes", rows, h)
	}
	rows, h, err = readAll("code,geom\n01,\"SRID=2154;"+polygon+"\"\n02,\"SRID=4326;"+polygon+"\"\n03,\""+polygon+"\"", "")
	if err != nil || h.CRS != "EPSG:2154" || rows[0].Err != nil || rows[1].Err == nil || rows[2].Err != nil {
		t.Errorf("%+v, %+v, %v", rows, h, err)
	}
}

func TestHostile(t *testing.T) {
	cases := []struct{ name, text, rule string }{
		{"points", "code,lon,lat\n01,5,46", RulePoints},
		{"points in words", "code;Longitude;LATITUDE\n01;5;46", RulePoints},
		{"a name twice", "code,Code\n01,02", format.RuleCorrupt},
		{"a value too many", "code,nom\n01,Ain,x", format.RuleCorrupt},
		{"a value too few", "code,nom\n01", format.RuleCorrupt},
		{"a quote in the middle", "code,nom\n01,A\"in\"", format.RuleCorrupt},
		{"a quote that does not end", "code,nom\n01,\"Ain\n02,Aisne", format.RuleCorrupt},
		{"a line that does not end", "code,nom\n01,\"" + strings.Repeat("x", 2<<20), format.RuleFeatureTooLarge},
		{"too many lines", "code,nom\n" + strings.Repeat("01,x\n", limits.Rows+1), format.RuleTooManyFeatures},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := readAll(c.text, "")
			runtime.ReadMemStats(&after)
			if ruleOf(err) != c.rule {
				t.Errorf("%v, want %s", err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
				t.Errorf("%d bytes reserved", used)
			}
		})
	}
}

// FuzzDelimited holds for any text: no panic, errors that are refusals, one
// value for each name, finite points.
func FuzzDelimited(f *testing.F) {
	f.Add("code;nom;wkt\n01;Ain;\"SRID=2154;MULTIPOLYGON(((0 0,1 0,1 1,0 0)))\"\n", "")
	f.Add("\xef\xbb\xbfcode,geom\n01,\"POLYGON Z((0 0 1,1 0 1,1 1 1,0 0 1))\"", "")
	f.Add("code\tnom\n01\tH\xe9rault", "latin1")
	f.Add("sep=;\r;code;Geo Shape;\r;01;\"{\"\"coordinates\"\": [[[0,0],[1,0],[1,1],[0,0]]], \"\"type\"\": \"\"Polygon\"\"}\";\r", "")
	f.Fuzz(func(t *testing.T, text, encoding string) {
		rows, h, err := readAll(text, encoding)
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
		for _, row := range rows {
			if len(row.Values) != len(h.Fields) {
				t.Fatalf("%d values of %d names", len(row.Values), len(h.Fields))
			}
			for _, p := range row.Ground {
				for _, r := range p {
					for _, at := range r {
						if len(r) == 0 || math.IsNaN(at[0]-at[0]) || math.IsNaN(at[1]-at[1]) {
							t.Fatalf("%v", r)
						}
					}
				}
			}
		}
	})
}
