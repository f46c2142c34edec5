package api

import (
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"maillage/api/ask"
	"maillage/api/pages"
	"maillage/api/rest"
)

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

// TestEveryPage asks for every page in both languages, and follows the links
// each has to its own data.
func TestEveryPage(t *testing.T) {
	web := newTest(t)
	seen := 0
	for _, r := range allRoutes() {
		if _, ok := r.ParamsOf(rest.FormatHTML); !ok {
			continue
		}
		seen++
		for lang, unofficial := range map[string]string{
			"fr": "n’est pas un service officiel de l’État", "en": "not an official service of the State",
		} {
			address := withQuery(web.URL+example(r, t), "lang", lang)
			t.Run(strings.TrimPrefix(address, web.URL), func(t *testing.T) {
				got := get(t, address, "Accept", browser)
				body := string(got.body)
				if got.StatusCode != http.StatusOK || got.Header.Get("Content-Type") != rest.MediaHTML {
					t.Fatalf("status %d, %s: %s", got.StatusCode, got.Header.Get("Content-Type"), shorten(got.body))
				}
				if policy := got.Header.Get("Content-Security-Policy"); policy != policyOf(r) ||
					!strings.HasPrefix(policy, "default-src 'none'") {
					t.Errorf("policy %q", policy)
				}
				for _, want := range []string{
					`<html lang="` + lang + `">`, unofficial, embedded().Generation, "Natural Earth", `href="#main"`,
				} {
					if !strings.Contains(body, want) {
						t.Errorf("the page lacks %q", want)
					}
				}
				if n := strings.Count(body, "<h1>"); n != 1 {
					t.Errorf("%d headings of the first order", n)
				}
				if scripts := strings.Count(body, "<script"); scripts != 0 &&
					(r.Path != ask.MapPath || scripts != 1 || !strings.Contains(body, `<script type="module" src="/assets/`)) {
					t.Errorf("%d scripts", scripts)
				}
				for _, never := range []string{" style=", "javascript:", "Marianne", "%!"} {
					if strings.Contains(body, never) {
						t.Errorf("the page holds %q", never)
					}
				}
				followData(t, web.URL, body)
			})
		}
	}
	if seen < 20 {
		t.Errorf("%d pages served, fewer than there are", seen)
	}
}

// policyOf is the policy of the page of a route: that of the map lets scripts of
// this host run.
func policyOf(r *rest.Route) string {
	if r.Path == ask.MapPath {
		return pages.AppPolicy()
	}
	return pages.Policy
}

var dataLink = regexp.MustCompile(`<link rel="alternate" type="([^"]+)" href="([^"]+)">`)

// followData asks for the data a page links to.
func followData(t *testing.T, base, body string) {
	t.Helper()
	links := dataLink.FindAllStringSubmatch(body, -1)
	if len(links) == 0 {
		t.Error("the page links to no data")
	}
	for _, l := range links {
		r := get(t, base+strings.ReplaceAll(l[2], "&amp;", "&"))
		if r.StatusCode != http.StatusOK || strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: status %d, %s", l[2], r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
}

// TestPagesTellTheFigures holds pages to figures counted from the facts.
func TestPagesTellTheFigures(t *testing.T) {
	web := newTest(t)
	for address, wants := range map[string][]string{
		"/analysis/coverage?datetime=2017-03-16": {
			"Le 16\u00a0mars 2017, 1\u202f202 des 1\u202f514 quartiers prioritaires", "79,4\u202f%",
			"entre 675 en confiance forte et 1\u202f250 si",
			"16\u202f; le réseau en publiait 18", "143 / 272", "124 / 140",
		},
		"/analysis/coverage?datetime=2017-03-16&lang=en": {
			"On 16\u00a0March 2017, 1,202 of the 1,514 priority neighbourhoods", "79.4%",
		},
		"/analysis/coverage?datetime=2017-03-16&lang=en&qpv=2024": {
			"Without a figure for the 2024 geography: their inhabitants, of whom no number is published; the NPNRU, whose " +
				"list is of neighbourhoods of 2015.",
		},
		"/analysis/gaps?datetime=2017-03-16&qpv=2024": {"le NPNRU, dont la liste est celle de " +
			"quartiers de 2015"},
		"/collections/departments/items/13?datetime=2017-03-16&qpv=2024": {"le NPNRU, dont la liste est celle de " +
			"quartiers de 2015"},
		"/analysis/gaps?datetime=2017-03-16": {"312 des 1\u202f514", "1\u202f029\u202f463 des 5\u202f435\u202f060"},
		"/collections/regions/items/84?datetime=2017-03-16": {
			"124 des 140", "sans source publiée\u00a0: 124", "Labo Cités", "Puy-de-Dôme", "sans source publiée",
		},
		"/analysis/compare?a=2015-12-31&b=2017-03-16": {"+86", "de 1\u202f116 sur 1\u202f514 à 1\u202f202 sur 1\u202f514"},
		"/centres/labo-cites?datetime=2017-03-16":     {"124 quartiers prioritaires", "Non connu"},
		"/analysis/scenarios?scenario=" + ask.ExampleCompact: {
			"1\u202f207 des 1\u202f514 quartiers prioritaires", "contre 1\u202f202 sans lui\u00a0: +5",
			"Donner Corse-du-Sud (2A), Haute-Corse (2B) à Cité Ressources",
			"repose sur ce seul scénario\u00a0: 5", "128 → 133", "Corse\u00a0: non couverte, puis partagée",
			`name="scenario" value="` + ask.ExampleCompact,
		},
		"/analysis/scenarios?lang=en&scenario=" + ask.ExampleCompact: {
			"1,207 of the 1,514", "against 1,202 without it: +5", "Give Corse-du-Sud (2A), Haute-Corse (2B) to Cité Ressources",
		},
		"/analysis/proposals?datetime=2017-03-16": {
			"qui attribue 9\u00a0territoires couvrirait 1\u202f347 des 1\u202f514", "c’est prouvé", "Labo Cités (615 points)",
			"aucun centre de ce territoire",
		},
		"/analysis/proposals?datetime=2017-03-16&create=true&max_load=500": {
			"1\u202f514 des 1\u202f514", "nouveau centre (Corse)", `name="max_load" value="500"`,
		},
		"/analysis/sensitivity?datetime=2017-03-16": {
			"le périmètre incertain qui pèse le plus est celui de ce centre\u00a0: Institut régional de la ville",
			"varieraient de −199",
		},
		"/crosswalk":                   {"18 régions aujourd’hui, dont 7 faites de plusieurs", "Nord-Pas-de-Calais"},
		"/crosswalk?of=neighbourhoods": {"1\u202f436 quartiers de 2015", "1\u202f493 quartiers de 2024"},
		"/analysis/trajectory?from=2016-06-01&to=2017-03-01": {"a changé à 1\u00a0date."},
		"/analysis/overlaps?datetime=2017-03-16":             {"aucun territoire n’est dans le périmètre de deux centres"},
	} {
		body := html.UnescapeString(string(get(t, web.URL+address, "Accept", browser).body))
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q", address, want)
			}
		}
	}
}

// TestMapsTellWhatTablesTell counts the departments of the map by filling.
func TestMapsTellWhatTablesTell(t *testing.T) {
	web := newTest(t)
	body := string(get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&f=html").body)
	named := regexp.MustCompile(`<path class="unit" fill="url\(#p-([a-z]+)\)" d="([^"]*)"><title>[^<]*\((\w+)\)`)
	fillings := map[string]string{}
	for _, m := range named.FindAllStringSubmatch(body, -1) {
		if fillings[m[3]] = m[1]; m[2] == "" {
			t.Errorf("%s is not drawn", m[3])
		}
	}
	count := map[string]int{}
	for _, f := range fillings {
		count[f]++
	}
	if len(fillings) != 103 || count["covered"] != 87 || count["uncovered"] != 16 {
		t.Errorf("%d territories drawn, by filling %v; want 101 departments and 2 collectivities, 87 of them covered",
			len(fillings), count)
	}
}

func TestPageLanguage(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct{ address, accept, lang string }{
		{"/data?f=html", "", "fr"},
		{"/data?f=html", "en-GB,en;q=0.9", "en"},
		{"/data?f=html", "fr-FR,fr;q=0.9,en;q=0.8", "fr"},
		{"/data?f=html", "de", "fr"},
		{"/data?f=html&lang=fr", "en", "fr"},
		{"/data?f=html&lang=en", "fr", "en"},
	} {
		r := get(t, web.URL+c.address, "Accept-Language", c.accept)
		if !strings.Contains(string(r.body), `<html lang="`+c.lang+`">`) {
			t.Errorf("%s with Accept-Language %q is not in %s", c.address, c.accept, c.lang)
		}
		if varies := strings.Contains(strings.Join(r.Header.Values("Vary"), ","),
			"Accept-Language"); varies == strings.Contains(c.address, "lang=") {
			t.Errorf("%s: Vary %q", c.address, r.Header.Values("Vary"))
		}
	}
	french, english := get(t, web.URL+"/data?f=html"), get(t, web.URL+"/data?f=html", "Accept-Language", "en")
	if french.Header.Get("ETag") == english.Header.Get("ETag") {
		t.Error("both languages have one ETag")
	}
	if r := get(t, web.URL+"/data?f=html", "If-None-Match",
		french.Header.Get("ETag")); r.StatusCode != http.StatusNotModified {
		t.Errorf("status %d for a page that did not change", r.StatusCode)
	}
}

// TestLandingTurnsWithTheDay holds the page that takes no date to today's.
func TestLandingTurnsWithTheDay(t *testing.T) {
	now := noon
	web := start(t, Options{Store: storeOf(embedded()), Clock: func() time.Time { return now }, Version: "test"})
	before := get(t, web.URL+"/?f=html")
	now = noon.AddDate(0, 0, 1)
	if r := get(t, web.URL+"/?f=html", "If-None-Match", before.Header.Get("ETag")); r.StatusCode != http.StatusOK {
		t.Errorf("status %d: yesterday's page is still good", r.StatusCode)
	}
	data := get(t, web.URL+"/?f=json")
	now = noon.AddDate(0, 0, 2)
	if r := get(t, web.URL+"/?f=json", "If-None-Match", data.Header.Get("ETag")); r.StatusCode != http.StatusNotModified {
		t.Errorf("status %d: the JSON does not depend on the day", r.StatusCode)
	}
}

// TestPageParameters: what only a page takes is refused of data, as ever.
func TestPageParameters(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{
		"/centres/oriv?datetime=2017-03-16", "/collections/regions/items/84?f=csv&lang=en", "/data?lang=fr",
	} {
		problemIn(t, get(t, web.URL+path), 400, "unknown-parameter")
	}
	for _, path := range []string{"/centres/oriv?datetime=2017-03-16&f=html", "/data?lang=en&f=html"} {
		if r := get(t, web.URL+path); r.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
}

// TestProblemPages: a browser is told in a page, a program in JSON.
func TestProblemPages(t *testing.T) {
	web := newTest(t)
	for address, status := range map[string]int{
		"/nothing": 404, "/collections/regions/items/42": 404, "/centres/%3Cscript%3Ealert(1)%3C%2Fscript%3E": 404,
		"/analysis/coverage?level=%3Cscript%3E": 400, "/analysis/coverage?%3Cb%3E=1": 400,
		"/analysis/coverage?datetime=zzz": 400,
		"/analysis/compare":               400, "/data?f=html&lang=de": 400, "/?f=html&lang=%22onload%3D": 400,
		"/analysis/coverage?f=html&datetime=1800-01-01": 400,
	} {
		r := get(t, web.URL+address, "Accept", browser)
		body := string(r.body)
		if r.StatusCode != status || r.Header.Get("Content-Type") != rest.MediaHTML ||
			r.Header.Get("Content-Security-Policy") != pages.Policy {
			t.Errorf("%s: status %d, %s", address, r.StatusCode, r.Header.Get("Content-Type"))
		}
		if strings.Contains(body, "<script") || strings.Contains(body, "<b>") || !strings.Contains(body, "Que faire") {
			t.Errorf("%s: %s", address, body)
		}
		if strings.Contains(address, "f=html") {
			continue
		}
		r = get(t, web.URL+address)
		if r.Header.Get("Content-Type") != rest.MediaProblem {
			t.Errorf("%s for a program: %s", address, r.Header.Get("Content-Type"))
		}
	}
	if body := string(get(t, web.URL+"/collections/regions/items/42", "Accept", browser).body); !strings.Contains(body,
		`href="/collections/regions/items/44"`) {
		t.Error("the page does not lead to the region that took Alsace over")
	}
}

// TestPageGoldens holds two small pages, byte for byte.
func TestPageGoldens(t *testing.T) {
	web := newTest(t)
	for name, address := range map[string]string{
		"page-collectivity.html": "/collections/collectivities/items/978?datetime=2017-03-16&f=html",
		"page-problem.html":      "/analysis/coverage?f=html&lang=en&level=departement",
	} {
		got := strings.NewReplacer(web.URL, "http://HOST", embedded().Generation,
			"GENERATION").Replace(string(get(t, web.URL+address).body))
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s (go test ./api -run TestPageGoldens -update writes it anew):\n%s", address, file,
				firstDifference(got, string(want)))
		}
	}
}
