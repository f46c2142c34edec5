// Package plane is exact geometry on the integer grid of 1e-7 degree: points,
// orientation, segments, rings. Every predicate is decided in whole numbers,
// so that two parts of the program never disagree about one point.
//
// Longitudes reach ±1.8e9 and latitudes ±0.9e9. A difference of longitudes
// times a difference of latitudes stays below 6.5e18, inside int64; a
// difference of two such products may not, so products are compared, never
// subtracted.
package plane

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// PerDegree is the number of grid steps in a degree.
const PerDegree = 1e7

// Bounds of the grid.
const (
	MaxX = 180 * PerDegree
	MaxY = 90 * PerDegree
)

// Point is a position on the grid: X is the longitude, Y the latitude, in
// 1e-7 degree.
type Point struct{ X, Y int32 }

// Quantise returns the grid point nearest to p. It refuses what is no place:
// NaN, Inf, a longitude beyond ±180 or a latitude beyond ±90.
func Quantise(p orb.Point) (Point, error) {
	// Written so that NaN fails too.
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return Point{}, rangeError(p)
	}
	return Point{
		X: int32(math.RoundToEven(p[0] * PerDegree)),
		Y: int32(math.RoundToEven(p[1] * PerDegree)),
	}, nil
}

func rangeError(p orb.Point) error {
	switch {
	case math.IsNaN(p[0]) || math.IsNaN(p[1]):
		return fmt.Errorf("point (%v, %v): a coordinate is not a number", p[0], p[1])
	case math.IsInf(p[0], 0) || math.IsInf(p[1], 0):
		return fmt.Errorf("point (%v, %v): a coordinate is infinite", p[0], p[1])
	case math.Abs(p[0]) <= 90 && math.Abs(p[1]) <= 180:
		return fmt.Errorf("point (%v, %v): latitude beyond ±90; longitude comes first, are they swapped?", p[0], p[1])
	}
	return fmt.Errorf("point (%v, %v): want a longitude within ±180 and a latitude within ±90, in degrees (WGS84)", p[0], p[1])
}

// Orb returns the point in degrees.
func (p Point) Orb() orb.Point {
	// Dividing, not multiplying by 1e-7, gives the float64 nearest to the
	// decimal, which prints with seven decimals and quantises back to itself.
	return orb.Point{float64(p.X) / PerDegree, float64(p.Y) / PerDegree}
}

// Box is a closed rectangle of grid points.
type Box struct{ MinX, MinY, MaxX, MaxY int32 }

// EmptyBox returns a box that holds nothing and grows with Extend.
func EmptyBox() Box {
	return Box{math.MaxInt32, math.MaxInt32, math.MinInt32, math.MinInt32}
}

// Extend grows the box to hold p.
func (b *Box) Extend(p Point) {
	b.MinX, b.MaxX = min(b.MinX, p.X), max(b.MaxX, p.X)
	b.MinY, b.MaxY = min(b.MinY, p.Y), max(b.MaxY, p.Y)
}

// Join grows the box to hold o.
func (b *Box) Join(o Box) {
	b.MinX, b.MaxX = min(b.MinX, o.MinX), max(b.MaxX, o.MaxX)
	b.MinY, b.MaxY = min(b.MinY, o.MinY), max(b.MaxY, o.MaxY)
}

// Empty reports whether the box holds nothing.
func (b Box) Empty() bool { return b.MinX > b.MaxX }

// Contains reports whether o lies within b.
func (b Box) Contains(o Box) bool {
	return b.MinX <= o.MinX && o.MaxX <= b.MaxX && b.MinY <= o.MinY && o.MaxY <= b.MaxY
}

// Meets reports whether the boxes share a point.
func (b Box) Meets(o Box) bool {
	return b.MinX <= o.MaxX && o.MinX <= b.MaxX && b.MinY <= o.MaxY && o.MinY <= b.MaxY
}

// Bound returns the box in degrees; an empty one is orb's empty bound.
func (b Box) Bound() orb.Bound {
	if b.Empty() {
		return orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	}
	return orb.Bound{Min: Point{b.MinX, b.MinY}.Orb(), Max: Point{b.MaxX, b.MaxY}.Orb()}
}

// BoxOf returns the box of a segment.
func BoxOf(a, b Point) Box {
	return Box{min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y)}
}
