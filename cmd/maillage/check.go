package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"path/filepath"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
)

// check audits files and fails where one would not load.
func check(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("maillage check", flag.ContinueOnError)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: maillage check [flags] FILE...")
		flags.PrintDefaults()
	}
	layer := flags.String("layer", "", "layer the files are said to hold; default: recognised from their properties")
	asJSON := flags.Bool("json", false, "print the reports as JSON")
	if err := parse(flags, args, stderr); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("%w: name at least one file", errUsage)
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
	known := knownCodes(set)
	refused := false
	for _, file := range flags.Args() {
		bar := newProgress(stderr, "checking "+filepath.Base(file))
		r, err := boundary.Check(ctx, file, boundary.Options{Layer: name, Known: known, Progress: bar.update})
		bar.done()
		if err != nil {
			return err
		}
		refused = refused || !r.Loadable
		if err := printReport(stdout, r, *asJSON); err != nil {
			return err
		}
	}
	if refused {
		return errFailed
	}
	return nil
}

func printReport(w io.Writer, r *boundary.Report, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(r)
	}
	for _, p := range r.Problems {
		fmt.Fprintln(w, p)
	}
	verdict := "would load"
	if !r.Loadable {
		verdict = "would NOT load"
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", r.File, verdict)
	return err
}
