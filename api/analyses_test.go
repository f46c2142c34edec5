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

// once is where no question is asked twice.
func once(n int) counts { return counts{n, n} }

// analysesAllowed is the most that each representation of each resource may count.
// What is not named counts nothing.
var analysesAllowed = map[string]counts{
	"getCoverage json":             once(5),
	"getCoverage csv":              once(5),
	"getCoverage geojson":          once(1),
	"getCoverage html":             once(4),
	"getGaps geojson":              once(1),
	"getGaps csv":                  once(1),
	"getGaps html":                 once(2),
	"getOverlaps geojson":          once(1),
	"getOverlaps csv":              once(1),
	"getOverlaps html":             once(1),
	"getRealignment json":          once(21),
	"getRealignment csv":           once(21),
	"getRealignment geojson":       once(17),
	"getRealignment html":          once(17),
	"getTrajectory json":           once(23),
	"getTrajectory csv":            once(23),
	"getTrajectory html":           once(23),
	"getSensitivity json":          once(35),
	"getSensitivity csv":           once(35),
	"getSensitivity html":          once(35),
	"postScenario json":            once(7),
	"postScenario geojson":         once(2),
	"postScenario csv":             once(6),
	"getScenario json":             once(7),
	"getScenario geojson":          once(2),
	"getScenario csv":              once(6),
	"getScenario html":             once(5),
	"getComparison json":           once(6),
	"getComparison csv":            once(6),
	"getComparison html":           once(4),
	"getProposals json":            {6, 9},
	"getProposals csv":             {6, 9},
	"getProposals html":            {6, 9},
	"getCentre html":               once(1),
	"getSheet json":                once(1),
	"getSheet csv":                 once(1),
	"getLanding html":              once(21),
	"getItemOfRegions html":        once(20),
	"getItemOfRegions2015 html":    once(4),
	"getItemOfDepartments html":    once(3),
	"getItemOfCollectivities html": once(3),
	"listGaps geojson":             once(1),
	"listGaps csv":                 once(1),
	"getItemOfGaps geojson":        once(1),
	"getItemOfGaps csv":            once(1),
	"listOverlaps geojson":         once(1),
	"listOverlaps csv":             once(1),
	"getItemOfOverlaps geojson":    once(1),
	"getItemOfOverlaps csv":        once(1),
	"describeTilesOfCoverage json": once(1),
	"getTileOfCoverage mvt":        once(1),
	"describeTilesOfGaps json":     once(1),
	"getTileOfGaps mvt":            once(1),
	"describeTilesOfOverlaps json": once(1),
	"getTileOfOverlaps mvt":        once(1),
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
			if got.all > most.all || got.distinct > most.distinct || got.all-got.distinct > most.all-most.distinct {
				t.Errorf("%q: {%d, %d}, of at most {%d, %d}", name, got.distinct, got.all, most.distinct, most.all)
			} else if got != most {
				t.Logf("%q: {%d, %d} is fewer than {%d, %d}: lower it", name, got.distinct, got.all, most.distinct, most.all)
			}
		}
	}
}

// analysesOf counts the analyses of one request.
func analysesOf(t *testing.T, r *rest.Route, as rest.Representation) (n counts) {
	t.Helper()
	server, err := New(Options{Store: storeOf(embedded()), Clock: func() time.Time { return noon }, Version: "test", Map: builtMap()})
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
	request = request.WithContext(context.WithValue(request.Context(), coverage.TraceKey{}, func(q coverage.Query, network snapshot.Network) {
		mu.Lock()
		defer mu.Unlock()
		times[fmt.Sprint(q, networkName(network))]++
	}))
	w := httptest.NewRecorder()
	server.ServeHTTP(w, request)
	if w.Code != http.StatusOK && w.Code != http.StatusNoContent && !strings.Contains(w.Body.String(), "/problems/not-loaded") {
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
