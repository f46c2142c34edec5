package boundary

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/mesh"
)

// MeshReport is how the features of a layer fit together. What it finds keeps
// no file from loading, as some gaps are real, as Llívia is; but for ground that
// two units count, where careless drawing does not explain it (mesh.Cover.Doubles).
type MeshReport struct {
	// Complete tells that every gap and every overlap is counted below; what is
	// narrower than the grid, 1 cm, may close up. Where it is false borders meet in
	// too many places to look at, and gaps and overlaps are not sought.
	Complete bool              `json:"complete"`
	Counts   map[mesh.Rule]int `json:"counts"` // findings by rule, all of them
	// UnitsKM2 is UnionKM2 and AgainKM2, the ground of overlaps once for every unit
	// beyond the first; null where they were not sought.
	UnitsKM2 *float64      `json:"units_km2"`
	UnionKM2 *float64      `json:"union_km2"`
	AgainKM2 *float64      `json:"counted_again_km2"`
	Gaps     *Tally        `json:"gaps"`
	Overlaps *Tally        `json:"overlaps"` // pieces of ground, duplicates included
	Pairs    []UnitPair    `json:"pairs"`    // units that share ground, those that share most first
	NumPairs int           `json:"num_pairs"`
	Findings []MeshFinding `json:"findings"`

	twice string // why ground would count twice, beyond what careless drawing explains
}

// Tally is how many there are of one thing, listed or not.
type Tally struct {
	Count   int     `json:"count"`
	AreaKM2 float64 `json:"area_km2"`
	// Small are those under SmallKM2, which are not listed; More are those larger
	// beyond the longest list.
	SmallKM2     float64 `json:"small_under_km2"`
	Small        int     `json:"small"`
	SmallAreaKM2 float64 `json:"small_area_km2"`
	More         int     `json:"more"`
	MoreAreaKM2  float64 `json:"more_area_km2"`

	all, small, more geo.Area
}

// MeshFinding is a place where features do not fit.
type MeshFinding struct {
	Rule    mesh.Rule   `json:"rule"`
	Kind    string      `json:"kind,omitempty"` // of a gap: inside one unit, or between several
	Codes   []string    `json:"codes"`          // of the features concerned
	At      orb.Point   `json:"at"`             // in the ground, of a gap or overlap
	BBox    *[4]float64 `json:"bbox,omitempty"` // of a gap or overlap: west, south, east, north
	Count   int         `json:"count"`          // how many times it shows between them
	AreaKM2 float64     `json:"area_km2,omitempty"`
	WidthM  float64     `json:"width_m,omitempty"`
	// Matched tells of a gap that the units round it meet vertex for vertex, as
	// round a lake or another country's ground.
	Matched bool `json:"matched,omitempty"`
}

// The kinds of gap.
const (
	InsideGap  = "inside"  // one unit alone lies round it
	BetweenGap = "between" // several units do
)

// UnitPair is two units that share ground, or one twice whose own parts do.
type UnitPair struct {
	Codes   [2]string  `json:"codes"`
	AreaKM2 float64    `json:"area_km2"`
	Pieces  int        `json:"pieces"`
	At      orb.Point  `json:"at"`   // in the largest
	BBox    [4]float64 `json:"bbox"` // of all
}

const (
	// maxFindings bounds the findings told one by one, of each rule without ground.
	maxFindings = 200
	// maxGround bounds the gaps, the overlaps and the pairs told one by one.
	maxGround = 1000
	// smallArea is the ground under which a gap or overlap is summed up, not listed:
	// 100 m².
	smallArea geo.Area = 100 * 1e4
)

// auditMesh tells how features fit together.
func auditMesh(ctx context.Context, features []geo.Feature) (*MeshReport, error) {
	faces := make([]orb.MultiPolygon, len(features))
	for i := range features {
		faces[i] = features[i].Geometry
	}
	m, err := mesh.Build(ctx, faces)
	if err != nil {
		return nil, err
	}
	audit, err := m.Audit(ctx)
	if err != nil {
		return nil, err
	}
	report := &MeshReport{Complete: audit.Cover.Whole, Counts: map[mesh.Rule]int{}, Pairs: []UnitPair{}, Findings: []MeshFinding{}}
	report.measure(audit.Cover, features)
	listed := map[mesh.Rule]int{}
	slices.SortStableFunc(audit.Findings, func(a, b mesh.Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(b.Area, a.Area)) // so that a list that is cut has the largest
	})
	for _, f := range audit.Findings {
		report.Counts[f.Rule]++
		most, ground := maxFindings, (*Tally)(nil)
		switch f.Rule {
		case mesh.Gap:
			most, ground = maxGround, report.Gaps
		case mesh.Overlap, mesh.Duplicate:
			most, ground = maxGround, report.Overlaps
		}
		if ground.leave(&f, listed[f.Rule] >= most) || ground == nil && listed[f.Rule] >= most {
			continue
		}
		listed[f.Rule]++
		report.Findings = append(report.Findings, findingOf(&f, features))
	}
	return report, nil
}

// measure tells how much ground there is, and which units share some.
func (r *MeshReport) measure(c *mesh.Cover, features []geo.Feature) {
	if !c.Whole {
		return
	}
	km2 := func(a geo.Area) *float64 { v := a.KM2(); return &v }
	r.UnitsKM2, r.UnionKM2, r.AgainKM2 = km2(c.Faces), km2(c.Union), km2(c.Faces-c.Union)
	r.Gaps, r.Overlaps = &Tally{SmallKM2: smallArea.KM2()}, &Tally{SmallKM2: smallArea.KM2()}
	if twice := c.Doubles(); len(twice) > 0 {
		a, b := &features[twice[0].A], &features[twice[0].B]
		r.twice = fmt.Sprintf("ground would count twice: %s and %s share %.4f km², %.0f%% of the smaller one (%d such pairs); take one of the two out, or mend their borders",
			strings.TrimSpace(a.Code+" "+a.Name), strings.TrimSpace(b.Code+" "+b.Name), twice[0].Area.KM2(), 100*c.Share(twice[0]), len(twice))
	}
	pairs := c.Pairs()
	r.NumPairs = len(pairs)
	for _, p := range pairs[:min(len(pairs), maxGround)] {
		codes := [2]string{features[p.A].Code, features[p.B].Code}
		slices.Sort(codes[:])
		r.Pairs = append(r.Pairs, UnitPair{codes, p.Area.KM2(), p.Pieces, p.At, edges(p.Box)})
	}
}

// leave counts a finding in, and reports whether it is left out of the list: as
// small, or as one too many.
func (t *Tally) leave(f *mesh.Finding, full bool) bool {
	if t == nil {
		return false
	}
	t.Count += f.Count
	t.all += f.Area
	switch {
	case f.Area < smallArea:
		t.Small += f.Count
		t.small += f.Area
	case full:
		t.More += f.Count
		t.more += f.Area
	}
	t.AreaKM2, t.SmallAreaKM2, t.MoreAreaKM2 = t.all.KM2(), t.small.KM2(), t.more.KM2()
	return f.Area < smallArea || full
}

func findingOf(f *mesh.Finding, features []geo.Feature) MeshFinding {
	finding := MeshFinding{Rule: f.Rule, At: f.At, Count: f.Count, AreaKM2: f.Area.KM2(), WidthM: f.WidthM, Matched: f.Matched}
	for _, face := range f.Faces {
		finding.Codes = append(finding.Codes, features[face].Code)
	}
	slices.Sort(finding.Codes)
	if f.Box != (orb.Bound{}) {
		box := edges(f.Box)
		finding.BBox = &box
	}
	if f.Rule == mesh.Gap {
		finding.Kind = BetweenGap
		if len(f.Faces) == 1 {
			finding.Kind = InsideGap
		}
	}
	return finding
}

func edges(b orb.Bound) [4]float64 { return [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} }
