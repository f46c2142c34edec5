package api

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"maillage/api/rest"
)

// linksIn lists the addresses that an answer holds: those of its header, of the
// text of its JSON, and the links, sources and forms of its page.
func linksIn(r reply) []string {
	var out []string
	for _, line := range r.Header.Values("Link") {
		href, _, _ := strings.Cut(strings.TrimPrefix(line, "<"), ">")
		out = append(out, href)
	}
	switch media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); {
	case media == "text/html":
		for _, m := range pageLinks.FindAllStringSubmatch(string(r.body), -1) {
			if href := html.UnescapeString(m[1]); !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "data:") &&
				m[0][0] != 'a' {
				out = append(out, href)
			}
		}
	case strings.HasSuffix(media, "json"):
		var v any
		if json.Unmarshal(r.body, &v) == nil {
			out = append(out, hrefsOf(v)...)
		}
	}
	return out
}

var pageLinks = regexp.MustCompile(`(?:href|src|action|data-worker|data-licences)="([^"]+)"`)

// hrefsOf lists the texts of a JSON value that are addresses.
func hrefsOf(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") {
			out = append(out, v)
		}
	case []any:
		for _, one := range v {
			out = append(out, hrefsOf(one)...)
		}
	case map[string]any:
		for _, one := range v {
			out = append(out, hrefsOf(one)...)
		}
	}
	return out
}

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// behind shows a server under /maillage of a proxy that takes the prefix off.
func behind(t *testing.T, o Options, say func(r *httputil.ProxyRequest)) string {
	t.Helper()
	target, err := url.Parse(start(t, o).URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(http.StripPrefix("/maillage",
		&httputil.ReverseProxy{Transport: plain, Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			say(r)
		}}))
	t.Cleanup(proxy.Close)
	return proxy.URL
}

// TestBehindProxy follows every link from the landing page, in every form,
// through a proxy that shows the service under a path of its own.
func TestBehindProxy(t *testing.T) {
	base := Options{Store: storeOf(embedded()), Clock: func() time.Time { return noon }, Version: "test", Map: builtMap()}
	forwarded, fixed := base, base
	forwarded.TrustProxy = loopback
	for name, begin := range map[string]func() string{
		"forwarded": func() string {
			return behind(t, forwarded, func(r *httputil.ProxyRequest) {
				r.SetXForwarded()
				r.Out.Header.Set("X-Forwarded-Prefix", "/maillage")
			})
		},
		"base url": func() string {
			// The address is known before the server: a second proxy stands at it.
			var inner http.Handler
			outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { inner.ServeHTTP(w, r) }))
			t.Cleanup(outer.Close)
			fixed.BaseURL = outer.URL + "/maillage/"
			s, err := New(fixed)
			if err != nil {
				t.Fatal(err)
			}
			inner = http.StripPrefix("/maillage", s)
			return outer.URL
		},
	} {
		t.Run(name, func(t *testing.T) {
			home := begin() + "/maillage"
			n := crawl(t, home)
			if n < 150 {
				t.Errorf("%d addresses followed", n)
			}
			t.Logf("%d addresses followed", n)
			want := "private, no-cache"
			if name == "base url" {
				want = "public, no-cache"
			}
			if got := get(t, home+"/centres").Header.Get("Cache-Control"); got != want {
				t.Errorf("Cache-Control %q, want %q", got, want)
			}
		})
	}
}

// crawl follows links, one of each shape, and returns how many it followed.
func crawl(t *testing.T, home string) int {
	t.Helper()
	origin := strings.TrimSuffix(home, "/maillage")
	type step struct{ at, accept string }
	seen, queue := map[step]bool{},
		[]step{{home + "/", ""}, {home + "/", browser}, {home + "/map", browser}, {home + "/api", ""}}
	for len(queue) > 0 {
		at, accept := queue[0].at, queue[0].accept
		queue = queue[1:]
		r := get(t, strings.NewReplacer("{z}", "6", "{x}", "32", "{y}", "22").Replace(at), "Accept", accept)
		if r.StatusCode != http.StatusOK && r.StatusCode != http.StatusNoContent {
			t.Errorf("%s: status %d: %s", at, r.StatusCode, shorten(r.body))
		}
		for _, href := range linksIn(r) {
			if strings.HasPrefix(href, "/") {
				href = origin + href
			}
			if !strings.HasPrefix(href, origin) {
				continue // leads elsewhere
			}
			if !strings.HasPrefix(href, home+"/") && href != home {
				t.Errorf("%s leads to %s, outside the prefix", at, href)
				continue
			}
			reader := "" // of the answer that the link stands in
			if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
				reader = browser
			}
			if shape := (step{shapeOf(href), reader}); !seen[shape] && href != home {
				seen[shape] = true
				queue = append(queue, step{href, reader})
			}
		}
	}
	return len(seen)
}

// shapeOf is what addresses that differ by a code or an identifier share.
func shapeOf(href string) string {
	path, query, _ := strings.Cut(href, "?")
	parts := strings.Split(path, "/")
	if len(parts) > 4 { // http:, "", host, maillage, ...
		for i, p := range parts[4:] {
			if i > 0 && parts[4] != "tiles" && parts[4] != "analysis" && parts[4] != "assets" && p != "items" &&
				p != "perimeters" && (parts[4] != "collections" || i > 1) {
				parts[4+i] = "*"
			}
		}
	}
	values, _ := url.ParseQuery(query)
	return strings.Join(parts, "/") + "?" + strings.Join(rest.SortedKeys(values), "&") + values.Get("f")
}

// TestForwardedHeaders: only a trusted peer is believed, and only plain values.
func TestForwardedHeaders(t *testing.T) {
	self := func(o Options, headers ...string) string {
		o.Store, o.Clock = storeOf(embedded()), func() time.Time { return noon }
		web := start(t, o)
		a := decode[landingAnswer](t, get(t, web.URL+"/", headers...))
		for _, l := range a.Links {
			if l.Rel == "self" {
				href, _, _ := strings.Cut(l.Href, "?")
				return strings.Replace(href, strings.TrimPrefix(web.URL, "http://"), "HOST", 1)
			}
		}
		t.Fatal("no self link")
		return ""
	}
	all := []string{
		"X-Forwarded-Proto", "https", "X-Forwarded-Host", "maillage.example:8443", "X-Forwarded-Prefix", "/outils/maillage",
	}
	trusting := Options{TrustProxy: loopback}
	if got := self(Options{}, all...); got != "http://HOST/" {
		t.Errorf("nobody is trusted: %s", got)
	}
	if got := self(Options{TrustProxy: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}},
		all...); got != "http://HOST/" {
		t.Errorf("another is trusted: %s", got)
	}
	if got := self(trusting, all...); got != "https://maillage.example:8443/outils/maillage/" {
		t.Errorf("trusted: %s", got)
	}
	if got := self(Options{TrustProxy: loopback, BaseURL: "https://fixed.example/m"},
		all...); got != "https://fixed.example/m/" {
		t.Errorf("a fixed address: %s", got)
	}
	if got := self(trusting, "X-Forwarded-Host", "forged.example, maillage.example", "X-Forwarded-Prefix", "/forged",
		"X-Forwarded-Prefix", "/true/"); got != "http://maillage.example/true/" {
		t.Errorf("several values: %s", got)
	}
	for _, hostile := range []string{
		"//evil.example", "/a//b", "/..", "/a/../b", "/.", "evil", "http://evil.example", "/a?b", "/a#b", "/a b",
		"/a\"onload=", "/<script>",
		"/%2e%2e", "/a%2fb", `/a\b`, "/é", "/a;b", "/a,b:c", "/" + strings.Repeat("a", 65), strings.Repeat("/a", 9),
		"/javascript:alert(1)",
	} {
		if got := self(trusting, "X-Forwarded-Prefix", hostile); got != "http://HOST/" {
			t.Errorf("prefix %q: %s", hostile, got)
		}
	}
	for _, hostile := range []string{
		"evil.example/path", "a b", "evil@host", "ho<st", "host:port", "[::1", "", "host:123456", "-a",
	} {
		if got := self(trusting, "X-Forwarded-Host", hostile); got != "http://HOST/" {
			t.Errorf("host %q: %s", hostile, got)
		}
	}
	for _, hostile := range []string{"javascript", "ftp", "https://", ""} {
		if got := self(trusting, "X-Forwarded-Proto", hostile); got != "http://HOST/" {
			t.Errorf("scheme %q: %s", hostile, got)
		}
	}
}

// TestProblemBehindProxy: problems and their pages lead home too.
func TestProblemBehindProxy(t *testing.T) {
	web := start(t, Options{Store: storeOf(embedded()), TrustProxy: loopback})
	for _, accept := range []string{"application/json", browser} {
		r := get(t, web.URL+"/collections/regions/items/42", "Accept", accept, "X-Forwarded-Prefix", "/m")
		if r.StatusCode != http.StatusNotFound {
			t.Errorf("status %d", r.StatusCode)
		}
		body := string(r.body)
		if strings.Contains(body, `"/problems/`) ||
			strings.Contains(body, `href="/`) && strings.Contains(strings.ReplaceAll(body, `href="/m/`, ""), `href="/`) {
			t.Errorf("a link leaves the prefix: %s", shorten(r.body))
		}
	}
}
