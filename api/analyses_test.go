package api

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// counts is how often a request counts a network: with how many distinct
// questions, and in all.
type counts struct{ distinct, all int }

// analysesAllowed is the most questions that each representation of each resource may
// count, each of them once. What is not named counts nothing.
var analysesAllowed = map[string]int{
	"getCoverage json":             5,
	"getCoverage csv":              5,
	"getCoverage geojson":          1,
	"getCoverage html":             4,
	"getGaps geojson":              1,
	"getGaps csv":                  1,
	"getGaps html":                 2,
	"getOverlaps geojson":          1,
	"getOverlaps csv":              1,
	"getOverlaps html":             1,
	"getRealignment json":          21,
	"getRealignment csv":           21,
	"getRealignment geojson":       17,
	"getRealignment html":          17,
	"getTrajectory json":           23,
	"getTrajectory csv":            23,
	"getTrajectory html":           23,
	"getSensitivity json":          35,
	"getSensitivity csv":           35,
	"getSensitivity html":          35,
	"postScenario json":            7,
	"postScenario geojson":         2,
	"postScenario csv":             6,
	"getScenario json":             7,
	"getScenario geojson":          2,
	"getScenario csv":              6,
	"getScenario html":             5,
	"getComparison json":           6,
	"getComparison csv":            6,
	"getComparison html":           4,
	"getProposals json":            6,
	"getProposals csv":             6,
	"getProposals html":            6,
	"getCentre html":               1,
	"getSheet json":                1,
	"getSheet csv":                 1,
	"getLanding html":              21,
	"getItemOfRegions html":        20,
	"getItemOfRegions2015 html":    4,
	"getItemOfDepartments html":    3,
	"getItemOfCollectivities html": 3,
	"listGaps geojson":             1,
	"listGaps csv":                 1,
	"getItemOfGaps geojson":        1,
	"getItemOfGaps csv":            1,
	"listOverlaps geojson":         1,
	"listOverlaps csv":             1,
	"getItemOfOverlaps geojson":    1,
	"getItemOfOverlaps csv":        1,
	"describeTilesOfCoverage json": 1,
	"getTileOfCoverage mvt":        1,
	"describeTilesOfGaps json":     1,
	"getTileOfGaps mvt":            1,
	"describeTilesOfOverlaps json": 1,
	"getTileOfOverlaps mvt":        1,
}

// TestEachQuestionOnce asks every resource for every representation, on a service
// that has worked nothing out yet, and holds what is counted for each: an answer is
// computed once, and its forms ask for nothing of their own.
func TestEachQuestionOnce(t *testing.T) {
	for _, r := range allRoutes() {
		if r.Early || r.Live {
			continue
		}
		for _, as := range r.Answers {
			name := r.Name + " " + string(as.Format)
			got, most := analysesOf(t, r, as), analysesAllowed[name]
			switch {
			case got.all > got.distinct:
				t.Errorf("%q: %d questions are counted %d times", name, got.distinct, got.all)
			case got.distinct > most:
				t.Errorf("%q: %d questions, of at most %d: ask for less, or give a new form its row in analysesAllowed", name,
					got.distinct, most)
			case got.distinct < most:
				t.Logf("%q: %d questions are fewer than %d: lower it", name, got.distinct, most)
			}
		}
	}
}

// analysesOf counts the analyses of one request.
func analysesOf(t *testing.T, r *rest.Route, as rest.Representation) (n counts) {
	t.Helper()
	server, err := New(Options{
		Store: storeOf(embedded()), Clock: func() time.Time { return noon }, Version: "test", Map: builtMap(),
	})
	if err != nil {
		t.Fatal(err)
	}
	address := example(r, t)
	for _, p := range r.TakesAs(as.Format) {
		if p == ask.Datetime || p == ask.Moment || p == ask.During {
			address = withQuery(address, p.Name, "2017-03-16")
		}
		if p == ask.Scope { // without it there is no overlap that day
			address = withQuery(address, p.Name, "any")
		}
	}
	if as.Format != "" {
		address = withQuery(address, "f", string(as.Format))
	}
	var mu sync.Mutex
	times := map[string]int{}
	request := httptest.NewRequest(r.Method, address, bytes.NewReader(bodyFor(r)))
	if r.Body != nil {
		request.Header.Set("Content-Type", exampleType(r.Body))
	}
	request = request.WithContext(context.WithValue(request.Context(), coverage.TraceKey{},
		func(q coverage.Query, network snapshot.Network) {
			mu.Lock()
			defer mu.Unlock()
			times[fmt.Sprint(q, networkName(network))]++
		}))
	w := httptest.NewRecorder()
	server.ServeHTTP(w, request)
	if w.Code != http.StatusOK && w.Code != http.StatusNoContent &&
		!strings.Contains(w.Body.String(), "/problems/not-loaded") {
		t.Errorf("%s: status %d: %s", address, w.Code, shorten(w.Body.Bytes()))
	}
	for _, k := range times {
		n.distinct, n.all = n.distinct+1, n.all+k
	}
	return n
}

// networkName tells networks apart by what their perimeters cover.
func networkName(network snapshot.Network) string {
	var b strings.Builder
	for _, p := range network {
		fmt.Fprint(&b, " ", p.ID, p.Units, len(p.Drawn))
	}
	return b.String()
}
