// Package tileset writes vector tiles of layers into one PMTiles file, for static
// hosting.
//
// # What it hides
//
// Tiles are cut zoom by zoom; a tile of several layers is their tiles one after the
// other. The file describes itself: its layers and their fields, the question that they
// answer, the generation, and the credits of the sources. It is written beside its name
// and put in place at the end, so that what stands there is never half a file. The same
// layers and question give the same bytes.
//
// # How it is used
//
//	source, err := layer.Open(ctx, s, query)
//	set := tileset.Set{Layers: []tileset.Layer{{Layer: layer, Source: source}}, MaxZoom: 10, Query: query}
//	tiles, err := set.Write(ctx, "france.pmtiles", s)
//
// # Errors
//
// Those of the disk, and of the context when it ends; nothing is left behind then.
package tileset
