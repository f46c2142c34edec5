package tile

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/geo/mesh"
)

// MaxZoom is the deepest zoom there are tiles for.
const MaxZoom = mesh.MaxZoom

// Buffer is how far a tile reaches into its neighbours, in units.
const Buffer = 64

// MaxLatitude is where the square world of Web Mercator ends, in degrees.
const MaxLatitude = 85.0511287798066

// Address names a tile: X counts columns from 180° west, Y rows from the north.
type Address struct{ Z, X, Y int }

// Parse reads an address from the texts of its three numbers, decimal digits
// alone. Its errors name the number that is wrong and what it may be.
func Parse(z, x, y string) (Address, error) {
	zoom, ok := number(z)
	if !ok || zoom > MaxZoom {
		return Address{}, fmt.Errorf("zoom %.20q: want a whole number from 0 to %d", z, MaxZoom)
	}
	side := 1 << zoom
	column, ok := number(x)
	if !ok || column >= side {
		return Address{}, fmt.Errorf("column %.20q: want a whole number from 0 to %d at zoom %d", x, side-1, zoom)
	}
	row, ok := number(y)
	if !ok || row >= side {
		return Address{}, fmt.Errorf("row %.20q: want a whole number from 0 to %d at zoom %d", y, side-1, zoom)
	}
	return Address{zoom, column, row}, nil
}

// number reads decimal digits without sign or idle zeros: an address has one
// writing, so that caches hold it once.
func number(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 16)
	return int(n), err == nil && strconv.FormatUint(n, 10) == text
}

// String writes the address as z/x/y.
func (a Address) String() string { return fmt.Sprintf("%d/%d/%d", a.Z, a.X, a.Y) }

// Bound returns the ground of the tile in degrees, without its buffer.
func (a Address) Bound() orb.Bound { return a.around(0) }

// around returns the ground of the tile and some units more on every side.
func (a Address) around(units int) orb.Bound {
	side, more := float64(int(1)<<a.Z), float64(units)/mesh.Extent
	longitude := func(x float64) float64 { return x/side*360 - 180 }
	latitude := func(y float64) float64 { return math.Atan(math.Sinh(math.Pi*(1-2*y/side))) * 180 / math.Pi }
	x, y := float64(a.X), float64(a.Y)
	return orb.Bound{
		Min: orb.Point{longitude(x - more), latitude(y + 1 + more)},
		Max: orb.Point{longitude(x + 1 + more), latitude(y - more)},
	}
}

// window is the ground of the tile in units of its zoom, buffer included.
func (a Address) window() box {
	x, y := int32(a.X)*mesh.Extent, int32(a.Y)*mesh.Extent
	return box{x - Buffer, y - Buffer, x + mesh.Extent + Buffer, y + mesh.Extent + Buffer}
}
