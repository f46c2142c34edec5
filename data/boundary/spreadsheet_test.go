package boundary

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"maillage/geo"
)

func inUTF16(text string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// TestPerimetersOfSpreadsheets holds that a table of two perimeters is two,
// whatever the spreadsheet left around them.
func TestPerimetersOfSpreadsheets(t *testing.T) {
	plain := "centre;confidence;departments;from;to;source\r\n" +
		"oriv;high;67 68;2017-01-01;;arrêté du préfet\r\n" +
		"oriv;high;67;2010;2016-12-31;arrêté\r\n"
	want := mustRead(t, plain, Options{})
	if len(want.Perimeters) != 2 || len(want.Problems) != 0 || want.Perimeters[0].Sources[0] != "arrêté du préfet" {
		t.Fatalf("%+v, %v", want.Perimeters, want.Problems)
	}
	for name, text := range map[string]string{
		"sep=":             "sep=;\r\n" + plain,
		"columns":          strings.ReplaceAll(plain, "\r\n", ";;\r\n"),
		"columns before":   ";" + strings.ReplaceAll(strings.TrimSpace(plain), "\r\n", "\r\n;"),
		"columns between":  strings.ReplaceAll(plain, ";from;", ";;from;") + "",
		"a blank line":     plain + "\r\n  \r\n",
		"rows":             plain + ";;;;;\r\n;;;;;\r\n",
		"rows before":      "\r\n;;;;;\r\n" + plain,
		"rows of nbsp":     plain + "\u00a0;;;;;\r\n\u00a0\r\n",
		"Macintosh":        strings.ReplaceAll(plain, "\r\n", "\r"),
		"a mark":           "\ufeff" + plain,
		"Unicode text":     inUTF16(strings.ReplaceAll(plain, ";", "\t")),
		"Windows-1252":     strings.ReplaceAll(strings.ReplaceAll(plain, "ê", "\xea"), "é", "\xe9"),
		"1252, rows, nbsp": strings.ReplaceAll(strings.ReplaceAll(plain, "ê", "\xea"), "é", "\xe9") + "\xa0;;\r\n",
	} {
		if name == "columns between" {
			text = strings.NewReplacer(";2017", ";;2017", ";2010", ";;2010").Replace(text)
		}
		r, err := readText(text, Options{})
		if err != nil || !reflect.DeepEqual(r.Perimeters, want.Perimeters) {
			t.Errorf("%s: %+v, %v", name, r, err)
			continue
		}
		for _, p := range r.Problems {
			if p.Rule != RuleEncodingAssumed {
				t.Errorf("%s: %s", name, p)
			}
		}
	}
	r, err := readText(strings.ReplaceAll(plain, "\r\n", ";;\r\n")+"oriv;high;67;2001;2002;a;;x\r\n", Options{})
	if err != nil || len(r.Perimeters) != 3 || len(r.Problems) != 1 || r.Problems[0].Rule != RulePassedOver || r.Problems[0].Where != "line 4" {
		t.Errorf("a remark without a name: %+v, %v", r, err)
	}
	for _, meant := range []string{"68", "2016-12-31", "02 01", "200012345", "low", "non"} {
		r, err := readText(strings.ReplaceAll(plain, "\r\n", ";;\r\n")+"oriv;high;67;2001;2002;a;;"+meant+"\r\n", Options{})
		if err != nil || len(r.Perimeters) != 2 || !slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Rule == RuleUnknownProperty && p.Where == "line 4" && p.Dropped }) {
			t.Errorf("%s without a name: %+v, %v", meant, r, err)
		}
	}
}

// TestGeoJSONInColumns holds that ground in a column as Opendatasoft writes it
// is that of the same file in GeoJSON.
func TestGeoJSONInColumns(t *testing.T) {
	want := mustRead(t, collection(communes(3)...), Options{})
	for _, names := range []string{"Geo Point;Geo Shape;code;nom", "geo_point_2d;geo_shape;code;nom", "centroid;geom;code;nom", "a;b;code;nom"} {
		for _, shape := range []string{`{"coordinates": [%s], "type": "Polygon"}`, `{"type":"MultiPolygon","coordinates":[[%s]]}`,
			`{"type": "Feature", "geometry": {"coordinates": [%s], "type": "Polygon"}, "properties": {}}`} {
			var b strings.Builder
			b.WriteString("\ufeff" + names + "\r\n")
			for i := range 3 {
				ground := fmt.Sprintf(shape, square(5+0.02*float64(i), 46))
				fmt.Fprintf(&b, "46.005, 5.005;\"%s\";01%03d;N\r\n", strings.ReplaceAll(ground, `"`, `""`), i+1)
			}
			for _, text := range []string{b.String(), strings.ReplaceAll(b.String(), "\r\n", ";\r") + ";;;;\r"} {
				r, err := readText(text, Options{})
				if err != nil || len(r.Problems) != 0 || r.Layer.Name != geo.CommuneLayer || !reflect.DeepEqual(r.Layer.Features, want.Layer.Features) {
					t.Errorf("%.200q: %+v, %v", text, r, err)
				}
			}
		}
	}
	r, err := readText("centre;confidence;Geo Shape\noriv;low;\""+strings.ReplaceAll(polygon(square(5, 46)), `"`, `""`)+"\"\n", Options{})
	if err != nil || len(r.Perimeters) != 1 || len(r.Perimeters[0].Drawn) != 1 {
		t.Errorf("a perimeter: %+v, %v", r, err)
	}
}

// TestMarksBeforeJSON holds that byte order marks change nothing.
func TestMarksBeforeJSON(t *testing.T) {
	list := communes(3)
	want := mustRead(t, collection(list...), Options{})
	for _, text := range []string{
		"\ufeff" + collection(list...), "\ufeff\ufeff\r\n" + collection(list...),
		"\ufeff" + list[0] + "\n" + list[1] + "\n" + list[2] + "\n",
		"\ufeff" + list[0] + "\r\n\ufeff" + list[1] + "\r\n\ufeff" + list[2],
	} {
		if r, err := readText(text, Options{}); err != nil || len(r.Problems) != 0 || !reflect.DeepEqual(r.Layer.Features, want.Layer.Features) {
			t.Errorf("%.60q: %+v, %v", text, r, err)
		}
	}
	_, err := readText(inUTF16(collection(list...)), Options{})
	if p := refusal(t, err); p.Rule != RuleWrongFormat || !strings.Contains(p.Fix, "iconv") {
		t.Errorf("%v", p)
	}
}
