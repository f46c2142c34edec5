package boundary

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"

	"maillage/geo"
	"maillage/geo/geotest"
)

// TestRealFiles holds what each real file is, and that all its features load
// with their ground but those that cannot be mended.
func TestRealFiles(t *testing.T) {
	cases := []struct {
		file     string
		layer    geo.LayerName
		property string
		features int
		mended   int // rings taken apart
		invalid  int
	}{
		{"communes-ign-2018.geojson.gz", geo.CommuneLayer, "code", 35_357, 1, 0},
		{"communes-ign-2024.geojson.gz", geo.CommuneLayer, "depcom", 34_935, 0, 0},
		{"epci-ign-2024.geojson", geo.EPCILayer, "epci", 1_255, 0, 0},
		{"departements-ign-2024.geojson", geo.DepartmentLayer, "dep", 101, 0, 0},
		{"departements-ign-2018.geojson", geo.DepartmentLayer, "code", 101, 0, 0},
		{"regions-ign-2018.geojson", geo.RegionLayer, "code", 18, 0, 0},
		{"regions-avant-2016-ign.geojson", geo.Region2015Layer, "code", 22, 0, 0},
		{"qpv-2015-extrait.geojson", geo.NeighbourhoodLayer, "code_qp", 191, 20, 13},
	}
	for _, c := range cases {
		t.Run(c.file, func(t *testing.T) {
			r, err := ReadFile(context.Background(), geotest.Shared(t, c.file), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Layer.Name != c.layer || r.Property != c.property || len(r.Layer.Features) != c.features || r.Features != c.features {
				t.Errorf("%s by %q, %d of %d features; want %s by %q, %d",
					r.Layer.Name, r.Property, len(r.Layer.Features), r.Features, c.layer, c.property, c.features)
			}
			if mended, lost := checkInvalid(t, r); mended != c.mended || lost != c.invalid {
				t.Errorf("%d mended and %d lost, want %d and %d: %v", mended, lost, c.mended, c.invalid, r.Problems)
			}
		})
	}
}

// checkInvalid holds that each problem is that of an invalid geometry, with
// its place, and that only those features have lost their ground that were not
// mended.
func checkInvalid(t *testing.T, r *Result) (mended, invalid int) {
	t.Helper()
	lost := map[string]bool{}
	for _, p := range r.Problems {
		switch {
		case p.Rule == RuleRepeatedPoints && p.Fixed && !p.Dropped:
		case p.Rule == RuleRingSplit && p.Fixed && !p.Dropped && p.At != nil:
			mended++
		case p.Rule == RuleSelfIntersection && p.Dropped && !p.Fixed && p.At != nil:
			invalid++
			lost[p.Code] = true
		default:
			t.Errorf("unexpected %+v", p)
		}
	}
	for _, f := range r.Layer.Features {
		if lost[f.Code] != (f.Geometry == nil) {
			t.Errorf("%s: ground %v, reported %v", f.Code, f.Geometry != nil, lost[f.Code])
		}
	}
	return mended, invalid
}

// TestCommune14174 holds that the one commune of 2018 whose ring touches
// itself keeps its ground, and all of it.
func TestCommune14174(t *testing.T) {
	r, err := ReadFile(context.Background(), geotest.Shared(t, "communes-ign-2018.geojson.gz"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) != 1 || r.Problems[0].Code != "14174" || r.Problems[0].Rule != RuleRingSplit {
		t.Fatalf("problems %v, want 14174 alone", r.Problems)
	}
	at := *r.Problems[0].At
	if at[0] < -0.6 || at[0] > -0.5 || at[1] < 48.8 || at[1] > 49 {
		t.Errorf("at %v, which is not in the commune", at)
	}
	if r.Vertices != 2_199_045 || r.Decimals != 5 {
		t.Errorf("%d vertices of %d decimals", r.Vertices, r.Decimals)
	}
}

// TestMendedGround holds, with orb as the reader, that what is taken apart
// bounds as much ground as before, and that it is valid for simplefeatures.
func TestMendedGround(t *testing.T) {
	for _, file := range []string{"qpv-2015-extrait.geojson", "communes-ign-2018.geojson.gz"} {
		r, err := ReadFile(context.Background(), geotest.Shared(t, file), Options{})
		if err != nil {
			t.Fatal(err)
		}
		mended := map[string]bool{}
		for _, p := range r.Problems {
			if p.Rule == RuleRingSplit {
				mended[p.Code] = true
			}
		}
		for i, f := range peer(t, geotest.Shared(t, file)).Features {
			got := r.Layer.Features[i]
			if !mended[got.Code] {
				continue
			}
			want := planar.Area(f.Geometry)
			if area := planar.Area(got.Geometry); math.Abs(area-want) > 1e-12 {
				t.Errorf("%s: %v square degrees, %v before", got.Code, area, want)
			}
			if !simpleFeaturesValid(t, geojson.NewFeature(got.Geometry)) {
				t.Errorf("%s: still invalid", got.Code)
			}
		}
	}
}

// TestNeighbourhoodsAgainstOracle decodes with orb and validates with
// simplefeatures every neighbourhood, whatever the screening says.
func TestNeighbourhoodsAgainstOracle(t *testing.T) {
	r, err := ReadFile(context.Background(), geotest.Shared(t, "qpv-2015-extrait.geojson"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	reported := map[string]bool{}
	for _, p := range r.Problems {
		reported[p.Code] = p.Rule == RuleSelfIntersection || p.Rule == RuleRingSplit
	}
	occitanie := 0
	for _, f := range peer(t, geotest.Shared(t, "qpv-2015-extrait.geojson")).Features {
		code := f.Properties.MustString("code_qp")
		bad := !simpleFeaturesValid(t, f)
		if bad != reported[code] {
			t.Errorf("%s: simplefeatures says invalid %v, reported %v", code, bad, reported[code])
		}
		if bad && !strings.HasPrefix(code, "QP013") && !strings.HasPrefix(code, "QP974") {
			occitanie++
		}
	}
	if occitanie != 32 || !reported["QP013058"] {
		t.Errorf("%d invalid in Occitanie, want 32; QP013058 reported: %v", occitanie, reported["QP013058"])
	}
}

func simpleFeaturesValid(t *testing.T, f *geojson.Feature) bool {
	t.Helper()
	b, err := geojson.NewGeometry(f.Geometry).MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	g, err := geom.UnmarshalGeoJSON(b, geom.NoValidate{})
	if err != nil {
		t.Fatal(err)
	}
	return g.Validate() == nil
}

// withCodes is a file whose features have one property and no ground but the
// first one's.
func withCodes(property string, codes ...string) string {
	features := make([]string, len(codes))
	for i, code := range codes {
		geometry := "null"
		if i == 0 {
			geometry = polygon(square(5, 46))
		}
		features[i] = fmt.Sprintf(`{"type":"Feature","properties":{%q:%q,"nom":"x"},"geometry":%s}`, property, code, geometry)
	}
	return collection(features...)
}

// TestNamedLayerAgainstItsCodes holds that a file is not read as a layer whose
// codes it only shares.
func TestNamedLayerAgainstItsCodes(t *testing.T) {
	for _, c := range []struct {
		file    geo.LayerName
		asked   geo.LayerName
		refused bool
	}{
		{geo.RegionLayer, geo.DepartmentLayer, true},
		{geo.Region2015Layer, geo.DepartmentLayer, true},
		{geo.DepartmentLayer, geo.RegionLayer, true},
		{geo.DepartmentLayer, geo.Region2015Layer, true},
		{geo.RegionLayer, geo.Region2015Layer, true},
		{geo.Region2015Layer, geo.RegionLayer, true},
		{geo.RegionLayer, geo.RegionLayer, false},
		{geo.DepartmentLayer, geo.DepartmentLayer, false},
	} {
		_, err := readText(withCodes("code", members[c.file]...), Options{Layer: c.asked})
		if (err != nil) != c.refused || c.refused && refusal(t, err).Rule != RuleWrongLayer {
			t.Errorf("%s read as %s: %v", c.file, c.asked, err)
		}
	}
	for _, part := range [][]string{{"2A"}, {"11"}, {"27", "28", "76"}} {
		if _, err := readText(withCodes("code", part...), Options{Layer: geo.DepartmentLayer}); err != nil {
			t.Errorf("departments %v alone: %v", part, err)
		}
	}
}

func TestRecogniseLayer(t *testing.T) {
	regions, before := members[geo.RegionLayer], members[geo.Region2015Layer]
	cases := []struct {
		property string
		codes    []string
		layer    geo.LayerName
		refused  string
	}{
		{"code", regions, geo.RegionLayer, ""},
		{"code", before, geo.Region2015Layer, ""},
		{"code", members[geo.DepartmentLayer], geo.DepartmentLayer, ""},
		{"code", []string{"14", "50", "61"}, geo.DepartmentLayer, ""},
		{"code", []string{"01", "2A"}, geo.DepartmentLayer, ""},
		{"code", []string{"27", "28", "76"}, "", RuleAmbiguousLayer},
		{"code", []string{"11", "42"}, "", RuleAmbiguousLayer},
		{"code", []string{"978", "987"}, geo.CollectivityLayer, ""},
		{"code", append([]string{"975", "977", "978"}, members[geo.DepartmentLayer]...), geo.DepartmentLayer, ""},
		{"code", []string{"99"}, "", RuleUnknownLayer},
		{"REG", []string{"11"}, "", RuleAmbiguousLayer},
		{"REG", []string{"84"}, geo.RegionLayer, ""},
		{"INSEE_REG", []string{"42", "11"}, geo.Region2015Layer, ""},
		{"reg", []string{"84", "42"}, "", RuleAmbiguousLayer},
		{"DEP", []string{"01", "11"}, geo.DepartmentLayer, ""},
		{"CODE_DEPT", []string{"975"}, geo.CollectivityLayer, ""},
		{"INSEE_DEP", []string{"2b"}, geo.DepartmentLayer, ""},
		{"code", []string{"01001", "97801", "2A004"}, geo.CommuneLayer, ""},
		{"DEPCOM", []string{"97701"}, geo.CommuneLayer, ""},
		{"INSEE_COM", []string{"01001"}, geo.CommuneLayer, ""},
		{"code_insee", []string{"01001"}, geo.CommuneLayer, ""},
		{"CODGEO", []string{"01001"}, geo.CommuneLayer, ""},
		{"code", []string{"200000172"}, geo.EPCILayer, ""},
		{"CODE_SIREN", []string{"200000172"}, geo.EPCILayer, ""},
		{"SIREN_EPCI", []string{"200000172"}, geo.EPCILayer, ""},
		{"CODE_QP", []string{"QP001001"}, geo.NeighbourhoodLayer, ""},
		{"code_qp", []string{"QP02A001", "QN00101M"}, geo.NeighbourhoodLayer, ""},
		{"code", []string{"QN02A01M"}, geo.NeighbourhoodLayer, ""},
	}
	for _, c := range cases {
		t.Run(c.property+" "+c.codes[0], func(t *testing.T) {
			r, err := readText(withCodes(c.property, c.codes...), Options{})
			if c.refused != "" {
				if p := refusal(t, err); p.Rule != c.refused {
					t.Errorf("%v, want %s", p, c.refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Layer.Name != c.layer || len(r.Layer.Features) != len(c.codes) || r.Layer.Features[0].Name != "x" {
				t.Errorf("%s with %d features, want %s with %d", r.Layer.Name, len(r.Layer.Features), c.layer, len(c.codes))
			}
		})
	}
}

// TestRicherProperties holds that the finest unit of a feature is its own.
func TestRicherProperties(t *testing.T) {
	feature := func(properties string) string {
		return `{"type":"Feature","properties":{` + properties + `},"geometry":` + polygon(square(5, 46)) + `}`
	}
	cases := []struct {
		properties string
		layer      geo.LayerName
		code, name string
	}{
		{`"ID":"COMMUNE_1","NOM":"Bourg","NOM_M":"BOURG","INSEE_COM":"01053","INSEE_DEP":"01","INSEE_REG":"84","SIREN_EPCI":"200071751","POPULATION":41527`, geo.CommuneLayer, "01053", "Bourg"},
		{`"NOM_DEPT":"AIN","CODE_DEPT":"01","CODE_REG":"84"`, geo.DepartmentLayer, "01", "AIN"},
		{`"code_qp":"QN00101M","lib_qp":"Reyssouze","insee_com":"01053","insee_dep":"01","siren_epci":"200071751"`, geo.NeighbourhoodLayer, "QN00101M", "Reyssouze"},
		{`"code":"01053","nom":"Bourg","centre":{"type":"Point","coordinates":[5,46]}`, geo.CommuneLayer, "01053", "Bourg"},
		{`"code":"01053","nom":"Bourg","centre":"Mairie"`, geo.CommuneLayer, "01053", "Bourg"},
		{`"CODE_SIREN":"200071751","NOM":"CA","NATURE":"CA"`, geo.EPCILayer, "200071751", "CA"},
	}
	for _, c := range cases {
		r := mustRead(t, collection(feature(c.properties)), Options{})
		if f := r.Layer.Features[0]; r.Layer.Name != c.layer || f.Code != c.code || f.Name != c.name {
			t.Errorf("%s: %s %s %s", c.properties, r.Layer.Name, f.Code, f.Name)
		}
	}
}

func TestAskedLayer(t *testing.T) {
	ambiguous := withCodes("code", "27", "28", "76")
	for _, layer := range []geo.LayerName{geo.DepartmentLayer, geo.RegionLayer} {
		if r := mustRead(t, ambiguous, Options{Layer: layer}); r.Layer.Name != layer || len(r.Layer.Features) != 3 {
			t.Errorf("%s: %s with %d features", layer, r.Layer.Name, len(r.Layer.Features))
		}
	}
	_, err := readText(ambiguous, Options{Layer: geo.Region2015Layer}) // 27 and 28 are of 2016
	if p := refusal(t, err); p.Rule != RuleWrongLayer {
		t.Errorf("regions of two vintages: %v", p)
	}
	_, err = readText(collection(communes(3)...), Options{Layer: geo.DepartmentLayer})
	if p := refusal(t, err); p.Rule != RuleWrongLayer || !strings.Contains(p.Fix, "communes=FILE") {
		t.Errorf("communes as departments: %v", p)
	}
	_, err = readText(withCodes("DEP", "01"), Options{Layer: geo.EPCILayer})
	if p := refusal(t, err); p.Rule != RuleWrongLayer {
		t.Errorf("departments as EPCI: %v", p)
	}
	_, err = readText(ambiguous, Options{Layer: "cantons"})
	if p := refusal(t, err); p.Rule != RuleUnknownLayer {
		t.Errorf("no such layer: %v", p)
	}
}
