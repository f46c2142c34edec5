package api

import (
	"strings"
	"testing"
)

// TestUnknownUnitsAreNotMisled: a suggestion is what was meant, or is not made.
func TestUnknownUnitsAreNotMisled(t *testing.T) {
	web := newTest(t)
	for code, want := range map[string]struct{ nearest, says string }{
		"20":       {"2A", `\"2A\" or \"2B\"`},
		"1":        {"01", "leading zero"},
		"2a":       {"2A", "nearest code"},
		"97":       {"", "/collections"},
		"98":       {"", "/collections"},
		"975":      {"", "/collections"},
		"978":      {"", `Give the level \"collectivity\"`},
		"1.0":      {"", "spreadsheet"},
		"2.00E+00": {"", "spreadsheet"},
		"2E+00":    {"", "spreadsheet"},
	} {
		r := run(t, web.URL, "", `{"action":"give","centre":"irev","units":[{"level":"department","code":"`+code+`"}]}`)
		if p := problemIn(t, r, 422, "refused-change"); p.Nearest != want.nearest || !strings.Contains(string(r.body), want.says) {
			t.Errorf("%s: nearest %q, want %q with %q: %s", code, p.Nearest, want.nearest, want.says, r.body)
		}
		table := decode[previewAnswer](t, sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16", "level,code,centre\ndepartment,"+code+",irev\n"))
		near := ""
		if len(table.Problems) == 1 && table.Problems[0].Nearest != nil {
			near = *table.Problems[0].Nearest
		}
		if len(table.Problems) != 1 || near != want.nearest {
			t.Errorf("%s in a table: %+v", code, table.Problems)
		}
	}
}

// TestScenarioBodiesOfEditors: a byte order mark is passed over, and an instant
// is its day in Paris.
func TestScenarioBodiesOfEditors(t *testing.T) {
	web := newTest(t)
	for body, day := range map[string]string{
		"\ufeff" + `{"datetime":"2017-03-16","changes":[]}`: "2017-03-16",
		`{"datetime":"2017-03-16T12:00:00Z","changes":[]}`:  "2017-03-16",
		`{"datetime":"2017-03-16T23:30:00Z","changes":[]}`:  "2017-03-17",
	} {
		if s := decode[scenarioAnswer](t, post(t, web.URL+"/analysis/scenarios", body)); s.Datetime != day {
			t.Errorf("%s: %s, want %s", body, s.Datetime, day)
		}
	}
}
