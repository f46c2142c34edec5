package main

import (
	"strings"
	"testing"
)

const sample = `goos: linux
pkg: maillage/geo/index
BenchmarkLocate-2         	 12	       52737053 ns/op	       309.5 ns/locate	        17.20 orb/ours	         0 B/op	       0 allocs/op
pkg: maillage/geo/coverage
BenchmarkAnalyse/department        	   10000	    120000 ns/op	         4.500 x-naive
BenchmarkAnalyse/department-quick-16 	   10000	      2000 ns/op
pkg: maillage/geo/snapshot
BenchmarkLocateFar-2 	   10000	      6000 ns/op	  0.2500 near/ours
--- BENCH: BenchmarkAnalyse
    bench_test.go:1: Benchmark of 3 things
PASS
ok  	maillage/geo/coverage	2.1s
`

func TestParseAndRows(t *testing.T) {
	results, err := parse(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 4 {
		t.Fatalf("%d results: %+v", len(results), results)
	}
	if got, ok := results[0].metric("allocs/op"); !ok || got != 0 || results[0].pkg != "maillage/geo/index" {
		t.Errorf("first result: %+v", results[0])
	}
	want := []row{
		{name: "geo/index Locate", figure: "310 ns", aim: "< 400 ns", baseline: "orb", against: "5.32 µs", ratio: 17.2},
		{name: "geo/coverage Analyse/department", figure: "120 µs", aim: "< 100 µs", missed: true, baseline: "naive", against: "540 µs", ratio: 4.5},
		{name: "geo/coverage Analyse/department-quick", figure: "2 µs"},
		{name: "geo/snapshot LocateFar", figure: "6 µs", aim: "<= 3x near", missed: true, baseline: "near", against: "1.50 µs", ratio: 0.25},
		{name: "dissolve all communes", figure: "-", aim: "< 10 ms", missed: true, note: "not measured in this run"},
		{name: "national analysis, commune grain", figure: "-", aim: "< 1 ms", missed: true, note: "not measured in this run"},
		{name: "compare two snapshots of communes", figure: "-", aim: "< 1 s", missed: true, note: "not measured in this run"},
	}
	got := rowsOf(results)
	if len(got) != len(want) {
		t.Fatalf("%d rows: %+v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("row %d:\n got %+v\nwant %+v", i, got[i], want[i])
		}
	}
}

func TestParseRefusesNoFigure(t *testing.T) {
	if _, err := parse(strings.NewReader("BenchmarkX 10 fast ns/op\n")); err == nil {
		t.Error("a word was taken for a figure")
	}
}

func TestTableSaysWhatIsMissed(t *testing.T) {
	var out strings.Builder
	rows := []row{{name: "a", figure: "2 s", aim: "< 1 s", missed: true}, {name: "b", figure: "1 s", aim: "< 2 s"}, {name: "c", figure: "1 s"}}
	if err := printTable(&out, rows); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, word := range []string{"AIM", "MISSED", "met", ""} {
		fields := strings.Fields(lines[i])
		if last := fields[len(fields)-1]; i > 0 && word != "" && last != word {
			t.Errorf("line %d ends in %q, want %q", i, last, word)
		}
	}
	if strings.Contains(lines[3], "met") {
		t.Errorf("no aim, yet a verdict: %q", lines[3])
	}
}
