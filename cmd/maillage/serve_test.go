package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// served is a running service and the way to end it.
type served struct {
	base   string
	stderr *lockedBuffer
	stop   func() int
}

// lockedBuffer is a buffer that the service writes while the test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start runs `maillage serve` on a free port and waits for its greeting.
func start(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	s := &served{stderr: &lockedBuffer{}}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...), in, s.stderr)
		_ = in.Close() // a PipeWriter never fails to close
	}()
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		cancel()
		t.Fatalf("no greeting: %v; %s", err, s.stderr)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	s.base = strings.Fields(first)[3]
	var once sync.Once
	status := 0
	s.stop = func() int {
		once.Do(func() { cancel(); status = <-ended })
		return status
	}
	t.Cleanup(func() { s.stop() })
	return s
}

func get(t *testing.T, url string, into any) int {
	t.Helper()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return r.StatusCode
}

type readiness struct {
	Ready            bool
	Generation       string
	LastFailedReload *struct{ Reason string } `json:"last_failed_reload"`
}

// eventually waits until the service says so, for a bounded time.
func eventually(t *testing.T, s *served, what string, holds func(readiness) bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		var r readiness
		get(t, s.base+"/readyz", &r)
		if holds(r) {
			return
		}
	}
	t.Fatalf("never: %s; %s", what, s.stderr)
}

func TestServeAnswersAndEndsInOrder(t *testing.T) {
	defer goleak.VerifyNone(t)
	s := start(t)
	var a coverageAnswer
	if status := get(t, s.base+"/analysis/coverage?datetime=2017-03-16", &a); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	if f := a.Totals["neighbourhoods"]; *f.Covered != 1202 || *f.Total != 1514 {
		t.Errorf("%v of %v neighbourhoods", *f.Covered, *f.Total)
	}
	get(t, s.base+"/locate?lon=2.3522&lat=48.8566", &struct{}{})
	if log := s.stderr.String(); !strings.Contains(log, "route=/locate") || strings.Contains(log, "2.3522") {
		t.Errorf("the access log must name the route and no coordinate:\n%s", log)
	}
	if status := s.stop(); status != 0 {
		t.Errorf("ended with status %d: %s", status, s.stderr)
	}
}

const square = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"DEP":"2A"},` +
	`"geometry":{"type":"Polygon","coordinates":[[[8.6,41.4],[9.3,41.4],[9.3,42.3],[8.6,42.3],[8.6,41.4]]]}}]}`

func TestHangupReloadsAndAFailedReloadKeepsServing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "departements.geojson")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(square)
	s := start(t, "--layer", "departments="+file)
	var first readiness
	eventually(t, s, "ready", func(r readiness) bool { first = r; return r.Ready })

	write(strings.Replace(square, "42.3]", "42.4]", 2))
	hangup(t)
	eventually(t, s, "a new generation", func(r readiness) bool { return r.Generation != first.Generation })

	var second readiness
	get(t, s.base+"/readyz", &second)
	write(`{"type":"Feature`)
	hangup(t)
	eventually(t, s, "the failure told", func(r readiness) bool {
		return r.Ready && r.Generation == second.Generation && r.LastFailedReload != nil &&
			strings.Contains(r.LastFailedReload.Reason, "departements.geojson")
	})
}

func hangup(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
}

func TestServeSaysWhatKeepsItFromStarting(t *testing.T) {
	s := start(t)
	busy := strings.TrimPrefix(s.base, "http://")
	broken := filepath.Join(t.TempDir(), "broken.geojson")
	if err := os.WriteFile(broken, []byte("no json"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"port taken":            {[]string{"--addr", busy}, 1, "picks a free port"},
		"no such file":          {[]string{"--layer", "departments=nowhere.geojson"}, 2, "nowhere.geojson"},
		"no such layer":         {[]string{"--layer", "cantons=" + broken}, 2, "want one of communes, departments"},
		"broken file":           {[]string{"--addr", "127.0.0.1:0", "--layer", "departments=" + broken}, 1, "broken.geojson"},
		"two bases":             {[]string{"--layer", "communes=" + broken, "--layer", "departments=" + broken}, 2, "drop --layer departments"},
		"credit without layer":  {[]string{"--credit", "epci=IGN"}, 2, "no file of epci is given"},
		"accuracy not a number": {[]string{"--layer", "epci=" + broken, "--accuracy", "epci=NaN"}, 2, "want metres"},
		"stray argument":        {[]string{"here"}, 2, "only flags"},
		"unknown flag":          {[]string{"--port", "8080"}, 2, "port"},
	} {
		var stdout, stderr bytes.Buffer
		status := run(context.Background(), append([]string{"serve"}, c.args...), &stdout, &stderr)
		if status != c.status || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s: status %d, said %q; want %d and %q", name, status, stderr.String(), c.status, c.says)
		}
	}
}
