package crs

import "math"

// laea is the Lambert azimuthal equal area projection of the ellipsoid, in its
// oblique aspect.
type laea struct {
	lon0       float64 // of the centre, radians
	e, e2      float64
	qp         float64 // twice the area north of the equator, over 2πa²
	radius     float64 // of the sphere of equal area, metres
	d          float64 // makes the scale at the centre one in both directions
	sin0, cos0 float64 // of the authalic latitude of the centre
	fe, fn     float64
	latitude   series // from authalic to geodetic
}

func newLAEA(p params) *laea {
	l := &laea{
		lon0: p.lon0 * degree, e2: p.shape.e2(), e: math.Sqrt(p.shape.e2()),
		fe: p.fe, fn: p.fn, latitude: fromAuthalic(p.shape.third()),
	}
	l.qp = l.q(1)
	l.radius = p.shape.a * math.Sqrt(l.qp/2)
	sin, cos := math.Sincos(p.lat0 * degree)
	l.sin0 = l.q(sin) / l.qp
	l.cos0 = math.Sqrt(1 - l.sin0*l.sin0)
	l.d = p.shape.a * cos / (math.Sqrt(1-l.e2*sin*sin) * l.radius * l.cos0)
	return l
}

// q is the area from the equator to a latitude of this sine, over πa².
func (l *laea) q(sin float64) float64 {
	es := l.e * sin
	return (1 - l.e2) * (sin/(1-es*es) + math.Atanh(es)/l.e)
}

func (l *laea) forward(lon, lat float64) (x, y float64) {
	sinB := l.q(math.Sin(lat)) / l.qp
	cosB := math.Sqrt(max(0, 1-sinB*sinB))
	sin, cos := math.Sincos(wrap(lon - l.lon0))
	b := l.radius * math.Sqrt(2/(1+l.sin0*sinB+l.cos0*cosB*cos))
	return l.fe + b*l.d*cosB*sin, l.fn + b/l.d*(l.cos0*sinB-l.sin0*cosB*cos)
}

func (l *laea) inverse(x, y float64) (lon, lat float64) {
	dx, dy := (x-l.fe)/l.d, (y-l.fn)*l.d
	rho := math.Sqrt(dx*dx + dy*dy)
	if rho == 0 {
		beta := math.Asin(l.sin0)
		return l.lon0, beta + l.latitude.at(beta)
	}
	// Beyond the antipode, twice the radius away, there is nothing: NaN.
	sinC, cosC := math.Sincos(2 * math.Asin(rho/(2*l.radius)))
	beta := math.Asin(cosC*l.sin0 + dy*sinC*l.cos0/rho)
	lon = math.Atan2(dx*sinC, rho*l.cos0*cosC-dy*l.sin0*sinC)
	return wrap(l.lon0 + lon), beta + l.latitude.at(beta)
}
