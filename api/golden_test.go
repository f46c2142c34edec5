package api

import (
	"flag"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"maillage/api/rest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGoldens holds the wire formats, byte for byte, on answers small enough
// to be read. The generation and the address of the test server stand as
// words.
func TestGoldens(t *testing.T) {
	web := newTest(t)
	for name, path := range map[string]string{
		"coverage-com.json":      "/analysis/coverage?datetime=2017-03-16&territory=com",
		"coverage-com.csv":       "/analysis/coverage?datetime=2017-03-16&territory=com&f=csv",
		"gaps-drom.csv":          "/analysis/gaps?datetime=2017-03-16&territory=drom&f=csv",
		"overlaps-any.csv":       "/analysis/overlaps?datetime=2017-03-16&scope=any&f=csv",
		"realignment-com.json":   "/analysis/realignment?datetime=2017-03-16&territory=com",
		"realignment-drom.csv":   "/analysis/realignment?datetime=2017-03-16&territory=drom&f=csv",
		"trajectory-drom.json":   "/analysis/trajectory?from=2015-01-01&to=2016-06-01&territory=drom",
		"trajectory.csv":         "/analysis/trajectory?from=2015-06-01&to=2017-04-01&f=csv",
		"sensitivity-drom.json":  "/analysis/sensitivity?datetime=2017-03-16&territory=drom",
		"crosswalk-regions.csv":  "/crosswalk?f=csv",
		"locate.json":            "/locate?datetime=2017-03-16&lon=4.8357&lat=45.7640",
		"locate.csv":             "/locate?datetime=2017-03-16&lon=4.8357&lat=45.7640&f=csv",
		"centre.json":            "/centres/oriv",
		"perimeters.csv":         "/centres/oriv/perimeters?f=csv",
		"sheet.json":             "/centres/cr-csur/perimeters/cr-csur-1?datetime=2017-03-16",
		"sheet.csv":              "/centres/cr-csur/perimeters/cr-csur-1?datetime=2017-03-16&f=csv",
		"landing.json":           "/",
		"conformance.json":       "/conformance",
		"collection.json":        "/collections/regions-2015",
		"neighbourhood.json":     "/collections/neighbourhoods/items/QP001001",
		"neighbourhoods.json":    "/collections/neighbourhoods/items?bbox=5.2,46.2,5.3,46.21&limit=2&offset=1",
		"problem-successor.json": "/collections/regions/items/42",
		"problem-parameter.json": "/analysis/coverage?dattime=2017-03-16",
		"problem-value.json":     "/analysis/coverage?level=departement",
		"problem-method.json":    "POST /analysis/coverage",
		"scenario.json": "POST /analysis/scenarios?territory=com&level=department " +
			"{\"datetime\":\"2017-03-16\",\"changes\":[{\"action\":\"create\",\"centre\":\"pacifique\",\"name\":\"Pacifique\"},{\"action\":\"give\",\"centre\":\"pacifique\",\"units\":[{\"level\":\"collectivity\",\"code\":\"987\"}]}]}",
		"scenario.csv": "POST /analysis/scenarios?territory=com&level=department&f=csv " +
			"{\"datetime\":\"2017-03-16\",\"changes\":[{\"action\":\"create\",\"centre\":\"pacifique\",\"name\":\"Pacifique\"},{\"action\":\"give\",\"centre\":\"pacifique\",\"units\":[{\"level\":\"collectivity\",\"code\":\"987\"}]}]}",
		"problem-change.json": "POST /analysis/scenarios " +
			"{\"datetime\":\"2017-03-16\",\"changes\":[{\"action\":\"give\",\"centre\":\"irev\",\"units\":[{\"level\":\"department\",\"code\":\"02\"}]}]}",
		"compare-com.json":    "/analysis/compare?a=2015-12-31&b=2017-03-16&territory=com",
		"compare-drom.csv":    "/analysis/compare?a=2015-12-31&b=2017-03-16&territory=drom&f=csv",
		"proposals-drom.json": "/analysis/proposals?datetime=2017-03-16&territory=drom&join_overseas=true&max_load=60",
		"proposals-drom.csv":  "/analysis/proposals?datetime=2017-03-16&territory=drom&join_overseas=true&max_load=60&f=csv",
		"equity-drom.json":    "/analysis/equity?datetime=2017-03-16&territory=drom",
		"equity-drom.csv":     "/analysis/equity?datetime=2017-03-16&territory=drom&f=csv",
		"allocation-drom.json": "POST /analysis/allocation?datetime=2017-03-16&territory=drom " +
			"{\"envelope\":\"100000.01\",\"fixed_part\":\"10000\",\"weights\":{\"neighbourhoods\":2,\"people\":\"1.5\"},\"floor\":\"20000\"}",
		"allocation-drom.csv": "POST /analysis/allocation?datetime=2017-03-16&territory=drom&f=csv " +
			"{\"envelope\":\"100000.01\",\"fixed_part\":\"10000\",\"weights\":{\"neighbourhoods\":2,\"people\":\"1.5\"},\"floor\":\"20000\"}",
		"readyz.json": "/readyz",
	} {
		t.Run(name, func(t *testing.T) {
			method, address, ok := strings.Cut(path, " ")
			if !ok {
				method, address = http.MethodGet, path
			}
			address, body, _ := strings.Cut(address, " ")
			r := send(t, method, web.URL+address, strings.NewReader(body), "Content-Type", rest.MediaJSON)
			got := strings.NewReplacer(web.URL, "http://HOST", embedded().Generation, "GENERATION").Replace(string(r.body))
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs from %s (go test ./api -run TestGoldens -update writes it anew):\n%s", address, file,
					firstDifference(got, string(want)))
			}
		})
	}
}

// firstDifference shows both texts around the first byte that differs.
func firstDifference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	around := func(s string) string { return s[max(0, min(i, len(s))-60):min(len(s), i+60)] }
	return "got  …" + around(got) + "…\nwant …" + around(want) + "…"
}
