package postgis

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/ewkb"
	"github.com/twpayne/go-geom/encoding/ewkbhex"
	"github.com/twpayne/go-geom/encoding/wkbcommon"
)

// wgs84 is the one reference system of the tables, longitude first.
const wgs84 = 4326

// A ground of the database is bounded before memory is taken for it: positions
// of a ring, rings of a polygon, polygons. The longest coast there is, that of
// Finistère at full precision, has some 30,000 positions.
func init() { wkbcommon.MaxGeometryElements = [4]int{0, 4 << 20, 1 << 18, 1 << 18} }

// encodeGround writes a multipolygon as EWKB in hex; nil for no ground.
func encodeGround(ground orb.MultiPolygon) (cell, error) {
	if ground == nil {
		return cell{}, nil
	}
	positions := 0
	for _, polygon := range ground {
		for _, ring := range polygon {
			positions += len(ring)
		}
	}
	flat, endss := make([]float64, 0, 2*positions), make([][]int, 0, len(ground))
	for _, polygon := range ground {
		ends := make([]int, 0, len(polygon))
		for _, ring := range polygon {
			for _, p := range ring {
				flat = append(flat, p[0], p[1])
			}
			ends = append(ends, len(flat))
		}
		endss = append(endss, ends)
	}
	g := geom.NewMultiPolygonFlat(geom.XY, flat, endss).SetSRID(wgs84)
	hex, err := ewkbhex.Encode(g, ewkb.NDR)
	return text(hex), err
}

// decodeGround reads a multipolygon in WGS84; nil for a null.
func decodeGround(b []byte) (orb.MultiPolygon, error) {
	if b == nil {
		return nil, nil
	}
	g, err := ewkb.Unmarshal(b)
	if err != nil {
		return nil, err
	}
	m, ok := g.(*geom.MultiPolygon)
	if !ok || m.Layout() != geom.XY || m.SRID() != wgs84 {
		return nil, fmt.Errorf("is a %T with layout %v and SRID %d: want a multipolygon of longitudes and latitudes, 4326", g, g.Layout(), g.SRID())
	}
	flat, start := m.FlatCoords(), 0
	ground := make(orb.MultiPolygon, 0, m.NumPolygons())
	for _, ends := range m.Endss() {
		polygon := make(orb.Polygon, 0, len(ends))
		for _, end := range ends {
			if end < start || end > len(flat) {
				return nil, fmt.Errorf("a ring ends at %d of %d numbers", end, len(flat))
			}
			ring := make(orb.Ring, 0, (end-start)/2)
			for ; start+1 < end; start += 2 {
				ring = append(ring, orb.Point{flat[start], flat[start+1]})
			}
			polygon = append(polygon, ring)
		}
		ground = append(ground, polygon)
	}
	return ground, nil
}

// encodePoint writes a point as EWKB in hex; nil for none.
func encodePoint(p *orb.Point) (cell, error) {
	if p == nil {
		return cell{}, nil
	}
	hex, err := ewkbhex.Encode(geom.NewPointFlat(geom.XY, []float64{p[0], p[1]}).SetSRID(wgs84), ewkb.NDR)
	return text(hex), err
}

// decodePoint reads a point in WGS84; nil for a null.
func decodePoint(b []byte) (*orb.Point, error) {
	if b == nil {
		return nil, nil
	}
	g, err := ewkb.Unmarshal(b)
	if err != nil {
		return nil, err
	}
	p, ok := g.(*geom.Point)
	if !ok || p.Layout() != geom.XY || p.SRID() != wgs84 || len(p.FlatCoords()) != 2 {
		return nil, fmt.Errorf("is a %T with SRID %d: want a point of a longitude and a latitude, 4326", g, g.SRID())
	}
	return &orb.Point{p.X(), p.Y()}, nil
}
