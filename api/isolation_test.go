package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/data"
	"maillage/geo/snapshot"
)

// TestMain fails the package when a test leaves a goroutine behind.
func TestMain(m *testing.M) {
	code := m.Run()
	plain.CloseIdleConnections()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// TestPanicCostsOneRequest: a fault is a clean problem that tells nothing of
// the program, and other requests do not notice.
func TestPanicCostsOneRequest(t *testing.T) {
	var log bytes.Buffer
	faulty := func(name string, fault any) *rest.Route {
		return &rest.Route{Method: http.MethodGet, Path: "/" + name, Answers: []rest.Representation{rest.AsJSON("")},
			Handle: func(*rest.Request) (rest.Answer, error) { panic(fault) }}
	}
	unwritable := &rest.Route{Method: http.MethodGet, Path: "/unwritable", Answers: []rest.Representation{rest.AsJSON("")},
		Handle: func(*rest.Request) (rest.Answer, error) { return rest.Answer{Value: func() {}}, nil }}
	s, err := newService(Options{Store: storeOf(embedded()), Logger: slog.New(slog.NewTextHandler(&log, nil))},
		faulty("text", "secret in a panic"), faulty("error", errors.New("secret in a panic")), unwritable)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(s)
	defer web.Close()
	for _, path := range []string{"/text", "/error", "/unwritable"} {
		r := get(t, web.URL+path)
		problemIn(t, r, 500, "internal-error")
		if bytes.Contains(r.body, []byte("secret")) || bytes.Contains(r.body, []byte("goroutine")) ||
			bytes.Contains(r.body, []byte(".go")) {
			t.Errorf("%s: the problem tells too much: %s", path, r.body)
		}
		if again := get(t, web.URL+"/centres"); again.StatusCode != http.StatusOK {
			t.Errorf("after %s: status %d", path, again.StatusCode)
		}
	}
	if !strings.Contains(log.String(), "secret in a panic") || !strings.Contains(log.String(), "isolation_test.go") {
		t.Error("the log does not hold the fault and its stack")
	}
}

// TestLogsHoldNoPlace: neither the log nor the metrics ever tell a coordinate,
// however it was sent.
func TestLogsHoldNoPlace(t *testing.T) {
	var log bytes.Buffer
	web := start(t,
		Options{
			Store:  storeOf(embedded()),
			Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		})
	const place = "48.8571623"
	get(t, web.URL+"/locate?lon=2.3498765&lat="+place)
	get(t, web.URL+"/locate?lon="+place+"&lat=2.3498765")
	get(t, web.URL+"/locate?lon="+place+"x&lat=2.3498765")
	get(t, web.URL+"/locate?"+place)
	get(t, web.URL+"/locate/"+place)
	get(t, web.URL+"/"+place)
	get(t, web.URL+"/collections/regions/items?bbox=2.3498765,48,3,"+place)
	send(t, place, web.URL+"/locate?lat="+place, nil)
	send(t, http.MethodPost, web.URL+"/locate", strings.NewReader("lon,lat\n2.3498765,"+place+"\n"), "Content-Type",
		"text/csv")
	send(t, http.MethodPost, web.URL+"/locate", strings.NewReader("lon,lat\n2.3498765,"+place+"x\n"), "Content-Type",
		"text/csv")
	metrics := get(t, web.URL+"/metrics")
	for name, text := range map[string]string{"log": log.String(), "metrics": string(metrics.body)} {
		if strings.Contains(text, place) || strings.Contains(text, "2.3498765") {
			t.Errorf("the %s tells a coordinate:\n%s", name, text)
		}
	}
	if n := strings.Count(log.String(), "msg=request"); n != 11 {
		t.Errorf("%d requests in the log, want 11", n)
	}
}

// other is the embedded data under another digest: another generation.
func other(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	d, err := data.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	d.Digest = strings.Repeat("0", 64)
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSwapUnderLoad: while two snapshots take turns, no answer mixes them: its
// header, its body and its tag are of one generation.
func TestSwapUnderLoad(t *testing.T) {
	a, b := embedded(), other(t)
	store := storeOf(a)
	web := start(t, Options{Store: store, Clock: func() time.Time { return noon }})
	tags := map[string]string{} // tag of each generation
	for _, s := range []*snapshot.Snapshot{a, b} {
		store.Swap(s, noon)
		tags[s.Generation] = get(t, web.URL+"/analysis/coverage?datetime=2017-03-16").Header.Get("ETag")
	}
	if len(tags) != 2 || tags[a.Generation] == tags[b.Generation] {
		t.Fatalf("two snapshots, tags %v", tags)
	}
	ctx, stop := context.WithCancel(context.Background())
	var swapping sync.WaitGroup
	swapping.Go(func() {
		for ctx.Err() == nil {
			store.Swap(b, noon)
			store.Swap(a, noon)
		}
	})
	var asking sync.WaitGroup
	seen := make([]map[string]int, 4)
	for k := range seen {
		seen[k] = map[string]int{}
		asking.Go(func() {
			for range 50 {
				r := get(t, web.URL+"/analysis/coverage?datetime=2017-03-16")
				got := decode[coverage.Answer](t, r)
				head := r.Header.Get("X-Generation")
				if got.Generation != head || r.Header.Get("ETag") != tags[head] {
					t.Errorf("generation %s in the body, %s in the header, tag %s", got.Generation, head, r.Header.Get("ETag"))
				}
				seen[k][head]++
			}
		})
	}
	asking.Wait()
	stop()
	swapping.Wait()
	t.Logf("generations seen: %v", seen)
}

func TestFailedReloadKeepsServing(t *testing.T) {
	store := storeOf(embedded())
	web := start(t, Options{Store: store, Version: "test"})
	store.Fail(errors.New("communes.geojson: feature 12: ring not closed"), noon.Add(time.Hour))
	got := decode[rest.Readiness](t, get(t, web.URL+"/readyz"))
	if !got.Ready || got.Generation != embedded().Generation || !got.Since.Equal(noon) {
		t.Errorf("%+v", got)
	}
	if got.Failure == nil || !strings.Contains(got.Failure.Reason, "ring not closed") ||
		!got.Failure.At.Equal(noon.Add(time.Hour)) {
		t.Errorf("last failed reload %+v", got.Failure)
	}
	if m := get(t, web.URL+"/metrics"); !bytes.Contains(m.body, []byte("maillage_reload_failed 1")) {
		t.Error("the metrics do not tell the failure")
	}
	store.Swap(embedded(), noon)
	if got := decode[rest.Readiness](t, get(t, web.URL+"/readyz")); got.Failure != nil {
		t.Error("the failure is still told after a load")
	}
}

func TestMetrics(t *testing.T) {
	web := newTest(t)
	get(t, web.URL+"/centres/oriv")
	get(t, web.URL+"/centres/labo-cites")
	get(t, web.URL+"/nothing")
	body := string(get(t, web.URL+"/metrics").body)
	for _, want := range []string{
		`maillage_http_requests_total{method="GET",route="/centres/:centre",status="200"} 2`,
		`maillage_http_requests_total{method="GET",route="unmatched",status="404"} 1`,
		`maillage_generation_info{generation="` + embedded().Generation + `"} 1`,
		`maillage_ready 1`, `maillage_build_info{version="test"} 1`, `go_goroutines`, `process_resident_memory_bytes`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestServeDrains: a request under way when the service is told to stop is
// answered, and Serve returns nil after it.
func TestServeDrains(t *testing.T) {
	arrived, release := make(chan struct{}), make(chan struct{})
	slow := &rest.Route{Method: http.MethodGet, Path: "/slow", Early: true,
		Answers: []rest.Representation{rest.AsJSON("")},
		Handle: func(*rest.Request) (rest.Answer, error) {
			close(arrived)
			<-release
			return rest.Answer{Value: "done"}, nil
		}}
	s, err := newService(Options{Store: new(Store)}, slow)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	got := make(chan string, 1)
	go func() {
		r := get(t, fmt.Sprintf("http://%s/slow", l.Addr()))
		got <- string(r.body)
	}()
	<-arrived
	stop()
	close(release)
	if body := <-got; body != "\"done\"\n" {
		t.Errorf("the request under way got %q", body)
	}
	if err := <-ended; err != nil {
		t.Errorf("Serve: %v", err)
	}
}
