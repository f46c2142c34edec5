package api

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"maillage/api/rest"
)

// TestStale: a replica that lost its database serves on, and says since when.
func TestStale(t *testing.T) {
	store := storeOf(embedded())
	web := start(t, Options{Store: store, Version: "test"})
	metrics := func() string { return string(get(t, web.URL+"/metrics").body) }
	if got := decode[rest.Readiness](t, get(t, web.URL+"/readyz")); got.StaleSince != nil || got.Reason != nil {
		t.Errorf("stale since %v (%v) from the start", got.StaleSince, got.Reason)
	}
	if m := metrics(); !strings.Contains(m, "maillage_stale 0") || strings.Contains(m, "maillage_stale_since_seconds ") {
		t.Error("the metrics tell of staleness from the start")
	}

	lost := noon.Add(time.Hour)
	store.Stale(lost, "the database closed the connection")
	store.Stale(lost.Add(time.Minute), "connection refused") // an attempt to reconnect
	got := decode[rest.Readiness](t, get(t, web.URL+"/readyz"))
	if !got.Ready || got.StaleSince == nil || !got.StaleSince.Equal(lost) || *got.Reason != "connection refused" {
		t.Errorf("stale since %v: %v", got.StaleSince, got.Reason)
	}
	if m := metrics(); !strings.Contains(m, "maillage_stale 1") ||
		!strings.Contains(m, "maillage_stale_since_seconds 1.77366") {
		t.Errorf("the metrics do not tell of staleness: %s", m)
	}
	if r := get(t, web.URL+"/analysis/coverage"); r.StatusCode != http.StatusOK {
		t.Errorf("stale data is not served: status %d", r.StatusCode)
	}

	store.Stale(noon, "an earlier loss, told late")
	store.Swap(embedded(), noon) // from its last local snapshot: no fresher
	if got := decode[rest.Readiness](t, get(t, web.URL+"/readyz")); got.StaleSince == nil || !got.StaleSince.Equal(noon) {
		t.Errorf("stale since %v after a swap", got.StaleSince)
	}
	store.Fresh()
	if got := decode[rest.Readiness](t, get(t, web.URL+"/readyz")); got.StaleSince != nil || got.Reason != nil {
		t.Errorf("stale since %v once fresh", got.StaleSince)
	}
}

// TestStaleBeforeTheFirstLoad: a replica started while the database is down
// says so, rather than what failed last.
func TestStaleBeforeTheFirstLoad(t *testing.T) {
	store := new(Store)
	web := start(t, Options{Store: store, Version: "test"})
	store.Fail(errors.New("no active generation"), noon)
	store.Stale(noon, "connection refused")
	p := problemIn(t, get(t, web.URL+"/readyz"), http.StatusServiceUnavailable, "not-ready")
	if !strings.Contains(p.Detail, "connection refused") || !strings.Contains(p.Detail, "2026-03-16T12:00:00Z") {
		t.Errorf("the problem does not tell why: %s", p.Detail)
	}
}

func TestStaleFromManySides(t *testing.T) {
	var store Store
	var all sync.WaitGroup
	for i := range 32 {
		all.Go(func() { store.Stale(noon.Add(time.Duration(i)*time.Second), "lost") })
	}
	all.Wait()
	if s := store.Staleness(); s == nil || !s.Since.Equal(noon) {
		t.Errorf("%+v, want the earliest instant", s)
	}
}
