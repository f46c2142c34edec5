package pages

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// points reads a path as absolute points, ring by ring.
func points(t *testing.T, path string) (rings [][][2]int) {
	t.Helper()
	for _, ring := range regexp.MustCompile(`M(-?\d+) (-?\d+)l([^z]*)z`).FindAllStringSubmatch(path, -1) {
		x, _ := strconv.Atoi(ring[1])
		y, _ := strconv.Atoi(ring[2])
		out := [][2]int{{x, y}}
		numbers := strings.Fields(ring[3])
		for i := 0; i+1 < len(numbers); i += 2 {
			dx, _ := strconv.Atoi(numbers[i])
			dy, _ := strconv.Atoi(numbers[i+1])
			x, y = x+dx, y+dy
			out = append(out, [2]int{x, y})
		}
		rings = append(rings, out)
	}
	return rings
}

// TestBordersStayShared draws two territories that meet along a jagged line:
// on the drawing they still have every point of it in common.
func TestBordersStayShared(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	var border orb.Ring
	for i := range 200 {
		border = append(border, orb.Point{2 + 0.3*r.Float64(), 44 + float64(i)*0.02})
	}
	west := orb.Ring{{0, 48}, {0, 44}}
	west = append(append(west, border...), orb.Point{0, 48})
	east := orb.Ring{{5, 44}, {5, 48}}
	for i := len(border) - 1; i >= 0; i-- {
		east = append(east, border[i])
	}
	east = append(east, orb.Point{5, 44})
	a := NewPlace([]Area{{"W", orb.MultiPolygon{{west}}}, {"E", orb.MultiPolygon{{east}}}})
	inEast := map[[2]int]bool{}
	for _, p := range points(t, a.shapes["E"][0])[0] {
		inEast[p] = true
	}
	common := 0
	for _, p := range points(t, a.shapes["W"][0])[0] {
		if inEast[p] {
			common++
		}
	}
	if onWest := len(points(t, a.shapes["W"][0])[0]); common < onWest-2 {
		t.Errorf("%d of %d points are shared; all but the two outer corners should be", common, onWest)
	}
}

// TestNothingVanishes: an archipelago of specks leaves a mark for each that
// does not fall on another.
func TestNothingVanishes(t *testing.T) {
	var specks orb.MultiPolygon
	for i := range 10 {
		x := -150 + float64(i)
		specks = append(specks, orb.Polygon{{{x, -17}, {x + 1e-4, -17}, {x, -17 + 1e-4}, {x, -17}}})
	}
	a := NewCountry([]Area{{"987", specks}}, nil)
	if n := strings.Count(a.shapes["987"][0], "M"); n != 10 {
		t.Errorf("%d marks for 10 islets", n)
	}
}

// TestCountryStandsInItsFrames: every territory is drawn within the drawing,
// those overseas and around Paris each in an inset with a scale.
func TestCountryStandsInItsFrames(t *testing.T) {
	square := func(x, y float64) orb.MultiPolygon {
		return orb.MultiPolygon{{{{x, y}, {x + 0.4, y}, {x + 0.4, y + 0.4}, {x, y + 0.4}, {x, y}}}}
	}
	areas := []Area{
		{"29", square(-5, 48)}, {"2A", square(9, 41.5)}, {"75", square(2, 48.8)}, {"971", square(-61.6, 16)},
		{"974", square(55.3, -21.3)},
	}
	a := NewCountry(areas, map[string][]Area{"region": {{"53", square(-5, 48)}, {"01", square(-61.6, 16)}}})
	for code, n := range map[string]int{"29": 1, "2A": 1, "75": 2, "971": 1, "974": 1} {
		if len(a.shapes[code]) != n {
			t.Errorf("%s is drawn %d times, want %d", code, len(a.shapes[code]), n)
		}
		for _, path := range a.shapes[code] {
			for _, p := range points(t, path)[0] {
				if p[0] < 0 || p[0] > a.w || p[1] < 0 || p[1] > a.h {
					t.Errorf("%s leaves the drawing: %v", code, p)
				}
			}
		}
	}
	if len(points(t, a.lines["region"])) != 1 {
		t.Error("an overseas region is outlined on the mainland")
	}
	for _, p := range a.plates {
		if (p.Code == "971" || p.Code == "974" || p.Code == "75") && (p.BarKM <= 0 || p.BarW <= 0) {
			t.Errorf("inset %s has no scale", p.Code)
		}
	}
}

// TestScales holds both projections to true lengths: a degree of latitude is
// 111.2 km on the sphere, and Lambert's scale is right on its two parallels.
func TestScales(t *testing.T) {
	const degree = earthKM * math.Pi / 180
	length := func(p projection, a, b orb.Point) float64 {
		ax, ay := p(a)
		bx, by := p(b)
		return math.Hypot(bx-ax, by-ay)
	}
	near := func(what string, got, want, tolerance float64) {
		if math.Abs(got/want-1) > tolerance {
			t.Errorf("%s: %.3f km, want %.3f", what, got, want)
		}
	}
	island := local(orb.Bound{Min: orb.Point{55, -21.4}, Max: orb.Point{56, -20.8}})
	near("north in La Réunion", length(island, orb.Point{55.5, -21.3}, orb.Point{55.5, -20.9}), 0.4*degree, 1e-9)
	near("east in La Réunion", length(island, orb.Point{55.2, -21.1}, orb.Point{55.8, -21.1}),
		0.6*degree*math.Cos(radians(21.1)), 1e-9)
	for _, lat := range []float64{44, 49} {
		near("along a parallel", length(conic, orb.Point{2.99, lat}, orb.Point{3.01, lat}),
			0.02*degree*math.Cos(radians(lat)), 1e-6)
		near("across it", length(conic, orb.Point{3, lat - 0.01}, orb.Point{3, lat + 0.01}), 0.02*degree, 1e-6)
	}
	if _, y := conic(orb.Point{3, 47}); y >= 0 {
		t.Error("north is not up")
	}
}
