package tiles

import (
	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// Colours of the style: told apart by lightness too, so that no one needs to
// tell red from green.
const (
	paper, ink       = "#f4f1ea", "#3b3a36"
	coveredColour    = "#2b6c8f"
	partialColour    = "#9cc3d5"
	uncoveredColour  = "#f2c14e"
	overlapColour    = "#7a3b69"
	neighbourColour  = "#b5442c"
	formerRegions    = "#8a5a00"
	perimetersColour = "#1d4e63"
)

// StyleAnswer is a style of MapLibre GL, version 8.
type StyleAnswer struct {
	Version  int                    `json:"version"`
	Name     string                 `json:"name"`
	Metadata rest.Object            `json:"metadata"`
	Center   [2]float64             `json:"center"`
	Zoom     float64                `json:"zoom"`
	Sources  map[string]rest.Object `json:"sources"`
	Layers   []rest.Object          `json:"layers"`
}

func getStyle(c *ask.Call) (rest.Answer, error) {
	out := StyleAnswer{
		Version: 8, Name: "maillage", Center: centreOf(c.Snapshot), Zoom: 4.5,
		Metadata: rest.Object{"maillage:generation": c.Snapshot.Generation, "maillage:credits": wire.CreditsOf(c)},
		Sources:  map[string]rest.Object{},
		Layers:   []rest.Object{{"id": "background", "type": "background", "paint": rest.Object{"background-color": paper}}},
	}
	loaded := map[string]*tile.Layer{}
	for _, l := range tile.Layers() {
		if l.Loaded(c.Snapshot) {
			loaded[l.Name] = l
			out.Sources[l.Name] = rest.Object{"type": "vector", "url": c.Href("/tiles/" + l.Name), "promoteId": identifierOf(l)}
		}
	}
	for _, one := range styleLayers() {
		l, ok := loaded[one["source"].(string)]
		if !ok {
			continue
		}
		one["source-layer"] = l.Name
		if l.MinZoom > 0 {
			one["minzoom"] = l.MinZoom
		}
		out.Layers = append(out.Layers, one)
	}
	return rest.Answer{Value: out}, nil
}

// identifierOf is the property that identifies the features of a layer.
func identifierOf(l *tile.Layer) string {
	if _, ok := l.Fields["code"]; ok {
		return "code"
	}
	return "id"
}

// styleLayers lists what is drawn, the lowest first.
func styleLayers() []rest.Object {
	return []rest.Object{
		fill("coverage-fill", "coverage",
			[]any{"match", []any{"get", "status"}, "covered", coveredColour, "partial", partialColour, uncoveredColour}, 0.75),
		hidden(fill("gaps-fill", "gaps", uncoveredColour, 0.6)),
		fill("overlaps-fill", "overlaps", overlapColour, 0.6),
		hidden(fill("centres-fill", "centres", perimetersColour, 0.25)),
		outline("communes-line", "communes", ink, 0.3),
		outline("epci-line", "epci", ink, 0.5),
		outline("departments-line", "departments", ink, 0.6),
		outline("collectivities-line", "collectivities", ink, 0.6),
		outline("regions-line", "regions", ink, 1.6),
		hidden(dashed(outline("regions-2015-line", "regions-2015", formerRegions, 1.6))),
		hidden(dashed(outline("perimeters-line", "perimeters", perimetersColour, 1.4))),
		neighbourhoodDots(),
	}
}

func fill(id, source string, colour any, opacity float64) rest.Object {
	return rest.Object{
		"id": id, "type": "fill", "source": source,
		"paint": rest.Object{"fill-color": colour, "fill-opacity": opacity, "fill-antialias": false},
	}
}

func outline(id, source, colour string, width float64) rest.Object {
	return rest.Object{
		"id": id, "type": "line", "source": source, "layout": rest.Object{"line-join": "round"},
		"paint": rest.Object{"line-color": colour, "line-width": width},
	}
}

func dashed(layer rest.Object) rest.Object {
	layer["paint"].(rest.Object)["line-dasharray"] = []int{3, 2}
	return layer
}

// hidden is a layer that waits to be switched on.
func hidden(layer rest.Object) rest.Object {
	layout, ok := layer["layout"].(rest.Object)
	if !ok {
		layout = rest.Object{}
		layer["layout"] = layout
	}
	layout["visibility"] = "none"
	return layer
}

func neighbourhoodDots() rest.Object {
	return rest.Object{
		"id": "neighbourhoods-dots", "type": "circle", "source": "neighbourhoods",
		"filter": []any{"==", []any{"geometry-type"}, "Point"},
		"paint": rest.Object{
			"circle-color": neighbourColour, "circle-stroke-color": paper, "circle-stroke-width": 0.5,
			"circle-radius": []any{"interpolate", []any{"linear"}, []any{"zoom"}, 4, 1.5, 10, 5},
		},
	}
}

// centreOf is where a map starts: that of metropolitan France, or the middle of
// another country.
func centreOf(s *snapshot.Snapshot) [2]float64 {
	if ask.Foreign(s) {
		if box, ok := wire.ExtentOf(geo.Department)(s); ok {
			return box.Center()
		}
	}
	return [2]float64{2.5, 46.6}
}
