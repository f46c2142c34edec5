package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"

	"maillage/data/boundary"
	"maillage/data/ingest"
	"maillage/geo"
)

// reportPrinters are the formats of the report of check.
var reportPrinters = map[string]func(io.Writer, []*boundary.Report) error{
	"text": boundary.PrintText, "json": boundary.PrintJSON, "geojson": boundary.PrintGeoJSON,
}

// check audits files and fails where one would not load.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c := ingest.Check{Progress: progressOn(stderr)}
	var keep keepFlags
	flags := flag.NewFlagSet("maillage check", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage check [flags] FILE... | NAME=FILE...")
		fmt.Fprintf(stderr, "NAME is one of %s, %s; without it the file is recognised by what its rows are\n", ingest.ListLayers(), ingest.Centres)
		flags.PrintDefaults()
	}
	keep.register(flags)
	registerReading(flags, &c.Notes)
	flags.Func("layer", "`NAME` of the layer the files are said to hold, as NAME=FILE says of one", func(value string) (err error) {
		c.Layer, _, err = splitLayer(value + "=x")
		return err
	})
	format := flags.String("f", "text", "`FORMAT` of the report: text, json (a line for each file) or geojson (the places of problems)")
	flags.StringVar(&c.Notes.Every.Fields.Code, "code", "", "`PROPERTY` that gives the code, of files of any layer")
	flags.StringVar(&c.Notes.Every.Fields.Name, "name", "", "`PROPERTY` that gives the name")
	files, err := arguments(flags, args, stderr)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%w: name at least one file", errUsage)
	}
	show, ok := reportPrinters[*format]
	if !ok {
		return fmt.Errorf("%w: -f %s: want text, json or geojson", errUsage, *format)
	}
	given, err := ingest.Sort(files)
	if err != nil {
		return err
	}
	// Upon what is in service, or the embedded data where nothing is.
	set, err := keep.base(ctx)
	if errors.Is(err, geo.ErrNotFound) {
		set, err = ingest.EmbeddedData(ctx)
	}
	if err != nil {
		return err
	}
	reports, err := c.Run(ctx, set, given)
	if err != nil {
		return err
	}
	if err := show(stdout, reports); err != nil {
		return err
	}
	if slices.ContainsFunc(reports, func(r *boundary.Report) bool { return !r.Loadable }) {
		return errFailed
	}
	return nil
}
