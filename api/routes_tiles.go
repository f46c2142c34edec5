package api

import (
	"net/http"

	"maillage/geo/tile"
)

var (
	zoomParam, zoomOf     = pathParam("z", "zoom, from 0 to 14.", "0")
	columnParam, columnOf = pathParam("x", "column, counted from 180 degrees west, from 0 to 2^z - 1.", "0")
	rowParam, rowOf       = pathParam("y", "row, counted from the north, from 0 to 2^z - 1, and .mvt.", "0.mvt")
)

// tileRoutes are the addresses of vector tiles, two for each layer.
func tileRoutes() []*route {
	kept := newTiles()
	out := []*route{
		{
			method: http.MethodGet, path: "/tiles", name: "getTiles", tag: "tiles",
			summary: "The layers there are tiles of", description: "Those whose data are loaded, each with the address of its TileJSON.",
			handle: handled(getTiles), answers: []representation{asJSON("Tiles")},
		},
		{
			method: http.MethodGet, path: "/styles/default.json", name: "getStyle", tag: "tiles",
			summary: "A style for MapLibre GL", description: "Shows the layers of tiles that are loaded, as of today. It needs no font, sprite or script from anywhere.",
			handle: handled(getStyle), answers: []representation{asJSON("Style")},
		},
	}
	for _, l := range tile.Layers() {
		out = append(out, kept.layerRoutes(l)...)
	}
	return out
}

func (t tiles) layerRoutes(l *tile.Layer) []*route {
	params := paramsOf(l)
	problems := []kind{}
	if l.Takes.Date || l.Takes.Period {
		problems = append(problems, openInterval, reversedInterval)
		problems = append(problems, dateProblems...)
	}
	if l.Takes.Date {
		problems = append(problems, intervalRefused)
	}
	if needsFile(l) {
		problems = append(problems, notLoaded)
	}
	return []*route{
		{
			method: http.MethodGet, path: "/tiles/" + l.Name, name: "describeTilesOf" + pascal(l.Name), tag: "tiles",
			summary: "TileJSON of " + l.Title, description: l.About + " TileJSON 3.0.0, with the credits of the sources.",
			params: params, problems: problems, handle: handled(getTileJSON(l)), answers: []representation{asJSON("TileJSON")},
		},
		{
			method: http.MethodGet, path: "/tiles/" + l.Name + "/{z}/{x}/{y}", name: "getTileOf" + pascal(l.Name), tag: "tiles",
			summary: "A tile of " + l.Title, description: l.About + " A Mapbox Vector Tile (layer version 2) in Web Mercator, one layer of the same name. 204 where it holds nothing.",
			params:   append([]*param{zoomParam, columnParam, rowParam}, params...),
			problems: append([]kind{noTile}, problems...),
			handle:   handled(t.getTile(l)), answers: []representation{{formatMVT, mediaMVT, ""}}, mayBeEmpty: true,
		},
	}
}
