package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// Dataset is everything read, before it is built into a snapshot: plain
// values, no index.
type Dataset struct {
	Catalogue      Catalogue
	Neighbourhoods map[Geography][]Neighbourhood // sorted by code
	Centres        []Centre                      // sorted by ID
	Network        Network
	Contracts      []CityContract
	Layers         []Layer
	Sources        []Source
	// Digest is the fingerprint, once a load is complete; "" where it was not
	// worked out. Whoever changes the data set empties it, as Replace and Drop do.
	Digest string
}

// Layer is the boundaries of one level as one file gives them.
type Layer struct {
	Name     LayerName
	Features []Feature
	Source   Source
}

// LayerName names what a boundary file holds: a level in the plural, as in
// addresses and on the command line, or the neighbourhoods.
type LayerName string

// The layers.
const (
	RegionLayer        LayerName = "regions"
	Region2015Layer    LayerName = "regions-2015"
	DepartmentLayer    LayerName = "departments"
	CollectivityLayer  LayerName = "collectivities"
	EPCILayer          LayerName = "epci"
	CommuneLayer       LayerName = "communes"
	NeighbourhoodLayer LayerName = "neighbourhoods"
	PerimeterLayer     LayerName = "perimeters"
)

// Feature is one boundary: the code it belongs to, the name its file gives it
// (may be empty) and its ground in WGS84 degrees, longitude first.
type Feature struct {
	Code     string
	Name     string
	Geometry orb.MultiPolygon
}

// Replace puts a layer in place of the one of the same name, with its source,
// whose ID is the layer's name.
func (d *Dataset) Replace(l Layer) {
	d.Drop(l.Name)
	d.Layers = append(d.Layers, l)
	d.Sources = append(d.Sources, l.Source)
}

// Drop takes a layer out, with its source.
func (d *Dataset) Drop(name LayerName) {
	d.Digest = ""
	d.Layers = slices.DeleteFunc(d.Layers, func(l Layer) bool { return l.Name == name })
	d.Sources = slices.DeleteFunc(d.Sources, func(s Source) bool { return s.ID == string(name) })
}

// Layer returns the layer of a name, and false where none is loaded.
func (d *Dataset) Layer(name LayerName) (Layer, bool) {
	for _, l := range d.Layers {
		if l.Name == name {
			return l, true
		}
	}
	return Layer{}, false
}
