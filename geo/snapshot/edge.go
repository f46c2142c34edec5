package snapshot

import (
	"context"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/index"
	"maillage/geo/mesh"
)

// edgeOf prepares the rings of drawn ground for distances.
func edgeOf(drawn orb.MultiPolygon) (*index.Boundary, error) {
	m, err := mesh.Build(context.Background(), []orb.MultiPolygon{drawn})
	if err != nil {
		return nil, err
	}
	return index.NewBoundary(m, []int32{0}), nil
}

// NearEdge reports whether a point stands too close to the edge of the drawn
// ground for its side to be told: the line is no better than the boundaries it
// is laid over, whose source is given. It is false where nothing is drawn. The
// point must be on the globe.
func (p *Perimeter) NearEdge(at orb.Point, over *geo.Source) bool {
	if p.edge == nil {
		return false
	}
	metres, _, _, _ := p.edge.Nearest(at)
	return metres <= tolerance(over)
}
