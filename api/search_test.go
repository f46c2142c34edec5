package api

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"maillage/api/locate"
	"maillage/api/wire"
)

// TestSearch asks as people type, and holds what comes first.
func TestSearch(t *testing.T) {
	web := newTest(t)
	for q, want := range map[string]string{
		"2a": "departments/2A", "Corse": "regions/94", "corse du sud": "departments/2A", "HAUTE-SAVOIE": "departments/74",
		"la reunion": "regions/04", "cote d'or": "departments/21", "côte d’azur": "regions/93", "d'oise": "departments/95",
		"84": "regions/84", "polynesie": "collectivities/987", "alsace": "regions-2015/42", "labo": "centres/labo-cites",
		"labo cites": "centres/labo-cites",
		"QP075001":   "neighbourhoods/QP075001", "qp 075001": "", "grande reyssouze": "neighbourhoods/QP001001",
		"cr•dsu": "centres/labo-cites", "zzzz": "",
	} {
		found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?limit=5&q="+url.QueryEscape(q)))
		first := ""
		if len(found.Results) > 0 {
			first = found.Results[0].Collection + "/" + found.Results[0].ID
		}
		if first != want {
			t.Errorf("%q finds %q first, want %q", q, first, want)
		}
	}
}

// TestSearchFindsEverything: every name the service knows leads to its bearer,
// and so does every code.
func TestSearchFindsEverything(t *testing.T) {
	web := newTest(t)
	s := embedded()
	for _, level := range locate.SearchLevels {
		for _, u := range s.Units(level) {
			if s.Ground(level) == nil {
				continue
			}
			key := wire.CollectionName(level) + "/" + u.Code
			for _, q := range []string{u.Name, u.Code, strings.ToUpper(u.Name)} {
				if !finds(t, web.URL, q, key) {
					t.Errorf("%q does not find %s", q, key)
				}
			}
		}
	}
	for i := range s.Data.Centres {
		if key := "centres/" + s.Data.Centres[i].ID; !finds(t, web.URL, s.Data.Centres[i].ID, key) {
			t.Errorf("%s is not found", key)
		}
	}
}

func finds(t *testing.T, base, q, key string) bool {
	t.Helper()
	found := decode[locate.FoundAnswer](t, get(t, base+"/search?limit=50&q="+url.QueryEscape(q)))
	for _, r := range found.Results {
		if r.Collection+"/"+r.ID == key {
			return true
		}
	}
	return false
}

// TestSearchKnowsItsGeography: neighbourhoods of the other geography are not
// found, and a list that is cut short says of how many.
func TestSearchKnowsItsGeography(t *testing.T) {
	web := newTest(t)
	for geography, prefix := range map[string]string{"2015": "QP", "2024": "Q"} {
		found := decode[locate.FoundAnswer](t, get(t, web.URL+"/search?q=marseille&limit=3&qpv="+geography))
		if len(found.Results) != 3 || found.Matched <= 3 {
			t.Errorf("qpv %s: %d results of %d", geography, len(found.Results), found.Matched)
		}
		for _, r := range found.Results {
			if r.Collection == "neighbourhoods" && !strings.HasPrefix(r.ID, prefix) {
				t.Errorf("qpv %s finds %s", geography, r.ID)
			}
		}
	}
}

func FuzzFolded(f *testing.F) {
	for _, s := range []string{"L'Haÿ-les-Roses", "Œuilly", "\xff\xfe", "\xf1\xc3\xaf", "Ǽ", "ʻĀina", "  "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := locate.Folded(text)
		again := locate.Folded(strings.Join(words, " "))
		if fmt.Sprint(words) != fmt.Sprint(again) {
			t.Errorf("%q folds to %q, and that to %q", text, words, again)
		}
	})
}
