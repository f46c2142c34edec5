package ingest

import (
	"fmt"
	"slices"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// putLayer puts what a file holds in a data set.
func putLayer(set *geo.Dataset, r *boundary.Result) {
	if r.Layer.Name == geo.PerimeterLayer {
		replacePerimeters(set, r.Perimeters)
	}
	set.Replace(r.Layer)
	if r.Layer.Name == geo.CommuneLayer {
		set.Drop(geo.DepartmentLayer) // dissolved from communes: nothing of it is shown
	}
}

// replacePerimeters puts perimeters in place of all those of the centres they
// name, which exist: a perimeter of an unknown centre was dropped when read.
func replacePerimeters(set *geo.Dataset, perimeters []geo.Perimeter) {
	fresh := map[string][]geo.Perimeter{}
	for _, p := range perimeters {
		p.ID = fmt.Sprintf("%s-%d", p.Centre, len(fresh[p.Centre])+1)
		fresh[p.Centre] = append(fresh[p.Centre], p)
	}
	for i := range set.Centres {
		if rows := fresh[set.Centres[i].ID]; rows != nil {
			set.Centres[i].Perimeters = rows
		}
	}
}

// putCentre puts a centre in place of the one with its ID. One without perimeters
// keeps those it had.
func putCentre(set *geo.Dataset, c geo.Centre) {
	byID := func(a geo.Centre, id string) int { return strings.Compare(a.ID, id) }
	i, known := slices.BinarySearchFunc(set.Centres, c.ID, byID)
	if !known {
		set.Centres = slices.Insert(set.Centres, i, c)
		return
	}
	if c.Perimeters == nil {
		c.Perimeters = set.Centres[i].Perimeters
	}
	set.Centres[i] = c
}
