package api

import (
	"strconv"
	"strings"

	"maillage/geo"
	"maillage/geo/tile"
)

// tilesAnswer lists the layers there are tiles of.
type tilesAnswer struct {
	Layers []tilesWire `json:"layers"`
	footing
}

type tilesWire struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	TileJSON    string `json:"tilejson"` // address
	MinZoom     int    `json:"minzoom"`
	MaxZoom     int    `json:"maxzoom"`
}

// tileJSON describes the tiles of one layer: TileJSON 3.0.0, and the footing
// every answer has.
type tileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name"`
	Description  string        `json:"description"`
	Version      string        `json:"version"`
	Attribution  string        `json:"attribution"`
	Scheme       string        `json:"scheme"`
	Tiles        []string      `json:"tiles"`
	MinZoom      int           `json:"minzoom"`
	MaxZoom      int           `json:"maxzoom"`
	Bounds       *[4]float64   `json:"bounds,omitempty"` // absent where nothing is shown
	VectorLayers []vectorLayer `json:"vector_layers"`
	footing
}

type vectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

func getTiles(c *call) (answer, error) {
	out := tilesAnswer{Layers: []tilesWire{}}
	for _, l := range tile.Layers() {
		if l.Loaded(c.snapshot) {
			title, about := aboutFor(c.snapshot, l.Name, l.Title, l.About)
			out.Layers = append(out.Layers, tilesWire{
				l.Name, title, about, c.href("/tiles/" + l.Name), l.MinZoom, tile.MaxZoom,
			})
		}
	}
	links := []link{{Href: c.href("/styles/default.json"), Rel: "related", Type: mediaJSON, Title: "A style that shows them"}}
	out.footing = footingOf(c, links...)
	return answer{value: out, links: links}, nil
}

// getTileJSON answers the description of a layer's tiles, whose addresses hold
// the generation and every parameter made explicit: what they answer never
// changes.
func getTileJSON(l *tile.Layer) func(c *call) (answer, error) {
	return func(c *call) (answer, error) {
		src, err := c.source(l)
		if err != nil {
			return answer{}, err
		}
		title, about := aboutFor(c.snapshot, l.Name, l.Title, l.About)
		query := c.encode(map[string]string{"f": "", "generation": c.snapshot.Generation})
		out := tileJSON{
			TileJSON: "3.0.0", Name: title, Description: about, Version: "1.0.0", Scheme: "xyz",
			Attribution: strings.Join(creditLines(c), " · "),
			Tiles:       []string{c.href("/tiles/" + l.Name + "/{z}/{x}/{y}.mvt?" + query)},
			MinZoom:     l.MinZoom, MaxZoom: tile.MaxZoom,
			VectorLayers: []vectorLayer{{l.Name, about, l.MinZoom, tile.MaxZoom, l.Fields}},
			footing:      footingOf(c),
		}
		if b, ok := src.Bound(); ok {
			out.Bounds = &[4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
		}
		return answer{value: out}, nil
	}
}

// getTile answers one tile: 204 where it holds nothing.
func (t tiles) getTile(l *tile.Layer) func(c *call) (answer, error) {
	return func(c *call) (answer, error) {
		row, ok := strings.CutSuffix(rowOf(c), ".mvt")
		if !ok {
			p := invalidParameter.problem(quote(rowOf(c))+" does not end in .mvt.", "Ask for z/x/y.mvt, as 6/32/22.mvt.")
			p.Parameter = "y"
			return answer{}, p
		}
		a, err := tile.Parse(zoomOf(c), columnOf(c), row)
		if err != nil {
			return answer{}, noTile.problem("There is no such tile: "+err.Error()+".",
				"Ask for z/x/y.mvt with z from 0 to "+strconv.Itoa(tile.MaxZoom)+", x and y from 0 to 2^z - 1.")
		}
		body, err := t.tile(c, l, a)
		return answer{raw: body}, err
	}
}

// tileKept is a tile of one layer of one generation, asked one question.
type tileKept struct {
	sourceKept
	tile.Address
}

type sourceKept struct {
	generation, layer string
	query             tile.Query
}

// Bounds of what is kept: bytes of tiles, positions of sources.
const (
	tilesLimit   = 32 << 20
	sourcesLimit = 16 * tile.SourceWeight
)

// keptSources are what tiles are cut from: they hold the ground of a snapshot.
var keptSources = cache[sourceKept, *tile.Source]{sourcesLimit, func(src *tile.Source) int { return tile.SourceWeight + src.Held() }}

// tiles is what the service keeps of tiles, whatever their generation.
type tiles struct {
	encoded *lru[tileKept, []byte]
}

func newTiles() tiles {
	return tiles{newLRU[tileKept, []byte](tilesLimit)}
}

func (c *call) sourceKey(l *tile.Layer) sourceKept {
	q := tile.Query{Query: c.analysis(), First: c.Period.first, Last: c.Period.last}
	return sourceKept{c.snapshot.Generation, l.Name, l.Ask(q)}
}

func (c *call) source(l *tile.Layer) (*tile.Source, error) {
	if !l.Loaded(c.snapshot) {
		return nil, errNotLoaded(l.Level())
	}
	key := c.sourceKey(l)
	return keptSources.get(c.from, key,
		func() (*tile.Source, error) {
			turn, err := c.server.large.enter(c.ctx, c.client, sharesFor(key.query.Level))
			if err != nil {
				return nil, err
			}
			defer turn.leave()
			return l.Open(c.ctx, c.snapshot, key.query)
		})
}

// tile returns the bytes of a tile, which are shared; empty, and not nil, where
// it holds nothing.
func (t tiles) tile(c *call, l *tile.Layer, a tile.Address) ([]byte, error) {
	const ofKey = 256 // bytes
	return t.encoded.get(tileKept{c.sourceKey(l), a},
		func() ([]byte, error) {
			src, err := c.source(l)
			if err != nil {
				return nil, err
			}
			if b := src.Tile(a); b != nil {
				return b, nil
			}
			return []byte{}, nil
		},
		func(b []byte) int { return len(b) + ofKey })
}

// paramsOf lists what a layer is asked, in the one vocabulary.
func paramsOf(l *tile.Layer) []*param {
	var out []*param
	for _, one := range []struct {
		takes bool
		param *param
	}{
		{l.Takes.Date, datetimeParam}, {l.Takes.Period, periodParam}, {l.Takes.Level, levelParam}, {l.Takes.Territory, territoryParam},
		{l.Takes.Network, scopeParam}, {l.Takes.Network, confidenceParam}, {l.Takes.Neighbourhoods, qpvParam},
	} {
		if one.takes {
			out = append(out, one.param)
		}
	}
	return out
}

// needsFile reports whether the layer is there only where a file was loaded.
func needsFile(l *tile.Layer) bool {
	return l.Level() == geo.EPCI || l.Level() == geo.Commune
}
