package api

import (
	"context"
	"fmt"
	"html"
	"net/http/httptest"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/coverage"
	"maillage/api/rest"
	"maillage/api/whatif"
	"maillage/api/wire"
	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// astride serves the facts with one centre, which holds Champs-sur-Marne and
// Hem: in each a neighbourhood of 2024 lies in part, that goes on in the next
// commune.
func astride(t *testing.T) *httptest.Server {
	t.Helper()
	d := fixture.Data(t)
	record := geotest.Over("2010", "")
	for _, code := range []string{"77083", "59299"} {
		record.Units = append(record.Units, geo.UnitRef{Level: geo.Commune, Code: code})
	}
	d.Centres = []geo.Centre{geotest.Centre("astride", record)}
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return start(t, Options{Store: storeOf(s)})
}

// amountOr is a number of an answer, 0 where it is left out.
func amountOr(n any) float64 {
	v, _ := n.(float64)
	return v
}

// TestUndeterminedStandsBeside: what cannot be told is no part of what is covered,
// of what is not, nor of what remains, in any form of any answer.
func TestUndeterminedStandsBeside(t *testing.T) {
	web := astride(t)
	for _, question := range []string{"?datetime=2017-03-16&qpv=2024", "?datetime=2017-03-16"} {
		cover := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+question))
		hoods, people := cover.Totals[geo.Neighbourhoods], cover.Totals[geo.NeighbourhoodPopulation]
		if amountOr(hoods.Undetermined) == 0 {
			t.Fatalf("%s: nothing is undetermined", question)
		}
		bare := func(f wire.Figure) string {
			return grouping(amountOr(f.Total) - amountOr(f.Covered) - amountOr(f.Undetermined))
		}
		apart := "comptés à part\u00a0: " + grouping(amountOr(hoods.Undetermined)) + "."
		left := "départements, " + bare(hoods) + " quartiers prioritaires, "
		people2015 := ""
		if people.Reason == "" {
			left = "départements, " + bare(hoods) + " quartiers prioritaires et leurs " + bare(people) + " habitants, "
			people2015 = bare(people) + " des " + grouping(amountOr(people.Total)) + " habitants"
		}
		for path, wants := range map[string][]string{
			"/analysis/gaps": {
				", " + bare(hoods) + " des " + grouping(amountOr(hoods.Total)) + " quartiers prioritaires", people2015, apart,
			},
			"/analysis/realignment": {left, apart},
			"/analysis/proposals":   {"comptés à part\u00a0: " + grouping(amountOr(hoods.Undetermined)) + " → "},
		} {
			body := html.UnescapeString(string(get(t, web.URL+path+question, "Accept", browser).body))
			for _, want := range wants {
				if !strings.Contains(body, want) {
					t.Errorf("%s%s lacks %q", path, question, want)
				}
			}
		}
		remains, _ := realigned(t, web.URL, question)
		for _, m := range geo.Measures {
			f, r := cover.Totals[m], remains.Remaining.Measures[m]
			if f.Reason == "" &&
				rest.Round(amountOr(r.Remaining)+amountOr(f.Covered)+amountOr(r.Undetermined), 3) != rest.Round(amountOr(f.Total),
					3) || fmt.Sprint(r.Undetermined) != fmt.Sprint(f.Undetermined) {
				t.Errorf("%s %s: %+v remain beside %+v", question, m, r, f)
			}
			for name, part := range map[string]wire.PartFigure{
				"coverage": cover.ByTerritory.France[m], "realignment": remains.ByTerritory.France[m],
			} {
				if fmt.Sprint(part.Undetermined) != fmt.Sprint(f.Undetermined) ||
					fmt.Sprint(rest.OrNull(part.ShareAtMost)) != fmt.Sprint(rest.OrNull(f.ShareAtMost)) {
					t.Errorf("%s %s by_territory %s: %+v, in all %+v", name, question, m, part, f)
				}
			}
		}
		var uncovered, untold float64
		for _, region := range decode[whatif.ProposalsAnswer](t, get(t, web.URL+"/analysis/proposals"+question)).Gaps {
			uncovered, untold = uncovered+float64(region.Neighbourhoods), untold+float64(region.Undetermined)
		}
		if untold != amountOr(hoods.Undetermined) || grouping(uncovered) != bare(hoods) {
			t.Errorf("%s: proposals count %v uncovered and %v beside, coverage %+v", question, uncovered, untold, hoods)
		}
	}
}

// grouping writes a number as French pages do.
func grouping(n float64) string {
	text := fmt.Sprintf("%.0f", n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "\u202f" + text[i:]
	}
	return text
}

// TestUnknownIsNoNought: with the neighbourhoods of 2024, of which no population
// and no list of the NPNRU is published, no page gives 0 of them, and each says
// why once.
func TestUnknownIsNoNought(t *testing.T) {
	web := newTest(t)
	for _, path := range []string{
		"/analysis/coverage?qpv=2024", "/analysis/gaps?qpv=2024", "/analysis/realignment?qpv=2024",
		"/analysis/proposals?qpv=2024",
		"/analysis/sensitivity?qpv=2024", "/analysis/scenarios?qpv=2024&scenario=" + ask.ExampleCompact,
		"/collections/departments/items/13?qpv=2024",
		"/collections/regions/items/84?qpv=2024", "/centres/labo-cites?qpv=2024&datetime=2017-03-16",
		"/analysis/compare?qpv_a=2024&qpv_b=2024&a=2015-12-31&b=2017-03-16",
		"/analysis/compare?qpv_a=2015&qpv_b=2024&a=2015-12-31&b=2017-03-16",
	} {
		body := html.UnescapeString(string(get(t, web.URL+path, "Accept", browser).body))
		if n := strings.Count(body, "Sans chiffre pour la géographie de 2024"); n != 1 {
			t.Errorf("%s says %d times why measures have no figure", path, n)
		}
		for _, never := range []string{" 0 habitants", " 0 de leurs habitants", "leurs 0 "} {
			if strings.Contains(body, never) {
				t.Errorf("%s holds %q", path, never)
			}
		}
	}
	body := html.UnescapeString(string(get(t, web.URL+"/analysis/gaps?qpv=2024&territory=com", "Accept", browser).body))
	if strings.Contains(body, "0 des 0") || !strings.Contains(body, "ne connaît aucun quartier prioritaire") {
		t.Error("the gaps of the collectivities count neighbourhoods that are not published")
	}
}
