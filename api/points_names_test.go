package api

import (
	"strings"
	"testing"

	"maillage/api/locate"
	"maillage/api/rest"
)

// TestNamesOfPoints holds by which names columns of points are read, and that two that
// may be one are refused by both.
func TestNamesOfPoints(t *testing.T) {
	for text, refused := range map[string][]string{
		"nom;longitude;latitude\nLyon;4,8357;45,764\n":      nil,
		"NOM,LONGITUDE,LATITUDE\nLyon,4.8357,45.764\n":      nil,
		"Lat,Lng\n45.764,4.8357\n":                          nil,
		"latitude\tLong\n45.764\t4.8357\n":                  nil,
		"lon,lat,longitude\n4.8357,45.764,837000\n":         nil, // what it was made of
		"x,y\n4.8357,45.764\n":                              {"no lon or no lat"},
		"longitude\n4.8357\n":                               {"no lon or no lat"},
		"longitude,lng,lat\n4.8357,4.8,45.764\n":            {"longitude", "lng"},
		"lon,lat,Latitude,LON\n4.8357,45.764,45.7,4.8357\n": {"lon", "LON"},
	} {
		read, err := locate.ReadCSVPoints([]byte(text), false)
		if refused == nil {
			if err != nil || len(read.All) != 1 || read.All[0].Bad != nil || read.All[0].At != [2]float64{4.8357, 45.764} {
				t.Errorf("%q: %+v, %v", text, read.All, err)
			}
			continue
		}
		for _, says := range refused {
			if err == nil || !strings.Contains(rest.ProblemOf(err).Detail, says) {
				t.Errorf("%q: %v, want %q", text, err, says)
			}
		}
	}
}
