package boundary

import (
	"maillage/data/format"
	"maillage/geo"
)

// Options says how a file is to be read. The zero value is ready for use.
type Options struct {
	// Layer the file is said to hold; "": recognise it.
	Layer geo.LayerName
	// Table names the layer to take from a GeoPackage, a folder or an archive
	// that holds several; "": the only one; "*": all, as one layer.
	Table string
	// Fields names properties that no known name gives.
	Fields Fields
	// CRS of coordinates of which the file does not say it, as crs.Parse reads
	// it; "": GeoJSON and CSV are WGS84, other files are refused.
	CRS string
	// Country is that of units by the codes of GISCO, as "DE": NUTS regions of
	// all levels make DepartmentLayer, local units CommuneLayer, and those of
	// other countries are left out. "": France, by its own codes.
	Country string
	// Encoding of texts, over what the file says; "": as it says, or as its
	// bytes look.
	Encoding string
	// MaxBytes bounds the decompressed size; 0: 1 GiB.
	MaxBytes int64
	// MaxVertices bounds the positions of the whole file; 0: 20 million.
	MaxVertices int
	// IsOther tells a table of what is read elsewhere, as of centres, from its
	// beginning as CSV: where a workbook has one in a sheet beside perimeters, none of
	// the two is chosen. nil: there is no such table.
	IsOther func(csv []byte) bool
	// Progress is told how many bytes of the file as stored were read, of how
	// many (-1 where that is not known), from one goroutine; nil: nobody.
	Progress func(done, total int64)
	// Known is what codes are recognised by. A unit whose code it does not have
	// is left out, as it has no place in any sum, and so is a perimeter whose
	// centre or units it does not have. nil: all of them exist.
	Known *Known
}

// Fields names the properties that give the code and the name of a feature,
// whatever their case; "" for those under a known name.
type Fields struct{ Code, Name string }

const (
	defaultMaxBytes    = 1 << 30
	defaultMaxVertices = 20_000_000
	maxFeatures        = 250_000
)

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.MaxVertices <= 0 {
		o.MaxVertices = defaultMaxVertices
	}
	return o
}

// limits are those of one file, for the readers of binary formats.
func (o Options) limits() format.Limits {
	return format.Limits{Rows: maxFeatures, Vertices: o.MaxVertices, RowBytes: maxValue, FileBytes: o.MaxBytes}
}
