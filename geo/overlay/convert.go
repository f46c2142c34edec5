package overlay

import (
	"fmt"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"
)

// toGeom converts a multipolygon, checking it.
func toGeom(mp orb.MultiPolygon) (geom.Geometry, error) {
	g, err := unchecked(mp)
	if err != nil {
		return g, err
	}
	if err := g.Validate(); err != nil {
		return geom.Geometry{}, invalid(err, mp)
	}
	return g, nil
}

// unchecked converts a multipolygon, looking at no more than the length of its
// rings.
func unchecked(mp orb.MultiPolygon) (geom.Geometry, error) {
	polys := make([]geom.Polygon, 0, len(mp))
	for _, p := range mp {
		rings := make([]geom.LineString, 0, len(p))
		for _, r := range p {
			if len(r) < 4 {
				return geom.Geometry{}, &Invalid{fmt.Sprintf("polygon ring of %d points, fewer than 4", len(r)), firstPoint(mp)}
			}
			rings = append(rings, lineOf(r))
		}
		polys = append(polys, geom.NewPolygon(rings))
	}
	return geom.NewMultiPolygon(polys).AsGeometry(), nil
}

func lineOf(r orb.Ring) geom.LineString {
	flat := make([]float64, 0, 2*len(r))
	for _, p := range r {
		flat = append(flat, p[0], p[1])
	}
	return geom.NewLineString(geom.NewSequence(flat, geom.DimXY))
}

// polygonsOf converts the polygons of a result and drops its points and lines.
func polygonsOf(g geom.Geometry) orb.MultiPolygon {
	var out orb.MultiPolygon
	switch g.Type() {
	case geom.TypePolygon:
		if p := g.MustAsPolygon(); !p.IsEmpty() {
			out = append(out, fromPolygon(p))
		}
	case geom.TypeMultiPolygon:
		mp := g.MustAsMultiPolygon()
		for i := range mp.NumPolygons() {
			out = append(out, fromPolygon(mp.PolygonN(i)))
		}
	case geom.TypeGeometryCollection:
		gc := g.MustAsGeometryCollection()
		for i := range gc.NumGeometries() {
			out = append(out, polygonsOf(gc.GeometryN(i))...)
		}
	}
	return out
}

// fromPolygon converts one polygon, shell counter-clockwise.
func fromPolygon(p geom.Polygon) orb.Polygon {
	p = p.ForceCCW()
	out := orb.Polygon{fromLine(p.ExteriorRing())}
	for i := range p.NumInteriorRings() {
		out = append(out, fromLine(p.InteriorRingN(i)))
	}
	return out
}

func fromLine(l geom.LineString) orb.Ring {
	seq := l.Coordinates()
	r := make(orb.Ring, seq.Length())
	for i := range r {
		xy := seq.GetXY(i)
		r[i] = orb.Point{xy.X, xy.Y}
	}
	return r
}

// bounds is mp.Bound without the surprise of an empty one, which orb gives as
// the point (0, 0).
func bounds(mp orb.MultiPolygon) orb.Bound {
	b := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	for _, p := range mp {
		if len(p) == 0 || len(p[0]) == 0 {
			continue
		}
		if b.IsEmpty() {
			b = p[0].Bound()
		}
		b = b.Union(p[0].Bound())
	}
	return b
}
