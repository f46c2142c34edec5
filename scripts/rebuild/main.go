// Command rebuild writes data/embedded from data/facts and two registry
// packages, the same bytes every time:
//
//	go run ./scripts/rebuild          rebuild in place
//	go run ./scripts/rebuild -check   rebuild aside and compare; status 1 if a byte differs
//
// Boundaries come from Natural Earth as shipped in the Go module
// github.com/sams96/rgeo, names, hierarchy and populations from the npm package
// @etalab/decoupage-administratif. Both are fetched by their registry's own
// client into a temporary folder, at a pinned version, and refused when their
// checksum is not the pinned one: neither ever enters go.mod.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "rebuild:", err)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, progress io.Writer) error {
	flags := flag.NewFlagSet("rebuild", flag.ContinueOnError)
	root := flags.String("root", ".", "the project's root `folder`")
	check := flags.Bool("check", false, "compare with what stands instead of writing it")
	if err := flags.Parse(args); err != nil {
		return err
	}
	data := filepath.Join(*root, "data")
	if _, err := os.Stat(filepath.Join(data, "facts")); err != nil {
		return fmt.Errorf("%w: run from the project's root, or name it with -root", err)
	}
	files, err := build(ctx, data, progress)
	if err != nil {
		return err
	}
	if *check {
		return compare(filepath.Join(data, "embedded"), files, progress)
	}
	return write(filepath.Join(data, "embedded"), files, progress)
}

// build makes every file of data/embedded, by name.
func build(ctx context.Context, data string, progress io.Writer) (map[string][]byte, error) {
	facts, err := readFacts(filepath.Join(data, "facts"))
	if err != nil {
		return nil, err
	}
	tmp, err := os.MkdirTemp("", "rebuild-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)

	fmt.Fprintln(progress, "fetching", naturalEarth.module)
	provinces, err := fetchProvinces(ctx, tmp)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(progress, "fetching", etalab.name)
	package_, err := fetchEtalab(ctx, tmp)
	if err != nil {
		return nil, err
	}
	fmt.Fprintln(progress, "building")
	b := builder{files: map[string][]byte{}}
	if err := b.boundaries(provinces, facts); err != nil {
		return nil, err
	}
	if err := b.catalogue(package_, facts); err != nil {
		return nil, err
	}
	if err := b.manifest(facts); err != nil {
		return nil, err
	}
	return b.files, nil
}
