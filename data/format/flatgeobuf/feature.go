package flatgeobuf

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	"github.com/paulmach/orb"

	"maillage/data/format"
)

// feature reads a feature into a row; it runs under guard.
func (r *reader) feature(f *flat.Feature, row *format.Row) error {
	if f.ColumnsLength() > 0 {
		return format.Errorf(format.RuleUnsupported, "the feature has columns of its own")
	}
	values, err := r.values(f.PropertiesBytes())
	if err != nil {
		return err
	}
	row.Values = values
	g := f.Geometry(nil)
	if g == nil {
		return nil
	}
	p := polygons{most: r.limits.Vertices, bytes: len(r.buf)}
	ground, err := p.read(g, r.kind)
	row.Vertices = p.vertices
	if err != nil {
		return err
	}
	row.Ground, row.HasZ = ground, r.tall
	return nil
}

// widths are the bytes of the values that have a length of their own.
var widths = map[flat.ColumnType]int{
	flat.ColumnTypeByte: 1, flat.ColumnTypeUByte: 1, flat.ColumnTypeBool: 1,
	flat.ColumnTypeShort: 2, flat.ColumnTypeUShort: 2,
	flat.ColumnTypeInt: 4, flat.ColumnTypeUInt: 4, flat.ColumnTypeFloat: 4,
	flat.ColumnTypeLong: 8, flat.ColumnTypeULong: 8, flat.ColumnTypeDouble: 8,
}

// values reads the properties of a feature: the rank of a column and its value,
// for each that has one.
func (r *reader) values(b []byte) ([]format.Value, error) {
	values := make([]format.Value, len(r.columns))
	for len(b) > 0 {
		if len(b) < 2 {
			return nil, format.Errorf(format.RuleCorrupt, "the properties end in a column number")
		}
		column := int(binary.LittleEndian.Uint16(b))
		b = b[2:]
		if column >= len(r.columns) {
			return nil, format.Errorf(format.RuleCorrupt, "there is no column %d", column)
		}
		kind := r.columns[column]
		width, fixed := widths[kind]
		if !fixed {
			if len(b) < 4 {
				return nil, format.Errorf(format.RuleCorrupt, "the properties end in a length")
			}
			n := binary.LittleEndian.Uint32(b)
			b = b[4:]
			if uint64(n) > uint64(len(b)) {
				return nil, format.Errorf(format.RuleCorrupt, "a value of column %d claims %d bytes of %d", column, n, len(b))
			}
			width = int(n)
		}
		if len(b) < width {
			return nil, format.Errorf(format.RuleCorrupt, "the properties end in a value")
		}
		v, err := valueOf(kind, b[:width])
		if err != nil {
			return nil, format.Errorf(format.RuleEncoding, "column %q: %v", r.header.Fields[column], err)
		}
		values[column] = v
		b = b[width:]
	}
	return values, nil
}

func valueOf(kind flat.ColumnType, b []byte) (format.Value, error) {
	number := func(s string) (format.Value, error) { return format.Value{Text: s, Kind: format.Number}, nil }
	switch kind {
	case flat.ColumnTypeString, flat.ColumnTypeDateTime, flat.ColumnTypeJson: // a time is written as text, by ISO 8601
		text, err := format.UTF8.Decode(b)
		return format.Value{Text: text, Kind: format.Text}, err
	case flat.ColumnTypeBool:
		return format.Value{Text: strconv.FormatBool(b[0] != 0), Kind: format.Bool}, nil
	case flat.ColumnTypeByte:
		return number(strconv.Itoa(int(int8(b[0]))))
	case flat.ColumnTypeUByte:
		return number(strconv.Itoa(int(b[0])))
	case flat.ColumnTypeShort:
		return number(strconv.Itoa(int(int16(binary.LittleEndian.Uint16(b)))))
	case flat.ColumnTypeUShort:
		return number(strconv.Itoa(int(binary.LittleEndian.Uint16(b))))
	case flat.ColumnTypeInt:
		return number(strconv.Itoa(int(int32(binary.LittleEndian.Uint32(b)))))
	case flat.ColumnTypeUInt:
		return number(strconv.FormatUint(uint64(binary.LittleEndian.Uint32(b)), 10))
	case flat.ColumnTypeLong:
		return number(strconv.FormatInt(int64(binary.LittleEndian.Uint64(b)), 10))
	case flat.ColumnTypeULong:
		return number(strconv.FormatUint(binary.LittleEndian.Uint64(b), 10))
	case flat.ColumnTypeFloat:
		return number(strconv.FormatFloat(float64(math.Float32frombits(binary.LittleEndian.Uint32(b))), 'g', -1, 32))
	case flat.ColumnTypeDouble:
		return number(strconv.FormatFloat(math.Float64frombits(binary.LittleEndian.Uint64(b)), 'g', -1, 64))
	default: // bytes
		return format.Value{Text: "", Kind: format.Other}, nil
	}
}

// polygons reads geometries; it runs under guard.
type polygons struct {
	vertices int
	most     int
	bytes    int // of the feature: no honest one holds more coordinates
}

func (p *polygons) read(g *flat.Geometry, kind flat.GeometryType) (orb.MultiPolygon, error) {
	if kind == flat.GeometryTypeUnknown {
		kind = g.Type()
	}
	switch kind {
	case flat.GeometryTypePolygon:
		polygon, err := p.polygon(g)
		if err != nil || polygon == nil {
			return nil, err
		}
		return orb.MultiPolygon{polygon}, nil
	case flat.GeometryTypeMultiPolygon:
		n := g.PartsLength()
		if n > p.bytes/4 {
			return nil, format.Errorf(format.RuleCorrupt, "it claims %d parts in %d bytes", n, p.bytes)
		}
		var mp orb.MultiPolygon
		for i := range n {
			var part flat.Geometry
			if !g.Parts(&part, i) {
				return nil, format.Errorf(format.RuleCorrupt, "part %d is not there", i)
			}
			polygon, err := p.polygon(&part)
			if err != nil {
				return nil, err
			}
			if polygon != nil {
				mp = append(mp, polygon)
			}
		}
		return mp, nil
	}
	return nil, format.Errorf(format.RuleWrongGeometryType, "the geometry is a %s", kind)
}

// polygon reads rings: the coordinates of all, and where each ends.
func (p *polygons) polygon(g *flat.Geometry) (orb.Polygon, error) {
	n, ends := g.XyLength()/2, g.EndsLength()
	if n == 0 {
		return nil, nil
	}
	p.vertices += n
	if p.vertices > p.bytes/16 || ends > p.bytes/4 {
		return nil, format.Errorf(format.RuleCorrupt, "it claims %d vertices and %d rings in %d bytes", p.vertices, ends, p.bytes)
	}
	if p.vertices > p.most {
		return nil, format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", p.most)
	}
	flatPoints := make([]orb.Point, n)
	for i := range flatPoints {
		at := orb.Point{g.Xy(2 * i), g.Xy(2*i + 1)}
		if math.IsNaN(at[0]-at[0]) || math.IsNaN(at[1]-at[1]) {
			err := format.Errorf(format.RuleNaN, "position %d of %d is %v %v", i, n, at[0], at[1])
			if i > 0 {
				err.Detail += ", after the position given"
				return nil, err.Near(flatPoints[i-1])
			}
			return nil, err
		}
		flatPoints[i] = at
	}
	if ends == 0 {
		return orb.Polygon{flatPoints}, nil
	}
	polygon := make(orb.Polygon, ends)
	from := 0
	for i := range polygon {
		to := int(g.Ends(i))
		if to <= from || to > n {
			return nil, format.Errorf(format.RuleCorrupt, "ring %d runs from position %d to %d of %d", i, from, to, n)
		}
		polygon[i] = orb.Ring(flatPoints[from:to:to])
		from = to
	}
	if from != n {
		return nil, format.Errorf(format.RuleCorrupt, "its rings end at position %d of %d", from, n)
	}
	return polygon, nil
}
