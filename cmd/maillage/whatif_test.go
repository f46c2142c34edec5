package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"maillage/api/scenariojson"
	"maillage/geo"
	"maillage/geo/scenario"
)

// inEveryFormat runs a subcommand in every format, looks for texts in the
// table, and returns the rows of the CSV and the JSON document.
func inEveryFormat(t *testing.T, args []string, wanted ...string) (rows [][]string, document []byte) {
	t.Helper()
	status, table, stderr := call(append(args, "--format", "table")...)
	if status != 0 {
		t.Fatal(stderr)
	}
	flat := strings.Join(strings.Fields(table), " ")
	for _, want := range append(wanted, "Not an official service") {
		if !strings.Contains(flat, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	_, text, _ := call(append(args, "--format", "csv")...)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Errorf("csv: %v", err)
	}
	_, out, _ := call(append(args, "--format", "json")...)
	return rows, []byte(out)
}

func TestCompareTellsTheSameInEveryFormat(t *testing.T) {
	rows, document := inEveryFormat(t, []string{"compare", "--a", "2015-12-31", "--b", "2017-03-16"},
		"a: 2015-12-31, QPV 2015: 18 centres known b: 2017-03-16, QPV 2015: 16 centres known (-2)",
		"Regions in b: 9 aligned, 2 shared, 1 split, 0 overlapped, 2 partial, 4 uncovered; alignment index", "-> uncovered (index 1.000 -> 0.000)",
		"06 Mayotte covered -> uncovered 1 -> 0 (-1, -100.0 pt)", "1116 -> 1202 (+86, +5.7 pt)",
		"-> 124 rest on a perimeter with no published source", "Areas are measured on boundaries marked approximate.")
	var a comparisonAnswer
	if err := json.Unmarshal(document, &a); err != nil || len(rows) != 1+20+len(a.Realignment.Changes)+1 || len(a.Realignment.Changes) == 0 || len(a.Territories) != 20 || *a.Totals["neighbourhoods"].Covered != 86 {
		t.Errorf("json: %d territories, %v", len(a.Territories), err)
	}
	inEveryFormat(t, []string{"compare", "--a", "2017-03-16", "--b", "2017-03-16", "--qpv-b", "2024"},
		"QPV POPULATION: no difference: no population is published", "Left out: 978 987.")
	// Saint-Quentin has neighbourhoods of its own, and one with Gauchy.
	day, err := geo.ParseDate("2017-03-16")
	if err != nil {
		t.Fatal(err)
	}
	take, err := scenariojson.Encode(scenario.Scenario{Datetime: day, Changes: []scenario.Change{
		{Action: scenario.Take, Centre: "irev", Units: []geo.UnitRef{{Level: geo.Commune, Code: "02691"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	inEveryFormat(t, []string{"compare", "--a", "2017-03-16", "--b", take, "--qpv-a", "2024", "--qpv-b", "2024"},
		"QPV: 0 -> 1 lie, or may lie, partly in covered ground, counted apart")
}

func TestPlanTellsTheSameInEveryFormat(t *testing.T) {
	rows, document := inEveryFormat(t, []string{"plan", "--datetime", "2017-03-16", "--create"},
		"75 Paris 20 profession-banlieue (916, 63 -> 83)", "2A Corse-du-Sud new-94 created-for-want, a new centre",
		"Regions before: 9 aligned, 2 shared, 1 split", "Regions after: ", "94 Corse: uncovered -> aligned (index 0.000 -> 1.000)",
		"centres-created 6: proven optimal", "QPV: 1202/1514 (79.4%) -> 1514/1514 (100.0%)",
		"QPV: 124 -> 436 rest on a perimeter with no published source", "Areas are measured on boundaries marked approximate.")
	kinds := map[string]int{}
	for _, row := range rows {
		kinds[row[0]]++
	}
	if kinds["assignment"] != 16 || kinds["total"] != 1 || kinds["unreachable"] != 0 || kinds["objective"] != 4 {
		t.Errorf("csv: %v", kinds)
	}
	var a planAnswer
	if err := json.Unmarshal(document, &a); err != nil || len(a.Plan.Assignments) != 16 || a.Scenario.Compact == nil {
		t.Fatalf("json: %d assignments, %v", len(a.Plan.Assignments), err)
	}
	// The scenario of the plan is a side of a comparison.
	inEveryFormat(t, []string{"compare", "--a", "2017-03-16", "--b", *a.Scenario.Compact},
		"with the changes of a scenario: 22 centres known (+6)", "1202 -> 1514 (+312, +20.6 pt)")
	inEveryFormat(t, []string{"plan", "--datetime", "2017-03-16"}, "971 Guadeloupe nobody overseas (16 QPV)")
}

func TestAllocateTellsTheSameInEveryFormat(t *testing.T) {
	rows, document := inEveryFormat(t, []string{"allocate", "--datetime", "2017-03-16", "--envelope", "1000000.01", "--fixed-part", "20000",
		"--weight-neighbourhoods", "2", "--weight-people", "1.5", "--weight-npnru", "0.5", "--floor", "30000", "--overseas-coefficient", "1.2"},
		"No official key", "ville-caraibe", "make the envelope, 1000000.01: true",
		"labo-cites: Of what it counts for, 124 of 124 neighbourhoods")
	if len(rows) != 1+16+2 {
		t.Errorf("csv: %d rows", len(rows))
	}
	var a allocationAnswer
	if err := json.Unmarshal(document, &a); err != nil || len(a.Awards) != 16 || !a.Proof.Holds {
		t.Errorf("json: %d awards, %v", len(a.Awards), err)
	}
}

func TestWhatIfNamesWhatIsWrong(t *testing.T) {
	for args, says := range map[string]string{
		"compare --a 2015-12-31":                                "parameter b is missing",
		"compare --a zzz --b 2017-03-16":                        "Send a day, as 2017-03-16, or a scenario",
		"compare --a 2015-12-31 --b s1.zzz":                     "no compact scenario",
		"compare --a 2015-12-31 --b 2016-01-01 --format table2": "want table, csv or json",
		"plan --aim most":                                       "fewest-changes",
		"plan --create=perhaps":                                 "true",
		"plan --max-load -1":                                    "max_load",
		"allocate":                                              "envelope is missing",
		"allocate --envelope 1e6":                               "two decimals at most",
		"allocate --envelope 100 --fixed-part 2000":             "Raise the envelope",
		"allocate --envelope 100":                               "weight above 0",
	} {
		status, _, stderr := call(strings.Fields(args)...)
		if status != 2 || !strings.Contains(stderr, says) {
			t.Errorf("%s: status %d, said %q", args, status, stderr)
		}
	}
}
