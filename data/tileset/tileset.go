package tileset

import (
	"context"
	"fmt"
	"io"

	"maillage/data/format/pmtiles"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// Layer is a layer that is cut, and where its tiles come from.
type Layer struct {
	*tile.Layer
	Source *tile.Source
}

// Set is what a file of tiles is made of.
type Set struct {
	Layers           []Layer
	MinZoom, MaxZoom int // from 0 to tile.MaxZoom; each has four times the tiles of the one before
	Query            tile.Query
	Generator        string // the program that writes, as "maillage v1.2.3"
	// Progress begins to show what is cut. What it returns gets how many tiles are
	// done, of how many, and the end; nil: nothing is shown.
	Progress func(what string) (update func(done, total int64), end func())
}

// Write cuts the layers of a snapshot, as they were opened, into a file, and returns
// the number of tiles.
func (set *Set) Write(ctx context.Context, path string, s *snapshot.Snapshot) (tiles int, err error) {
	w := pmtiles.NewWriter()
	for zoom := set.MinZoom; zoom <= set.MaxZoom; zoom++ {
		if err := set.cut(ctx, zoom, w); err != nil {
			return 0, err
		}
	}
	meta := set.describe(s)
	return w.Len(), writeFile(path, func(out io.Writer) error { return w.Write(out, meta) })
}

// cut cuts the tiles of one zoom.
func (set *Set) cut(ctx context.Context, zoom int, w *pmtiles.Writer) error {
	tiles := map[tile.Address][]byte{}
	for _, l := range set.Layers {
		if zoom < l.MinZoom {
			continue
		}
		touched := l.Source.Touched(zoom)
		update, end := set.begin(fmt.Sprintf("zoom %d, %s", zoom, l.Name))
		for i, a := range touched {
			if err := ctx.Err(); err != nil {
				return err
			}
			if one := l.Source.Tile(a); one != nil {
				tiles[a] = append(tiles[a], one...)
			}
			update(int64(i+1), int64(len(touched)))
		}
		end()
	}
	for a, one := range tiles {
		if err := w.Add(a.Z, a.X, a.Y, one); err != nil {
			return err
		}
	}
	return nil
}

func (set *Set) begin(what string) (update func(done, total int64), end func()) {
	if set.Progress == nil {
		return func(int64, int64) {}, func() {}
	}
	return set.Progress(what)
}
