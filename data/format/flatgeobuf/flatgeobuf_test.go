package flatgeobuf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"runtime"
	"testing"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	flatbuffers "github.com/google/flatbuffers/go"
	"github.com/paulmach/orb"

	"maillage/data/format"
)

var limits = format.Limits{Rows: 1000, Vertices: 10_000, RowBytes: 1 << 20}

// header is what a test says in one.
type header struct {
	kind     flat.GeometryType
	features uint64
	node     uint16
	code     int32
	wkt      string
	columns  []string // texts
}

func (h header) bytes() []byte {
	b := flatbuffers.NewBuilder(256)
	var columns []flatbuffers.UOffsetT
	for _, c := range h.columns {
		name := b.CreateString(c)
		flat.ColumnStart(b)
		flat.ColumnAddName(b, name)
		flat.ColumnAddType(b, flat.ColumnTypeString)
		columns = append(columns, flat.ColumnEnd(b))
	}
	flat.HeaderStartColumnsVector(b, len(columns))
	for i := len(columns) - 1; i >= 0; i-- {
		b.PrependUOffsetT(columns[i])
	}
	list := b.EndVector(len(columns))
	wkt := b.CreateString(h.wkt)
	flat.CrsStart(b)
	flat.CrsAddCode(b, h.code)
	flat.CrsAddWkt(b, wkt)
	crs := flat.CrsEnd(b)
	name := b.CreateString("layer")
	flat.HeaderStart(b)
	flat.HeaderAddName(b, name)
	flat.HeaderAddGeometryType(b, h.kind)
	flat.HeaderAddColumns(b, list)
	flat.HeaderAddFeaturesCount(b, h.features)
	flat.HeaderAddIndexNodeSize(b, h.node)
	flat.HeaderAddCrs(b, crs)
	flat.FinishSizePrefixedHeaderBuffer(b, flat.HeaderEnd(b))
	return append([]byte("fgb\x03fgb\x00"), b.FinishedBytes()...)
}

// featureOf is a feature: its values, and parts of rings.
func featureOf(kind flat.GeometryType, values []string, parts ...orb.Polygon) []byte {
	b := flatbuffers.NewBuilder(256)
	var properties []byte
	for i, v := range values {
		properties = binary.LittleEndian.AppendUint16(properties, uint16(i))
		properties = binary.LittleEndian.AppendUint32(properties, uint32(len(v)))
		properties = append(properties, v...)
	}
	props := b.CreateByteVector(properties)
	var geometry flatbuffers.UOffsetT
	if kind == flat.GeometryTypePolygon {
		geometry = polygonOf(b, parts[0])
	} else {
		var offsets []flatbuffers.UOffsetT
		for _, p := range parts {
			offsets = append(offsets, polygonOf(b, p))
		}
		flat.GeometryStartPartsVector(b, len(offsets))
		for i := len(offsets) - 1; i >= 0; i-- {
			b.PrependUOffsetT(offsets[i])
		}
		list := b.EndVector(len(offsets))
		flat.GeometryStart(b)
		flat.GeometryAddType(b, kind)
		flat.GeometryAddParts(b, list)
		geometry = flat.GeometryEnd(b)
	}
	flat.FeatureStart(b)
	flat.FeatureAddGeometry(b, geometry)
	flat.FeatureAddProperties(b, props)
	flat.FinishSizePrefixedFeatureBuffer(b, flat.FeatureEnd(b))
	return bytes.Clone(b.FinishedBytes())
}

func polygonOf(b *flatbuffers.Builder, p orb.Polygon) flatbuffers.UOffsetT {
	var points []orb.Point
	var ends []uint32
	for _, r := range p {
		points = append(points, r...)
		ends = append(ends, uint32(len(points)))
	}
	flat.GeometryStartEndsVector(b, len(ends))
	for i := len(ends) - 1; i >= 0; i-- {
		b.PrependUint32(ends[i])
	}
	endList := b.EndVector(len(ends))
	flat.GeometryStartXyVector(b, 2*len(points))
	for i := len(points) - 1; i >= 0; i-- {
		b.PrependFloat64(points[i][1])
		b.PrependFloat64(points[i][0])
	}
	xy := b.EndVector(2 * len(points))
	flat.GeometryStart(b)
	flat.GeometryAddType(b, flat.GeometryTypePolygon)
	flat.GeometryAddEnds(b, endList)
	flat.GeometryAddXy(b, xy)
	return flat.GeometryEnd(b)
}

func square(x float64) orb.Ring { return orb.Ring{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 0}} }

func readAll(b []byte) ([]format.Row, format.Header, error) {
	r, err := Open(format.File{Name: "x.fgb", Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}, limits)
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

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

var multi = header{kind: flat.GeometryTypeMultiPolygon, features: 2, code: 2975, columns: []string{"code_qp", "nom_qp"}}

func TestRows(t *testing.T) {
	file := join(multi.bytes(),
		featureOf(flat.GeometryTypeMultiPolygon, []string{"QP974001", "Le Port"}, orb.Polygon{square(0), square(5)}, orb.Polygon{square(9)}),
		featureOf(flat.GeometryTypeMultiPolygon, []string{"QP974002"}))
	rows, h, err := readAll(file)
	if err != nil {
		t.Fatal(err)
	}
	if h.CRS != "EPSG:2975" || h.Table != "layer" || len(h.Fields) != 2 || h.Fields[1] != "nom_qp" {
		t.Errorf("%+v", h)
	}
	want := orb.MultiPolygon{{square(0), square(5)}, {square(9)}}
	if len(rows) != 2 || !orb.Equal(rows[0].Ground, want) || rows[0].Values[1].Text != "Le Port" || rows[1].Ground != nil || rows[1].Values[1].Kind != format.Null {
		t.Errorf("%+v", rows)
	}
	mixed := header{kind: flat.GeometryTypeUnknown, code: 0, wkt: `PROJCS["x"]`, columns: []string{"c"}}
	rows, h, err = readAll(join(mixed.bytes(), featureOf(flat.GeometryTypePolygon, []string{"1"}, orb.Polygon{square(3)})))
	if err != nil || h.CRS != `PROJCS["x"]` || !orb.Equal(rows[0].Ground, orb.MultiPolygon{{square(3)}}) {
		t.Errorf("%+v, %+v, %v", rows, h, err)
	}
}

func length(n uint32) []byte { return binary.LittleEndian.AppendUint32(nil, n) }

// TestHostile holds why each file is refused, and that what it claims is not
// reserved.
func TestHostile(t *testing.T) {
	h := multi.bytes()
	f := featureOf(flat.GeometryTypeMultiPolygon, []string{"a"}, orb.Polygon{square(0)})
	with := func(change func(*header)) []byte { h := multi; change(&h); return h.bytes() }
	noise := bytes.Clone(h)
	for i := 12; i < len(noise); i++ {
		noise[i] = 0xee
	}
	cases := []struct {
		name, rule string
		b          []byte
	}{
		{"magic alone", format.RuleTruncated, h[:8]},
		{"other version", format.RuleUnsupported, join([]byte("fgb\x02fgb\x00"), h[8:])},
		{"header of four gigabytes", format.RuleFeatureTooLarge, join(h[:8], length(0xfffffff0), h[12:])},
		{"header of nothing", format.RuleCorrupt, join(h[:8], length(2), h[12:])},
		{"header cut", format.RuleTruncated, h[:40]},
		{"header of noise", format.RuleCorrupt, noise},
		{"points", format.RuleWrongGeometryType, with(func(h *header) { h.kind = flat.GeometryTypePoint })},
		{"features without number", format.RuleTooManyFeatures, with(func(h *header) { h.features = math.MaxUint64 })},
		{"index of one entry", format.RuleCorrupt, with(func(h *header) { h.node = 1 })},
		{"index that is not there", format.RuleTruncated, with(func(h *header) { h.features, h.node = 900, 16 })},
		{"no feature", format.RuleTruncated, h},
		{"one of two", format.RuleTruncated, join(h, f)},
		{"three of two", format.RuleCounts, join(h, f, f, f)},
		{"feature cut", format.RuleTruncated, join(h, f, f[:len(f)-3])},
		{"length cut", format.RuleTruncated, join(h, f, f[:2])},
		{"feature of four gigabytes", format.RuleFeatureTooLarge, join(h, f, length(0xfffffff0))},
		{"feature of nothing", format.RuleCorrupt, join(h, f, length(1))},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, _, err := readAll(c.b)
			runtime.ReadMemStats(&after)
			if got := ruleOf(err); got != c.rule {
				t.Errorf("%v, want %s", err, c.rule)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
				t.Errorf("%d bytes reserved", used)
			}
		})
	}
}

// TestHostileFeatures holds that a bad feature costs itself alone.
func TestHostileFeatures(t *testing.T) {
	kind := flat.GeometryTypeMultiPolygon
	sound := featureOf(kind, []string{"a"}, orb.Polygon{square(0)})
	noise := join(sound[:4], bytes.Repeat([]byte{0x7f}, len(sound)-4))
	nan := square(0)
	nan[1][0] = math.NaN()
	xy := bytes.Index(sound, append(length(8), make([]byte, 16)...)) // length of the coordinates, then 0 0
	cases := []struct {
		name, rule string
		b          []byte
		lost       bool
	}{
		{"noise", format.RuleCorrupt, noise, true},
		{"NaN", format.RuleNaN, featureOf(kind, []string{"a"}, orb.Polygon{nan}), false},
		{"values of no column", format.RuleCorrupt, featureOf(kind, []string{"a", "b", "c"}, orb.Polygon{square(0)}), true},
		{"Latin-1", format.RuleEncoding, featureOf(kind, []string{"H\xe9rault"}, orb.Polygon{square(0)}), true},
		{"a billion coordinates", format.RuleCorrupt, join(sound[:xy], length(1_000_000_000), sound[xy+4:]), false},
		{"an empty ring", format.RuleCorrupt, featureOf(kind, []string{"a"}, orb.Polygon{square(0), {}}), false},
		{"too many vertices", format.RuleTooManyVertices, featureOf(kind, []string{"a"}, orb.Polygon{make(orb.Ring, limits.Vertices+1)}), false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rows, _, err := readAll(join(multi.bytes(), c.b, sound))
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if rows[0].Err != nil {
				got = rows[0].Err.Rule
			}
			if got != c.rule || rows[0].Lost != c.lost || rows[0].Ground != nil || rows[1].Ground == nil {
				t.Errorf("%+v, want %s, lost %v", rows, c.rule, c.lost)
			}
		})
	}
}

// FuzzFlatGeobuf holds for any bytes: no panic, and finite points in rings of
// some.
func FuzzFlatGeobuf(f *testing.F) {
	f.Add(join(multi.bytes(), featureOf(flat.GeometryTypeMultiPolygon, []string{"a", "b"}, orb.Polygon{square(0), square(2)}), featureOf(flat.GeometryTypeMultiPolygon, nil)))
	f.Add(join(header{kind: flat.GeometryTypePolygon}.bytes(), featureOf(flat.GeometryTypePolygon, nil, orb.Polygon{square(0)})))
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, h, err := readAll(b)
		if err != nil && ruleOf(err) == "" {
			t.Fatalf("%v is not a refusal", err)
		}
		for _, row := range rows {
			if row.Err == nil && len(row.Values) != len(h.Fields) {
				t.Fatalf("%d values of %d columns", len(row.Values), len(h.Fields))
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
