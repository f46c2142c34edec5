package api

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"maillage/geo"
	"maillage/geo/geotest"
)

// TestGapsAreKept: the pages of a collection come from one computation, until
// the data are replaced.
func TestGapsAreKept(t *testing.T) {
	store := storeOf(embedded())
	s, err := New(Options{Store: store})
	if err != nil {
		t.Fatal(err)
	}
	c := &call{request: &request{ctx: t.Context(), server: s, from: store.now()}, snapshot: embedded(), question: question{Date: geo.DateOf(2017, 3, 16), Level: geo.Department, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015}}
	a, err := c.gaps()
	if err != nil {
		t.Fatal(err)
	}
	b, err := c.gaps()
	if err != nil || len(a) == 0 || &a[0] != &b[0] {
		t.Errorf("computed twice (%v)", err)
	}
	store.Swap(embedded(), noon)
	if _, ok := keptGaps.of(store.now()).find(c.analysis()); ok {
		t.Error("an answer of the data before is kept")
	}
}

// TestGeometryIsWeighed counts a geometry by hand.
func TestGeometryIsWeighed(t *testing.T) {
	if got, want := bytesOf(geotest.Square(0, 0, 1)), 24+24+5*16; got != want {
		t.Errorf("%d bytes, want %d", got, want)
	}
}

// TestLargeAnswersWaitForOneAnother: while the shares are held, a large answer
// waits and is then refused; others do not wait.
func TestLargeAnswersWaitForOneAnother(t *testing.T) {
	s, err := New(Options{Store: storeOf(embedded())})
	if err != nil {
		t.Fatal(err)
	}
	s.large.shares.patience = 20 * time.Millisecond
	web := serving(t, s).URL
	held, err := s.large.enter(t.Context(), "", sharesInAll)
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
	held.leave()
	page := "/collections/gaps/items?level=commune&limit=1"
	for _, path := range []string{"/analysis/gaps?level=commune", page} {
		if r := get(t, web+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d once the shares are free", path, r.StatusCode)
		}
	}
	if held, err = s.large.enter(t.Context(), "", sharesInAll); err != nil {
		t.Fatalf("shares were not given back: %v", err)
	}
	defer held.leave()
	if r := get(t, web+page+"&offset=1"); r.StatusCode != http.StatusOK {
		t.Errorf("a page of what is kept waits: status %d", r.StatusCode)
	}
}

// TestTurnKeepsWhatIsSent: while bytes wait for their reader, they count.
func TestTurnKeepsWhatIsSent(t *testing.T) {
	l := newLarge(func() {})
	a, err := l.enter(t.Context(), "", 6)
	if err != nil {
		t.Fatal(err)
	}
	a.shrink(shareBytes + 1)
	if a.shares != 2 {
		t.Errorf("%d shares for a share and a byte, want 2", a.shares)
	}
	if l.shares.free >= sharesInAll-1 {
		t.Error("bytes on their way are not counted")
	}
	a.leave()
	a.leave()
	if l.shares.free != sharesInAll {
		t.Error("shares were not given back")
	}
}

// TestMemoryGoesBackOnceQuiet: after the last large answer, once, and never for
// small ones.
func TestMemoryGoesBackOnceQuiet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var given atomic.Int32
		l := newLarge(func() { given.Add(1) })
		after := func(d time.Duration, want int32, what string) {
			time.Sleep(d)
			synctest.Wait()
			if got := given.Load(); got != want {
				t.Errorf("%s: given back %d times, want %d", what, got, want)
			}
		}
		after(2*quiet, 0, "nothing made")
		l.made(worthBytes - 1)
		after(2*quiet, 0, "a small answer")
		l.made(worthBytes)
		after(quiet/2, 0, "just after a large answer")
		l.made(worthBytes)
		after(3*quiet/4, 0, "after another")
		after(quiet/2, 1, "quiet")
		turn, err := l.enter(t.Context(), "", 2)
		if err != nil {
			t.Fatal(err)
		}
		after(2*quiet, 1, "while one is made")
		turn.leave()
		after(2*quiet, 2, "once it is sent")
	})
}

// TestSeriesStandsInItsPlace: an answer made item by item is the same text, in
// as many pieces as it takes, whatever its strings hold.
func TestSeriesStandsInItsPlace(t *testing.T) {
	type answered struct {
		Note     string   `json:"note"`
		Features []string `json:"features"`
		Last     string   `json:"last"`
	}
	tricky := `"features":[]`
	for _, n := range []int{0, 1, 2, 3 * pieceBytes / 100} {
		whole := answered{Note: tricky, Features: []string{}, Last: tricky}
		long := &series{"features", n, func(i int) any { return fmt.Sprintf("<%d> %s", i, strings.Repeat("é&", 40)) }}
		got, err := answer{value: whole, long: long}.encode(&request{ctx: t.Context(), as: asJSON("")})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			whole.Features = append(whole.Features, long.at(i).(string))
		}
		want, err := encodeJSON(whole)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		size := got.size()
		got.writeTo(&text)
		if text.String() != string(want) || size != len(want) {
			t.Errorf("%d items: %d bytes, want %d", n, size, len(want))
		}
		for _, p := range got.pieces {
			if p != nil {
				t.Error("a piece that was sent is held")
			}
		}
	}
}
