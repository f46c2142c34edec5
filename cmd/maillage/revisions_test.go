package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"maillage/geo/geotest"
)

// addresses are asked of every generation: each kind of answer, and what rests on
// boundaries, centres, neighbourhoods and sources.
var addresses = []string{
	"/analysis/coverage?datetime=2017-03-16&level=department",
	"/analysis/coverage?datetime=2017-03-16&level=department&f=geojson",
	"/analysis/gaps?datetime=2017-03-16", "/analysis/overlaps?datetime=2017-03-16&f=csv",
	"/analysis/realignment?datetime=2017-03-16", "/analysis/trajectory?from=2010-01-01&to=2020-01-01",
	"/analysis/sensitivity?datetime=2017-03-16", "/analysis/equity?datetime=2017-03-16", "/crosswalk",
	"/centres", "/centres/oriv?f=html", "/centres/oriv/perimeters/oriv-1", "/data", "/locate?lon=2.3522&lat=48.8566&datetime=2017-03-16",
	"/collections/neighbourhoods/items?limit=50", "/collections/departments/items/01", "/tiles/departments/5/16/11.mvt",
}

// ran runs the built program to its end.
func ran(t *testing.T, args ...string) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	run := exec.Command(path, args...)
	run.Stdout, run.Stderr = &out, &errs
	if err := run.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", args, err, &out, &errs)
	}
	return out.String()
}

// fetch returns a body, and the generation that answered.
func (r *replica) fetch(t *testing.T, path string) (body []byte, generation string) {
	t.Helper()
	response, err := r.get(path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err = io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v: %.500s", path, response.StatusCode, err, body)
	}
	return body, response.Header.Get("X-Generation")
}

func (r *replica) fetchAll(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, path := range addresses {
		all[path], _ = r.fetch(t, path)
	}
	return all
}

func sameAnswers(t *testing.T, what string, got, want map[string][]byte) {
	t.Helper()
	for path := range want {
		if !bytes.Equal(got[path], want[path]) {
			t.Errorf("%s: %s answers otherwise:\n%.300s\n%.300s", what, path, got[path], want[path])
		}
	}
}

// area returns the area of the departments that are covered and of all, in km².
func area(t *testing.T, body []byte) (covered, total float64) {
	t.Helper()
	var a coverageAnswer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatal(err)
	}
	f := a.Totals["area_km2"]
	return *f.Covered, *f.Total
}

// TestCommunesComeIntoServiceAndGo is the way of official boundaries through the
// built program: read, told of, put in service while it answers, and back.
func TestCommunesComeIntoServiceAndGo(t *testing.T) {
	communes, departments := geotest.Shared(t, "communes-ign-2018.geojson.gz"), geotest.Shared(t, "departements-ign-2018.geojson")
	dir := filepath.Join(t.TempDir(), "data")
	ran(t, "import", "--data", dir, "--base", "embedded", "--activate")
	base := []string{"--base-url", "http://maillage.example"}
	bare, r := launch(t, true, base...), launch(t, true, append(base, "--data", dir)...)
	before := r.fetchAll(t)
	sameAnswers(t, "embedded and kept in a directory", before, bare.fetchAll(t))
	old := r.state(t).Generation

	report := ran(t, "import", "--data", dir, "--note", "IGN 2018", "--credit", "communes=IGN Admin Express 2018", communes, departments)
	for _, want := range []string{"35357 of 35357 features as communes", "left out: departments are dissolved", "0 to refuse", "out of service"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q:\n%.3000s", want, report)
		}
	}
	id := latest(t, dir)
	if now := r.state(t).Generation; now != old || id == old {
		t.Fatalf("%s serves, %s was kept: nothing was activated", now, id)
	}
	ahead, generation := r.fetch(t, addresses[0]+"&generation="+id)
	if generation != id {
		t.Errorf("%s answers for %s, which is kept", generation, id)
	}

	ran(t, "activate", "--data", dir, id)
	took := r.until(t, "the new generation serves", func(s replicaState) bool { return s.Generation == id })
	t.Logf("%s after the activation", took.Round(time.Millisecond))
	after, _ := r.fetch(t, addresses[0])
	coveredBefore, totalBefore := area(t, before[addresses[0]])
	coveredAfter, totalAfter := area(t, after)
	if coveredBefore == coveredAfter || totalBefore == totalAfter || totalAfter < 641_000 || totalAfter > 643_000 {
		t.Errorf("%v of %v km² before, %v of %v after", coveredBefore, totalBefore, coveredAfter, totalAfter)
	}
	if !bytes.Contains(after, []byte("IGN Admin Express 2018")) || !bytes.Equal(figuresOf(t, after), figuresOf(t, ahead)) {
		t.Error("what was asked for ahead is not what serves now, or the credit is missing")
	}
	for _, path := range []string{addresses[0], addresses[5]} {
		body, generation := r.fetch(t, path+map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")]+"generation="+old)
		if generation != old || !bytes.Equal(figuresOf(t, body), figuresOf(t, before[path])) {
			t.Errorf("%s is answered by %s for the one before, %s, or otherwise", path, generation, old)
		}
	}

	ran(t, "rollback", "--data", dir)
	r.until(t, "the one before serves again", func(s replicaState) bool { return s.Generation == old })
	sameAnswers(t, "after the way back", r.fetchAll(t), before)
}

// figuresOf is an answer without its links, which hold the generation that was
// asked for.
func figuresOf(t *testing.T, body []byte) []byte {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal(body, &document); err != nil {
		t.Fatal(err)
	}
	delete(document, "links")
	out, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
