// Package flatgeobuf reads FlatGeobuf files of polygons.
//
// The tables are read by github.com/gogama/flatgeobuf, of which the accessors
// trust every offset they meet: all calls to them pass one door that turns a
// panic into an error. Its FileReader is not used, because it reserves what the
// length before a feature claims, up to four gigabytes, before reading it. The
// spatial index is passed over: every feature is wanted, in the order of the file.
package flatgeobuf

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/gogama/flatgeobuf/flatgeobuf/flat"
	"github.com/gogama/flatgeobuf/packedrtree"
	"github.com/paulmach/orb"

	"maillage/data/format"
)

const (
	magicBytes = 8
	major      = 3 // version of the format
	maxHeader  = 8 << 20
	maxColumns = 4096
)

// Open reads the header of a file and moves to its first feature.
func Open(f format.File, limits format.Limits) (format.Reader, error) {
	src, err := f.Open()
	if err != nil {
		return nil, err
	}
	r := &reader{closer: src, src: bufio.NewReaderSize(src, 256<<10), limits: limits}
	if err := r.open(f.Size); err != nil {
		return nil, errors.Join(err, src.Close())
	}
	return r, nil
}

type reader struct {
	header   format.Header
	closer   io.Closer
	src      *bufio.Reader
	limits   format.Limits
	kind     flat.GeometryType // of all features; unknown: each says its own
	tall     bool              // has a third coordinate, or a fourth
	columns  []flat.ColumnType
	features uint64 // 0: not known
	read     uint64
	buf      []byte
}

// guard calls what reads tables, and turns a panic of theirs into an error.
func guard(what string, read func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = format.Errorf(format.RuleCorrupt, "%s points outside itself (%v)", what, p)
		}
	}()
	return read()
}

func (r *reader) open(size int64) error {
	magic, err := format.ReadN(r.src, nil, magicBytes)
	if err != nil {
		return cut(err, "the header")
	}
	if string(magic[:3]) != "fgb" || magic[3] != major {
		return format.Errorf(format.RuleUnsupported, "it is FlatGeobuf of version %d; version %d is read", magic[3], major)
	}
	table, err := r.table("the header", maxHeader)
	if err != nil {
		return cut(err, "the header")
	}
	var nodeSize uint16
	err = guard("the header", func() error {
		h := flat.GetSizePrefixedRootAsHeader(table, 0)
		r.features, nodeSize = h.FeaturesCount(), h.IndexNodeSize()
		return r.describe(h)
	})
	if err != nil {
		return err
	}
	return r.skipIndex(nodeSize, size)
}

// describe keeps what a header says; it runs under guard.
func (r *reader) describe(h *flat.Header) error {
	r.kind, r.tall = h.GeometryType(), h.HasZ() || h.HasM()
	switch r.kind {
	case flat.GeometryTypePolygon, flat.GeometryTypeMultiPolygon, flat.GeometryTypeUnknown:
	default:
		return format.Errorf(format.RuleWrongGeometryType, "it holds geometries of type %s", r.kind)
	}
	if r.features > uint64(r.limits.Rows) {
		return format.Errorf(format.RuleTooManyFeatures, "it claims %d features, more than %d", r.features, r.limits.Rows)
	}
	n := h.ColumnsLength()
	if n > maxColumns {
		return format.Errorf(format.RuleCorrupt, "it claims %d columns", n)
	}
	r.header = format.Header{Format: "FlatGeobuf", Table: string(h.Name()), Encoding: format.UTF8.Name}
	for i := range n {
		var c flat.Column
		if !h.Columns(&c, i) {
			return format.Errorf(format.RuleCorrupt, "column %d is not there", i)
		}
		name, err := format.UTF8.Decode(c.Name())
		if err != nil {
			return format.Errorf(format.RuleEncoding, "the name of column %d: %v", i, err)
		}
		r.header.Fields = append(r.header.Fields, name)
		r.columns = append(r.columns, c.Type())
	}
	if h.EnvelopeLength() >= 4 {
		r.header.Bound = orb.Bound{Min: orb.Point{h.Envelope(0), h.Envelope(1)}, Max: orb.Point{h.Envelope(2), h.Envelope(3)}}
	}
	if crs := h.Crs(nil); crs != nil {
		r.header.CRS = system(crs)
	}
	return nil
}

// system is what the header says of the reference system, by its code rather
// than at length.
func system(crs *flat.Crs) string {
	org := string(crs.Org())
	if org == "" {
		org = "EPSG"
	}
	switch {
	case crs.Code() > 0:
		return fmt.Sprintf("%s:%d", org, crs.Code())
	case len(crs.CodeString()) > 0:
		return org + ":" + string(crs.CodeString())
	}
	return string(crs.Wkt())
}

// skipIndex moves past the spatial index.
func (r *reader) skipIndex(nodeSize uint16, size int64) error {
	if nodeSize == 0 || r.features == 0 {
		return nil
	}
	if nodeSize == 1 {
		return format.Errorf(format.RuleCorrupt, "the nodes of its index hold one entry")
	}
	index, err := packedrtree.Size(int(r.features), nodeSize)
	if err != nil {
		return format.Errorf(format.RuleCorrupt, "its index: %v", err)
	}
	if int64(index) > size {
		return format.Errorf(format.RuleTruncated, "it claims an index of %d bytes, and holds %d in all", index, size)
	}
	_, err = io.CopyN(io.Discard, r.src, int64(index))
	return cut(err, "the index")
}

// table reads a table with its length before it.
func (r *reader) table(what string, most int) ([]byte, error) {
	head, err := r.src.Peek(4)
	if err != nil {
		if len(head) > 0 && errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	n := int64(binary.LittleEndian.Uint32(head))
	if n < 8 {
		return nil, format.Errorf(format.RuleCorrupt, "%s claims %d bytes", what, n)
	}
	if n > int64(most) {
		return nil, format.Errorf(format.RuleFeatureTooLarge, "%s claims %d bytes, more than %d", what, n, most)
	}
	r.buf, err = format.ReadN(r.src, r.buf, int(n)+4)
	return r.buf, cut(err, what)
}

// cut says that a file ends where it promised more.
func cut(err error, what string) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return format.Errorf(format.RuleTruncated, "it ends in %s", what)
	}
	return err
}

// Header returns what the file says before its features.
func (r *reader) Header() format.Header { return r.header }

// Next reads a feature.
func (r *reader) Next() (format.Row, error) {
	var row format.Row
	what := fmt.Sprintf("feature %d", r.read)
	table, err := r.table(what, r.limits.RowBytes)
	if errors.Is(err, io.EOF) {
		if r.features != 0 && r.read < r.features {
			return row, format.Errorf(format.RuleTruncated, "it claims %d features, and ends after %d", r.features, r.read)
		}
		return row, io.EOF
	}
	if err != nil {
		return row, cut(err, what)
	}
	if r.read++; r.features != 0 && r.read > r.features {
		return row, format.Errorf(format.RuleCounts, "it claims %d features, and holds more", r.features)
	}
	err = guard(what, func() error { return r.feature(flat.GetSizePrefixedRootAsFeature(table, 0), &row) })
	var bad *format.Error
	if errors.As(err, &bad) {
		// The length of the feature held, so that the next ones can be read.
		row.Err, row.Lost, err = bad, row.Values == nil, nil
		row.Ground = nil
	}
	return row, err
}

// Close closes the file.
func (r *reader) Close() error { return r.closer.Close() }
