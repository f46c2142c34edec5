package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestServerNeedsAStore(t *testing.T) {
	if _, err := New(Options{}); err == nil || !strings.Contains(err.Error(), "Store") {
		t.Errorf("New without a store: %v", err)
	}
}

// TestLinksBearThePublicAddress: behind a proxy, links are made of BaseURL, not
// of the Host that reached the service.
func TestLinksBearThePublicAddress(t *testing.T) {
	web := start(t, Options{Store: storeOf(embedded()), BaseURL: "https://maillage.example/service/"})
	for _, path := range []string{"/", "/collections", "/collections/regions/items?limit=2", "/centres/oriv", "/api"} {
		r := get(t, web.URL+path, "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "gopher")
		body := string(r.body) + strings.Join(r.Header.Values("Link"), "")
		if strings.Contains(body, "127.0.0.1") || strings.Contains(body, "evil.example") || strings.Contains(body, "gopher") {
			t.Errorf("%s tells another address than its own", path)
		}
		if !strings.Contains(body, "https://maillage.example/service") || strings.Contains(body, "service//") {
			t.Errorf("%s: no link bears the public address", path)
		}
	}
}

// TestForgedHostIsNotShared: without a public address, links are made of the
// Host of each request, so that no shared cache may keep them; with one, they
// never are.
func TestForgedHostIsNotShared(t *testing.T) {
	for base, want := range map[string]string{"": "private, no-cache", "https://maillage.example": "public, no-cache"} {
		s, err := New(Options{Store: storeOf(embedded()), BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{
			"/", "/collections", "/analysis/gaps", "/analysis/coverage?f=csv", "/tiles/departments",
		} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Host = "evil.example"
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			forged := strings.Contains(w.Body.String()+strings.Join(w.Header().Values("Link"), ""), "evil.example")
			if got := w.Header().Get("Cache-Control"); w.Code != http.StatusOK || got != want || forged != (base == "") {
				t.Errorf("%s, public address %q: status %d, Cache-Control %q, host taken: %v", path, base, w.Code, got, forged)
			}
		}
	}
}

// TestEveryAnswerIsGuarded: the headers that keep a browser from guessing are
// on every answer, problems included.
func TestEveryAnswerIsGuarded(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{"/", "/analysis/gaps", "/nothing", "/centres?f=csv", "/metrics"} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodOptions} {
			h := send(t, method, web.URL+path, nil).Header
			if h.Get("X-Content-Type-Options") != "nosniff" ||
				!strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") ||
				h.Get("Referrer-Policy") != "no-referrer" {
				t.Errorf("%s %s: %v", method, path, h)
			}
		}
	}
	if got := get(t, web.URL+"/locate?lon=2.35&lat=48.85").Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("/locate may be kept by a shared cache: %q", got)
	}
}
