package api

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/api/mapapp"
	"maillage/api/rest"
	"maillage/data"
	"maillage/geo/snapshot"
)

// noon is the instant the tests take for now.
var noon = time.Date(2026, 3, 16, 12, 0, 0, 0, time.UTC)

// embedded is the snapshot of the embedded data, built once for all tests.
var embedded = sync.OnceValue(func() *snapshot.Snapshot {
	d, err := data.Load(context.Background())
	if err != nil {
		panic(err)
	}
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		panic(err)
	}
	return s
})

// storeOf serves a snapshot since noon.
func storeOf(s *snapshot.Snapshot) *Store {
	store := new(Store)
	store.Swap(s, noon)
	return store
}

// newTest starts a server on the embedded data, at noon.
func newTest(t testing.TB) *httptest.Server {
	t.Helper()
	return start(t, Options{Store: storeOf(embedded()), Clock: func() time.Time { return noon }, Version: "test"})
}

func start(t testing.TB, o Options) *httptest.Server {
	t.Helper()
	if o.Logger == nil { // faults show in the output of the test
		o.Logger = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	}
	if o.Map == nil { // whatever was built here, tests see one map
		o.Map = builtMap()
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return serving(t, s)
}

func serving(t testing.TB, s http.Handler) *httptest.Server {
	t.Helper()
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return web
}

// allRoutes are the routes of the product.
func allRoutes() []*rest.Route { return rest.Completed(routes(new(mapapp.WebMap), nil)) }

// reply is an answer read whole.
type reply struct {
	*http.Response
	body []byte
}

// send sends a request as it stands: no transparent gzip, no redirect.
func send(t testing.TB, method, url string, body io.Reader, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	resp, err := plain.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{resp, b}
}

var plain = &http.Transport{DisableCompression: true}

func get(t testing.TB, url string, headers ...string) reply {
	t.Helper()
	return send(t, http.MethodGet, url, nil, headers...)
}

// decode reads a JSON answer of status 200.
func decode[V any](t testing.TB, r reply) V {
	t.Helper()
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %s", r.Request.URL, r.StatusCode, shorten(r.body))
	}
	var v V
	if err := json.Unmarshal(r.body, &v); err != nil {
		t.Fatalf("%s: %v in %s", r.Request.URL, err, shorten(r.body))
	}
	return v
}

func shorten(b []byte) string {
	const most = 600
	return strings.ToValidUTF8(string(b[:min(len(b), most)]), "?")
}
