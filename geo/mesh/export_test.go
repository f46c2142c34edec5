package mesh

import "maillage/geo"

// UnionArea adds up the ground of the arcs around a set of faces: what bounds
// the union, not the faces in it.
func UnionArea(m *Mesh, in geo.Bitset) geo.Area {
	group := make([]int32, m.Len())
	for f := range group {
		if !in.Has(f) {
			group[f] = Outside
		}
	}
	var sum geo.Area
	for _, l := range m.trace(m.sides(group), nil) {
		for _, h := range l.halves {
			sum += geo.Area(m.ground(h))
		}
	}
	return sum
}

// MeasureEdge and MeasureLong give the ground under an edge, in square metres,
// and its length, by the series where it holds and by Karney's algorithms.
func MeasureEdge(p, q Point) (m2, metres float64) { return measureEdge(vertexAt(p), vertexAt(q)) }

// MeasureLong is MeasureEdge without the series.
func MeasureLong(p, q Point) (m2, metres float64) { return measureLong(p, q) }

// LongEdge is the length from which MeasureEdge gives up the series.
const LongEdge = longEdge
