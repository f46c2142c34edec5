package api

import (
	"net/http"
	"strconv"
	"testing"

	"maillage/api/centres"
	"maillage/api/coverage"
	"maillage/api/wire"
	"maillage/geo"
)

// published truths: what the facts say by plain counting.
func TestCoverageTellsTheTruth(t *testing.T) {
	web := newTest(t)
	for _, c := range []struct {
		query          string
		neighbourhoods float64
	}{
		{"datetime=2017-03-16", 1202}, {"datetime=2012-05-31", 1050}, {"datetime=2015-06-30", 1116},
		{"datetime=2019-07-01", 1238},
		{"datetime=2017-03-16&min_confidence=high", 675}, {"datetime=2017-03-16&min_confidence=low", 1250},
		{"datetime=2017-03-16&level=department", 1202}, {"datetime=2017-03-16&level=commune", 1202},
		{"datetime=2017-03-16&level=epci", 1202},
	} {
		got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?"+c.query)).Totals[geo.Neighbourhoods]
		if got.Covered != c.neighbourhoods || got.Total != 1514.0 {
			t.Errorf("%s: %v of %v neighbourhoods, want %v of 1514", c.query, got.Covered, got.Total, c.neighbourhoods)
		}
	}
	got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime=2017-03-16"))
	if got.Centres.Known != 16 || got.Centres.Published != 18.0 || got.Centres.PublishedAt.String() != "2017-03-16" {
		t.Errorf("centres %+v, want 16 of 18 published 2017-03-16", got.Centres)
	}
	n, people, departments := got.Totals[geo.Neighbourhoods], got.Totals[geo.NeighbourhoodPopulation],
		got.Totals[geo.Departments]
	if *n.Share != 0.7939 || n.Unsourced != 124.0 || people.Covered != 4405597.0 || people.Total != 5435060.0 ||
		departments.Covered != 87.0 || departments.Total != 101.0 {
		t.Errorf("totals %+v", got.Totals)
	}
	want := map[string][2]float64{
		"11": {143, 272}, "84": {124, 140}, "94": {0, 5}, "01": {0, 16}, "978": {0, 2}, "987": {0, 76},
	}
	for _, row := range got.Territories {
		if w, ok := want[row.Code]; ok {
			delete(want, row.Code)
			if m := row.Measures[geo.Neighbourhoods]; m.Covered != w[0] || m.Total != w[1] {
				t.Errorf("%s: %v of %v, want %v", row.Name, m.Covered, m.Total, w)
			}
		}
	}
	if len(want) > 0 || len(got.Territories) != 20 {
		t.Errorf("%d rows, without %v", len(got.Territories), want)
	}
	if last := got.Territories[19].Code; last != "987" || got.Territories[18].Code != "978" {
		t.Errorf("the collectivities do not come last: %s", last)
	}
}

// TestDenominatorIsAlwaysNamed: every figure says what its total is, and every
// null says why.
func TestDenominatorIsAlwaysNamed(t *testing.T) {
	web := newTest(t)
	for _, query := range []string{
		"", "?qpv=2024", "?territory=com", "?territory=com&qpv=2024", "?level=epci&territory=drom",
		"?level=commune&territory=com", "?datetime=1990-01-01",
	} {
		got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+query))
		all := []wire.Measures{got.Totals}
		for _, row := range got.Territories {
			all = append(all, row.Measures)
		}
		for _, m := range all {
			for _, f := range m {
				if f.Of == "" || (f.Total == nil) != (f.Reason != "") {
					t.Errorf("%s: %+v", query, f)
				}
			}
		}
		if got.Generation == "" || len(got.Credits) == 0 || got.Credits[0].Credit == "" || got.Credits[0].Vintage == "" {
			t.Errorf("%s: no generation or credit", query)
		}
	}
	before := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime=1995-01-01")).Centres
	if before.Published != nil || before.PublishedAt.Known() {
		t.Errorf("before the first published size: %+v", before)
	}
}

// TestCoverageTableAddsUp: the rows of the CSV add up to its last, the one
// marked total, and say what the JSON says.
func TestCoverageTableAddsUp(t *testing.T) {
	web := newTest(t)
	for _, level := range []string{"region", "region-2015", "department", "epci"} {
		rows := readTable(t, get(t, web.URL+"/analysis/coverage?datetime=2017-03-16&f=csv&level="+level))
		last := rows[len(rows)-1]
		if last["row"] != "total" || last["centres_known"] != "16" || last["centres_published"] != "18" {
			t.Errorf("%s: last row %v", level, last)
		}
		for _, column := range []string{
			"neighbourhoods_covered", "neighbourhoods_total", "neighbourhood_population_covered", "population_total",
		} {
			sum := 0
			for _, row := range rows[:len(rows)-1-3] { // less France and its parts, which stand before the total
				if row["row"] != "territory" || row["generation"] != embedded().Generation || row["credits"] == "" {
					t.Fatalf("%s: row %v", level, row)
				}
				n, err := strconv.Atoi(row[column])
				if err != nil {
					t.Fatalf("%s: %s %s: %v", level, row["code"], column, err)
				}
				sum += n
			}
			if strconv.Itoa(sum) != last[column] {
				t.Errorf("%s: %s add up to %d, the total says %s", level, column, sum, last[column])
			}
		}
	}
}

// TestGapsComplementCoverage: what gaps say is not covered and what coverage
// says is covered make the total, row by row.
func TestGapsComplementCoverage(t *testing.T) {
	web := newTest(t)
	for _, query := range []string{
		"?datetime=2017-03-16", "?datetime=2017-03-16&level=department", "?datetime=2012-05-31&level=region-2015",
		"?datetime=2019-07-01&territory=drom", "?datetime=2017-03-16&min_confidence=high&qpv=2024",
	} {
		covered := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+query))
		gaps := map[string]map[string]any{}
		for _, f := range decode[struct{ Features []identified }](t, get(t, web.URL+"/analysis/gaps"+query)).Features {
			gaps[f.ID] = f.Properties
		}
		for _, row := range covered.Territories {
			gap, ok := gaps[row.Code]
			delete(gaps, row.Code)
			if ok == (row.Status == "covered") {
				t.Errorf("%s %s: %s, and a gap: %v", query, row.Name, row.Status, ok)
			}
			if !ok {
				continue
			}
			if gap["status"] != row.Status {
				t.Errorf("%s %s: %v in gaps, %s in coverage", query, row.Name, gap["status"], row.Status)
			}
			for name, m := range map[geo.Measure]wire.Figure{
				geo.Neighbourhoods: row.Measures[geo.Neighbourhoods], geo.Population: row.Measures[geo.Population],
				geo.Departments: row.Measures[geo.Departments],
			} {
				if m.Total == nil {
					continue
				}
				if gap[name.String()+"_uncovered"] != m.Total.(float64)-m.Covered.(float64) {
					t.Errorf("%s %s: %s uncovered %v, covered %v of %v", query, row.Name, name, gap[name.String()+"_uncovered"],
						m.Covered, m.Total)
				}
			}
		}
		if len(gaps) > 0 {
			t.Errorf("%s: gaps of no territory: %v", query, gaps)
		}
	}
}

func TestOverlapsAreTyped(t *testing.T) {
	web := newTest(t)
	policy := decode[analysisPage](t, get(t, web.URL+"/analysis/overlaps?datetime=2017-03-16"))
	if policy.NumberMatched != 0 {
		t.Errorf("%d overlaps within policy, want none", policy.NumberMatched)
	}
	all := decode[analysisPage](t, get(t, web.URL+"/analysis/overlaps?datetime=2017-03-16&scope=any"))
	if len(all.Features) != 1 || all.Features[0].ID != "ressources-territoires+villes-territoires" ||
		all.Features[0].Properties["type"] != "agreed" {
		t.Errorf("with any scope: %+v", all.Features)
	}
	if r := get(t, web.URL+"/analysis/overlaps?datetime=2017-03-16&f=csv"); len(readTable(t, r)) != 0 {
		t.Error("an empty table has rows")
	}
}

type analysisPage struct {
	NumberMatched int
	Features      []identified
}

// TestSheetIsComplete: the sheet of the perimeter whose first source is known.
func TestSheetIsComplete(t *testing.T) {
	web := newTest(t)
	got := decode[centres.SheetAnswer](t,
		get(t, web.URL+"/centres/labo-cites/perimeters/labo-cites-2?datetime=2017-03-16"))
	if !got.Active || len(got.Inside) != 8 || got.Totals[geo.Neighbourhoods].Covered != 124.0 || got.Perimeter.Sourced {
		t.Errorf("active %v, %d units, %v neighbourhoods", got.Active, len(got.Inside),
			got.Totals[geo.Neighbourhoods].Covered)
	}
	inside := map[string]bool{}
	for _, in := range got.Inside {
		inside[in.Code] = true
	}
	for _, o := range got.Outside {
		if inside[o.Code] || len(o.Edges) == 0 {
			t.Errorf("just outside: %+v", o)
		}
		for _, e := range o.Edges {
			if !inside[e.Code] || e.KM <= 0 {
				t.Errorf("edge of %s: %+v", o.Code, e)
			}
		}
	}
	if len(got.Doubts) == 0 || got.Doubts[0] != "no published source was found for this perimeter" {
		t.Errorf("to confirm: %v", got.Doubts)
	}
	rows := readTable(t, get(t, web.URL+"/centres/labo-cites/perimeters/labo-cites-2?datetime=2017-03-16&f=csv"))
	n := map[string]int{}
	for _, row := range rows {
		n[row["row"]]++
	}
	edges := 0
	for _, o := range got.Outside {
		edges += len(o.Edges)
	}
	if n["inside"] != 8 || n["outside"] != edges || n["open-edge"] != len(got.OpenEdges) {
		t.Errorf("rows %v", n)
	}
	if r := get(t, web.URL+"/centres/oriv/perimeters/labo-cites-2"); r.StatusCode != http.StatusNotFound {
		t.Errorf("under another centre: status %d", r.StatusCode)
	}
}
