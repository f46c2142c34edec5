package pages

import (
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// An Area is the ground of one territory, in WGS84 degrees, longitude first.
type Area struct {
	Code   string
	Ground orb.MultiPolygon
}

// An Atlas is territories drawn once, to be filled in many ways. It never
// changes once made.
type Atlas struct {
	w, h   int
	shapes map[string][]string // by code: a path for each frame it stands in
	lines  map[string]string   // outlines of coarser territories
	plates []Plate
}

// A Plate is an inset: a box of the drawing with a scale of its own.
type Plate struct {
	Code, Label string
	X, Y, W, H  int
	BarX, BarY  int
	BarW, BarKM int
}

// KilometresX is where the length of the scale bar is written.
func (p Plate) KilometresX() int { return p.BarX + p.BarW + 12 }

// The drawing of the country is a sheet of half pixels.
const (
	atlasWidth  = 1280
	mainHeight  = 1180
	plateHeight = 250
	plateGap    = 16
)

// capital is Paris and its neighbours, too small to be seen at the scale of
// the country.
var capital = []string{"75", "92", "93", "94"}

// overseas lists what stands in insets, in the order of the insets after Paris.
var overseas = []string{"971", "972", "973", "974", "976", "978", "987"}

// NewCountry draws the whole country: the mainland with Corsica, Paris and its
// neighbours once more at a larger scale, and every overseas territory in an
// inset. Codes are those of departments and collectivities; outlines are drawn
// over them and named by keys of their own.
func NewCountry(areas []Area, outlines map[string][]Area) *Atlas {
	a := &Atlas{w: atlasWidth, shapes: map[string][]string{}, lines: map[string]string{}}
	main := fit(box{x: 0, y: 0, w: atlasWidth, h: mainHeight}, 16, conic,
		grounds(areas, func(code string) bool { return !slices.Contains(overseas, code) }))
	for _, area := range areas {
		if !slices.Contains(overseas, area.Code) {
			a.shapes[area.Code] = append(a.shapes[area.Code], main.path(area.Ground))
		}
	}
	for key, some := range outlines {
		for _, o := range some {
			if !slices.Contains(overseas, overseasOf(o.Code)) {
				a.lines[key] += main.path(o.Ground)
			}
		}
	}
	plates := [][]string{capital}
	for _, code := range overseas {
		plates = append(plates, []string{code})
	}
	const perRow = 3
	width := (atlasWidth - (perRow-1)*plateGap - 4) / perRow // and two for the outer lines
	for i, codes := range plates {
		in := box{
			x: float64(2 + i%perRow*(width+plateGap)), y: float64(mainHeight + plateGap + i/perRow*(plateHeight+plateGap)),
			w: float64(width), h: plateHeight,
		}
		a.inset(in, codes, areas)
	}
	a.h = mainHeight + plateGap + (len(plates)+perRow-1)/perRow*(plateHeight+plateGap)
	return a
}

// overseasOf is the department of an overseas region, by the codes of both.
func overseasOf(region string) string {
	return map[string]string{"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}[region]
}

// NewPlace draws some territories alone, as large as they may be.
func NewPlace(areas []Area) *Atlas {
	const height = 900
	a := &Atlas{w: atlasWidth, h: height, shapes: map[string][]string{}}
	all := grounds(areas, func(string) bool { return true })
	f := fit(box{x: 0, y: 0, w: atlasWidth, h: height - 40}, 24, projectionOf(around(all)), all)
	for _, area := range areas {
		a.shapes[area.Code] = []string{f.path(area.Ground)}
	}
	km, units := f.bar(260)
	a.plates = []Plate{{BarX: 24, BarY: height - 24, BarW: int(units), BarKM: int(km)}}
	return a
}

func grounds(areas []Area, keep func(code string) bool) (out []orb.MultiPolygon) {
	for _, area := range areas {
		if keep(area.Code) {
			out = append(out, area.Ground)
		}
	}
	return out
}

func around(grounds []orb.MultiPolygon) orb.Bound {
	var all orb.MultiPolygon
	for _, g := range grounds {
		all = append(all, g...)
	}
	return all.Bound()
}

func (a *Atlas) inset(in box, codes []string, areas []Area) {
	some := grounds(areas, func(code string) bool { return slices.Contains(codes, code) })
	drawn := box{x: in.x, y: in.y + 46, w: in.w, h: in.h - 86}
	f := fit(drawn, 8, projectionOf(around(some)), some)
	for _, area := range areas {
		if slices.Contains(codes, area.Code) {
			a.shapes[area.Code] = append(a.shapes[area.Code], f.path(area.Ground))
		}
	}
	km, units := f.bar(in.w / 3)
	a.plates = append(a.plates, Plate{
		Code: codes[0], X: int(in.x), Y: int(in.y), W: int(in.w), H: int(in.h),
		BarX: int(in.x) + 16, BarY: int(in.y+in.h) - 14, BarW: int(units), BarKM: int(km),
	})
}

// path draws a geometry on the whole units of the drawing, without the points
// that fall together. A territory all of whose
// pieces are too small to be seen gets a dot for each.
func (f *frame) path(m orb.MultiPolygon) string {
	var b []byte
	dots := map[[2]int]bool{}
	small := f.small(m)
	for _, polygon := range m {
		for i, ring := range polygon {
			points := f.ring(ring)
			if len(points) >= 3 {
				b = appendPath(b, points)
			}
			if small && i == 0 && tiny(points) && !dots[points[0]] {
				dots[points[0]] = true
				b = appendDot(b, points[0])
			}
		}
	}
	return string(b)
}

// ring places the points of a ring, each but once in a row, without the last.
func (f *frame) ring(ring orb.Ring) [][2]int {
	var out [][2]int
	for _, p := range ring {
		x, y := f.at(p)
		at := [2]int{x, y}
		if len(out) == 0 || out[len(out)-1] != at {
			out = append(out, at)
		}
	}
	for len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

// small reports whether most pieces of a geometry would hardly be seen, as
// those of an archipelago are: the islets off a mainland need no dots.
func (f *frame) small(m orb.MultiPolygon) bool {
	n := 0
	for _, polygon := range m {
		if tiny(f.ring(polygon[0])) {
			n++
		}
	}
	return 2*n > len(m) && len(m) > 8 || n == len(m)
}

// dot is the side of the mark of what is too small to be seen.
const dot = 12

// tiny reports whether a ring would hardly be seen.
func tiny(points [][2]int) bool {
	if len(points) == 0 {
		return false
	}
	low, high := points[0], points[0]
	for _, p := range points {
		low = [2]int{min(low[0], p[0]), min(low[1], p[1])}
		high = [2]int{max(high[0], p[0]), max(high[1], p[1])}
	}
	return high[0]-low[0] < dot && high[1]-low[1] < dot
}

// appendPath writes relative moves: half the bytes of absolute ones.
func appendPath(b []byte, points [][2]int) []byte {
	b = appendPair(append(b, 'M'), points[0][0], points[0][1])
	b = append(b, 'l')
	for i := 1; i < len(points); i++ {
		if i > 1 {
			b = append(b, ' ')
		}
		b = appendPair(b, points[i][0]-points[i-1][0], points[i][1]-points[i-1][1])
	}
	return append(b, 'z')
}

func appendPair(b []byte, x, y int) []byte {
	b = appendInt(b, x)
	return appendInt(append(b, ' '), y)
}

func appendDot(b []byte, at [2]int) []byte {
	b = appendPair(append(b, 'M'), at[0]-dot/2, at[1]-dot/2)
	b = appendInt(append(b, 'h'), dot)
	b = appendInt(append(b, 'v'), dot)
	b = appendInt(append(b, 'h'), -dot)
	return append(b, 'z')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
