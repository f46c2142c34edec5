package main

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"slices"
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

// layerFlags is what is loaded, and what is said of it.
type layerFlags struct {
	keep     keepFlags
	files    map[geo.LayerName]string
	credit   map[geo.LayerName]string
	accuracy map[geo.LayerName]float64
	// How files are to be read, where they do not say so themselves.
	fields   map[geo.LayerName]boundary.Fields
	crs      map[geo.LayerName]string
	encoding map[geo.LayerName]string
	every    boundary.Options // for files of any layer
}

// register declares the flags of every command that loads data.
func (l *layerFlags) register(flags *flag.FlagSet) {
	l.keep.register(flags)
	l.files = map[geo.LayerName]string{}
	flags.Func("layer", "`NAME=FILE`: take a layer from a file (GeoJSON, Shapefile, GeoPackage, FlatGeobuf, MapInfo MIF, KML, CSV, XLSX or ODS of perimeters, plain or in a .zip; "+
		"FILE#LAYER where it holds several) instead of the one loaded; "+
		"NAME is one of "+listLayers()+" (repeatable)", l.addFile)
	l.registerNotes(flags)
}

// registerNotes declares the flags that say something of layers from files.
func (l *layerFlags) registerNotes(flags *flag.FlagSet) {
	l.credit = map[geo.LayerName]string{}
	l.accuracy = map[geo.LayerName]float64{}
	l.registerReading(flags)
	flags.Func("credit", "`NAME=TEXT`: the credit to show for a layer from a file, with its year (repeatable)", l.addCredit)
	flags.Func("accuracy", "`NAME=METRES`: how far the boundaries of a layer from a file may lie from the true ones (repeatable)", l.addAccuracy)
}

// registerReading declares the flags that say how files are to be read.
func (l *layerFlags) registerReading(flags *flag.FlagSet) {
	l.fields = map[geo.LayerName]boundary.Fields{}
	l.crs = map[geo.LayerName]string{}
	l.encoding = map[geo.LayerName]string{}
	flags.Func("field", "`NAME.code=PROPERTY` or NAME.name=PROPERTY: the property that gives the code, or the name, of a layer from a file (repeatable)", l.addField)
	flags.Func("crs", "`NAME=SYSTEM`: the reference system of a layer whose file does not say it, as communes=EPSG:2154; SYSTEM alone for files of any layer (repeatable)", noteOrEvery(l.crs, &l.every.CRS))
	flags.Func("encoding", "`NAME=ENCODING`: how the texts of a layer from a file are encoded, as communes=windows-1252; ENCODING alone for files of any layer (repeatable)", noteOrEvery(l.encoding, &l.every.Encoding))
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

func (l *layerFlags) addField(value string) error {
	what, property, ok := strings.Cut(value, "=")
	layer, role, dotted := strings.Cut(what, ".")
	if !ok || !dotted || property == "" {
		return fmt.Errorf("want NAME.code=PROPERTY or NAME.name=PROPERTY, as communes.code=INSEE")
	}
	name, _, err := splitLayer(layer + "=" + property)
	if err != nil {
		return err
	}
	f := l.fields[name]
	switch role {
	case "code":
		f.Code = property
	case "name":
		f.Name = property
	default:
		return fmt.Errorf("no role %q; want code or name, as communes.code=INSEE", role)
	}
	l.fields[name] = f
	return nil
}

// noteOf takes what is said of a layer into a table.
func noteOf(notes map[geo.LayerName]string) func(string) error {
	return func(value string) error {
		name, text, err := splitLayer(value)
		if err == nil {
			notes[name] = text
		}
		return err
	}
}

// noteOrEvery takes what is said of a layer into a table, and what is said of
// none for all.
func noteOrEvery(notes map[geo.LayerName]string, every *string) func(string) error {
	return func(value string) error {
		if strings.Contains(value, "=") {
			return noteOf(notes)(value)
		}
		*every = value
		return nil
	}
}

func (l *layerFlags) addCredit(value string) error {
	if text, ok := strings.CutPrefix(value, string(centresName)+"="); ok {
		l.credit[centresName] = text
		return nil
	}
	return noteOf(l.credit)(value)
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
	return l.checkNotes(l.has)
}

// checkNotes refuses what is said of layers that are not read.
func (l *layerFlags) checkNotes(read func(geo.LayerName) bool) error {
	said := map[string][]geo.LayerName{
		"--credit": slices.Collect(maps.Keys(l.credit)), "--accuracy": slices.Collect(maps.Keys(l.accuracy)),
		"--field": slices.Collect(maps.Keys(l.fields)), "--crs": slices.Collect(maps.Keys(l.crs)), "--encoding": slices.Collect(maps.Keys(l.encoding)),
	}
	for _, flag := range slices.Sorted(maps.Keys(said)) {
		for _, name := range said[flag] {
			if !read(name) {
				return fmt.Errorf("%w: %s %s: no file of %s is given", errUsage, flag, name, name)
			}
		}
	}
	return nil
}

// options says how a file of a layer is to be read.
func (l *layerFlags) options(name geo.LayerName) boundary.Options {
	o := boundary.Options{
		Layer: name, Fields: l.fields[name],
		CRS: cmp.Or(l.crs[name], l.every.CRS), Encoding: cmp.Or(l.encoding[name], l.every.Encoding),
	}
	o.Fields.Code, o.Fields.Name = cmp.Or(o.Fields.Code, l.every.Fields.Code), cmp.Or(o.Fields.Name, l.every.Fields.Name)
	return o
}

// tellsReading reports whether a flag says how files of a layer are to be read.
func (l *layerFlags) tellsReading(name geo.LayerName) bool {
	return l.fields[name] != (boundary.Fields{}) || l.crs[name] != "" || l.encoding[name] != ""
}

func (l *layerFlags) has(name geo.LayerName) bool {
	_, ok := l.files[name]
	return ok
}

// hasUnits reports whether a file of a level of units is given.
func (l *layerFlags) hasUnits() bool {
	for name := range l.files {
		if name != geo.PerimeterLayer && name != geo.NeighbourhoodLayer {
			return true
		}
	}
	return false
}
