package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// abroad serves the data set of another country: four NUTS 3 regions of 40
// inhabitants, of which one centre holds the first.
func abroad(t *testing.T) *httptest.Server {
	t.Helper()
	s, err := snapshot.Build(context.Background(),
		geotest.Abroad(geotest.Centre("one", geotest.Over("2010", "", "DE1A1"))))
	if err != nil {
		t.Fatal(err)
	}
	return start(t, Options{Store: storeOf(s)})
}

// TestAnotherCountry: its one territory is its code, the figures are its own,
// and nothing said of them speaks of France.
func TestAnotherCountry(t *testing.T) {
	web := abroad(t)
	for _, query := range []string{"?level=department", "?level=department&territory=de"} {
		a := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+query))
		if a.Territory != "de" || a.ByTerritory != nil || len(a.Territories) != 4 {
			t.Errorf("%s: territory %q, %+v, %d rows", query, a.Territory, a.ByTerritory, len(a.Territories))
		}
		total := a.Totals
		for name, got := range map[string][2]any{
			"departments": {total[geo.Departments].Covered, total[geo.Departments].Total},
			"population":  {total[geo.Population].Covered, total[geo.Population].Total},
		} {
			want := map[string][2]float64{"departments": {1, 4}, "population": {40, 160}}[name]
			if got[0] != want[0] || got[1] != want[1] {
				t.Errorf("%s: %s %v of %v, want %v", query, name, got[0], got[1], want)
			}
		}
		if got := total[geo.Departments].Of; got != "NUTS 3 regions of DE" {
			t.Errorf("%s: departments of %q", query, got)
		}
		self := slices.IndexFunc(a.Links, func(l rest.Link) bool { return l.Rel == "self" })
		if r := get(t, a.Links[self].Href); r.StatusCode != http.StatusOK ||
			!strings.Contains(a.Links[self].Href, "territory=de") {
			t.Errorf("%s: %s answers %d", query, a.Links[self].Href, r.StatusCode)
		}
	}
}

// TestTerritoryOfTheDataSet: a territory that the data set has not is refused,
// and those it has are named.
func TestTerritoryOfTheDataSet(t *testing.T) {
	for _, c := range []struct {
		web  *httptest.Server
		asks string
		want []string
	}{
		{abroad(t), "france", []string{"de"}},
		{abroad(t), "metropole", []string{"de"}},
		{abroad(t), "at", []string{"de"}},
		{newTest(t), "de", rest.NamesOf(geo.Territories)},
		{newTest(t), "DE", rest.NamesOf(geo.Territories)},
	} {
		r := get(t, c.web.URL+"/analysis/coverage?territory="+c.asks)
		p := problemIn(t, r, http.StatusBadRequest, "invalid-parameter")
		if p.Parameter != "territory" || !slices.Equal(p.Known, c.want) {
			t.Errorf("territory=%s: %+v, want %v", c.asks, p, c.want)
		}
	}
}

// TestEveryAddressAbroad asks everything of another country, in every form: no
// fault, no page, and no figure that is said to be of France's ground.
func TestEveryAddressAbroad(t *testing.T) {
	web := abroad(t)
	s, err := New(Options{Store: new(Store), Map: builtMap()})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Table {
		if r.Method != http.MethodGet || r.Live || r.Immutable {
			continue
		}
		query := url.Values{}
		path := r.Path
		for _, p := range r.Params {
			switch {
			case p.In == rest.InPath:
				path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(p.Example))
			case p.Required:
				query.Set(p.Name, p.Example)
			}
		}
		path = strings.NewReplacer("/centres/labo-cites", "/centres/one", "labo-cites", "one", "labo-cites-1", "one-1",
			"regions/items/84", "regions/items/DE1", "departments/items/01", "departments/items/DE1A1",
			"communes/items/01001", "communes/items/DE_A1001", "gaps/items/94", "gaps/items/DE2").Replace(path)
		for _, form := range r.Answers {
			query.Set("f", string(form.Format))
			got := get(t, web.URL+path+"?"+query.Encode())
			switch {
			case strings.Contains(path, "DE") && form.Format != rest.FormatHTML && got.StatusCode != http.StatusOK:
				t.Errorf("%s: %d %s", path, got.StatusCode, got.body)
			case form.Format == rest.FormatHTML && got.StatusCode != http.StatusNotAcceptable:
				t.Errorf("%s as a page: %d", path, got.StatusCode)
			case got.StatusCode >= 500:
				t.Errorf("%s?%s: %d %.300s", path, query.Encode(), got.StatusCode, got.body)
			case got.StatusCode == http.StatusOK && path != "/api" && strings.Contains(string(got.body), "French Polynesia"):
				t.Errorf("%s?%s speaks of France: %.300s", path, query.Encode(), got.body)
			}
		}
	}
}

// TestBrowserAbroad: a browser, which would rather have a page, gets data.
func TestBrowserAbroad(t *testing.T) {
	r := get(t, abroad(t).URL+"/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), rest.MediaJSON) ||
		strings.Contains(string(r.body), "France") || strings.Contains(string(r.body), "f=html") {
		t.Errorf("%d %s: %s", r.StatusCode, r.Header.Get("Content-Type"), r.body)
	}
}
