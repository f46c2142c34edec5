// Package format is what the readers of boundary files have in common: each
// reads one file format, trusts none of its bytes, and yields rows of
// attributes with polygons in the reference system of the file.
//
// A reader knows nothing of codes, layers or France: package boundary judges
// what the rows say. It holds one row in memory at a time, or the bytes that a
// declared length is checked against, and allocates no more than what is there
// to be read: a count in a file is a claim, never a size to reserve.
package format

import (
	"fmt"
	"io"

	"github.com/paulmach/orb"
)

// Kind says what a value is.
type Kind uint8

// The kinds. The text of a Bool is "true" or "false". Other is a value that is none of
// these, such as a day, in the words of its format; "" where it is not understood, as
// bytes are not.
const (
	Null Kind = iota
	Text
	Number
	Bool
	Other
)

// Value is one attribute of one row.
type Value struct {
	Text string
	Kind Kind
}

// Row is one feature.
type Row struct {
	// Values stand in the order of Header.Fields; nil in a row that is marked
	// as deleted, which counts but is nothing.
	Values []Value
	Line   int // of the file where the row starts, from 1; 0 where it has no lines
	// Ground is in the reference system of the file, x before y, rings as the
	// file has them but for what Fixed says; nil where there is none.
	Ground   orb.MultiPolygon
	Vertices int  // read, those of a ground that is refused included
	HasZ     bool // a third or fourth coordinate was dropped
	// Err is why the ground, or the whole row when Lost, cannot be used.
	Err   *Error
	Lost  bool
	Fixed []*Error // what was mended in reading it
}

// Header is what a file says before its rows.
type Header struct {
	Format string   // as people call it: "Shapefile", "GeoPackage"
	Table  string   // of the layer, where the format has several
	Fields []string // names of the attributes
	// CRS is the reference system in the words of the file: WKT, or a code as
	// EPSG:2154; "" where it does not say.
	CRS string
	// DefaultCRS is what the format means where neither the file nor the caller
	// says.
	DefaultCRS string
	// Encoding of the texts, and whether nothing in the file says so.
	Encoding string
	Assumed  bool
	// Claimed says what the file claims its texts to be where they show that they
	// are not: "communes.cpg says Windows-1252"; "" elsewhere.
	Claimed string
	// NamesLine is the line of the names of a table of text, and Above what stands on
	// the lines before it.
	NamesLine int
	Above     []string
	// NoGeometry: the file has no place for any.
	NoGeometry bool
	Bound      orb.Bound // as the file claims it; zero where it does not
}

// Reader reads the rows of one layer in the order of the file.
type Reader interface {
	Header() Header
	// Next returns io.EOF after the last row. An *Error refuses the file;
	// others are those of what it reads from.
	Next() (Row, error)
	io.Closer
}

// Limits bounds what a reader takes from one file.
type Limits struct {
	Rows      int
	Vertices  int // of one row
	RowBytes  int
	FileBytes int64 // decompressed, all files together
}

// Error is what is wrong with a file or a row. Rule is a stable slug; At is in
// the reference system of the file, nil where no place is known.
type Error struct {
	Rule   string
	Detail string
	At     *orb.Point
}

// Error states the rule and the detail.
func (e *Error) Error() string { return e.Rule + ": " + e.Detail }

// Errorf makes an Error.
func Errorf(rule, detail string, args ...any) *Error {
	return &Error{Rule: rule, Detail: fmt.Sprintf(detail, args...)}
}

// Near gives an error its place.
func (e *Error) Near(p orb.Point) *Error {
	e.At = &p
	return e
}

// File is one file of those that make up a source: on disk, in an archive, or
// in memory.
type File struct {
	Name string // base name, as the source gives it
	Size int64
	Open func() (io.ReadCloser, error)
}

// The rules that more than one reader finds broken. Their fixes are in package
// boundary, which knows the file.
const (
	RuleTruncated         = "truncated"
	RuleCorrupt           = "corrupt"
	RuleNaN               = "nan"
	RuleTooManyVertices   = "too-many-vertices"
	RuleTooManyFeatures   = "too-many-features"
	RuleFeatureTooLarge   = "feature-too-large"
	RuleTooLarge          = "too-large"
	RuleTooIntricate      = "too-intricate"
	RuleTooFewPoints      = "too-few-points"
	RuleWrongGeometryType = "wrong-geometry-type"
	RuleEncoding          = "encoding"
	RuleMissingFile       = "missing-file"
	RuleCounts            = "counts-differ"
	RuleManyLayers        = "several-layers"
	RuleUnknownTable      = "unknown-layer-name"
	RuleHoleReassigned    = "hole-reassigned"
	RuleRingReversed      = "ring-reversed"
	RuleUnsupported       = "unsupported"
)
