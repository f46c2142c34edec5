package shapefile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"testing"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// TestHoles holds that a hole goes to the shell it lies in, whatever the order
// of the rings and the way they turn, and that what contradicts is told.
func TestHoles(t *testing.T) {
	shell, hole := clockwise(0, 0, 10), counterClockwise(2, 2, 6)
	island, pond := clockwise(3, 3, 4), counterClockwise(4, 4, 1)
	other := clockwise(20, 0, 10)
	touching := orb.Ring{{0, 5}, {1, 4}, {1, 6}, {0, 5}}
	cases := []struct {
		name  string
		rings []orb.Ring
		want  orb.MultiPolygon
		fixed []string
	}{
		{"one ring", []orb.Ring{shell}, orb.MultiPolygon{{shell}}, nil},
		{"a hole", []orb.Ring{shell, hole}, orb.MultiPolygon{{shell, hole}}, nil},
		{"hole first", []orb.Ring{hole, shell}, orb.MultiPolygon{{shell, hole}}, []string{format.RuleHoleReassigned}},
		{"hole after another shell", []orb.Ring{shell, other, hole}, orb.MultiPolygon{{shell, hole}, {other}}, []string{format.RuleHoleReassigned}},
		{"island in a hole", []orb.Ring{shell, hole, island, pond}, orb.MultiPolygon{{shell, hole}, {island, pond}}, nil},
		{"from the inside out", []orb.Ring{island, pond, shell, hole}, orb.MultiPolygon{{island, pond}, {shell, hole}}, nil},
		{"all turn one way", []orb.Ring{shell, clockwise(2, 2, 6)}, orb.MultiPolygon{{shell, clockwise(2, 2, 6)}}, []string{format.RuleRingReversed}},
		{"shell the wrong way", []orb.Ring{counterClockwise(0, 0, 10)}, orb.MultiPolygon{{counterClockwise(0, 0, 10)}}, []string{format.RuleRingReversed}},
		{"hole that touches its shell", []orb.Ring{shell, touching}, orb.MultiPolygon{{shell, touching}}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows := mustRead(t, shpOf(shapeOf(c.rings...)), dbfOf(0, "01"), "")
			if !orb.Equal(rows[0].Ground, c.want) {
				t.Errorf("%v, want %v", rows[0].Ground, c.want)
			}
			var fixed []string
			for _, f := range rows[0].Fixed {
				fixed = append(fixed, f.Rule)
				if f.At == nil {
					t.Errorf("%v has no place", f)
				}
			}
			if len(fixed) != len(c.fixed) || len(fixed) > 0 && fixed[0] != c.fixed[0] {
				t.Errorf("fixed %v, want %v", fixed, c.fixed)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	const cp850, latin1, utf8 = "H\x82rault", "H\xe9rault", "H\xc3\xa9rault"
	cases := []struct {
		name     string
		language byte
		cpg      string
		bytes    string
		encoding string
		assumed  bool
		refused  bool
	}{
		{"said by the .cpg", 0x57, "UTF-8", utf8, "UTF-8", false, false},
		{"said by ArcGIS", 0, "ANSI 1252", latin1, "Windows-1252", false, false},
		{"said by GDAL", 0, "ISO-8859-1", latin1, "Windows-1252 (declared as ISO-8859-1)", false, false},
		{"said by the language byte", 0x57, "", latin1, "Windows-1252", false, false},
		{"DOS", 0x02, "", cp850, "CP850", false, false},
		{"nothing says, Latin-1", 0, "", latin1, "Windows-1252", true, false},
		{"nothing says, UTF-8", 0, "", utf8, "UTF-8", true, false},
		{"the .cpg is wrong", 0, "UTF-8", latin1, "", false, true},
		{"the .cpg says nothing known", 0, "EBCDIC", latin1, "", false, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows, header, err := readAll(shpOf(shapeOf(clockwise(0, 0, 1))), dbfOf(c.language, c.bytes), c.cpg)
			if c.refused {
				if bad := ruleOf(err); bad != format.RuleEncoding {
					t.Errorf("%v, want a refusal for the encoding", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := rows[0].Values[0].Text; got != "Hérault" || header.Encoding != c.encoding || header.Assumed != c.assumed {
				t.Errorf("%q in %s, assumed %v; want Hérault in %s, %v", got, header.Encoding, header.Assumed, c.encoding, c.assumed)
			}
		})
	}
}

// TestCutCharacter holds that a name cut in the middle of a character by the
// width of its field is no fault.
func TestCutCharacter(t *testing.T) {
	rows := mustRead(t, shpOf(shapeOf(clockwise(0, 0, 1))), dbfOf(0, "Saint-André\xc3"), "UTF-8")
	if got := rows[0].Values[0].Text; got != "Saint-André" {
		t.Errorf("%q", got)
	}
}

func ruleOf(err error) string {
	var bad *format.Error
	if errors.As(err, &bad) {
		return bad.Rule
	}
	return ""
}

// put overwrites some bytes.
func put(b []byte, at int, with ...byte) []byte {
	b = bytes.Clone(b)
	copy(b[at:], with)
	return b
}

func little(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }

func big(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

// TestHostile holds the rule for which each file is refused, and that none is
// taken at its word: what it claims to hold is not reserved.
func TestHostile(t *testing.T) {
	square := shapeOf(clockwise(0, 0, 1))
	shp, dbf := shpOf(square, square), dbfOf(0, "01", "02")
	cases := []struct {
		name     string
		shp, dbf []byte
		rule     string
	}{
		{"empty .shp", nil, dbf, format.RuleTruncated},
		{"empty .dbf", shp, nil, format.RuleTruncated},
		{"cut .shp", shp[:len(shp)-9], dbf, format.RuleTruncated},
		{"cut .dbf", shp, dbf[:len(dbf)-9], format.RuleTruncated},
		{"more shapes than records", shpOf(square, square, square), dbf, format.RuleCounts},
		{"more records than shapes", shpOf(square), dbf, format.RuleCounts},
		{"record count of four thousand million", shp, put(dbf, 4, 0xff, 0xff, 0xff, 0xff), format.RuleTooManyFeatures},
		{"record count above what is there", shp, put(dbf, 4, 100), format.RuleTruncated},
		{"record count below what is there", shp, put(dbf, 4, 1), format.RuleCounts},
		{"record size too small", shp, put(dbf, 10, 5, 0), format.RuleCorrupt},
		{"record size of nothing", shp, put(dbf, 10, 0, 0), format.RuleCorrupt},
		{"record size shifted", shp, put(dbf, 10, 14, 0), format.RuleTruncated},
		{"header size too small", shp, put(dbf, 8, 3, 0), format.RuleCorrupt},
		{"header without fields", shp, put(dbf, dbfHeader, '\r'), format.RuleCorrupt},
		{"field longer than the record", shp, put(dbf, dbfHeader+16, 200), format.RuleCorrupt},
		{"not a .dbf", shp, put(dbf, 0, 'x'), format.RuleCorrupt},
		{"not a .shp", put(shp, 0, 1), dbf, format.RuleCorrupt},
		{"points", put(shp, 32, 1), dbf, format.RuleWrongGeometryType},
		{"unknown shape", put(shp, 32, 99), dbf, format.RuleCorrupt},
		{"length above what is there", put(shp, 24, 0x7f), dbf, format.RuleTruncated},
		{"length of nothing", put(shp, 24, 0, 0, 0, 0), dbf, format.RuleCorrupt},
		{"record of four gigabytes", put(shp, shpHeader+4, big(0x7fffffff)...), dbf, format.RuleTruncated},
		{"record number", put(shp, shpHeader, big(7)...), dbf, format.RuleCorrupt},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := readAll(c.shp, c.dbf, "")
			runtime.ReadMemStats(&after)
			if got := ruleOf(err); got != c.rule {
				t.Errorf("%v, want %s", err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
				t.Errorf("%d bytes reserved for a file of %d", used, len(c.shp)+len(c.dbf))
			}
		})
	}
}

// TestHostileRecords holds that a bad record costs itself alone.
func TestHostileRecords(t *testing.T) {
	square := shapeOf(clockwise(0, 0, 1))
	nan := shapeOf(orb.Ring{{0, 0}, {0, 1}, {math.NaN(), 1}, {0, 0}})
	cases := []struct {
		name, rule string
		content    []byte
	}{
		{"nothing", "", little(0)},
		{"no ring", "", put(square, 36, make([]byte, 8)...)},
		{"NaN", format.RuleNaN, nan},
		{"no data", format.RuleNaN, shapeOf(orb.Ring{{0, 0}, {0, -1.7e308}, {1, 1}, {0, 0}})},
		{"a billion points", format.RuleCorrupt, put(square, 40, little(1_000_000_000)...)},
		{"a billion rings", format.RuleCorrupt, put(square, 36, little(1_000_000_000)...)},
		{"points and no ring", format.RuleCorrupt, put(square, 36, little(0)...)},
		{"ring from the middle", format.RuleCorrupt, put(square, 44, little(2)...)},
		{"ring beyond the end", format.RuleCorrupt, put(square, 44, little(200)...)},
		{"rings out of order", format.RuleCorrupt, put(shapeOf(clockwise(0, 0, 1), clockwise(5, 5, 1)), 48, little(0)...)},
		{"a point among polygons", format.RuleWrongGeometryType, put(square, 0, 1)},
		{"a shape of no type", format.RuleWrongGeometryType, put(square, 0, 77)},
		{"two bytes", format.RuleCorrupt, []byte{5, 0}},
		{"cut", format.RuleCorrupt, square[:40]},
		{"too many vertices", format.RuleTooManyVertices, shapeOf(make(orb.Ring, limits.Vertices+1))},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows := mustRead(t, shpOf(square, c.content, square), dbfOf(0, "01", "02", "03"), "")
			if len(rows) != 3 || rows[0].Ground == nil || rows[2].Ground == nil {
				t.Fatalf("rows %v: the others are whole", rows)
			}
			got := ""
			if rows[1].Err != nil {
				got = rows[1].Err.Rule
			}
			if got != c.rule || rows[1].Ground != nil || rows[1].Values[0].Text != "02" {
				t.Errorf("%v, want %q and no ground", rows[1], c.rule)
			}
		})
	}
}

// TestDeleted holds that a record marked as deleted goes, with its shape.
func TestDeleted(t *testing.T) {
	dbf := dbfOf(0, "01", "02")
	dbf[dbfHeader+dbfField+1] = '*'
	rows := mustRead(t, shpOf(shapeOf(clockwise(0, 0, 1)), shapeOf(clockwise(5, 5, 1))), dbf, "")
	if len(rows) != 1 || rows[0].Values[0].Text != "02" || rows[0].Ground[0][0][0] != (orb.Point{5, 5}) {
		t.Errorf("%v, want the second alone", rows)
	}
}

func TestMissingFiles(t *testing.T) {
	shp, dbf := memory("x.shp", shpOf()), memory("x.dbf", dbfOf(0))
	for name, set := range map[string]Set{"no .dbf": {SHP: shp}, "no .shp": {DBF: dbf}} {
		if _, err := Open(set, "", limits); ruleOf(err) != format.RuleMissingFile {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzShapefile holds for any bytes: no panic, and of what is read, rings that
// have points and values that are one for each field.
func FuzzShapefile(f *testing.F) {
	square := shapeOf(clockwise(0, 0, 1))
	f.Add(shpOf(square, shapeOf(clockwise(0, 0, 9), counterClockwise(1, 1, 2), clockwise(20, 0, 3))), dbfOf(0, "01", "H\xe9"), "")
	f.Add(shpOf(little(0)), dbfOf(0x57, "x"), "UTF-8")
	f.Fuzz(func(t *testing.T, shp, dbf []byte, cpg string) {
		rows, header, err := readAll(shp, dbf, cpg)
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
