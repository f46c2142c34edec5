package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"maillage/cmd/terminal"
)

// reportFlags say which reports are written to files, beside the text printed.
type reportFlags struct{ files []string }

func (r *reportFlags) register(flags *flag.FlagSet) {
	flags.Func("report", "write the report to `FILE`.txt, .json, or .geojson for the places (repeatable)", func(path string) error {
		switch filepath.Ext(path) {
		case ".txt", ".json", ".geojson":
			r.files = append(r.files, path)
			return nil
		}
		return fmt.Errorf("%s: want a name that ends in .txt, .json or .geojson", path)
	})
}

// places reports whether geometry is wanted.
func (r *reportFlags) places() bool {
	for _, path := range r.files {
		if filepath.Ext(path) == ".geojson" {
			return true
		}
	}
	return false
}

// reported is what can be told in each way.
type reported interface {
	WriteText(io.Writer) error
	WriteGeoJSON(io.Writer) error
}

// write prints a report, and writes it to the files asked for.
func (r *reportFlags) write(stdout io.Writer, what reported) error {
	for _, path := range r.files {
		var b bytes.Buffer
		var err error
		switch filepath.Ext(path) {
		case ".json":
			e := json.NewEncoder(&b)
			e.SetIndent("", "  ")
			err = e.Encode(what)
		case ".geojson":
			err = what.WriteGeoJSON(&b)
		default:
			err = what.WriteText(&b)
		}
		if err := errors.Join(err, os.WriteFile(path, terminal.Escape(b.Bytes()), 0o644)); err != nil {
			return fmt.Errorf("--report: %w", err)
		}
	}
	return what.WriteText(stdout)
}
