package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/locate"
	"maillage/api/rest"
	"maillage/api/wire"
)

// hostile is requests that must each be refused, and how.
var hostile = []struct {
	method, path string
	status       int
	kind         string
	parameter    string
}{
	{"GET", "/analysis/coverage?datetime=zzz", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=2017", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=2017-02-30", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=2017-03-16T25:00:00Z", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=2017-03-16T10:00:00+01:00", 400, "invalid-date", "datetime"},
	{"GET", "/analysis/coverage?datetime=1800-01-01", 400, "date-out-of-range", "datetime"},
	{"GET", "/analysis/coverage?datetime=1989-12-31", 400, "date-out-of-range", "datetime"},
	{"GET", "/analysis/coverage?datetime=2101-01-01", 400, "date-out-of-range", "datetime"},
	{"GET", "/analysis/coverage?datetime=2100-12-31T23:30:00Z", 400, "date-out-of-range", "datetime"}, // 2101 in Paris
	{"GET", "/analysis/coverage?datetime=2016-01-01/2017-01-01", 400, "interval-not-taken", "datetime"},
	{"GET", "/analysis/coverage?datetime=../2017-01-01", 400, "interval-not-taken", "datetime"},
	{"GET", "/analysis/coverage?datetime=../..", 400, "open-interval", "datetime"},
	{"GET", "/analysis/gaps?datetime=2017-01-01/2016-01-01", 400, "reversed-interval", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=../..", 400, "open-interval", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=/", 400, "open-interval", "datetime"},
	{"GET", "/collections/gaps/items?datetime=../..", 400, "open-interval", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=2017-01-01/2016-01-01", 400, "reversed-interval", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=2017-01-01/zzz", 400, "invalid-date", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=a/b/c", 400, "invalid-date", "datetime"},
	{"GET", "/collections/perimeters/items?datetime=1800-01-01/..", 400, "date-out-of-range", "datetime"},
	{"GET", "/analysis/coverage?level=Region", 400, "invalid-parameter", "level"},
	{"GET", "/analysis/coverage?level=collectivity", 400, "invalid-parameter", "level"},
	{"GET", "/analysis/coverage?territory=corse", 400, "invalid-parameter", "territory"},
	{"GET", "/analysis/coverage?scope=outside-policy", 400, "invalid-parameter", "scope"},
	{"GET", "/analysis/coverage?min_confidence=certain", 400, "invalid-parameter", "min_confidence"},
	{"GET", "/analysis/coverage?qpv=2014", 400, "invalid-parameter", "qpv"},
	{"GET", "/analysis/coverage?f=xml", 400, "invalid-parameter", "f"},
	{"GET", "/centres?f=geojson", 400, "invalid-parameter", "f"},
	{"GET", "/analysis/coverage?level=region&level=commune", 400, "repeated-parameter", "level"},
	{"GET", "/analysis/coverage?f=csv&f=csv", 400, "repeated-parameter", "f"},
	{"GET", "/analysis/coverage?foo=bar", 400, "unknown-parameter", "foo"},
	{"GET", "/analysis/coverage?date=2017-03-16", 400, "unknown-parameter", "date"},
	{"GET", "/analysis/coverage?limit=10", 400, "unknown-parameter", "limit"},
	{"GET", "/analysis/overlaps?level=region", 400, "unknown-parameter", "level"},
	{"GET", "/analysis/realignment?level=region", 400, "unknown-parameter", "level"},
	{"GET", "/analysis/trajectory?from=2017-01-01&to=2016-01-01", 400, "reversed-interval", "to"},
	{"GET", "/analysis/trajectory?from=2099-01-01", 400, "reversed-interval", "to"}, // to is today
	{"GET", "/analysis/trajectory?from=1989-12-31", 400, "date-out-of-range", "from"},
	{"GET", "/analysis/trajectory?to=2101-01-01", 400, "date-out-of-range", "to"},
	{"GET", "/analysis/trajectory?from=2016", 400, "invalid-date", "from"},
	{"GET", "/analysis/trajectory?from=2016-01-01/2017-01-01", 400, "invalid-date", "from"},
	{"GET", "/analysis/trajectory?to=../2017-01-01", 400, "invalid-date", "to"},
	{"GET", "/analysis/trajectory?datetime=2017-01-01", 400, "unknown-parameter", "datetime"},
	{"GET", "/analysis/trajectory?f=geojson", 400, "invalid-parameter", "f"},
	{"GET", "/analysis/sensitivity?datetime=2017", 400, "invalid-date", "datetime"},
	{"GET", "/crosswalk?of=communes", 400, "invalid-parameter", "of"},
	{"GET", "/crosswalk?datetime=2017-01-01", 400, "unknown-parameter", "datetime"},
	{"GET", "/analysis/realignment?datetime=2016-01-01/2017-01-01", 400, "interval-not-taken", "datetime"},
	{"GET", "/analysis/compare?a=2017-03-16", 400, "missing-parameter", "b"},
	{"GET", "/analysis/compare?a=2017&b=2017-03-16", 400, "invalid-date", "a"},
	{"GET", "/analysis/compare?a=2017-03-16&b=2016-01-01/2017-01-01", 400, "interval-not-taken", "b"},
	{"GET", "/analysis/compare?a=2017-03-16&b=s1.zzz", 400, "invalid-parameter", "b"},
	{"GET", "/analysis/compare?a=2017-03-16&b=2017-03-16&qpv=2024", 400, "unknown-parameter", "qpv"},
	{"GET", "/analysis/compare?a=2017-03-16&b=2017-03-16&qpv_b=2020", 400, "invalid-parameter", "qpv_b"},
	{"GET", "/analysis/scenarios", 400, "missing-parameter", "scenario"},
	{
		"GET", "/analysis/scenarios?scenario=" + ask.ExampleCompact + "&datetime=2017-03-16", 400, "unknown-parameter",
		"datetime",
	},
	{"GET", "/analysis/proposals?aim=best", 400, "invalid-parameter", "aim"},
	{"GET", "/analysis/proposals?create=yes", 400, "invalid-parameter", "create"},
	{"GET", "/analysis/proposals?join_overseas=", 400, "invalid-parameter", "join_overseas"},
	{"GET", "/analysis/proposals?move=1", 400, "invalid-parameter", "move"},
	{"GET", "/analysis/proposals?max_load=-1", 400, "invalid-parameter", "max_load"},
	{"GET", "/analysis/proposals?max_load=100000001", 400, "invalid-parameter", "max_load"},
	{"GET", "/analysis/proposals?max_load=99999999999999999999", 400, "invalid-parameter", "max_load"},
	{"GET", "/analysis/proposals?max_load=NaN", 400, "invalid-parameter", "max_load"},
	{"GET", "/analysis/equity?level=region", 400, "unknown-parameter", "level"},
	{"GET", "/analysis/allocation", 405, "method-not-allowed", ""},
	{"PUT", "/analysis/scenarios", 405, "method-not-allowed", ""},
	{"GET", "/analysis/coverage?a;b", 400, "invalid-query", ""},
	{"GET", "/analysis/coverage?a=%zz", 400, "invalid-query", ""},
	{"GET", "/healthz?foo=bar", 400, "unknown-parameter", "foo"},
	{"GET", "/collections/regions/items?limit=-1", 400, "invalid-parameter", "limit"},
	{"GET", "/collections/regions/items?limit=0", 400, "invalid-parameter", "limit"},
	{"GET", "/collections/regions/items?limit=1.5", 400, "invalid-parameter", "limit"},
	{"GET", "/collections/regions/items?limit=", 400, "invalid-parameter", "limit"},
	{"GET", "/collections/regions/items?offset=-1", 400, "invalid-parameter", "offset"},
	{"GET", "/collections/regions/items?offset=x", 400, "invalid-parameter", "offset"},
	{"GET", "/collections/regions/items?bbox=NaN,0,1,1", 400, "not-a-number", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,0,Inf,1", 400, "not-a-number", "bbox"},
	{"GET", "/collections/regions/items?bbox=0x1p1,0,1,1", 400, "not-a-number", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,0,1", 400, "invalid-bbox", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,0,1,1,1", 400, "invalid-bbox", "bbox"},
	{"GET", "/collections/regions/items?bbox=", 400, "invalid-bbox", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,50,1,40", 400, "invalid-bbox", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,0,181,1", 400, "coordinate-out-of-range", "bbox"},
	{"GET", "/collections/regions/items?bbox=600000,6000000,700000,7000000", 400, "coordinate-out-of-range", "bbox"},
	{"GET", "/collections/regions/items?bbox=48,2,49,3", 400, "swapped-coordinates", "bbox"},
	{"GET", "/collections/regions/items?bbox=-18,-150,-17,-149", 400, "swapped-coordinates", "bbox"},
	// swapped, nothing of France
	{"GET", "/collections/regions/items?bbox=2,48,3,91", 400, "coordinate-out-of-range", "bbox"},
	{"GET", "/collections/regions/items?bbox=0,-91,1,1", 400, "coordinate-out-of-range", "bbox"},
	{"GET", "/locate?lon=-17.65&lat=-149.45", 400, "swapped-coordinates", "lat"}, // Papeete
	{"GET", "/locate?lon=0&lat=100", 400, "coordinate-out-of-range", "lat"},
	{"GET", "/locate?lon=2", 400, "missing-parameter", "lat"},
	{"GET", "/locate", 400, "missing-parameter", "lon"},
	{"GET", "/search", 400, "missing-parameter", "q"},
	{"GET", "/search?q=", 400, "invalid-parameter", "q"},
	{"GET", "/search?q=%20-%20", 400, "invalid-parameter", "q"},
	{"GET", "/search?q=" + strings.Repeat("a", 81), 400, "invalid-parameter", "q"},
	{"GET", "/search?q=lyon&qpv=2014", 400, "invalid-parameter", "qpv"},
	{"GET", "/locate?lon=NaN&lat=48", 400, "not-a-number", "lon"},
	{"GET", "/locate?lon=2,35&lat=48", 400, "not-a-number", "lon"},
	{"GET", "/locate?lon=2&lat=-Inf", 400, "not-a-number", "lat"},
	{"GET", "/locate?lon=1e400&lat=48", 400, "not-a-number", "lon"},
	{"GET", "/locate?lon=181&lat=48", 400, "coordinate-out-of-range", "lon"},
	{"GET", "/locate?lon=2&lat=91", 400, "coordinate-out-of-range", "lat"},
	{"GET", "/locate?lon=48.8566&lat=2.3522", 400, "swapped-coordinates", ""},
	{"GET", "/centres/nobody", 404, "not-found", ""},
	{"GET", "/centres/labo-cites/perimeters/oriv-1", 404, "not-found", ""},
	{"GET", "/centres/labo-cites/perimeters/nothing", 404, "not-found", ""},
	{"GET", "/collections/regions/items/zz", 404, "not-found", ""},
	{"GET", "/collections/neighbourhoods/items/QN00101M", 404, "not-found", ""},
	{"GET", "/collections/gaps/items/84?datetime=2017-03-16&min_confidence=low", 404, "not-found", ""},
	{"GET", "/collections/communes/items", 404, "not-loaded", ""},
	{"GET", "/collections/epci", 404, "not-loaded", ""},
	{"GET", "/collections/regoins/items", 404, "unknown-address", ""},
	{"GET", "/centres/", 404, "unknown-address", ""},
	{"GET", "//centres", 404, "unknown-address", ""},
	{"GET", "/centres/../api", 404, "unknown-address", ""},
	{"GET", "/nothing/at/all", 404, "unknown-address", ""},
	{"GET", "/%00", 404, "unknown-address", ""},
	{"GET", "/problems/none", 404, "not-found", ""},
	{"POST", "/analysis/coverage", 405, "method-not-allowed", ""},
	{"PUT", "/locate", 405, "method-not-allowed", ""},
	{"DELETE", "/collections/regions/items", 405, "method-not-allowed", ""},
	{"PATCH", "/", 405, "method-not-allowed", ""},
	{"TRACE", "/", 405, "method-not-allowed", ""},
}

func TestHostileRequests(t *testing.T) {
	web := newTest(t)
	for _, h := range hostile {
		t.Run(h.method+" "+h.path, func(t *testing.T) {
			r := send(t, h.method, web.URL+h.path, nil)
			p := problemIn(t, r, h.status, h.kind)
			if h.parameter != "" && p.Parameter != h.parameter {
				t.Errorf("parameter %q, want %q", p.Parameter, h.parameter)
			}
			if r.Header.Get("ETag") != "" || r.Header.Get("Cache-Control") != "no-store" {
				t.Error("a problem may be kept by a cache")
			}
		})
	}
}

// problemIn reads a problem and checks what every one must have.
// problemRead is a problem as a client reads it.
type problemRead struct {
	Type, Title, Detail, Fix, Instance, Parameter, Nearest, Action, Centre, Reason, Generation string

	Status     int
	Known      []string
	Successor  *wire.Successor
	Successors []wire.Unit
	Change     *int
	Unit       *wire.UnitRef
}

func problemIn(t *testing.T, r reply, status int, slug string) problemRead {
	t.Helper()
	var p problemRead
	if err := json.Unmarshal(r.body, &p); err != nil {
		t.Fatalf("status %d, %v: %s", r.StatusCode, err, shorten(r.body))
	}
	if r.StatusCode != status || p.Status != status || p.Type != "/problems/"+slug {
		t.Errorf("status %d, type %s; want %d, /problems/%s: %s", r.StatusCode, p.Type, status, slug, shorten(r.body))
	}
	if got := r.Header.Get("Content-Type"); got != rest.MediaProblem {
		t.Errorf("Content-Type %q", got)
	}
	if p.Title == "" || p.Detail == "" || p.Fix == "" {
		t.Errorf("no title, detail or fix: %s", shorten(r.body))
	}
	if path, _, _ := strings.Cut(r.Request.URL.RequestURI(), "?"); p.Instance != path && url.PathEscape(p.Instance) == "" {
		t.Errorf("instance %q, want %q", p.Instance, path)
	}
	if strings.Contains(p.Instance, "?") {
		t.Errorf("instance %q holds the query", p.Instance)
	}
	return p
}

func TestUnknownNamesAreMet(t *testing.T) {
	web := newTest(t)
	for address, want := range map[string]string{
		"/analysis/coverage?dattime=2017-03-16":  "datetime",
		"/analysis/coverage?date=2017-03-16":     "datetime",
		"/analysis/coverage?confidence=low":      "min_confidence",
		"/analysis/coverage?teritory=drom":       "territory",
		"/analysis/coverage?LEVEL=region":        "level",
		"/collections/regions/items?box=1,2,3,4": "bbox",
		"/analysis/coverage?level=departement":   "department",
		"/analysis/coverage?level=regions":       "region",
		"/analysis/coverage?territory=metropol":  "metropole",
		"/centres/labocites":                     "labo-cites",
		"/colections":                            "/collections",
		"/collections/regoins/items":             "/collections/regions/items",
		"/collections/region/items/84":           "/collections/regions/items/84",
		"/centres/":                              "/centres",
		"/centres/oriv/":                         "/centres/oriv",
		"/analysis/coverages":                    "/analysis/coverage",
		"/analysis/../analysis/coverage":         "/analysis/coverage",
	} {
		r := get(t, web.URL+address)
		var p rest.Problem
		if err := json.Unmarshal(r.body, &p); err != nil || p.Nearest != want || !strings.Contains(p.Fix, want) {
			t.Errorf("%s: nearest %q, want %q in the fix: %s", address, p.Nearest, want, shorten(r.body))
		}
	}
}

// TestNothingIsSuggestedForNothingAlike: what resembles no name gets the list,
// or where to find it, and no guess.
func TestNothingIsSuggestedForNothingAlike(t *testing.T) {
	web := newTest(t)
	for _, address := range []string{
		"/analysis/coverage?bbox=1,2,3,4", "/analysis/coverage?zzz=1", "/analysis/coverage?level=x", "/centres/nope",
		"/problems/zzzz", "/wp-admin/setup.php", "/" + strings.Repeat("a", 5000),
		"/analysis/coverage?" + strings.Repeat("a", 5000) + "=1",
	} {
		r := get(t, web.URL+address)
		var p rest.Problem
		if err := json.Unmarshal(r.body, &p); err != nil || p.Nearest != "" || strings.Contains(p.Fix, "mean") ||
			p.Fix == "" {
			t.Errorf("%s: %s", shorten([]byte(address)), shorten(r.body))
		}
	}
}

func TestFormerRegionsHaveSuccessors(t *testing.T) {
	web := newTest(t)
	for code, want := range map[string]wire.Successor{
		"42": {Code: "44", Name: "Grand Est"}, "82": {Code: "84", Name: "Auvergne-Rhône-Alpes"},
		"31": {Code: "32", Name: "Hauts-de-France"},
		"22": {Code: "32", Name: "Hauts-de-France"}, "73": {Code: "76", Name: "Occitanie"},
		"26": {Code: "27", Name: "Bourgogne-Franche-Comté"},
	} {
		p := problemIn(t, get(t, web.URL+"/collections/regions/items/"+code), 404, "not-found")
		if p.Successor == nil || *p.Successor != want || !strings.Contains(p.Fix, want.Code) {
			t.Errorf("region %s: successor %v, want %v", code, p.Successor, want)
		}
	}
	for _, code := range []string{"11", "24", "53", "93", "94", "01", "06"} {
		if r := get(t, web.URL+"/collections/regions/items/"+code); r.StatusCode != http.StatusOK {
			t.Errorf("region %s, still one: status %d", code, r.StatusCode)
		}
	}
}

func TestAllowListsWhatIsAnswered(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct{ method, path, allow string }{
		{"POST", "/analysis/coverage", "GET, HEAD, OPTIONS"},
		{"PUT", "/locate", "GET, HEAD, OPTIONS, POST"},
		{"OPTIONS", "/locate", "GET, HEAD, OPTIONS, POST"},
		{"OPTIONS", "/collections/regions/items/84", "GET, HEAD, OPTIONS"},
	} {
		if got := send(t, c.method, web.URL+c.path, nil).Header.Get("Allow"); got != c.allow {
			t.Errorf("%s %s: Allow %q, want %q", c.method, c.path, got, c.allow)
		}
	}
}

func TestBodies(t *testing.T) {
	web := newTest(t)
	many := "lon,lat\n" + strings.Repeat("2.35,48.85\n", locate.MaxPoints)
	for _, c := range []struct {
		name, media, body string
		status            int
		kind              string
	}{
		{"over 10 MB, said", "text/csv", strings.Repeat("x", 11_000_000), 413, "body-too-large"},
		{"too many points", "text/csv", many + "2.35,48.85\n", 413, "too-many-points"},
		{
			"too many JSON points", rest.MediaJSON,
			"[" + strings.Repeat(`{"lon":2,"lat":48},`, locate.MaxPoints) + `{"lon":2,"lat":48}]`, 413, "too-many-points",
		},
		{"no type", "", "lon,lat\n2,48\n", 415, "unsupported-media-type"},
		{"a form", "application/x-www-form-urlencoded", "lon=2&lat=48", 415, "unsupported-media-type"},
		{"empty", "text/csv", "", 400, "invalid-body"},
		{"header alone", "text/csv", "lon,lat\n", 400, "invalid-body"},
		{"no lat", "text/csv", "id,lon\na,2\n", 400, "invalid-body"},
		{"ragged", "text/csv", "lon,lat\n2\n", 400, "invalid-body"},
		{"a quote in a field", "text/csv", "lon,lat\n\"2,48\n", 400, "invalid-body"},
		{"NaN", "text/csv", "lon,lat\n2,48\nNaN,48\n", 400, "not-a-number"},
		{"decimal comma", "text/csv", "lon,lat\n\"2,35\",\"48,85\"\n", 400, "not-a-number"},
		{"blank", "text/csv", "lon,lat\n2,\n", 400, "not-a-number"},
		{"out of range", "text/csv", "lon,lat\n2,48\n181,48\n", 400, "coordinate-out-of-range"},
		{"swapped", "text/csv", "lon,lat\n48.85,2.35\n", 400, "swapped-coordinates"},
		{"swapped, off the globe", "text/csv", "lon,lat\n-17.6,-149.5\n", 400, "swapped-coordinates"},
		{"out of range, either way", "text/csv", "lon,lat\n0,100\n", 400, "coordinate-out-of-range"},
		{"two columns lon", "text/csv", "lon,lat,LON\n2,48,3\n", 400, "invalid-body"},
		{"two columns id", "text/csv", "id,lon,lat, id\na,2,48,b\n", 400, "invalid-body"},
		{"not UTF-8", "text/csv", "id,lon,lat\nSa\xfcl,2,48\n", 400, "invalid-body"},
		{"JSON not UTF-8", rest.MediaJSON, "[{\"id\":\"Sa\xfcl\",\"lon\":2,\"lat\":48}]", 400, "invalid-body"},
		{"another encoding", "text/csv; charset=ISO-8859-1", "id,lon,lat\nSa\xfcl,2,48\n", 415, "unsupported-media-type"},
		{"an object", rest.MediaJSON, `{"lon":2,"lat":48}`, 400, "invalid-body"},
		{"no array end", rest.MediaJSON, `[{"lon":2,"lat":48}`, 400, "invalid-body"},
		{"two arrays", rest.MediaJSON, `[{"lon":2,"lat":48}][]`, 400, "invalid-body"},
		{"unknown member", rest.MediaJSON, `[{"lng":2,"lat":48}]`, 400, "invalid-point"},
		{"no coordinate", rest.MediaJSON, `[{"id":"a","lat":48}]`, 400, "invalid-point"},
		{"text for number", rest.MediaJSON, `[{"lon":"2","lat":48}]`, 400, "not-a-number"},
		{"empty array", rest.MediaJSON, `[]`, 400, "invalid-body"},
		{"NaN in JSON", rest.MediaJSON, `[{"lon":NaN,"lat":48}]`, 400, "invalid-body"},
		{"huge number", rest.MediaJSON, `[{"lon":1e999,"lat":48}]`, 400, "not-a-number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(c.body), "Content-Type", c.media)
			problemIn(t, r, c.status, c.kind)
		})
	}
	t.Run("over 10 MB, not said", func(t *testing.T) {
		body := bytes.NewBufferString("lon,lat\n" + strings.Repeat(" ", 11_000_000))
		r := send(t, http.MethodPost, web.URL+"/locate", struct{ *bytes.Buffer }{body}, "Content-Type", "text/csv")
		problemIn(t, r, 413, "body-too-large")
	})
	t.Run("compressed", func(t *testing.T) {
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader("x"), "Content-Type", "text/csv",
			"Content-Encoding", "gzip")
		problemIn(t, r, 415, "unsupported-media-type")
	})
	t.Run("as it is", func(t *testing.T) {
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader("id,lon,lat\nSaül,2,48\n"), "Content-Type",
			"text/csv;charset=\"UTF8\"", "Content-Encoding", "Identity")
		if got := decode[locatedMany](t, r); got.Points[0].ID != "Saül" {
			t.Errorf("identifier %q", got.Points[0].ID)
		}
	})
	t.Run("line named", func(t *testing.T) {
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader("id,lon,lat\na,2,48\nSa\xfcl,2,48\n"),
			"Content-Type", "text/csv")
		if p := problemIn(t, r, 400, "invalid-body"); !strings.Contains(p.Detail, "line 3") ||
			!strings.Contains(p.Fix, "UTF-8") {
			t.Errorf("%+v", p)
		}
	})
	t.Run("just enough", func(t *testing.T) {
		r := send(t, http.MethodPost, web.URL+"/locate", strings.NewReader(many), "Content-Type", "text/csv; charset=utf-8")
		if got := decode[locatedMany](t, r); len(got.Points) != locate.MaxPoints {
			t.Errorf("%d points, want %d", len(got.Points), locate.MaxPoints)
		}
	})
}

// TestEveryKindIsDocumented follows the type of every kind to its page.
func TestEveryKindIsDocumented(t *testing.T) {
	web := newTest(t)
	for _, k := range kinds {
		got := decode[rest.Kind](t, get(t, web.URL+k.Type))
		if got.Title != k.Title || got.Status != k.Status || got.Description == "" {
			t.Errorf("%s: %+v", k.Type, got)
		}
	}
}

func TestNothingServedBeforeData(t *testing.T) {
	store := new(Store)
	web := start(t, Options{Store: store})
	for _, r := range allRoutes() {
		if r.Method != http.MethodGet {
			continue
		}
		got := get(t, web.URL+example(r, t))
		switch {
		case r.Path == "/readyz" || !r.Early:
			problemIn(t, got, 503, "not-ready")
		case got.StatusCode != http.StatusOK:
			t.Errorf("%s: status %d before data", r.Path, got.StatusCode)
		}
	}
	store.Swap(embedded(), noon)
	if got := get(t, web.URL+"/readyz"); got.StatusCode != http.StatusOK {
		t.Errorf("/readyz: status %d once loaded", got.StatusCode)
	}
}
