package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb/geojson"

	"maillage/data/ingest"
	"maillage/data/local"
)

// put writes a file of a test's own and returns its path.
func put(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// did calls the program and fails the test where it does not end as it should.
func did(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	status, stdout, stderr := call(args...)
	if status != want {
		t.Fatalf("%v: status %d, want %d\n%s%s", args, status, want, stdout, stderr)
	}
	return stdout, stderr
}

// tree is every file of a directory with its bytes; the lock aside.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "lock" {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

func sameTree(a, b map[string]string) bool {
	for path, content := range a {
		if b[path] != content {
			return false
		}
	}
	return len(a) == len(b)
}

// latest returns the ID of the generation saved last.
func latest(t *testing.T, dir string) string {
	t.Helper()
	stdout, _ := did(t, 0, "generations", "--data", dir, "--format", "json")
	var all []ingest.GenerationReport
	if err := json.Unmarshal([]byte(stdout), &all); err != nil || len(all) == 0 {
		t.Fatal(stdout, err)
	}
	return all[0].ID
}

const newCentre = "id;name;named;seat;former_names\nmayotte;Ressources Mayotte;true;Mamoudzou;R 976|Ressources 976\n"

const newPerimeters = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":
	{"centre":"mayotte","departments":["976"],"from":"2016","confidence":"high","source":"arrêté du 2 mars 2016"}}]}`

// TestImportNetwork: a new centre and its perimeter come in beside the embedded
// data, are told of before they are in service, and count once they are.
func TestImportNetwork(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	centres, perimeters := put(t, "centres.csv", newCentre), put(t, "perimeters.geojson", newPerimeters)
	reports := filepath.Join(t.TempDir(), "report")
	stdout, _ := did(t, 0, "import", "--data", dir, "--note", "Mayotte\nat last", "--credit", "centres=préfecture de Mayotte 2016",
		"--report", reports+".json", "--report", reports+".geojson", "--report", reports+".txt", perimeters, "centres="+centres)
	for _, want := range []string{
		"Upon the embedded data", "centres.csv: 1 centres", "perimeters.geojson: 1 of 1 features as perimeters", "Ressources Mayotte", "mayotte-1", "out of service: maillage activate ",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the report lacks %q:\n%s", want, stdout)
		}
	}
	id := latest(t, dir)
	checkReports(t, reports, stdout, id)
	did(t, 1, "report", "--data", dir) // nothing is in service yet
	stdout, _ = did(t, 0, "activate", id[:8], "--data", dir)
	if !strings.Contains(stdout, "Generation "+id+" is in service.") {
		t.Error(stdout)
	}
	ask := []string{"report", "--datetime", "2017-03-16", "--territory", "drom", "--format", "json"}
	before, _ := did(t, 0, ask...)
	after, _ := did(t, 0, append(ask, "--data", dir)...)
	a, b := figures(t, before), figures(t, after)
	if b-a != 36 || !strings.Contains(after, id) || !strings.Contains(after, "préfecture de Mayotte 2016") {
		t.Errorf("%v neighbourhoods of 2015 covered overseas, %v with the new centre: want the 36 of Mayotte more\n%s", a, b, after)
	}
	// What is imported next is put upon what is in service.
	stdout, _ = did(t, 0, "import", "--data", dir, "--activate", put(t, "more.csv", "id,name,named,seat\nmayotte,Autre nom,true,Dzaoudzi\n"), "--note", "renamed")
	if next := latest(t, dir); next == id || !strings.Contains(stdout, "Upon generation "+id) || !strings.Contains(stdout, "which is in service") {
		t.Error(stdout)
	}
	after, _ = did(t, 0, append(ask, "--data", dir)...)
	if figures(t, after) != b {
		t.Error("a centre that is named again loses its perimeters")
	}
	stdout, _ = did(t, 0, "generations", "--data", dir)
	if !strings.Contains(stdout, "Mayotte at last") || strings.Count(stdout, "*") != 2 {
		t.Error(stdout)
	}
	stdout, _ = did(t, 0, "diff", "--data", dir, "active", id)
	if !strings.Contains(stdout, "Autre nom") {
		t.Error(stdout)
	}
	did(t, 0, "rollback", "--data", dir)
	did(t, 1, "rollback", "--data", dir)
	again, _ := did(t, 0, append(ask, "--data", dir)...)
	if figures(t, again) != b || !strings.Contains(again, id) {
		t.Error("not rolled back")
	}
}

// figures returns the neighbourhoods covered.
func figures(t *testing.T, report string) float64 {
	t.Helper()
	var a coverageAnswer
	if err := json.Unmarshal([]byte(report), &a); err != nil {
		t.Fatal(err)
	}
	return *a.Totals["neighbourhoods"].Covered
}

func checkReports(t *testing.T, path, printed, id string) {
	t.Helper()
	read := func(extension string) []byte {
		content, err := os.ReadFile(path + extension)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	if string(read(".txt")) != printed {
		t.Error("the report in a file is not the one printed")
	}
	var told struct {
		Base       struct{ Embedded bool }
		Files      []struct{ Layer string }
		Generation struct{ ID, Note string }
		Audit      struct{ Findings []any }
	}
	if err := json.Unmarshal(read(".json"), &told); err != nil || !told.Base.Embedded || len(told.Files) != 2 || told.Generation.ID != id || len(told.Audit.Findings) == 0 {
		t.Errorf("json: %+v, %v", told, err)
	}
	places, err := geojson.UnmarshalFeatureCollection(read(".geojson"))
	if err != nil || len(places.Features) == 0 || places.Features[0].Properties["about"] != "change" {
		t.Errorf("geojson: %+v, %v", places, err)
	}
}

// TestRefusedImportChangesNothing: whatever is wrong with files or flags, what is
// on disk stays as it was, bit by bit, be it nothing at all.
func TestRefusedImportChangesNothing(t *testing.T) {
	full := filepath.Join(t.TempDir(), "data")
	did(t, 0, "import", "--data", full, "--base", "embedded", "--activate")
	good := put(t, "centres.csv", newCentre)
	for name, c := range map[string]struct {
		status int
		says   string
		args   []string
	}{
		"no json":           {1, "REFUSED", []string{put(t, "broken.geojson", `{"type":"FeatureCollection","features":[{"type"`)}},
		"unknown layer":     {2, `no layer "cantons"`, []string{"cantons=" + good}},
		"no such file":      {2, "nowhere.geojson", []string{"nowhere.geojson"}},
		"nothing":           {2, "name at least one file", nil},
		"credit of nothing": {2, "no file of epci is given", []string{"--credit", "epci=IGN", good}},
		"no such base":      {1, "no generation in", []string{"--base", "0123456789", good}},
		"report elsewhere":  {2, "want a name that ends in", []string{"--report", "report.pdf", good}},
		"force alone":       {2, "--force goes with --activate", []string{"--force", good}},
	} {
		for _, dir := range []string{full, filepath.Join(t.TempDir(), "none")} {
			if name == "nothing" && dir != full {
				continue
			}
			before := tree(t, dir)
			status, stdout, stderr := call(append([]string{"import", "--data", dir}, c.args...)...)
			if status != c.status || !strings.Contains(stdout+stderr, c.says) {
				t.Errorf("%s: status %d, want %d and %q\n%s%s", name, status, c.status, c.says, stdout, stderr)
			}
			if !sameTree(before, tree(t, dir)) {
				t.Errorf("%s: what is on disk has changed", name)
			}
		}
	}
	status, _, stderr := call("import", good)
	if status != 2 || !strings.Contains(stderr, "--data DIR") {
		t.Errorf("no place to keep it: %d, %s", status, stderr)
	}
}

// TestAuditKeepsLossesOutOfService: what loses units is kept, and is put in
// service by force alone.
func TestAuditKeepsLossesOutOfService(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	did(t, 0, "import", "--data", dir, "--base", "embedded", "--activate")
	first := latest(t, dir)
	serves := func(want string) {
		t.Helper()
		s, err := local.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if g, err := s.Active(t.Context()); err != nil || g.ID != want {
			t.Errorf("%s serves, %v; want %s", g.ID, err, want)
		}
	}
	// One department drawn, a hundred without ground.
	stdout, _ := did(t, 1, "import", "--data", dir, "--activate", put(t, "one.geojson", square))
	if !strings.Contains(stdout, "refuse") || !strings.Contains(stdout, "NOT put in service") {
		t.Error(stdout)
	}
	serves(first)
	loss := latest(t, dir)
	if _, stderr := did(t, 1, "activate", "--data", dir, loss); !strings.Contains(stderr, "add --force") {
		t.Error(stderr)
	}
	serves(first)
	did(t, 0, "activate", "--data", dir, loss, "--force")
	serves(loss)
	did(t, 0, "rollback", "--data", dir)
	serves(first)
}

func TestKeptCommandsCalledWrongly(t *testing.T) {
	file := put(t, "file", "")
	for args, says := range map[string]string{
		"activate":                          "want one GENERATION",
		"activate 0123456789":               "say where generations are kept",
		"activate a b --data d":             "want one GENERATION",
		"rollback":                          "say where generations are kept",
		"rollback 0123456789 --data d":      "takes no argument",
		"generations --format csv --data d": "table or json",
		"diff active --data d":              "want two generations",
		"import --data d --database-url postgres://localhost/x?sslmode=disable " + file: "not both",
		"serve --data d --layer epci=" + file:                                           "bring the file into it with maillage import",
	} {
		if status, _, stderr := call(strings.Fields(args)...); status != 2 || !strings.Contains(stderr, says) {
			t.Errorf("%s: status %d, said %q; want %q", args, status, stderr, says)
		}
	}
	for args, says := range map[string]string{
		"activate 0123456789 --data " + t.TempDir():      "no generation in",
		"diff active embedded --data " + t.TempDir():     "maillage import --data",
		"serve --addr 127.0.0.1:0 --data " + t.TempDir(): "maillage import --data",
		"generations --data " + filepath.Dir(file):       "holds file and no maillage.json",
	} {
		if status, _, stderr := call(strings.Fields(args)...); status != 1 || !strings.Contains(stderr, says) {
			t.Errorf("%s: status %d, said %q; want %q", args, status, stderr, says)
		}
	}
	if stdout, _ := did(t, 0, "generations", "--data", t.TempDir()); !strings.Contains(stdout, "maillage import makes one") {
		t.Error(stdout)
	}
}
