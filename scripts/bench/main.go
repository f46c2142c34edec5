// Command bench runs the benchmarks of the module, measures the built program
// from the outside, and prints one table: each figure beside its baseline of the
// same run and beside the aim of the project, where they have one.
//
// It exits with an error when something could not be measured. A missed aim is
// shown and is no error: the machine may be busy.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

type options struct {
	benchtime string
	match     string
	binary    string
	communes  string
	runs      int
}

func main() {
	var o options
	flag.StringVar(&o.benchtime, "benchtime", "0.5s", "`duration` or count (100x) of each benchmark")
	flag.StringVar(&o.match, "bench", ".", "`pattern` of the benchmarks to run, as for go test")
	flag.StringVar(&o.binary, "binary", "bin/maillage", "program to measure from the outside; empty: none")
	flag.StringVar(&o.communes, "communes", "../shared/boundaries/communes-ign-2018.geojson.gz", "`file` of communes to load")
	flag.IntVar(&o.runs, "runs", 5, "how many times the program is started; the median counts")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures the given packages, or all that have benchmarks.
func run(ctx context.Context, o options, packages []string) error {
	if len(packages) == 0 {
		packages = []string{"./geo/...", "./data/...", "./api/..."}
	}
	results, err := runBenchmarks(ctx, o, packages)
	if err != nil {
		return err
	}
	rows := rowsOf(results)
	if o.binary != "" {
		outside, err := measureProgram(ctx, o)
		if err != nil {
			return err
		}
		rows = append(rows, outside...)
	}
	fmt.Println()
	return printTable(os.Stdout, rows)
}
