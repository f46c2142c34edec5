package mesh

import (
	"math"

	"github.com/tidwall/geodesic"
	"golang.org/x/sync/errgroup"

	"maillage/geo/internal/plane"
)

// The WGS84 ellipsoid.
const (
	semiMajor  = 6378137.0
	flattening = 1 / 298.257223563
	e2         = flattening * (2 - flattening) // eccentricity squared
	semiMinor  = semiMajor * (1 - flattening)
	radian     = math.Pi / 180 / 1e7 // of one grid step
)

// Edges up to longEdge grid steps each way (0.05 degree, 5.6 km) and away from
// the poles are measured by series, longer ones by Karney's algorithms, some
// fifty times slower. For such edges the series errs by less than 5e-4 m² of
// area and 1e-7 of the length; a test holds both.
const (
	longEdge = 500_000
	polarSin = 0.98 // sine of 78.5 degrees
)

// measure fills cm2 and metres, in two halves at once.
func (m *Mesh) measure() {
	n := len(m.box)
	m.cm2 = make([]int64, n)
	m.metres = make([]float64, n)
	half := 0
	for half < n && int(m.first[half]) < len(m.points)/2 {
		half++
	}
	var g errgroup.Group
	run := func(from, to int) func() error {
		return func() error {
			for a := from; a < to; a++ {
				m.cm2[a], m.metres[a] = measureArc(m.line(a))
			}
			return nil
		}
	}
	g.Go(run(0, half))
	g.Go(run(half, n))
	_ = g.Wait() // neither half can fail
}

// measureArc returns the ground on the left of a line of points, less that on its
// right, in square centimetres, and its length in metres.
func measureArc(line []Point) (cm2 int64, metres float64) {
	m2, metres := measureLine(line)
	return int64(math.Round(m2 * 1e4)), metres
}

// measureLine returns what a line of points contributes to the area on its
// left, in square metres, and its length in metres. Contributions of the
// edges of a closed ring add up to the geodesic area inside.
func measureLine(line []Point) (m2, length float64) {
	p := vertexAt(line[0])
	for i := 1; i < len(line); i++ {
		q := vertexAt(line[i])
		s, l := measureEdge(p, q)
		m2 -= s // going east with the ground between here and the equator on the right
		length += l
		p = q
	}
	return m2, length
}

// vertex is a point with what its latitude alone decides.
type vertex struct {
	Point
	sin float64 // of the latitude
	q   float64 // ground between the equator and the latitude, m² per radian of longitude
}

func vertexAt(p Point) vertex {
	s := math.Sin(float64(p.Y) * radian)
	return vertex{p, s, zone(s)}
}

// zone is b²(sin/(1-e²sin²) + atanh(e sin)/e)/2 as the series b² sin Σ (k+1)/(2k+1)
// (e sin)^2k; the first term left out is below 1e-17 of the sum.
func zone(sin float64) float64 {
	x := e2 * sin * sin
	return semiMinor * semiMinor * sin *
		(1 + x*(2./3+x*(3./5+x*(4./7+x*(5./9+x*(6./11+x*(7./13+x*(8./15))))))))
}

// measureEdge returns the ground between a geodesic edge and the equator,
// positive when it runs east in the north, and its length.
func measureEdge(p, q vertex) (m2, metres float64) {
	dx, dy := int64(q.X)-int64(p.X), int64(q.Y)-int64(p.Y)
	if max(dx, -dx, dy, -dy) > longEdge || math.Abs(p.sin) > polarSin {
		return measureLong(p.Point, q.Point)
	}
	dlon, dlat := float64(dx)*radian, float64(dy)*radian
	sin := (p.sin + q.sin) / 2 * (1 + dlat*dlat/8) // of the middle latitude
	w := 1 - e2*sin*sin
	root := math.Sqrt(w)
	north := semiMajor * (1 - e2) / (w * root) * dlat // metres along the meridian
	east := semiMajor * math.Sqrt(1-sin*sin) / root * dlon
	// The trapezoid, then the end correction of Euler and Maclaurin: the second
	// derivative of the zone by longitude along a geodesic, from the geodesic
	// equation on a surface of revolution, is -sin(lat)(3 north² + east²).
	m2 = dlon*(p.q+q.q)/2 + dlon*sin*(3*north*north+east*east)/12
	return m2, math.Sqrt(north*north + east*east)
}

// measureLong is measureEdge by Karney's algorithms. Longitudes count from p:
// their difference is exact on the grid and would be rounded in degrees.
func measureLong(p, q Point) (m2, metres float64) {
	dlon := float64(int64(q.X)-int64(p.X)) / plane.PerDegree
	geodesic.WGS84.GenInverse(p.Orb()[1], 0, q.Orb()[1], dlon, &metres, nil, nil, nil, nil, nil, &m2)
	return m2, metres
}
