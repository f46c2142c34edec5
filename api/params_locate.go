package api

import (
	"errors"

	"github.com/paulmach/orb"
)

// The place that is located.
var (
	lonParam, lonOf = typed(param{
		name: "lon", in: inQuery, required: true, example: "2.3522",
		description: "longitude in degrees (WGS84), from -180 to 180.",
		schema:      object{"type": "number", "minimum": -180, "maximum": 180},
	}, func(_ *values, text string) (float64, string, error) { return readCoordinate("lon", text, 180) })
	latParam, latOf = typed(param{
		name: "lat", in: inQuery, required: true, example: "48.8566",
		description: "latitude in degrees (WGS84), from -90 to 90.",
		schema:      object{"type": "number", "minimum": -90, "maximum": 90},
	}, readLatitude)
)

// readLatitude reads lat, after lon, which stands before it at every address: where
// lat is out of range the two may be swapped.
func readLatitude(v *values, text string) (float64, string, error) {
	lat, canonical, err := readCoordinate("lat", text, 90)
	if p, ok := errors.AsType[*problem](err); ok && p.Type == coordinateRange.Type {
		err = orSwapped(p, orb.Point{lonOf(v), lat}.Bound())
	}
	return lat, canonical, err
}

// pointOf is the place that a request locates.
func pointOf(v resolved) orb.Point { return orb.Point{lonOf(v), latOf(v)} }
