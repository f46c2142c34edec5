package geopackage

import (
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"

	"maillage/data/format"
)

// envelopes are the bytes of the box in a header, by its code.
var envelopes = [8]int{0, 32, 48, 48, 64, -1, -1, -1}

// ground reads a GeoPackage geometry: a header, then well-known binary. Every
// count is held against the bytes that are left before anything is reserved.
func ground(b []byte, limits format.Limits, row *format.Row) {
	const header = 8
	if len(b) < header || b[0] != 'G' || b[1] != 'P' {
		row.Err = format.Errorf(format.RuleCorrupt, "the geometry does not start as one of a GeoPackage")
		return
	}
	flags := b[3]
	if flags&0x20 != 0 {
		row.Err = format.Errorf(format.RuleUnsupported, "the geometry is of an extended type")
		return
	}
	box := envelopes[flags>>1&7]
	if box < 0 || len(b) < header+box {
		row.Err = format.Errorf(format.RuleCorrupt, "the box of the geometry is cut, or of no known kind")
		return
	}
	if flags&0x10 != 0 { // empty
		return
	}
	w := wkb{b: b[header+box:], most: limits.Vertices}
	row.Ground, row.Err = w.geometry()
	row.Vertices, row.HasZ = w.vertices, w.tall
	if row.Err == nil && len(w.b) > 0 {
		row.Ground, row.Err = nil, format.Errorf(format.RuleCorrupt, "%d bytes follow the geometry", len(w.b))
	}
}

// wkb reads well-known binary, ISO and EWKB, of polygons.
type wkb struct {
	b        []byte
	order    binary.ByteOrder
	vertices int
	most     int
	tall     bool // some coordinates are dropped
}

const (
	polygonType      = 3
	multiPolygonType = 6
)

var typeNames = map[uint32]string{1: "Point", 2: "LineString", 4: "MultiPoint", 5: "MultiLineString", 7: "GeometryCollection", 8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve", 12: "MultiSurface"}

// start reads a byte order and a type, and how many coordinates a position has.
func (w *wkb) start() (kind uint32, stride int, err *format.Error) {
	if len(w.b) < 5 {
		return 0, 0, format.Errorf(format.RuleTruncated, "the geometry ends in the middle")
	}
	switch w.b[0] {
	case 0:
		w.order = binary.BigEndian
	case 1:
		w.order = binary.LittleEndian
	default:
		return 0, 0, format.Errorf(format.RuleCorrupt, "the geometry has the byte order %d", w.b[0])
	}
	code := w.order.Uint32(w.b[1:])
	w.b = w.b[5:]
	const withZ, withM, withSRID = 0x80000000, 0x40000000, 0x20000000
	stride = 2
	if code&withZ != 0 {
		stride++
	}
	if code&withM != 0 {
		stride++
	}
	if code&withSRID != 0 {
		if len(w.b) < 4 {
			return 0, 0, format.Errorf(format.RuleTruncated, "the geometry ends in the middle")
		}
		w.b = w.b[4:]
	}
	code &^= withZ | withM | withSRID
	switch code / 1000 {
	case 1, 2:
		stride = 3
	case 3:
		stride = 4
	}
	w.tall = w.tall || stride > 2
	return code % 1000, stride, nil
}

func (w *wkb) geometry() (orb.MultiPolygon, *format.Error) {
	kind, stride, err := w.start()
	if err != nil {
		return nil, err
	}
	switch kind {
	case polygonType:
		p, err := w.polygon(stride)
		if err != nil || p == nil {
			return nil, err
		}
		return orb.MultiPolygon{p}, nil
	case multiPolygonType:
		return w.multiPolygon(stride)
	}
	name := typeNames[kind]
	if name == "" {
		name = "geometry of unknown type"
	}
	return nil, format.Errorf(format.RuleWrongGeometryType, "the geometry is a %s", name)
}

func (w *wkb) multiPolygon(stride int) (orb.MultiPolygon, *format.Error) {
	n, err := w.count(9) // byte order, type, count
	if err != nil {
		return nil, err
	}
	var mp orb.MultiPolygon
	for range n {
		kind, own, err := w.start()
		if err != nil {
			return nil, err
		}
		if kind != polygonType {
			return nil, format.Errorf(format.RuleCorrupt, "a part of the MultiPolygon is not a Polygon")
		}
		if own != stride {
			return nil, format.Errorf(format.RuleCorrupt, "parts of %d and of %d coordinates are mixed", stride, own)
		}
		p, err := w.polygon(own)
		if err != nil {
			return nil, err
		}
		if p != nil {
			mp = append(mp, p)
		}
	}
	return mp, nil
}

func (w *wkb) polygon(stride int) (orb.Polygon, *format.Error) {
	n, err := w.count(4)
	if err != nil || n == 0 {
		return nil, err
	}
	p := make(orb.Polygon, 0, min(n, 1024))
	for range n {
		r, err := w.ring(stride)
		if err != nil {
			return nil, err
		}
		p = append(p, r)
	}
	return p, nil
}

func (w *wkb) ring(stride int) (orb.Ring, *format.Error) {
	n, err := w.count(8 * stride)
	if err != nil {
		return nil, err
	}
	if w.vertices += n; w.vertices > w.most {
		return nil, format.Errorf(format.RuleTooManyVertices, "it has more than %d vertices", w.most)
	}
	r := make(orb.Ring, n)
	for i := range r {
		at := orb.Point{math.Float64frombits(w.order.Uint64(w.b)), math.Float64frombits(w.order.Uint64(w.b[8:]))}
		w.b = w.b[8*stride:]
		if math.IsNaN(at[0]-at[0]) || math.IsNaN(at[1]-at[1]) {
			err := format.Errorf(format.RuleNaN, "position %d of a ring of %d is %v %v", i, n, at[0], at[1])
			if i > 0 {
				err.Detail += ", after the position given"
				return nil, err.Near(r[i-1])
			}
			return nil, err
		}
		r[i] = at
	}
	return r, nil
}

// count reads how many elements follow, of so many bytes each at least.
func (w *wkb) count(least int) (int, *format.Error) {
	if len(w.b) < 4 {
		return 0, format.Errorf(format.RuleTruncated, "the geometry ends in the middle")
	}
	n := w.order.Uint32(w.b)
	w.b = w.b[4:]
	if int64(n)*int64(least) > int64(len(w.b)) {
		return 0, format.Errorf(format.RuleCorrupt, "the geometry claims %d elements, and has %d bytes left", n, len(w.b))
	}
	return int(n), nil
}
