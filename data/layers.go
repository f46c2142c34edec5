package data

import (
	"bytes"
	"context"
	"fmt"

	"maillage/data/boundary"
	"maillage/geo"
)

// embeddedLayers are the layers of the set, with the level each gives ground.
var embeddedLayers = []struct {
	name  geo.LayerName
	level geo.Level
}{
	{geo.DepartmentLayer, geo.Department},
	{geo.CollectivityLayer, geo.Collectivity},
}

// layers reads the boundaries.
func (s *fileSet) layers(ctx context.Context) ([]geo.Layer, error) {
	var layers []geo.Layer
	for _, l := range embeddedLayers {
		source, content, err := s.packed(string(l.name))
		if err != nil {
			return nil, err
		}
		result, err := boundary.Read(ctx, source.File, bytes.NewReader(content), boundary.Options{Layer: l.name})
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, rebuild)
		}
		// A user's file may lose a feature and still load; this one is ours.
		if len(result.Problems) > 0 {
			return nil, fmt.Errorf("%s: %s", result.Problems[0], rebuild)
		}
		layer := result.Layer
		layer.Source = source
		layers = append(layers, layer)
	}
	return layers, nil
}

// checkLayers checks that each layer has the units of its level, each once.
func checkLayers(d *geo.Dataset) error {
	for i, l := range embeddedLayers {
		layer, units := d.Layers[i], d.Catalogue.Units[l.level]
		if len(layer.Features) != len(units) {
			return fmt.Errorf("%s has %d features, the catalogue %d units of level %s: %s", layer.Source.File, len(layer.Features), len(units), l.level, rebuild)
		}
		for j, f := range layer.Features {
			if f.Code != units[j].Code {
				return fmt.Errorf("%s, feature %d: code is %q, want %q, as in the catalogue: %s", layer.Source.File, j+1, f.Code, units[j].Code, rebuild)
			}
		}
	}
	return nil
}
