package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/mesh"
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
	if r.Mesh != nil {
		printMesh(w, r)
	}
	if !r.Loadable {
		_, err := fmt.Fprintf(w, "%s: would NOT load\n", r.File)
		return err
	}
	_, err := fmt.Fprintf(w, "%s: would load %d of %d features as %s (code in %q, %d vertices, %d without ground)\n",
		r.File, r.Loaded, r.Features, r.Layer, r.Property, r.Vertices, r.NoGeometry)
	return err
}

// printMesh tells how the features fit together. It keeps no file from
// loading: some gaps are real, such as an enclave of another country.
func printMesh(w io.Writer, r *boundary.Report) {
	shown := map[mesh.Rule]int{}
	for _, f := range r.Mesh.Findings {
		shown[f.Rule]++
		fmt.Fprintf(w, "%s: mesh: %s between %s at %.7g %.7g", r.File, f.Rule, strings.Join(f.Codes, " and "), f.At[0], f.At[1])
		if f.Count > 1 {
			fmt.Fprintf(w, ", %d times", f.Count)
		}
		if f.AreaKM2 > 0 {
			fmt.Fprintf(w, ", %.6g km2, %.4g m wide", f.AreaKM2, f.WidthM)
		}
		fmt.Fprintln(w)
	}
	for _, rule := range slices.Sorted(maps.Keys(r.Mesh.Counts)) {
		if more := r.Mesh.Counts[rule] - shown[rule]; more > 0 {
			fmt.Fprintf(w, "%s: mesh: %s: %d more (--json lists no more either)\n", r.File, rule, more)
		}
	}
}
