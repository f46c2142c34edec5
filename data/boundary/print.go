package boundary

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Outcome says what a problem costs, in one word: refused (the file), dropped
// (the feature, or its ground), fixed, or kept.
func (p *Problem) Outcome() string {
	switch {
	case p.Fatal:
		return "refused"
	case p.Dropped:
		return "dropped"
	case p.Fixed:
		return "fixed"
	}
	return "kept"
}

// PrintText prints reports for people: a line for each problem and finding, and
// one to conclude on each file.
func PrintText(w io.Writer, reports []*Report) error {
	var b strings.Builder
	for _, r := range reports {
		for i := range r.Problems {
			fmt.Fprintf(&b, "%s [%s]\n", r.Problems[i], r.Problems[i].Outcome())
		}
		if r.Mesh != nil {
			printMesh(&b, r)
		}
		conclude(&b, r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func conclude(b *strings.Builder, r *Report) {
	if !r.Loadable {
		fmt.Fprintf(b, "%s: would NOT load\n", r.File)
		return
	}
	how := r.Format
	for _, s := range []string{r.Table, r.CRS, r.Encoding} {
		if s != "" {
			how += ", " + s
		}
	}
	fmt.Fprintf(b, "%s: would load %d of %d features as %s (%s; code in %q, %d vertices, %d without ground, %d repairs)\n",
		r.File, r.Loaded, r.Features, r.Layer, printable(how), r.Property, r.Vertices, r.NoGeometry, r.Fixed)
}

// PrintJSON prints each report as one line of JSON.
func PrintJSON(w io.Writer, reports []*Report) error {
	encoder := json.NewEncoder(w)
	for _, r := range reports {
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// PrintGeoJSON prints the problems and findings of reports as one collection of
// points, to be looked at on a map. Those of which no place is known, or whose
// place is not in degrees, and what is summed up, not listed, have a null
// geometry, so that none is missing.
func PrintGeoJSON(w io.Writer, reports []*Report) error {
	places := geojson.NewFeatureCollection()
	for _, r := range reports {
		for i := range r.Problems {
			places.Append(problemPlace(&r.Problems[i]))
		}
		if r.Mesh == nil {
			continue
		}
		for i := range r.Mesh.Findings {
			places.Append(r.Mesh.Findings[i].place(r.File))
		}
		for _, left := range r.Mesh.left() {
			places.Append(left.place(r.File))
		}
	}
	return json.NewEncoder(w).Encode(places)
}

func problemPlace(p *Problem) *geojson.Feature {
	place := &geojson.Feature{Type: "Feature", Properties: geojson.Properties{
		"file": p.File, "rule": p.Rule, "detail": p.Detail, "fix": p.Fix, "outcome": p.Outcome(),
	}}
	if p.Feature >= 0 {
		place.Properties["feature"] = p.Feature
	}
	if p.Where != "" {
		place.Properties["where"] = p.Where
	}
	if p.Code != "" {
		place.Properties["code"] = p.Code
	}
	if p.At != nil && inDegrees(orb.Bound{Min: *p.At, Max: *p.At}) {
		place.Geometry = *p.At
	}
	return place
}
