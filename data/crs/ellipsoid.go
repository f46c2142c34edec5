package crs

import "math"

const degree = math.Pi / 180

// ellipsoid is an ellipsoid of revolution by its two defining constants.
type ellipsoid struct {
	a  float64 // equatorial radius, metres
	rf float64 // reciprocal of the flattening
}

var (
	grs80      = ellipsoid{6378137, 298.257222101} // Moritz, Geodetic Reference System 1980
	wgs84Shape = ellipsoid{6378137, 298.257223563} // NGA.STND.0036
)

func (e ellipsoid) flattening() float64 { return 1 / e.rf }

// e2 is the square of the first eccentricity.
func (e ellipsoid) e2() float64 { f := e.flattening(); return f * (2 - f) }

// third is the third flattening n = (a-b)/(a+b), in which the series converge
// fastest.
func (e ellipsoid) third() float64 { f := e.flattening(); return f / (2 - f) }

// series are the coefficients of sin 2x, sin 4x ... sin 12x.
type series [6]float64

// at sums the series at x, by Clenshaw's recurrence.
func (s *series) at(x float64) float64 {
	sin, cos := math.Sincos(2 * x)
	c := 2 * cos
	var b1, b2 float64
	for i := len(s) - 1; i >= 0; i-- {
		b1, b2 = s[i]+c*b1-b2, b1
	}
	return b1 * sin
}

// inN evaluates polynomials in n: row j holds the coefficients of n^(j+1),
// n^(j+2) ... n^6.
func inN(n float64, rows [6][]float64) series {
	var s series
	for j, row := range rows {
		for i := len(row) - 1; i >= 0; i-- {
			s[j] = s[j]*n + row[i]
		}
		s[j] *= math.Pow(n, float64(j+1))
	}
	return s
}

// conformal returns the tangent of the conformal latitude of a geodetic
// latitude, radians. e is the eccentricity. C. Karney, Transverse Mercator with
// an accuracy of a few nanometers, J. Geodesy 85 (2011), eqs 7 to 9.
func conformal(lat, e float64) float64 {
	sin, cos := math.Sincos(lat)
	tau := sin / cos
	sigma := math.Sinh(e * math.Atanh(e*sin))
	return tau*math.Sqrt(1+sigma*sigma) - sigma*math.Sqrt(1+tau*tau)
}

// fromConformal is the series by which the geodetic latitude exceeds the
// conformal one. C. Karney, On auxiliary latitudes, Survey Review (2023).
func fromConformal(n float64) series {
	return inN(n, [6][]float64{
		{2, -2. / 3, -2, 116. / 45, 26. / 45, -2854. / 675},
		{7. / 3, -8. / 5, -227. / 45, 2704. / 315, 2323. / 945},
		{56. / 15, -136. / 35, -1262. / 105, 73814. / 2835},
		{4279. / 630, -332. / 35, -399572. / 14175},
		{4174. / 315, -144838. / 6237},
		{601676. / 22275},
	})
}

// fromAuthalic is the series by which the geodetic latitude exceeds the
// authalic one, that of the sphere of equal area. Same source.
func fromAuthalic(n float64) series {
	return inN(n, [6][]float64{
		{4. / 3, 4. / 45, -16. / 35, -2582. / 14175, 60136. / 467775, 28112932. / 212837625},
		{46. / 45, 152. / 945, -11966. / 14175, -21016. / 51975, 251310128. / 638512875},
		{3044. / 2835, 3802. / 14175, -94388. / 66825, -8797648. / 10945935},
		{6059. / 4725, 41072. / 93555, -1472637812. / 638512875},
		{768272. / 467775, 455935736. / 638512875},
		{4210684958. / 1915538625},
	})
}

// wrap brings a difference of longitudes, radians, into [-π, π].
func wrap(lon float64) float64 {
	if math.Abs(lon) <= math.Pi {
		return lon
	}
	return math.Remainder(lon, 2*math.Pi)
}
