package scenariojson_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"maillage/api/scenariojson"
	"maillage/geo/scenario"
)

// wire is a scenario with every action, in canonical form.
const wire = `{"datetime":"2017-03-16","changes":[` +
	`{"action":"give","centre":"cite-ressources","units":[{"level":"department","code":"2A"}]},` +
	`{"action":"take","centre":"labo-cites","units":[{"level":"region","code":"84"},{"level":"region-2015","code":"82"},{"level":"commune","code":"01001"}]},` +
	`{"action":"move","from":"a","to":"b","units":[{"level":"collectivity","code":"978"},{"level":"epci","code":"200000172"}]},` +
	`{"action":"create","centre":"new-id","name":"Un \"nouveau\" centre"},` +
	`{"action":"create","centre":"old-id"},` +
	`{"action":"close","centre":"oriv"},` +
	`{"action":"draw","centre":"oriv","geometry":{"type":"Polygon","coordinates":[[[7,48],[8,48],[8,49],[7,48]]]}},` +
	`{"action":"erase","centre":"oriv","geometry":{"type":"MultiPolygon","coordinates":[[[[7.1234567,48],[8,48],[8,49],[7.1234567,48]]],[[[1,48],[2,48],[2,49],[1,48]]]]}}]}`

func TestJSONRoundTrip(t *testing.T) {
	s, err := scenariojson.Parse([]byte(wire))
	if err != nil {
		t.Fatal(err)
	}
	back, err := json.Marshal(s)
	if err != nil || string(back) != wire {
		t.Errorf("%v\n got %s\nwant %s", err, back, wire)
	}
	one, err := json.Marshal(s.Changes[0])
	if err != nil || !strings.Contains(wire, string(one)) {
		t.Errorf("one change: %v, %s", err, one)
	}
}

func TestUnitsAreASet(t *testing.T) {
	a, err := scenariojson.Parse([]byte(`{"changes":[{"units":[{"code":"2B","level":"department"},{"level":"region","code":"11"},{"level":"department","code":"2A"}],"centre":"a","action":"take"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(a)
	want := `{"changes":[{"action":"take","centre":"a","units":[{"level":"region","code":"11"},{"level":"department","code":"2A"},{"level":"department","code":"2B"}]}]}`
	if string(got) != want {
		t.Errorf("got %s", got)
	}
}

func TestParseRefuses(t *testing.T) {
	change := func(fields string) string { return `{"changes":[` + fields + `]}` }
	draw := func(geometry string) string {
		return change(`{"action":"draw","centre":"a","geometry":` + geometry + `}`)
	}
	for name, c := range map[string]struct{ json, says, nearest string }{
		"nothing":            {``, "nothing there", ""},
		"no object":          {`[]`, "want an object", ""},
		"cut short":          {`{"changes":[`, "broken JSON", ""},
		"more after the end": {`{"changes":[]} {}`, "after the end", ""},
		"not UTF-8":          {"{\"changes\":[],\"datetime\":\"\xff\"}", "not UTF-8", ""},
		"no changes":         {`{"datetime":"2017-03-16"}`, "missing", ""},
		"null changes":       {`{"changes":null}`, "want a list", ""},
		"unknown field":      {`{"changes":[],"date":"2017-03-16"}`, `no field is called "date"`, "datetime"},
		"other case":         {`{"Changes":[]}`, `no field is called "Changes"`, "changes"},
		"field twice":        {`{"changes":[],"changes":[]}`, "comes twice", ""},
		"bad day":            {`{"datetime":"16/03/2017","changes":[]}`, "datetime", ""},
		"day out of range":   {`{"datetime":"1789-07-14","changes":[]}`, "before 1990-01-01", ""},
		"null":               {`null`, "want an object, found null", ""},
		"control character": {
			change(`{"action":"create","centre":"a","name":"x\u0007y"}`), `"name": it has the control character U+0007`, "",
		},
		"delete in an id": {
			change("{\"action\":\"create\",\"centre\":\"a\u007fb\",\"name\":\"x\"}"),
			`"centre": it has the control character U+007F`, "",
		},
		"turned writing":   {change(`{"action":"create","centre":"a","name":"x\u202ey"}`), "U+202E", ""},
		"isolated writing": {change(`{"action":"create","centre":"a","name":"x\u2066y"}`), "U+2066", ""},
		"unknown action":   {change(`{"action":"gives","centre":"a"}`), `no action is called "gives"`, "give"},
		"no action":        {change(`{"centre":"a"}`), `"action" is missing`, ""},
		"action misplaced": {
			change(`{"action":"close","centre":"a","units":[]}`), `no field of close is called "units"`, "centre",
		},
		"no centre":       {change(`{"action":"close"}`), `"centre" is missing`, ""},
		"empty centre":    {change(`{"action":"close","centre":""}`), "is empty", ""},
		"spaced centre":   {change(`{"action":"close","centre":" a"}`), "space around", ""},
		"centre a number": {change(`{"action":"close","centre":1}`), "want a text", ""},
		"long centre":     {change(`{"action":"close","centre":"` + strings.Repeat("a", 500) + `"}`), "more than 200", ""},
		"no units":        {change(`{"action":"give","centre":"a"}`), `"units"`, ""},
		"empty units":     {change(`{"action":"give","centre":"a","units":[]}`), "empty", ""},
		"unknown level": {
			change(`{"action":"give","centre":"a","units":[{"level":"departement","code":"01"}]}`), "no level", "department",
		},
		"code a number": {
			change(`{"action":"give","centre":"a","units":[{"level":"department","code":1}]}`), `codes are "01", not 1`, "",
		},
		"unit with more": {
			change(`{"action":"give","centre":"a","units":[{"level":"department","code":"01","nom":"Ain"}]}`), "no field",
			"code",
		},
		"too many changes": {
			change(strings.Repeat(`{"action":"close","centre":"a"},`, scenariojson.MaxChanges) +
				`{"action":"close","centre":"a"}`), "more than 1000", "",
		},
		"too many units": {change(`{"action":"give","centre":"a","units":[` +
			strings.Repeat(`{"level":"department","code":"01"},`, scenariojson.MaxUnits) +
			`{"level":"department","code":"01"}]}`), "more than 50000", ""},
		"too many bytes":   {strings.Repeat(" ", scenario.MaxBytes+1), "bytes", ""},
		"a point":          {draw(`{"type":"Point","coordinates":[1,2]}`), "no type of geometry", "Polygon"},
		"a feature":        {draw(`{"type":"Polygon","coordinates":[],"crs":{}}`), "no field", "type"},
		"no ring":          {draw(`{"type":"Polygon","coordinates":[]}`), "without a ring", ""},
		"no polygon":       {draw(`{"type":"MultiPolygon","coordinates":[]}`), "no polygon", ""},
		"null coordinates": {draw(`{"type":"Polygon","coordinates":null}`), "without a ring", ""},
		"short ring":       {draw(`{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}`), "fewer than 4", ""},
		"open ring":        {draw(`{"type":"Polygon","coordinates":[[[1,2],[3,4],[3,5],[1,3]]]}`), "not closed", ""},
		"one number":       {draw(`{"type":"Polygon","coordinates":[[[1],[3,4],[3,5],[1]]]}`), "1 numbers", ""},
		"the long way round": {
			draw(`{"type":"Polygon","coordinates":[[[179,-17],[-179,-17],[-179,-16],[179,-16],[179,-17]]]}`),
			"cut the polygon at the antimeridian", "",
		},
		"off the globe": {draw(`{"type":"Polygon","coordinates":[[[1,200],[3,4],[3,5],[1,200]]]}`), "latitude", ""},
		"infinite": {
			draw(`{"type":"Polygon","coordinates":[[[1,1e999],[3,4],[3,5],[1,1e999]]]}`), "not those of a Polygon", "",
		},
		"too many vertices": {
			draw(`{"type":"Polygon","coordinates":[[` + strings.Repeat(`[1,2],`, scenariojson.MaxVertices) + `[1,2]]]}`),
			"more than 100000 vertices", "",
		},
		"brackets by number": {
			draw(`{"type":"Polygon","coordinates":[[` + strings.Repeat(`[],`, 3*scenariojson.MaxVertices) + `[]]]}`),
			"more than 100000 vertices", "",
		},
	} {
		_, err := scenariojson.Parse([]byte(c.json))
		var syntax *scenariojson.SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), c.says) || syntax.Nearest != c.nearest {
			t.Errorf("%s: %v, want a SyntaxError that says %q and suggests %q", name, err, c.says, c.nearest)
		}
		if err != nil && len(err.Error()) > 1000 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
	}
}

func TestSyntaxErrorNamesTheChange(t *testing.T) {
	_, err := scenariojson.Parse([]byte(`{"changes":[{"action":"close","centre":"a"},{"action":"shut","centre":"a"}]}`))
	if want := "scenario: change 2: "; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want it to begin %q", err, want)
	}
}

func TestAltitudeIsDropped(t *testing.T) {
	s, err := scenariojson.Parse([]byte(`{"changes":[{"action":"draw","centre":"a","geometry":{"type":"Polygon","coordinates":[[[7,48,100],[8,48,100],[8,49,100],[7,48,100]]]}}]}`))
	if err != nil || fmt.Sprint(s.Changes[0].Geometry) != "[[[[7 48] [8 48] [8 49] [7 48]]]]" {
		t.Errorf("%v, %v", s, err)
	}
}

// FuzzParse holds that what is read is within the bounds, and is written and
// read again as the same bytes.
func FuzzParse(f *testing.F) {
	f.Add([]byte(wire))
	f.Add([]byte(`{"changes":[]}`))
	f.Add([]byte(`{"changes":[{"action":"draw","centre":"a","geometry":{"type":"Polygon","coordinates":[[[-0.0,1e-9],[8,48],[8,49],[-0,1e-9]]]}}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := scenariojson.Parse(b)
		if err != nil {
			if len(err.Error()) > 2000 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		first, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := scenariojson.Parse(first)
		if err != nil {
			t.Fatalf("%v: %s", err, first)
		}
		if second, _ := json.Marshal(again); string(second) != string(first) {
			t.Fatalf("%s\nthen %s", first, second)
		}
	})
}
