package geo

import "github.com/paulmach/orb"

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
	// Digest is a SHA-256, in hex, over every byte that was read.
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
