package crs

import "math"

// webMercator is the spherical Mercator formula on ellipsoidal latitudes that
// web maps use: neither conformal nor of true scale, but exactly invertible.
type webMercator struct{ a float64 }

func (w webMercator) forward(lon, lat float64) (x, y float64) {
	return w.a * lon, w.a * math.Asinh(math.Tan(lat))
}

func (w webMercator) inverse(x, y float64) (lon, lat float64) {
	return wrap(x / w.a), math.Atan(math.Sinh(y / w.a))
}
