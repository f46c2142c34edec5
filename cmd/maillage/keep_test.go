package main

import (
	"path/filepath"
	"strings"
	"testing"

	"maillage/data/postgis"
	"maillage/data/postgis/postgistest"
)

// TestImportIntoADatabase: the commands do in a database what they do in a
// directory, and say the same generation.
func TestImportIntoADatabase(t *testing.T) {
	address := postgistest.Database(t)
	there := []string{"--database-url", withoutPassword(t, address), "--database-password-file", passwordFile(t, address)}
	dir := filepath.Join(t.TempDir(), "data")
	here := []string{"--data", dir}
	centres, perimeters := put(t, "centres.csv", newCentre), put(t, "perimeters.geojson", newPerimeters)
	told := map[string]string{}
	for _, to := range [][]string{here, there} {
		did(t, 0, append([]string{"import", "--base", "embedded", "--activate", "--note", "first"}, to...)...)
		out, _ := did(t, 0, append([]string{"import", "--activate", centres, perimeters}, to...)...)
		told[to[0]] = out
		out, _ = did(t, 0, append([]string{"rollback"}, to...)...)
		told[to[0]] += out
		report, _ := did(t, 0, append([]string{"report", "--datetime", "2017-03-16", "--format", "json"}, to...)...)
		told[to[0]] += report
		if list, _ := did(t, 0, append([]string{"generations"}, to...)...); strings.Count(list, "\n") != 4 || !strings.Contains(list, "first") {
			t.Errorf("%s lists\n%s", to[0], list)
		}
	}
	if told[here[0]] != told[there[0]] {
		t.Errorf("the directory and the database tell otherwise:\n%.2000s\n%.2000s", told[here[0]], told[there[0]])
	}
	s, err := postgis.Open(postgis.Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // the database goes with it
	if g, err := s.Active(t.Context()); err != nil || !strings.Contains(told[here[0]], g.ID) {
		t.Errorf("%s serves, %v", g.ID, err)
	}
}

// TestServeADirectory: what serves is what the directory has in service, at the
// start, after a change and after a hang-up.
func TestServeADirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	did(t, 0, "import", "--data", dir, "--base", "embedded", "--activate")
	first := latest(t, dir)
	s := start(t, "--data", dir)
	serves := func(id string) {
		t.Helper()
		eventually(t, s, "generation "+id, func(r readiness) bool { return r.Ready && r.Generation == id && r.LastFailedReload == nil })
	}
	serves(first)
	did(t, 0, "import", "--data", dir, put(t, "centres.csv", newCentre))
	second := latest(t, dir)
	did(t, 0, "activate", "--data", dir, second)
	serves(second)
	hangup(t)
	did(t, 0, "rollback", "--data", dir)
	serves(first)
}
