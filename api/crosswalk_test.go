package api

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"testing"

	"github.com/getkin/kin-openapi/routers/gorillamux"

	"maillage/api/realignment"
)

// TestRegionsCrossExactly: parts add up to wholes, and shares to one, both
// ways.
func TestRegionsCrossExactly(t *testing.T) {
	web := newTest(t)
	got := decode[realignment.RegionCrosswalk](t, get(t, web.URL+"/crosswalk"))
	shares, people, of := map[string]float64{}, map[string]float64{}, map[string]float64{}
	departments := 0
	into := map[string][]string{}
	for _, p := range got.Pairs {
		into[p.Since.Code] = append(into[p.Since.Code], p.Before.Code)
		if p.Since.Level == "region" {
			departments += len(p.DepartmentCodes)
		} else if p.Departments.Reason == "" || p.Departments.Shared != nil {
			t.Errorf("%s has departments: %+v", p.Since.Name, p.Departments)
		}
		for key, share := range map[string]*float64{
			"area of before " + p.Before.Code: p.AreaKM2.ShareOfBefore, "area of since " + p.Since.Code: p.AreaKM2.ShareOfSince,
			"people of before " + p.Before.Code: p.Population.ShareOfBefore,
			"people of since " + p.Since.Code:   p.Population.ShareOfSince,
		} {
			shares[key] += *share
		}
		people[p.Since.Code] += p.Population.Shared.(float64)
		of[p.Since.Code] = p.Population.OfSince.(float64)
	}
	for key, sum := range shares {
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("shares in the %s add up to %v", key, sum)
		}
	}
	for code, sum := range people {
		if sum != of[code] {
			t.Errorf("%s: parts add up to %v people of %v", code, sum, of[code])
		}
	}
	if departments != 101 || len(people) != 20 || fmt.Sprint(into["76"]) != "[73 91]" ||
		fmt.Sprint(into["44"]) != "[21 41 42]" {
		t.Errorf("%d departments, %d regions; Occitanie was %v, Grand Est %v", departments, len(people), into["76"],
			into["44"])
	}
	if rows := readTable(t, get(t, web.URL+"/crosswalk?f=csv")); len(rows) != len(got.Pairs) {
		t.Errorf("%d rows for %d pairs", len(rows), len(got.Pairs))
	}
}

// TestNeighbourhoodsCrossWithWhatIsNotKnown: every count is made of what is
// related and of three sorts of what is not, at every level.
func TestNeighbourhoodsCrossWithWhatIsNotKnown(t *testing.T) {
	web := newTest(t)
	got := decode[realignment.NeighbourhoodCrosswalk](t, get(t, web.URL+"/crosswalk?of=neighbourhoods"))
	if a, b, c := got.Total.QPV2015.Count, got.Total.QPV2024.Count, got.Common.QPV2015.Count; a != 1514.0 || b != 1493.0 ||
		c != 1436.0 || got.Common.QPV2024.Count != 1493.0 {
		t.Errorf("%v and %v in all, %v in common", a, b, c)
	}
	check := func(name string, s realignment.VintageSide) (n, undetermined float64) {
		if s.Reason != "" {
			if s.Count != nil || s.UndeterminedShare != nil {
				t.Errorf("%s: %+v", name, s)
			}
			return 0, 0
		}
		f := func(v any) float64 { return v.(float64) }
		if f(s.Undetermined) != f(s.SeveralCommunes)+f(s.NoCommune)+f(s.NoCounterpart) ||
			f(s.Count) != f(s.Related)+f(s.Undetermined) {
			t.Errorf("%s: %+v does not add up", name, s)
		}
		if (s.RelatedShare == nil) != (f(s.Count) == 0) ||
			s.RelatedShare != nil && *s.RelatedShare+*s.UndeterminedShare != 1 {
			t.Errorf("%s: shares of %+v", name, s)
		}
		return f(s.Count), f(s.Undetermined)
	}
	_, lost := check("total", got.Total.QPV2015)
	if lost == 0 {
		t.Error("nothing is undetermined")
	}
	for level, all := range map[string][]realignment.RelationWire{
		"regions": got.Regions, "departments": got.Departments, "communes": got.Communes,
	} {
		var n, undetermined, later float64
		for _, r := range all {
			a, b := check(r.Name, r.QPV2015)
			c, _ := check(r.Name, r.QPV2024)
			n, undetermined, later = n+a, undetermined+b, later+c
		}
		if n != 1514 || undetermined != lost || later != 1493 {
			t.Errorf("%s: %v neighbourhoods of 2015, %v undetermined, %v of 2024", level, n, undetermined, later)
		}
	}
	last := got.Regions[len(got.Regions)-1]
	if last.Code != "987" || last.QPV2015.NoCommune != 76.0 || last.QPV2024.Reason == "" {
		t.Errorf("French Polynesia: %+v", last)
	}
	rows := readTable(t, get(t, web.URL+"/crosswalk?of=neighbourhoods&f=csv"))
	total := rows[len(rows)-1]
	if len(rows) != len(got.Regions)+len(got.Departments)+len(got.Communes)+2 || total["row"] != "total" ||
		total["qpv_2015_undetermined"] != strconv.Itoa(int(lost)) {
		t.Errorf("%d rows, the last %v", len(rows), total)
	}
}

// TestBothCrosswalksMatchTheDocument: the example of the route is one of them.
func TestBothCrosswalksMatchTheDocument(t *testing.T) {
	web := newTest(t)
	router, err := gorillamux.NewRouter(documentOf(t, web.URL))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range allRoutes() {
		if r.Path != "/crosswalk" {
			continue
		}
		for _, of := range []string{"regions", "neighbourhoods"} {
			if status := checkAnswer(t, router, r, web.URL+"/crosswalk?of="+of, nil); status != http.StatusOK {
				t.Errorf("%s: status %d", of, status)
			}
		}
	}
}
