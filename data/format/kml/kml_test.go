package kml

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 100, Vertices: 1000, RowBytes: 1 << 16, FileBytes: 1 << 20}

func readAll(text string) ([]format.Row, format.Header, error) {
	f := format.File{Name: "x.kml", Size: int64(len(text)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	r, err := Open(f, limits)
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

const (
	ring   = "<outerBoundaryIs><LinearRing><coordinates>\n 5,46,0 6,46,0\t6,47,0 5,47,0 5,46,0 </coordinates></LinearRing></outerBoundaryIs>"
	hole   = "<innerBoundaryIs><LinearRing><coordinates>5.2,46.2 5.4,46.2 5.4,46.4 5.2,46.2</coordinates></LinearRing></innerBoundaryIs>"
	square = "<Polygon><tessellate>1</tessellate>" + ring + hole + hole + "</Polygon>"
)

// google is a file as Google Earth writes it.
const google = `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><name>Périmètres</name><Style id="s"><PolyStyle><color>40000000</color></PolyStyle></Style>
<Schema name="c" id="c"><SimpleField type="string" name="insee"/><SimpleField type="int" name="pop"/></Schema>
<Folder><name>Ain</name><Folder>
 <Placemark id="1"><name>Ambérieu &amp; <![CDATA[<b>x</b>]]></name><Style><name>no</name></Style>
  <ExtendedData><SchemaData schemaUrl="#c"><SimpleData name="insee">01004</SimpleData><SimpleData name="pop">14000</SimpleData></SchemaData></ExtendedData>
  <MultiGeometry><Point><coordinates>5,46</coordinates></Point>` + square + square + `</MultiGeometry></Placemark>
 <Placemark><name>Deux</name><ExtendedData><Data name="insee"><displayName>no</displayName><value>01005</value></Data><Data name="pop"><value>3</value></Data></ExtendedData>` + square + `</Placemark>
</Folder></Folder>
<Placemark><name>Point</name><Point><coordinates>5,46</coordinates></Point></Placemark>
<Placemark><name>Rien</name></Placemark>
</Document></kml>`

func TestRead(t *testing.T) {
	rows, h, err := readAll(google)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if strings.Join(h.Fields, " ") != "insee pop name description" || h.CRS != "EPSG:4326" || h.Encoding != "UTF-8" {
		t.Errorf("header %+v", h)
	}
	first, second := rows[0].Values, rows[1].Values
	if first[0] != (format.Value{Text: "01004", Kind: format.Text}) || first[1].Kind != format.Number || first[2].Text != "Ambérieu & <b>x</b>" || first[3].Kind != format.Null {
		t.Errorf("values %v", first)
	}
	if second[0].Text != "01005" || second[1].Kind != format.Text {
		t.Errorf("values %v", second)
	}
	if g := rows[0].Ground; len(g) != 2 || len(g[0]) != 3 || len(g[0][0]) != 5 || rows[0].HasZ || rows[0].Vertices != 26 {
		t.Errorf("ground %v, %d vertices", g, rows[0].Vertices)
	}
	if rows[2].Err == nil || rows[2].Err.Rule != format.RuleWrongGeometryType || rows[3].Err != nil || rows[3].Ground != nil {
		t.Errorf("point %v, nothing %v", rows[2].Err, rows[3].Err)
	}
}

// TestVariants holds that namespaces, prefixes and encodings change nothing.
func TestVariants(t *testing.T) {
	body := "<Document><Placemark><name>H\u00e9rault</name>" + square + "</Placemark></Document>"
	prefixed := strings.NewReplacer("</", "</k:", "<", "<k:").Replace(body)
	for name, text := range map[string]string{
		"2.1":           `<kml xmlns="http://earth.google.com/kml/2.1">` + body + "</kml>",
		"none":          "<kml>" + body + "</kml>",
		"prefix":        `<k:kml xmlns:k="http://www.opengis.net/kml/2.2">` + prefixed + "</k:kml>",
		"mark":          "\xef\xbb\xbf<kml>" + body + "</kml>",
		"iso-8859-1":    `<?xml version="1.0" encoding="iso-8859-1"?><kml>` + strings.ReplaceAll(body, "é", "\xe9") + "</kml>",
		"windows-1252":  `<?xml version="1.0" encoding="Windows-1252"?><kml>` + strings.ReplaceAll(body, "é", "\xe9") + "</kml>",
		"document type": `<!DOCTYPE kml [<!ENTITY a "b">]><kml>` + body + "</kml>",
	} {
		rows, h, err := readAll(text)
		if err != nil || len(rows) != 1 || rows[0].Values[0].Text != "Hérault" || len(rows[0].Ground) != 1 {
			t.Errorf("%s: %v, %v, %v", name, h, rows, err)
		}
	}
	rows, _, err := readAll(`<kml><Placemark><Polygon>` + strings.ReplaceAll(ring, "46,0", "46,9") + `</Polygon></Placemark></kml>`)
	if err != nil || !rows[0].HasZ {
		t.Errorf("heights: %v, %v", rows, err)
	}
}

func TestHostile(t *testing.T) {
	laughs := `<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>`
	for name, c := range map[string]struct{ text, rule string }{
		"entities":       {laughs, format.RuleCorrupt},
		"cut":            {google[:len(google)/2], format.RuleTruncated},
		"crossed":        {"<kml><Placemark></kml></Placemark>", format.RuleCorrupt},
		"deep":           {"<kml>" + strings.Repeat("<a>", 100_000), format.RuleCorrupt},
		"unknown code":   {`<?xml version="1.0" encoding="utf-7"?><kml></kml>`, format.RuleEncoding},
		"not UTF-8":      {"<kml><Placemark><name>\xe9</name></Placemark></kml>", format.RuleCorrupt},
		"long":           {"<kml><Placemark><name>" + strings.Repeat("x", limits.RowBytes+9000) + "</name></Placemark></kml>", format.RuleFeatureTooLarge},
		"too many":       {"<kml>" + strings.Repeat("<Placemark/>", limits.Rows+1) + "</kml>", format.RuleTooManyFeatures},
		"too many names": {"<kml>" + namesOf(maxFields+1) + "</kml>", format.RuleCorrupt},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := readAll(c.text)
		runtime.ReadMemStats(&after)
		if got := ruleOf(err); got != c.rule {
			t.Errorf("%s: %v, want %s", name, err, c.rule)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
			t.Errorf("%s: %d bytes reserved for a file of %d", name, used, len(c.text))
		}
	}
}

func namesOf(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`<Placemark><ExtendedData><Data name="` + strings.Repeat("a", i+1)[:i%30+1] + strings.Repeat("b", i/30+1) + `"><value>1</value></Data></ExtendedData></Placemark>`)
	}
	return b.String()
}

// TestHostilePolygons holds that a bad polygon costs its placemark the ground.
func TestHostilePolygons(t *testing.T) {
	of := func(coordinates string) string {
		return "<Polygon><outerBoundaryIs><LinearRing><coordinates>" + coordinates + "</coordinates></LinearRing></outerBoundaryIs></Polygon>"
	}
	for polygon, rule := range map[string]string{
		of("5, 46 6, 46 6, 47"):                  format.RuleCorrupt,
		of("5;46 6;46"):                          format.RuleCorrupt,
		of("5,46,0,1"):                           format.RuleCorrupt,
		of("5,NaN 6,46"):                         format.RuleNaN,
		of("5,1e999 6,46"):                       format.RuleNaN,
		of(strings.Repeat("5,46 ", 1001)):        format.RuleTooManyVertices,
		"<Polygon>" + hole + "</Polygon>":        format.RuleWrongGeometryType,
		"<Polygon>" + ring + ring + "</Polygon>": format.RuleWrongGeometryType,
		"<LineString/>":                          format.RuleWrongGeometryType,
		of(""):                                   "",
		"<Polygon/>":                             "",
	} {
		rows, _, err := readAll("<kml><Placemark>" + polygon + "</Placemark><Placemark>" + square + "</Placemark></kml>")
		if err != nil || len(rows) != 2 {
			t.Errorf("%.60s: %d rows, %v", polygon, len(rows), err)
			continue
		}
		got := ""
		if rows[0].Err != nil {
			got = rows[0].Err.Rule
		}
		if got != rule || rows[0].Ground != nil || len(rows[1].Ground) != 1 {
			t.Errorf("%.60s: %v, then %v", polygon, rows[0].Err, rows[1].Ground)
		}
	}
}

// FuzzKML holds for any bytes: no panic, and of what is read, rings that have
// points and values that are one for each field.
func FuzzKML(f *testing.F) {
	f.Add(google)
	f.Add(`<?xml version="1.0" encoding="iso-8859-1"?><kml><Placemark><Polygon>` + ring + "</Polygon></Placemark></kml>")
	f.Fuzz(func(t *testing.T, text string) {
		rows, header, err := readAll(text)
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
		for _, row := range rows {
			if len(row.Values) != len(header.Fields) {
				t.Fatalf("%d values of %d fields", len(row.Values), len(header.Fields))
			}
			for _, p := range row.Ground {
				for _, r := range p {
					if len(r) == 0 {
						t.Fatal("an empty ring")
					}
				}
			}
		}
	})
}
