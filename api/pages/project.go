package pages

import (
	"math"

	"github.com/paulmach/orb"
)

// A projection takes degrees to kilometres east and south of an origin: y
// grows downwards, as in SVG.
type projection func(orb.Point) (x, y float64)

const earthKM = 6371.0088 // mean radius (IUGG)

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// conic is Lambert's conformal conic on the sphere (Snyder 1987, 15-1 to 15-5),
// with the parallels and the origin of Lambert-93: the shape France is known by.
func conic(p orb.Point) (x, y float64) {
	const south, north, lon0, lat0 = 44, 49, 3, 46.5
	t := func(lat float64) float64 { return math.Tan(math.Pi/4 + radians(lat)/2) }
	n := math.Log(math.Cos(radians(south))/math.Cos(radians(north))) / math.Log(t(north)/t(south))
	f := math.Cos(radians(south)) * math.Pow(t(south), n) / n
	rho := func(lat float64) float64 { return earthKM * f / math.Pow(t(lat), n) }
	angle := n * radians(p[0]-lon0)
	return rho(p[1]) * math.Sin(angle), rho(p[1])*math.Cos(angle) - rho(lat0)
}

// local is the equirectangular projection, true along the parallel of the
// middle of a box: for a territory of a few hundred kilometres.
func local(b orb.Bound) projection {
	centre := b.Center()
	squeeze := math.Cos(radians(centre[1]))
	return func(p orb.Point) (x, y float64) {
		return earthKM * radians(p[0]-centre[0]) * squeeze, -earthKM * radians(p[1]-centre[1])
	}
}

// projectionOf is the projection a territory is drawn in.
func projectionOf(b orb.Bound) projection {
	// Degrees around metropolitan France; all other territories lie far off.
	if b.Min[0] > -8 && b.Max[0] < 12 && b.Min[1] > 40 && b.Max[1] < 53 {
		return conic
	}
	return local(b)
}
