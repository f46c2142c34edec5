package boundary

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

func perimeter(properties, geometry string) string {
	return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
}

func mustFuzzy(t *testing.T, s string) geo.Fuzzy {
	t.Helper()
	f, err := geo.ParseFuzzy(s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPerimeters(t *testing.T) {
	full := perimeter(`"centre":"labo-cites","from":"2014/2015","to":"2017-03","scope":"outside-policy","confidence":"high",
		"source":"a (2015)","sources":["b","c"],"sourced":true,"act":"loi","note":" n ","attested":"2016",
		"agreed_with":["oriv"],"departments":["978","2A","01"],"epci":["200071751"],"communes":["01053"]`, polygon(square(5, 46)))
	least := perimeter(`"centre":"oriv","confidence":"low","from":null,"departments":["67"]`, "null")
	r := mustRead(t, collection(full, least), Options{})
	want := []geo.Perimeter{
		{
			Centre: "labo-cites", From: mustFuzzy(t, "2014/2015"), To: mustFuzzy(t, "2017-03"),
			Units: []geo.UnitRef{
				{Level: geo.Department, Code: "01"}, {Level: geo.Department, Code: "2A"}, {Level: geo.Collectivity, Code: "978"},
				{Level: geo.EPCI, Code: "200071751"}, {Level: geo.Commune, Code: "01053"},
			},
			Drawn: orb.MultiPolygon{{{{5, 46}, {5.01, 46}, {5.01, 46.01}, {5, 46.01}, {5, 46}}}},
			Scope: geo.Outside, Act: "loi", Sources: []string{"a (2015)", "b", "c"}, Sourced: true,
			Confidence: geo.High, Attested: mustFuzzy(t, "2016"), AgreedWith: []string{"oriv"}, Note: "n",
		},
		{Centre: "oriv", Units: []geo.UnitRef{{Level: geo.Department, Code: "67"}}, Scope: geo.Policy, Confidence: geo.Low},
	}
	if !reflect.DeepEqual(r.Perimeters, want) {
		t.Errorf("read %+v\nwant %+v", r.Perimeters, want)
	}
	if r.Layer.Name != geo.PerimeterLayer || len(r.Problems) != 0 || len(r.Layer.Features) != 0 {
		t.Errorf("layer %s, problems %v", r.Layer.Name, r.Problems)
	}
}

// TestRefusedPerimeters holds that any mistake refuses its perimeter, and no
// other, and names the property.
func TestRefusedPerimeters(t *testing.T) {
	const sound = `"centre":"oriv","confidence":"low","departments":["67"]`
	cases := []struct{ name, properties, geometry, rule, says string }{
		{"unknown property", sound + `,"departements":["68"]`, "null", RuleUnknownProperty, `"departments"`},
		{"two that fold to one", sound + `,"from":"2016"," From ":"2017"`, "null", RuleDuplicateKey, `"from" and " From "`},
		{"no centre", `"confidence":"low","departments":["67"]`, "null", RuleMissingProperty, `"centre"`},
		{"null centre", `"centre":null,"confidence":"low","departments":["67"]`, "null", RuleMissingProperty, `"centre"`},
		{"centre not a slug", `"centre":"Labo Cités","confidence":"low","departments":["67"]`, "null", RuleBadValue, "labo-cites"},
		{"no confidence", `"centre":"oriv","departments":["67"]`, "null", RuleMissingProperty, `"confidence"`},
		{"bad confidence", `"centre":"oriv","confidence":"sure","departments":["67"]`, "null", RuleBadValue, "high, medium, low"},
		{"bad scope", sound + `,"scope":"any"`, "null", RuleBadValue, "policy or outside-policy"},
		{"bad date", sound + `,"from":"16/03/2017"`, "null", RuleBadValue, "2017-03-16"},
		{"date a number", sound + `,"from":2017`, "null", RuleBadValue, "want a text"},
		{"far date", sound + `,"to":"9999-12-31"`, "null", RuleBadValue, "null for a date that is open"},
		{"dates reversed", sound + `,"from":"2018","to":"2017"`, "null", RuleBadValue, "before it starts"},
		{"numeric codes", `"centre":"oriv","confidence":"low","departments":[1]`, "null", RuleBadValue, `"01", not 1`},
		{"code not in a list", `"centre":"oriv","confidence":"low","departments":"67"`, "null", RuleBadValue, "a list of texts"},
		{"code of no department", `"centre":"oriv","confidence":"low","departments":["670"]`, "null", RuleBadValue, "670"},
		{"commune for EPCI", `"centre":"oriv","confidence":"low","epci":["01053"]`, "null", RuleBadValue, "SIREN"},
		{"code twice", `"centre":"oriv","confidence":"low","departments":["67","67"]`, "null", RuleBadValue, "twice"},
		{"no ground", `"centre":"oriv","confidence":"low"`, "null", RuleNoGround, "drawn polygon"},
		{"empty list", `"centre":"oriv","confidence":"low","communes":[]`, "null", RuleNoGround, "drawn polygon"},
		{"sourced without source", sound + `,"sourced":true`, "null", RuleBadValue, "no source"},
		{"sourced a text", sound + `,"sourced":"yes"`, "null", RuleBadValue, "true or false"},
		{"agrees with itself", sound + `,"agreed_with":["oriv"]`, "null", RuleBadValue, "itself"},
		{"drawn wrong", sound, polygon("[[5,46],[5.1,46.1],[5.1,46],[5,46.1],[5,46]]"), RuleSelfIntersection, "not simple"},
		{"drawn wrong alone", `"centre":"oriv","confidence":"low"`, polygon("[[5,46],[5.1,46]]"), RuleNotClosed, "ends at"},
		{"property twice", sound + `,"centre":"x"`, "null", RuleDuplicateKey, "centre"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := mustRead(t, collection(perimeter(sound, "null"), perimeter(c.properties, c.geometry), perimeter(sound, "null")), Options{Layer: geo.PerimeterLayer})
			if len(r.Perimeters) != 2 || len(r.Problems) != 1 {
				t.Fatalf("%d perimeters, problems %v", len(r.Perimeters), r.Problems)
			}
			p := r.Problems[0]
			if p.Rule != c.rule || p.Feature != 1 || !p.Dropped || !strings.Contains(p.String(), c.says) || p.Fix == "" {
				t.Errorf("%v, want %s with %q", p, c.rule, c.says)
			}
		})
	}
}

func TestPerimetersOfUnknownUnitsOrCentres(t *testing.T) {
	text := collection(
		perimeter(`"centre":"oriv","confidence":"low","departments":["67","99"],"communes":["67999"]`, "null"),
		perimeter(`"centre":"nobody","confidence":"low","departments":["67"]`, "null"),
		perimeter(`"centre":"oriv","confidence":"low","departments":["67"]`, "null"))
	r := mustRead(t, text, Options{Known: KnownIn(&geo.Dataset{
		Catalogue: geo.Catalogue{Units: map[geo.Level][]geo.Unit{geo.Department: {{Level: geo.Department, Code: "67"}}}},
		Centres:   []geo.Centre{{ID: "oriv"}},
	})})
	if len(r.Perimeters) != 1 || len(r.Problems) != 3 {
		t.Fatalf("%d perimeters, problems %v", len(r.Perimeters), r.Problems)
	}
	for i, rule := range []string{RuleUnknownCode, RuleUnknownCode, RuleUnknownCentre} {
		if p := r.Problems[i]; p.Rule != rule || !p.Dropped {
			t.Errorf("%v: want %s, and the perimeter dropped", p, rule)
		}
	}
}

// TestAllWrong holds that several mistakes of one perimeter are all told.
func TestAllWrong(t *testing.T) {
	r, err := readText(collection(perimeter(`"centre":"oriv","to":"then","communes":[1]`, "null")), Options{})
	if p := refusal(t, err); p.Rule != RuleNothingLoaded {
		t.Errorf("refused for %v", p)
	}
	if len(r.Problems) != 4 { // to, communes, confidence; then the file
		t.Errorf("problems %v", r.Problems)
	}
}

// TestPerimetersThatNameThePast: a perimeter over what is no unit of today is told
// its feature and what has the ground now, in every format.
func TestPerimetersThatNameThePast(t *testing.T) {
	known := pastKnown()
	known.centres["oriv"] = true
	for name, text := range map[string]string{
		"GeoJSON": collection(
			perimeter(`"centre":"oriv","confidence":"high","departments":["978"],"communes":["14011"]`, "null"),
			perimeter(`"centre":"oriv","confidence":"high","departments":["977"],"communes":["13201","14712","97127","97123","14999"]`, "null")),
		"JSON": `[{"centre":"oriv","confidence":"high","departments":["978"],"communes":["14011"]},
			{"centre":"oriv","confidence":"high","departments":["977"],"communes":["13201","14712","97127","97123","14999"]}]`,
		"CSV": "centre;confidence;departments;communes\noriv;high;978;14011\noriv;high;977;13201 14712 97127 97123 14999\n",
	} {
		r := mustRead(t, text, Options{Known: known})
		if len(r.Perimeters) != 1 || len(r.Perimeters[0].Units) != 2 {
			t.Errorf("%s: %+v", name, r.Perimeters)
		}
		want := []string{RuleNotServed + ": 977", RuleFormerCode + ": 13201", RuleFormerCode + ": 14712", RuleUnknownCode + ": the catalogue has no 14999",
			RuleNotServed + ": 97123 is 97701", RuleFormerCode + ": 97127"}
		fixes := []string{"leave it out", "name 13055", "name 14011", "check the code", "leave it out", "name 97801"}
		if len(r.Problems) != len(want) {
			t.Errorf("%s: %v", name, r.Problems)
			continue
		}
		for i, p := range r.Problems {
			if p.Feature != 1 || !p.Dropped || !strings.Contains(p.String(), want[i]) || !strings.HasPrefix(p.Fix, fixes[i]) {
				t.Errorf("%s: %s; want %s and to %s", name, p, want[i], fixes[i])
			}
		}
	}
}

// TestPerimetersThatGDALWrites reads drawn perimeters from every format: programs
// add keys and names of their own, and write days as fields of type Date.
func TestPerimetersThatGDALWrites(t *testing.T) {
	row := perimeter(`"fid":7,"centre":"oriv","confidence":"low","from":"2020-01-01","source":"a (2020)"`, polygon(square(5, 46)))
	source := filepath.Join(filesIn(t, "drawn.geojson", collection(row)), "drawn.geojson")
	for name, to := range map[string][]string{
		"p.gpkg": {"-f", "GPKG"}, "p.shp": {"-f", "ESRI Shapefile"}, "p.mif": {"-f", "MapInfo File", "-dsco", "FORMAT=MIF"},
		"p.kml": {"-f", "KML"}, "q.kml": {"-f", "LIBKML"}, "p.kmz": {"-f", "LIBKML"}, "p.fgb": {"-f", "FlatGeobuf"},
	} {
		t.Run(strings.Join(to[1:2], "")+" "+name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			ogr(t, append(slices.Clone(to), "-nln", "layer", path, source)...)
			r, err := ReadFile(context.Background(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Perimeters) != 1 || r.Perimeters[0].From.String() != "2020-01-01" || len(r.Perimeters[0].Drawn) != 1 {
				t.Errorf("%+v, problems %v", r.Perimeters, r.Problems)
			}
		})
	}
}
