package api

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"maillage/geo"
)

// measured are addresses of answers that count neighbourhoods, on a day.
var measured = []string{
	"/analysis/coverage", "/analysis/coverage?f=geojson", "/analysis/gaps", "/analysis/overlaps",
	"/collections/gaps/items", "/collections/overlaps/items",
	"/collections/neighbourhoods/items", "/analysis/trajectory?from=2016-12-01&to=2017-03-01", "/analysis/realignment",
	"/analysis/realignment?f=geojson",
	"/analysis/equity", "/analysis/proposals", "/analysis/sensitivity", "/tiles/coverage", "/tiles/neighbourhoods",
}

// TestEveryNullMeasureHasItsReason: of the geography that lacks measures, every
// answer says why, in JSON and in tables, once.
func TestEveryNullMeasureHasItsReason(t *testing.T) {
	web := newTest(t)
	for _, address := range measured {
		path, query, _ := strings.Cut(address, "?")
		values, _ := url.ParseQuery(query)
		values.Set("qpv", "2024")
		values.Set("limit", "3")
		if !strings.HasPrefix(path, "/collections/") {
			values.Del("limit")
		}
		if !strings.Contains(path, "trajectory") && !strings.Contains(path, "/neighbourhoods") {
			values.Set("datetime", "2017-03-16")
		}
		checkReasons(t, address, get(t, web.URL+path+"?"+values.Encode()))
		values.Set("qpv", "2015")
		if r := get(t, web.URL+path+"?"+values.Encode()); path != "/analysis/equity" &&
			strings.Contains(string(r.body), `"reasons":{`) {
			t.Errorf("%s: reasons where every measure has figures", address)
		}
		if strings.HasPrefix(path, "/tiles/") {
			continue
		}
		values.Set("qpv", "2024")
		values.Set("f", "csv")
		lines := strings.SplitN(string(get(t, web.URL+path+"?"+values.Encode()).body), "\r\n", 3)
		if !strings.Contains(lines[0], `,"reasons","generation","credits"`) ||
			!strings.Contains(lines[1], geo.NPNRUNeighbourhoods.Lacking(geo.QPV2024).English()) && lines[1] != "" {
			t.Errorf("%s as a table: %s", address, lines[0])
		}
	}
	scenario := `{"datetime":"2017-03-16","changes":[{"action":"give","centre":"cite-ressources","units":[{"level":"department","code":"2A"}]}]}`
	checkReasons(t, "a scenario", post(t, web.URL+"/analysis/scenarios?qpv=2024", scenario))
	checkReasons(t, "the ground of a scenario", post(t, web.URL+"/analysis/scenarios?qpv=2024&f=geojson", scenario))
	checkReasons(t, "an allocation",
		post(t, web.URL+"/analysis/allocation?qpv=2024&datetime=2017-03-16",
			`{"envelope":"100.01","weights":{"neighbourhoods":1}}`))
	checkReasons(t, "a comparison", get(t, web.URL+"/analysis/compare?a=2016-01-01&b=2017-03-16&qpv_a=2015&qpv_b=2024"))
}

func checkReasons(t *testing.T, name string, r reply) {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal(r.body, &body); err != nil || r.StatusCode != 200 {
		t.Fatalf("%s: %d %v: %.200s", name, r.StatusCode, err, r.body)
	}
	reasons, _ := body["reasons"].(map[string]any)
	for _, m := range geo.Measures {
		why := m.Lacking(geo.QPV2024).English()
		if said, _ := reasons[m.String()].(string); said != why {
			t.Errorf("%s says of %s %q, want %q", name, m, said, why)
		}
	}
}
