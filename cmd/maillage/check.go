package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// reportPrinters are the formats of the report of check.
var reportPrinters = map[string]func(io.Writer, []*boundary.Report) error{
	"text": boundary.PrintText, "json": boundary.PrintJSON, "geojson": boundary.PrintGeoJSON,
}

// checker audits files as import would read them, and keeps nothing.
type checker struct {
	keep   keepFlags
	layers layerFlags // what is said of layers; its files stay empty
	layer  geo.LayerName
	stderr io.Writer
}

// check audits files and fails where one would not load.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	c := checker{stderr: stderr}
	flags := flag.NewFlagSet("maillage check", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage check [flags] FILE... | NAME=FILE...")
		fmt.Fprintf(stderr, "NAME is one of %s, %s; without it the file is recognised by what its rows are\n", listLayers(), centresName)
		flags.PrintDefaults()
	}
	c.keep.register(flags)
	c.layers.registerReading(flags)
	flags.Func("layer", "`NAME` of the layer the files are said to hold, as NAME=FILE says of one", func(value string) (err error) {
		c.layer, _, err = splitLayer(value + "=x")
		return err
	})
	format := flags.String("f", "text", "`FORMAT` of the report: text, json (a line for each file) or geojson (the places of problems)")
	flags.StringVar(&c.layers.every.Fields.Code, "code", "", "`PROPERTY` that gives the code, of files of any layer")
	flags.StringVar(&c.layers.every.Fields.Name, "name", "", "`PROPERTY` that gives the name")
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
	given, err := sortArguments(files)
	if err != nil {
		return err
	}
	return c.run(ctx, given, func(reports []*boundary.Report) error { return show(stdout, reports) })
}

// run audits files one by one. errFailed when one would not load.
func (c *checker) run(ctx context.Context, given []argument, show func([]*boundary.Report) error) error {
	for i := range given {
		if given[i].name == "" {
			given[i].name = c.layer
		}
	}
	set, err := c.base(ctx)
	if err != nil {
		return err
	}
	reports, err := c.read(ctx, set, given)
	if err != nil {
		return err
	}
	has := func(name geo.LayerName) bool {
		return slices.ContainsFunc(reports, func(r *boundary.Report) bool { return r.Layer == name })
	}
	refused := false
	for _, r := range reports {
		if why := departmentsUponCommunes(set, has); why != "" && r.Layer == geo.DepartmentLayer && r.Loadable {
			r.Refuse(why)
		}
		refused = refused || !r.Loadable
	}
	if !refused {
		if err := c.layers.checkNotes(has); err != nil {
			return err
		}
	}
	if err := show(reports); err != nil {
		return err
	}
	if refused {
		return errFailed
	}
	return nil
}

// base returns what the files would be put upon: the generation in service, or
// the embedded data where there is none.
func (c *checker) base(ctx context.Context) (*geo.Dataset, error) {
	set, err := c.keep.base(ctx)
	if errors.Is(err, geo.ErrNotFound) {
		return embedded(ctx)
	}
	return set, err
}

// read audits the files, those of centres first: perimeters name them.
func (c *checker) read(ctx context.Context, set *geo.Dataset, given []argument) ([]*boundary.Report, error) {
	centres, others, err := splitCentres(given)
	if err != nil {
		return nil, err
	}
	var reports []*boundary.Report
	for _, file := range centres {
		r, err := readCentres(set, &c.layers, file)
		if err != nil {
			return nil, err
		}
		reports = append(reports, &boundary.Report{
			File: strings.Join(r.Files, ", "), Loadable: !r.Refused, Format: cmp.Or(r.Format, "list of centres"), Table: r.Table, Layer: r.Layer, Property: "id",
			Features: r.Features, Loaded: r.Loaded, Bytes: r.Bytes, SHA256: r.SHA256, Problems: r.Problems,
		})
	}
	from := reader{layers: &c.layers, known: boundary.KnownIn(set), stderr: c.stderr}
	for _, a := range others {
		r, refused, err := from.read(ctx, a)
		if err != nil {
			return nil, err
		}
		report, err := boundary.Audit(ctx, namesOf(a.files), r, refused)
		if err != nil {
			return nil, err
		}
		reports = append(reports, report)
	}
	return reports, nil
}
