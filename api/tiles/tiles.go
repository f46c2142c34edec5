package tiles

import (
	"strconv"
	"strings"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/tile"
)

// TilesAnswer lists the layers there are tiles of.
type TilesAnswer struct {
	Layers []tilesWire `json:"layers"`
	wire.Envelope
}

type tilesWire struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	TileJSON    string `json:"tilejson"` // address
	MinZoom     int    `json:"minzoom"`
	MaxZoom     int    `json:"maxzoom"`
}

// TileJSON describes the tiles of one layer: TileJSON 3.0.0, and the envelope
// every answer has.
type TileJSON struct {
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
	wire.Envelope
}

type vectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

func getTiles(c *ask.Call) (rest.Answer, error) {
	out := TilesAnswer{Layers: []tilesWire{}}
	for _, l := range tile.Layers() {
		if l.Loaded(c.Snapshot) {
			title, about := ask.AboutFor(c.Snapshot, l.Name, l.Title, l.About)
			out.Layers = append(out.Layers, tilesWire{
				Name: l.Name, Title: title, Description: about, TileJSON: c.Href("/tiles/" + l.Name), MinZoom: l.MinZoom,
				MaxZoom: tile.MaxZoom,
			})
		}
	}
	links := []rest.Link{
		{Href: c.Href("/styles/default.json"), Rel: "related", Type: rest.MediaJSON, Title: "A style that shows them"},
	}
	out.Envelope = wire.EnvelopeOf(c, links...)
	return rest.Answer{Value: out, Links: links}, nil
}

// getTileJSON answers the description of a layer's tiles, whose addresses hold
// the generation and every parameter made explicit: what they answer never
// changes.
func getTileJSON(l *tile.Layer) func(c *ask.Call) (rest.Answer, error) {
	return func(c *ask.Call) (rest.Answer, error) {
		src, err := source(c, l)
		if err != nil {
			return rest.Answer{}, err
		}
		title, about := ask.AboutFor(c.Snapshot, l.Name, l.Title, l.About)
		query := c.Encode(map[string]string{"f": "", "generation": c.Snapshot.Generation})
		out := TileJSON{
			TileJSON: "3.0.0", Name: title, Description: about, Version: "1.0.0", Scheme: "xyz",
			Attribution: strings.Join(wire.CreditLines(c), " · "),
			Tiles:       []string{c.Href("/tiles/" + l.Name + "/{z}/{x}/{y}.mvt?" + query)},
			MinZoom:     l.MinZoom, MaxZoom: tile.MaxZoom,
			VectorLayers: []vectorLayer{
				{ID: l.Name, Description: about, MinZoom: l.MinZoom, MaxZoom: tile.MaxZoom, Fields: l.Fields},
			},
			Envelope: wire.EnvelopeOf(c),
		}
		if b, ok := src.Bound(); ok {
			out.Bounds = &[4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
		}
		return rest.Answer{Value: out}, nil
	}
}

// getTile answers one tile: 204 where it holds nothing.
func (t tiles) getTile(l *tile.Layer) func(c *ask.Call) (rest.Answer, error) {
	return func(c *ask.Call) (rest.Answer, error) {
		row, ok := strings.CutSuffix(rowOf(c), ".mvt")
		if !ok {
			p := rest.InvalidParameter.Problem(rest.Quote(rowOf(c))+" does not end in .mvt.",
				"Ask for z/x/y.mvt, as 6/32/22.mvt.")
			p.Parameter = "y"
			return rest.Answer{}, p
		}
		a, err := tile.Parse(zoomOf(c), columnOf(c), row)
		if err != nil {
			return rest.Answer{}, NoTile.Problem("There is no such tile: "+err.Error()+".",
				"Ask for z/x/y.mvt with z from 0 to "+strconv.Itoa(tile.MaxZoom)+", x and y from 0 to 2^z - 1.")
		}
		body, err := t.tile(c, l, a)
		return rest.Answer{Raw: body}, err
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

// cachedSources are what tiles are cut from: they hold the ground of a snapshot.
var cachedSources = rest.Cache[sourceKept, *tile.Source]{
	Limit: sourcesLimit, Bytes: func(src *tile.Source) int { return tile.SourceWeight + src.Held() },
}

// tiles is what the service keeps of tiles, whatever their generation.
type tiles struct {
	encoded *rest.LRU[tileKept, []byte]
}

func newTiles() tiles {
	return tiles{rest.NewLRU[tileKept, []byte](tilesLimit)}
}

func sourceKey(c *ask.Call, l *tile.Layer) sourceKept {
	q := tile.Query{Query: c.Analysis(), First: c.Period.First, Last: c.Period.Last}
	return sourceKept{c.Snapshot.Generation, l.Name, l.Ask(q)}
}

func source(c *ask.Call, l *tile.Layer) (*tile.Source, error) {
	if !l.Loaded(c.Snapshot) {
		return nil, wire.ErrNotLoaded(l.Level())
	}
	key := sourceKey(c, l)
	return cachedSources.Get(c.From, key,
		func() (*tile.Source, error) {
			turn, err := c.Server.Large.Enter(c.Ctx, c.Client, ask.SharesFor(key.query.Level))
			if err != nil {
				return nil, err
			}
			defer turn.Leave()
			return l.Open(c.Ctx, c.Snapshot, key.query)
		})
}

// tile returns the bytes of a tile, which are shared; empty, and not nil, where
// it holds nothing.
func (t tiles) tile(c *ask.Call, l *tile.Layer, a tile.Address) ([]byte, error) {
	const ofKey = 256 // bytes
	return t.encoded.Get(tileKept{sourceKey(c, l), a},
		func() ([]byte, error) {
			src, err := source(c, l)
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
func paramsOf(l *tile.Layer) []*rest.Param {
	var out []*rest.Param
	for _, one := range []struct {
		takes bool
		param *rest.Param
	}{
		{l.Takes.Date, ask.Datetime}, {l.Takes.Period, ask.During}, {l.Takes.Level, ask.Level},
		{l.Takes.Territory, ask.Territory},
		{l.Takes.Network, ask.Scope}, {l.Takes.Network, ask.Confidence}, {l.Takes.Neighbourhoods, ask.QPV},
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
