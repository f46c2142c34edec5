package data

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/geo"
)

// layers reads the boundaries.
func (s *fileSet) layers(ctx context.Context) ([]geo.Layer, error) {
	var layers []geo.Layer
	for _, name := range []geo.LayerName{geo.DepartmentLayer, geo.CollectivityLayer} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		file, content, err := s.open(string(name))
		if err != nil {
			return nil, err
		}
		features, err := decodeFeatures(file, content)
		if err != nil {
			return nil, err
		}
		layers = append(layers, geo.Layer{Name: name, Features: features, Source: s.source(string(name))})
	}
	return layers, nil
}

func decodeFeatures(file string, content []byte) ([]geo.Feature, error) {
	collection, err := geojson.UnmarshalFeatureCollection(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %s", file, err, rebuild)
	}
	var features []geo.Feature
	for i, f := range collection.Features {
		ground, ok := f.Geometry.(orb.MultiPolygon)
		if !ok {
			return nil, fmt.Errorf("%s, feature %d: geometry is a %T, want a MultiPolygon: %s", file, i+1, f.Geometry, rebuild)
		}
		features = append(features, geo.Feature{
			Code: f.Properties.MustString("code", ""), Name: f.Properties.MustString("nom", ""), Geometry: ground,
		})
	}
	return features, nil
}

// checkLayers checks that each layer has the units of its level, each once.
func checkLayers(d *geo.Dataset) error {
	for i, level := range []geo.Level{geo.Department, geo.Collectivity} {
		layer, units := d.Layers[i], d.Catalogue.Units[level]
		if len(layer.Features) != len(units) {
			return fmt.Errorf("%s has %d features, the catalogue %d units of level %s: %s", layer.Source.File, len(layer.Features), len(units), level, rebuild)
		}
		for j, f := range layer.Features {
			if f.Code != units[j].Code {
				return fmt.Errorf("%s, feature %d: code is %q, want %q, as in the catalogue: %s", layer.Source.File, j+1, f.Code, units[j].Code, rebuild)
			}
		}
	}
	return nil
}
