package locate

import (
	"errors"

	"github.com/paulmach/orb"

	"maillage/api/ask"
	"maillage/api/rest"
)

// The place that is located.
var (
	lonParam, lonOf = rest.Typed(rest.Param{
		Name: "lon", In: rest.InQuery, Required: true, Example: "2.3522",
		Description: "longitude in degrees (WGS84), from -180 to 180.",
		Schema:      rest.Object{"type": "number", "minimum": -180, "maximum": 180},
	}, func(_ *rest.Values, text string) (float64, string, error) {
		return ask.ReadCoordinate("lon", text, 180)
	})
	latParam, latOf = rest.Typed(rest.Param{
		Name: "lat", In: rest.InQuery, Required: true, Example: "48.8566",
		Description: "latitude in degrees (WGS84), from -90 to 90.",
		Schema:      rest.Object{"type": "number", "minimum": -90, "maximum": 90},
	}, readLatitude)
)

// readLatitude reads lat, after lon, which stands before it at every address: where
// lat is out of range the two may be swapped.
func readLatitude(v *rest.Values, text string) (float64, string, error) {
	lat, canonical, err := ask.ReadCoordinate("lat", text, 90)
	if p, ok := errors.AsType[*rest.Problem](err); ok && p.Type == ask.CoordinateRange.Type {
		err = ask.OrSwapped(p, orb.Point{lonOf(v), lat}.Bound())
	}
	return lat, canonical, err
}

// pointOf is the place that a request locates.
func pointOf(v rest.Resolved) orb.Point { return orb.Point{lonOf(v), latOf(v)} }
