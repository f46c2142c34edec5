package mapinfo

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 100, Vertices: 1000, RowBytes: 1 << 16, FileBytes: 1 << 20}

func memory(name, content string) *format.File {
	return &format.File{Name: name, Size: int64(len(content)), Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

func readAll(mif, mid, stated string) ([]format.Row, format.Header, error) {
	r, err := Open(Set{Name: "x", MIF: memory("x.mif", mif), MID: memory("x.mid", mid)}, stated, limits)
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

const lambert = `CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49.00000000002, 700000, 6600000 Bounds (-792421, 5278231) (3520778, 9741029)`

// head is a header as MapInfo Pro writes it.
func head(charset, system string) string {
	return "Version   450\nCharset \"" + charset + "\"\nDelimiter \";\"\nUnique 1\nIndex 1\n" + system + "\nColumns 3\n  CODE_INSEE Char(5)\n  Nom Char(40)\n  Pop Integer\nData\n\n"
}

// regions are an island with a lake in which there is an isle, rings in another
// order than that, and a square that does not repeat its first point.
const regions = `Region  3
  5
4 4
6 4
6 6
4 6
4 4
  5
0 0
10 0
10 10
0 10
0 0
  5
2 2
8 2
8 8
2 8
2 2
    Pen (1,2,0)
    Brush (1,0,16777215)
    Center 5 5
Region 1
4
20 0
30 0
30 10
20 10
    Pen (1,2,0)
none
`

const lines3 = "\"01004\";\"Ambérieu; dit \"\"en-Bugey\"\"\";14000\r\n\"2A004\";\"Ajaccio\";\r\n\"\";\"\";0\r\n"

func TestRead(t *testing.T) {
	_, _, err := readAll(head("UTF-8", lambert), lines3, "")
	if ruleOf(err) != format.RuleCounts {
		t.Fatalf("%v, want the counts to differ", err)
	}
	rows, h, err := readAll(strings.ReplaceAll(head("UTF-8", lambert)+regions, "\n", "\r\n"), lines3, "")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if strings.Join(h.Fields, " ") != "CODE_INSEE Nom Pop" || h.CRS != lambert || h.Encoding != "UTF-8" || h.Assumed || h.Format != "MapInfo MIF" {
		t.Errorf("header %+v", h)
	}
	values := rows[0].Values
	if values[0] != (format.Value{Text: "01004", Kind: format.Text}) || values[1].Text != `Ambérieu; dit "en-Bugey"` || values[2] != (format.Value{Text: "14000", Kind: format.Number}) {
		t.Errorf("values %v", values)
	}
	if rows[1].Values[2].Kind != format.Null || rows[2].Values[0].Kind != format.Null {
		t.Errorf("values %v and %v have nulls", rows[1].Values, rows[2].Values)
	}
	ground := rows[0].Ground
	if len(ground) != 2 || len(ground[0])+len(ground[1]) != 3 || rows[0].Vertices != 15 || len(rows[0].Fixed) != 0 {
		t.Errorf("ground %v, %d vertices, fixed %v", ground, rows[0].Vertices, rows[0].Fixed)
	}
	if square := rows[1].Ground[0][0]; len(square) != 5 || square[4] != (orb.Point{20, 0}) {
		t.Errorf("the second ring is %v", square)
	}
	if rows[2].Ground != nil || rows[2].Err != nil {
		t.Errorf("nothing is %v, %v", rows[2].Ground, rows[2].Err)
	}
}

func TestSystems(t *testing.T) {
	square := "Region 1\n4\n650000 6860000\n651000 6860000\n651000 6861000\n650000 6861000\n"
	for clause, want := range map[string]string{
		lambert: lambert,
		"":      "",
		`COORDSYS NonEarth Units "m" Bounds (0, 0) (1000000, 7000000)`: "",
		`coordsys earth projection 1, 104`:                             "CoordSys earth projection 1, 104",
	} {
		_, h, err := readAll(head("Neutral", clause)+square, "a;b;1\n", "")
		if err != nil || h.CRS != want {
			t.Errorf("%s: %q, %v", clause, h.CRS, err)
		}
		if nowhere := strings.Contains(clause, "NonEarth"); nowhere != (h.DefaultCRS == "") || nowhere != (h.Bound.Max == orb.Point{651000, 6861000}) {
			t.Errorf("%s: default %q, bound %v", clause, h.DefaultCRS, h.Bound)
		}
	}
}

func TestEncodings(t *testing.T) {
	const cp850, latin1, utf8 = "H\x82rault", "H\xe9rault", "H\xc3\xa9rault"
	for _, c := range []struct {
		charset, bytes, stated, want string
		assumed                      bool
		claimed                      string
	}{
		{"WindowsLatin1", latin1, "", "Windows-1252", false, ""},
		{"WindowsLatin1", utf8, "", "UTF-8", false, "the clause Charset of x.mif says Windows-1252"},
		{"CodePage850", utf8, "", "UTF-8", false, "the clause Charset of x.mif says CP850"},
		{"WindowsLatin1", "Herault", "", "Windows-1252", false, ""},
		{"WindowsLatin1", utf8 + latin1, "", "Windows-1252", false, ""},
		{"WindowsLatin1", utf8, "utf-8", "UTF-8", false, ""},
		{"UTF-8", utf8, "", "UTF-8", false, ""},
		{"ISO8859_1", latin1, "", "Windows-1252 (declared as ISO-8859-1)", false, ""},
		{"CodePage850", cp850, "", "CP850", false, ""},
		{"Neutral", latin1, "", "Windows-1252", true, ""},
		{"Neutral", utf8, "", "UTF-8", true, ""},
		{"Neutral", "Herault", "", "UTF-8", false, ""},
		{"WindowsLatin1", cp850, "CP850", "CP850", false, ""},
		{"UTF-8", latin1, "", "", false, ""},
		{"PackedEUCJapaese", latin1, "", "", false, ""},
	} {
		rows, h, err := readAll(head(c.charset, lambert)+"None\n", "34;\""+c.bytes+"\";1\n", c.stated)
		if c.want == "" {
			if ruleOf(err) != format.RuleEncoding {
				t.Errorf("%s %q: %v, want a refusal for the encoding", c.charset, c.bytes, err)
			}
			continue
		}
		if err != nil || !strings.HasSuffix(rows[0].Values[1].Text, "rault") || h.Encoding != c.want || h.Assumed != c.assumed || h.Claimed != c.claimed {
			t.Errorf("%s %q: %v as %s, assumed %v, %v", c.charset, c.bytes, rows, h.Encoding, h.Assumed, err)
		}
	}
}

// TestColumnNamesTellTheEncoding holds that names of columns are judged with the
// texts: here nothing else is not ASCII.
func TestColumnNamesTellTheEncoding(t *testing.T) {
	named := strings.Replace(head("WindowsLatin1", lambert), "Nom Char", "Département Char", 1)
	_, h, err := readAll(named+"None\n", "34;a;1\n", "")
	if err != nil || h.Fields[1] != "Département" || h.Claimed == "" {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestLineEnds holds that lines may end in any way that programs end them.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\r", "\r\n", "\r\r\n"} {
		rows, _, err := readAll(strings.ReplaceAll(head("UTF-8", lambert)+regions, "\n", end), strings.ReplaceAll(lines3, "\n", end), "")
		if err != nil || len(rows) != 3 || len(rows[0].Ground) != 2 {
			t.Errorf("%q: %d rows, %v", end, len(rows), err)
		}
	}
}

// TestOtherObjects holds that what is no region costs its row the ground, and
// nothing of the others.
func TestOtherObjects(t *testing.T) {
	for _, object := range []string{
		"Point 1 2\n    Symbol (35,0,12)\n", "Line 0 0 1 1\n Pen (1,2,0)\n", "Pline 2\n0 0\n1 1\n", "PLINE MULTIPLE 2\n2\n0 0\n1 1\n2\n3 3\n4 4\n",
		"Rect 0 0 1 1\n", "Ellipse 0 0 1 1\n", "Arc 0 0 1 1\n0 90\n", "Text\n\"Region 1\"\n0 0 1 1\n", "Multipoint 2\n0 0\n1 1\n",
		"Collection 2\nRegion 1\n4\n0 0\n1 0\n1 1\n0 0\nPen (1,2,0)\nPline 2\n0 0\n1 1\n",
	} {
		rows, _, err := readAll(head("UTF-8", lambert)+object+regions, "01;x;1\n"+lines3, "")
		if err != nil || len(rows) != 4 {
			t.Errorf("%s: %d rows, %v", object, len(rows), err)
			continue
		}
		if rows[0].Err == nil || rows[0].Err.Rule != format.RuleWrongGeometryType || rows[0].Ground != nil || len(rows[1].Ground) != 2 {
			t.Errorf("%s: %v, then %v", object, rows[0].Err, rows[1].Ground)
		}
	}
}

func TestHostile(t *testing.T) {
	whole := head("UTF-8", lambert) + regions
	many := head("UTF-8", lambert) + strings.Repeat("none\n", limits.Rows+1)
	for name, c := range map[string]struct{ mif, mid, rule string }{
		"empty":                      {"", lines3, format.RuleTruncated},
		"no data":                    {"Version 300\nColumns 0\n", lines3, format.RuleTruncated},
		"cut in a ring":              {whole[:strings.Index(whole, "8 8")], lines3, format.RuleTruncated},
		"cut columns":                {"Version 300\nColumns 3\n  a Char(5)\n", lines3, format.RuleTruncated},
		"a billion columns":          {"Version 300\nColumns 1000000000\n", lines3, format.RuleCorrupt},
		"a billion polygons":         {head("UTF-8", lambert) + "Region 1000000000\n", lines3, format.RuleTruncated},
		"a billion points":           {head("UTF-8", lambert) + "Region 1\n1000000000\n0 0\n", lines3, format.RuleTruncated},
		"points below nothing":       {head("UTF-8", lambert) + "Region 1\n-4\n0 0\n", lines3, format.RuleCorrupt},
		"no point":                   {head("UTF-8", lambert) + "Region 1\n1\nx y\n", lines3, format.RuleCorrupt},
		"three coordinates":          {head("UTF-8", lambert) + "Region 1\n1\n1 2 3\n", lines3, format.RuleCorrupt},
		"no object":                  {head("UTF-8", lambert) + "Polygon 1\n", lines3, format.RuleCorrupt},
		"no clause":                  {"Version 300\nSecret 1\nData\n", lines3, format.RuleCorrupt},
		"delimiter of two":           {"Version 300\nDelimiter \"ab\"\nData\n", lines3, format.RuleCorrupt},
		"transformed":                {"Version 300\nTransform 0.001,0.001,0,0\nData\n", lines3, format.RuleUnsupported},
		"more lines":                 {whole, lines3 + lines3, format.RuleCounts},
		"fewer lines":                {whole, lines3[:40], format.RuleCounts},
		"values for another table":   {whole, "a;b\n", format.RuleCorrupt},
		"quote that does not end":    {whole, "\"a;b;c\n", format.RuleTruncated},
		"more rows than are allowed": {many, strings.Repeat("a;b;1\n", limits.Rows+1), format.RuleTooManyFeatures},
		"line without end":           {head("UTF-8", lambert) + strings.Repeat(" ", maxLine+1), lines3, format.RuleFeatureTooLarge},
		"collection of a million":    {head("UTF-8", lambert) + "Collection 1000000\n", lines3, format.RuleCorrupt},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := readAll(c.mif, c.mid, "")
		runtime.ReadMemStats(&after)
		if got := ruleOf(err); got != c.rule {
			t.Errorf("%s: %v, want %s", name, err, c.rule)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%s: %d bytes reserved for a file of %d", name, used, len(c.mif)+len(c.mid))
		}
	}
	if _, err := Open(Set{Name: "x", MIF: memory("x.mif", whole)}, "", limits); ruleOf(err) != format.RuleMissingFile {
		t.Errorf("without .mid: %v", err)
	}
}

// TestHostileRegions holds that a bad region costs itself alone.
func TestHostileRegions(t *testing.T) {
	for object, rule := range map[string]string{
		"Region 0\n":                                                  "",
		"Region 1\n0\n":                                               "",
		"Region 1\n3\n0 0\nNaN 1\n1 1\n":                              format.RuleNaN,
		"Region 1\n3\n0 0\n1e999 1\n1 1\n":                            format.RuleNaN,
		"Region 1\n1001\n" + strings.Repeat("1 1\n", 1001):            format.RuleTooManyVertices,
		"Region 2\n2\n0 0\n1 1\n999\n" + strings.Repeat("1 1\n", 999): format.RuleTooManyVertices,
	} {
		rows, _, err := readAll(head("UTF-8", lambert)+object+regions, "01;x;1\n"+lines3, "")
		if err != nil || len(rows) != 4 {
			t.Errorf("%.40q: %d rows, %v", object, len(rows), err)
			continue
		}
		got := ""
		if rows[0].Err != nil {
			got = rows[0].Err.Rule
		}
		if got != rule || rows[0].Ground != nil || len(rows[1].Ground) != 2 {
			t.Errorf("%.40q: %v", object, rows[0].Err)
		}
	}
}

// FuzzMapInfo holds for any bytes: no panic, and of what is read, closed rings
// that have points and values that are one for each field.
func FuzzMapInfo(f *testing.F) {
	f.Add(head("Neutral", lambert)+regions, lines3)
	f.Add(head("WindowsLatin1", `CoordSys NonEarth Units "m"`)+"Collection 1\nRegion 1\n0\nText\n\"x\"\n", "a;\"b\nc\";1\n")
	f.Fuzz(func(t *testing.T, mif, mid string) {
		rows, header, err := readAll(mif, mid, "")
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
		for _, row := range rows {
			if len(row.Values) != len(header.Fields) {
				t.Fatalf("%d values of %d fields", len(row.Values), len(header.Fields))
			}
			for _, p := range row.Ground {
				for _, r := range p {
					if len(r) == 0 || !r.Closed() {
						t.Fatalf("ring %v", r)
					}
				}
			}
		}
	})
}
