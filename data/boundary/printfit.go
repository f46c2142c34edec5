package boundary

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb/geojson"

	"maillage/geo/mesh"
)

// printMesh tells how the features fit together. It keeps no file from
// loading: some gaps are real, such as an enclave of another country.
func printMesh(b *strings.Builder, r *Report) {
	shown := map[mesh.Rule]int{}
	for i := range r.Mesh.Findings {
		f := &r.Mesh.Findings[i]
		shown[f.Rule]++
		fmt.Fprintf(b, "%s: mesh: %s\n", r.File, f)
	}
	for _, rule := range slices.Sorted(maps.Keys(r.Mesh.Counts)) {
		if more := r.Mesh.Counts[rule] - shown[rule]; more > 0 && !isGround(rule) {
			fmt.Fprintf(b, "%s: mesh: %s: %d more, not listed\n", r.File, rule, more)
		}
	}
	if !r.Mesh.Complete {
		fmt.Fprintf(b, "%s: mesh: NOT complete: borders meet in too many places to look at them all, so gaps and overlaps are not listed\n", r.File)
		return
	}
	printGround(b, r)
}

// isGround reports whether a rule tells of pieces of ground, which are tallied.
func isGround(r mesh.Rule) bool {
	return r == mesh.Gap || r == mesh.Overlap || r == mesh.Duplicate
}

// printGround sums up gaps and overlaps where there are some.
func printGround(b *strings.Builder, r *Report) {
	m := r.Mesh
	for _, p := range m.Pairs {
		who := p.Codes[0] + " and " + p.Codes[1] + " share"
		if p.Codes[0] == p.Codes[1] {
			who = "parts of " + p.Codes[0] + " share"
		}
		fmt.Fprintf(b, "%s: mesh: %s %.6g km2 in %d pieces, the largest at %.9g %.9g, all in [%.9g %.9g %.9g %.9g]\n", r.File, who,
			p.AreaKM2, p.Pieces, p.At[0], p.At[1], p.BBox[0], p.BBox[1], p.BBox[2], p.BBox[3])
	}
	for _, left := range m.left() {
		fmt.Fprintf(b, "%s: mesh: %s: %s\n", r.File, left.rule, left.detail)
	}
	if m.Gaps.Count > 0 {
		fmt.Fprintf(b, "%s: mesh: gaps: %d of %.6g km2 in all\n", r.File, m.Gaps.Count, m.Gaps.AreaKM2)
	}
	if m.Overlaps.Count > 0 {
		fmt.Fprintf(b, "%s: mesh: overlaps: %d of %.6g km2 in all, between %d pairs of units; the units are %.10g km2 and their union %.10g, so %.6g is counted again\n",
			r.File, m.Overlaps.Count, m.Overlaps.AreaKM2, m.NumPairs, *m.UnitsKM2, *m.UnionKM2, *m.AgainKM2)
	}
}

// wideGap is the mean width, in metres, from which a gap may be meant.
const wideGap = 100

// String tells one finding for people.
func (f *MeshFinding) String() string {
	var b strings.Builder
	switch {
	case f.Kind == InsideGap:
		fmt.Fprintf(&b, "gap inside %s", f.Codes[0])
	case f.Rule == mesh.Overlap && len(f.Codes) == 1:
		fmt.Fprintf(&b, "overlap of parts of %s", f.Codes[0])
	default:
		fmt.Fprintf(&b, "%s between %s", f.Rule, strings.Join(f.Codes, " and "))
	}
	fmt.Fprintf(&b, " at %.9g %.9g", f.At[0], f.At[1])
	if f.Count > 1 {
		fmt.Fprintf(&b, ", %d times", f.Count)
	}
	if f.AreaKM2 > 0 {
		fmt.Fprintf(&b, ", %.6g km2", f.AreaKM2)
	}
	if f.WidthM > 0 {
		fmt.Fprintf(&b, ", %.4g m wide", f.WidthM)
	}
	if f.BBox != nil {
		fmt.Fprintf(&b, ", in [%.9g %.9g %.9g %.9g]", f.BBox[0], f.BBox[1], f.BBox[2], f.BBox[3])
	}
	if f.Kind == InsideGap || f.Matched && f.WidthM >= wideGap {
		b.WriteString(": a lake or the ground of another country, unless it is a fault")
	}
	return b.String()
}

// leftOut is what a list leaves out, in words.
type leftOut struct {
	rule   mesh.Rule
	count  int
	area   float64
	detail string
}

// left tells what the lists of gaps, overlaps and pairs leave out.
func (r *MeshReport) left() []leftOut {
	var out []leftOut
	for _, t := range []struct {
		rule mesh.Rule
		*Tally
	}{{mesh.Gap, r.Gaps}, {mesh.Overlap, r.Overlaps}} {
		if t.Tally == nil {
			continue
		}
		if t.Small > 0 {
			out = append(out, leftOut{t.rule, t.Small, t.SmallAreaKM2,
				fmt.Sprintf("%d more under %g m2 each, %.3g km2 in all, not listed", t.Small, t.SmallKM2*1e6, t.SmallAreaKM2)})
		}
		if t.More > 0 {
			out = append(out, leftOut{t.rule, t.More, t.MoreAreaKM2,
				fmt.Sprintf("%d more, %.6g km2 in all, not listed", t.More, t.MoreAreaKM2)})
		}
	}
	if more := r.NumPairs - len(r.Pairs); more > 0 {
		out = append(out, leftOut{mesh.Overlap, more, 0, fmt.Sprintf("%d more pairs of units share ground, not listed", more)})
	}
	return out
}

// place is a finding on a map.
func (f *MeshFinding) place(file string) *geojson.Feature {
	place := geojson.NewFeature(f.At)
	place.Properties = geojson.Properties{
		"file": file, "rule": string(f.Rule), "codes": f.Codes, "count": f.Count,
		"area_km2": f.AreaKM2, "width_m": f.WidthM, "outcome": "kept",
	}
	if f.Kind != "" {
		place.Properties["kind"] = f.Kind
		place.Properties["matched"] = f.Matched
	}
	if f.BBox != nil {
		place.BBox = f.BBox[:]
	}
	return place
}

// place is what a list leaves out, on no map.
func (l *leftOut) place(file string) *geojson.Feature {
	return &geojson.Feature{Type: "Feature", Properties: geojson.Properties{
		"file": file, "rule": string(l.rule), "count": l.count, "area_km2": l.area, "detail": l.detail, "outcome": "kept",
	}}
}
