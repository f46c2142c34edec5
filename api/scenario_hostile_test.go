package api

import (
	"strings"
	"testing"

	"maillage/api/ask"
)

// TestHostileScenarios: bodies that are no scenario, each refused by what is
// wrong with it.
func TestHostileScenarios(t *testing.T) {
	web := newTest(t)
	give := func(units string) string {
		return `{"changes":[{"action":"give","centre":"irev","units":` + units + `}]}`
	}
	draw := func(geometry string) string {
		return `{"changes":[{"action":"draw","centre":"irev","geometry":` + geometry + `}]}`
	}
	one := `{"action":"close","centre":"irev"},`
	for _, c := range []struct {
		name, body string
		status     int
		kind       string
		change     int // -1: none is at fault
	}{
		{"empty", ``, 400, "invalid-body", -1},
		{"null", `null`, 400, "invalid-body", -1},
		{"an array", `[]`, 400, "invalid-body", -1},
		{"no changes", `{"datetime":"2017-03-16"}`, 400, "invalid-body", -1},
		{"changes of another type", `{"changes":{}}`, 400, "invalid-body", -1},
		{"unknown member", `{"changes":[],"name":"x"}`, 400, "invalid-body", -1},
		{"a member twice", `{"changes":[],"changes":[]}`, 400, "invalid-body", -1},
		{"something after", `{"changes":[]}{}`, 400, "invalid-body", -1},
		{"not UTF-8", "{\"changes\":[\"\xff\"]}", 400, "invalid-body", -1},
		{"no date", `{"datetime":"soon","changes":[]}`, 400, "invalid-body", -1},
		{"a date of another century", `{"datetime":"1789-07-14","changes":[]}`, 400, "invalid-body", -1},
		{"a date as a number", `{"datetime":2017,"changes":[]}`, 400, "invalid-body", -1},
		{"unknown action", `{"changes":[` + one + `{"action":"gift","centre":"irev"}]}`, 400, "invalid-body", 1},
		{"no action", `{"changes":[{"centre":"irev"}]}`, 400, "invalid-body", 0},
		{"no centre", `{"changes":[{"action":"close"}]}`, 400, "invalid-body", 0},
		{"a centre as a number", `{"changes":[{"action":"close","centre":1}]}`, 400, "invalid-body", 0},
		{"a member of another action", `{"changes":[{"action":"close","centre":"irev","units":[]}]}`, 400, "invalid-body", 0},
		{"no unit", give(`[]`), 400, "invalid-body", 0},
		{"a code as a number", give(`[{"level":"department","code":1}]`), 400, "invalid-body", 0},
		{"unknown level", give(`[{"level":"canton","code":"01"}]`), 400, "invalid-body", 0},
		{"unknown member of a unit", give(`[{"level":"department","code":"01","name":"Ain"}]`), 400, "invalid-body", 0},
		{"NaN", draw(`{"type":"Polygon","coordinates":[[[NaN,0],[1,0],[1,1],[NaN,0]]]}`), 400, "invalid-body", -1},
		{"off the globe", draw(`{"type":"Polygon","coordinates":[[[0,0],[400,0],[1,1],[0,0]]]}`), 400, "invalid-body", 0},
		{
			"an infinite number", draw(`{"type":"Polygon","coordinates":[[[1e999,0],[1,0],[1,1],[1e999,0]]]}`), 400,
			"invalid-body", 0,
		},
		{
			"a ring left open", draw(`{"type":"Polygon","coordinates":[[[2,45],[3,45],[3,46],[2,46]]]}`), 400, "invalid-body", 0,
		},
		{"a point", draw(`{"type":"Point","coordinates":[2,45]}`), 400, "invalid-body", 0},
		{
			"a bow tie", draw(`{"type":"Polygon","coordinates":[[[2,45],[3,46],[3,45],[2,46],[2,45]]]}`), 422, "refused-change",
			0,
		},
		{
			"the high sea", draw(`{"type":"Polygon","coordinates":[[[-40,20],[-39,20],[-39,21],[-40,20]]]}`), 422,
			"refused-change", 0,
		},
		{"deep", `{"changes":` + strings.Repeat("[", 100_000), 400, "invalid-body", -1},
		{"deep members", `{"changes":[` + strings.Repeat(`{"action":`, 100_000), 400, "invalid-body", -1},
		{
			"10,000 changes", `{"changes":[` + strings.Repeat(one, 9_999) + `{"action":"close","centre":"irev"}]}`, 400,
			"invalid-body", -1,
		},
		{
			"100,000 units",
			give(`[` + strings.Repeat(`{"level":"department","code":"01"},`, 99_999) + `{"level":"department","code":"01"}]`),
			400, "invalid-body", 0,
		},
		{"9 MB", `{"changes":[]}` + strings.Repeat(" ", 9_000_000), 400, "invalid-body", -1},
		{"11 MB", `{"changes":[]}` + strings.Repeat(" ", 11_000_000), 413, "body-too-large", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := problemIn(t, post(t, web.URL+"/analysis/scenarios", c.body), c.status, c.kind)
			switch {
			case c.change < 0 && p.Change != nil:
				t.Errorf("change %d is blamed", *p.Change)
			case c.change >= 0 && (p.Change == nil || *p.Change != c.change):
				t.Errorf("change %v is blamed, want %d: %s", p.Change, c.change, p.Detail)
			}
		})
	}
	for _, media := range []string{"", "text/csv", "application/x-www-form-urlencoded"} {
		r := send(t, "POST", web.URL+"/analysis/scenarios", strings.NewReader(`{"changes":[]}`), "Content-Type", media)
		problemIn(t, r, 415, "unsupported-media-type")
	}
	for _, query := range []string{"?datetime=2017-03-16", "?scenario=" + ask.ExampleCompact} {
		problemIn(t, post(t, web.URL+"/analysis/scenarios"+query, `{"changes":[]}`), 400, "unknown-parameter")
	}
	if r := post(t, web.URL+"/analysis/scenarios",
		`{"changes":[{"action":"gvie","centre":"irev"}]}`); problemIn(t, r, 400, "invalid-body").Nearest != "give" {
		t.Error("the nearest action is not named")
	}
}
