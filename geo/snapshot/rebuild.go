package snapshot

import (
	"reflect"
	"slices"

	"maillage/geo"
)

// sameLayout reports whether two data sets have the same base layout. Data sets that
// share what they hold, as those of one store do, are told at once.
func sameLayout(a, b *geo.Dataset) bool {
	return reflect.DeepEqual(a.Catalogue, b.Catalogue) &&
		reflect.DeepEqual(a.Neighbourhoods, b.Neighbourhoods) &&
		slices.EqualFunc(a.Layers, b.Layers, sameLayer)
}

// sameLayer compares sources too: they say whether ground is approximate, and
// whom it is credited to.
func sameLayer(a, b geo.Layer) bool {
	return a.Name == b.Name && reflect.DeepEqual(a.Source, b.Source) && sameFeatures(a.Features, b.Features)
}

func sameFeatures(a, b []geo.Feature) bool {
	if len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] {
		return true
	}
	return slices.EqualFunc(a, b, func(f, g geo.Feature) bool {
		return f.Code == g.Code && f.Name == g.Name && f.Geometry.Equal(g.Geometry)
	})
}
