package tiles

import "maillage/api/rest"

// NoTile is of an address of a tile that is none.
var NoTile = rest.NewKind(404, "no-tile", "No such tile",
	"Tiles are addressed z/x/y.mvt, z from 0 to 14, x and y from 0 to 2^z - 1, in decimal digits.")
