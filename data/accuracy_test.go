package data

import (
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"maillage/geo/geotest"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/tidwall/geodesic"
)

// TestBoundaryAccuracy measures the approximate departments against IGN Admin
// Express 2018 and holds the manifest to what it finds: the 95th percentile of
// the distance from the outlines to the official ones, the farthest point, and
// the error of area by department and in total.
func TestBoundaryAccuracy(t *testing.T) {
	official := officialDepartments(t)
	layer := load(t).Layers[0]
	var distances []float64
	var errors accuracy
	for _, f := range layer.Features {
		ign, ok := official[f.Code]
		if !ok {
			t.Fatalf("the official file has no department %s", f.Code)
		}
		own := outlineDistances(f.Geometry, ign)
		if farthest := slices.Max(own); farthest > errors.farthest {
			errors.farthest, errors.farthestCode = farthest, f.Code
		}
		distances = append(distances, own...)
		errors.add(f.Code, areaKM2(f.Geometry), areaKM2(ign))
	}
	slices.Sort(distances)
	p95 := distances[len(distances)*95/100]
	t.Logf("%d points: median %.0f m, 95th percentile %.0f m", len(distances), distances[len(distances)/2], p95)
	for _, line := range errors.lines {
		t.Log(line)
	}
	if stated := layer.Source.AccuracyM; stated == nil || math.Abs(*stated-p95) > p95/10 {
		t.Errorf("the manifest states an accuracy of %v m, measured %.0f m: correct departmentsSource in scripts/rebuild", stated, p95)
	}
	if note := errors.String(); !slices.Contains(layer.Source.Notes, note) {
		t.Errorf("the manifest does not state the errors: want the note %q in scripts/rebuild", note)
	}
}

// officialDepartments reads the departments of IGN Admin Express 2018.
func officialDepartments(t *testing.T) map[string]orb.MultiPolygon {
	t.Helper()
	content, err := os.ReadFile(geotest.Shared(t, "departements-ign-2018.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	collection, err := geojson.UnmarshalFeatureCollection(content)
	if err != nil {
		t.Fatal(err)
	}
	grounds := map[string]orb.MultiPolygon{}
	for _, f := range collection.Features {
		switch g := f.Geometry.(type) {
		case orb.Polygon:
			grounds[f.Properties.MustString("code")] = orb.MultiPolygon{g}
		case orb.MultiPolygon:
			grounds[f.Properties.MustString("code")] = g
		}
	}
	return grounds
}

// outlineDistances returns, for a point every kilometre along the outline of a,
// its distance in metres to the outline of b.
func outlineDistances(a, b orb.MultiPolygon) []float64 {
	var distances []float64
	for _, polygon := range a {
		for _, ring := range polygon {
			for i, p := range ring[1:] {
				from := ring[i]
				east, north := metresPerDegree(from[1])
				length := math.Hypot((p[0]-from[0])*east, (p[1]-from[1])*north)
				steps := max(1, int(math.Ceil(length/1000)))
				for s := range steps {
					f := float64(s) / float64(steps)
					at := orb.Point{from[0] + f*(p[0]-from[0]), from[1] + f*(p[1]-from[1])}
					distances = append(distances, distanceTo(at, b))
				}
			}
		}
	}
	return distances
}

func distanceTo(p orb.Point, g orb.MultiPolygon) float64 {
	best := math.Inf(1)
	east, north := metresPerDegree(p[1])
	for _, polygon := range g {
		for _, ring := range polygon {
			x0, y0 := (ring[0][0]-p[0])*east, (ring[0][1]-p[1])*north
			for _, q := range ring[1:] {
				x1, y1 := (q[0]-p[0])*east, (q[1]-p[1])*north
				best = min(best, squaredToSegment(x0, y0, x1, y1))
				x0, y0 = x1, y1
			}
		}
	}
	return math.Sqrt(best)
}

// metresPerDegree is the length of a degree of longitude and of latitude on
// WGS84. Taken as constant around a point it is right within a part in a
// thousand over the few kilometres that decide a distance here.
func metresPerDegree(lat float64) (east, north float64) {
	const a, e2 = 6378137.0, 0.00669437999014
	sin, cos := math.Sincos(lat * math.Pi / 180)
	w := 1 - e2*sin*sin
	return math.Pi / 180 * a / math.Sqrt(w) * cos, math.Pi / 180 * a * (1 - e2) / (w * math.Sqrt(w))
}

// squaredToSegment is the squared distance from the origin to a segment.
func squaredToSegment(x0, y0, x1, y1 float64) float64 {
	dx, dy := x1-x0, y1-y0
	t := 0.0
	if d := dx*dx + dy*dy; d > 0 {
		t = min(1, max(0, -(x0*dx+y0*dy)/d))
	}
	x, y := x0+t*dx, y0+t*dy
	return x*x + y*y
}

func areaKM2(g orb.MultiPolygon) float64 {
	total := 0.0
	for _, polygon := range g {
		for i, ring := range polygon {
			p := geodesic.WGS84.PolygonInit(false)
			for _, q := range ring[:len(ring)-1] {
				p.AddPoint(q[1], q[0])
			}
			var area, perimeter float64
			p.Compute(false, true, &area, &perimeter)
			if area = math.Abs(area); i > 0 {
				area = -area
			}
			total += area / 1e6
		}
	}
	return total
}

// accuracy gathers the farthest point and the errors of area, these in parts of
// the official area.
type accuracy struct {
	farthest           float64 // metres
	farthestCode       string
	measured, official float64 // km²
	worst              float64
	worstCode          string
	parts              []float64
	lines              []string
}

func (e *accuracy) add(code string, measured, official float64) {
	e.measured += measured
	e.official += official
	part := math.Abs(measured/official - 1)
	if part > e.worst {
		e.worst, e.worstCode = part, code
	}
	e.parts = append(e.parts, part)
	e.lines = append(e.lines, fmt.Sprintf("%s: %.1f km², official %.1f km² (%+.2f %%)", code, measured, official, 100*(measured/official-1)))
}

// String is the sentence that the manifest must carry.
func (e *accuracy) String() string {
	parts := slices.Sorted(slices.Values(e.parts))
	return fmt.Sprintf("against IGN Admin Express 2018, the farthest point is off by %.0f km (%s); areas are off by %+.2f %% in total, by at most %.2f %% in half of the departments, by %.1f %% in the worst (%s)",
		e.farthest/1000, e.farthestCode, 100*(e.measured/e.official-1), 100*parts[len(parts)/2], 100*e.worst, e.worstCode)
}
