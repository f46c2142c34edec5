package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"maillage/data/format/pmtiles"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
	"maillage/geo/tile"
)

// batch is what a file of tiles is made of.
type batch struct {
	out              string
	names            []string
	minZoom, maxZoom int
	query            tile.Query
	layers           layerFlags
}

// writeTiles cuts tiles of some layers into one PMTiles file.
func writeTiles(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	b, err := readBatch(args, stderr)
	if err != nil {
		return err
	}
	s, err := load(ctx, &b.layers, stderr)
	if err != nil {
		return err
	}
	sources, err := b.open(ctx, s)
	if err != nil {
		return err
	}
	w := pmtiles.NewWriter()
	if err := b.cut(ctx, sources, w, stderr); err != nil {
		return err
	}
	if err := writeFile(b.out, func(out io.Writer) error { return w.Write(out, b.describe(s, sources)) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s: %d tiles of %d layers, zooms %d to %d, generation %s\n",
		b.out, w.Len(), len(sources), b.minZoom, b.maxZoom, s.Generation)
	return err
}

func readBatch(args []string, stderr io.Writer) (*batch, error) {
	b := &batch{query: tile.Query{First: geo.Past, Last: geo.Future, Query: coverage.Query{
		Date: geo.DateIn(time.Now()), Level: geo.Region, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015,
	}}}
	flags := flag.NewFlagSet("maillage tiles", flag.ContinueOnError)
	flags.StringVar(&b.out, "out", "", "`FILE` to write, as france.pmtiles (required)")
	flags.Func("layer-name", "`NAME` of a layer of tiles, as departments or coverage (repeatable; default all that are loaded)", func(name string) error {
		b.names = append(b.names, name)
		_, err := tile.Find(name)
		return err
	})
	flags.IntVar(&b.minZoom, "minzoom", 0, "first `ZOOM`")
	flags.IntVar(&b.maxZoom, "maxzoom", 10, fmt.Sprintf("last `ZOOM`, up to %d; four times the tiles at each", tile.MaxZoom))
	q := &b.query.Query
	flags.Func(datetimeFlag.name, datetimeFlag.help, func(text string) (err error) { q.Date, err = geo.ParseDate(text); return })
	flags.Func(levelFlag.name, levelFlag.help, func(text string) (err error) { q.Level, err = geo.ParseLevel(text); return })
	flags.Func(territoryFlag.name, territoryFlag.help, func(text string) (err error) { q.Territory, err = geo.ParseTerritory(text); return })
	flags.Func(scopeFlag.name, scopeFlag.help, func(text string) (err error) { q.Scope, err = geo.ParseScope(text); return })
	flags.Func(confidenceFlag.name, confidenceFlag.help, func(text string) (err error) { q.Confidence, err = geo.ParseConfidence(text); return })
	flags.Func(qpvFlag.name, qpvFlag.help, func(text string) (err error) { q.Geography, err = geo.ParseGeography(text); return })
	b.layers.register(flags)
	if err := parse(flags, args, stderr); err != nil {
		return nil, err
	}
	return b, cmp.Or(b.validate(flags.NArg()), b.layers.validate())
}

func (b *batch) validate(arguments int) error {
	switch {
	case arguments > 0:
		return fmt.Errorf("%w: tiles takes no argument, only flags", errUsage)
	case b.out == "":
		return fmt.Errorf("%w: name the file to write, as --out france.pmtiles", errUsage)
	case b.minZoom < 0 || b.maxZoom > tile.MaxZoom || b.minZoom > b.maxZoom:
		return fmt.Errorf("%w: zooms %d to %d; want some from 0 to %d, the first not above the last", errUsage, b.minZoom, b.maxZoom, tile.MaxZoom)
	case b.query.Date < geo.MinDate || b.query.Date > geo.MaxDate:
		return fmt.Errorf("%w: --datetime %s; want a day from %s to %s", errUsage, b.query.Date, geo.MinDate, geo.MaxDate)
	}
	return nil
}

// opened is a layer and where its tiles come from.
type opened struct {
	*tile.Layer
	source *tile.Source
}

// open opens the layers named, or all that are loaded.
func (b *batch) open(ctx context.Context, s *snapshot.Snapshot) ([]opened, error) {
	if known := s.Data.Catalogue.Territories(); b.query.Territory != geo.France && !slices.Contains(known, b.query.Territory) {
		return nil, fmt.Errorf("%w: --territory %s is not in the data; want one of %v", errUsage, b.query.Territory, known)
	}
	var out []opened
	for _, l := range tile.Layers() {
		named := slices.Contains(b.names, l.Name)
		if !named && (len(b.names) > 0 || !l.Loaded(s)) {
			continue
		}
		if l.MinZoom > b.maxZoom {
			if named {
				return nil, fmt.Errorf("%w: %s is drawn from zoom %d; raise --maxzoom", errUsage, l.Name, l.MinZoom)
			}
			continue
		}
		src, err := l.Open(ctx, s, b.query)
		if err != nil {
			if !l.Loaded(s) {
				err = fmt.Errorf("%w; add --layer %s=FILE", err, l.Name)
			}
			return nil, err
		}
		out = append(out, opened{l, src})
	}
	return out, nil
}

// cut cuts the tiles of all layers, zoom by zoom. A tile of several layers is
// their tiles one after the other.
func (b *batch) cut(ctx context.Context, sources []opened, w *pmtiles.Writer, stderr io.Writer) error {
	for zoom := b.minZoom; zoom <= b.maxZoom; zoom++ {
		tiles := map[tile.Address][]byte{}
		for _, l := range sources {
			if zoom < l.MinZoom {
				continue
			}
			touched := l.source.Touched(zoom)
			bar := newProgress(stderr, fmt.Sprintf("zoom %d, %s", zoom, l.Name))
			for i, a := range touched {
				if err := ctx.Err(); err != nil {
					return err
				}
				if one := l.source.Tile(a); one != nil {
					tiles[a] = append(tiles[a], one...)
				}
				bar.update(int64(i+1), int64(len(touched)))
			}
			bar.done()
		}
		for a, one := range tiles {
			if err := w.Add(a.Z, a.X, a.Y, one); err != nil {
				return err
			}
		}
	}
	return nil
}

// describe makes the metadata of the file: its layers, their fields, the
// question they answer, and the credits of the sources.
func (b *batch) describe(s *snapshot.Snapshot, sources []opened) pmtiles.Meta {
	m := pmtiles.Meta{Longitude: 2.5, Latitude: 46.6, Zoom: 5} // metropolitan France
	var layers []map[string]any
	first := true
	for _, l := range sources {
		layers = append(layers, map[string]any{
			"id": l.Name, "description": l.About, "fields": l.Fields,
			"minzoom": max(l.MinZoom, b.minZoom), "maxzoom": b.maxZoom,
		})
		bound, ok := l.source.Bound()
		if !ok {
			continue
		}
		if first {
			m.West, m.South, m.East, m.North = bound.Min[0], bound.Min[1], bound.Max[0], bound.Max[1]
		}
		m.West, m.South = min(m.West, bound.Min[0]), min(m.South, bound.Min[1])
		m.East, m.North = max(m.East, bound.Max[0]), max(m.North, bound.Max[1])
		first = false
	}
	var credits []string
	for _, src := range s.Data.Sources {
		if line := src.Credit + " (" + src.Vintage + ")"; !slices.Contains(credits, line) {
			credits = append(credits, line)
		}
	}
	q := b.query
	m.Metadata = map[string]any{
		"name": "maillage", "type": "overlay", "format": "pbf", "version": "1.0.0", "generator": "maillage " + programVersion(),
		"description": fmt.Sprintf("Coverage by the resource centres (CRPV) on %s: level %s, territory %s, scope %s, confidence %s or above, neighbourhoods of %s. Not an official service of the State.",
			q.Date, q.Level, q.Territory, q.Scope, q.Confidence, q.Geography),
		"attribution": strings.Join(credits, " · "), "maillage:generation": s.Generation, "vector_layers": layers,
	}
	return m
}

// writeFile writes a file beside its name and puts it in place once whole, so
// that what stands there is never half a file.
func writeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	buffered := bufio.NewWriter(f)
	if err = write(buffered); err != nil {
		return err
	}
	if err = buffered.Flush(); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
