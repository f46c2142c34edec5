package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"maillage/api/whatif"
	"maillage/geo"
)

func sendTable(t *testing.T, url, body string) reply {
	t.Helper()
	return send(t, http.MethodPost, url, strings.NewReader(body), "Content-Type", "text/csv")
}

// TestAssignmentsComeBack: what is handed out, taken back, changes nothing; one
// cell changed is that change alone.
func TestAssignmentsComeBack(t *testing.T) {
	web := newTest(t)
	for _, query := range []string{
		"?datetime=2017-03-16", "?datetime=2014-01-01", "?datetime=2017-03-16&scope=any&min_confidence=low", "",
	} {
		address := web.URL + "/analysis/assignments" + query
		file := get(t, address, "Accept", "text/csv")
		back := decode[whatif.PreviewAnswer](t, sendTable(t, address, string(file.body)))
		rows := decode[whatif.AssignmentsAnswer](t, get(t, address)).Assignments
		if len(back.Changes) != 0 || len(back.Problems) != 0 || back.Lines != len(rows) || back.Matched != len(rows) ||
			len(rows) < 103 {
			t.Errorf("%s: %d changes, %+v, %d of %d lines", query, len(back.Changes), back.Problems, back.Matched, len(rows))
		}
	}
	address := web.URL + "/analysis/assignments?datetime=2017-03-16"
	text := string(get(t, address, "Accept", "text/csv").body)
	changed := strings.Replace(text, `"ressources-territoires","Ressources & Territoires"`,
		`"villes-au-carre","Villes au Carré"`, 1)
	if changed == text {
		t.Fatal("ressources-territoires is not called as the test says")
	}
	preview := decode[whatif.PreviewAnswer](t, sendTable(t, address, changed))
	b, err := json.Marshal(preview.Changes)
	want := `[{"action":"take","centre":"ressources-territoires","units":[{"level":"department","code":"09"}]},{"action":"give","centre":"villes-au-carre","units":[{"level":"department","code":"09"}]}]`
	if err != nil || string(b) != want || len(preview.Problems) != 0 {
		t.Errorf("%s, problems %+v", b, preview.Problems)
	}
	ran := decode[whatif.ScenarioAnswer](t, get(t, linkTo(t, preview.Links, "related")))
	if len(ran.Ground) != 2 || ran.After[geo.Neighbourhoods].Covered != ran.Before[geo.Neighbourhoods].Covered ||
		ran.Datetime != "2017-03-16" {
		t.Errorf("%+v", ran.Ground)
	}
}

// TestAssignmentsAreNotGuessed: a cell that matches nothing is listed with what
// it may stand for, and its unit is left alone.
func TestAssignmentsAreNotGuessed(t *testing.T) {
	web := newTest(t)
	p := decode[whatif.PreviewAnswer](t, sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16",
		"code;centre;name\n2A;cite-ressource;\n2B;cite-ressources;Corse\n99;irev;\n971;irev;Guadeloupe\n"))
	if p.Lines != 4 || p.Matched != 1 || len(p.Problems) != 3 || len(p.LeftOut) != 2 || len(p.Changes) != 1 {
		t.Fatalf("%+v", p)
	}
	for i, want := range []struct {
		line            int
		column, nearest string
	}{{2, "centre", "cite-ressources"}, {3, "name", "Haute-Corse"}, {4, "code", ""}} {
		got := p.Problems[i]
		if got.Line != want.line || got.Column != want.column ||
			want.nearest != "" && (got.Nearest == nil || *got.Nearest != want.nearest) {
			t.Errorf("problem %d: %+v", i, got)
		}
	}
}

// TestShortLinesTakeNothing: what a line does not hold cannot say that nobody
// holds a unit.
func TestShortLinesTakeNothing(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/analysis/assignments?datetime=2017-03-16"
	for body, want := range map[string]string{
		"code,centre\n59\n":           "1 problems, 0 changes",
		"centre,code,name\nirev,59\n": "1 problems, 0 changes",
		"code,centre\n59,\n":          "0 problems, 1 changes",
		"code,centre\n59\n59,irev\n":  "1 problems, 0 changes",
		"code;centre\n59;oriv;irev\n": "1 problems, 0 changes",
		"code,centre\n59,irev\n\n\n":  "0 problems, 0 changes",
	} {
		p := decode[whatif.PreviewAnswer](t, sendTable(t, address, body))
		if got := fmt.Sprintf("%d problems, %d changes", len(p.Problems), len(p.Changes)); got != want {
			t.Errorf("%q: %s, want %s: %+v", body, got, want, p)
		}
	}
}

// TestTablesOfSpreadsheets: what a spreadsheet leaves around a table says
// nothing of any unit.
func TestTablesOfSpreadsheets(t *testing.T) {
	web := newTest(t)
	for _, body := range []string{
		"sep=;\r\ncode;centre\r\n59;oriv\r\n", "\ufeffcode\tcentre\r59\toriv\r\r", ";code;;centre;;\n;59;;oriv;;\n;;;;;\n \n",
		"code,centre,,\n59,oriv\n,,,\n\u00a0,\n",
		"\xff\xfec\x00o\x00d\x00e\x00\t\x00c\x00e\x00n\x00t\x00r\x00e\x00\n\x005\x009\x00\t\x00o\x00r\x00i\x00v\x00",
		"code;centre\n\"=\"\"59\"\"\";oriv\n",
	} {
		p := decode[whatif.PreviewAnswer](t, sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16", body))
		if len(p.Problems) != 0 || p.Lines != 1 || p.Matched != 1 {
			t.Errorf("%q: %+v", body, p)
		}
	}
}

// TestFilesOfAnotherDaySaySo: once, however many lines there are.
func TestFilesOfAnotherDaySaySo(t *testing.T) {
	web := newTest(t)
	file := string(get(t, web.URL+"/analysis/assignments?datetime=2015-12-31&f=csv").body)
	p := decode[whatif.PreviewAnswer](t, sendTable(t, web.URL+"/analysis/assignments?datetime=2017-03-16", file))
	if len(p.Problems) != 1 || p.Problems[0].Column != "datetime" || p.Problems[0].Value != "2015-12-31" ||
		p.Problems[0].Line != 2 || len(p.Changes) == 0 || len(p.LeftOut) != 0 {
		t.Errorf("%+v", p)
	}
}

// TestTablesSayWhatIsWrong with them, in words that name the fix.
func TestTablesSayWhatIsWrong(t *testing.T) {
	web := newTest(t)
	for body, says := range map[string]string{
		"code;centre;\n75;irev;commune\n": `\"commune\" in column 3, which has no name`,
		"code,centre\n75,ir\x00ev\n":      "line 2: it has a control character, U+0000",
	} {
		r := sendTable(t, web.URL+"/analysis/assignments", body)
		if problemIn(t, r, 400, "invalid-body"); !strings.Contains(string(r.body), says) {
			t.Errorf("%q: %s, want %q", body, r.body, says)
		}
	}
}

func TestHostileTables(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct {
		name, body string
		status     int
		kind       string
	}{
		{"empty", "", 400, "invalid-body"},
		{"no centre", "code,name\n75,Paris\n", 400, "invalid-body"},
		{"unknown column", "code,centre,population\n75,irev,2\n", 400, "invalid-body"},
		{"a column twice", "code,centre,code\n75,irev,2\n", 400, "invalid-body"},
		{"not UTF-8", "code,centre\n75,\xff\n", 400, "invalid-body"},
		{"open quote", "code,centre\n\"75,irev\n", 400, "invalid-body"},
		{"too many lines", "code,centre\n" + strings.Repeat("1,x\n", 100_001), 400, "invalid-body"},
		{"9 MB", "code,centre\n" + strings.Repeat("x", 9_000_000), 400, "invalid-body"},
		{"11 MB", "code,centre\n" + strings.Repeat("x", 11_000_000), 413, "body-too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			problemIn(t, sendTable(t, web.URL+"/analysis/assignments", c.body), c.status, c.kind)
		})
	}
	problemIn(t, post(t, web.URL+"/analysis/assignments", `{}`), 415, "unsupported-media-type")
}
