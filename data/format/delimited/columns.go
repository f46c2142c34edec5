package delimited

import (
	"slices"
	"strings"
)

// groundNames are those of columns of ground, in lower case without spaces and
// underscores. "Geo Shape" is what Opendatasoft writes.
var (
	groundNames = strings.Fields("wkt geomwkt wktgeom geometrywkt thegeom geom geometry geometrie geoshape geojson stasgeojson stastext wkbgeometry shape")
	xNames      = strings.Fields("lon longitude long lng x x_wgs84 coord_x")
	yNames      = strings.Fields("lat latitude y y_wgs84 coord_y")
)

// groundColumn returns the rank of the column of ground: one that is named so,
// of which the first row holds a geometry if any does; else one that holds one
// under another name; -1 where there is none.
func groundColumn(names, first []string) int {
	named, holds := -1, -1
	for i, name := range names {
		key := strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(name))
		is := slices.Contains(groundNames, key)
		has := i < len(first) && looksGeometry(first[i])
		switch {
		case is && has:
			return i
		case is && named < 0 && key != "shape":
			named = i
		case has && holds < 0:
			holds = i
		}
	}
	if holds >= 0 {
		return holds
	}
	return named
}

// looksGeometry reports whether a value starts as polygons do.
func looksGeometry(cell string) bool {
	_, text, _ := cutSRID(cell)
	if strings.HasPrefix(text, "{") {
		return strings.Contains(text, `"coordinates"`)
	}
	text = strings.ToUpper(text[:min(len(text), len("MULTIPOLYGON"))])
	return strings.HasPrefix(text, "POLYGON") || text == "MULTIPOLYGON"
}

func nameIn(list []string, seen map[string]string) string {
	for _, name := range list {
		if seen[name] != "" {
			return name
		}
	}
	return ""
}
