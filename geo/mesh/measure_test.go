package mesh_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/tidwall/geodesic"

	"maillage/geo/geotest"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
)

// The bounds stated in measure.go, over random edges of every size up to the
// limit, every direction, and every latitude the series is used at.
func TestSeriesAgainstKarney(t *testing.T) {
	r := geotest.Seeds(t, 20180101)
	worstArea, worstLength := 0.0, 0.0
	for range 200_000 {
		size := int32(math.Exp(r.Float64() * math.Log(mesh.LongEdge)))
		p := mesh.Point{X: r.Int32N(2_000_000_000) - 1_000_000_000, Y: r.Int32N(1_560_000_000) - 780_000_000}
		q := mesh.Point{X: p.X + r.Int32N(2*size+1) - size, Y: p.Y + r.Int32N(2*size+1) - size}
		if p == q {
			continue
		}
		area, length := mesh.MeasureEdge(p, q)
		wantArea, wantLength := mesh.MeasureLong(p, q)
		worstArea = max(worstArea, math.Abs(area-wantArea))
		worstLength = max(worstLength, (math.Abs(length-wantLength)-1e-8)/wantLength)
	}
	t.Logf("worst: %.3g m² of area, %.3g of length", worstArea, worstLength)
	if worstArea > 5e-4 || worstLength > 1e-7 {
		t.Errorf("beyond the bounds stated: %g m², %g of length", worstArea, worstLength)
	}
}

// Areas of whole faces against Karney's polygon algorithm.
func TestAreaAgainstKarney(t *testing.T) {
	for _, file := range [][2]string{
		{"departements-ign-2018.geojson", "code"},
		{"communes-ign-2018.geojson.gz", "code"},
	} {
		b := geotest.Load(t, file[0], file[1])
		m := build(t, b.Faces)
		worst, most := 0.0, 0.0
		step := 1 + len(b.Faces)/2000
		for f := 0; f < len(b.Faces); f += step {
			got, want := float64(m.Area(f)), float64(overlay.Area(b.Faces[f]))
			worst, most = max(worst, math.Abs(got-want)/want), max(most, math.Abs(got-want))
		}
		t.Logf("%s: worst difference %.3g of the area, %g cm²", file[0], worst, most)
		if worst > 1e-9 {
			t.Errorf("%s: areas differ by %g", file[0], worst)
		}
	}
}

// A triangle with long sides is measured as a geodesic one.
func TestLongEdgesAreGeodesics(t *testing.T) {
	face := orb.MultiPolygon{{{{-5, 42}, {8, 43}, {2, 51}, {-5, 42}}}}
	m := build(t, []orb.MultiPolygon{face})
	p := geodesic.WGS84.PolygonInit(false)
	for _, q := range face[0][0][:3] {
		p.AddPoint(q[1], q[0])
	}
	var area, perimeter float64
	p.Compute(false, true, &area, &perimeter)
	if got := float64(m.Area(0)) / 1e4; math.Abs(got-area) > 1 {
		t.Errorf("area %g m², want %g", got, area)
	}
	if got := m.Borders([]int32{0})[0].Metres; math.Abs(got-perimeter) > 1e-3 {
		t.Errorf("perimeter %g m, want %g", got, perimeter)
	}
}
