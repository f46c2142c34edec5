package crs

import "math"

// lcc is the Lambert conformal conic projection with two standard parallels.
type lcc struct {
	lon0     float64 // central meridian, radians
	e        float64 // eccentricity
	n        float64 // sine of the cone's constant
	af       float64 // radius at the equator, metres
	fe       float64 // easting of the apex, metres
	apex     float64 // northing of the apex, metres
	latitude series  // from conformal to geodetic
}

func newLCC(p params) *lcc {
	l := &lcc{
		lon0: p.lon0 * degree, e: math.Sqrt(p.shape.e2()), fe: p.fe,
		latitude: fromConformal(p.shape.third()),
	}
	scale := func(lat float64) float64 { // radius of the parallel, in units of a
		sin, cos := math.Sincos(lat)
		return cos / math.Sqrt(1-p.shape.e2()*sin*sin)
	}
	lat1, lat2 := p.lat1*degree, p.lat2*degree
	q1, q2 := l.isometric(lat1), l.isometric(lat2)
	l.n = math.Log(scale(lat1)/scale(lat2)) / (q2 - q1)
	l.af = p.shape.a * scale(lat1) / l.n * math.Exp(l.n*q1)
	l.apex = p.fn + l.radius(p.lat0*degree)
	return l
}

// isometric returns the isometric latitude.
func (l *lcc) isometric(lat float64) float64 { return math.Asinh(conformal(lat, l.e)) }

func (l *lcc) radius(lat float64) float64 { return l.af * math.Exp(-l.n*l.isometric(lat)) }

func (l *lcc) forward(lon, lat float64) (x, y float64) {
	sin, cos := math.Sincos(l.n * wrap(lon-l.lon0))
	r := l.radius(lat)
	return l.fe + r*sin, l.apex - r*cos
}

func (l *lcc) inverse(x, y float64) (lon, lat float64) {
	dx, dy := x-l.fe, l.apex-y
	r := math.Sqrt(dx*dx + dy*dy)
	if l.n < 0 {
		dx, dy, r = -dx, -dy, -r
	}
	// exp(-isometric) is the tangent of half the conformal colatitude.
	chi := math.Pi/2 - 2*math.Atan(math.Pow(r/l.af, 1/l.n))
	return wrap(l.lon0 + math.Atan2(dx, dy)/l.n), chi + l.latitude.at(chi)
}
