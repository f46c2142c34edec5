package crs

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"
)

// goldens are known places, as PROJ 9.1 projects them; the first and the first
// of 3035 are also worked by the register itself (origin of the projection, and
// IOGP Guidance Note 7-2, 2019, section 3.6.1).
var goldens = []struct {
	code     string
	lon, lat float64
	x, y     float64
}{
	{"EPSG:2154", 3, 46.5, 700000, 6600000},
	{"EPSG:2154", 2.3522, 48.8566, 652469.0227, 6862035.2594},
	{"EPSG:2154", 9.45, 42.70, 1228546.0453, 6199420.6440},
	{"EPSG:3946", 4.8357, 45.7640, 1842779.1092, 5175416.4283},
	{"EPSG:3950", 3.0573, 50.6292, 1704054.1985, 9269986.1049},
	{"EPSG:5490", -61.0740, 14.6037, 707470.1428, 1615373.6505},
	{"EPSG:2972", -52.3350, 4.9372, 351982.1542, 545870.9175},
	{"EPSG:2972", -54.0317, 5.4980, 164034.3845, 608565.1079},
	{"EPSG:2975", 55.4481, -20.8789, 338568.3150, 7690475.4366},
	{"EPSG:4471", 45.2279, -12.7806, 524735.3747, 8587115.8115},
	{"EPSG:3296", -151.75, -16.5, 633410.2018, 8175343.2082},
	{"EPSG:3297", -149.5665, -17.5350, 227524.7550, 8059419.9699},
	{"EPSG:3298", -139.0, -8.9, 719930.2518, 9015610.0554},
	{"EPSG:4467", -56.1733, 46.7811, 563106.4419, 5181170.8001},
	{"EPSG:3163", 166.4580, -22.2763, 447201.1768, 213978.5333},
	{"EPSG:8903", -176.1735, -13.2825, 589527.1241, 8531474.9618},
	{"EPSG:3035", 5, 50, 3962799.4510, 2999718.8532},
	{"EPSG:3857", 2.3522, 48.8566, 261845.7062, 6250564.3495},
	{"EPSG:32620", -63.0785, 18.0731, 491693.2130, 1998274.8381},
	{"EPSG:25832", 13.4050, 52.5200, 798812.8026, 5827999.9000},
	{"EPSG:4171", 2.3522, 48.8566, 2.3522, 48.8566},
}

// TestGoldens needs no PROJ: it holds known places to a tenth of a millimetre.
func TestGoldens(t *testing.T) {
	for _, g := range goldens {
		s, err := Parse(g.code)
		if err != nil {
			t.Fatal(err)
		}
		lon, lat, err := s.ToWGS84(g.x, g.y)
		if d := metresApart([2]float64{lon, lat}, [2]float64{g.lon, g.lat}); err != nil || !(d < 1e-4) {
			t.Errorf("%s of %v %v: got %v %v (%v), want %v %v, %v m away", s, g.x, g.y, lon, lat, err, g.lon, g.lat, d)
		}
		if x, y := s.forward(g.lon, g.lat); !(math.Hypot(x-g.x, y-g.y) < 1e-4) {
			t.Errorf("%s at %v %v: got %v %v, want %v %v", s, g.lon, g.lat, x, y, g.x, g.y)
		}
	}
}

// TestSeriesAreExact holds the series of latitudes to the closed forms they
// stand for, which they invert, at random latitudes.
func TestSeriesAreExact(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	for _, shape := range []ellipsoid{grs80, wgs84Shape} {
		conform, area := fromConformal(shape.third()), fromAuthalic(shape.third())
		l := newLAEA(params{shape: shape, lat0: 52, lon0: 10})
		for range 10_000 {
			lat := (rng.Float64() - 0.5) * math.Pi * 0.999
			chi := math.Atan(conformal(lat, math.Sqrt(shape.e2())))
			if got := chi + conform.at(chi); math.Abs(got-lat) > 1e-15 {
				t.Fatalf("seed %d: conformal latitude of %v gives back %v", seed, lat, got)
			}
			// The sine says little of a latitude near the poles.
			lat *= 0.95
			xi := math.Asin(l.q(math.Sin(lat)) / l.qp)
			if got := xi + area.at(xi); math.Abs(got-lat) > 1e-14 {
				t.Fatalf("seed %d: authalic latitude of %v gives back %v", seed, lat, got)
			}
		}
	}
}

// TestOutsideIsRefused refuses what a system cannot hold: numbers that are not
// finite, places outside its area, and numbers so large that formulas fold them
// back into it.
func TestOutsideIsRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, s := range everySystem(t) {
		e := s.Extent()
		cx, cy := (e.Min[0]+e.Max[0])/2, (e.Min[1]+e.Max[1])/2
		if _, _, err := s.ToWGS84(cx, cy); err != nil {
			t.Errorf("%s refuses its own centre: %v", s, err)
		}
		for _, p := range [][2]float64{
			{nan, cy}, {cx, nan}, {inf, cy}, {cx, -inf}, {nan, nan},
			{e.Min[0] - 1, cy}, {e.Max[0] + 1, cy}, {cx, e.Min[1] - 1}, {cx, e.Max[1] + 1},
			{1e9, cy}, {-1e300, cy}, {cx, 1e12}, {math.MaxFloat64, math.MaxFloat64},
		} {
			lon, lat, err := s.ToWGS84(p[0], p[1])
			var outside *OutsideError
			if !errors.As(err, &outside) || outside.System.Code() != s.Code() {
				t.Errorf("%s takes %v as %v %v: %v", s, p, lon, lat, err)
				continue
			}
			if finite := !math.IsNaN(p[0]+p[1]) && !math.IsInf(p[0]+p[1], 0); finite && !strings.Contains(err.Error(), "latitude") {
				t.Errorf("%s does not give its bounds: %v", s, err)
			}
		}
	}
	if _, _, err := (System{}).ToWGS84(0, 0); err == nil {
		t.Error("the zero system takes a point")
	}
	_, _, err := mustParse(t, "EPSG:2154").ToWGS84(2.35, 48.85)
	want := "2 49 are outside EPSG:2154 (RGF93 / Lambert-93): x from"
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("degrees in Lambert-93: %v, want %q", err, want)
	}
}

// TestWithinAreaOnly holds random numbers to one answer: in the area, or refused.
func TestWithinAreaOnly(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	rng := rand.New(rand.NewPCG(seed, 0))
	for _, s := range everySystem(t) {
		e := s.Extent().Pad(10)
		for range 2000 {
			x := e.Min[0] + rng.Float64()*(e.Max[0]-e.Min[0])
			y := e.Min[1] + rng.Float64()*(e.Max[1]-e.Min[1])
			lon, lat, err := s.ToWGS84(x, y)
			if err == nil && !(lon >= -180 && lon <= 180 && s.def.holds(lon, lat)) {
				t.Fatalf("seed %d, %s: %v %v gives %v %v", seed, s, x, y, lon, lat)
			}
		}
	}
}

// TestDetect names the systems that numbers could be in.
func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name   string
		b      orb.Bound
		first  string
		others []string
	}{
		{"degrees", box(-5, 41, 10, 51), "EPSG:4326", nil},
		{"Lambert-93", box(99_000, 6_046_000, 1_242_000, 7_110_000), "EPSG:2154", []string{"EPSG:3857"}},
		{"CC46", box(1_700_000, 5_150_000, 1_900_000, 5_250_000), "EPSG:3946", nil},
		{"Réunion", box(314_000, 7_634_000, 380_000, 7_691_000), "EPSG:2975", []string{"EPSG:3857"}},
		{"Lambert II étendu", box(50_000, 1_620_000, 1_200_000, 2_680_000), "EPSG:3035", []string{"EPSG:27572"}},
		{"nothing", box(1e9, 1e9, 2e9, 2e9), "", nil},
		{"NaN", box(math.NaN(), 0, 1, 1), "", nil},
		{"infinite", box(0, 0, math.Inf(1), 1), "", nil},
		{"inside out", box(1, 1, 0, 0), "", nil},
	} {
		got := Detect(c.b)
		if c.first == "" {
			if got != nil {
				t.Errorf("%s: got %v, want none", c.name, got)
			}
			continue
		}
		if len(got) == 0 || !strings.HasPrefix(got[0], c.first+" ") {
			t.Errorf("%s: got %v, want %s first", c.name, got, c.first)
		}
		for _, o := range c.others {
			if !strings.Contains(strings.Join(got, "\n"), o+" ") {
				t.Errorf("%s: got %v, want %s among them", c.name, got, o)
			}
		}
	}
}

func mustParse(t testing.TB, text string) System {
	t.Helper()
	s, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
