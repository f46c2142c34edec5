package boundary

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Result is what a file holds, and what is wrong with it.
type Result struct {
	// Layer holds the features in the order of the file. Its source gives the
	// file, its checksum and its count; the caller knows the rest. Of a file that
	// is refused there is the name alone, where the layer was recognised.
	Layer geo.Layer
	// Perimeters, of the layer of that name alone. Their ID is left empty: the
	// caller knows the rows each centre has already.
	Perimeters []geo.Perimeter
	Problems   []Problem // in the order of the file
	// Populations are inhabitants by code, of local units of another country;
	// PopulationOf is the property that gives them, as POP_2021.
	Populations  map[string]int64
	PopulationOf string
	// SHA256 of the file as stored, in hex; "" when refused. Of several files,
	// it is that of their own, one a line, in order.
	SHA256     string
	Bytes      int64     // decompressed
	Vertices   int64     // positions read, those of refused geometries included
	Decimals   int       // most decimals of a coordinate; 7 where they are not written in decimals
	Features   int       // in the file, those not loaded included
	Property   string    // name, in lower case, of the property that gives the code
	Properties []string  // names of all properties met, sorted; at most 256
	Bound      orb.Bound // of the usable geometries; zero when there is none
	// How it was read: "Shapefile", the name of the layer inside, the reference
	// system, the encoding of the texts. Of several files, all that differ.
	Format, Table, CRS, Encoding string
}

// NoGround counts the features, or perimeters, that have no ground of their own.
func (r *Result) NoGround() (n int) {
	for i := range r.Layer.Features {
		if r.Layer.Features[i].Geometry == nil {
			n++
		}
	}
	for i := range r.Perimeters {
		if r.Perimeters[i].Drawn == nil {
			n++
		}
	}
	return n
}
