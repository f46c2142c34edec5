package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
)

// reportPrinters are the formats of the report of check.
var reportPrinters = map[string]func(io.Writer, []*boundary.Report) error{
	"text": boundary.PrintText, "json": boundary.PrintJSON, "geojson": boundary.PrintGeoJSON,
}

// check audits files and fails where one would not load.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("maillage check", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage check [flags] FILE...")
		flags.PrintDefaults()
	}
	layer := flags.String("layer", "", "layer the files are said to hold; default: recognised from their properties")
	format := flags.String("f", "text", "`FORMAT` of the report: text, json (a line for each file) or geojson (the places of problems)")
	opts := boundary.Options{}
	flags.StringVar(&opts.CRS, "crs", "", "reference system of files that do not say it, as `EPSG:2154`")
	flags.StringVar(&opts.Encoding, "encoding", "", "encoding of the texts, over what the files say, as `windows-1252`")
	flags.StringVar(&opts.Fields.Code, "code", "", "`PROPERTY` that gives the code, where no known name does")
	flags.StringVar(&opts.Fields.Name, "name", "", "`PROPERTY` that gives the name")
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("%w: name at least one file", errUsage)
	}
	show, ok := reportPrinters[*format]
	if !ok {
		return fmt.Errorf("%w: -f %s: want text, json or geojson", errUsage, *format)
	}
	name := geo.LayerName(*layer)
	if name != "" {
		if _, _, err := splitLayer(*layer + "=x"); err != nil {
			return fmt.Errorf("%w: %v", errUsage, err)
		}
	}
	set, err := data.Load(ctx)
	if err != nil {
		return fmt.Errorf("embedded data: %w", err)
	}
	opts.Layer, opts.Known = name, boundary.KnownIn(set)
	return checkFiles(ctx, flags.Args(), opts, stderr, func(reports []*boundary.Report) error { return show(stdout, reports) })
}

// checkFiles audits files one by one. errFailed when one would not load.
func checkFiles(ctx context.Context, files []string, opts boundary.Options, stderr io.Writer, show func([]*boundary.Report) error) error {
	var reports []*boundary.Report
	refused := false
	for _, file := range files {
		bar := newProgress(stderr, "checking "+filepath.Base(file))
		opts.Progress = bar.update
		r, err := boundary.Check(ctx, file, opts)
		bar.done()
		if err != nil {
			return err
		}
		refused = refused || !r.Loadable
		reports = append(reports, r)
	}
	if err := show(reports); err != nil {
		return err
	}
	if refused {
		return errFailed
	}
	return nil
}
