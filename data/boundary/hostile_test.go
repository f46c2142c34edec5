package boundary

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// TestRefusedFiles holds the rule under which each file is refused whole.
func TestRefusedFiles(t *testing.T) {
	sound := collection(communes(3)...)
	gz := string(compress(sound))
	lambert := polygon("[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6862000]]")
	cases := []struct{ name, text, rule string }{
		{"empty", "", RuleEmptyFile},
		{"white space", " \n\t", RuleEmptyFile},
		{"byte order mark alone", "\xef\xbb\xbf", RuleEmptyFile},
		{"zip", "PK\x03\x04aaaaaaaaaaaaaaaa", RuleTruncated},
		{"GeoPackage", "SQLite format 3\x00aaaa", RuleTruncated},
		{"Shapefile", "\x00\x00\x27\x0aaaaaaaaaaaaaa", RuleMissingFile},
		{"web page", "<!doctype html><html></html>", RuleWrongFormat},
		{"UTF-16", "\xff\xfe{\x00}\x00", RuleWrongFormat},
		{"TopoJSON", `{"type":"Topology","objects":{}}`, RuleWrongFormat},
		{"gzip in gzip", string(compress(gz)), RuleWrongFormat},
		{"words", "Bonjour tout le monde.\nComment ?\n", RuleNotJSON},
		{"array", "[1,2]", RuleUnknownLayer},
		{"array that goes on", "[{}]{}", RuleNotJSON},
		{"text at the end", sound + "x", RuleNotJSON},
		{"two collections", sound + sound, RuleNotJSON},
		{"no comma", collection(communes(1)[0] + communes(2)[1]), RuleNotJSON},
		{"trailing comma", `{"type":"FeatureCollection","features":[` + communes(1)[0] + `,]}`, RuleNotJSON},
		{"brackets cross", `{"type":"FeatureCollection","features":[{"a":[}]]}`, RuleNotJSON},
		{"key not a text", `{type:"FeatureCollection"}`, RuleNotJSON},
		{"member not JSON", `{"type":"FeatureCollection","name":xyz,"features":[]}`, RuleNotJSON},
		{"cut", sound[:len(sound)-20], RuleTruncated},
		{"cut in a text", `{"type":"Feat`, RuleTruncated},
		{"cut in a number", `{"a":1`, RuleTruncated},
		{"cut gzip", gz[:len(gz)-12], RuleTruncated},
		{"cut gzip header", gz[:5], RuleTruncated},
		{"corrupt gzip", gz[:len(gz)/2] + "\xff\xff\xff" + gz[len(gz)/2+3:], RuleGzip},
		{"wrong checksum", gz[:len(gz)-8] + "\x00\x00\x00\x00" + gz[len(gz)-4:], RuleGzip},
		{"bytes after gzip", gz + "more of it", RuleGzip},
		{"deep", `{"type":"FeatureCollection","features":[` + strings.Repeat("[", 100_000), RuleTooDeep},
		{"deep around", `{"a":` + strings.Repeat(`{"a":`, 100_000), RuleTooDeep},
		{"geometry", polygon(square(5, 46)), RuleWrongType},
		{"no type", `{"features":[]}`, RuleWrongType},
		{"no features", `{"type":"FeatureCollection"}`, RuleWrongType},
		{"features an object", `{"type":"FeatureCollection","features":{}}`, RuleWrongType},
		{"no feature", collection(), RuleEmpty},
		{"features twice", `{"type":"FeatureCollection","features":[],"features":[]}`, RuleDuplicateKey},
		{"type twice", `{"type":"FeatureCollection","type":"Feature"}`, RuleDuplicateKey},
		{"other system", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[` + communes(1)[0] + `]}`, RuleCRS},
		{"system after features", `{"type":"FeatureCollection","features":[` + communes(1)[0] + `],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}`, RuleCRS},
		{"system by link", `{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"x"}},"features":[]}`, RuleCRS},
		{"metres", collection(unit("01001", lambert), unit("01002", lambert)), RuleLambert93},
		{"latitude first", collection(unit("01001", polygon("[[46,5],[46.1,5],[46.1,5.1],[46,5]]"))), RuleSwappedAxes},
		{"web metres", collection(unit("01001", polygon("[[261848,6250566],[261948,6250566],[261948,7950666],[261848,6250566]]"))), RuleOutOfRange},
		{"points", collection(unit("01001", `{"type":"Point","coordinates":[5,46]}`)), RuleWrongGeometryType},
		{"nulls", collection(unit("01001", "null"), unit("01002", "null")), RuleNothingLoaded},
		{"features are numbers", `{"type":"FeatureCollection","features":[1,2]}`, RuleUnknownLayer},
		{"no known property", collection(`{"type":"Feature","geometry":null,"properties":{"foo":"bar"}}`), RuleUnknownLayer},
		{"code of nothing", collection(unit("hello", "null")), RuleUnknownLayer},
		{"numeric codes", collection(`{"type":"Feature","geometry":null,"properties":{"DEPCOM":1001}}`), RuleNumericCode},
		{"most codes twice", collection(append(communes(1), communes(1)[0], communes(1)[0])...), RuleDuplicateCode},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := readText(c.text, Options{})
			p := refusal(t, err)
			if p.Rule != c.rule {
				t.Errorf("refused for %v, want %s", err, c.rule)
			}
			checkRefusal(t, r, p)
		})
	}
}

// checkRefusal holds what every refusal owes its reader.
func checkRefusal(t *testing.T, r *Result, p Problem) {
	t.Helper()
	if !p.Fatal || p.File != "test.geojson" || p.Fix == "" || p.Detail == "" {
		t.Errorf("%+v: want fatal, with file, detail and fix", p)
	}
	if r == nil || len(r.Problems) == 0 || len(r.Layer.Features) > 0 {
		t.Error("a refusal comes with its problems and no feature")
	}
}

// TestLostFeatures holds what one bad feature costs: it alone, and as long as
// its code can be read, its geometry alone.
func TestLostFeatures(t *testing.T) {
	bad := func(geometry string) string { return unit("01009", geometry) }
	at := func(lon, lat float64) *orb.Point { return &orb.Point{lon, lat} }
	cases := []struct {
		name, feature, rule string
		at                  *orb.Point
		kept                bool // its code is
	}{
		{"NaN", bad(polygon("[[5,46],[5,46.1],[NaN,46.1],[5,46]]")), RuleNaN, at(5, 46.1), true},
		{"minus infinity", bad(polygon("[[5,46],[5,-Infinity],[5.1,46.1],[5,46]]")), RuleNaN, at(5, 46), true},
		{"overflow", bad(polygon("[[5,46],[5,1e999],[5.1,46.1],[5,46]]")), RuleNaN, at(5, 46), true},
		{"null coordinate", bad(polygon("[[5,null],[5,46.1],[5.1,46.1],[5,46]]")), RuleBadCoordinates, nil, true},
		{"texts", bad(polygon(`[["5","46"],[5,46.1],[5.1,46.1],[5,46]]`)), RuleBadCoordinates, nil, true},
		{"leading zero", bad(polygon("[[05,46],[5,46.1],[5.1,46.1],[5,46]]")), RuleBadCoordinates, nil, true},
		{"no comma", bad(polygon("[[5 46],[5,46.1],[5.1,46.1],[5,46]]")), RuleBadCoordinates, nil, true},
		{"coordinates too shallow", bad(`{"type":"Polygon","coordinates":[[5,46],[5,46]]}`), RuleBadCoordinates, nil, true},
		{"coordinates too deep", bad(`{"type":"Polygon","coordinates":[[[[5,46],[5,46]]]]}`), RuleBadCoordinates, nil, true},
		{"one coordinate", bad(polygon("[[5],[5],[5],[5]]")), RuleDimensions, nil, true},
		{"empty position", bad(polygon("[[],[5,46]]")), RuleDimensions, nil, true},
		{"mixed dimensions", bad(polygon("[[5,46],[5,46.1,3],[5.1,46.1],[5,46]]")), RuleDimensions, at(5, 46.1), true},
		{"open ring", bad(polygon("[[5,46],[5.1,46],[5.1,46.1],[5.2,46.1]]")), RuleNotClosed, at(5, 46), true},
		{"three positions", bad(polygon("[[5,46],[5.1,46],[5,46]]")), RuleTooFewPoints, at(5, 46), true},
		{"empty ring", bad(polygon("[]")), RuleTooFewPoints, nil, true},
		{"bow tie", bad(polygon("[[5,46],[5.1,46.1],[5.1,46],[5,46.1],[5,46]]")), RuleSelfIntersection, nil, true},
		{"no area", bad(polygon("[[5,46],[5.1,46],[5.2,46],[5,46]]")), RuleSelfIntersection, nil, true},
		{"hole outside", bad(polygon(square(5, 46), square(6, 46))), RuleHoleOutsideShell, nil, true},
		{"hole across", bad(polygon(square(5, 46), square(5.005, 46.005))), RuleRingsIntersect, nil, true},
		{"polygon in polygon", bad(`{"type":"MultiPolygon","coordinates":[[` + square(5, 46) + `],[[[5.001,46.001],[5.002,46.001],[5.002,46.002],[5.001,46.001]]]]}`), RulePolygonsIntersect, nil, true},
		{"swapped", bad(polygon(square(46, 5))), RuleSwappedAxes, at(46, 5), true},
		{"swapped beyond range", bad(polygon(square(-17, -149))), RuleSwappedAxes, at(-17, -149), true},
		{"metres", bad(polygon("[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6862000]]")), RuleLambert93, at(652000, 6862000), true},
		{"out of range", bad(polygon("[[5,46],[500,46],[5,46.1],[5,46]]")), RuleOutOfRange, at(500, 46), true},
		{"antimeridian", bad(polygon("[[-179,-20],[179,-20],[179,-19],[-179,-20]]")), RuleAntimeridian, at(-179, -20), true},
		{"collection", bad(`{"type":"GeometryCollection","geometries":[]}`), RuleWrongGeometryType, nil, true},
		{"line", bad(`{"type":"LineString","coordinates":[[5,46],[6,47]]}`), RuleWrongGeometryType, nil, true},
		{"no geometry type", bad(`{"coordinates":[]}`), RuleWrongGeometryType, nil, true},
		{"no coordinates", bad(`{"type":"Polygon"}`), RuleBadCoordinates, nil, true},
		{"geometry a text", bad(`"POLYGON"`), RuleNotJSON, nil, true},
		{"coordinates twice", bad(`{"type":"Polygon","coordinates":[],"coordinates":[]}`), RuleDuplicateKey, nil, true},
		{"code twice", `{"type":"Feature","geometry":null,"properties":{"code":"01009","code":"01010"}}`, RuleDuplicateKey, nil, false},
		{"geometry twice", `{"type":"Feature","geometry":null,"geometry":null,"properties":{"code":"01009"}}`, RuleDuplicateKey, nil, false},
		{"same code", communes(1)[0], RuleDuplicateCode, nil, false},
		{"another layer's code", unit("974", "null"), RuleBadCode, nil, false},
		{"no code", `{"type":"Feature","geometry":null,"properties":{"nom":"x"}}`, RuleNoCode, nil, false},
		{"null properties", `{"type":"Feature","geometry":null,"properties":null}`, RuleNoCode, nil, false},
		{"properties a list", `{"type":"Feature","geometry":null,"properties":[]}`, RuleWrongType, nil, false},
		{"null", `null`, RuleWrongType, nil, false},
		{"not a feature", `{"type":"Foo"}`, RuleWrongType, nil, false},
		{"NaN in a property", `{"type":"Feature","geometry":null,"properties":{"code":"01009","x":NaN}}`, RuleNaN, nil, false},
		{"Latin-1 name", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"code\":\"01009\",\"nom\":\"H\xe9\"}}", RuleEncoding, nil, false},
		{"control character", "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"code\":\"01009\",\"nom\":\"a\nb\"}}", RuleNotJSON, nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			sound := communes(4)
			r := mustRead(t, collection(sound[0], sound[1], c.feature, sound[2], sound[3]), Options{})
			if len(r.Problems) != 1 {
				t.Fatalf("problems %v, want one", r.Problems)
			}
			p := r.Problems[0]
			if p.Rule != c.rule || p.Feature != 2 || !p.Dropped || p.Fatal || p.Fix == "" {
				t.Errorf("%+v: want rule %s on feature 2, dropped, with a fix", p, c.rule)
			}
			if c.at != nil && (p.At == nil || *p.At != *c.at) {
				t.Errorf("at %v, want %v", p.At, *c.at)
			}
			checkKept(t, r, c.kept)
		})
	}
}

// checkKept holds that the four sound features are whole, and the bad one
// there without ground or not at all.
func checkKept(t *testing.T, r *Result, kept bool) {
	t.Helper()
	want := 4
	if kept {
		want = 5
	}
	if len(r.Layer.Features) != want {
		t.Fatalf("%d features, want %d", len(r.Layer.Features), want)
	}
	for _, f := range r.Layer.Features {
		if lost := f.Code == "01009"; lost != (f.Geometry == nil) {
			t.Errorf("%s: geometry %v", f.Code, f.Geometry)
		}
	}
}

func TestNotices(t *testing.T) {
	high := unit("01009", polygon("[[5,46,100],[5.1,46,100],[5.1,46.1,100],[5,46,100]]"))
	abroad := unit("01010", polygon(square(100, 30)))
	r := mustRead(t, collection(communes(1)[0], high, abroad, unit("01011", "null")), Options{})
	want := map[string]string{RuleThirdDimension: "", RuleOutsideFrance: "01010", RuleNoGeometry: "01011"}
	for _, p := range r.Problems {
		if code, ok := want[p.Rule]; !ok || code != p.Code || p.Dropped || p.Fatal {
			t.Errorf("unexpected %+v", p)
		}
		delete(want, p.Rule)
	}
	if len(want) > 0 {
		t.Errorf("missing %v in %v", want, r.Problems)
	}
	if len(r.Layer.Features) != 4 || len(r.Layer.Features[1].Geometry[0][0]) != 4 {
		t.Errorf("features %v: all are kept, heights dropped", r.Layer.Features)
	}
}

// TestMostlyAbroad: one stray feature is noticed; more than a tenth, and more
// than one, refuse the file with one reason and not one a feature.
func TestMostlyAbroad(t *testing.T) {
	stray := func(n int) string {
		return unit(fmt.Sprintf("01%03d", 900+n), polygon(square(float64(100+n), 30)))
	}
	for name, c := range map[string]struct {
		features []string
		refused  bool
	}{
		"one alone":     {[]string{stray(0)}, false},
		"one of two":    {append(communes(1), stray(0)), false},
		"two of twenty": {append(communes(18), stray(0), stray(1)), false},
		"three of many": {append(communes(18), stray(0), stray(1), stray(2)), true},
		"two of three":  {append(communes(1), stray(0), stray(1)), true},
	} {
		r, err := Read(t.Context(), name, strings.NewReader(collection(c.features...)), Options{})
		if (err != nil) != c.refused {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.refused {
			if p := refusal(t, err); p.Rule != RuleOutsideFrance || p.At == nil {
				t.Errorf("%s: %+v", name, p)
			}
			if len(r.Problems) != 1 || r.Layer.Name != geo.CommuneLayer {
				t.Errorf("%s: %v of %q", name, r.Problems, r.Layer.Name)
			}
		}
	}
}
