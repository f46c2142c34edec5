package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"maillage/api/rest"
	"maillage/api/whatif"
	"maillage/api/wire"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/plan"
)

// TestPlansRun: the scenario of a plan, run at its own address, ends where the
// plan says, whatever the aim, the rules and the day.
func TestPlansRun(t *testing.T) {
	web := newTest(t)
	for _, day := range []string{"2014-06-01", "2017-03-16", "2026-03-16"} {
		date, err := geo.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		for _, aim := range plan.Aims {
			for _, rule := range []struct {
				query string
				q     coverage.Query
				o     plan.Options
			}{
				{"", coverage.Query{Territory: geo.France, Confidence: geo.Medium}, plan.Options{}},
				{"&create=true", coverage.Query{Territory: geo.France, Confidence: geo.Medium}, plan.Options{AllowCreate: true}},
				{
					"&create=true&join_overseas=true", coverage.Query{Territory: geo.France, Confidence: geo.Medium},
					plan.Options{AllowCreate: true, JoinOverseas: true},
				},
				{"&min_confidence=low&territory=metropole", coverage.Query{Territory: geo.Metropole}, plan.Options{}},
				{
					"&min_confidence=high&territory=drom&create=true", coverage.Query{Territory: geo.DROM, Confidence: geo.High},
					plan.Options{AllowCreate: true},
				},
				{
					"&max_load=120&move=true&territory=drom", coverage.Query{Territory: geo.DROM, Confidence: geo.Medium},
					plan.Options{MaxLoad: 120, MayMove: true},
				},
			} {
				address := fmt.Sprintf("%s/analysis/proposals?datetime=%s&aim=%s%s", web.URL, day, aim, rule.query)
				p := decode[whatif.ProposalsAnswer](t, get(t, address))
				ran := decode[whatif.ScenarioAnswer](t, get(t, related(t, p.Links)))
				if !reflect.DeepEqual(ran.Before, p.Before) || !reflect.DeepEqual(ran.After, p.After) {
					t.Errorf("%s: run ends at %+v, planned %+v", address, ran.After[geo.Neighbourhoods], p.After[geo.Neighbourhoods])
				}
				rule.q.Date, rule.q.Level, rule.q.Scope, rule.q.Geography = date, geo.Department, geo.Policy, geo.QPV2015
				rule.o.Aim = aim
				want, err := plan.Make(t.Context(), embedded(), rule.q, rule.o)
				if err != nil {
					t.Fatal(err)
				}
				for i, one := range wire.MeasuresOf(&want.After.Totals, func(geo.Measure) string { return "" }) {
					if got := p.After[i]; fmt.Sprint(got.Covered, got.Total) != fmt.Sprint(asJSONNumbers(t, one.Covered),
						asJSONNumbers(t, one.Total)) {
						t.Errorf("%s: measure %d: %v of %v, planned %v of %v", address, i, got.Covered, got.Total, one.Covered, one.Total)
					}
				}
				if p.Plan.Proven != want.Proven || len(p.Plan.Assignments) != len(want.Assignments) {
					t.Errorf("%s: another plan than that of the domain", address)
				}
			}
		}
	}
}

// asJSONNumbers is a number as a decoded answer has it.
func asJSONNumbers(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// related is the link to the scenario of an answer.
func related(t *testing.T, links []rest.Link) string {
	t.Helper()
	for _, l := range links {
		if l.Rel == "related" && strings.Contains(l.Href, "/analysis/scenarios?") {
			return l.Href
		}
	}
	t.Fatalf("no link to the scenario in %v", links)
	return ""
}

// TestProposalsByMeasure: what a plan leaves, and its loads, are counted in the
// measure asked, and are those of the coverage after it.
func TestProposalsByMeasure(t *testing.T) {
	web := newTest(t)
	for _, m := range plan.Measures {
		p := decode[whatif.ProposalsAnswer](t,
			get(t, web.URL+"/analysis/proposals?datetime=2017-03-16&territory=metropole&aim=even-load&measure="+m.String()))
		before, after := p.Before[m], p.After[m]
		if left := p.Plan.Objective[0]; left.Name != m.String()+"-left" ||
			float64(left.Value) != after.Total.(float64)-after.Covered.(float64) {
			t.Errorf("%s: %+v left, covered %v of %v", m, left, after.Covered, after.Total)
		}
		var was, is float64
		for _, l := range p.Plan.Loads {
			was, is = was+float64(l.Before), is+float64(l.After)
		}
		// no ground of the metropole is shared on that day
		if p.Measure != m.String() || was != before.Covered.(float64) || is != after.Covered.(float64) {
			t.Errorf("%s: loads add up to %v and %v, covered %v and %v", p.Measure, was, is, before.Covered, after.Covered)
		}
	}
	for measure, says := range map[string]string{
		"npnru_neighbourhoods":     "the list of the NPNRU is of the neighbourhoods of the 2015 geography",
		"neighbourhood_population": "no population is published", "area_km2": "is not a value of measure",
	} {
		r := get(t, web.URL+"/analysis/proposals?qpv=2024&measure="+measure)
		if p := problemIn(t, r, 400, "invalid-parameter"); p.Parameter != "measure" || !strings.Contains(p.Detail, says) {
			t.Errorf("%s: %s", measure, r.body)
		}
	}
}

// TestProposalsOf2017 holds a plan to what can be counted by hand: Normandie,
// Corse and the overseas departments without a centre.
func TestProposalsOf2017(t *testing.T) {
	web := newTest(t)
	p := decode[whatif.ProposalsAnswer](t, get(t, web.URL+"/analysis/proposals?datetime=2017-03-16"))
	if p.Plan.Objective[0].Name != "neighbourhoods-left" || p.Plan.Objective[0].Value != 167 ||
		len(p.Plan.Assignments) != 9 {
		t.Errorf("objective %+v, %d assignments", p.Plan.Objective, len(p.Plan.Assignments))
	}
	var left int64
	for _, u := range p.Plan.Unreachable {
		left += u.Neighbourhoods
		if u.Reason != "overseas" && u.Reason != "no-contact" {
			t.Errorf("%+v", u)
		}
	}
	if got := p.After[geo.Neighbourhoods]; got.Covered != 1514.0-float64(left) || got.Total != 1514.0 {
		t.Errorf("after %+v with %d left", got, left)
	}
	for _, g := range p.Gaps {
		for i := 1; i < len(g.Candidates); i++ {
			if g.Candidates[i].Score > g.Candidates[i-1].Score {
				t.Errorf("%s: candidates out of order", g.Code)
			}
		}
		for _, k := range g.Candidates {
			var sum int64
			for _, r := range k.Reasons {
				sum += r.Points
			}
			if sum != k.Score {
				t.Errorf("%s, %s: %d points, score %d", g.Code, k.Centre, sum, k.Score)
			}
		}
	}
	all := decode[whatif.ProposalsAnswer](t, get(t, web.URL+"/analysis/proposals?datetime=2017-03-16&create=true"))
	if len(all.Plan.Unreachable) != 0 || all.After[geo.Neighbourhoods].Covered != 1514.0 || len(all.Plan.Created) != 6 {
		t.Errorf("with creation: %d unreachable, %+v, %d created", len(all.Plan.Unreachable), all.After[geo.Neighbourhoods],
			len(all.Plan.Created))
	}
}

// TestTurnsAreGivenBack: more searches than turns are all answered.
func TestTurnsAreGivenBack(t *testing.T) {
	web := newTest(t)
	done := make(chan int)
	for i := range 8 {
		go func() {
			r, err := http.Get(fmt.Sprintf("%s/analysis/proposals?datetime=2017-03-%02d", web.URL, i+1))
			if err != nil {
				done <- 0
				return
			}
			_ = r.Body.Close()
			done <- r.StatusCode
		}()
	}
	for range 8 {
		if status := <-done; status != http.StatusOK {
			t.Errorf("status %d", status)
		}
	}
}
