package ask

import (
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// ReadCoordinate reads one coordinate in degrees and returns it with its
// canonical text. One out of range is returned with the problem.
func ReadCoordinate(name, text string, bound float64) (float64, string, error) {
	v, err := Finite(text)
	if err != nil {
		return 0, "", err
	}
	if math.Abs(v) > bound {
		return v, "", ErrRange(name, bound)
	}
	return v, strconv.FormatFloat(v, 'f', -1, 64), nil
}

// ErrRange is the problem of a coordinate beyond so many degrees.
func ErrRange(name string, bound float64) *rest.Problem {
	b := strconv.FormatFloat(bound, 'f', -1, 64)
	return CoordinateRange.Problem(name+" is out of range.",
		"Send degrees of WGS84 from -"+b+" to "+b+
			", longitude first; coordinates in metres (Lambert-93) must be converted first.")
}

// SwapAxes is a box with its longitudes read as latitudes.
func SwapAxes(b orb.Bound) orb.Bound {
	return orb.Bound{Min: orb.Point{b.Min[1], b.Min[0]}, Max: orb.Point{b.Max[1], b.Max[0]}}
}

// Finite reads a decimal number; NaN, infinities and hexadecimal are refused.
func Finite(text string) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || strings.ContainsAny(text, "xX_") {
		return 0, NotANumber.Problem(rest.Quote(text)+" is not a finite decimal number.",
			"Send a decimal number with a point, as 48.8566.")
	}
	return v, nil
}

// ReadBox reads bbox into one box, or two where it crosses the antimeridian.
func ReadBox(_ *rest.Values, text string) ([]orb.Bound, string, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return nil, "", InvalidBox.Problem("bbox holds "+strconv.Itoa(len(parts))+" numbers.",
			"Send four, west,south,east,north, or six with heights: west,south,low,east,north,high.")
	}
	numbers := make([]float64, len(parts))
	for i, part := range parts {
		v, err := Finite(strings.TrimSpace(part))
		if err != nil {
			return nil, "", err
		}
		numbers[i] = v
	}
	if len(numbers) == 6 {
		numbers = []float64{numbers[0], numbers[1], numbers[3], numbers[4]}
	}
	west, south, east, north := numbers[0], numbers[1], numbers[2], numbers[3]
	if err := checkBox(west, south, east, north); err != nil {
		return nil, "", err
	}
	texts := make([]string, 4)
	for i, v := range numbers {
		texts[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return splitBox(west, south, east, north), strings.Join(texts, ","), nil
}

func checkBox(west, south, east, north float64) error {
	beyond := func(bound float64, a, b float64) bool { return math.Abs(a) > bound || math.Abs(b) > bound }
	switch {
	case beyond(180, west, east):
		return ErrRange("A longitude of bbox", 180)
	case beyond(90, south, north):
		return OrSwapped(ErrRange("A latitude of bbox", 90),
			orb.Bound{Min: orb.Point{west, south}, Max: orb.Point{east, north}})
	case south > north:
		return InvalidBox.Problem("The south of bbox is above its north.",
			"Send west,south,east,north. Only west may be above east, across the antimeridian.")
	}
	return nil
}

// splitBox is the one place where a box across the antimeridian becomes two.
func splitBox(west, south, east, north float64) []orb.Bound {
	if west <= east {
		return []orb.Bound{{Min: orb.Point{west, south}, Max: orb.Point{east, north}}}
	}
	return []orb.Bound{
		{Min: orb.Point{west, south}, Max: orb.Point{180, north}},
		{Min: orb.Point{-180, south}, Max: orb.Point{east, north}},
	}
}

// OrSwapped notes what was refused, as it was sent.
func OrSwapped(p *rest.Problem, b orb.Bound) *rest.Problem {
	b = SwapAxes(b)
	if b.Min[0] >= -180 && b.Max[0] <= 180 && b.Min[1] >= -90 && b.Max[1] <= 90 && b.Min[0] <= b.Max[0] {
		p.Hint = b
	}
	return p
}

// OnTerritory reports whether a box meets the ground served.
func OnTerritory(s *snapshot.Snapshot, box orb.Bound) bool {
	found := false
	for _, level := range Territories {
		if ground := s.Ground(level); ground != nil && !found {
			// A box off the globe meets nothing: swapping axes can make one.
			_ = ground.Search(box, func(unit int) bool {
				found = true
				return false
			})
		}
	}
	return found
}

// Territories are the levels that together make up the ground served.
var Territories = []geo.Level{geo.Department, geo.Collectivity}
