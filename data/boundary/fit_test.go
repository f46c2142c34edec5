package boundary

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/geo/mesh"
)

// ring writes a polygon of corners, with holes, as coordinates.
func ring(rings ...[][2]float64) string {
	var out []string
	for _, r := range rings {
		var points []string
		for _, p := range append(r, r[0]) {
			points = append(points, fmt.Sprintf("[%v,%v]", p[0], p[1]))
		}
		out = append(out, "["+strings.Join(points, ",")+"]")
	}
	return polygon(strings.Join(out, ","))
}

func printed(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := PrintText(&b, []*Report{r}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// cup is a square of 0.3 degree with a bay of 0.1 in the middle of its north.
func cup(x, y float64) [][2]float64 {
	return [][2]float64{{x, y}, {x + .3, y}, {x + .3, y + .3}, {x + .2, y + .3}, {x + .2, y + .1}, {x + .1, y + .1}, {x + .1, y + .3}, {x, y + .3}}
}

// Ground of no unit by what lies round it: a lake or an enclave in one unit is
// not between units, a bay is nothing, and neither is ground of a third unit.
func TestGapsByKind(t *testing.T) {
	lid := ring([][2]float64{{5, 46.3}, {5.1, 46.3}, {5.2, 46.3}, {5.3, 46.3}, {5.3, 46.4}, {5, 46.4}})
	crossing := ring([][2]float64{{4.9, 46.25}, {5.4, 46.25}, {5.4, 46.4}, {4.9, 46.4}})
	for name, c := range map[string]struct {
		units   []string
		kind    string
		codes   []string
		matched bool
		text    string
	}{
		"a lake in one": {[]string{unit("01001", ring([][2]float64{{5, 46}, {5.3, 46}, {5.3, 46.3}, {5, 46.3}}, [][2]float64{{5.1, 46.1}, {5.1, 46.2}, {5.2, 46.2}, {5.2, 46.1}}))},
			InsideGap, []string{"01001"}, true, "gap inside 01001 at "},
		"an enclave between two": {[]string{unit("01001", ring(cup(5, 46))), unit("01002", lid)},
			BetweenGap, []string{"01001", "01002"}, true, "unless it is a fault"},
		"left by borders that cross": {[]string{unit("01001", ring(cup(5, 46))), unit("01002", crossing)},
			BetweenGap, []string{"01001", "01002"}, false, "gap between 01001 and 01002 at "},
		"a bay": {[]string{unit("01001", ring(cup(5, 46)))}, "", nil, false, ""},
		"filled": {[]string{unit("01001", ring(cup(5, 46))), unit("01002", lid), unit("01003", ring([][2]float64{{5.1, 46.1}, {5.2, 46.1}, {5.2, 46.3}, {5.1, 46.3}}))},
			"", nil, false, ""},
	} {
		r := mustCheck(t, write(t, collection(c.units...)))
		i := slices.IndexFunc(r.Mesh.Findings, func(f MeshFinding) bool { return f.Rule == mesh.Gap })
		if c.kind == "" {
			if i >= 0 || r.Mesh.Gaps.Count != 0 {
				t.Errorf("%s: %+v, want none", name, r.Mesh.Findings)
			}
			continue
		}
		if i < 0 {
			t.Errorf("%s: no gap", name)
			continue
		}
		f := r.Mesh.Findings[i]
		if f.Kind != c.kind || !slices.Equal(f.Codes, c.codes) || f.Matched != c.matched || f.BBox == nil || f.At[0] < f.BBox[0] || f.At[0] > f.BBox[2] {
			t.Errorf("%s: %+v", name, f)
		}
		if text := printed(t, r); !strings.Contains(text, c.text) || strings.Contains(text, "unless") != c.matched || !strings.Contains(text, "gaps: 1 of ") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// A comb laid over a square: every overlap is told with both units, small ones
// are summed up, and sums hold all of them, in every format.
func TestOverlapsAddUp(t *testing.T) {
	comb := [][2]float64{{5, 45.9}, {5.3, 45.9}, {5.3, 46.05}}
	for i := 29; i > 0; i-- { // teeth that reach over the south of the square, one in three by a metre
		x, top := 5+float64(i)*.01, 46.05
		if i%3 == 0 {
			top = 46.00001
		}
		comb = append(comb, [2]float64{x + .005, 45.95}, [2]float64{x, top})
	}
	r := mustCheck(t, write(t, collection(
		unit("01001", ring([][2]float64{{4.9, 46}, {5.4, 46}, {5.4, 46.2}, {4.9, 46.2}})),
		unit("01002", ring(comb)),
	)))
	m := r.Mesh
	if !m.Complete || m.Overlaps.Count != 30 || m.Overlaps.Small != 9 || m.NumPairs != 1 || m.Pairs[0].Codes != [2]string{"01001", "01002"} || m.Pairs[0].Pieces != 30 {
		t.Fatalf("%+v, overlaps %+v", m, m.Overlaps)
	}
	listed, sum := 0, m.Overlaps.SmallAreaKM2
	for _, f := range m.Findings {
		if f.Rule == mesh.Overlap {
			listed++
			sum += f.AreaKM2
		}
	}
	if listed+m.Overlaps.Small != m.Overlaps.Count || math.Abs(sum-m.Overlaps.AreaKM2) > 1e-9 || math.Abs(m.Pairs[0].AreaKM2-sum) > 1e-9 {
		t.Errorf("%d listed of %d, %v km² of %v", listed, m.Overlaps.Count, sum, m.Overlaps.AreaKM2)
	}
	if d := *m.UnitsKM2 - *m.UnionKM2 - *m.AgainKM2; math.Abs(d) > 1e-9 || math.Abs(*m.AgainKM2-sum) > 1e-9 {
		t.Errorf("units %v, union %v, again %v", *m.UnitsKM2, *m.UnionKM2, *m.AgainKM2)
	}
	text := printed(t, r)
	for _, want := range []string{"01001 and 01002 share ", " in 30 pieces", "overlap: 9 more under 100 m2 each", "overlaps: 30 of ", "between 1 pairs of units"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	onMap(t, r, listed)
}

func onMap(t *testing.T, r *Report, listed int) {
	t.Helper()
	var b bytes.Buffer
	if err := PrintGeoJSON(&b, []*Report{r}); err != nil {
		t.Fatal(err)
	}
	fc, err := geojson.UnmarshalFeatureCollection(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, f := range fc.Features {
		if f.Properties["rule"] == "overlap" {
			count += int(f.Properties["count"].(float64))
			if f.Geometry != nil && len(f.BBox) != 4 {
				t.Errorf("no box: %+v", f)
			}
		}
	}
	if count != r.Mesh.Overlaps.Count || count == listed {
		t.Errorf("%d overlaps on the map, want %d", count, r.Mesh.Overlaps.Count)
	}
}

// A list that would not end says that it is not complete.
func TestCheckOfTooManyCrossings(t *testing.T) {
	r := &Report{File: "x", Loadable: true, Mesh: &MeshReport{Counts: map[mesh.Rule]int{}}}
	if text := printed(t, r); !strings.Contains(text, "NOT complete") {
		t.Error(text)
	}
}
