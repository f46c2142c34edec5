package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/geo/geotest"
)

// call runs a subcommand to its end.
func call(args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	status = run(context.Background(), args, &out, &errs)
	return status, out.String(), errs.String()
}

func TestReportTellsTheSameInEveryFormat(t *testing.T) {
	args := []string{"report", "--datetime", "2017-03-16", "--level", "department", "--territory", "drom", "--format"}
	status, table, stderr := call(append(args, "table")...)
	if status != 0 {
		t.Fatal(stderr)
	}
	for _, want := range []string{"16 known", "18 published", "974", "cr-csur", "Not an official service", "Natural Earth"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	_, text, _ := call(append(args, "csv")...)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 6 {
		t.Errorf("csv: %d rows, %v", len(rows), err)
	}
	_, document, _ := call(append(args, "json")...)
	var a coverageAnswer
	if err := json.Unmarshal([]byte(document), &a); err != nil || len(a.Territories) != 5 {
		t.Errorf("json: %d territories, %v", len(a.Territories), err)
	}
	_, collection, _ := call(append(args, "geojson")...)
	var features struct {
		Type     string
		Features []struct{ Geometry json.RawMessage }
	}
	if err := json.Unmarshal([]byte(collection), &features); err != nil || features.Type != "FeatureCollection" || len(features.Features) != 5 {
		t.Errorf("geojson: %s with %d features, %v", features.Type, len(features.Features), err)
	}
}

func TestReportNamesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"format":   {[]string{"--format", "pdf"}, "want table, csv, json or geojson"},
		"date":     {[]string{"--datetime", "zzz"}, "is not a date"},
		"level":    {[]string{"--level", "canton"}, "region"},
		"argument": {[]string{"now"}, "only flags"},
	} {
		status, _, stderr := call(append([]string{"report"}, c.args...)...)
		if status != 2 || !strings.Contains(stderr, c.says) {
			t.Errorf("%s: status %d, said %q", name, status, stderr)
		}
	}
}

func TestCheckTellsWhatWouldLoad(t *testing.T) {
	folder := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := file("good.geojson", square)
	lambert := square[:strings.Index(square, "[[[")] + "[[[1200000,6100000],[1201000,6100000],[1201000,6101000],[1200000,6100000]]]}}]}"
	bowTie := strings.Replace(square, "[9.3,41.4],[9.3,42.3],[8.6,42.3]", "[9.3,42.3],[9.3,41.4],[8.6,42.3]", 1)
	for name, c := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"good":            {[]string{good}, 0, "would load 1 of 1 features as departments"},
		"lambert":         {[]string{file("l93.geojson", lambert)}, 1, "EPSG:2154"},
		"cut short":       {[]string{file("cut.geojson", square[:150])}, 1, "would NOT load"},
		"one bad of one":  {[]string{file("bow.geojson", bowTie)}, 1, "self-intersection"},
		"two files":       {[]string{good, file("junk.geojson", "junk")}, 1, "junk.geojson"},
		"as another":      {[]string{"--layer", "cantons", good}, 2, ""},
		"no file":         {nil, 2, ""},
		"not there":       {[]string{filepath.Join(folder, "none")}, 2, ""},
		"machine's words": {[]string{"-f", "json", good}, 0, `"loadable":true`},
	} {
		status, stdout, stderr := call(append([]string{"check"}, c.args...)...)
		if status != c.status || !strings.Contains(stdout+stderr, c.says) {
			t.Errorf("%s: status %d, said %q %q; want %d and %q", name, status, stdout, stderr, c.status, c.says)
		}
	}
}

func TestCheckOfRealFiles(t *testing.T) {
	path := geotest.Shared(t, "departements-ign-2018.geojson")
	status, stdout, stderr := call("check", path)
	if status != 0 || !strings.Contains(stdout, "101 of 101") || !strings.Contains(stdout, "gap inside 66") {
		t.Errorf("status %d, said %q %q: want 101 departments and the enclave of Llívia", status, stdout, stderr)
	}
}

func TestCallsThatAreWrong(t *testing.T) {
	for _, args := range [][]string{nil, {"server"}, {"version", "x"}, {"report", "--nope"}} {
		if status, _, stderr := call(args...); status != 2 || stderr == "" {
			t.Errorf("%v: status %d, said %q", args, status, stderr)
		}
	}
	for _, args := range [][]string{{"help"}, {"version"}, {"serve", "-h"}} {
		if status, _, _ := call(args...); status != 0 {
			t.Errorf("%v: status %d", args, status)
		}
	}
}
