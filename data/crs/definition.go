package crs

import "github.com/paulmach/orb"

// method is how degrees become coordinates.
type method uint8

const (
	geographic method = iota // they stay degrees
	transverseMercator
	lambertConic
	lambertAzimuthal
	pseudoMercator
)

// params are the numbers that fix a projection. What a method does not use is
// zero, so that two sets can be compared field by field.
type params struct {
	method     method
	shape      ellipsoid
	lat0, lon0 float64 // of the origin, degrees
	lat1, lat2 float64 // standard parallels, the northern one first
	k0         float64 // scale at the origin
	fe, fn     float64 // false easting and northing, metres
}

// definition is one reference system of the register.
type definition struct {
	code string
	// also are codes and names that mean the same system here, whatever their
	// case, spaces and punctuation.
	also  []string
	name  string
	datum string // key of datums
	shift *helmert
	params
	area  orb.Bound // where it is used, WGS84 degrees
	usual orb.Bound // where numbers without a system would be, smaller than area
}

// box is a bound from its four sides, degrees.
func box(west, south, east, north float64) orb.Bound {
	return orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}}
}

// utm returns the parameters of a zone of the Universal Transverse Mercator
// grid, north or south of the equator.
func utm(shape ellipsoid, zone int, south bool) params {
	p := params{
		method: transverseMercator, shape: shape,
		lon0: float64(6*zone - 183), k0: 0.9996, fe: 500_000,
	}
	if south {
		p.fn = 10_000_000
	}
	return p
}

// conic returns the parameters of a Lambert conformal conic projection.
func conic(lon0, lat0, lat1, lat2, fe, fn float64) params {
	return params{
		method: lambertConic, shape: grs80, lon0: lon0, lat0: lat0,
		lat1: max(lat1, lat2), lat2: min(lat1, lat2), fe: fe, fn: fn,
	}
}
