package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// System is a reference system whose coordinates this package can turn into
// WGS84 degrees. It comes from Parse; the zero System refuses every point. It
// is small, immutable and safe for concurrent use.
type System struct {
	def    *definition
	proj   projection // nil: degrees
	extent orb.Bound  // of def.area, in the system's own units
}

// projection turns radians on the ellipsoid into metres and back. Neither way
// checks anything: far from its area it may return NaN, or another place.
type projection interface {
	forward(lon, lat float64) (x, y float64)
	inverse(x, y float64) (lon, lat float64)
}

// projection returns the projection of a definition, nil where it has none.
func (p params) projection() projection {
	switch p.method {
	case transverseMercator:
		return newTmerc(p)
	case lambertConic:
		return newLCC(p)
	case lambertAzimuthal:
		return newLAEA(p)
	case pseudoMercator:
		return webMercator{p.shape.a}
	default:
		return nil
	}
}

// system makes a definition ready for use.
func (d *definition) system() System {
	s := System{def: d, proj: d.params.projection()}
	s.extent = s.project(d.area)
	return s
}

// Code returns the system's code in the EPSG register: "EPSG:2154". Systems
// that differ by nothing here (the realisations of RGF93) share one code.
func (s System) Code() string {
	if s.def == nil {
		return ""
	}
	return s.def.code
}

// Name returns the usual name of the system, without its code.
func (s System) Name() string {
	if s.def == nil {
		return ""
	}
	return s.def.name
}

// String returns code and name: "EPSG:2154 (RGF93 / Lambert-93)".
func (s System) String() string {
	if s.def == nil {
		return "no reference system"
	}
	return s.def.code + " (" + s.def.name + ")"
}

// Geographic reports whether coordinates are degrees; otherwise they are metres.
func (s System) Geographic() bool { return s.def != nil && s.proj == nil }

// Extent returns the coordinates that the system takes, x then y in its own
// units: ToWGS84 refuses what lies outside.
func (s System) Extent() orb.Bound { return s.extent }

// Area returns the area of use in WGS84 degrees, longitude then latitude. Where
// it crosses the antimeridian one of its sides lies beyond 180 or -180.
func (s System) Area() orb.Bound {
	if s.def == nil {
		return orb.Bound{}
	}
	return s.def.area
}

// ToWGS84 returns the longitude and latitude, degrees, of a point given as x
// and y in the system's own units. It refuses NaN, infinities and points outside
// the area of use, with an *OutsideError.
func (s System) ToWGS84(x, y float64) (lon, lat float64, err error) {
	// Written so that NaN fails too.
	if !(x >= s.extent.Min[0] && x <= s.extent.Max[0] && y >= s.extent.Min[1] && y <= s.extent.Max[1]) || s.def == nil {
		return 0, 0, &OutsideError{System: s, X: x, Y: y}
	}
	if s.proj == nil && s.def.shift == nil {
		return x, y, nil
	}
	lon, lat = s.inverse(x, y)
	if !s.def.holds(lon, lat) {
		return 0, 0, &OutsideError{System: s, X: x, Y: y}
	}
	return lon, lat, nil
}

// inverse is ToWGS84 without a check.
func (s System) inverse(x, y float64) (lon, lat float64) {
	if s.proj != nil {
		lon, lat = s.proj.inverse(x, y)
	} else {
		lon, lat = x*degree, y*degree
	}
	if s.def.shift != nil {
		lon, lat = s.def.shift.forth(lon, lat)
	}
	return lon / degree, lat / degree
}

// forward returns x and y of a longitude and latitude in WGS84 degrees.
func (s System) forward(lon, lat float64) (x, y float64) {
	lon, lat = lon*degree, lat*degree
	if s.def.shift != nil {
		lon, lat = s.def.shift.back(lon, lat)
	}
	if s.proj == nil {
		return lon / degree, lat / degree
	}
	return s.proj.forward(lon, lat)
}

// slack is how far beyond its area of use a system goes, degrees: points on the
// edge of the area must not depend on the last digit.
const slack = 1e-6

// holds reports whether a place is in the area of use. False for NaN.
func (d *definition) holds(lon, lat float64) bool {
	switch {
	case lon < d.area.Min[0]-slack:
		lon += 360
	case lon > d.area.Max[0]+slack:
		lon -= 360
	}
	return lon >= d.area.Min[0]-slack && lon <= d.area.Max[0]+slack &&
		lat >= d.area.Min[1]-slack && lat <= d.area.Max[1]+slack
}

// project returns a box that holds a box of degrees projected: its sides bend,
// so that points all along them count, and a little is added for what bends
// between two of them.
func (s System) project(area orb.Bound) orb.Bound {
	if s.proj == nil {
		return area
	}
	const steps = 64
	b := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	width, height := area.Max[0]-area.Min[0], area.Max[1]-area.Min[1]
	for i := range steps + 1 {
		u, v := area.Min[0]+width*float64(i)/steps, area.Min[1]+height*float64(i)/steps
		for _, p := range [][2]float64{{u, area.Min[1]}, {u, area.Max[1]}, {area.Min[0], v}, {area.Max[0], v}} {
			x, y := s.forward(p[0], p[1])
			b = b.Extend(orb.Point{x, y})
		}
	}
	bend := 1e-3
	if s.def.method == pseudoMercator { // a box stays a box
		bend = 0
	}
	dx, dy := (b.Max[0]-b.Min[0])*bend, (b.Max[1]-b.Min[1])*bend
	return orb.Bound{Min: orb.Point{b.Min[0] - dx, b.Min[1] - dy}, Max: orb.Point{b.Max[0] + dx, b.Max[1] + dy}}
}

// OutsideError says that a point is not one that a system can hold.
type OutsideError struct {
	System System
	X, Y   float64
}

// Error names the point and the bounds of the system.
func (e *OutsideError) Error() string {
	if e.System.def == nil {
		return "no reference system is known for these coordinates"
	}
	for _, v := range []float64{e.X, e.Y} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprintf("%v %v are not finite numbers", e.X, e.Y)
		}
	}
	b, a := e.System.Extent(), e.System.Area()
	format := "%.0f %.0f are outside %s: x from %.0f to %.0f and y from %.0f to %.0f metres, longitude %v to %v and latitude %v to %v degrees"
	if e.System.Geographic() {
		return fmt.Sprintf("%v %v are outside %s: longitude %v to %v and latitude %v to %v degrees",
			e.X, e.Y, e.System, a.Min[0], a.Max[0], a.Min[1], a.Max[1])
	}
	return fmt.Sprintf(format, e.X, e.Y, e.System, b.Min[0], b.Max[0], b.Min[1], b.Max[1],
		a.Min[0], a.Max[0], a.Min[1], a.Max[1])
}
