package main

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// layerNames are the layers a file may replace, in the order they are shown.
var layerNames = []geo.LayerName{
	geo.CommuneLayer, geo.DepartmentLayer, geo.CollectivityLayer, geo.EPCILayer,
	geo.RegionLayer, geo.Region2015Layer, geo.NeighbourhoodLayer, geo.PerimeterLayer,
}

// layerFlags is what --layer, --credit and --accuracy say.
type layerFlags struct {
	files    map[geo.LayerName]string
	credit   map[geo.LayerName]string
	accuracy map[geo.LayerName]float64
}

// register declares the flags of every command that loads data.
func (l *layerFlags) register(flags *flag.FlagSet) {
	l.files = map[geo.LayerName]string{}
	l.credit = map[geo.LayerName]string{}
	l.accuracy = map[geo.LayerName]float64{}
	flags.Func("layer", "`NAME=FILE`: take a layer from a file (GeoJSON, Shapefile, GeoPackage, FlatGeobuf, CSV, plain or in a .zip; "+
		"FILE#LAYER where it holds several) instead of the embedded one; "+
		"NAME is one of "+listLayers()+" (repeatable)", l.addFile)
	flags.Func("credit", "`NAME=TEXT`: the credit to show for a layer from a file, with its year (repeatable)", l.addCredit)
	flags.Func("accuracy", "`NAME=METRES`: how far the boundaries of a layer from a file may lie from the true ones (repeatable)", l.addAccuracy)
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

func (l *layerFlags) addCredit(value string) error {
	name, text, err := splitLayer(value)
	if err == nil {
		l.credit[name] = text
	}
	return err
}

func (l *layerFlags) addAccuracy(value string) error {
	name, text, err := splitLayer(value)
	if err != nil {
		return err
	}
	metres, err := strconv.ParseFloat(text, 64)
	if err != nil || !(metres >= 0 && metres < 1e6) {
		return fmt.Errorf("accuracy %q: want metres, as 10 or 2.5", text)
	}
	l.accuracy[name] = metres
	return nil
}

func splitLayer(value string) (geo.LayerName, string, error) {
	name, rest, ok := strings.Cut(value, "=")
	if !ok || rest == "" {
		return "", "", fmt.Errorf("want NAME=VALUE, as departments=departements.geojson")
	}
	for _, l := range layerNames {
		if string(l) == name {
			return l, rest, nil
		}
	}
	return "", "", fmt.Errorf("no layer %q; want one of %s", name, listLayers())
}

func listLayers() string {
	names := make([]string, len(layerNames))
	for i, l := range layerNames {
		names[i] = string(l)
	}
	return strings.Join(names, ", ")
}

// validate refuses combinations that contradict each other.
func (l *layerFlags) validate() error {
	if l.has(geo.CommuneLayer) && l.has(geo.DepartmentLayer) {
		return fmt.Errorf("%w: departments are dissolved from communes, so that both agree edge for edge; drop --layer departments", errUsage)
	}
	for name := range l.credit {
		if !l.has(name) {
			return fmt.Errorf("%w: --credit %s has no --layer %s", errUsage, name, name)
		}
	}
	for name := range l.accuracy {
		if !l.has(name) {
			return fmt.Errorf("%w: --accuracy %s has no --layer %s", errUsage, name, name)
		}
	}
	return nil
}

func (l *layerFlags) has(name geo.LayerName) bool {
	_, ok := l.files[name]
	return ok
}
