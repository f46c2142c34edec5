package api

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"maillage/api/ask"
	"maillage/api/features"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
)

// page is an answer of a collection as a client reads it.
type page struct {
	NumberMatched, NumberReturned int
	Links                         []rest.Link
	Generation                    string
	Credits                       []wire.Credit
	Features                      []json.RawMessage
}

type identified struct {
	ID         string
	Geometry   json.RawMessage
	Properties map[string]any
}

func (p *page) ids(t testing.TB) []string {
	t.Helper()
	ids := make([]string, len(p.Features))
	for i, f := range p.Features {
		var one identified
		if err := json.Unmarshal(f, &one); err != nil {
			t.Fatal(err)
		}
		ids[i] = one.ID
	}
	return ids
}

func (p *page) link(rel string) string {
	for _, l := range p.Links {
		if l.Rel == rel {
			return l.Href
		}
	}
	return ""
}

// follow reads a collection to its end by its next links.
func follow(t testing.TB, address string) (ids []string, matched, pages int) {
	t.Helper()
	for address != "" {
		p := decode[page](t, get(t, address))
		if pages > 0 && p.NumberMatched != matched {
			t.Fatalf("%s: %d match, and %d on the first page", address, p.NumberMatched, matched)
		}
		if p.NumberReturned != len(p.Features) {
			t.Fatalf("%s: numberReturned %d, %d features", address, p.NumberReturned, len(p.Features))
		}
		ids, matched, pages = append(ids, p.ids(t)...), p.NumberMatched, pages+1
		address = p.link("next")
	}
	return ids, matched, pages
}

func TestPagesMakeTheWhole(t *testing.T) {
	web := newTest(t)
	for collection, want := range map[string]int{
		"regions": 18, "regions-2015": 27, "departments": 101, "collectivities": 2,
		"neighbourhoods": 1514, "centres": 22, "perimeters": len(embedded().Perimeters),
		"neighbourhoods?qpv=2024": 1493,
	} {
		path, query, _ := strings.Cut(collection, "?")
		address := web.URL + "/collections/" + path + "/items?" + query
		whole, matched, _ := follow(t, address+"&limit=1000")
		if matched != want || len(whole) != want {
			t.Errorf("%s: %d match, %d come; want %d", collection, matched, len(whole), want)
		}
		small, _, pages := follow(t, address+"&limit=7")
		if !slices.Equal(small, whole) || pages != (want+6)/7 {
			t.Errorf("%s: pages of 7 give %d items in %d pages, in another order or number than at once", collection, len(small),
				pages)
		}
		if sorted := slices.Compact(slices.Sorted(slices.Values(small))); len(sorted) != want {
			t.Errorf("%s: %d different identifiers", collection, len(sorted))
		}
	}
}

func TestLimits(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/collections/neighbourhoods/items"
	for query, want := range map[string]int{
		"": ask.DefaultLimit, "?limit=1": 1, "?limit=1000": 1000, "?limit=1001": 1000,
		"?limit=99999999999999999999999": 1000, "?offset=1510": 4, "?offset=1514": 0, "?offset=99999999999999999999": 0,
	} {
		p := decode[page](t, get(t, address+query))
		if p.NumberReturned != want || p.NumberMatched != 1514 {
			t.Errorf("%q: %d of %d, want %d of 1514", query, p.NumberReturned, p.NumberMatched, want)
		}
	}
	p := decode[page](t, get(t, address+"?offset=10&limit=4&qpv=2024"))
	if next := p.link("next"); !strings.Contains(next, "offset=14") || !strings.Contains(next, "limit=4") ||
		!strings.Contains(next, "qpv=2024") {
		t.Errorf("next %q", next)
	}
	if prev := p.link("prev"); !strings.Contains(prev, "offset=6") {
		t.Errorf("prev %q", prev)
	}
	for _, rel := range []string{"self", "alternate", "collection"} {
		if p.link(rel) == "" {
			t.Errorf("no %s link", rel)
		}
	}
}

// TestPartOfATableSaysSo: a saved table has no next link, so its name tells
// which part of the whole it is.
func TestPartOfATableSaysSo(t *testing.T) {
	web := newTest(t)
	for path, want := range map[string]string{
		"neighbourhoods/items?f=csv":                       `attachment; filename="maillage-neighbourhoods-1-to-250-of-1514.csv"`,
		"neighbourhoods/items?f=csv&limit=500&offset=1500": `attachment; filename="maillage-neighbourhoods-1501-to-1514-of-1514.csv"`,
		"departments/items?f=csv":                          `attachment; filename="maillage-departments.csv"`,
	} {
		r := get(t, web.URL+"/collections/"+path)
		if got := r.Header.Get("Content-Disposition"); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
		if next := strings.Contains(strings.Join(r.Header.Values("Link"), " "), `rel="next"`); next != strings.Contains(want,
			"-1-to-250") {
			t.Errorf("%s: a next link: %v", path, next)
		}
	}
}

// TestEveryItemAlone: each item of each collection answers at its own address
// what it says in its collection.
func TestEveryItemAlone(t *testing.T) {
	web := newTest(t)
	for _, collection := range []string{
		"regions", "regions-2015", "collectivities", "centres", "perimeters", "gaps", "overlaps",
	} {
		query := "?"
		if collection == "overlaps" || collection == "gaps" {
			query = "?scope=any&datetime=2017-03-16&"
		}
		p := decode[page](t, get(t, web.URL+"/collections/"+collection+"/items"+query+"limit=1000"))
		if len(p.Features) == 0 {
			t.Errorf("%s is empty", collection)
		}
		for i, id := range p.ids(t) {
			one := decode[json.RawMessage](t,
				get(t, web.URL+"/collections/"+collection+"/items/"+id+strings.TrimSuffix(query, "&")))
			if a, b := bare(t, one), bare(t, p.Features[i]); a != b {
				t.Errorf("%s %s: alone it is another feature", collection, id)
			}
		}
	}
}

// bare is a feature without its envelope.
func bare(t *testing.T, b json.RawMessage) string {
	t.Helper()
	var f rawFeature
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

type rawFeature struct {
	Type       string          `json:"type"`
	ID         string          `json:"id"`
	Geometry   json.RawMessage `json:"geometry"`
	Properties json.RawMessage `json:"properties"`
}

// TestGeometriesAreRFC7946 checks what a strict reader asks: closed rings,
// right-hand rule, seven decimals at most, coordinates on the globe.
func TestGeometriesAreRFC7946(t *testing.T) {
	web := newTest(t)
	polygons := 0
	for _, path := range []string{"/collections/regions/items", "/collections/departments/items",
		"/collections/collectivities/items",
		"/collections/centres/items", "/collections/perimeters/items", "/collections/gaps/items",
		"/analysis/gaps?level=department",
		"/analysis/overlaps?scope=any", "/collections/neighbourhoods/items?limit=1000"} {
		r := get(t, web.URL+path)
		fc, err := geojson.UnmarshalFeatureCollection(r.body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, f := range fc.Features {
			for _, p := range polygonsOf(f.Geometry) {
				polygons++
				checkPolygon(t, path+" "+fmt.Sprint(f.ID), p)
			}
		}
	}
	if polygons < 500 {
		t.Errorf("only %d polygons seen", polygons)
	}
}

func polygonsOf(g orb.Geometry) []orb.Polygon {
	switch g := g.(type) {
	case orb.Polygon:
		return []orb.Polygon{g}
	case orb.MultiPolygon:
		return g
	}
	return nil
}

func checkPolygon(t *testing.T, name string, p orb.Polygon) {
	t.Helper()
	for i, ring := range p {
		if len(ring) < 4 || !ring.Closed() {
			t.Errorf("%s: a ring of %d points, closed: %v", name, len(ring), ring.Closed())
		}
		want := orb.CCW
		if i > 0 {
			want = orb.CW
		}
		if ring.Orientation() != want {
			t.Errorf("%s: ring %d winds the wrong way", name, i)
		}
		for _, v := range ring {
			if v[0] < -180 || v[0] > 180 || v[1] < -90 || v[1] > 90 || rest.Round(v[0], 7) != v[0] ||
				rest.Round(v[1], 7) != v[1] {
				t.Errorf("%s: point %v", name, v)
			}
		}
	}
}

// TestRingsAreTurned: a geometry that winds the wrong way is written right.
func TestRingsAreTurned(t *testing.T) {
	outer := orb.Ring{{0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}}
	hole := orb.Ring{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}
	b, err := json.Marshal(rest.Geometry{Geometry: orb.MultiPolygon{{outer, hole}}})
	const want = `{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}`
	if err != nil || string(b) != want {
		t.Errorf("%s %v\nwant %s", b, err, want)
	}
	for g, want := range map[string]orb.Geometry{
		`null`: orb.MultiPolygon(nil),
		`{"type":"Point","coordinates":[0,-1.2345679]}`: orb.Point{-0.00000001, -1.23456789},
	} {
		if b, err := json.Marshal(rest.Geometry{Geometry: want}); err != nil || string(b) != g {
			t.Errorf("%s %v, want %s", b, err, g)
		}
	}
}

// TestBoxesAgainstBruteForce: bbox keeps exactly the features whose ground
// meets the box, by another road than the one that serves them, and those
// without any.
func TestBoxesAgainstBruteForce(t *testing.T) {
	web := newTest(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	boxes := []string{
		"-180,-90,180,90", "170,-90,-100,90", "9,41,10,43", "7.4,43.7,7.45,43.76", "-155,-28,-134,-7", "2.3,48.8,2.31,48.81",
		"2.1037,46.0470,2.3129,46.2136",
	}
	for range 25 {
		x, y := -5+14*random.Float64(), 42+9*random.Float64()
		boxes = append(boxes, fmt.Sprintf("%.4f,%.4f,%.4f,%.4f", x, y, x+2*random.Float64(), y+2*random.Float64()))
	}
	for _, collection := range []string{"departments", "regions", "neighbourhoods", "centres", "perimeters", "gaps"} {
		all, err := geojson.UnmarshalFeatureCollection(get(t, web.URL+"/collections/"+collection+"/items?limit=1000").body)
		if err != nil {
			t.Fatal(err)
		}
		if collection == "neighbourhoods" {
			more, err := geojson.UnmarshalFeatureCollection(get(t,
				web.URL+"/collections/"+collection+"/items?limit=1000&offset=1000").body)
			if err != nil {
				t.Fatal(err)
			}
			all.Features = append(all.Features, more.Features...)
		}
		for _, box := range boxes {
			var want []string
			for _, f := range all.Features {
				if meetsBox(t, f.Geometry, box) {
					want = append(want, f.ID.(string))
				}
			}
			got, matched, _ := follow(t, web.URL+"/collections/"+collection+"/items?limit=1000&bbox="+box)
			if !slices.Equal(got, want) || matched != len(want) {
				t.Errorf("%s in %s: %d, want %d:\n got %v\nwant %v", collection, box, len(got), len(want), got, want)
			}
		}
	}
}

// meetsBox walks every edge against the four sides of the box, and looks for
// one inside the other.
func meetsBox(t *testing.T, g orb.Geometry, text string) bool {
	t.Helper()
	boxes, _, err := ask.ReadBox(nil, text)
	if err != nil {
		t.Fatal(err)
	}
	if g == nil {
		return true
	}
	for _, b := range boxes {
		if p, ok := g.(orb.Point); ok && b.Contains(p) {
			return true
		}
		for _, p := range polygonsOf(g) {
			if polygonCrosses(p, b) {
				return true
			}
		}
	}
	return false
}

func polygonCrosses(p orb.Polygon, b orb.Bound) bool {
	corners := b.ToRing()
	inside := false
	for _, ring := range p {
		for i := range ring[:len(ring)-1] {
			if b.Contains(ring[i]) {
				return true
			}
			for k := range corners[:len(corners)-1] {
				if cross(ring[i], ring[i+1], corners[k], corners[k+1]) {
					return true
				}
			}
			// Even-odd rule for a corner of the box.
			a, c, q := ring[i], ring[i+1], corners[0]
			if (a[1] > q[1]) != (c[1] > q[1]) && q[0] < (c[0]-a[0])*(q[1]-a[1])/(c[1]-a[1])+a[0] {
				inside = !inside
			}
		}
	}
	return inside
}

func cross(a, b, c, d orb.Point) bool {
	side := func(p, q, r orb.Point) float64 { return (q[0]-p[0])*(r[1]-p[1]) - (q[1]-p[1])*(r[0]-p[0]) }
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

// TestPerimetersInForce holds datetime on perimeters to a plain reading of
// every row.
func TestPerimetersInForce(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct {
		text        string
		first, last geo.Date
	}{
		{"2017-03-16", geo.DateOf(2017, 3, 16), geo.DateOf(2017, 3, 16)},
		{"2012-05-31/2015-06-30", geo.DateOf(2012, 5, 31), geo.DateOf(2015, 6, 30)},
		{"../1995-01-01", geo.Past, geo.DateOf(1995, 1, 1)},
		{"2030-01-01/..", geo.DateOf(2030, 1, 1), geo.Future},
		{"2015-12-31T23:30:00Z", geo.DateOf(2016, 1, 1), geo.DateOf(2016, 1, 1)}, // next day in Paris
	} {
		var want []string
		for _, p := range embedded().Perimeters {
			if p.From.First() <= c.last && c.first <= p.To.Last() {
				want = append(want, p.ID)
			}
		}
		got, _, _ := follow(t, web.URL+"/collections/perimeters/items?datetime="+c.text)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.text, got, want)
		}
	}
	for path, want := range map[string]int{
		"regions/items?datetime=2012-01-01": 0, "regions/items?datetime=2016-01-01": 18,
		"regions-2015/items?datetime=2015-12-31": 27, "regions-2015/items?datetime=2016-01-01/..": 0,
		"departments/items?datetime=2012-01-01": 101,
	} {
		if _, matched, _ := follow(t, web.URL+"/collections/"+path); matched != want {
			t.Errorf("%s: %d, want %d", path, matched, want)
		}
	}
}

func TestStateOfOneDay(t *testing.T) {
	web := newTest(t)
	for text, want := range map[string]string{
		"":                                  "2026-03-16",
		"?datetime=2017-03-16":              "2017-03-16",
		"?datetime=2016-01-01/2017-03-16":   "2017-03-16",
		"?datetime=2016-01-01/..":           "2016-01-01",
		"?datetime=../2017-03-16":           "2017-03-16",
		"?datetime=2017-03-15T23:30:00Z":    "2017-03-16",
		"?datetime=2017-03-16t10:00:00z":    "2017-03-16",
		"?datetime=2017-03-15T23:59:59.9Z/": "2017-03-16",
	} {
		p := decode[page](t, get(t, web.URL+"/collections/gaps/items"+text))
		var f identified
		if err := json.Unmarshal(p.Features[0], &f); err != nil || f.Properties["datetime"] != want {
			t.Errorf("%q: the day is %v, want %s", text, f.Properties["datetime"], want)
		}
	}
}

// TestCollectionsAreDescribed: every collection listed answers, has an extent,
// and links to its items; those not loaded are not listed.
func TestCollectionsAreDescribed(t *testing.T) {
	web := newTest(t)
	list := decode[features.CollectionsAnswer](t, get(t, web.URL+"/collections"))
	var ids []string
	for _, k := range list.Collections {
		ids = append(ids, k.ID)
		if k.Extent.Spatial == nil || k.ItemType != "feature" || len(k.CRS) != 1 {
			t.Errorf("%s: %+v", k.ID, k)
		}
		for _, l := range k.Links {
			if r := get(t, l.Href); r.StatusCode != http.StatusOK {
				t.Errorf("%s: link %s %s: status %d", k.ID, l.Rel, l.Href, r.StatusCode)
			}
		}
	}
	want := []string{
		"regions", "regions-2015", "departments", "collectivities", "neighbourhoods", "centres", "perimeters", "gaps",
		"overlaps",
	}
	if !slices.Equal(ids, want) {
		t.Errorf("collections %v, want %v", ids, want)
	}
}

// TestLinksLead follows every link of the landing page and of some answers.
func TestLinksLead(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{"/", "/centres", "/centres/oriv", "/centres/oriv/perimeters",
		"/centres/oriv/perimeters/oriv-1",
		"/analysis/coverage", "/analysis/gaps", "/collections/regions", "/collections/perimeters/items/oriv-1"} {
		var links []rest.Link
		var walk func(v any)
		walk = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, one := range v {
					walk(one)
				}
			case map[string]any:
				if href, ok := v["href"].(string); ok {
					links = append(links, rest.Link{Href: href, Rel: v["rel"].(string), Type: v["type"].(string)})
				}
				for _, one := range v {
					walk(one)
				}
			}
		}
		walk(decode[any](t, get(t, web.URL+path)))
		if len(links) == 0 {
			t.Errorf("%s has no link", path)
		}
		for _, l := range links {
			r := get(t, l.Href)
			if r.StatusCode != http.StatusOK {
				t.Errorf("%s: %s %s: status %d", path, l.Rel, l.Href, r.StatusCode)
			}
			if got := r.Header.Get("Content-Type"); !strings.HasPrefix(got, l.Type) {
				t.Errorf("%s: %s %s is %s, said %s", path, l.Rel, l.Href, got, l.Type)
			}
		}
	}
}
