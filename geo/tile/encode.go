package tile

import (
	"encoding/binary"
	"math"

	"maillage/geo/mesh"
)

// Wire types of protocol buffers, and the fields of vector_tile.proto.
const (
	varintType  = 0
	fixed64Type = 1
	bytesType   = 2

	tileLayers                                                                  = 3
	layerName, layerFeatures, layerKeys, layerValues, layerExtent, layerVersion = 1, 2, 3, 4, 5, 15
	featureID, featureTags, featureType, featureGeometry                        = 1, 2, 3, 4
	valueString, valueDouble, valueUint, valueSint, valueBool                   = 1, 3, 5, 6, 7
	pointType, polygonType                                                      = 1, 3
	moveTo, lineTo, closePath                                                   = 1, 2, 7
)

// A Property is one attribute of a feature: its value is a string, int64,
// float64 or bool.
type Property struct {
	Name  string
	Value any
}

// encoder writes one layer. Keys and values are numbered as they first appear.
type encoder struct {
	keys     map[string]uint64
	values   map[any]uint64
	names    []string
	list     []any
	features []byte

	tags, geometry, feature []byte // working space
	origin, cursor          position
}

func newEncoder(a Address) *encoder {
	w := a.window()
	return &encoder{keys: map[string]uint64{}, values: map[any]uint64{}, origin: position{w.minX + Buffer, w.minY + Buffer}}
}

// add writes a feature of the geometry gathered since the last.
func (e *encoder) add(id uint64, properties []Property, kind uint64) {
	e.tags = e.tags[:0]
	for _, p := range properties {
		k, ok := e.keys[p.Name]
		if !ok {
			k = uint64(len(e.names))
			e.keys[p.Name] = k
			e.names = append(e.names, p.Name)
		}
		v, ok := e.values[p.Value]
		if !ok {
			v = uint64(len(e.list))
			e.values[p.Value] = v
			e.list = append(e.list, p.Value)
		}
		e.tags = binary.AppendUvarint(binary.AppendUvarint(e.tags, k), v)
	}
	f := appendNumber(e.feature[:0], featureID, id)
	f = appendBytes(f, featureTags, e.tags)
	f = appendNumber(f, featureType, kind)
	f = appendBytes(f, featureGeometry, e.geometry)
	e.features = appendBytes(e.features, layerFeatures, f)
	e.feature, e.geometry, e.cursor = f, e.geometry[:0], position{}
}

// ring adds a ring to the geometry of the feature to come.
func (e *encoder) ring(r ring) {
	e.command(moveTo, 1)
	e.to(r[0])
	e.command(lineTo, len(r)-1)
	for _, p := range r[1:] {
		e.to(p)
	}
	e.command(closePath, 1)
}

// point makes a point the geometry of the feature to come.
func (e *encoder) point(p position) {
	e.command(moveTo, 1)
	e.to(p)
}

func (e *encoder) command(id uint64, count int) {
	e.geometry = binary.AppendUvarint(e.geometry, uint64(count)<<3|id)
}

// to writes the step from the last position, zigzag as AppendVarint does it.
func (e *encoder) to(p position) {
	local := position{p.x - e.origin.x, p.y - e.origin.y}
	e.geometry = binary.AppendVarint(e.geometry, int64(local.x-e.cursor.x))
	e.geometry = binary.AppendVarint(e.geometry, int64(local.y-e.cursor.y))
	e.cursor = local
}

// tile returns the layer as a tile of its own; nil without a feature. Tiles of
// several layers are such tiles one after the other.
func (e *encoder) tile(name string) []byte {
	if len(e.features) == 0 {
		return nil
	}
	b := make([]byte, 0, len(e.features)+len(e.features)/4)
	b = appendBytes(b, layerName, []byte(name))
	b = append(b, e.features...)
	for _, k := range e.names {
		b = appendBytes(b, layerKeys, []byte(k))
	}
	for _, v := range e.list {
		b = appendBytes(b, layerValues, encodeValue(v))
	}
	b = appendNumber(b, layerExtent, mesh.Extent)
	b = appendNumber(b, layerVersion, 2)
	return appendBytes(make([]byte, 0, len(b)+8), tileLayers, b)
}

func encodeValue(v any) []byte {
	switch v := v.(type) {
	case string:
		return appendBytes(nil, valueString, []byte(v))
	case bool:
		n := uint64(0)
		if v {
			n = 1
		}
		return appendNumber(nil, valueBool, n)
	case int64:
		if v >= 0 {
			return appendNumber(nil, valueUint, uint64(v))
		}
		return binary.AppendVarint(binary.AppendUvarint(nil, valueSint<<3|varintType), v)
	case float64:
		b := binary.AppendUvarint(nil, valueDouble<<3|fixed64Type)
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	panic("tile: a property is a string, int64, float64 or bool")
}

func appendNumber(b []byte, field, n uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, field<<3|varintType), n)
}

func appendBytes(b []byte, field uint64, data []byte) []byte {
	b = binary.AppendUvarint(binary.AppendUvarint(b, field<<3|bytesType), uint64(len(data)))
	return append(b, data...)
}
