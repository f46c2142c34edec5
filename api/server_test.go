package api

import (
	"net/http"
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

// TestEveryAnswerIsGuarded: the headers that keep a browser from guessing are
// on every answer, problems included.
func TestEveryAnswerIsGuarded(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{"/", "/analysis/gaps", "/nothing", "/centres?f=csv", "/metrics"} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodOptions} {
			h := send(t, method, web.URL+path, nil).Header
			if h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || h.Get("Referrer-Policy") != "no-referrer" {
				t.Errorf("%s %s: %v", method, path, h)
			}
		}
	}
	if got := get(t, web.URL+"/locate?lon=2.35&lat=48.85").Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("/locate may be kept by a shared cache: %q", got)
	}
}
