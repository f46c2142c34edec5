package api

import (
	"fmt"
	"testing"

	"maillage/api/locate"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestDrawnEdgeMayBeTooCloseToTell: the line of a drawn perimeter is no better
// than the boundaries it is laid over, on either side of it.
func TestDrawnEdgeMayBeTooCloseToTell(t *testing.T) {
	drawn := geotest.Centre("drawn", geo.Perimeter{Drawn: geotest.Box(2.05, 0.1, 2.3, 0.4), Sourced: true})
	accuracy := 10.0
	exact, rough := geotest.Squares(true).Layers[0], geotest.Squares(true).Layers[0]
	rough.Source = geo.Source{ID: "rough", AccuracyM: &accuracy}
	const metre = 100 / 78_846.8 // a metre of the 45th parallel, in hundredths of a degree
	for _, c := range []struct {
		layer geo.Layer
		east  float64 // of the eastern edge, in metres
		want  string
	}{
		{exact, 0.05, "drawn:too-close-to-tell"}, {exact, -0.05, "drawn:too-close-to-tell"},
		{exact, 2, ""}, {exact, -2, "drawn:inside"},
		{rough, 9, "drawn:too-close-to-tell"}, {rough, -9, "drawn:too-close-to-tell"},
		{rough, 11, ""}, {rough, -11, "drawn:inside"},
	} {
		web := squares(t, []geo.Layer{c.layer}, drawn)
		at := decode[locate.Answer](t, get(t, fmt.Sprintf("%s/locate?lon=%.9f&lat=45.0025", web.URL, (2.3+c.east*metre)/100)))
		got := ""
		for _, s := range at.Centres {
			got += s.ID + ":" + s.Position
		}
		if got != c.want {
			t.Errorf("%q, %v m east of the edge: %q, want %q", c.layer.Source.ID, c.east, got, c.want)
		}
	}
}
