package api

import (
	"net/http"
	"testing"
	"time"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
)

// TestGapsAreKept: the pages of a collection come from one computation, until
// the data are replaced.
func TestGapsAreKept(t *testing.T) {
	store := storeOf(embedded())
	s, err := New(Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	c := &ask.Call{Request: &rest.Request{Ctx: t.Context(), Server: s, From: store.Now()}, Snapshot: embedded(), Question: ask.Question{Date: geo.DateOf(2017, 3, 16), Level: geo.Department, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015}}
	a, err := wire.Gaps(c)
	if err != nil {
		t.Fatal(err)
	}
	b, err := wire.Gaps(c)
	if err != nil || len(a) == 0 || &a[0] != &b[0] {
		t.Errorf("computed twice (%v)", err)
	}
	store.Swap(embedded(), noon)
	if _, ok := wire.KeptGaps.Of(store.Now()).Find(c.Analysis()); ok {
		t.Error("an answer of the data before is kept")
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
	for _, path := range []string{"/analysis/gaps?level=commune", "/analysis/coverage?level=epci&f=csv", "/analysis/coverage?level=commune&f=geojson", "/collections/gaps/items?level=commune"} {
		r := get(t, web+path)
		if p := problemIn(t, r, 503, "too-busy"); p.Fix == "" || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %+v, Retry-After %q", path, p, r.Header.Get("Retry-After"))
		}
	}
	for _, path := range []string{"/analysis/gaps", "/analysis/overlaps", "/collections/gaps/items", "/collections/departments/items"} {
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
