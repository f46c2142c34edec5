package boundary

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Report is what an audit of a file found.
type Report struct {
	File     string `json:"file"`
	Loadable bool   `json:"loadable"` // false: refused whole
	// How it was read, and what; zero in a file that is refused, but for its
	// layer where that was recognised.
	Format     string        `json:"format,omitempty"`
	Table      string        `json:"table,omitempty"`
	CRS        string        `json:"crs,omitempty"`
	Encoding   string        `json:"encoding,omitempty"`
	Layer      geo.LayerName `json:"layer,omitempty"`
	Property   string        `json:"property,omitempty"` // that gives the code, in lower case
	Properties []string      `json:"properties,omitempty"`
	Features   int           `json:"features"`
	Loaded     int           `json:"loaded"`      // features, or perimeters, that would load
	NoGeometry int           `json:"no_geometry"` // of those, without ground
	Dropped    int           `json:"dropped"`     // problems that cost a feature or its geometry
	Fixed      int           `json:"fixed"`       // problems that were mended
	Vertices   int64         `json:"vertices"`
	Decimals   int           `json:"decimals"` // most decimals of a coordinate
	Bytes      int64         `json:"bytes"`    // decompressed
	SHA256     string        `json:"sha256,omitempty"`
	BBox       *[4]float64   `json:"bbox,omitempty"` // west, south, east, north, in degrees
	Problems   []Problem     `json:"problems"`
	Mesh       *MeshReport   `json:"mesh,omitempty"` // of area layers that load
}

// Audit reports on what [ReadFiles] read of some files, or on why it refused them,
// and audits how the features fit. Its error is that of ctx.
func Audit(ctx context.Context, name string, r *Result, refused *RefusedError) (*Report, error) {
	report := reportOf(r)
	report.File = name
	report.Loadable = refused == nil
	if !report.Loadable || r.Layer.Name == geo.PerimeterLayer {
		return report, nil
	}
	var err error
	report.Mesh, err = auditMesh(ctx, r.Layer.Features)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", report.File, err)
	}
	// Neighbourhoods of the two geographies lie on each other.
	if why := report.Mesh.twice; why != "" && r.Layer.Name != geo.NeighbourhoodLayer {
		report.Refuse(why)
	}
	return report, nil
}

// Refuse refuses a file that was read well, for a reason that says how to mend
// it.
func (r *Report) Refuse(why string) {
	r.Loadable = false
	r.Problems = append(r.Problems, Problem{File: r.File, Feature: -1, Rule: RuleRefused, Detail: why, Fatal: true})
}

func reportOf(r *Result) *Report {
	report := &Report{
		Format: r.Format, Table: r.Table, CRS: r.CRS, Encoding: r.Encoding,
		Layer: r.Layer.Name, Property: r.Property, Properties: r.Properties,
		Features: r.Features, Loaded: len(r.Layer.Features) + len(r.Perimeters),
		Vertices: r.Vertices, Decimals: r.Decimals, Bytes: r.Bytes, SHA256: r.SHA256,
		Problems: r.Problems,
	}
	if report.Problems == nil {
		report.Problems = []Problem{} // an empty list in JSON, not null
	}
	for _, p := range r.Problems {
		if p.Dropped {
			report.Dropped++
		}
		if p.Fixed {
			report.Fixed++
		}
	}
	report.NoGeometry = r.NoGround()
	if r.Bound != (orb.Bound{}) {
		report.BBox = &[4]float64{r.Bound.Min[0], r.Bound.Min[1], r.Bound.Max[0], r.Bound.Max[1]}
	}
	return report
}
