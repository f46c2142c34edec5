package boundary

import (
	"github.com/paulmach/orb"

	"maillage/geo"
)

// Known is what a data set knows before a file is read: the units of its
// catalogue with the communes of the past, its neighbourhoods and its centres.
// It is what codes are recognised by. A nil one knows nothing, and takes every
// code of the right shape for one that exists.
type Known struct {
	catalogue *geo.Catalogue
	units     map[geo.LayerName]map[string]*geo.Unit
	hoods     map[string]*geo.Neighbourhood
	centres   map[string]bool
	// homes box the ground of departments, collectivities and regions, as the data
	// set draws them.
	homes map[geo.UnitRef]orb.Bound
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
		catalogue: &set.Catalogue, units: map[geo.LayerName]map[string]*geo.Unit{},
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
	k.findHomes(set)
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
		if _, past := k.catalogue.Successors[code]; past {
			return true
		}
	}
	return k.units[layer][code] != nil
}

// unit returns the unit of a code; nil where there is none of today.
func (k *Known) unit(layer geo.LayerName, code string) *geo.Unit {
	if k == nil {
		return nil
	}
	return k.units[layer][code]
}

// name is the name of a unit or a neighbourhood; "" where it is not known.
func (k *Known) name(layer geo.LayerName, code string) string {
	if k == nil {
		return ""
	}
	if h := k.hoods[code]; h != nil && layer == geo.NeighbourhoodLayer {
		return h.Name
	}
	if u := k.unit(layer, code); u != nil {
		return u.Name
	}
	return ""
}

// findHomes boxes what the layers of a data set draw.
func (k *Known) findHomes(set *geo.Dataset) {
	k.homes = map[geo.UnitRef]orb.Bound{}
	for _, layer := range set.Layers {
		level := levelOf[layer.Name]
		switch level {
		case geo.Department, geo.Collectivity, geo.Commune:
		default:
			continue
		}
		for i := range layer.Features {
			f := &layer.Features[i]
			if len(f.Geometry) == 0 {
				continue
			}
			code := f.Code
			if level == geo.Commune {
				code = geo.DepartmentOf(code)
			}
			k.enlarge(code, f.Geometry.Bound())
		}
	}
}

// enlarge makes the homes of a department or collectivity, and of the regions it
// lies in, hold a box.
func (k *Known) enlarge(code string, box orb.Bound) {
	for _, level := range []geo.Level{geo.Department, geo.Collectivity} {
		u := k.unit(layerOf(level), code)
		if u == nil {
			continue
		}
		for _, at := range []geo.UnitRef{{Level: level, Code: code}, {Level: geo.Region, Code: u.Region}, {Level: geo.Region2015, Code: u.Region2015}} {
			if before, ok := k.homes[at]; ok {
				k.homes[at] = before.Union(box)
			} else {
				k.homes[at] = box
			}
		}
	}
}

func layerOf(level geo.Level) geo.LayerName {
	for layer, l := range levelOf {
		if l == level {
			return layer
		}
	}
	return ""
}

// home boxes where the ground of a code must lie, or touch: that of its own
// department, collectivity or region. ok is false where nothing tells.
func (k *Known) home(layer geo.LayerName, code string) (box orb.Bound, ok bool) {
	if k == nil {
		return box, false
	}
	var department, region string
	u := k.unit(layer, code)
	switch {
	case layer == geo.Region2015Layer:
		box, ok = k.homes[geo.UnitRef{Level: geo.Region2015, Code: code}]
		return box, ok
	case layer == geo.RegionLayer:
		region = code
	case layer == geo.DepartmentLayer, layer == geo.CollectivityLayer:
		department = code
	case layer == geo.NeighbourhoodLayer && k.hoods[code] != nil:
		department, region = k.hoods[code].Department, k.hoods[code].Region
	case u != nil:
		department, region = u.Department, u.Region
	case layer == geo.CommuneLayer:
		department = geo.DepartmentOf(k.today(code))
	}
	for _, at := range []geo.UnitRef{{Level: geo.Department, Code: department}, {Level: geo.Collectivity, Code: department}, {Level: geo.Region, Code: region}} {
		if box, ok = k.homes[at]; ok {
			return box, true
		}
	}
	return box, false
}

// today returns the code of the commune that has the ground of a commune of the
// past, or of part of one, today; that of another commune is its own.
func (k *Known) today(code string) string { return k.catalogue.CommuneToday(code) }

// succession tells what became of a code that a layer has not.
func (k *Known) succession(layer geo.LayerName, code string) (s geo.Succession, ok bool) {
	if k == nil {
		return s, false
	}
	return k.catalogue.Succession(levelOf[layer], code)
}
