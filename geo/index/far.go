package index

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"maillage/geo/mesh"
)

// Far from the point, a sphere is too rough to choose by: one percent of half
// the way round the Earth is two hundred kilometres, in which whole countries
// lie. But by how much the geodesic exceeds the way on the sphere changes little
// from one place to the next. One geodesic to the middle of a box, a sighting,
// therefore bounds the geodesics to everything in it.
const (
	// drift bounds by how much that excess changes in a metre: at most 0.0072
	// within 150 degrees of the point, by two million random triples of places;
	// and 0.0075 over the sine of the angle up to 178.
	drift        = 0.009
	driftPerSine = 0.01
	steady       = 150 * radian
	unsteady     = 178 * radian
	// degreeMetres is no less than a degree of any meridian or of the equator.
	degreeMetres = 111_700
	// worthSighting is how much smaller a box is than that of the sighting
	// which bounds it where another is worth a geodesic.
	worthSighting = 4
	// bent is the longest edge, in metres, along which the distance to a place
	// that is far away has one minimum.
	bent = 20_000
)

// sighting is a geodesic to the middle of a box.
type sighting struct {
	radius float64 // of the box: nothing in it is farther from its middle
	drift  float64 // how much the excess changes in a metre, at most
	excess float64 // of the geodesic over the way on the sphere, the least in the box
}

// angleAtLeast returns the least angle on the sphere to a box, exactly. Its
// cosine is a sinusoid of the latitude, largest where the shorter gap of
// longitudes is.
func (s *search) angleAtLeast(lo, hi orb.Point) float64 {
	p := s.cos * math.Cos(longitudeGap(s.p[0], lo[0], hi[0])*radian)
	south, north := lo[1]*radian, hi[1]*radian
	sinS, cosS := math.Sincos(south)
	sinN, cosN := math.Sincos(north)
	best := max(cosS*p+sinS*s.sin, cosN*p+sinN*s.sin)
	if p > 0 && cosS*s.sin > sinS*p && cosN*s.sin < sinN*p {
		best = math.Hypot(p, s.sin)
	}
	return math.Acos(min(max(best, -1), 1))
}

// sight looks at a box: it returns the position of a sighting that bounds what
// is in it, -1 for none, and the least distance to it.
func (s *search) sight(lo, hi orb.Point) (at int32, atLeast float64) {
	middle := orb.Point{(lo[0] + hi[0]) / 2, (lo[1] + hi[1]) / 2}
	radius := boxRadius(lo, hi)
	d := s.geodesic(middle)
	angle := s.angle(middle)
	widest := angle + radius/meanRadius
	k := drift
	switch {
	case widest > unsteady:
		return -1, d - radius
	case widest > steady:
		k = driftPerSine / math.Sin(widest)
	}
	s.sightings = append(s.sightings, sighting{radius, k, d - meanRadius*angle - k*radius})
	at = int32(len(s.sightings) - 1)
	return at, max(d-radius, s.beyond(at, lo, hi))
}

// beyond is the least distance to a box by a sighting of one that holds it.
func (s *search) beyond(sight int32, lo, hi orb.Point) float64 {
	return meanRadius*s.angleAtLeast(lo, hi) + s.sightings[sight].excess
}

// boxRadius bounds the way from the middle of a box to anything in it.
func boxRadius(lo, hi orb.Point) float64 {
	nearest := 0.0 // to the equator
	if lo[1] > 0 || hi[1] < 0 {
		nearest = min(math.Abs(lo[1]), math.Abs(hi[1]))
	}
	return degreeMetres / 2 * (hi[1] - lo[1] + (hi[0]-lo[0])*math.Cos(nearest*radian))
}

// angle returns the angle on the sphere to a place.
func (s *search) angle(q orb.Point) float64 {
	sin, cos := math.Sincos(q[1] * radian)
	c := sin*s.sin + cos*s.cos*math.Cos((q[0]-s.p[0])*radian)
	return math.Acos(min(max(c, -1), 1))
}

func (s *search) geodesic(q orb.Point) (metres float64) {
	s.geodesics++
	geodesic.WGS84.Inverse(s.p[1], s.p[0], q[1], q[0], &metres, nil, nil)
	return metres
}

// lineFar looks for a nearer place on the edges of a line of points in a box
// that a sighting bounds, or none does.
func (s *search) lineFar(line []mesh.Point, sight int32) (nearer bool) {
	if sight < 0 {
		for i := 1; i < len(line); i++ {
			nearer = s.edgeFar(line[i-1].Orb(), line[i].Orb()) || nearer
		}
		return nearer
	}
	by := &s.sightings[sight]
	first := s.boundLine(line, by.excess)
	if s.bounds[first]-lineSag(line) >= s.best {
		return false
	}
	// The most promising vertex is a sighting too, by which the rest is held.
	from := line[first].Orb()
	seen := s.look(from)
	nearer = s.take(seen.at, seen.metres)
	excess := seen.metres - s.bounds[first] + by.excess
	for i := range line {
		s.bounds[i] += excess - by.excess - by.drift*edgeMetres(from, line[i].Orb())
	}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1].Orb(), line[i].Orb()
		if min(s.bounds[i-1], s.bounds[i])-sag(a, b) >= s.best {
			continue
		}
		if by.drift == drift && (i-1 == first && seen.rises(a, b) || i == first && seen.rises(b, a)) {
			continue
		}
		nearer = s.edgeFar(a, b) || nearer
	}
	return nearer
}

// boundLine bounds the distances to the vertices of a line, by the excess that
// they have at least, and returns which is the least.
func (s *search) boundLine(line []mesh.Point, excess float64) (first int) {
	s.bounds = s.bounds[:0]
	for i, v := range line {
		s.bounds = append(s.bounds, meanRadius*s.angle(v.Orb())+excess)
		if s.bounds[i] < s.bounds[first] {
			first = i
		}
	}
	return first
}

// sag bounds by how much the distance from a point that is not near to a place
// on an edge falls below that to both its ends: the distance bends as a circle
// about the point, or more slowly, and a parallel as itself.
func sag(a, b orb.Point) float64 { return square(edgeMetres(a, b)) / 8 * bend(a, b) }

// lineSag is the largest sag of a line, from above.
func lineSag(line []mesh.Point) (most float64) {
	for i := 1; i < len(line); i++ {
		most = max(most, sag(line[i-1].Orb(), line[i].Orb()))
	}
	return most
}

func bend(a, b orb.Point) float64 {
	steepest := max(math.Abs(a[1]), math.Abs(b[1]))
	return 1.0/nearby + (2+math.Tan(steepest*radian))/meanRadius
}

// edgeMetres bounds the length of an edge.
func edgeMetres(a, b orb.Point) float64 {
	return 2 * boxRadius(
		orb.Point{min(a[0], b[0]), min(a[1], b[1])},
		orb.Point{max(a[0], b[0]), max(a[1], b[1])})
}

// view is a place as seen from the point: how far, and in which direction the
// geodesic arrives.
type view struct {
	at       orb.Point
	metres   float64
	sin, cos float64 // of the azimuth
	f        frame
}

func (s *search) look(at orb.Point) view {
	v := view{at: at, f: frameAt(at)}
	var azimuth float64
	s.geodesics++
	geodesic.WGS84.Inverse(s.p[1], s.p[0], at[1], at[0], &v.metres, nil, &azimuth)
	v.sin, v.cos = math.Sincos(azimuth * radian)
	return v
}

// slope is by how much the distance grows along a movement in degrees, in metres.
func (v *view) slope(dlon, dlat float64) float64 {
	return dlon*radian*v.f.parallel*v.sin + dlat*radian*v.f.meridian*v.cos
}

// rises reports whether every place on the edge from here, a, to b is farther.
func (v *view) rises(a, b orb.Point) bool {
	return v.slope(b[0]-a[0], b[1]-a[1]) >= 4*sag(a, b)
}

// take takes a place that is nearer than the best.
func (s *search) take(at orb.Point, metres float64) bool {
	if metres >= s.best {
		return false
	}
	s.best, s.at = metres, at
	return true
}

// edgeFar looks for a nearer place on an edge that is not near the point.
func (s *search) edgeFar(a, b orb.Point) bool {
	return s.between(a, b, s.post(a, b, a), s.post(a, b, b))
}

// post is a place on an edge: its distance, and by how much that grows in the
// direction of the edge, in metres per edge.
type post struct {
	at            orb.Point
	metres, slope float64
}

// post measures a place on the edge from a to b.
func (s *search) post(a, b, at orb.Point) post {
	v := s.look(at)
	return post{at, v.metres, v.slope(b[0]-a[0], b[1]-a[1])}
}

// between looks at the part of an edge between two posts. A part that may be
// bent is halved; along another the distance falls and then rises, if both.
func (s *search) between(a, b orb.Point, from, to post) bool {
	nearer := s.take(from.at, from.metres)
	nearer = s.take(to.at, to.metres) || nearer
	length := edgeMetres(from.at, to.at)
	if (from.metres+to.metres-length)/2 >= s.best {
		return nearer
	}
	if length > bent {
		middle := s.post(a, b, half(from, to))
		nearer = s.between(a, b, from, middle) || nearer
		return s.between(a, b, middle, to) || nearer
	}
	const close = 0.01 // metres along the edge, and far less from it
	for from.slope < 0 && to.slope > 0 && edgeMetres(from.at, to.at) > close {
		middle := s.post(a, b, half(from, to))
		nearer = s.take(middle.at, middle.metres) || nearer
		if middle.slope < 0 {
			from = middle
		} else {
			to = middle
		}
	}
	return nearer
}

func half(a, b post) orb.Point { return orb.Point{(a.at[0] + b.at[0]) / 2, (a.at[1] + b.at[1]) / 2} }
