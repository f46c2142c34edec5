package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"maillage/api/rest"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// TestGapsAreKept: the pages of a collection come from one computation, until
// the data are replaced.
func TestGapsAreKept(t *testing.T) {
	store := storeOf(embedded())
	s, err := New(Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	counted := func(offset string) (n int) {
		r := httptest.NewRequest(http.MethodGet,
			"/collections/gaps/items?datetime=2017-03-16&level=department&limit=3&offset="+offset, nil)
		trace := func(coverage.Query, snapshot.Network) { n++ }
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), coverage.TraceKey{}, trace)))
		if w.Code != http.StatusOK {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		return n
	}
	if first, next := counted("0"), counted("3"); first != 1 || next != 0 {
		t.Errorf("counted %d times for the first page, %d for the next", first, next)
	}
	store.Swap(embedded(), noon)
	if n := counted("0"); n != 1 {
		t.Errorf("counted %d times once the data were replaced: an answer of those before is kept", n)
	}
}

// TestLargeAnswersWaitForOneAnother: while the shares are held, a large answer
// waits and is then refused; others do not wait.
func TestLargeAnswersWaitForOneAnother(t *testing.T) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		t.Fatal(err)
	}
	s.Large.Shares.Patience = 20 * time.Millisecond
	web := serving(t, s).URL
	held, err := s.Large.Enter(t.Context(), "", rest.SharesInAll)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		"/analysis/gaps?level=commune", "/analysis/coverage?level=epci&f=csv", "/analysis/coverage?level=commune&f=geojson",
		"/collections/gaps/items?level=commune",
	} {
		r := get(t, web+path)
		if p := problemIn(t, r, 503, "too-busy"); p.Fix == "" || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %+v, Retry-After %q", path, p, r.Header.Get("Retry-After"))
		}
	}
	for _, path := range []string{
		"/analysis/gaps", "/analysis/overlaps", "/collections/gaps/items", "/collections/departments/items",
	} {
		if r := get(t, web+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	held.Leave()
	page := "/collections/gaps/items?level=commune&limit=1"
	for _, path := range []string{"/analysis/gaps?level=commune", page} {
		if r := get(t, web+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d once the shares are free", path, r.StatusCode)
		}
	}
	if held, err = s.Large.Enter(t.Context(), "", rest.SharesInAll); err != nil {
		t.Fatalf("shares were not given back: %v", err)
	}
	defer held.Leave()
	if r := get(t, web+page+"&offset=1"); r.StatusCode != http.StatusOK {
		t.Errorf("a page of what is kept waits: status %d", r.StatusCode)
	}
}
