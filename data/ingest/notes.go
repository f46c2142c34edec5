package ingest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"maillage/data/boundary"
	"maillage/geo"
)

// Notes is what is said of layers from files, beyond what the files say. The zero
// value says nothing.
type Notes struct {
	Credit   map[geo.LayerName]string  // to be shown, with its year
	Accuracy map[geo.LayerName]float64 // metres that boundaries may lie from the true ones
	Reading  map[geo.LayerName]Reading
	Every    Reading // of files of any layer; what Reading says goes first
}

// Reading says how a file is to be read, where it does not say so itself: "" for what
// it says.
type Reading struct {
	Fields   boundary.Fields
	CRS      string // as EPSG:2154
	Encoding string // of texts, as windows-1252
}

// Unused returns what is said of a layer that is not read, as [ErrUsage]; nil where
// there is none.
func (n *Notes) Unused(read func(geo.LayerName) bool) error {
	noted := map[string][]geo.LayerName{
		"--credit": slices.Collect(maps.Keys(n.Credit)), "--accuracy": slices.Collect(maps.Keys(n.Accuracy)),
	}
	for name, r := range n.Reading {
		if r.Fields != (boundary.Fields{}) {
			noted["--field"] = append(noted["--field"], name)
		}
		if r.CRS != "" {
			noted["--crs"] = append(noted["--crs"], name)
		}
		if r.Encoding != "" {
			noted["--encoding"] = append(noted["--encoding"], name)
		}
	}
	for _, flag := range slices.Sorted(maps.Keys(noted)) {
		for _, name := range noted[flag] {
			if !read(name) {
				return fmt.Errorf("%w: %s %s: no file of %s is given", ErrUsage, flag, name, name)
			}
		}
	}
	return nil
}

// options says how a file of a layer is to be read.
func (n *Notes) options(name geo.LayerName) boundary.Options {
	r, every := n.Reading[name], n.Every
	return boundary.Options{
		Layer: name, CRS: cmp.Or(r.CRS, every.CRS), Encoding: cmp.Or(r.Encoding, every.Encoding),
		Fields: boundary.Fields{
			Code: cmp.Or(r.Fields.Code, every.Fields.Code),
			Name: cmp.Or(r.Fields.Name, every.Fields.Name),
		},
	}
}

// source says where a layer read from a file comes from, as far as the file and the
// notes tell.
func (n *Notes) source(name geo.LayerName, r *boundary.Result) geo.Source {
	s := r.Layer.Source
	s.ID = string(name)
	s.Title = geo.FileTitle(name, s.File)
	s.Publisher, s.Vintage, s.Licence = geo.NotStated, geo.NotStated, geo.NotStated
	s.Credit = geo.FileCredit(name, s.File)
	if credit, ok := n.Credit[name]; ok {
		s.Credit = credit
	}
	s.ResolutionM, s.AccuracyBasis = rounding(r.Decimals), geo.NotStated
	if given, ok := n.Accuracy[name]; ok {
		s.AccuracyM, s.AccuracyBasis = &given, "stated when the file was loaded"
	}
	for _, p := range r.Problems {
		s.Notes = append(s.Notes, p.String())
	}
	return s
}

// rounding is how far the rounding of coordinates to so many decimals may move
// a point, in metres: one unit of the last decimal on a meridian, to the
// centimetre above.
func rounding(decimals int) float64 {
	return math.Ceil(111_320*math.Pow10(-decimals)*100) / 100
}
