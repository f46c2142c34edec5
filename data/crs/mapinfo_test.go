package crs

import (
	"errors"
	"strings"
	"testing"
)

// TestMapInfo holds the clauses that MapInfo and GDAL write for French systems
// to the system each means.
func TestMapInfo(t *testing.T) {
	cases := map[string]string{
		`CoordSys Earth Projection 1, 104`:                                       "EPSG:4326",
		`CoordSys Earth Projection 1, 0`:                                         "EPSG:4326",
		`CoordSys Earth`:                                                         "EPSG:4326",
		`COORDSYS EARTH PROJECTION 1, 33`:                                        "EPSG:4171",
		`CoordSys Earth Projection 1, 115`:                                       "EPSG:4258",
		`CoordSys Earth Projection 10, 157, "m", 0`:                              "EPSG:3857",
		`CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49, 700000, 6600000`: "EPSG:2154",
		`CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49.00000000002, 700000, 6600000 Bounds (-792421, 5278231) (3520778, 9741029)`: "EPSG:2154",
		`CoordSys Earth Projection 3, 104, "m", 3, 46.5, 49, 44, 700000, 6600000`:                                                         "EPSG:2154",
		`CoordSys Earth Projection 3, 999, 0, 0, 0, 0, "m", 3, 46.5, 44, 49, 700000, 6600000`:                                             "EPSG:2154",
		`CoordSys Earth Projection 3, 9999, 0, 0, 0, 0, 0, 0, 0, 0, 0, "m", 3, 46.5, 44, 49, 700000, 6600000`:                             "EPSG:2154",
		`CoordSys Earth Projection 3, 33, "m", 3, 49, 48.25, 49.75, 1700000, 8200000`:                                                     "EPSG:3949",
		`CoordSys Earth Projection 3, 104, "m", 166, -21.5, -20.6666666666667, -22.3333333333333, 400000, 300000`:                         "EPSG:3163",
		`CoordSys Earth Projection 8, 104, "m", -63, 0, 0.9996, 500000, 0`:                                                                "EPSG:32620",
		`CoordSys Earth Projection 8, 33, "m", -63, 0, 0.9996, 500000, 0`:                                                                 "EPSG:5490",
		`CoordSys Earth Projection 8, 33, "m", -51, 0, 0.9996, 500000, 0`:                                                                 "EPSG:2972",
		`CoordSys Earth Projection 8, 33, "m", 57, 0, 0.9996, 500000, 10000000`:                                                           "EPSG:2975",
		`CoordSys Earth Projection 8, 33, "m", 45, 0, 0.9996, 500000, 10000000`:                                                           "EPSG:4471",
		`CoordSys Earth Projection 8, 33, "m", 3, 0, 0.9996, 500000, 0`:                                                                   "EPSG:25831",
		`CoordSys Earth Projection 8, 115, "m", 9, 0, 0.9996, 500000, 0`:                                                                  "EPSG:25832",
		// Guyane and Saint-Pierre-et-Miquelon share this zone.
		`CoordSys Earth Projection 8, 33, "m", -57, 0, 0.9996, 500000, 0`: "EPSG:32621",
	}
	for text, want := range cases {
		s, err := Parse(text)
		if err != nil || s.Code() != want {
			t.Errorf("%s: %s, %v; want %s", text, s.Code(), err, want)
		}
	}
}

func TestMapInfoRefused(t *testing.T) {
	cases := map[string]string{
		`CoordSys Earth Projection 3, 1002, "m", 0, 46.8, 45.89891889, 47.69601444, 600000, 2200000`: "NTF",
		`CoordSys Earth Projection 8, 86, "m", 57, 0, 0.9996, 500000, 10000000`:                      "put 33 for 86",
		`CoordSys Earth Projection 8, 28, "m", 3, 0, 0.9996, 500000, 0`:                              "European Datum",
		`CoordSys Earth Projection 8, 74, "m", 3, 0, 0.9996, 500000, 0`:                              "number 74",
		`CoordSys Earth Projection 29, 115, "m", 10, 52, 90`:                                         "number 29",
		`CoordSys Earth Projection 10, 104, "m", 0`:                                                  "number 10",
		`CoordSys Earth Projection 3, 33, "km", 3, 46.5, 44, 49, 700, 6600`:                          `"km"`,
		`CoordSys Earth Projection 3, 33, "m", 3, 46.5, 44, 49`:                                      "parameters",
		`CoordSys Earth Projection 3, 33, "m", 4, 46.5, 44, 49, 700000, 6600000`:                     "no system",
		`CoordSys Earth Projection 3, 999, 4, 0, 0, 0, "m", 3, 46.5, 44, 49, 700000, 6600000`:        "ellipsoid",
		`CoordSys Earth Projection 3, 999, 0, 1, 0, 0, "m", 3, 46.5, 44, 49, 700000, 6600000`:        "shift",
		`CoordSys Earth Projection 3, 33, "m", 3, NaN, 44, 49, 700000, 6600000`:                      "no system",
		`CoordSys Earth Projection 1, 104 Affine Units "m", 1, 0, 0, 0, 1, 0`:                        "affine",
		`CoordSys Earth Projection x, 104`:                                                           "not a number",
		`CoordSys Earth Projection 1`:                                                                "datum",
		`CoordSys Earth Table "x"`:                                                                   "Projection",
	}
	for text, want := range cases {
		_, err := Parse(text)
		var refused *RefusedError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), want) || refused.Fix == "" {
			t.Errorf("%s: %v; want a refusal with %q", text, err, want)
		}
	}
}
