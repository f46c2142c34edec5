// Package tiles serves vector tiles, their TileJSON, and a style that shows them.
package tiles
