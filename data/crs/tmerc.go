package crs

import "math"

// tmerc is the ellipsoidal transverse Mercator projection by the series of
// Krüger, extended to the sixth order: a few nanometres within 35 degrees of
// the central meridian, where the formulas of most handbooks lose metres.
// Karney (2011), eqs 35 and 36.
type tmerc struct {
	lon0     float64 // central meridian, radians
	e        float64 // eccentricity
	radius   float64 // scale times rectifying radius, metres
	fe, fn   float64 // easting and northing of the origin, metres
	forth    series
	back     series
	latitude series // from conformal to geodetic
}

func newTmerc(p params) *tmerc {
	n := p.shape.third()
	n2 := n * n
	t := &tmerc{
		lon0: p.lon0 * degree,
		e:    math.Sqrt(p.shape.e2()),
		// The series of the quarter meridian goes on with n^8/16384, 1e-26 of it.
		radius:   p.k0 * p.shape.a / (1 + n) * (1 + n2/4 + n2*n2/64 + n2*n2*n2/256),
		fe:       p.fe,
		latitude: fromConformal(n),
		forth: inN(n, [6][]float64{
			{1. / 2, -2. / 3, 5. / 16, 41. / 180, -127. / 288, 7891. / 37800},
			{13. / 48, -3. / 5, 557. / 1440, 281. / 630, -1983433. / 1935360},
			{61. / 240, -103. / 140, 15061. / 26880, 167603. / 181440},
			{49561. / 161280, -179. / 168, 6601661. / 7257600},
			{34729. / 80640, -3418889. / 1995840},
			{212378941. / 319334400},
		}),
		back: inN(n, [6][]float64{
			{1. / 2, -2. / 3, 37. / 96, -1. / 360, -81. / 512, 96199. / 604800},
			{1. / 48, 1. / 15, -437. / 1440, 46. / 105, -1118711. / 3870720},
			{17. / 480, -37. / 840, -209. / 4480, 5569. / 90720},
			{4397. / 161280, -11. / 504, -830251. / 7257600},
			{4583. / 161280, -108847. / 3991680},
			{20648693. / 638668800},
		}),
	}
	_, origin := t.forward(t.lon0, p.lat0*degree)
	t.fn = p.fn - origin
	return t
}

func (t *tmerc) forward(lon, lat float64) (x, y float64) {
	taup := conformal(lat, t.e)
	sin, cos := math.Sincos(wrap(lon - t.lon0))
	xi := math.Atan2(taup, cos)
	eta := math.Asinh(sin / math.Sqrt(taup*taup+cos*cos))
	dxi, deta := t.forth.atComplex(xi, eta)
	return t.fe + t.radius*(eta+deta), t.fn + t.radius*(xi+dxi)
}

func (t *tmerc) inverse(x, y float64) (lon, lat float64) {
	xi, eta := (y-t.fn)/t.radius, (x-t.fe)/t.radius
	dxi, deta := t.back.atComplex(xi, eta)
	xi, eta = xi-dxi, eta-deta
	sin, cos := math.Sincos(xi)
	sinh := math.Sinh(eta)
	chi := math.Atan2(sin, math.Sqrt(sinh*sinh+cos*cos))
	return wrap(t.lon0 + math.Atan2(sinh, cos)), chi + t.latitude.at(chi)
}

// atComplex sums the series at xi + i*eta and returns the two parts of the sum.
func (s *series) atComplex(xi, eta float64) (re, im float64) {
	sin, cos := math.Sincos(2 * xi)
	up := math.Exp(2 * eta)
	cosh, sinh := (up+1/up)/2, (up-1/up)/2
	c := complex(2*cos*cosh, -2*sin*sinh)
	var b1, b2 complex128
	for i := len(s) - 1; i >= 0; i-- {
		b1, b2 = complex(s[i], 0)+c*b1-b2, b1
	}
	sum := b1 * complex(sin*cosh, cos*sinh)
	return real(sum), imag(sum)
}
