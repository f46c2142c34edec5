package boundary

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/paulmach/orb"

	"maillage/geo"
)

func codesRead(r *Result) []string {
	var codes []string
	for _, f := range r.Layer.Features {
		codes = append(codes, f.Code)
	}
	return codes
}

// TestChoiceOfALayer holds which file of a folder or an archive is read, and
// what is said where one must be named.
func TestChoiceOfALayer(t *testing.T) {
	ain, aisne := withCodes("depcom", "01001"), withCodes("depcom", "02001")
	one := filesIn(t, "com.geojson", ain, "LISEZMOI.txt", "a,b", "com.qml", "<x>", ".hidden.geojson", "{")
	two := filesIn(t, "ain.geojson", ain, "aisne.json", aisne)
	zipped := filesIn(t, "one.zip", zipOf("d/com.geojson", ain, "d/LISEZMOI.txt", "a;b"), "two.zip", zipOf("d/ain.geojson", ain, "d/aisne.geojson.gz", string(compress(aisne))))
	odd := filesIn(t, "a#b.geojson", ain, "c#d.zip", zipOf("x.csv", "depcom\n01001\n", "y.csv", "depcom\n02001\n"))
	cases := []struct {
		path, table string
		codes       []string
		rule        string
	}{
		{one, "", []string{"01001"}, ""},
		{one + "#*", "", []string{"01001"}, ""},
		{two, "", nil, RuleManyLayers},
		{two + "#aisne", "", []string{"02001"}, ""},
		{two + "#AIN.GEOJSON", "", []string{"01001"}, ""},
		{two + "#*", "", []string{"01001", "02001"}, ""},
		{two, "*", []string{"01001", "02001"}, ""},
		{two + "#com", "", nil, RuleUnknownTable},
		{filepath.Join(zipped, "one.zip"), "", []string{"01001"}, ""},
		{filepath.Join(zipped, "two.zip"), "", nil, RuleManyLayers},
		{filepath.Join(zipped, "two.zip#ain"), "", []string{"01001"}, ""},
		{filepath.Join(zipped, "two.zip#d/aisne.geojson"), "", []string{"02001"}, ""},
		{filepath.Join(zipped, "two.zip#*"), "", []string{"01001", "02001"}, ""},
		{filepath.Join(odd, "a#b.geojson"), "", []string{"01001"}, ""},
		{filepath.Join(odd, "c#d.zip#y"), "", []string{"02001"}, ""},
		{filesIn(t, "x.txt", "hello"), "", nil, RuleWrongFormat},
		{filepath.Join(one, "com.geojson#com"), "", []string{"01001"}, ""},
		{filepath.Join(one, "com.geojson#dep"), "", nil, RuleUnknownTable},
	}
	for _, c := range cases {
		t.Run(filepath.Base(c.path)+" "+c.table, func(t *testing.T) {
			r, err := ReadFile(context.Background(), c.path, Options{Table: c.table})
			if c.rule != "" {
				if p := refusal(t, err); p.Rule != c.rule || p.Fix == "" {
					t.Errorf("%v, want %s", p, c.rule)
				}
				return
			}
			if err != nil || !slices.Equal(codesRead(r), c.codes) {
				t.Errorf("%v, %v; want %v", r, err, c.codes)
			}
		})
	}
}

// TestPrintableProblems holds that what is quoted of a file moves no cursor.
func TestPrintableProblems(t *testing.T) {
	r, err := readText(collection(unit("01001", polygon(square(5, 46))), `{"type":"Feature","geometry":null,"properties":{"code":"\u001b[2J\n01"}}`), Options{Layer: geo.CommuneLayer})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		if strings.ContainsFunc(p.String(), unicode.IsControl) {
			t.Errorf("%q", p.String())
		}
	}
}

// TestFilesOfOneLayer holds that several files make one layer, that problems
// name the file they are of, and that a code in two of them is told.
func TestFilesOfOneLayer(t *testing.T) {
	dir := filesIn(t, "a.geojson", collection(communes(3)[:2]...),
		"b.csv", "code;nom;wkt\n01002;again;\n01003;Ain;\"POLYGON((5 46,5.1 46,5.1 46.1,5.2 46.2))\"\n",
		"c.geojson", "{")
	a, b, c := filepath.Join(dir, "a.geojson"), filepath.Join(dir, "b.csv"), filepath.Join(dir, "c.geojson")
	var done, total int64
	r, err := ReadFiles(context.Background(), []string{a, b}, Options{Progress: func(d, of int64) {
		if d < done || of <= 0 {
			t.Errorf("progress %d of %d after %d", d, of, done)
		}
		done, total = d, of
	}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"01001", "01002", "01003"}; !slices.Equal(codesRead(r), want) || r.Features != 4 || done != total {
		t.Errorf("%v of %d features, progress %d of %d", codesRead(r), r.Features, done, total)
	}
	if r.Format != "GeoJSON, CSV" || r.CRS != wgs84 || r.SHA256 == "" || r.Layer.Source.File != "a.geojson, b.csv" {
		t.Errorf("%+v", r)
	}
	var told []string
	for _, p := range r.Problems {
		told = append(told, p.File+" "+p.Rule+" "+p.Code)
		if p.Code == "01003" && p.Feature != 1 {
			t.Errorf("%+v: want feature 1 of its file", p)
		}
	}
	if want := []string{"b.csv duplicate-code 01002", "b.csv not-closed 01003"}; !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
	_, err = ReadFiles(context.Background(), []string{a, c}, Options{})
	if p := refusal(t, err); p.Rule != RuleTruncated || p.File != "c.geojson" {
		t.Errorf("%+v, want c.geojson cut", p)
	}
}

// TestPerimetersInTables holds that a table and a list of records say what the
// features of GeoJSON do.
func TestPerimetersInTables(t *testing.T) {
	square := "POLYGON((5 46,5.1 46,5.1 46.1,5 46))"
	table := "centre;from;to;confidence;departments;communes;sources;sourced;agreed_with;wkt\n" +
		"labo-cites;2014/2015;;high;01, 2A|978;01053;a (2015) | b;oui;oriv;" + square + "\n" +
		"oriv;;2017-03;low;67;;;non;;\n"
	records := `[{"centre":"labo-cites","from":"2014/2015","confidence":"high","departments":["01","2A","978"],"communes":["01053"],"sources":["a (2015)","b"],"sourced":true,"agreed_with":["oriv"]},
		{"centre":"oriv","to":"2017-03","confidence":"low","departments":["67"],"sourced":false}]`
	want := []geo.Perimeter{
		{
			Centre: "labo-cites", From: mustFuzzy(t, "2014/2015"),
			Units: []geo.UnitRef{
				{Level: geo.Department, Code: "01"}, {Level: geo.Department, Code: "2A"}, {Level: geo.Collectivity, Code: "978"}, {Level: geo.Commune, Code: "01053"},
			},
			Drawn: orb.MultiPolygon{{{{5, 46}, {5.1, 46}, {5.1, 46.1}, {5, 46}}}},
			Scope: geo.Policy, Sources: []string{"a (2015)", "b"}, Sourced: true, Confidence: geo.High, AgreedWith: []string{"oriv"},
		},
		{Centre: "oriv", To: mustFuzzy(t, "2017-03"), Units: []geo.UnitRef{{Level: geo.Department, Code: "67"}}, Scope: geo.Policy, Confidence: geo.Low},
	}
	r := mustRead(t, table, Options{})
	if !reflect.DeepEqual(r.Perimeters, want) || len(r.Problems) != 0 {
		t.Errorf("table: %+v\nwant %+v; %v", r.Perimeters, want, r.Problems)
	}
	want[0].Drawn = nil
	for _, layer := range []geo.LayerName{"", geo.PerimeterLayer} {
		r = mustRead(t, records, Options{Layer: layer})
		if !reflect.DeepEqual(r.Perimeters, want) || len(r.Problems) != 0 || r.Format != "JSON" {
			t.Errorf("records: %+v\nwant %+v; %v", r.Perimeters, want, r.Problems)
		}
	}
	_, err := readText("centre;confidence;departement\noriv;low;67\n", Options{})
	if p := refusal(t, err); p.Rule != RuleNothingLoaded {
		t.Errorf("%v", p)
	}
}

// TestCodesAlone holds that a list of codes makes units without ground, and
// says so once.
func TestCodesAlone(t *testing.T) {
	for _, text := range []string{"code\n01001\n01002\n", "DEPCOM,LIBELLE\n01001,x\n01002,y\n"} {
		r := mustRead(t, text, Options{})
		if r.Layer.Name != geo.CommuneLayer || len(r.Layer.Features) != 2 || r.Layer.Features[0].Geometry != nil {
			t.Errorf("%q: %+v", text, r.Layer)
		}
		if len(r.Problems) != 1 || r.Problems[0].Rule != RuleNoGeometry || r.Problems[0].Dropped || r.Problems[0].Feature != -1 {
			t.Errorf("%q: %v", text, r.Problems)
		}
	}
	_, err := readText("code,lon,lat\n01001,5,46\n", Options{})
	if p := refusal(t, err); p.Rule != RulePoints || p.Fix == "" {
		t.Errorf("%v", p)
	}
}

// TestStatedFields holds that a code and a name under any property are read
// where they are told.
func TestStatedFields(t *testing.T) {
	text := "territoire;intitule;dep;wkt\n01001;A;01;\"POLYGON((5 46,5.1 46,5.1 46.1,5 46))\"\n01002;B;01;\n"
	for _, layer := range []geo.LayerName{"", geo.CommuneLayer} {
		r := mustRead(t, text, Options{Layer: layer, Fields: Fields{Code: "TERRITOIRE", Name: "Intitule"}})
		if r.Layer.Name != geo.CommuneLayer || r.Property != "TERRITOIRE" || r.Layer.Features[1].Code != "01002" || r.Layer.Features[1].Name != "B" {
			t.Errorf("%+v by %s", r.Layer, r.Property)
		}
	}
	_, err := readText(text, Options{Fields: Fields{Code: "nothing"}})
	if p := refusal(t, err); p.Rule != RuleNoCode {
		t.Errorf("%v", p)
	}
}

// TestSystems holds how the reference system is decided.
func TestSystems(t *testing.T) {
	lambert := polygon("[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6862000]]")
	swapped := polygon("[[6862000,652000],[6862000,653000],[6863000,653000],[6862000,652000]]")
	degrees := polygon(square(5, 46))
	file := func(crs, geometry string) string {
		member := ""
		if crs != "" {
			member = `"crs":{"type":"name","properties":{"name":"` + crs + `"}},`
		}
		return `{"type":"FeatureCollection",` + member + `"features":[` + unit("75101", geometry) + `]}`
	}
	cases := []struct {
		name, text, stated string
		crs, rule          string
	}{
		{"nothing said", file("", degrees), "", wgs84, ""},
		{"the file says", file("urn:ogc:def:crs:EPSG::2154", lambert), "", "EPSG:2154", ""},
		{"the caller says", file("", lambert), "EPSG:2154", "EPSG:2154", ""},
		{"both say the same", file("EPSG:2154", lambert), "2154", "EPSG:2154", ""},
		{"they contradict each other", file("EPSG:2154", lambert), "EPSG:4326", "", RuleCRS},
		{"nothing known", file("EPSG:27572", lambert), "", "", RuleCRS},
		{"nothing known stated", file("", lambert), "Lambert", "", RuleCRS},
		{"metres without a system", file("", lambert), "", "", RuleLambert93},
		{"degrees in Lambert-93", file("EPSG:2154", degrees), "", "", RuleCRS},
		{"northing first", file("EPSG:2154", swapped), "", "", RuleSwappedAxes},
		{"metres of nowhere", file("EPSG:2154", polygon("[[9e6,9e6],[9.1e6,9e6],[9.1e6,9.1e6],[9e6,9e6]]")), "", "", RuleOutOfRange},
		{"after the features", strings.Replace(file("", lambert), `"}}]}`, `"}}],"crs":{"type":"name","properties":{"name":"EPSG:2154"}}}`, 1), "", "", RuleCRS},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := readText(c.text, Options{CRS: c.stated})
			if c.rule != "" {
				if p := refusal(t, err); p.Rule != c.rule || p.Fix == "" {
					t.Errorf("%v, want %s", p, c.rule)
				}
				return
			}
			if err != nil || r.CRS != c.crs || !inFrance(r.Bound) {
				t.Errorf("%+v, %v; want %s", r, err, c.crs)
			}
		})
	}
}

// TestNoSystem holds that metres of which nothing says the system are refused
// with the systems they could be in.
func TestNoSystem(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(filesIn(t, "layer.geojson", collection(communes(3)...)), "layer.geojson")
	path := filepath.Join(dir, "x.shp")
	ogr(t, "-f", "ESRI Shapefile", "-t_srs", "EPSG:2154", path, source)
	if err := os.Remove(filepath.Join(dir, "x.prj")); err != nil {
		t.Fatal(err)
	}
	_, err := ReadFile(context.Background(), path, Options{})
	if p := refusal(t, err); p.Rule != RuleNoCRS || !strings.Contains(p.Detail, "EPSG:2154") {
		t.Errorf("%v, want Lambert-93 among what it could be", p)
	}
	r, err := ReadFile(context.Background(), path, Options{CRS: "EPSG:2154"})
	if err != nil || r.CRS != "EPSG:2154" || !inFrance(r.Bound) {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestUnfinishedDatabase holds that a GeoPackage that a program has open, with
// changes beside it, is not read without them.
func TestUnfinishedDatabase(t *testing.T) {
	dir := filesIn(t, "x.gpkg", "SQLite format 3\x00", "x.gpkg-wal", "changes")
	_, err := ReadFile(context.Background(), filepath.Join(dir, "x.gpkg"), Options{})
	if p := refusal(t, err); p.Rule != RuleUnfinished {
		t.Errorf("%v", p)
	}
}

// TestNothingIsWritten holds that reading leaves a folder as it was.
func TestNothingIsWritten(t *testing.T) {
	dir := filesIn(t, "bad.zip", zipOf("../../out.geojson", collection()), "good.zip", zipOf("x.geojson", withCodes("depcom", "01001")), "cut.zip", zipOf("x.csv", "code\n1")[:40])
	t.Chdir(dir)
	for name, rule := range map[string]string{"bad.zip": RuleUnsafeName, "good.zip": "", "cut.zip": RuleTruncated} {
		_, err := ReadFile(context.Background(), name, Options{})
		if rule != "" {
			if p := refusal(t, err); p.Rule != rule {
				t.Errorf("%s: %v", name, p)
			}
		} else if err != nil {
			t.Error(err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 3 {
		t.Errorf("%v, %v", left, err)
	}
}
