package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/data/boundary"
)

// WriteText prints the report for a reader.
func (r *Report) WriteText(w io.Writer) error {
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
		_, err = fmt.Fprintf(w, "Kept as generation %s, and NOT put in service: the audit refuses it. "+
			"Mend the files; or, if all of it is meant, maillage activate --force %s.\n", r.Generation.ID, r.Generation.ID)
	case r.Generation.Active:
		_, err = fmt.Fprintf(w, "Kept as generation %s, which is in service.\n", r.Generation.ID)
	default:
		_, err = fmt.Fprintf(w, "Kept as generation %s, out of service: maillage activate %s puts it in service.\n",
			r.Generation.ID, r.Generation.ID)
	}
	return err
}

// mostProblems bounds the problems of one file that are printed.
const mostProblems = 50

func (f *FileReport) writeText(w io.Writer) {
	name := strings.Join(f.Files, ", ")
	switch {
	case f.Refused:
		fmt.Fprintf(w, "  %s: REFUSED\n", name)
	case f.Layer == Centres:
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
		// Why a file is refused comes last, and always printed.
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
func (f *FileReport) how() string {
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

// WriteGeoJSON writes the places of the problems, and of what would change.
func (r *Report) WriteGeoJSON(w io.Writer) error {
	places := geojson.NewFeatureCollection()
	for _, f := range r.Files {
		for _, p := range f.Problems {
			if p.At == nil {
				continue
			}
			feature := geojson.NewFeature(orb.Point(*p.At))
			feature.Properties = geojson.Properties{
				"about": "file", "file": p.File, "feature": p.Feature, "where": p.Where,
				"code": p.Code, "rule": p.Rule, "detail": p.Detail, "fix": p.Fix,
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
