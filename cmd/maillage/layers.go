package main

import (
	"flag"
	"fmt"
	"strings"

	"maillage/data/boundary"
	"maillage/data/ingest"
	"maillage/geo"
)

// layerFlags is what is loaded, and what is said of it.
type layerFlags struct {
	keep  keepFlags
	files map[geo.LayerName]string
	notes ingest.Notes
}

// register declares the flags of every command that loads data.
func (l *layerFlags) register(flags *flag.FlagSet) {
	l.keep.register(flags)
	l.files = map[geo.LayerName]string{}
	flags.Func("layer", "`NAME=FILE`: take a layer from a file (GeoJSON, Shapefile, GeoPackage, FlatGeobuf, MapInfo MIF, KML, CSV, XLSX or ODS of perimeters, plain or in a .zip; "+
		"FILE#LAYER where it holds several) instead of the one loaded; "+
		"NAME is one of "+ingest.ListLayers()+" (repeatable)", l.addFile)
	registerNotes(flags, &l.notes)
}

func (l *layerFlags) addFile(value string) error {
	name, file, err := splitLayer(value)
	if err != nil {
		return err
	}
	if _, twice := l.files[name]; twice {
		return fmt.Errorf("layer %s is given twice", name)
	}
	if err := boundary.Stat(file); err != nil {
		return fmt.Errorf("layer %s: %w", name, err)
	}
	l.files[name] = file
	return nil
}

// validate refuses combinations that contradict each other.
func (l *layerFlags) validate() error {
	if l.has(geo.CommuneLayer) && l.has(geo.DepartmentLayer) {
		return fmt.Errorf("%w: departments are dissolved from communes, so that both agree edge for edge; drop --layer departments", errUsage)
	}
	return l.notes.Unused(l.has)
}

func (l *layerFlags) has(name geo.LayerName) bool {
	_, ok := l.files[name]
	return ok
}

// splitLayer reads NAME=VALUE, of a layer.
func splitLayer(value string) (geo.LayerName, string, error) {
	name, rest, ok := strings.Cut(value, "=")
	if !ok || rest == "" {
		return "", "", fmt.Errorf("want NAME=VALUE, as departments=departements.geojson")
	}
	for _, l := range ingest.Layers {
		if string(l) == name {
			return l, rest, nil
		}
	}
	return "", "", fmt.Errorf("no layer %q; want one of %s", name, ingest.ListLayers())
}
