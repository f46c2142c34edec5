package api

import (
	"strings"
	"testing"

	"maillage/api/locate"
	"maillage/api/whatif"
	"maillage/api/wire"
)

// TestUnknownUnitsAreNotMisled: a suggestion is what was meant, or is not made.
func TestUnknownUnitsAreNotMisled(t *testing.T) {
	web := newTest(t)
	for code, want := range map[string]struct{ nearest, says string }{
		"20":       {"", "2A (Corse-du-Sud) and 2B (Haute-Corse)"},
		"1":        {"01", "leading zero"},
		"2a":       {"2A", "nearest code"},
		"97":       {"", "/collections"},
		"98":       {"", "/collections"},
		"975":      {"", "part of no figure"},
		"978":      {"", `Give the level \"collectivity\"`},
		"1.0":      {"", "spreadsheet"},
		"2.00E+00": {"", "spreadsheet"},
		"2E+00":    {"", "spreadsheet"},
	} {
		r := run(t, web.URL, "", `{"action":"give","centre":"irev","units":[{"level":"department","code":"`+code+`"}]}`)
		if p := problemIn(t, r, 422, "refused-change"); p.Nearest != want.nearest ||
			!strings.Contains(string(r.body), want.says) {
			t.Errorf("%s: nearest %q, want %q with %q: %s", code, p.Nearest, want.nearest, want.says, r.body)
		}
		table := decode[whatif.PreviewAnswer](t,
			sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16", "level,code,centre\ndepartment,"+code+",irev\n"))
		near := ""
		if len(table.Problems) == 1 && table.Problems[0].Nearest != nil {
			near = *table.Problems[0].Nearest
		}
		if len(table.Problems) != 1 || near != want.nearest {
			t.Errorf("%s in a table: %+v", code, table.Problems)
		}
	}
}

// TestCodesOfThePastLeadToTheirSuccessors: wherever a code is refused, what became
// of it is told, and nothing is suggested for being spelled alike.
func TestCodesOfThePastLeadToTheirSuccessors(t *testing.T) {
	web := newTest(t)
	for _, one := range []struct {
		level, code string
		successors  string // codes; "" for ground that no figure counts
		at          string // of the collection; "" where the level is not loaded
	}{
		{"commune", "13201", "13055", ""}, {"commune", "69381", "69123", ""}, {"commune", "75120", "75056", ""},
		{"commune", "01340", "01015", ""}, {"commune", "20004", "2A004", ""}, {"commune", "98501", "97601", ""},
		{"commune", "97127", "97801", ""}, {"commune", "97123", "", ""}, {"commune", "98818", "", ""},
		{"department", "20", "2A 2B", "departments"}, {"department", "985", "976", "departments"},
		{"department", "69M", "69", "departments"},
		{"department", "977", "", "departments"}, {"department", "97801", "978", "departments"},
		{"collectivity", "97127", "978", "collectivities"}, {"collectivity", "98735", "987", "collectivities"},
		{"collectivity", "988", "", "collectivities"},
		{"region", "42", "44", "regions"}, {"region", "22", "32", "regions"}, {"region", "975", "", "regions"},
		{"region-2015", "44", "21 41 42", "regions-2015"}, {"region-2015", "27", "26 43", "regions-2015"},
	} {
		named := func(units []wire.Unit) string {
			var list []string
			for _, u := range units {
				list = append(list, u.Code)
			}
			return strings.Join(list, " ")
		}
		r := run(t, web.URL, "",
			`{"action":"give","centre":"irev","units":[{"level":"`+one.level+`","code":"`+one.code+`"}]}`)
		p := problemIn(t, r, 422, "refused-change")
		if named(p.Successors) != one.successors || p.Nearest != "" ||
			(one.successors == "") != strings.Contains(p.Detail, "part of no figure") {
			t.Errorf("%s %s in a scenario: %s", one.level, one.code, r.body)
		}
		table := decode[whatif.PreviewAnswer](t,
			sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16",
				"level,code,centre\n"+one.level+","+one.code+",irev\n"))
		if len(table.Problems) != 1 || named(table.Problems[0].Successors) != one.successors ||
			table.Problems[0].Nearest != nil {
			t.Errorf("%s %s in a table: %+v", one.level, one.code, table.Problems)
		}
		if one.at == "" {
			continue
		}
		r = get(t, web.URL+"/collections/"+one.at+"/items/"+one.code)
		if p := problemIn(t, r, 404, "not-found"); named(p.Successors) != one.successors ||
			(p.Successor != nil) != (len(p.Successors) == 1) {
			t.Errorf("%s %s in its collection: %s", one.level, one.code, r.body)
		}
	}
	for _, q := range []string{"20", "22"} {
		found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?q="+q))
		led := 0
		for _, r := range found.Results {
			if r.Former == q {
				led++
			}
		}
		if want := map[string]int{"20": 2, "22": 1}[q]; led != want {
			t.Errorf("%s leads to %d, want %d: %+v", q, led, want, found.Results)
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
		if s := decode[whatif.ScenarioAnswer](t, post(t, web.URL+"/analysis/scenarios", body)); s.Datetime != day {
			t.Errorf("%s: %s, want %s", body, s.Datetime, day)
		}
	}
}
