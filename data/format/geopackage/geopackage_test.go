package geopackage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/paulmach/orb"
	"go.uber.org/goleak"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 1000, Vertices: 10_000, RowBytes: 1 << 20}

// schema is what every GeoPackage has, as far as a reader asks.
const schema = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('L93', 2154, 'EPSG', 2154, 'undefined'), ('mine', 999999, 'NONE', 999999, 'PROJCS["x"]'), ('none', -1, 'NONE', -1, 'undefined');
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
`

// layerSQL makes a table of polygons.
func layerSQL(name string) string {
	return `CREATE TABLE ` + name + ` (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT, nom TEXT);
INSERT INTO gpkg_contents VALUES ('` + name + `', 'features', 2154);
INSERT INTO gpkg_geometry_columns VALUES ('` + name + `', 'geom', 'MULTIPOLYGON', 2154, 0, 0);
`
}

// database writes a file and returns its bytes.
func databaseOf(t testing.TB, statements string, args ...any) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(statements, args...)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// blob is a GeoPackage geometry: header without box, then WKB of one polygon.
func blob(stride int, rings ...[]float64) []byte {
	b := []byte{'G', 'P', 0, 1, 0, 0, 0, 0, 1}
	b = binary.LittleEndian.AppendUint32(b, uint32(3+1000*(stride-2)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(rings)))
	for _, r := range rings {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(r)/stride))
		for _, v := range r {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}

var square = []float64{0, 0, 1, 0, 1, 1, 0, 0}

func readAll(b []byte, table string) ([]format.Row, format.Header, error) {
	r, err := Open(context.Background(), bytes.NewReader(b), int64(len(b)), table, limits)
	if err != nil {
		return nil, format.Header{}, err
	}
	var rows []format.Row
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, r.Header(), r.Close()
		}
		if err != nil {
			return rows, r.Header(), errors.Join(err, r.Close())
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

func TestRows(t *testing.T) {
	defer goleak.VerifyNone(t)
	b := databaseOf(t, schema+layerSQL("dep")+`INSERT INTO dep VALUES (7, ?, '01', 'Aïn'), (8, NULL, '02', NULL), (9, ?, 3, 1.5)`,
		blob(2, square), blob(3, []float64{0, 0, 9, 1, 0, 9, 1, 1, 9, 0, 0, 9}))
	rows, header, err := readAll(b, "")
	if err != nil {
		t.Fatal(err)
	}
	ground := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}
	if len(rows) != 3 || !orb.Equal(rows[0].Ground, ground) || rows[1].Ground != nil || !orb.Equal(rows[2].Ground, ground) || rows[0].HasZ || !rows[2].HasZ {
		t.Errorf("%+v", rows)
	}
	if header.CRS != "EPSG:2154" || header.Table != "dep" || len(header.Fields) != 3 || header.Fields[1] != "code" {
		t.Errorf("%+v", header)
	}
	if v := rows[0].Values; v[1] != (format.Value{Text: "01", Kind: format.Text}) || v[2].Text != "Aïn" {
		t.Errorf("%v", v)
	}
	// A column of texts turns the number 3 into one; what is not text is told.
	if v := rows[2].Values; v[0].Kind != format.Number || rows[1].Values[2].Kind != format.Null {
		t.Errorf("%v", v)
	}
}

func TestChoice(t *testing.T) {
	one := databaseOf(t, schema+layerSQL("dep"))
	two := databaseOf(t, schema+layerSQL("dep")+layerSQL("reg"))
	none := databaseOf(t, schema+layerSQL("dep")+"UPDATE gpkg_geometry_columns SET geometry_type_name = 'POINT'")
	cases := []struct {
		name, table, want, rule string
		b                       []byte
	}{
		{"the only one", "", "dep", "", one},
		{"all of one", "*", "dep", "", one},
		{"by name", "REG", "reg", "", two},
		{"not named", "", "", format.RuleManyLayers, two},
		{"no such", "com", "", format.RuleUnknownTable, two},
		{"points", "", "", format.RuleWrongGeometryType, none},
		{"points by name", "dep", "", format.RuleWrongGeometryType, none},
		{"its own tables", "gpkg_contents", "", format.RuleUnknownTable, one},
		{"injection", `dep"; DROP TABLE dep; --`, "", format.RuleUnknownTable, one},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, header, err := readAll(c.b, c.table)
			if header.Table != c.want || ruleOf(err) != c.rule {
				t.Errorf("%q, %v; want %q, %q", header.Table, err, c.want, c.rule)
			}
		})
	}
}

func TestSystems(t *testing.T) {
	for id, want := range map[string]string{"2154": "EPSG:2154", "999999": `PROJCS["x"]`, "-1": "", "0": "", "4242": ""} {
		_, header, err := readAll(databaseOf(t, schema+layerSQL("dep")+"UPDATE gpkg_geometry_columns SET srs_id = "+id), "")
		if err != nil || header.CRS != want {
			t.Errorf("srs_id %s: %q, %v; want %q", id, header.CRS, err, want)
		}
	}
}

// endless is a query that never ends, for what must not be run.
const endless = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n)"

// TestProgramsAreNotRun holds that nothing a file brings is executed: each of
// these would run for ever, or take all memory.
func TestProgramsAreNotRun(t *testing.T) {
	sound := schema + layerSQL("dep") + "INSERT INTO dep VALUES (1, NULL, '01', 'x');"
	swap := func(table, view string) string {
		return "ALTER TABLE " + table + " RENAME TO was_" + table + "; CREATE VIEW " + table + " AS " + view + ";"
	}
	cases := []struct{ name, sql, rule string }{
		{"a view as a layer", sound + swap("dep", "SELECT 1 AS fid, NULL AS geom, "+endless+" AS code"), format.RuleWrongGeometryType},
		{"a view as the contents", sound + swap("gpkg_contents", "SELECT 'dep' AS table_name, 'features' AS data_type, "+endless+" AS srs_id"), format.RuleUnsupported},
		{"a view as the columns", sound + swap("gpkg_geometry_columns", "SELECT 'dep' AS table_name, 'geom' AS column_name, 'POLYGON' AS geometry_type_name, "+endless+" AS srs_id"), format.RuleUnsupported},
		{"a view as the systems", sound + swap("gpkg_spatial_ref_sys", "SELECT 2154 AS srs_id, "+endless+" AS definition"), format.RuleUnsupported},
		{"a virtual table as a layer", sound + `DROP TABLE dep; CREATE VIRTUAL TABLE dep USING rtree(fid, a, b, c, d);`, format.RuleWrongGeometryType},
		{"a computed column", sound + `ALTER TABLE dep ADD COLUMN huge BLOB AS (zeroblob(900000000)) VIRTUAL;`, ""},
		{"a computed geometry", schema + `CREATE TABLE dep (fid INTEGER PRIMARY KEY, code TEXT, geom BLOB AS (zeroblob(900000000)) VIRTUAL);
			INSERT INTO dep (fid, code) VALUES (1, '01'); INSERT INTO gpkg_contents VALUES ('dep', 'features', 2154);
			INSERT INTO gpkg_geometry_columns VALUES ('dep', 'geom', 'POLYGON', 2154, 0, 0);`, format.RuleCorrupt},
		{"computed contents", schema + `DROP TABLE gpkg_contents; CREATE TABLE gpkg_contents (a TEXT, table_name TEXT AS (a || 'p'), data_type TEXT AS ('features'));
			INSERT INTO gpkg_contents (a) VALUES ('de');`, format.RuleCorrupt},
		{"an index on an expression", sound + `CREATE INDEX i ON dep (hex(zeroblob(1000000)));`, ""},
		{"triggers", sound + `CREATE TRIGGER t AFTER INSERT ON dep BEGIN DELETE FROM dep; END;`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := databaseOf(t, c.sql)
			kept := bytes.Clone(b)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			rows, _, err := readAll(b, "")
			runtime.ReadMemStats(&after)
			if ruleOf(err) != c.rule || err == nil && len(rows) != 1 {
				t.Errorf("%d rows, %v; want %q", len(rows), err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
				t.Errorf("%d bytes reserved", used)
			}
			if !bytes.Equal(b, kept) {
				t.Error("the file was written")
			}
		})
	}
	view := databaseOf(t, sound+swap("dep", "SELECT "+endless+" AS geom"))
	if _, _, err := readAll(view, "dep"); ruleOf(err) != format.RuleUnsupported {
		t.Errorf("a view by its name: %v", err)
	}
}

func TestHostileFiles(t *testing.T) {
	sound := databaseOf(t, schema+layerSQL("dep")+"INSERT INTO dep VALUES (1, NULL, '01', 'x')")
	cases := []struct {
		name, rule string
		b          []byte
	}{
		{"header alone", format.RuleTruncated, sound[:60]},
		{"cut", format.RuleTruncated, sound[:len(sound)-4096]},
		{"noise", format.RuleCorrupt, append(bytes.Clone(sound[:100]), bytes.Repeat([]byte{0xa5}, len(sound)-100)...)},
		{"no GeoPackage", format.RuleUnsupported, databaseOf(t, "CREATE TABLE x (y)")},
		{"no metadata", format.RuleUnsupported, databaseOf(t, layerSQLWithout)},
		{"value too large", format.RuleFeatureTooLarge, databaseOf(t, schema+layerSQL("dep")+"INSERT INTO dep VALUES (1, zeroblob(2000000), '01', 'x')")},
		{"schema too large", format.RuleFeatureTooLarge, databaseOf(t, schema+layerSQL("dep")+"CREATE TABLE big (x /* "+string(bytes.Repeat([]byte("x"), 1<<20))+" */)")},
		{"too many rows", format.RuleTooManyFeatures, databaseOf(t, schema+layerSQL("dep")+"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1001) INSERT INTO dep (fid) SELECT i FROM n")},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := readAll(c.b, ""); ruleOf(err) != c.rule {
				t.Errorf("%v, want %s", err, c.rule)
			}
		})
	}
}

const layerSQLWithout = `CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT); CREATE TABLE gpkg_geometry_columns (table_name TEXT)`

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := databaseOf(t, schema+layerSQL("dep")+"INSERT INTO dep VALUES (1, NULL, '01', 'x')")
	cancel()
	if _, err := Open(ctx, bytes.NewReader(b), int64(len(b)), "", limits); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want cancelled", err)
	}
}

// TestHostileBlobs holds that a bad geometry costs its row the ground alone,
// and that counts are not taken at their word.
func TestHostileBlobs(t *testing.T) {
	good := blob(2, square)
	patch := func(at int, with ...byte) []byte { b := bytes.Clone(good); copy(b[at:], with); return b }
	multi := func(b []byte, n byte) []byte {
		return append([]byte{'G', 'P', 0, 1, 0, 0, 0, 0, 1, 6, 0, 0, 0, n, 0, 0, 0}, b...)
	}
	cases := []struct {
		name, rule string
		b          []byte
	}{
		{"nothing", format.RuleCorrupt, nil},
		{"no magic", format.RuleCorrupt, patch(0, 'X')},
		{"extended", format.RuleUnsupported, patch(3, 0x21)},
		{"box of no kind", format.RuleCorrupt, patch(3, 0x0b)},
		{"box cut", format.RuleCorrupt, patch(3, 0x03)[:20]},
		{"said to be empty", "", patch(3, 0x11)},
		{"byte order", format.RuleCorrupt, patch(8, 7)},
		{"point", format.RuleWrongGeometryType, patch(9, 1)},
		{"unknown type", format.RuleWrongGeometryType, patch(9, 99)},
		{"four thousand million rings", format.RuleCorrupt, patch(13, 0xff, 0xff, 0xff, 0xff)},
		{"four thousand million points", format.RuleCorrupt, patch(17, 0xff, 0xff, 0xff, 0xff)},
		{"no ring", format.RuleCorrupt, patch(13, 0)},
		{"NaN", format.RuleNaN, blob(2, []float64{0, 0, math.NaN(), 1, 1, 1, 0, 0})},
		{"infinity", format.RuleNaN, blob(2, []float64{0, 0, 1, math.Inf(-1), 1, 1, 0, 0})},
		{"cut", format.RuleCorrupt, good[:len(good)-1]},
		{"bytes after", format.RuleCorrupt, append(bytes.Clone(good), 0)},
		{"parts of another kind", format.RuleCorrupt, multi(patch(9, 2)[8:], 1)},
		{"mixed dimensions", format.RuleCorrupt, multi(append(bytes.Clone(good[8:]), blob(3, []float64{0, 0, 9, 1, 0, 9, 1, 1, 9, 0, 0, 9})[8:]...), 2)},
		{"parts that are not there", format.RuleCorrupt, multi(good[8:], 200)},
		{"too many vertices", format.RuleTooManyVertices, blob(2, make([]float64, 2*(limits.Vertices+1)))},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var row format.Row
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			ground(c.b, limits, &row)
			runtime.ReadMemStats(&after)
			got := ""
			if row.Err != nil {
				got = row.Err.Rule
			}
			if got != c.rule || row.Ground != nil {
				t.Errorf("%v, %v; want %q", row.Ground, row.Err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
				t.Errorf("%d bytes reserved", used)
			}
		})
	}
}

// FuzzBlob holds for any bytes: no panic, and finite points in rings of some.
func FuzzBlob(f *testing.F) {
	f.Add(blob(2, square, square))
	f.Add(blob(4, []float64{0, 0, 1, 1, 0, 0, 1, 1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		var row format.Row
		ground(b, limits, &row)
		if row.Err != nil && row.Ground != nil {
			t.Fatal("ground in spite of an error")
		}
		for _, p := range row.Ground {
			for _, r := range p {
				for _, at := range r {
					if math.IsNaN(at[0]-at[0]) || math.IsNaN(at[1]-at[1]) {
						t.Fatalf("position %v", at)
					}
				}
			}
		}
	})
}

// FuzzGeoPackage holds for a database with any bytes changed: no panic, no
// endless reading, and errors that are refusals.
func FuzzGeoPackage(f *testing.F) {
	sound := databaseOf(f, "PRAGMA page_size=512;"+schema+layerSQL("dep")+"INSERT INTO dep VALUES (1, ?, '01', 'x'), (2, NULL, '02', 'y')", blob(2, square))
	f.Add([]byte{0, 0, 1, 2, 0, 0, 3, 4})
	f.Add([]byte{2, 5, 0xff, 9})
	f.Fuzz(func(t *testing.T, patches []byte) {
		b := bytes.Clone(sound)
		for ; len(patches) >= 4; patches = patches[4:] { // two bytes of place, two of value
			at := int(binary.LittleEndian.Uint16(patches)) % (len(b) - 1)
			copy(b[at:], patches[2:4])
		}
		_, _, err := readAll(b, "")
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
	})
}
