package ingest

import (
	"strings"
	"time"

	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/revision"
)

// Report says what was read, mended and refused, and why, what was made of
// it, and what would change.
type Report struct {
	Base       BaseReport        `json:"base"`
	Files      []*FileReport     `json:"files"`
	Generation *GenerationReport `json:"generation"` // null: nothing was kept
	// Withheld: it was to be put in service, and the audit refuses it.
	Withheld bool             `json:"withheld,omitempty"`
	Audit    *revision.Report `json:"audit"`
}

// BaseReport is what files were put upon.
type BaseReport struct {
	Generation string `json:"generation"`
	Embedded   bool   `json:"embedded"`          // the data in the program
	Country    string `json:"country,omitempty"` // upon nothing: a data set of this country
}

// FileReport is what was read of the files of one layer.
type FileReport struct {
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

func fileReportOf(names []string, r *boundary.Result, refused bool) *FileReport {
	f := &FileReport{
		Files: names, Layer: r.Layer.Name, Refused: refused,
		Format: r.Format, Table: r.Table, CRS: r.CRS, Encoding: r.Encoding, Property: r.Property, Features: r.Features,
		Loaded: len(r.Layer.Features) + len(r.Perimeters), Vertices: r.Vertices, Decimals: r.Decimals,
		Bytes: r.Bytes, SHA256: r.SHA256, Problems: append([]boundary.Problem{}, r.Problems...),
	}
	f.NoGeometry = r.NoGround()
	return f
}

// refuse refuses a file for a reason that says how to mend it.
func (f *FileReport) refuse(why string) {
	f.Refused = true
	f.Problems = append(f.Problems, boundary.Problem{
		File: strings.Join(f.Files, ", "), Feature: -1, Rule: "refused", Detail: why, Fatal: true,
	})
}

// notice tells what was passed over.
func (f *FileReport) notice(what string) {
	f.Problems = append(f.Problems, boundary.Problem{
		File: strings.Join(f.Files, ", "), Feature: -1, Rule: boundary.RulePassedOver, Detail: what,
	})
}

// GenerationReport is a generation as reports and commands give it.
type GenerationReport struct {
	ID      string        `json:"id"`
	Created time.Time     `json:"created"`
	Note    string        `json:"note,omitempty"`
	Base    string        `json:"base,omitempty"`
	Active  bool          `json:"active"`
	Layers  []LayerReport `json:"layers"`
}

// LayerReport is one layer of a generation.
type LayerReport struct {
	Name     geo.LayerName `json:"name"`
	Features int           `json:"features"`
	File     string        `json:"file,omitempty"`
	SHA256   string        `json:"sha256,omitempty"`
}

// ReportOf returns a generation as reports give it.
func ReportOf(g *geo.Generation) *GenerationReport {
	out := &GenerationReport{
		ID: g.ID, Created: g.Created, Note: g.Note, Base: g.Base, Active: g.Active, Layers: []LayerReport{},
	}
	for _, l := range g.Layers {
		out.Layers = append(out.Layers, LayerReport(l))
	}
	return out
}
