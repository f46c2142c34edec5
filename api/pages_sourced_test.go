package api

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/frame"
	"maillage/api/pages"
	"maillage/geo"
)

// TestTextsOfTheDataAreInFrench: what pages show of the data that comes with the
// program stands in the table of translations where its files have it in English.
func TestTextsOfTheDataAreInFrench(t *testing.T) {
	english := regexp.MustCompile(`(?i)\b(the|of|and|not|no|as|by|with|until|since|only|any|whether|names?|found|report|undated|year|area|after|before|c\.|January|February|March|April|May|June|July|August|Sept|October|November|December)( |\b)`)
	address := regexp.MustCompile(`https?://\S+`)
	have := func(field, text string, always bool) {
		if _, known := pages.French.Sourced(text); text != "" && !known &&
			(always || english.MatchString(address.ReplaceAllString(text, ""))) {
			t.Errorf("%s: pages in French have no words for %q: add them to the table of api/pages", field, text)
		}
	}
	d := embedded().Data
	have("populations", d.Catalogue.PopulationOf, true)
	for _, s := range d.Sources {
		for _, text := range []string{s.Title, s.Publisher, s.Credit, s.Vintage, s.Licence} {
			have("source "+s.ID, text, false)
		}
	}
	for i := range d.Centres {
		g := &d.Centres[i]
		have(g.ID, g.Status, true)
		for _, text := range slices.Concat(g.FormerNames, []string{g.Seat, g.Closed}) {
			have(g.ID, text, false)
		}
		for _, text := range append(slices.Clone(g.Unknowns), g.LegalForm) {
			have(g.ID, text, true)
		}
		for _, field := range g.Unverified {
			if pages.CentreFields[field].French == "" {
				t.Errorf("%s: the field %q has no name", g.ID, field)
			}
		}
		for _, p := range g.Perimeters {
			have(p.ID, p.Note, true)
			for _, text := range p.Sources {
				have(p.ID, besideAddress(text), false)
			}
		}
	}
	for _, s := range d.Network.Sizes {
		have("size", besideAddress(s.Source), false)
	}
	for _, s := range d.Network.Claims {
		have("claim", besideAddress(s.Source), false)
		have("claim", s.Unit, false)
	}
	if _, known := pages.French.Sourced("a note of another file"); known {
		t.Error("words of an imported file pass for translated")
	}
	if shown, known := pages.English.Sourced("no published source found"); known || shown != "no published source found" {
		t.Errorf("in English: %q", shown)
	}
}

// besideAddress is what a source says beside its address.
func besideAddress(text string) string {
	if first, beside, _ := strings.Cut(text, " "); frame.WebAddress(first) != "" {
		return beside
	}
	return text
}

// TestPagesSpeakFrench: footers and the pages of centres have no English left.
func TestPagesSpeakFrench(t *testing.T) {
	web := newTest(t)
	for address, wants := range map[string][]string{
		"/": {
			"tel que le contient rgeo v1.2.0", "décrets 2014-1750 et 2014-1751 du 30 décembre 2014",
			"chaque ligne nomme ses sources publiques",
		},
		"/centres/labo-cites?datetime=2017-03-16": {
			"date du changement de nom", "date et acte de l’extension à l’Auvergne", "aucune source publiée n’a été trouvée",
		},
		"/centres/crpv-paris": {"cité une fois", "tout le reste"},
	} {
		body := html.UnescapeString(string(get(t, web.URL+address, "Accept", browser, "Accept-Language", "fr").body))
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s lacks %q", address, want)
			}
		}
		for _, word := range []string{
			" as of ", "each record", "no published source", "date of", "legal_form", "decrees", `<dd lang="en">`,
		} {
			if strings.Contains(body, word) {
				t.Errorf("%s still says %q", address, word)
			}
		}
	}
}

// TestCreditOfAFile: that a file states neither source nor date is said once, in
// the language of the page.
func TestCreditOfAFile(t *testing.T) {
	s := geo.Source{
		ID: "communes", File: "c.geojson", Publisher: geo.NotStated, Vintage: geo.NotStated, Licence: geo.NotStated,
	}
	s.Credit, s.Title = geo.FileCredit(geo.CommuneLayer, s.File), geo.FileTitle(geo.CommuneLayer, s.File)
	for lang, want := range map[pages.Lang][2]string{
		pages.French:  {"Communes\u00a0: fichier c.geojson, source et date non indiquées", "Communes, fichier c.geojson"},
		pages.English: {"Communes: file c.geojson, source and date not stated", "Communes from c.geojson"},
	} {
		c := &ask.Call{Lang: lang}
		if got := frame.CreditLine(c, &s); got != (pages.Credit{Text: want[0]}) {
			t.Errorf("%s: credit %+v", lang, got)
		}
		if got := frame.SourceTitle(c, &s); got != want[1] {
			t.Errorf("%s: title %q", lang, got)
		}
	}
	s.Credit, s.Vintage = "IGN 2024", "2024"
	if got := frame.CreditLine((&ask.Call{Lang: pages.French}), &s); got != (pages.Credit{Text: "IGN 2024 – 2024"}) {
		t.Errorf("credit given: %+v", got)
	}
}

// TestRowsAddUp: the difference shown is that of the numbers shown, and areas have
// their unit.
func TestRowsAddUp(t *testing.T) {
	web := newTest(t)
	row := regexp.MustCompile(`(?s)<th scope="row">([^<]+)</th><td class="n">([^<]+?)(?: <small>.*?)?</td><td class="n">([^<]+?)(?: <small>.*?)?</td><td class="n">([^<]+)</td>`)
	number := func(text string) int {
		n, err := strconv.Atoi(strings.NewReplacer("\u202f", "", "\u00a0", "", "km²", "", "−",
			"-").Replace(html.UnescapeString(text)))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, address := range []string{
		"/analysis/proposals?datetime=2017-03-16", "/analysis/scenarios?scenario=" + ask.ExampleCompact,
		"/analysis/compare?a=2015-12-31&b=2017-03-16",
	} {
		body := string(get(t, web.URL+address, "Accept", browser, "Accept-Language", "fr").body)
		seen := false
		for _, m := range row.FindAllStringSubmatch(body, -1) {
			if number(m[3])-number(m[2]) != number(m[4]) {
				t.Errorf("%s: %s goes from %s to %s by %s", address, m[1], m[2], m[3], m[4])
			}
			if m[1] == pages.MeasureArea.French {
				seen = true
				for _, cell := range m[2:] {
					if !strings.HasSuffix(cell, "km²") {
						t.Errorf("%s: an area without its unit: %s", address, cell)
					}
				}
			}
		}
		if !seen {
			t.Errorf("%s shows no area", address)
		}
	}
}

// TestSingular: one of some is singular.
func TestSingular(t *testing.T) {
	web := newTest(t)
	for address, want := range map[string]string{
		"/collections/departments/items/2A?datetime=2017-03-16": "0 des 3 quartiers prioritaires (géographie " +
			"2015) de ce territoire, Corse-du-Sud, est dans",
		"/collections/departments/items/05?datetime=2017-03-16": "1 quartier prioritaire sur 1 (géographie 2015) " +
			"de ce territoire, Hautes-Alpes, est dans",
		"/collections/departments/items/05?datetime=2017-03-16&lang=en": "1 of the 1 priority neighbourhood (2015 " +
			"geography) of this territory, Hautes-Alpes, lies in",
		"/collections/departments/items/01?datetime=2017-03-16": "9 des 9 quartiers prioritaires (géographie 2015) de ce " +
			"territoire, Ain, sont dans",
	} {
		if body := string(get(t, web.URL+address, "Accept", browser).body); !strings.Contains(body, want) {
			t.Errorf("%s lacks %q", address, want)
		}
	}
}
