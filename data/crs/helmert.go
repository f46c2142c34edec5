package crs

import "math"

// helmert moves points from one datum to WGS84 by way of geocentric
// coordinates: position vector convention, small angles.
type helmert struct {
	from       ellipsoid
	tx, ty, tz float64 // metres
	rx, ry, rz float64 // radians
	scale      float64 // one plus parts per million
}

const arcSecond = degree / 3600

// rgpfToWGS84 is EPSG:15832, "RGPF to WGS 84 (1)", 0.5 m, which PROJ
// prefers to the null transformation (2), 1 m: the two lie 0.6 m apart.
var rgpfToWGS84 = &helmert{
	from: grs80, tx: 0.072, ty: -0.507, tz: -0.245,
	rx: 0.0183 * arcSecond, ry: -0.0003 * arcSecond, rz: 0.007 * arcSecond,
	scale: 1 - 0.0093e-6,
}

// forth and back take and give radians, and points on the ellipsoid: the
// height that the shift adds, a metre at most, is dropped.
func (h *helmert) forth(lon, lat float64) (float64, float64) {
	x, y, z := geocentric(h.from, lon, lat)
	return geodetic(wgs84Shape,
		h.tx+h.scale*(x-h.rz*y+h.ry*z),
		h.ty+h.scale*(h.rz*x+y-h.rx*z),
		h.tz+h.scale*(-h.ry*x+h.rx*y+z))
}

func (h *helmert) back(lon, lat float64) (float64, float64) {
	x, y, z := geocentric(wgs84Shape, lon, lat)
	x, y, z = (x-h.tx)/h.scale, (y-h.ty)/h.scale, (z-h.tz)/h.scale
	return geodetic(h.from, x+h.rz*y-h.ry*z, -h.rz*x+y+h.rx*z, h.ry*x-h.rx*y+z)
}

// geocentric returns the Earth-centred coordinates of a point on an ellipsoid.
func geocentric(e ellipsoid, lon, lat float64) (x, y, z float64) {
	sinLat, cosLat := math.Sincos(lat)
	sinLon, cosLon := math.Sincos(lon)
	n := e.a / math.Sqrt(1-e.e2()*sinLat*sinLat)
	return n * cosLat * cosLon, n * cosLat * sinLon, n * (1 - e.e2()) * sinLat
}

// geodetic returns longitude and latitude of a point within some metres of the
// ellipsoid, where one step of Bowring's formula is exact to the last digit.
func geodetic(e ellipsoid, x, y, z float64) (lon, lat float64) {
	p := math.Hypot(x, y)
	b := e.a * (1 - e.flattening())
	sin, cos := math.Sincos(math.Atan2(z*e.a, p*b))
	second := e.e2() / (1 - e.e2())
	return math.Atan2(y, x), math.Atan2(z+second*b*sin*sin*sin, p-e.e2()*e.a*cos*cos*cos)
}
