package pages

import (
	"math"

	"github.com/paulmach/orb"
)

// A box is a rectangle of the drawing, in its units.
type box struct{ x, y, w, h float64 }

// A frame is a part of the drawing with a scale of its own.
type frame struct {
	in      box
	project projection
	scale   float64 // units of the drawing to a kilometre
	dx, dy  float64
}

// fit makes the frame in which polygons fill a box, less a margin.
func fit(in box, margin float64, project projection, polygons []orb.MultiPolygon) frame {
	west, north, east, south := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, m := range polygons {
		for _, p := range m {
			for _, at := range p[0] {
				x, y := project(at)
				west, east, north, south = min(west, x), max(east, x), min(north, y), max(south, y)
			}
		}
	}
	f := frame{in: in, project: project}
	if west > east {
		return f // nothing to show
	}
	f.scale = min((in.w-2*margin)/max(east-west, 1e-9), (in.h-2*margin)/max(south-north, 1e-9))
	f.dx = in.x + in.w/2 - f.scale*(west+east)/2
	f.dy = in.y + in.h/2 - f.scale*(north+south)/2
	return f
}

// at places a point on the whole units of the drawing. Two territories place
// the points of a common border alike, so that no gap opens between them.
func (f *frame) at(p orb.Point) (x, y int) {
	px, py := f.project(p)
	return int(math.Round(f.dx + f.scale*px)), int(math.Round(f.dy + f.scale*py))
}

// bar is a round length in kilometres that takes up no more than some units,
// and how many it takes.
func (f *frame) bar(most float64) (km, units float64) {
	if f.scale == 0 {
		return 0, 0
	}
	power := math.Pow(10, math.Floor(math.Log10(most/f.scale)))
	for _, digit := range []float64{5, 2, 1} {
		if digit*power*f.scale <= most {
			return digit * power, digit * power * f.scale
		}
	}
	return power, power * f.scale
}
