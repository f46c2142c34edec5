package rest

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// A Feature is one thing with its place (RFC 7946). Its geometry is null where
// none is known.
type Feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   Geometry   `json:"geometry"`
	Properties Properties `json:"properties"`
}

// NewFeature is a feature; its geometry may be nil.
func NewFeature(id string, g orb.Geometry, p Properties) Feature {
	return Feature{Type: "Feature", ID: id, Geometry: Geometry{g}, Properties: p}
}

// A Geometry writes itself as RFC 7946 asks: longitude first, seven decimals
// at most (a centimetre), outer rings counter-clockwise and holes clockwise.
type Geometry struct{ orb.Geometry }

// MarshalJSON writes null, a Point, a Polygon or a MultiPolygon.
func (g Geometry) MarshalJSON() ([]byte, error) {
	switch v := g.Geometry.(type) {
	case orb.Point:
		b := append([]byte(nil), `{"type":"Point","coordinates":`...)
		return append(appendPoint(b, v), '}'), nil
	case orb.MultiPolygon:
		switch len(v) {
		case 0:
			return []byte("null"), nil
		case 1:
			b := append(make([]byte, 0, sizeOf(v)), `{"type":"Polygon","coordinates":`...)
			return append(appendPolygon(b, v[0]), '}'), nil
		}
		b := append(make([]byte, 0, sizeOf(v)), `{"type":"MultiPolygon","coordinates":[`...)
		for i, p := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendPolygon(b, p)
		}
		return append(b, `]}`...), nil
	}
	return []byte("null"), nil
}

// sizeOf guesses the bytes a geometry takes, to grow its buffer once.
func sizeOf(m orb.MultiPolygon) int {
	n := 64
	for _, p := range m {
		for _, r := range p {
			n += 24*len(r) + 4
		}
	}
	return n
}

func appendPolygon(b []byte, p orb.Polygon) []byte {
	b = append(b, '[')
	for i, ring := range p {
		if i > 0 {
			b = append(b, ',')
		}
		want := orb.CCW
		if i > 0 {
			want = orb.CW
		}
		b = appendRing(b, ring, ring.Orientation() != want)
	}
	return append(b, ']')
}

func appendRing(b []byte, ring orb.Ring, backwards bool) []byte {
	b = append(b, '[')
	for i := range ring {
		if i > 0 {
			b = append(b, ',')
		}
		if backwards {
			b = appendPoint(b, ring[len(ring)-1-i])
		} else {
			b = appendPoint(b, ring[i])
		}
	}
	return append(b, ']')
}

func appendPoint(b []byte, p orb.Point) []byte {
	b = append(b, '[')
	b = appendDegrees(b, p[0])
	b = append(b, ',')
	b = appendDegrees(b, p[1])
	return append(b, ']')
}

func appendDegrees(b []byte, v float64) []byte {
	v = math.Round(v*1e7) / 1e7
	if v == 0 {
		v = 0 // no "-0"
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
