package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"maillage/api/dataset"
	"maillage/api/rest"
	"maillage/data"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// shelfOf is a store of generations made by hand: the embedded data under other
// names of its centres.
type shelfOf struct {
	all   map[string]*snapshot.Snapshot
	ids   []string // newest first
	loads atomic.Int64
	fails atomic.Bool
}

var errDown = errors.New("password=canary: connection refused")

func (s *shelfOf) load(_ context.Context, id string) (*snapshot.Snapshot, error) {
	s.loads.Add(1)
	if s.fails.Load() {
		return nil, errDown
	}
	if one, ok := s.all[id]; ok {
		return one, nil
	}
	return nil, fmt.Errorf("no generation %s: %w", id, geo.ErrNotFound)
}

func (s *shelfOf) list(context.Context) ([]geo.Generation, error) {
	if s.fails.Load() {
		return nil, errDown
	}
	var out []geo.Generation
	for i, id := range s.ids {
		out = append(out,
			geo.Generation{
				ID: id, Created: noon.Add(-time.Duration(i) * time.Hour), Note: "number " + id, Active: i == len(s.ids)-1,
			})
	}
	return out, nil
}

// edition is the embedded data with one centre that ends, in a year of choice.
func edition(generation, until string) *snapshot.Snapshot {
	d, err := data.Load(context.Background())
	if err != nil {
		panic(err)
	}
	for i := range d.Centres {
		if d.Centres[i].ID == "oriv" {
			for k := range d.Centres[i].Perimeters {
				d.Centres[i].Perimeters[k].To, err = geo.ParseFuzzy(until)
			}
		}
	}
	if err != nil {
		panic(err)
	}
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		panic(err)
	}
	s.Generation = generation // of a digest that the edit does not touch
	return s
}

// Generations of the tests. The first two begin alike.
const (
	newest, older, oldest = "aaaaaa1111111111", "aaaaaa2222222222", "bbbbbb3333333333"
)

var editions = sync.OnceValue(func() map[string]*snapshot.Snapshot {
	return map[string]*snapshot.Snapshot{
		newest: edition(newest, "2016"), older: edition(older, "2015"), oldest: edition(oldest, "2014"),
	}
})

// archived starts a server on the embedded data, with three other generations kept.
func archived(t *testing.T) (url string, kept *shelfOf) {
	kept = &shelfOf{all: editions(), ids: []string{newest, older, oldest, embedded().Generation}}
	web := start(t, Options{
		Store: storeOf(embedded()), Clock: func() time.Time { return noon }, Version: "test", Archive: kept.load,
		Generations: kept.list,
	})
	return web.URL, kept
}

// TestAnyGeneration asks every address that answers from data for a generation
// that is not in service: the answer says so, and so do all links of it.
func TestAnyGeneration(t *testing.T) {
	url, _ := archived(t)
	asked := 0
	for _, r := range allRoutes() {
		if !r.TakesGeneration() || r.Method != http.MethodGet {
			if r.TakesGeneration() == (r.Early || r.Live || r.Fresh) {
				t.Errorf("%s takes a generation: %v", r.Path, r.TakesGeneration())
			}
			continue
		}
		asked++
		for _, as := range r.Answers {
			address := withQuery(withQuery(url+example(r, t), "generation", oldest), "f", string(as.Format))
			got := get(t, address)
			if r.Name == "getItemOfOverlaps" {
				address = withQuery(address, "scope", "any") // without it there is no overlap today
				got = get(t, address)
			}
			if got.StatusCode != http.StatusOK && got.StatusCode != http.StatusNoContent &&
				!strings.Contains(string(got.body), "/problems/not-loaded") {
				t.Errorf("%s: status %d: %s", address, got.StatusCode, shorten(got.body))
				continue
			}
			if id := got.Header.Get("X-Generation"); id != oldest {
				t.Errorf("%s: answered from %s", address, id)
			}
			if as.Format != rest.FormatHTML && strings.Contains(string(got.body), embedded().Generation) {
				t.Errorf("%s names the generation in service", address)
			}
			for _, href := range linksIn(got) {
				checkPinned(t, url, address, href)
			}
		}
	}
	if asked < 50 {
		t.Errorf("%d routes asked", asked)
	}
}

// checkPinned holds one link to the generation of the answer it stands in.
func checkPinned(t *testing.T, url, address, href string) {
	t.Helper()
	path, local := strings.CutPrefix(href, url)
	if !local && !strings.HasPrefix(href, "/") {
		return // leads elsewhere
	}
	bare, query, _ := strings.Cut(path, "?")
	first := rest.Root(bare)
	timeless := slices.Contains([]string{
		"api", "conformance", "problems", "generations", "pages.css", "assets", "healthz", "readyz", "metrics",
	}, first)
	if has := strings.Contains(query, "generation="+oldest); has == timeless {
		t.Errorf("%s links to %s", address, href)
	}
}

func TestGenerationAsked(t *testing.T) {
	url, kept := archived(t)
	const question = "/analysis/coverage?datetime=2016-06-01"
	covered := func(query string) float64 {
		a := decode[struct {
			Totals map[string]struct{ Covered float64 }
		}](t, get(t, url+question+query))
		return a.Totals["neighbourhoods"].Covered
	}
	now, newer, old := covered(""), covered("&generation="+newest), covered("&generation="+older)
	if now != newer || old >= now {
		t.Errorf("covered: %v in service, %v with the perimeter to 2016, %v to 2015", now, newer, old)
	}
	if covered("&generation=bbbbbb") != covered("&generation="+oldest) ||
		covered("&generation="+embedded().Generation[:6]) != now {
		t.Error("a prefix is answered from another generation")
	}
	for query, want := range map[string]string{
		"&generation=" + newest:        "private, max-age=31536000, immutable",
		"&generation=bbbbbb":           "private, no-cache", // may mean another one day
		"":                             "private, no-cache",
		"&f=csv&generation=" + newest:  "private, max-age=31536000, immutable",
		"&f=html&generation=" + newest: "private, no-cache", // shows the day it is read on
	} {
		if got := get(t, url+question+query).Header.Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", query, got, want)
		}
	}
	if got := get(t, url+"/analysis/coverage?generation="+newest).Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("without a day: Cache-Control %q", got)
	}
	a, b := get(t, url+question+"&generation="+older), get(t, url+question+"&generation="+oldest)
	if a.Header.Get("ETag") == b.Header.Get("ETag") {
		t.Error("two generations share a tag")
	}
	if again := get(t, url+question+"&generation="+older, "If-None-Match",
		a.Header.Get("ETag")); again.StatusCode != http.StatusNotModified || again.Header.Get("X-Generation") != older {
		t.Errorf("status %d from %s", again.StatusCode, again.Header.Get("X-Generation"))
	}

	before := kept.loads.Load()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if r := get(t, url+question+"&generation="+newest); r.Header.Get("X-Generation") != newest {
				t.Errorf("status %d from %s", r.StatusCode, r.Header.Get("X-Generation"))
			}
		})
	}
	all.Wait()
	if n := kept.loads.Load() - before; n != 1 { // it had left: two others were asked for since
		t.Errorf("%d loads for twenty requests at once", n)
	}
}

func TestGenerationRefused(t *testing.T) {
	url, kept := archived(t)
	for query, want := range map[string]struct {
		status int
		slug   string
	}{
		"generation=cccccc4444444444":                   {410, "generation-gone"},
		"generation=cccccc":                             {410, "generation-gone"},
		"generation=aaaaaa":                             {400, "invalid-parameter"}, // two begin so
		"generation=aaaaa":                              {400, "invalid-parameter"},
		"generation=":                                   {400, "invalid-parameter"},
		"generation=AAAAAA1111111111":                   {400, "invalid-parameter"},
		"generation=aaaaaa11111111111":                  {400, "invalid-parameter"},
		"generation=../../etc":                          {400, "invalid-parameter"},
		"generation=%00aaaaaa":                          {400, "invalid-parameter"},
		"generation=" + newest + "&generation=" + older: {400, "repeated-parameter"},
	} {
		r := get(t, url+"/centres?"+query)
		p := problemIn(t, r, want.status, want.slug)
		if want.slug == "generation-gone" &&
			(!slices.Equal(p.Known, []string{embedded().Generation, newest, older, oldest}) || p.Parameter != "generation") {
			t.Errorf("%s: known %v, of %s", query, p.Known, p.Parameter)
		}
	}
	for _, path := range []string{
		"/api", "/conformance", "/problems", "/readyz", "/metrics", "/generations", "/pages.css",
	} {
		problemIn(t, get(t, url+path+"?generation="+newest), 400, "unknown-parameter")
	}
	p := problemIn(t, get(t, url+"/centres/nobody?generation="+oldest), 404, "not-found")
	if p.Generation != oldest {
		t.Errorf("the problem is of generation %s", p.Generation)
	}

	kept.fails.Store(true)
	for _, path := range []string{
		"/centres?generation=" + newest, "/centres?generation=bbbbbb", "/generations", "/generations/compare",
	} {
		if r := get(t, url+path); path != "/centres?generation="+newest || r.StatusCode != http.StatusOK {
			problemIn(t, r, 503, "generation-unavailable")
			if strings.Contains(string(r.body), "canary") {
				t.Errorf("%s tells what the store said: %s", path, shorten(r.body))
			}
		}
	}
	if r := get(t, url+"/centres?generation="+embedded().Generation); r.StatusCode != http.StatusOK {
		t.Errorf("the generation in service is not answered while the store is down: status %d", r.StatusCode)
	}
}

// TestGenerationOfAnother: a store that gives other data than was asked for is
// not believed.
func TestGenerationOfAnother(t *testing.T) {
	web := start(t,
		Options{
			Store:   storeOf(embedded()),
			Archive: func(context.Context, string) (*snapshot.Snapshot, error) { return editions()[newest], nil },
		})
	problemIn(t, get(t, web.URL+"/centres?generation="+oldest), 503, "generation-unavailable")
}

// TestGenerationWithoutStore: the generation in service may always be named.
func TestGenerationWithoutStore(t *testing.T) {
	web := newTest(t)
	if r := get(t, web.URL+"/centres?generation="+embedded().Generation[:8]); r.StatusCode != http.StatusOK {
		t.Errorf("status %d", r.StatusCode)
	}
	problemIn(t, get(t, web.URL+"/centres?generation="+newest), 410, "generation-gone")
	all := decode[dataset.GenerationsAnswer](t, get(t, web.URL+"/generations")).Generations
	if len(all) != 1 || all[0].ID != embedded().Generation || !all[0].InService || !all[0].Active || all[0].Kept ||
		all[0].Created != nil || len(all[0].Layers) != 2 {
		t.Errorf("%+v", all)
	}
}

// TestPageOfAnother: a page says that it is not of the data in service, and its
// form and links stay with it.
func TestPageOfAnother(t *testing.T) {
	url, _ := archived(t)
	for _, path := range []string{"/", "/analysis/coverage", "/centres/oriv", "/data", "/collections/regions/items/44"} {
		old := string(get(t, url+path+"?f=html&lang=en&generation="+oldest).body)
		if !strings.Contains(old, "made from generation "+oldest) {
			t.Errorf("%s does not say what it is made from", path)
		}
		if strings.Contains(old, "<form") && !strings.Contains(old, `name="generation" value="`+oldest+`"`) {
			t.Errorf("%s: the form leaves the generation", path)
		}
		if now := string(get(t, url+path+"?f=html&lang=en&generation="+embedded().Generation).body); strings.Contains(now,
			"made from generation") {
			t.Errorf("%s: the data in service are told as others", path)
		}
	}
}

// TestGenerationAcrossSwap: a generation stays the same answer while it comes
// into service and leaves it, and what was in service is asked of the store then.
func TestGenerationAcrossSwap(t *testing.T) {
	kept := &shelfOf{all: editions(), ids: []string{newest, older, oldest}}
	store := storeOf(editions()[oldest])
	web := start(t,
		Options{Store: store, Clock: func() time.Time { return noon }, Archive: kept.load, Generations: kept.list})
	const path = "/analysis/gaps?datetime=2016-06-01&f=csv&generation="
	body := func(id string) string {
		r := get(t, web.URL+path+id)
		if r.StatusCode != http.StatusOK || r.Header.Get("X-Generation") != id {
			t.Errorf("%s: status %d from %s", id, r.StatusCode, r.Header.Get("X-Generation"))
		}
		return string(r.body)
	}
	before := map[string]string{newest: body(newest), older: body(older), oldest: body(oldest)}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 30 {
				for id, want := range before {
					if body(id) != want {
						t.Errorf("%s answers otherwise", id)
					}
				}
			}
		})
	}
	for i := range 60 {
		store.Swap(editions()[[]string{newest, older, oldest}[i%3]], noon)
		time.Sleep(time.Millisecond)
	}
	all.Wait()
}
