package overlay

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"maillage/geo"
)

// Area returns the geodesic area of valid polygons on WGS84: shells less holes,
// whichever way they turn.
func Area(mp orb.MultiPolygon) geo.Area {
	m2 := 0.0
	for _, p := range mp {
		for i, r := range p {
			if i == 0 {
				m2 += ringArea(r)
			} else {
				m2 -= ringArea(r)
			}
		}
	}
	return geo.Area(math.Round(m2 * 1e4))
}

func ringArea(r orb.Ring) float64 {
	p := geodesic.WGS84.PolygonInit(false)
	for _, at := range r {
		p.AddPoint(at[1], at[0])
	}
	var m2 float64
	p.Compute(false, true, &m2, nil)
	return math.Abs(m2)
}
