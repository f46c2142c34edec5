package tiles

import (
	"net/http"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo/tile"
)

var (
	zoomParam, zoomOf     = rest.Path("z", "zoom, from 0 to 14.", "0")
	columnParam, columnOf = rest.Path("x", "column, counted from 180 degrees west, from 0 to 2^z - 1.", "0")
	rowParam, rowOf       = rest.Path("y", "row, counted from the north, from 0 to 2^z - 1, and .mvt.", "0.mvt")
)

// Routes are the addresses of vector tiles, two for each layer.
func Routes() []*rest.Route {
	kept := newTiles()
	out := []*rest.Route{
		{
			Method: http.MethodGet, Path: "/tiles", Name: "getTiles", Tag: "tiles",
			Summary:     "The layers there are tiles of",
			Description: "Those whose data are loaded, each with the address of its TileJSON.",
			Handle:      rest.Handled(getTiles), Answers: []rest.Representation{rest.AsJSON("Tiles")},
		},
		{
			Method: http.MethodGet, Path: "/styles/default.json", Name: "getStyle", Tag: "tiles",
			Summary: "A style for MapLibre GL",
			Description: "Shows the layers of tiles that are loaded, as of today. It needs no font, sprite or script from " +
				"anywhere.",
			Handle: rest.Handled(getStyle), Answers: []rest.Representation{rest.AsJSON("Style")},
		},
	}
	for _, l := range tile.Layers() {
		out = append(out, kept.layerRoutes(l)...)
	}
	return out
}

func (t tiles) layerRoutes(l *tile.Layer) []*rest.Route {
	params := paramsOf(l)
	problems := []rest.Kind{}
	if l.Takes.Date || l.Takes.Period {
		problems = append(problems, ask.OpenInterval, ask.ReversedInterval)
		problems = append(problems, ask.DateProblems...)
	}
	if l.Takes.Date {
		problems = append(problems, ask.IntervalRefused)
	}
	if needsFile(l) {
		problems = append(problems, wire.NotLoaded)
	}
	return []*rest.Route{
		{
			Method: http.MethodGet, Path: "/tiles/" + l.Name, Name: "describeTilesOf" + rest.Pascal(l.Name), Tag: "tiles",
			Summary: "TileJSON of " + l.Title, Description: l.About + " TileJSON 3.0.0, with the credits of the sources.",
			Params: params, Problems: problems, Handle: rest.Handled(getTileJSON(l)),
			Answers: []rest.Representation{rest.AsJSON("TileJSON")},
		},
		{
			Method: http.MethodGet, Path: "/tiles/" + l.Name + "/{z}/{x}/{y}", Name: "getTileOf" + rest.Pascal(l.Name),
			Tag:     "tiles",
			Summary: "A tile of " + l.Title,
			Description: l.About +
				" A Mapbox Vector Tile (layer version 2) in Web Mercator, one layer of the same name. 204 where it holds nothing.",
			Params:   append([]*rest.Param{zoomParam, columnParam, rowParam}, params...),
			Problems: append([]rest.Kind{NoTile}, problems...),
			Handle:   rest.Handled(t.getTile(l)),
			Answers:  []rest.Representation{{Format: rest.FormatMVT, MediaType: rest.MediaMVT, Schema: ""}}, MayBeEmpty: true,
		},
	}
}
