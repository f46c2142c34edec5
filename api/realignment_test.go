package api

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"maillage/api/realignment"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/geotest"
)

func realigned(t *testing.T, web, query string) (realignment.Answer, map[string]realignment.RealignedRegion) {
	t.Helper()
	got := decode[realignment.Answer](t, get(t, web+"/analysis/realignment"+query))
	by := map[string]realignment.RealignedRegion{}
	for _, r := range got.Regions {
		by[r.Code] = r
	}
	return got, by
}

// TestRealignmentTellsTheTruth: the reform as the facts know it on 16 March
// 2017.
func TestRealignmentTellsTheTruth(t *testing.T) {
	got, by := realigned(t, newTest(t).URL, "?datetime=2017-03-16")
	if want := (wire.StatusCounts{Uncovered: 4, Partial: 2, Aligned: 9, Shared: 2, Split: 1}); got.Counts != want {
		t.Errorf("counts %+v, want %+v", got.Counts, want)
	}
	if want := (wire.StatusCounts{Uncovered: 2}); got.CountsApart != want || len(got.Regions) != 20 ||
		got.Regions[18].Code != "978" || got.Regions[19].Code != "987" {
		t.Errorf("%d rows, apart %+v", len(got.Regions), got.CountsApart)
	}
	for code, status := range map[string]string{
		"76": "split", "53": "shared", "52": "shared", "84": "partial", "11": "partial", "44": "aligned", "94": "uncovered",
		"987": "uncovered",
	} {
		if string(by[code].Status) != status {
			t.Errorf("%s is %s, want %s", by[code].Name, by[code].Status, status)
		}
	}
	occitanie := by["76"]
	if len(occitanie.Centres) != 2 {
		t.Fatalf("Occitanie: %+v", occitanie.Centres)
	}
	for i, want := range []struct {
		id                 string
		departments, hoods float64
	}{{"ressources-territoires", 0.6154, 0.4286}, {"villes-territoires", 0.3846, 0.5714}} {
		c := occitanie.Centres[i]
		if c.ID != want.id || c.Edge != "inherited" || c.EdgeKM == nil || c.EdgeKM.Inherited <= 0 ||
			c.EdgeKM.Department != 0 || len(c.Straddles) != 0 ||
			*c.Shares[geo.Departments] != want.departments || *c.Shares[geo.Neighbourhoods] != want.hoods {
			t.Errorf("Occitanie: %+v, want %+v", c, want)
		}
	}
	if c := by["53"].Centres; len(c) != 1 || c[0].ID != "reso-villes" || fmt.Sprint(c[0].Straddles) != "[52 53]" ||
		c[0].Edge != "none" {
		t.Errorf("Bretagne: %+v", c)
	}
	if fmt.Sprint(by["84"].Remaining.DepartmentCodes) != "[03 15 43 63]" {
		t.Errorf("Auvergne-Rhône-Alpes lacks %v", by["84"].Remaining.DepartmentCodes)
	}
	if *by["44"].Index.Departments != 1 || *by["94"].Index.Departments != 0 || *by["76"].Index.Departments != 0.615385 {
		t.Errorf("indices %v %v %v", *by["44"].Index.Departments, *by["94"].Index.Departments, *by["76"].Index.Departments)
	}
	if b := got.Totals[geo.Neighbourhoods].Band; *got.Totals[geo.Neighbourhoods].Share != 0.7939 ||
		*b.High.Share != 0.4458 || *b.Low.Share != 0.8256 {
		t.Errorf("16 March 2017 reads %+v", got.Totals[geo.Neighbourhoods])
	}
	if got.Band.Medium.Counts != got.Counts || got.Band.High.Counts.Aligned != 6 || got.Band.Low.Counts.Aligned != 11 {
		t.Errorf("the counts as an interval: %+v", got.Band)
	}
}

// TestWhatRemainsIsWhatIsNotCovered: remaining, covered and what cannot be told
// make the total, measure by measure; contracts are placed once.
func TestWhatRemainsIsWhatIsNotCovered(t *testing.T) {
	web := newTest(t)
	for _, query := range []string{
		"?datetime=2017-03-16", "?datetime=2012-05-31&min_confidence=high", "?datetime=2019-07-01&qpv=2024",
		"?datetime=2017-03-16&territory=com&qpv=2024",
	} {
		got, _ := realigned(t, web.URL, query)
		check := func(name string, left wire.Remaining, m wire.Measures) {
			for i, r := range left.Measures {
				f := m[i]
				if f.Reason != r.Reason || r.Of == "" || (r.Total == nil) != (r.Reason != "") {
					t.Errorf("%s %s: %+v beside %+v", query, name, r, f)
				}
				if f.Reason == "" &&
					rest.Round(r.Remaining.(float64)+f.Covered.(float64)+amountOr(r.Undetermined), 3) != rest.Round(f.Total.(float64),
						3) {
					t.Errorf("%s %s: %v remain and %v are covered of %v", query, name, r.Remaining, f.Covered, f.Total)
				}
			}
			if k := left.CityContracts; k.Total != k.Covered+k.Remaining+k.Undetermined || len(k.RemainingCodes) != k.Remaining {
				t.Errorf("%s %s: contracts %+v", query, name, k)
			}
		}
		check("in all", got.Remaining, got.Totals)
		for _, r := range got.Regions {
			check(r.Name, r.Remaining, r.Measures)
		}
	}
	got, by := realigned(t, web.URL, "?datetime=2017-03-16")
	if k := got.Remaining.CityContracts; k.Total != 433 || k.Remaining != 84 {
		t.Errorf("city contracts %+v", k)
	}
	if r := by["978"].Remaining; len(r.DepartmentCodes) != 0 || fmt.Sprint(r.CollectivityCodes) != "[978]" ||
		r.Measures[geo.Departments].Remaining != 0.0 {
		t.Errorf("Saint-Martin lacks %+v", r)
	}
	if r := got.Remaining; float64(len(r.DepartmentCodes)) != r.Measures[geo.Departments].Remaining ||
		fmt.Sprint(r.CollectivityCodes) != "[978 987]" {
		t.Errorf("in all %v departments, listed %v and %v", r.Measures[geo.Departments].Remaining, r.DepartmentCodes,
			r.CollectivityCodes)
	}
	if of := by["94"].Remaining.CityContracts.Of; !strings.Contains(of, "CV366 to CV368") {
		t.Errorf("the contracts of Corse are %q", of)
	}
	if k := by["94"].Remaining.CityContracts.RemainingCodes; fmt.Sprint(k) != "[CV366 CV367 CV368]" {
		t.Errorf("the contracts of Corse: %v", k)
	}
}

// TestRealignmentTableSaysTheSame: the rows of the table and the features of
// the map say what the document says.
func TestRealignmentTableSaysTheSame(t *testing.T) {
	web := newTest(t)
	got, by := realigned(t, web.URL, "?datetime=2017-03-16")
	kinds := map[string]int{}
	for _, row := range readTable(t, get(t, web.URL+"/analysis/realignment?datetime=2017-03-16&f=csv")) {
		kinds[row["row"]]++
		region := by[row["code"]]
		switch row["row"] {
		case "region":
			if row["status"] != string(region.Status) ||
				row["neighbourhoods_remaining"] != fmt.Sprint(region.Remaining.Measures[geo.Neighbourhoods].Remaining) ||
				row["index_departments"] != strconv.FormatFloat(*region.Index.Departments, 'f', -1, 64) ||
				row["neighbourhoods_covered_high"] != "" {
				t.Errorf("%v for %+v", row, region)
			}
		case "centre":
			found := false
			for _, c := range region.Centres {
				found = found ||
					c.ID == row["centre"] && string(c.Edge) == row["edge"] && strings.Join(c.Straddles, ";") == row["straddles"] &&
						row["neighbourhoods_share"] == strconv.FormatFloat(*c.Shares[geo.Neighbourhoods], 'f', -1, 64)
			}
			if !found {
				t.Errorf("no centre in the document as %v", row)
			}
		case "total":
			if row["neighbourhoods_covered_high"] != "675" || row["neighbourhoods_covered_low"] != "1250" ||
				row["city_contracts_remaining"] != "84" {
				t.Errorf("%v", row)
			}
		}
	}
	centres := 0
	for _, r := range got.Regions {
		centres += len(r.Centres)
	}
	if kinds["region"] != 20 || kinds["centre"] != centres || kinds["total"] != 1 || kinds["by_territory"] != 3 ||
		len(kinds) != 4 {
		t.Errorf("rows %v, want %d centres", kinds, centres)
	}
	features := decode[analysisPage](t, get(t, web.URL+"/analysis/realignment?datetime=2017-03-16&f=geojson")).Features
	for _, f := range features {
		if p := f.Properties; string(f.Geometry) == "null" || p["status"] != string(by[f.ID].Status) ||
			p["neighbourhoods_remaining"] != by[f.ID].Remaining.Measures[geo.Neighbourhoods].Remaining {
			t.Errorf("%s: %v", f.ID, f.Properties)
		}
	}
	if len(features) != 20 {
		t.Errorf("%d features", len(features))
	}
}

// TestOverlappedAndDrawn: on a country made by hand, what the facts hold none
// of.
func TestOverlappedAndDrawn(t *testing.T) {
	drawn := geotest.Over("2010", "", "A2")
	drawn.Drawn = geotest.Box(2, 0, 2.25, 1)
	web := squares(t, nil,
		geotest.Centre("drawn", drawn),
		geotest.Centre("one", geotest.Over("2010", "", "A1", "A2")))
	got, by := realigned(t, web.URL, "?datetime=2017-03-16")
	a, b := by["RA"], by["RB"]
	if a.Status != "overlapped" || fmt.Sprint(a.InCommon) != "[A2]" || a.Centres[0].Edge != "inherited" ||
		fmt.Sprint(a.Centres[0].Straddles) != "[RA RB]" || len(a.Centres[1].Straddles) != 0 {
		t.Errorf("%+v", a)
	}
	if b.Status != "partial" || b.Centres[0].Edge != "other" || b.Centres[0].EdgeKM != nil ||
		b.Remaining.Measures[geo.Population].Undetermined != 20.0 || b.Remaining.Measures[geo.Population].Remaining != 60.0 {
		t.Errorf("%+v", b)
	}
	if got.Counts != (wire.StatusCounts{Partial: 1, Overlapped: 1}) {
		t.Errorf("%+v", got.Counts)
	}
}
