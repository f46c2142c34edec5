package boundary_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"maillage/data/boundary"
	"maillage/geo"
)

// atHome are places in the ground of units by code.
var atHome = map[string][2]float64{
	"01": {5.35, 46.05}, "69": {4.6, 45.9}, "974": {55.5, -21.1}, "971": {-61.5, 16.2}, "976": {45.2, -12.8}, "84": {4.6, 45.9}, "11": {2.5, 48.7},
	"975": {-56.3, 46.9}, "977": {-62.85, 17.9}, "978": {-63.08, 18.07}, "984": {69.5, -49.3}, "986": {-176.2, -13.3}, "987": {-149.4, -17.6}, "988": {165.5, -21.5}, "989": {-109.2, 10.3},
}

// TestCollectivitiesAreRowsOfWhatTheyStandBeside: overseas collectivities count as
// codes of departments or regions that a file has beside them, however few, and
// are a layer of their own where it has none. Those of no figure are told by name.
func TestCollectivitiesAreRowsOfWhatTheyStandBeside(t *testing.T) {
	const seed = 20261129
	random := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d", seed)
	for _, c := range []struct {
		columns, codes string
		layer          geo.LayerName
		kept           string
	}{
		{"code", "974 987 988 975 69", geo.DepartmentLayer, "69 974 987"},
		{"insee_dep", "974 987 988 975 69", geo.DepartmentLayer, "69 974 987"},
		{"territoire", "976 975 977 978 986 987 988", geo.DepartmentLayer, "976 978 987"},
		{"code_insee", "01 975 977 978 984 986 987 988 989", geo.DepartmentLayer, "01 978 987"},
		{"reg", "84 975 977 978 986 987 988", geo.RegionLayer, "84"},
		{"code_region", "84 11 987 988", geo.RegionLayer, "11 84"},
		{"code", "975 977 978 986 987 988", geo.CollectivityLayer, "978 987"},
		{"dep", "978 988", geo.CollectivityLayer, "978"},
		{"reg", "987 988", geo.CollectivityLayer, "987"},
	} {
		codes := strings.Fields(c.codes)
		for range 6 {
			random.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })
			l := layout{columns: c.columns, rows: codes}
			for _, code := range codes {
				l.at = append(l.at, atHome[code])
			}
			for _, layer := range []geo.LayerName{"", c.layer} {
				r, err := readLayout(l.geojson(false), boundary.Options{Layer: layer, Known: embedded()})
				if err != nil {
					t.Errorf("%s as %q: %v", strings.Join(codes, " "), layer, err)
					continue
				}
				var kept, told []string
				for _, f := range r.Layer.Features {
					kept = append(kept, f.Code)
				}
				for _, p := range r.Problems {
					told = append(told, p.Code)
					if p.Rule != boundary.RuleNotServed {
						t.Errorf("%s: %s", strings.Join(codes, " "), p)
					}
				}
				slices.Sort(kept)
				if r.Layer.Name != c.layer || strings.Join(kept, " ") != c.kept || len(kept)+len(told) != len(codes) {
					t.Errorf("%s %s as %q: %s %v, told of %v; want %s %s", c.columns, strings.Join(codes, " "), layer, r.Layer.Name, kept, told, c.layer, c.kept)
				}
			}
		}
	}
}

// TestCollectivitiesOfNoFigureAlone: nothing can be used, and each is told by name.
func TestCollectivitiesOfNoFigureAlone(t *testing.T) {
	l := layout{columns: "code", rows: []string{"988", "975"}, at: places{atHome["988"], atHome["975"]}}
	r, err := readLayout(l.geojson(false), boundary.Options{Known: embedded()})
	if p := refusedFor(err); p.Rule != boundary.RuleNothingLoaded || r.Layer.Name != geo.CollectivityLayer {
		t.Errorf("%s: %v", r.Layer.Name, err)
	}
	for i, name := range []string{"New Caledonia", "Saint-Pierre-et-Miquelon"} {
		if len(r.Problems) <= i || r.Problems[i].Rule != boundary.RuleNotServed || !strings.Contains(r.Problems[i].Detail, name) {
			t.Errorf("told of %v, want %s", r.Problems, name)
		}
	}
}
