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
	"strings"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/revision"
)

// importReport says what was read, mended and refused, and why, what was made of
// it, and what would change.
type importReport struct {
	Base       baseReport        `json:"base"`
	Files      []*fileReport     `json:"files"`
	Generation *generationReport `json:"generation"` // null: nothing was kept
	// Withheld: it was to be put in service, and the audit refuses it.
	Withheld bool             `json:"withheld,omitempty"`
	Audit    *revision.Report `json:"audit"`
}

type baseReport struct {
	Generation string `json:"generation"`
	Embedded   bool   `json:"embedded"`          // the data in the program
	Country    string `json:"country,omitempty"` // upon nothing: a data set of this country
}

// fileReport is what was read of the files of one layer.
type fileReport struct {
	Files      []string           `json:"files"`
	Layer      geo.LayerName      `json:"layer,omitempty"`
	Refused    bool               `json:"refused"`
	LeftOut    string             `json:"left_out,omitempty"` // why it was read and not taken
	Format     string             `json:"format,omitempty"`
	Table      string             `json:"table,omitempty"`
	CRS        string             `json:"crs,omitempty"`
	Encoding   string             `json:"encoding,omitempty"`
	Property   string             `json:"property,omitempty"`
	Features   int                `json:"features"`
	Loaded     int                `json:"loaded"`
	NoGeometry int                `json:"no_geometry"`
	Vertices   int64              `json:"vertices"`
	Decimals   int                `json:"decimals"`
	Bytes      int64              `json:"bytes"`
	SHA256     string             `json:"sha256,omitempty"`
	Problems   []boundary.Problem `json:"problems"`
}

func fileReportOf(files []string, r *boundary.Result, refused bool) *fileReport {
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = filepath.Base(file)
	}
	f := &fileReport{
		Files: names, Layer: r.Layer.Name, Refused: refused,
		Format: r.Format, Table: r.Table, CRS: r.CRS, Encoding: r.Encoding, Property: r.Property, Features: r.Features,
		Loaded: len(r.Layer.Features) + len(r.Perimeters), Vertices: r.Vertices, Decimals: r.Decimals,
		Bytes: r.Bytes, SHA256: r.SHA256, Problems: append([]boundary.Problem{}, r.Problems...),
	}
	f.NoGeometry = r.NoGround()
	return f
}

// refuse refuses a whole file for a reason that says how to mend it.
func (f *fileReport) refuse(why string) {
	f.Refused = true
	f.Problems = append(f.Problems, boundary.Problem{File: strings.Join(f.Files, ", "), Feature: -1, Rule: "refused", Detail: why, Fatal: true})
}

// notice tells what was passed over.
func (f *fileReport) notice(what string) {
	f.Problems = append(f.Problems, boundary.Problem{File: strings.Join(f.Files, ", "), Feature: -1, Rule: boundary.RulePassedOver, Detail: what})
}

// generationReport is a generation as commands print it.
type generationReport struct {
	ID      string        `json:"id"`
	Created time.Time     `json:"created"`
	Note    string        `json:"note,omitempty"`
	Base    string        `json:"base,omitempty"`
	Active  bool          `json:"active"`
	Layers  []layerReport `json:"layers"`
}

type layerReport struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	File     string        `json:"file,omitempty"`
	SHA256   string        `json:"sha256,omitempty"`
}

func generationOf(g *geo.Generation) *generationReport {
	out := &generationReport{ID: g.ID, Created: g.Created, Note: g.Note, Base: g.Base, Active: g.Active, Layers: []layerReport{}}
	for _, l := range g.Layers {
		out.Layers = append(out.Layers, layerReport(l))
	}
	return out
}

// writeText prints the report for a reader.
func (r *importReport) writeText(w io.Writer) error {
	from := "generation " + r.Base.Generation
	if r.Base.Embedded {
		from = "the embedded data (generation " + r.Base.Generation + ")"
	}
	if r.Base.Country != "" {
		from = "nothing, a data set of " + r.Base.Country
	}
	fmt.Fprintf(w, "Upon %s:\n", from)
	for _, f := range r.Files {
		f.writeText(w)
	}
	if r.Generation == nil {
		_, err := fmt.Fprintln(w, "Refused: nothing was kept, and what serves stays as it was.")
		return err
	}
	fmt.Fprintln(w)
	if r.Base.Country != "" && r.Audit.Before.Generation == r.Audit.After.Generation {
		fmt.Fprintln(w, "Nothing else of this country serves: there is nothing to compare it with.")
	} else if err := r.Audit.WriteText(w); err != nil {
		return err
	}
	fmt.Fprintln(w)
	var err error
	switch {
	case r.Withheld:
		_, err = fmt.Fprintf(w, "Kept as generation %s, and NOT put in service: the audit refuses it. Mend the files; or, if all of it is meant, maillage activate --force %s.\n", r.Generation.ID, r.Generation.ID)
	case r.Generation.Active:
		_, err = fmt.Fprintf(w, "Kept as generation %s, which is in service.\n", r.Generation.ID)
	default:
		_, err = fmt.Fprintf(w, "Kept as generation %s, out of service: maillage activate %s puts it in service.\n", r.Generation.ID, r.Generation.ID)
	}
	return err
}

// mostProblems bounds the problems of one file that are printed.
const mostProblems = 50

func (f *fileReport) writeText(w io.Writer) {
	name := strings.Join(f.Files, ", ")
	switch {
	case f.Refused:
		fmt.Fprintf(w, "  %s: REFUSED\n", name)
	case f.Layer == centresName:
		fmt.Fprintf(w, "  %s: %d centres\n", name, f.Loaded)
	default:
		fmt.Fprintf(w, "  %s: %d of %d features as %s (%s; code in %q, %d vertices, %d without ground)\n",
			name, f.Loaded, f.Features, f.Layer, f.how(), f.Property, f.Vertices, f.NoGeometry)
	}
	if f.LeftOut != "" {
		fmt.Fprintf(w, "    left out: %s\n", f.LeftOut)
	}
	hidden := 0
	for i, p := range f.Problems {
		// Why a file is refused is told last, and always printed.
		if i >= mostProblems && !p.Fatal {
			hidden++
			continue
		}
		fmt.Fprintf(w, "    %s%s\n", verdict(&p), p)
	}
	if hidden > 0 {
		fmt.Fprintf(w, "    and %d more, which --report FILE.json lists\n", hidden)
	}
}

// how tells how the files were read.
func (f *fileReport) how() string {
	var parts []string
	for _, part := range []string{f.Format, f.Table, f.CRS, f.Encoding} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// verdict says in a word what a problem cost.
func verdict(p *boundary.Problem) string {
	switch {
	case p.Fatal:
		return "refused: "
	case p.Dropped:
		return "dropped: "
	case p.Fixed:
		return "mended: "
	}
	return "notice: "
}

// writeGeoJSON writes the places of the problems, and of what would change.
func (r *importReport) writeGeoJSON(w io.Writer) error {
	places := geojson.NewFeatureCollection()
	for _, f := range r.Files {
		for _, p := range f.Problems {
			if p.At == nil {
				continue
			}
			feature := geojson.NewFeature(orb.Point(*p.At))
			feature.Properties = geojson.Properties{
				"about": "file", "file": p.File, "feature": p.Feature, "where": p.Where, "code": p.Code, "rule": p.Rule, "detail": p.Detail, "fix": p.Fix,
				"fatal": p.Fatal, "dropped": p.Dropped, "fixed": p.Fixed,
			}
			places.Append(feature)
		}
	}
	if r.Audit != nil {
		var changes bytes.Buffer
		if err := r.Audit.WriteGeoJSON(&changes); err != nil {
			return err
		}
		of, err := geojson.UnmarshalFeatureCollection(changes.Bytes())
		if err != nil {
			return err
		}
		for _, f := range of.Features {
			f.Properties["about"] = "change"
			places.Append(f)
		}
	}
	return json.NewEncoder(w).Encode(places)
}

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
	writeText(io.Writer) error
	writeGeoJSON(io.Writer) error
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
			err = what.writeGeoJSON(&b)
		default:
			err = what.writeText(&b)
		}
		if err := errors.Join(err, os.WriteFile(path, escaped(b.Bytes()), 0o644)); err != nil {
			return fmt.Errorf("--report: %w", err)
		}
	}
	return what.writeText(stdout)
}
