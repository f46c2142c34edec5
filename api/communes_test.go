package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/routers/gorillamux"

	"maillage/api/coverage"
	"maillage/api/locate"
	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// fine is the embedded data over the communes of 2018 and the outlines of some
// neighbourhoods, built once for all tests.
func fine(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	files := map[geo.LayerName]string{
		geo.CommuneLayer:       geotest.Shared(t, "communes-ign-2018.geojson.gz"),
		geo.NeighbourhoodLayer: geotest.Shared(t, "qpv-2015-extrait.geojson"),
	}
	built.once.Do(func() { built.s, built.err = build(files) })
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.s
}

var built struct {
	once sync.Once
	s    *snapshot.Snapshot
	err  error
}

func build(files map[geo.LayerName]string) (*snapshot.Snapshot, error) {
	ctx := context.Background()
	d, err := data.Load(ctx)
	if err != nil {
		return nil, err
	}
	for name, file := range files {
		r, err := boundary.ReadFiles(ctx, []string{file}, boundary.Options{Layer: name})
		if err != nil {
			return nil, err
		}
		r.Layer.Source = geo.Source{ID: string(name), Credit: "IGN and ANCT", Vintage: "2018"}
		d.Replace(r.Layer)
	}
	return snapshot.Build(ctx, d)
}

// BenchmarkDeepPage turns to the last pages of 35,357 communes, of those in a
// box, and of their gaps, beside the first pages of the same.
func BenchmarkDeepPage(b *testing.B) {
	server, err := New(Options{Store: storeOf(fine(b))})
	if err != nil {
		b.Fatal(err)
	}
	// A page costs what it shows: pages are compared by the kilobyte, for one
	// commune of Guyane outweighs ten of Ain.
	ask := func(path string) (perPage, perKB float64) {
		const times = 20
		var took time.Duration
		size := 0
		for range times {
			w := httptest.NewRecorder()
			began := time.Now()
			server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			took += time.Since(began)
			if size += w.Body.Len(); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"numberReturned":10,`) {
				b.Fatalf("%s: status %d, or no full page", path, w.Code)
			}
		}
		micro := float64(took.Nanoseconds()) / 1e3
		return micro / times, micro / (float64(size) / 1e3)
	}
	for _, c := range []struct{ name, path, deep string }{
		{"all", "/collections/communes/items?limit=10", "35300"},
		{"box", "/collections/communes/items?limit=10&bbox=0,43,7,49", "15000"},
		{"gaps", "/collections/gaps/items?limit=10&level=commune&datetime=2017-03-16", "1500"},
	} {
		b.Run(c.name, func(b *testing.B) {
			ask(c.path) // what is computed once
			for b.Loop() {
				_, first := ask(c.path)
				page, deep := ask(c.path + "&offset=" + c.deep)
				b.ReportMetric(page, "µs/deep-page")
				b.ReportMetric(deep/first, "deep/first")
			}
		})
	}
}

// TestRealCommunes serves fine data: the collections that need them answer,
// and every answer is as described.
func TestRealCommunes(t *testing.T) {
	s := fine(t)
	web := start(t, Options{Store: storeOf(s)})
	t.Run("collections", func(t *testing.T) { checkFineCollections(t, web.URL, s) })
	t.Run("document", func(t *testing.T) { checkFineDocument(t, web.URL) })
	t.Run("locate", func(t *testing.T) { checkFineLocate(t, web.URL) })
	t.Run("merged commune", func(t *testing.T) { checkMergedCommune(t, web.URL, s) })
	t.Run("coverage", func(t *testing.T) {
		for _, level := range []string{"region", "department", "epci", "commune"} {
			got := decode[coverage.Answer](t,
				get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&level="+level)).Totals[geo.Neighbourhoods]
			if got.Covered != 1202.0 || got.Total != 1514.0 {
				t.Errorf("%s: %v of %v", level, got.Covered, got.Total)
			}
		}
	})
}

func checkFineCollections(t *testing.T, base string, s *snapshot.Snapshot) {
	p := decode[page](t, get(t, base+"/collections/communes/items?limit=1000&offset=35000"))
	if p.NumberMatched != 35_357 || p.NumberReturned != 357 {
		t.Errorf("%d communes, %d on the last page", p.NumberMatched, p.NumberReturned)
	}
	if p := decode[page](t, get(t, base+"/collections/epci/items?limit=5")); p.NumberMatched != len(s.Units(geo.EPCI)) {
		t.Errorf("%d EPCI", p.NumberMatched)
	}
	ids, _, _ := follow(t, base+"/collections/communes/items?bbox=4.834,45.763,4.836,45.765")
	if !slices.Contains(ids, "69123") && len(ids) == 0 {
		t.Errorf("no commune at the centre of Lyon: %v", ids)
	}
	// A point of Llívia, a Spanish town within France, is in no commune.
	if ids, _, _ := follow(t,
		base+"/collections/communes/items?bbox=1.98,42.464,1.981,42.465"); len(withGround(t, base, ids)) != 0 {
		t.Errorf("Llívia is in %v", ids)
	}
}

// checkMergedCommune asks for a commune merged away before the file was made.
func checkMergedCommune(t *testing.T, base string, s *snapshot.Snapshot) {
	for code, into := range s.Data.Catalogue.Successors {
		if _, err := s.Unit(geo.Commune, code); err == nil {
			continue
		}
		p := problemIn(t, get(t, base+"/collections/communes/items/"+code), 404, "not-found")
		if p.Successor == nil || p.Successor.Code != into || p.Successor.Name == "" {
			t.Errorf("commune %s: successor %+v, want %s", code, p.Successor, into)
		}
		return
	}
	t.Error("every merged commune is in the file: the test sees nothing")
}

// withGround keeps the communes that have a geometry: those without match
// every box.
func withGround(t *testing.T, base string, ids []string) []string {
	var out []string
	for _, id := range ids {
		if f := decode[identified](t, get(t, base+"/collections/communes/items/"+id)); string(f.Geometry) != "null" {
			out = append(out, id)
		}
	}
	return out
}

func checkFineDocument(t *testing.T, base string) {
	router, err := gorillamux.NewRouter(documentOf(t, base))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range allRoutes() {
		for _, as := range r.Answers {
			if r.Live || strings.Contains(r.Path, "/overlaps/") {
				continue
			}
			address := withQuery(base+example(r, t), "f", string(as.Format))
			if status := checkAnswer(t, router, r, address, bodyFor(r)); status != http.StatusOK {
				t.Errorf("%s %s: status %d", r.Method, address, status)
			}
		}
	}
}

func checkFineLocate(t *testing.T, base string) {
	got := decode[locate.Answer](t, get(t, base+"/locate?lon=4.8357&lat=45.7640"))
	var levels []geo.Level
	for _, l := range got.Levels {
		levels = append(levels, l.Level)
		if l.Level == geo.Commune && (l.Code == nil || *l.Code != "69123" && !strings.HasPrefix(*l.Code, "6938")) {
			t.Errorf("commune of Lyon: %+v", l)
		}
	}
	if !slices.Equal(levels, geo.Levels) {
		t.Errorf("levels %v, want %v", levels, geo.Levels)
	}
	if got.Neighbourhoods.Position != locate.PositionUnknown || got.Neighbourhoods.Reason == "" {
		t.Errorf("the outlines of Lyon are not loaded, yet: %+v", got.Neighbourhoods)
	}
}
