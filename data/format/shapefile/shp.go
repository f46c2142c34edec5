package shapefile

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// shp reads the records of a .shp one by one.
type shp struct {
	name   string
	closer io.Closer
	src    *bufio.Reader
	limits format.Limits
	left   int64 // bytes that the header says follow
	number uint32
	first  [2]uint32          // numbers of the first records, which others go on from
	index  *shx               // nil: records follow one another
	at     int64              // where src stands, when there is an index
	seek   func(offset int64) // moves src where records are not in the order of the rows
	buf    []byte
	bound  orb.Bound
}

const (
	shpHeader    = 100
	recordHeader = 8
	fileCode     = 9994
)

// shapes names the types of shapes; polygons are read, with their third and
// fourth coordinates passed over.
var shapes = map[uint32]string{
	0: "nothing", 1: "points", 3: "lines", 5: "polygons", 8: "sets of points", 11: "points", 13: "lines",
	15: "polygons", 18: "sets of points", 21: "points", 23: "lines", 25: "polygons", 28: "sets of points", 31: "surfaces in three dimensions",
}

func isPolygon(shape uint32) bool { return shape == 5 || shape == 15 || shape == 25 }

func openSHP(f format.File, index *format.File, limits format.Limits) (*shp, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	s := &shp{name: f.Name, closer: r, src: bufio.NewReaderSize(r, 256<<10), limits: limits}
	err = s.header(f.Size)
	if err == nil && index != nil {
		if s.index, err = openSHX(*index, f, limits); err == nil && !s.index.ordered {
			err = s.random(r, f.Size)
		}
	}
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return s, nil
}

func (s *shp) header(size int64) error {
	head, err := format.ReadN(s.src, nil, shpHeader)
	if err != nil {
		return cut(s.name, err)
	}
	if code := binary.BigEndian.Uint32(head); code != fileCode {
		return format.Errorf(format.RuleCorrupt, "%s starts with the code %d, not %d", s.name, code, fileCode)
	}
	length := 2 * int64(binary.BigEndian.Uint32(head[24:]))
	if length < shpHeader {
		return format.Errorf(format.RuleCorrupt, "%s claims a length of %d bytes", s.name, length)
	}
	if length > size {
		return format.Errorf(format.RuleTruncated, "%s claims %d bytes, and holds %d", s.name, length, size)
	}
	s.left, s.at = length-shpHeader, shpHeader
	shape := binary.LittleEndian.Uint32(head[32:])
	what, known := shapes[shape]
	if !known {
		return format.Errorf(format.RuleCorrupt, "%s: there is no shape of type %d", s.name, shape)
	}
	if !isPolygon(shape) && shape != 0 {
		return format.Errorf(format.RuleWrongGeometryType, "%s holds %s, not polygons", s.name, what)
	}
	s.bound = orb.Bound{Min: pointAt(head[36:]), Max: pointAt(head[52:])}
	return nil
}

// next reads the content of the next record; io.EOF after the last one.
func (s *shp) next() ([]byte, error) {
	if s.index != nil {
		return s.indexed()
	}
	if s.left == 0 {
		return nil, io.EOF
	}
	head, err := format.ReadN(s.src, s.buf, recordHeader)
	if err != nil {
		return nil, cut(s.name, err)
	}
	s.number++
	if err := s.inTurn(binary.BigEndian.Uint32(head)); err != nil {
		return nil, err
	}
	length := 2 * int64(binary.BigEndian.Uint32(head[4:]))
	s.left -= recordHeader + length
	if s.left < 0 {
		return nil, format.Errorf(format.RuleTruncated, "%s: record %d claims %d bytes, more than the file has left", s.name, s.number, length)
	}
	return s.content(length)
}

// inTurn refuses a record whose number does not go on from those before: from
// 1, as the format says, from 0, or all the same, as careless writers do. Others
// may belong to another row, or be no record but what fills a gap.
func (s *shp) inTurn(n uint32) error {
	if s.number <= 2 {
		s.first[s.number-1] = n
	}
	step := s.first[1] - s.first[0]
	if s.number > 1 && (step > 1 || n != s.first[0]+step*(s.number-1)) {
		return format.Errorf(format.RuleCorrupt, "%s: record %d stands where %d should: give the .shx beside it, which says where each record is, or write it again with `ogr2ogr out.shp FILE`", s.name, n, s.first[0]+s.number-1)
	}
	return nil
}

// content reads what a record holds.
func (s *shp) content(length int64) (b []byte, err error) {
	if length > int64(s.limits.RowBytes) {
		return nil, format.Errorf(format.RuleFeatureTooLarge, "%s: record %d claims %d bytes, more than %d", s.name, s.number, length, s.limits.RowBytes)
	}
	if s.buf, err = format.ReadN(s.src, s.buf, int(length)); err != nil {
		return nil, cut(s.name, err)
	}
	return s.buf, nil
}

// polygon reads the shape of a record into a row. What is wrong with it costs
// that row its ground.
func polygon(b []byte, limits format.Limits, row *format.Row) {
	rings, vertices, z, err := rings(b, limits)
	row.Vertices, row.HasZ = vertices, z
	if err == nil && rings != nil {
		row.Ground, row.Fixed, err = format.Nest(rings)
	}
	row.Err = err
}

// rings reads the parts of a polygon, nil for a null shape. Counts are held
// against the bytes that are there before anything is reserved.
func rings(b []byte, limits format.Limits) (list []orb.Ring, vertices int, z bool, err *format.Error) {
	if len(b) < 4 {
		return nil, 0, false, format.Errorf(format.RuleCorrupt, "the record has %d bytes", len(b))
	}
	shape := binary.LittleEndian.Uint32(b)
	if shape == 0 {
		return nil, 0, false, nil
	}
	if !isPolygon(shape) {
		what := shapes[shape]
		if what == "" {
			what = fmt.Sprintf("of unknown type %d", shape)
		}
		return nil, 0, false, format.Errorf(format.RuleWrongGeometryType, "the shape is %s, in a file of polygons", what)
	}
	const fixed = 44 // type, box, counts
	if len(b) < fixed {
		return nil, 0, false, format.Errorf(format.RuleCorrupt, "the record has %d bytes", len(b))
	}
	parts, points := int64(binary.LittleEndian.Uint32(b[36:])), int64(binary.LittleEndian.Uint32(b[40:]))
	if parts == 0 && points == 0 {
		return nil, 0, false, nil
	}
	if need := fixed + 4*parts + 16*points; parts == 0 || need > int64(len(b)) {
		return nil, 0, false, format.Errorf(format.RuleCorrupt, "the record claims %d rings of %d points, and has %d bytes", parts, points, len(b))
	}
	if points > int64(limits.Vertices) {
		return nil, int(points), false, format.Errorf(format.RuleTooManyVertices, "it has %d vertices, more than %d", points, limits.Vertices)
	}
	list, err = split(b[fixed:fixed+4*parts], b[fixed+4*parts:fixed+4*parts+16*points])
	return list, int(points), shape != 5, err
}

// split cuts the points of a shape into rings at the ranks where they start.
func split(starts, points []byte) ([]orb.Ring, *format.Error) {
	n := len(points) / 16
	flat := make([]orb.Point, n)
	for i := range flat {
		flat[i] = pointAt(points[16*i:])
		if !finite(flat[i]) {
			err := format.Errorf(format.RuleNaN, "position %d of %d is %v %v", i, n, flat[i][0], flat[i][1])
			if i > 0 {
				err.Detail += ", after the position given"
				err = err.Near(flat[i-1])
			}
			return nil, err
		}
	}
	list := make([]orb.Ring, len(starts)/4)
	for i := range list {
		from, to := int64(binary.LittleEndian.Uint32(starts[4*i:])), int64(n)
		if i+1 < len(list) {
			to = int64(binary.LittleEndian.Uint32(starts[4*i+4:]))
		}
		if i == 0 && from != 0 || from >= to || to > int64(n) {
			return nil, format.Errorf(format.RuleCorrupt, "ring %d runs from position %d to %d of %d", i, from, to, n)
		}
		list[i] = orb.Ring(flat[from:to:to])
	}
	return list, nil
}

// finite refuses NaN, infinities, and what the format uses for no data.
func finite(p orb.Point) bool {
	const noData = 1e38
	return math.Abs(p[0]) < noData && math.Abs(p[1]) < noData
}

func pointAt(b []byte) orb.Point {
	return orb.Point{
		math.Float64frombits(binary.LittleEndian.Uint64(b)),
		math.Float64frombits(binary.LittleEndian.Uint64(b[8:])),
	}
}
