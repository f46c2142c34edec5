package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"time"

	"maillage/data/tileset"
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
	layers, err := b.open(ctx, s)
	if err != nil {
		return err
	}
	set := tileset.Set{
		Layers: layers, MinZoom: b.minZoom, MaxZoom: b.maxZoom, Query: b.query,
		Generator: "maillage " + programVersion(), Progress: progressOn(stderr).Reading,
	}
	tiles, err := set.Write(ctx, b.out, s)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(stdout, "%s: %d tiles of %d layers, zooms %d to %d, generation %s\n",
		b.out, tiles, len(layers), b.minZoom, b.maxZoom, s.Generation)
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

// open opens the layers named, or all that are loaded.
func (b *batch) open(ctx context.Context, s *snapshot.Snapshot) ([]tileset.Layer, error) {
	if known := s.Data.Catalogue.Territories(); b.query.Territory != geo.France && !slices.Contains(known, b.query.Territory) {
		return nil, fmt.Errorf("%w: --territory %s is not in the data; want one of %v", errUsage, b.query.Territory, known)
	}
	var out []tileset.Layer
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
		source, err := l.Open(ctx, s, b.query)
		if err != nil {
			if !l.Loaded(s) {
				err = fmt.Errorf("%w; add --layer %s=FILE", err, l.Name)
			}
			return nil, err
		}
		out = append(out, tileset.Layer{Layer: l, Source: source})
	}
	return out, nil
}
