package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"maillage/api/coverage"
)

func TestNotModified(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/analysis/coverage"
	first := get(t, address)
	tag := first.Header.Get("ETag")
	if !strings.HasPrefix(tag, `W/"`) {
		t.Fatalf("ETag %q is not weak", tag)
	}
	for _, sent := range []string{tag, strings.TrimPrefix(tag, "W/"), `"other", ` + tag} {
		r := get(t, address, "If-None-Match", sent)
		if r.StatusCode != http.StatusNotModified || len(r.body) != 0 {
			t.Errorf("If-None-Match %s: status %d, %d bytes", sent, r.StatusCode, len(r.body))
		}
		for _, name := range []string{"ETag", "Cache-Control", "Vary", "X-Generation"} {
			if got, want := r.Header.Values(name), first.Header.Values(name); !slices.Equal(got, want) {
				t.Errorf("304: %s is %q, and %q with 200", name, got, want)
			}
		}
	}
	if r := get(t, address, "If-None-Match", `W/"0"`); r.StatusCode != http.StatusOK {
		t.Errorf("another tag: status %d", r.StatusCode)
	}
}

// TestTagNamesWhatVaries: equal questions share a tag, others never do.
func TestTagNamesWhatVaries(t *testing.T) {
	web := newTest(t)
	tag := func(path string, headers ...string) string {
		r := get(t, web.URL+path, headers...)
		if r.StatusCode != http.StatusOK {
			t.Fatalf("%s: status %d", path, r.StatusCode)
		}
		return r.Header.Get("ETag")
	}
	base := tag("/analysis/coverage")
	for _, same := range []string{
		"/analysis/coverage?level=region", "/analysis/coverage?datetime=2026-03-16", "/analysis/coverage?f=json",
		"/analysis/coverage?qpv=2015&territory=france&scope=policy&min_confidence=medium",
		"/analysis/coverage?datetime=2026-03-15T23:30:00Z", // the 16th in Paris
	} {
		if same != "/analysis/coverage?f=json" && tag(same) != base {
			t.Errorf("%s: another tag for the same answer", same)
		}
	}
	seen := map[string]string{base: "/analysis/coverage"}
	for _, other := range []string{
		"/analysis/coverage?f=csv", "/analysis/coverage?level=department", "/analysis/coverage?datetime=2026-03-15",
		"/analysis/coverage?territory=drom", "/analysis/coverage?scope=any", "/analysis/coverage?qpv=2024",
		"/analysis/coverage?min_confidence=low", "/analysis/gaps", "/analysis/overlaps", "/analysis/realignment",
		"/analysis/realignment?f=csv",
		"/analysis/realignment?qpv=2024", "/analysis/trajectory", "/analysis/trajectory?from=2015-01-01",
		"/analysis/trajectory?to=2015-01-01",
		"/analysis/sensitivity", "/crosswalk", "/crosswalk?of=neighbourhoods", "/crosswalk?f=csv",
		"/analysis/coverage?f=geojson", "/centres", "/centres/oriv",
		"/centres/labo-cites", "/collections/regions/items", "/collections/regions/items?limit=5",
		"/collections/regions/items?offset=5", "/collections/regions/items?bbox=1,43,6,46",
	} {
		got := tag(other)
		if twin, twice := seen[got]; twice {
			t.Errorf("%s and %s share the tag %s", other, twin, got)
		}
		seen[got] = other
	}
	if got := tag("/analysis/coverage", "Accept", "text/csv"); seen[got] != "" && seen[got] != "/analysis/coverage?f=csv" {
		t.Errorf("CSV by Accept shares the tag of %s", seen[got])
	}
}

// TestTagTurnsWithTheDay: a 304 must not outlive the day its default stood for.
func TestTagTurnsWithTheDay(t *testing.T) {
	var now atomic.Int64
	midnight := time.Date(2026, 3, 16, 23, 0, 0, 0, time.UTC) // in Paris
	now.Store(midnight.Add(-time.Minute).Unix())
	web := start(t, Options{Store: storeOf(embedded()), Clock: func() time.Time { return time.Unix(now.Load(), 0) }})
	before := get(t, web.URL+"/analysis/coverage")
	fixed := get(t, web.URL+"/analysis/coverage?datetime=2017-03-16")
	now.Store(midnight.Unix())
	after := get(t, web.URL+"/analysis/coverage", "If-None-Match", before.Header.Get("ETag"))
	got := decode[coverage.Answer](t, after)
	if got.Datetime != "2026-03-17" {
		t.Errorf("the day is %s after midnight in Paris, want 2026-03-17", got.Datetime)
	}
	if r := get(t, web.URL+"/analysis/coverage?datetime=2017-03-16", "If-None-Match",
		fixed.Header.Get("ETag")); r.StatusCode != http.StatusNotModified {
		t.Errorf("a dated answer turned with the day: status %d", r.StatusCode)
	}
}

func TestHeadTellsWhatGetTells(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{
		"/", "/analysis/coverage", "/collections/departments/items", "/centres?f=csv", "/healthz", "/nothing",
		"/centres?foo=bar",
	} {
		for _, encoding := range []string{"identity", "gzip"} {
			a := get(t, web.URL+path, "Accept-Encoding", encoding)
			b := send(t, http.MethodHead, web.URL+path, nil, "Accept-Encoding", encoding)
			if a.StatusCode != b.StatusCode || len(b.body) != 0 {
				t.Errorf("HEAD %s: status %d and %d bytes, GET %d", path, b.StatusCode, len(b.body), a.StatusCode)
			}
			// Content-Encoding is settled by writing, which HEAD does not (RFC 9110, 9.3.2).
			for _, name := range []string{"Content-Type", "ETag", "Vary", "Link", "X-Generation", "Cache-Control"} {
				if got, want := b.Header.Values(name), a.Header.Values(name); !slices.Equal(got, want) {
					t.Errorf("HEAD %s (%s): %s is %q, GET says %q", path, encoding, name, got, want)
				}
			}
		}
	}
}

func TestGzip(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/analysis/coverage"
	flat, packed := get(t, address), get(t, address, "Accept-Encoding", "gzip")
	if flat.Header.Get("Content-Encoding") != "" || packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("Content-Encoding %q and %q", flat.Header.Get("Content-Encoding"), packed.Header.Get("Content-Encoding"))
	}
	z, err := gzip.NewReader(strings.NewReader(string(packed.body)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil || string(b) != string(flat.body) {
		t.Errorf("gzip holds another answer (%v)", err)
	}
	if flat.Header.Get("ETag") != packed.Header.Get("ETag") {
		t.Error("the weak tag varies with the encoding")
	}
	r := get(t, address, "Accept-Encoding", "gzip", "If-None-Match", flat.Header.Get("ETag"))
	if r.StatusCode != http.StatusNotModified || len(r.body) != 0 || r.Header.Get("Content-Encoding") != "" {
		t.Errorf("304 with gzip: status %d, %d bytes, encoding %q", r.StatusCode, len(r.body),
			r.Header.Get("Content-Encoding"))
	}
}

func TestVary(t *testing.T) {
	web := newTest(t)
	for path, want := range map[string]string{
		"/analysis/coverage":            "Accept, Accept-Encoding",
		"/analysis/coverage?f=csv":      "Accept-Encoding",
		"/collections/regions/items":    "Accept, Accept-Encoding",
		"/collections/regions?f=json":   "Accept-Encoding",
		"/analysis/coverage?datetime=x": "Accept, Accept-Encoding", // a problem is a page for a browser
		"/analysis/coverage?f=html":     "Accept-Encoding, Accept-Language",
		"/data?f=html&lang=en":          "Accept-Encoding",
	} {
		got := get(t, web.URL+path).Header.Values("Vary")
		slices.Sort(got)
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: Vary %q, want %q", path, got, want)
		}
	}
}

func TestNegotiation(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct{ path, accept, media string }{
		{"/analysis/coverage", "", "application/json"},
		{"/analysis/coverage", "*/*", "application/json"},
		{"/analysis/coverage", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"},
		{"/locate?lon=2&lat=48", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"},
		{"/analysis/coverage", "text/csv", "text/csv"},
		{"/analysis/coverage", "text/*", "text/csv"},
		{"/analysis/coverage", "text/csv, */*", "text/csv"},
		{"/analysis/coverage", "application/json;q=0.2, text/csv;q=0.9", "text/csv"},
		{"/analysis/coverage", "application/json;q=0, */*", "text/csv"},
		{"/analysis/coverage?f=json", "text/csv", "application/json"},
		{"/analysis/gaps", "application/json", "application/geo+json"},
		{"/analysis/gaps?f=json", "", "application/geo+json"},
		{"/collections/regions/items?f=json", "text/csv", "application/geo+json"},
		{"/collections/regions/items", "application/geo+json, application/json", "application/geo+json"},
		{"/api", "application/vnd.oai.openapi+json;version=3.0, application/json", "application/vnd.oai.openapi+json"},
		{"/healthz", "text/html", "application/json"},
	} {
		r := get(t, web.URL+c.path, "Accept", c.accept)
		if got, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); r.StatusCode != http.StatusOK || got != c.media {
			t.Errorf("%s, Accept %q: status %d, %s; want %s", c.path, c.accept, r.StatusCode, got, c.media)
		}
	}
	for _, accept := range []string{
		"application/json;q=0, text/csv;q=0, text/html;q=0", "image/png, application/xml", "nonsense",
	} {
		problemIn(t, get(t, web.URL+"/analysis/coverage", "Accept", accept), 406, "not-acceptable")
	}
}

func TestCrossOrigin(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{"/", "/centres", "/nothing"} {
		if got := get(t, web.URL+path, "Origin",
			"https://example.org").Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s: Access-Control-Allow-Origin %q", path, got)
		}
	}
	r := send(t, http.MethodOptions, web.URL+"/locate", nil, "Origin", "https://example.org",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
	if r.StatusCode != http.StatusNoContent || !strings.Contains(r.Header.Get("Access-Control-Allow-Methods"), "POST") ||
		!strings.Contains(r.Header.Get("Access-Control-Allow-Headers"), "Content-Type") ||
		r.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("preflight: status %d, %v", r.StatusCode, r.Header)
	}
}
