package scenario_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

func export(t fataler, s *snapshot.Snapshot, n snapshot.Network) string {
	t.Helper()
	rows, _, err := scenario.ExportAssignments(s, n)
	if err != nil {
		t.Fatal(err)
	}
	lines := [][]string{{"level", "code", "name", "centre", "centre_name"}}
	for _, r := range rows {
		lines = append(lines, []string{string(r.Level), r.Code, r.Name, r.Centre, r.CentreName})
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(lines); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestAssignmentsRoundTrip exports the network after random changes, and holds
// that reading it back asks for no change of that network, and turns the base
// into it.
func TestAssignmentsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, q := randomCountry(t), on(t, "2020-01-01")
		var changes []scenario.Change
		for _, c := range possible(t, s, q, randomLevels(t)) {
			if c.Action != scenario.Create && c.Action != scenario.Close { // a file knows the centres of the data alone
				changes = append(changes, c)
			}
		}
		r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: changes})
		if err != nil {
			return // a change needed one that was left out
		}
		same, err := scenario.ImportAssignments(strings.NewReader(export(t, s, r.Base)), s, q)
		if err != nil || len(same.Changes) != 0 || len(same.Problems) != 0 {
			t.Fatalf("the base as a file: %+v, %v", same, err)
		}
		there, err := scenario.ImportAssignments(strings.NewReader(export(t, s, r.Network)), s, q)
		if err != nil || len(there.Problems) != 0 || there.Matched != there.Lines {
			t.Fatalf("%+v, %v", there, err)
		}
		got, want := held(s, run(t, s, q, there.Changes...).Network), held(s, r.Network)
		maps.DeleteFunc(got, func(_ string, codes map[string]bool) bool { return len(codes) == 0 })
		maps.DeleteFunc(want, func(_ string, codes map[string]bool) bool { return len(codes) == 0 })
		if !maps.EqualFunc(got, want, maps.Equal) {
			t.Fatalf("the file leads to %v, want %v", got, want)
		}
	})
}

func TestExportOfTheEmbeddedNetwork(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16")
	r := run(t, s, q)
	rows, cut, err := scenario.ExportAssignments(s, r.Base)
	if err != nil || len(cut) != 0 {
		t.Fatal(err, cut)
	}
	seen := map[string]bool{}
	for _, row := range rows {
		seen[row.Code] = true
	}
	if len(seen) != 103 {
		t.Errorf("%d units, want 101 departments and two collectivities", len(seen))
	}
	if want := (scenario.Assignment{Level: geo.Department, Code: "01", Name: "Ain", Centre: "labo-cites", CentreName: "Labo Cités"}); rows[0].Code != want.Code ||
		rows[0].Name != want.Name || rows[0].Centre != want.Centre {
		t.Errorf("the first is %+v, want %+v", rows[0], want)
	}
}

func TestExportLeavesOutWhatIsCut(t *testing.T) {
	for _, fine := range []bool{false, true} {
		s, q := small(t, fine), on(t, "2020-01-01")
		r := run(t, s, q, scenario.Change{Action: scenario.Draw, Centre: "c", Geometry: geotest.Box(2.25, 0, 2.5, 1)})
		rows, cut, err := scenario.ExportAssignments(s, r.Network)
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, u := range cut {
			codes = append(codes, u.Code)
		}
		want := []string{"C0"}
		if fine {
			want = []string{"C0001", "C0003"}
		}
		if !slices.Equal(codes, want) || slices.ContainsFunc(rows, func(a scenario.Assignment) bool { return slices.Contains(want, a.Code) }) {
			t.Errorf("fine %v: cut %v, want %v", fine, codes, want)
		}
	}
}

func TestImportReportsWhatDoesNotMatch(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16")
	const file = "code;name;centre;centre_name\r\n" + // line 1
		"2A;Corse-du-Sud;cite-ressources;\r\n" + // fits
		"1;Ain;labo-cites;\r\n" + // 3: a zero was lost
		"2b;Haute-Corse;cite-ressources;\r\n" + // 4: lower case
		"13;Bouches du Rhone;cite-ressource;\r\n" + // 5: unknown centre
		"84;Vaucluse Nord;cite-ressources;\r\n" + // 6: another name
		"\r\n" +
		";Gers;cite-ressources;\r\n" + // 8: no code
		"83;Var;;Cité Ressources\r\n" + // 9: no id
		"975;;cite-ressources;\r\n" + // 10: outside
		"06;alpes maritimes;;\r\n" + // 11: held by nobody
		"05;;cite-ressources;Labo\r\n" + // 12: the centre's name
		"04;;cite-ressources;;extra\r\n" + // 13: a cell too many
		"42;;oriv;\r\n42;;;\r\n" // 14, 15: by one and by nobody
	for name, content := range map[string]string{
		"semicolons": file, "with a byte order mark": "\xef\xbb\xbf" + file,
		"commas": strings.ReplaceAll(file, ";", ","), "line feeds": strings.ReplaceAll(file, "\r", ""),
	} {
		p, err := scenario.ImportAssignments(strings.NewReader(content), s, q)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, x := range p.Problems {
			got = append(got, fmt.Sprintf("%d %s %q -> %q", x.Line, x.Column, x.Value, x.Nearest))
		}
		want := []string{
			`3 code "1" -> "01"`, `4 code "2b" -> "2B"`, `5 centre "cite-ressource" -> "cite-ressources"`,
			`6 name "Vaucluse Nord" -> "Vaucluse"`, `8 code "" -> "32"`, `9 centre "" -> "cite-ressources"`,
			`10 code "975" -> ""`, `12 centre_name "Labo" -> "Cité Ressources"`, `13 code "04" -> ""`, `15 centre "" -> ""`,
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
		if p.Lines != 13 || p.Matched != 3 {
			t.Errorf("%s: %d of %d lines matched", name, p.Matched, p.Lines)
		}
		if got := fmt.Sprint(p.Changes); got != "[{take cite-ressources    [{department 06}] []} {give cite-ressources    [{department 2A}] []}]" {
			t.Errorf("%s: changes %s", name, got)
		}
		if got := fmt.Sprint(p.LeftOut); got != "[{department 04} {department 05} {department 13} {department 42} {department 83} {department 84}]" {
			t.Errorf("%s: left out %s", name, got)
		}
	}
}

func TestFinerLinesWin(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	p, err := scenario.ImportAssignments(strings.NewReader("level,code,centre\ndepartment,A0,b\ncommune,A0001,a\ncollectivity,978,c\n"), s, q)
	if err != nil || len(p.Problems) > 0 {
		t.Fatal(p, err)
	}
	got := held(s, run(t, s, q, p.Changes...).Network)
	for code, id := range map[string]string{"A0001": "a", "A0002": "b", "A0003": "b", "A0004": "b", "978": "c"} {
		for other := range got {
			if got[other][code] != (other == id) {
				t.Errorf("%s holds %s: %v", other, code, got[other][code])
			}
		}
	}
}

func TestImportRefusesTheFile(t *testing.T) {
	s, q := small(t, false), on(t, "2020-01-01")
	for name, c := range map[string]struct{ content, says string }{
		"nothing":        {"", "empty"},
		"unknown column": {"code,center\nA0,a\n", `no column is called "center"; the nearest is "centre"`},
		"no centre":      {"code,name\nA0,a\n", `no column "centre"`},
		"column twice":   {"code,centre,code\n", "twice"},
		"Latin-1":        {"code,centre,name\nA0,a,D\xe9partement\n", "CSV UTF-8"},
		"UTF-16":         {"c\x00o\x00d\x00e\x00", "CSV UTF-8"},
		"open quote":     {"code,centre\nA0,\"a\n", "quotes"},
		"too long":       {"code,centre\n" + strings.Repeat("A0,a\n", scenario.MaxLines+1), "more than 100000 lines"},
		"too large":      {strings.Repeat("a", scenario.MaxBytes+1), "bytes"},
	} {
		if _, err := scenario.ImportAssignments(strings.NewReader(c.content), s, q); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	p, err := scenario.ImportAssignments(strings.NewReader("code,centre\n"+strings.Repeat("zz,a\n", 5000)), s, q)
	if err != nil || len(p.Problems) != 1000 || p.Unlisted != 4000 {
		t.Errorf("%d problems listed and %d not, %v", len(p.Problems), p.Unlisted, err)
	}
}

// FuzzImportAssignments holds that whatever a file says, the changes it leads to
// can be made, and lead to a network that the file, read again, leaves alone.
func FuzzImportAssignments(f *testing.F) {
	f.Add("level,code,name,centre,centre_name\ndepartment,A0,,b,\ncommune,C1002,,c,\ncommune,978,,a,\n")
	f.Add("code;centre\nA0;\nB0;a\n978;b\n")
	f.Add("code,centre,level\nRA,c,region\nO1,a,region-2015\nFA0,b,epci\n")
	s, q := small(f, false), on(f, "2020-01-01")
	f.Fuzz(func(t *testing.T, content string) {
		p, err := scenario.ImportAssignments(strings.NewReader(content), s, q)
		if err != nil {
			return
		}
		if p.Matched > p.Lines || len(p.Problems) > 1000 {
			t.Fatalf("%+v", p)
		}
		r, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: p.Changes})
		if err != nil {
			t.Fatalf("%v: %+v", err, p.Changes)
		}
		again, err := scenario.ImportAssignments(strings.NewReader(export(t, s, r.Network)), s, q)
		if err != nil || len(again.Problems) > 0 {
			t.Fatalf("%+v, %v", again, err)
		}
		if !maps.EqualFunc(held(s, run(t, s, q, again.Changes...).Network), held(s, r.Network), maps.Equal) {
			t.Fatalf("%+v leads elsewhere than %+v", again.Changes, p.Changes)
		}
	})
}
