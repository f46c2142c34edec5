package crs

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkToWGS84 runs beside each projection the method of the handbooks: the
// latitude by iteration for conics (Snyder 1987, 7-9), the short series in powers
// of the distance from the meridian for transverse Mercator (Snyder 8-17 to
// 8-25), which is faster to write and a millimetre to metres off. PROJ runs
// too, with what it takes it to read and write numbers as text.
func BenchmarkToWGS84(b *testing.B) {
	for _, c := range []struct {
		code  string
		naive func(p params) func(x, y float64) (lon, lat float64)
	}{{"EPSG:2154", handbookConic}, {"EPSG:2975", handbookMercator}, {"EPSG:3035", nil}, {"EPSG:3857", nil}, {"EPSG:3297", nil}} {
		b.Run(c.code, func(b *testing.B) {
			s := mustParse(b, c.code)
			const n = 10_000
			at := make([][2]float64, n)
			for i, p := range places(rand.New(rand.NewPCG(1, 2)), s, n) {
				at[i][0], at[i][1] = s.forward(p[0], p[1])
			}
			i := 0
			for b.Loop() {
				p := at[i%n]
				if _, _, err := s.ToWGS84(p[0], p[1]); err != nil {
					b.Fatal(err)
				}
				i++
			}
			ours := float64(b.Elapsed()) / float64(i)
			if c.naive != nil {
				b.ReportMetric(perPoint(at, c.naive(s.def.params))/ours, "handbook/ours")
			}
			start := time.Now()
			cs2cs(b, s.Code(), "EPSG:4326", at)
			b.ReportMetric(float64(time.Since(start))/n/ours, "cs2cs/ours")
		})
	}
}

func perPoint(at [][2]float64, inverse func(x, y float64) (lon, lat float64)) float64 {
	start, done := time.Now(), 0
	for time.Since(start) < 50*time.Millisecond {
		for _, p := range at {
			if lon, lat := inverse(p[0], p[1]); math.IsNaN(lon + lat) {
				panic("the baseline fails")
			}
		}
		done += len(at)
	}
	return float64(time.Since(start)) / float64(done)
}

// handbookConic inverts the conic by iterating on the latitude.
func handbookConic(p params) func(x, y float64) (lon, lat float64) {
	l := newLCC(p)
	return func(x, y float64) (lon, lat float64) {
		dx, dy := x-l.fe, l.apex-y
		t := math.Pow(math.Hypot(dx, dy)/l.af, 1/l.n)
		lat = math.Pi/2 - 2*math.Atan(t)
		for range 20 {
			es := l.e * math.Sin(lat)
			next := math.Pi/2 - 2*math.Atan(t*math.Pow((1-es)/(1+es), l.e/2))
			if math.Abs(next-lat) < 1e-13 {
				break
			}
			lat = next
		}
		return (math.Atan2(dx, dy)/l.n + l.lon0) / degree, lat / degree
	}
}

// handbookMercator inverts transverse Mercator by the series of the handbooks.
func handbookMercator(p params) func(x, y float64) (lon, lat float64) {
	e2 := p.shape.e2()
	e1 := p.shape.third() // (1-sqrt(1-e2))/(1+sqrt(1-e2))
	ep2 := e2 / (1 - e2)
	return func(x, y float64) (lon, lat float64) {
		mu := (y - p.fn) / p.k0 / (p.shape.a * (1 - e2/4 - 3*e2*e2/64 - 5*e2*e2*e2/256))
		phi := mu + (3*e1/2-27*e1*e1*e1/32)*math.Sin(2*mu) + (21*e1*e1/16-55*e1*e1*e1*e1/32)*math.Sin(4*mu) +
			151*e1*e1*e1/96*math.Sin(6*mu) + 1097*e1*e1*e1*e1/512*math.Sin(8*mu)
		sin, cos := math.Sincos(phi)
		tan := sin / cos
		c, t := ep2*cos*cos, tan*tan
		w := 1 - e2*sin*sin
		n, r := p.shape.a/math.Sqrt(w), p.shape.a*(1-e2)/(w*math.Sqrt(w))
		d := (x - p.fe) / (n * p.k0)
		d2 := d * d
		lat = phi - n*tan/r*d2*(1./2-(5+3*t+10*c-4*c*c-9*ep2)*d2/24+(61+90*t+298*c+45*t*t-252*ep2-3*c*c)*d2*d2/720)
		lon = d * (1 - (1+2*t+c)*d2/6 + (5-2*c+28*t-3*c*c+8*ep2+24*t*t)*d2*d2/120) / cos
		return p.lon0 + lon/degree, lat / degree
	}
}

// TestHandbooks holds the baselines of the benchmark to what they are said to be.
func TestHandbooks(t *testing.T) {
	for _, c := range []struct {
		code  string
		naive func(p params) func(x, y float64) (lon, lat float64)
		good  float64
	}{{"EPSG:2154", handbookConic, 1e-5}, {"EPSG:2975", handbookMercator, 0.1}} {
		s := mustParse(t, c.code)
		inverse := c.naive(s.def.params)
		for _, p := range places(rand.New(rand.NewPCG(1, 2)), s, 1000) {
			lon, lat := inverse(s.forward(p[0], p[1]))
			if d := metresApart(p, [2]float64{lon, lat}); !(d < c.good) {
				t.Fatalf("%s: %v comes back %v m away", s, p, d)
			}
		}
	}
}
