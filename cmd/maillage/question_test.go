package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
)

func TestRealignmentTellsTheSameInEveryFormat(t *testing.T) {
	args := []string{"realignment", "--datetime", "2017-03-16", "--format"}
	status, table, stderr := call(append(args, "table")...)
	if status != 0 {
		t.Fatal(stderr)
	}
	flat := strings.Join(strings.Fields(table), " ")
	for _, want := range []string{
		"76 Occitanie split 0.615 13/13 (100.0%)", "villes-territoires 5/13 (38.5%) 60/105 (57.1%)", "inherited",
		"53 Bretagne shared 0.444", "none 52 53", "9 aligned, 2 shared, 1 split, 0 overlapped, 2 partial, 4 uncovered",
		"0.748 by departments", "84 of 433 remain", "44.6% at high confidence, 79.4% by default, 82.6% if every hypothesis held",
		"124 rest on a perimeter with no published source", "Not an official service",
	} {
		if !strings.Contains(flat, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	_, text, _ := call(append(args, "csv")...)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 1+20+17+3+1 { // the header, regions, centres in them, France and its parts, the total
		t.Errorf("csv: %d rows, %v", len(rows), err)
	}
	for format, list := range map[string]string{"json": "regions", "geojson": "features"} {
		_, document, _ := call(append(args, format)...)
		var a map[string]json.RawMessage
		var all []json.RawMessage
		if err := json.Unmarshal([]byte(document), &a); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if err := json.Unmarshal(a[list], &all); err != nil || len(all) != 20 {
			t.Errorf("%s: %d %s, %v", format, len(all), list, err)
		}
	}
}

func TestTablesForExcelInFrench(t *testing.T) {
	status, text, stderr := call("report", "--datetime", "2017-03-16", "--level", "department", "--format", "csv", "--dialect", "excel-fr")
	if status != 0 || !strings.HasPrefix(text, "\ufeff\"") || !strings.Contains(text, `"=""01"""`) || !strings.Contains(text, `";"`) {
		t.Errorf("%d %.300q %s", status, text, stderr)
	}
	for _, args := range [][]string{{"--dialect", "excel-fr"}, {"--format", "csv", "--dialect", "excel"}} {
		if status, _, stderr := call(append([]string{"report"}, args...)...); status != 2 || !strings.Contains(stderr, "dialect") {
			t.Errorf("%v: %d %s", args, status, stderr)
		}
	}
}

func TestTrajectoryTellsTheSameInEveryFormat(t *testing.T) {
	args := []string{"trajectory", "--from", "2015-06-01", "--to", "2017-04-01", "--format"}
	status, table, stderr := call(append(args, "table")...)
	if status != 0 {
		t.Fatal(stderr)
	}
	flat := strings.Join(strings.Fields(table), " ")
	for _, want := range []string{
		"2016-01-01 to 2015 cdr-mayotte closing -976", "closing transfer -54 55 57 88, to oriv", "from citoyens-territoires",
		"2017-01-01 after 16 known 87/101 (86.1%) 1202/1514 (79.4%) 124", "irev evidence proof medium to high",
		"2017-03-16 18 - 16 79.4%", "they are not the figures computed here", "oriv-1 (from)", "Not an official service",
	} {
		if !strings.Contains(flat, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	if strings.Contains(flat, "assumptions on dates") {
		t.Error("it tells of assumptions, which are those of one day")
	}
	_, document, _ := call(append(args, "json")...)
	var a trajectoryAnswer
	if err := json.Unmarshal([]byte(document), &a); err != nil || len(a.Steps) != 3 {
		t.Errorf("json: %d steps, %v", len(a.Steps), err)
	}
	_, text, _ := call(append(args, "csv")...)
	if rows, err := csv.NewReader(strings.NewReader(text)).ReadAll(); err != nil || len(rows) < 10 {
		t.Errorf("csv: %d rows, %v", len(rows), err)
	}
}

func TestQuestionsNameWhatIsWrong(t *testing.T) {
	for args, says := range map[string]string{
		"trajectory --from 2017-01-01 --to 2016-01-01": "Swap its ends",
		"trajectory --from 2017":                       "Send a whole day, as 2017-01-01",
		"trajectory --format geojson":                  "want table, csv or json",
		"trajectory --datetime 2017-01-01":             "not defined",
		"realignment --format pdf":                     "want table, csv, json or geojson",
		"realignment now":                              "only flags",
		"realignment --qpv 2014":                       "2015, 2024",
	} {
		status, _, stderr := call(strings.Fields(args)...)
		if status != 2 || !strings.Contains(stderr, says) {
			t.Errorf("%s: status %d, said %q; want 2 and %q", args, status, stderr, says)
		}
	}
}

func TestUsageListsEveryCommand(t *testing.T) {
	_, usage, _ := call("help")
	for _, c := range commands() {
		if !strings.Contains(usage, "  "+c.name+" ") {
			t.Errorf("usage lacks %s:\n%s", c.name, usage)
		}
	}
}
