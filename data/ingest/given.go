package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// ErrUsage marks what only another call can mend, as a note on a layer of which no
// file is given. Its messages name the flags of the commands.
var ErrUsage = errors.New("called wrongly")

// Layers are the layers a file may replace, in the order they are shown.
var Layers = []geo.LayerName{
	geo.CommuneLayer, geo.DepartmentLayer, geo.CollectivityLayer, geo.EPCILayer,
	geo.RegionLayer, geo.Region2015Layer, geo.NeighbourhoodLayer, geo.PerimeterLayer,
}

// Centres is what a list of centres is called among the layers.
const Centres geo.LayerName = "centres"

// ListLayers names the layers, in words.
func ListLayers() string {
	names := make([]string, len(Layers))
	for i, l := range Layers {
		names[i] = string(l)
	}
	return strings.Join(names, ", ")
}

// Given is what one layer is read from: files, and the name of the layer, "" where it
// is to be recognised. A path may name a layer or a sheet inside: FILE#NAME.
type Given struct {
	Layer geo.LayerName
	Files []string
}

// names are those of the files, without their folders.
func (g *Given) names() []string {
	names := make([]string, len(g.Files))
	for i, file := range g.Files {
		names[i] = filepath.Base(file)
	}
	return names
}

// words names the files, in words.
func (g *Given) words() string { return strings.Join(g.names(), ", ") }

// Sort groups arguments, FILE or NAME=FILE, by the layer they are said to hold. Files
// that are not said to hold any stay alone. It wraps [ErrUsage] where a file is not
// there, or there is no such layer.
func Sort(arguments []string) ([]Given, error) {
	var given []Given
	for _, arg := range arguments {
		name, file, named := strings.Cut(arg, "=")
		if _, err := os.Stat(arg); named && err != nil && isLayer(geo.LayerName(name)) {
			i := slices.IndexFunc(given, func(g Given) bool { return g.Layer == geo.LayerName(name) })
			if i < 0 {
				given = append(given, Given{Layer: geo.LayerName(name)})
				i = len(given) - 1
			}
			given[i].Files = append(given[i].Files, file)
			arg = file
		} else {
			given = append(given, Given{Files: []string{arg}})
		}
		if err := boundary.Stat(arg); err != nil {
			if named && !isLayer(geo.LayerName(name)) {
				return nil, fmt.Errorf("%w: %s: no layer %q; want one of %s, %s", ErrUsage, arg, name, ListLayers(), Centres)
			}
			return nil, fmt.Errorf("%w: %v", ErrUsage, err)
		}
	}
	return given, nil
}

func isLayer(name geo.LayerName) bool { return name == Centres || slices.Contains(Layers, name) }
