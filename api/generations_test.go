package api

import (
	"context"
	"html"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"maillage/api/dataset"
	"maillage/api/pages"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/revision"
)

func TestGenerationsListed(t *testing.T) {
	url, _ := archived(t)
	r := get(t, url+"/generations")
	if got := r.Header.Get("Cache-Control"); got != "no-store" || r.Header.Get("ETag") != "" {
		t.Errorf("Cache-Control %q, ETag %q", got, r.Header.Get("ETag"))
	}
	all := decode[dataset.GenerationsAnswer](t, r).Generations
	if len(all) != 4 || all[0].ID != newest || all[0].InService || !all[0].Kept || !all[3].InService || !all[3].Active ||
		!all[1].Created.Equal(noon.Add(-time.Hour)) {
		t.Fatalf("%+v", all)
	}
	for _, g := range all {
		for _, l := range g.Links {
			if got := get(t, l.Href); got.StatusCode != http.StatusOK ||
				!strings.Contains(l.Href, "compare") && got.Header.Get("X-Generation") != g.ID {
				t.Errorf("%s: status %d from %s", l.Href, got.StatusCode, got.Header.Get("X-Generation"))
			}
		}
	}
}

func TestGenerationsCompared(t *testing.T) {
	url, _ := archived(t)
	r := get(t, url+"/generations/compare?a="+oldest+"&b=aaaaaa2")
	got := decode[struct {
		Before, After struct{ Generation string }
		Findings      []struct {
			Topic, Kind, Code, Field string
			Before, After            any
		}
		Counts  revision.Counts
		Refused bool
	}](t, r)
	if got.Before.Generation != oldest || got.After.Generation != older || got.Refused || got.Counts.Review == 0 {
		t.Errorf("%s to %s: %+v", got.Before.Generation, got.After.Generation, got.Counts)
	}
	ends, others := 0, 0
	for _, f := range got.Findings {
		switch f.Topic {
		case "perimeters":
			if !strings.HasPrefix(f.Code, "oriv-") || f.Field != "to" || f.Before != "2014" || f.After != "2015" {
				t.Errorf("%+v", f)
			}
			ends++
		case "figures", "statuses", "overlaps":
			others++
		default:
			t.Errorf("%+v", f)
		}
	}
	if ends == 0 || others == 0 {
		t.Errorf("%d ends and %d answers differ", ends, others)
	}
	same := decode[dataset.RevisionAnswer](t, get(t, url+"/generations/compare?a="+oldest+"&b="+oldest))
	if len(same.Findings) != 0 {
		t.Errorf("%d findings between one and itself", len(same.Findings))
	}
	latest := decode[dataset.RevisionAnswer](t, get(t, url+"/generations/compare"))
	if latest.Before.Generation != embedded().Generation || latest.After.Generation != newest {
		t.Errorf("by default %s to %s", latest.Before.Generation, latest.After.Generation)
	}
	if places := get(t,
		url+"/generations/compare?b="+oldest+"&f=geojson"); places.Header.Get("Content-Type") != rest.MediaGeoJSON ||
		!strings.Contains(string(places.body), `"FeatureCollection"`) {
		t.Errorf("%s: %s", places.Header.Get("Content-Type"), shorten(places.body))
	}
	problemIn(t, get(t, url+"/generations/compare?a=cccccc4444444444"), 410, "generation-gone")
	problemIn(t, get(t, url+"/generations/compare?b=nonsense"), 400, "invalid-parameter")
}

// TestPagesOfGenerations: the list leads to each, and the comparison says every
// finding of its answer.
func TestPagesOfGenerations(t *testing.T) {
	url, _ := archived(t)
	list := get(t, url+"/generations", "Accept", browser)
	for _, id := range []string{newest, older, oldest} {
		for _, href := range []string{"/?generation=" + id, "/generations/compare?b=" + id} {
			if !slices.Contains(linksIn(list), href) {
				t.Errorf("the list does not lead to %s", href)
			}
		}
	}
	for _, lang := range []string{"fr", "en"} {
		body := html.UnescapeString(string(get(t, url+"/generations/compare?b="+oldest+"&lang="+lang, "Accept",
			browser).body))
		r, err := revision.Compare(context.Background(), embedded(), editions()[oldest],
			revision.Options{Today: geo.DateIn(noon)})
		if err != nil {
			t.Fatal(err)
		}
		for i := range r.Findings {
			if !strings.Contains(body, r.Findings[i].String()) {
				t.Errorf("the page lacks %q", r.Findings[i].String())
			}
		}
	}
	if same := string(get(t, url+"/generations/compare?a="+oldest+"&b="+oldest+"&lang=en", "Accept",
		browser).body); !strings.Contains(same, "nothing would change") {
		t.Error("the page of no change does not say so")
	}
}

// TestWordsOfFindings: every topic and severity has its words.
func TestWordsOfFindings(t *testing.T) {
	schema := readSchemas(t)["Finding"].(rest.Object)["properties"].(rest.Object)
	for name, words := range map[string]map[string]pages.Text{"topic": pages.Topics, "severity": pages.Severities} {
		enum := schema[name].(rest.Object)["enum"].([]any)
		if len(enum) != len(words) {
			t.Errorf("%d words for %d values of %s", len(words), len(enum), name)
		}
		for _, value := range enum {
			if words[value.(string)].French == "" {
				t.Errorf("no word for %s %s", name, value)
			}
		}
	}
}

func readSchemas(t *testing.T) rest.Object {
	t.Helper()
	all, err := wire.Schemas()
	if err != nil {
		t.Fatal(err)
	}
	return all
}
