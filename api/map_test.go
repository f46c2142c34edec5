package api

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"maillage/api/ask"
	"maillage/api/locate"
	"maillage/api/mapapp"
	"maillage/api/pages"
)

// builtMap stands for what the bundler leaves: the tests hold how the map is
// served, and scripts/pages what it does.
func builtMap() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"manifest.json":            file(`{"script":"map-TESTTEST.js","style":"map-TESTTEST.css","worker":"worker-TESTTEST.js","licences":"licences-TESTTEST.txt"}`),
		"map-TESTTEST.js":          file("export {}"),
		"map-TESTTEST.js.br":       file("as brotli"),
		"map-TESTTEST.js.gz":       file("as gzip"),
		"map-TESTTEST.css":         file("#app{}"),
		"worker-TESTTEST.js":       file("onmessage = null"),
		"licences-TESTTEST.txt":    file("a library (MIT)"),
		"secret/map-TESTTEST.js":   file("not to be reached"),
		"unlisted-but-there.plain": file("not of a kind that is served"),
	}
}

// TestAssets: the files of the map are sent compressed as the client takes them,
// for ever, and nothing else is.
func TestAssets(t *testing.T) {
	web := newTest(t)
	for accept, want := range map[string][2]string{
		"":                  {"", "export {}"},
		"gzip":              {"gzip", "as gzip"},
		"gzip, deflate, br": {"br", "as brotli"},
		"br;q=0, gzip":      {"gzip", "as gzip"},
		"zstd":              {"", "export {}"},
	} {
		r := get(t, web.URL+mapapp.ScriptsPath+"map-TESTTEST.js", "Accept-Encoding", accept)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Encoding") != want[0] || string(r.body) != want[1] {
			t.Errorf("Accept-Encoding %q: status %d, %q, %q", accept, r.StatusCode, r.Header.Get("Content-Encoding"), r.body)
		}
		if !strings.Contains(r.Header.Get("Cache-Control"), "immutable") ||
			!strings.HasPrefix(r.Header.Get("Content-Type"), "text/javascript") {
			t.Errorf("headers %v", r.Header)
		}
	}
	for _, path := range []string{
		mapapp.ScriptsPath + "map-OTHER.js", mapapp.ScriptsPath + "manifest.json", mapapp.ScriptsPath + "map-TESTTEST.js.br",
		mapapp.ScriptsPath + "map-TESTTEST.css",
		mapapp.ScriptsPath + "..%2fmanifest.json", mapapp.ScriptsPath + "secret%2Fmap-TESTTEST.js",
		mapapp.StylesPath + "unlisted-but-there.plain", mapapp.ScriptsPath + "%2e%2e",
	} {
		if r := get(t, web.URL+path); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
}

// TestMapPolicy: the map has scripts and workers of this host alone, and a base
// map adds its own host and no other.
func TestMapPolicy(t *testing.T) {
	plain := get(t, newTest(t).URL+"/map?f=html")
	if got := plain.Header.Get("Content-Security-Policy"); got != pages.AppPolicy() || strings.Contains(got, "unsafe") ||
		strings.Contains(got, "http") {
		t.Errorf("policy %q", got)
	}
	based := start(t, Options{
		Store: storeOf(embedded()), Map: builtMap(),
		BaseMap: mapapp.BaseMap{URL: "https://tiles.example.org/a/{z}/{x}/{y}.png", Credit: "Example & sons"},
	})
	r := get(t, based.URL+"/map?f=html")
	policy := r.Header.Get("Content-Security-Policy")
	if n := strings.Count(policy, "https://tiles.example.org"); n != 2 ||
		strings.Contains(policy, "script-src 'self' http") {
		t.Errorf("policy %q", policy)
	}
	if !strings.Contains(string(r.body), "Fond de carte\u00a0: Example &amp; sons") ||
		!strings.Contains(string(r.body), `data-base-map="https://tiles.example.org/a/{z}/{x}/{y}.png"`) {
		t.Errorf("the base map is not credited: %s", r.body)
	}
	if got := get(t, based.URL+"/data?f=html").Header.Get("Content-Security-Policy"); got != pages.Policy {
		t.Errorf("another page has the policy %q", got)
	}
}

// TestMapNotBuilt: without Node the page says so, and nothing leads to it.
func TestMapNotBuilt(t *testing.T) {
	web := start(t, Options{Store: storeOf(embedded()), Map: fstest.MapFS{}, Clock: func() time.Time { return noon }})
	r := get(t, web.URL+"/map", "Accept", browser)
	if r.StatusCode != http.StatusOK || !strings.Contains(string(r.body), "make run") ||
		strings.Contains(string(r.body), "<script") {
		t.Errorf("status %d: %s", r.StatusCode, r.body)
	}
	if got := r.Header.Get("Content-Security-Policy"); got != pages.Policy {
		t.Errorf("policy %q", got)
	}
	if body := string(get(t, web.URL+"/", "Accept", browser).body); strings.Contains(body, `href="/map`) {
		t.Error("the navigation leads to a map that is not there")
	}
	if body := string(get(t, newTest(t).URL+"/", "Accept", browser).body); !strings.Contains(body, `href="/map`) {
		t.Error("the navigation does not lead to the map")
	}
}

// TestMapAddresses: an address of another version, or one that was altered, is
// refused in words that lead to the map as it stands by default.
func TestMapAddresses(t *testing.T) {
	web := newTest(t)
	good := "/map?v=1&datetime=2017-03-16&level=department&territory=metropole&scope=any&min_confidence=low&qpv=2024&measure=population" +
		"&layers=coverage,gaps,labels&center=2.5,-46.6&zoom=5.25&selected=departments/2A&scenario=" + ask.ExampleCompact
	if r := get(t, web.URL+good, "Accept", browser); r.StatusCode != http.StatusOK {
		t.Errorf("%s: status %d: %s", good, r.StatusCode, r.body)
	}
	for _, query := range []string{
		"v=2", "v=", "v=1&v=1", "layers=coverage,zzz", "layers=", "center=2.5", "center=NaN,0", "center=200,0", "center=0,91",
		"zoom=19", "zoom=-1", "zoom=NaN", "zoom=1e999", "selected=departments", "selected=departments/%3Cscript%3E",
		"selected=../x",
		"measure=weight", "scenario=s1.zzz", "scenario=zzz", "datetime=1800-01-01", "level=canton", "theme=dark",
		"layers=%3Cscript%3Ealert(1)%3C/script%3E",
	} {
		r := get(t, web.URL+"/map?"+query, "Accept", browser)
		body := string(r.body)
		if r.StatusCode != http.StatusBadRequest || !strings.Contains(body, `<a href="/map">`) ||
			!strings.Contains(body, "altérée") || strings.Contains(body, "<script") {
			t.Errorf("%s: status %d: %s", query, r.StatusCode, shorten(r.body))
		}
	}
}

func TestBaseMaps(t *testing.T) {
	for url, fits := range map[string]bool{
		"": true, "https://tiles.example.org/{z}/{x}/{y}.png": true, "http://10.0.0.1:8080/style.json": true,
		"tiles/{z}/{x}/{y}.png": false, "javascript:alert(1)": false, "https://a b/{z}/{x}/{y}": false,
		"https://*/style.json":                  false,
		"https://tiles.example.org/{z}/{x}.png": false, "https://me:pass@tiles.example.org/style.json": false,
		"ftp://tiles.example.org/style.json": false,
	} {
		_, err := New(Options{Store: storeOf(embedded()), BaseMap: mapapp.BaseMap{URL: url}})
		if (err == nil) != fits {
			t.Errorf("base map %q: %v", url, err)
		}
	}
	if _, err := New(Options{Store: storeOf(embedded()), BaseMap: mapapp.BaseMap{Credit: "IGN"}}); err == nil {
		t.Error("a credit without a base map is taken")
	}
}

func TestBrokenBuilds(t *testing.T) {
	broken := builtMap()
	delete(broken, "worker-TESTTEST.js")
	for name, files := range map[string]fstest.MapFS{
		"no worker": broken, "no json": {"manifest.json": &fstest.MapFile{Data: []byte("{")}},
		"empty": {"manifest.json": &fstest.MapFile{Data: []byte("{}")}},
	} {
		if _, err := New(Options{Store: storeOf(embedded()), Map: files}); err == nil ||
			!strings.Contains(err.Error(), "make map") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPlaces: every territory that has ground has a box, and within it a point
// that lies in that very territory.
func TestPlaces(t *testing.T) {
	web := newTest(t)
	index := decode[mapapp.MapAnswer](t, get(t, web.URL+"/map"))
	levels := map[string]int{}
	for _, p := range index.Places {
		levels[string(p.Level)]++
		if p.Box == nil || p.At == nil {
			t.Errorf("%s %s has no place", p.Level, p.Code)
			continue
		}
		if at := *p.At; at[0] < p.Box[0] || at[0] > p.Box[2] || at[1] < p.Box[1] || at[1] > p.Box[3] {
			t.Errorf("%s %s: %v is out of %v", p.Level, p.Code, at, *p.Box)
		}
		if !insideOf(t, web.URL, p) {
			t.Errorf("%s %s: %v is not in it", p.Level, p.Code, *p.At)
		}
	}
	if levels["region"] != 18 || levels["region-2015"] != 27 || levels["department"] != 101 ||
		levels["collectivity"] != 2 {
		t.Errorf("places by level: %v", levels)
	}
}

// insideOf asks the service itself whether the point of a place lies in it.
func insideOf(t *testing.T, base string, p mapapp.MapPlace) bool {
	t.Helper()
	address := fmt.Sprintf("%s/locate?lon=%v&lat=%v", base, p.At[0], p.At[1])
	for _, at := range decode[locate.Located](t, get(t, address)).Levels {
		if at.Level == p.Level && at.Code != nil && *at.Code == p.Code {
			return true
		}
	}
	return false
}
