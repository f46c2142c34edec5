package tile

import (
	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// At returns the tile of a zoom that holds a position in degrees.
func At(p orb.Point, zoom int) Address {
	q := project(p, MaxZoom) // rounds least
	const last = mesh.Extent<<MaxZoom - 1
	cell := func(v int32) int { return int(min(max(v, 0), last)) / mesh.Extent >> (MaxZoom - zoom) }
	return Address{zoom, cell(q.x), cell(q.y)}
}
