package boundary

import (
	"maillage/geo"
)

// Known is what a data set knows before a file is read: the units of its
// catalogue with the communes of the past, its neighbourhoods and its centres.
// It is what codes are recognised by. A nil one knows nothing, and takes every
// code of the right shape for one that exists.
type Known struct {
	units      map[geo.LayerName]map[string]*geo.Unit
	successors map[string]string
	hoods      map[string]*geo.Neighbourhood
	centres    map[string]bool
}

// levelOf is the level whose units a layer draws.
var levelOf = map[geo.LayerName]geo.Level{
	geo.RegionLayer: geo.Region, geo.Region2015Layer: geo.Region2015, geo.DepartmentLayer: geo.Department,
	geo.CollectivityLayer: geo.Collectivity, geo.EPCILayer: geo.EPCI, geo.CommuneLayer: geo.Commune,
}

// KnownIn returns what a data set knows, which must not change while files are
// read by it.
func KnownIn(set *geo.Dataset) *Known {
	k := &Known{
		units: map[geo.LayerName]map[string]*geo.Unit{}, successors: set.Catalogue.Successors,
		hoods: map[string]*geo.Neighbourhood{}, centres: map[string]bool{},
	}
	for layer, level := range levelOf {
		list := set.Catalogue.Units[level]
		k.units[layer] = make(map[string]*geo.Unit, len(list))
		for i := range list {
			k.units[layer][list[i].Code] = &list[i]
		}
	}
	for _, hoods := range set.Neighbourhoods {
		for i := range hoods {
			k.hoods[hoods[i].Code] = &hoods[i]
		}
	}
	for i := range set.Centres {
		k.centres[set.Centres[i].ID] = true
	}
	return k
}

// Has reports whether a layer has a code: a unit of today, a commune of the
// past, a neighbourhood of either geography, or in PerimeterLayer a centre.
func (k *Known) Has(layer geo.LayerName, code string) bool {
	if k == nil {
		return true
	}
	switch layer {
	case geo.NeighbourhoodLayer:
		return k.hoods[code] != nil
	case geo.PerimeterLayer:
		return k.centres[code]
	case geo.CommuneLayer:
		if _, past := k.successors[code]; past {
			return true
		}
	}
	return k.units[layer][code] != nil
}
