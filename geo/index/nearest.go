package index

import (
	"math"
	"sync"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// The WGS84 ellipsoid and the spheres that stand for it.
const (
	semiMajor  = 6378137.0
	flattening = 1 / 298.257223563
	e2         = flattening * (2 - flattening)
	// leastRadius is the smallest radius of curvature, that of the meridian at
	// the equator: on a sphere of this radius, at the same latitudes and
	// longitudes, every distance is at most that on the ellipsoid.
	leastRadius = semiMajor * (1 - e2)
	meanRadius  = 6371008.8
	radian      = math.Pi / 180
)

const (
	// nearby is the distance in metres up to which the straight line through
	// the Earth gives the geodesic to 1e-7.
	nearby = 100_000
	// flatReach, flatLatitude and flatError bound where distances on a plane
	// tangent at the point are trusted to reject an edge, and by how much they
	// may exceed the truth: the scale of longitudes, tan(lat) times 50 km over
	// the Earth's radius, changes by less than 3% there.
	flatReach    = 50_000
	flatLatitude = 75.0
	flatError    = 0.95
)

// search is one search for the edge nearest to a point.
type search struct {
	p           orb.Point
	sin, cos    float64 // of the latitude
	xyz         [3]float64
	east, north float64 // metres in a degree, at the point
	best        float64 // metres, so far
	at          orb.Point

	queue     queue
	sightings []sighting
	bounds    []float64 // working space
	geodesics int       // solved so far
}

// searches are kept: a search needs room for what it has yet to look into.
var searches = sync.Pool{New: func() any { return new(search) }}

// start begins another search, in the room of the last.
func (s *search) start(p orb.Point) {
	f := frameAt(p)
	*s = search{
		p: p, sin: f.sinLat, cos: f.cosLat, xyz: f.xyz,
		east: f.parallel * radian, north: f.meridian * radian,
		best:  math.Inf(1),
		queue: s.queue[:0], sightings: s.sightings[:0], bounds: s.bounds[:0],
	}
}

// boxDistance bounds the distance to a box from below, near and far. The
// haversine of the distance is at least that of the gap in latitude, plus that
// of the gap in longitude at the smallest scale of the box. The series of sine
// and cosine are cut after a negative term, which only lowers the bound.
func (s *search) boxDistance(lo, hi orb.Point) float64 {
	dlat := max(lo[1]-s.p[1], s.p[1]-hi[1], 0)
	h := square(sineFloor(dlat * radian / 2))
	if dlon := longitudeGap(s.p[0], lo[0], hi[0]); dlon > 0 {
		c := cosineFloor(max(math.Abs(lo[1]), math.Abs(hi[1])) * radian)
		h += s.cos * c * square(sineFloor(dlon*radian/2))
	}
	return 2 * leastRadius * math.Sqrt(h)
}

// longitudeGap returns the degrees from x to a range, the shorter way round.
func longitudeGap(x, lo, hi float64) float64 {
	if lo <= x && x <= hi {
		return 0
	}
	west, east := lo-x, x-hi
	if west < 0 {
		west += 360
	}
	if east < 0 {
		east += 360
	}
	return min(west, east)
}

func square(x float64) float64 { return x * x }

func sineFloor(x float64) float64 { return x * (1 - x*x/6) }

func cosineFloor(x float64) float64 {
	y := x * x
	return max(0, 1-y/2*(1-y/12*(1-y/30)))
}

// line looks for a nearer place on the edges of a line of points.
func (s *search) line(line []mesh.Point) (nearer bool) {
	a := line[0].Orb()
	for _, q := range line[1:] {
		b := q.Orb()
		if !s.tooFar(a, b) && s.edge(a, b) {
			nearer = true
		}
		a = b
	}
	return nearer
}

// tooFar reports whether the plane tangent at the point shows that an edge
// cannot be nearer than the best.
func (s *search) tooFar(a, b orb.Point) bool {
	if math.Abs(s.p[1]) > flatLatitude {
		return false
	}
	ax, ay := (a[0]-s.p[0])*s.east, (a[1]-s.p[1])*s.north
	dx, dy := (b[0]-a[0])*s.east, (b[1]-a[1])*s.north
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(-(ax*dx+ay*dy)/n, 0), 1)
	}
	d := math.Hypot(ax+t*dx, ay+t*dy)
	return d < flatReach && d*flatError > s.best
}

// edge looks for a nearer place on one edge, straight in longitude and
// latitude, by Gauss and Newton's method in space.
func (s *search) edge(a, b orb.Point) bool {
	dlon, dlat := b[0]-a[0], b[1]-a[1]
	t := 0.5
	var at orb.Point
	var f frame
	for range 10 {
		at = orb.Point{a[0] + t*dlon, a[1] + t*dlat}
		f = frameAt(at)
		step := f.along(s.xyz, dlon*radian, dlat*radian)
		next := min(max(t+step, 0), 1)
		moved := math.Abs(next-t) * math.Hypot(dlon, dlat)
		t = next
		if moved < 1e-9 { // degrees: a tenth of a millimetre
			break
		}
	}
	c := math.Sqrt(square(f.xyz[0]-s.xyz[0]) + square(f.xyz[1]-s.xyz[1]) + square(f.xyz[2]-s.xyz[2]))
	if c >= nearby {
		return s.edgeFar(a, b)
	}
	d := c * (1 + c*c/(24*meanRadius*meanRadius))
	if d >= s.best {
		return false
	}
	s.best, s.at = d, at
	return true
}

// frame is a place on the ellipsoid in space, in metres from the centre of the
// Earth, with the directions east and north.
type frame struct {
	xyz                [3]float64
	sinLat, cosLat     float64
	sinLon, cosLon     float64
	parallel, meridian float64 // metres per radian of longitude and latitude
}

func frameAt(p orb.Point) frame {
	var f frame
	f.sinLat, f.cosLat = math.Sincos(p[1] * radian)
	f.sinLon, f.cosLon = math.Sincos(p[0] * radian)
	w := 1 - e2*f.sinLat*f.sinLat
	n := semiMajor / math.Sqrt(w)
	f.parallel, f.meridian = n*f.cosLat, n*(1-e2)/w
	f.xyz = [3]float64{f.parallel * f.cosLon, f.parallel * f.sinLon, n * (1 - e2) * f.sinLat}
	return f
}

// along returns how many times the movement (dlon, dlat), in radians, leads
// from here to what is nearest to q, as seen on the tangent plane.
func (f *frame) along(q [3]float64, dlon, dlat float64) float64 {
	x, y, z := q[0]-f.xyz[0], q[1]-f.xyz[1], q[2]-f.xyz[2]
	toEast := y*f.cosLon - x*f.sinLon
	toNorth := z*f.cosLat - f.sinLat*(x*f.cosLon+y*f.sinLon)
	e, n := dlon*f.parallel, dlat*f.meridian
	if e == 0 && n == 0 {
		return 0
	}
	return (toEast*e + toNorth*n) / (e*e + n*n)
}
