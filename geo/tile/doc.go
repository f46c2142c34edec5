// Package tile cuts the layers of a snapshot into vector tiles: Mapbox Vector
// Tile 2.1 (layer version 2), in Web Mercator, addressed z/x/y from the
// north-west, as XYZ and WebMercatorQuad number them.
//
// # Ground
//
// Positions are whole units of a tile, [mesh.Extent] to its side, counted over
// the whole world of a zoom, so that tiles agree on what they share. Arcs are
// simplified once per zoom by package mesh before they are rounded to units:
// two neighbours have the same vertices on their border at every zoom, and
// rounding sends them to the same units. A ring that rounding reduces to nothing
// is left out; a feature that would lose all of its ground is drawn as the
// smallest triangle there is, half a square unit, where its largest polygon
// lies. That triangle alone may lie over a neighbour.
//
// A tile holds Buffer units of its neighbours, for lines drawn wide. Shells have
// a positive area by the surveyor's formula with y to the south, holes a
// negative one, as the format asks; rings are open, no two positions in a row
// are the same, and each has three or more.
//
// Equal snapshots and questions give equal bytes.
package tile
