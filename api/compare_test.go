package api

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"maillage/api/ask"
	"maillage/api/rest"
	"maillage/api/whatif"
	"maillage/geo"
)

// compared asks for a comparison.
func compared(t *testing.T, base, a, b, more string) whatif.CompareAnswer {
	t.Helper()
	return decode[whatif.CompareAnswer](t,
		get(t, base+"/analysis/compare?a="+url.QueryEscape(a)+"&b="+url.QueryEscape(b)+more))
}

// turned is a difference the other way round.
func turned(d whatif.Difference) whatif.Difference {
	minus := func(v any) any {
		if f, ok := v.(float64); ok {
			return 0 - f
		}
		return v
	}
	d.A, d.B = d.B, d.A
	d.Covered, d.Total, d.Unsourced, d.Undetermined = minus(d.Covered), minus(d.Total), minus(d.Unsourced),
		minus(d.Undetermined)
	if d.Share != nil {
		share := 0 - *d.Share
		d.Share = &share
	}
	return d
}

// TestCompareTurns: swapped sides give the same with the signs turned, whatever
// the sides.
func TestCompareTurns(t *testing.T) {
	web := newTest(t)
	sides := []struct{ text, qpv string }{
		{"2015-12-31", "2015"}, {"2017-03-16", "2015"}, {"2026-03-16", "2024"}, {ask.ExampleCompact, "2015"},
		{ask.ExampleCompact, "2024"},
	}
	pairs := 0
	for _, a := range sides {
		for _, b := range sides {
			for _, more := range []string{"", "&level=department&territory=drom", "&level=region-2015&min_confidence=low"} {
				there := compared(t, web.URL, a.text, b.text, more+"&qpv_a="+a.qpv+"&qpv_b="+b.qpv)
				back := compared(t, web.URL, b.text, a.text, more+"&qpv_a="+b.qpv+"&qpv_b="+a.qpv)
				for i, d := range there.Totals {
					if !reflect.DeepEqual(turned(d), back.Totals[i]) {
						t.Errorf("%v and %v%s: %+v, back %+v", a, b, more, d, back.Totals[i])
					}
				}
				if len(there.Territories) != len(back.Territories) || there.Centres != -back.Centres ||
					len(there.OnlyA) != len(back.OnlyB) {
					t.Errorf("%v and %v%s: %d territories, back %d", a, b, more, len(there.Territories), len(back.Territories))
				}
				for k, row := range there.Territories {
					for i, d := range row.Measures {
						if !reflect.DeepEqual(turned(d), back.Territories[k].Measures[i]) {
							t.Errorf("%v and %v%s, %s: %+v, back %+v", a, b, more, row.Code, d, back.Territories[k].Measures[i])
						}
					}
					if row.StatusA != back.Territories[k].StatusB {
						t.Errorf("%s: status %s, back %s", row.Code, row.StatusA, back.Territories[k].StatusB)
					}
				}
				pairs++
			}
		}
	}
	if pairs != 75 {
		t.Errorf("%d pairs", pairs)
	}
}

// TestGeographiesMeetOnCommonGround: 2015 has neighbourhoods where 2024 has
// none, which leaves 1,436 against 1,493.
func TestGeographiesMeetOnCommonGround(t *testing.T) {
	web := newTest(t)
	c := compared(t, web.URL, "2017-03-16", "2017-03-16", "&qpv_b=2024")
	n := c.Totals[geo.Neighbourhoods]
	if n.A.Total != 1436.0 || n.B.Total != 1493.0 || n.Total != 57.0 || c.Common == nil {
		t.Errorf("%+v, common %v", n, c.Common)
	}
	if p := c.Totals[geo.NeighbourhoodPopulation]; p.Covered != nil || p.Reason == "" || p.A.Total == nil ||
		p.B.Total != nil {
		t.Errorf("people %+v", p)
	}
	if len(c.OnlyA)+len(c.OnlyB) != 0 || len(c.LeftOut) != 2 || c.LeftOut[0].Code != "978" || c.LeftOut[1].Code != "987" ||
		c.LeftOut[0].Reason == "" || len(c.Territories) != 18 {
		t.Errorf("only a %v, only b %v, left out %v, %d territories", c.OnlyA, c.OnlyB, c.LeftOut, len(c.Territories))
	}
	same := compared(t, web.URL, "2017-03-16", "2017-03-16", "")
	if n := same.Totals[geo.Neighbourhoods]; n.A.Total != 1514.0 || n.Covered != 0.0 || same.Common != nil ||
		len(same.Territories) != 20 {
		t.Errorf("%+v", n)
	}
	for _, d := range same.Totals {
		if b, err := json.Marshal(d); err != nil || strings.Contains(string(b), "-0") {
			t.Errorf("a day compared with itself differs: %s", b)
		}
	}
}

// TestScenariosAreSides: a scenario compared with its own day is what it says it
// does; one that cannot be made is blamed on its side.
func TestScenariosAreSides(t *testing.T) {
	web := newTest(t)
	s := decode[whatif.ScenarioAnswer](t, run(t, web.URL, "", giveCorse))
	c := decode[whatif.CompareAnswer](t, get(t, linkTo(t, s.Links, "related")))
	for i, d := range c.Totals {
		if b, a := s.Before[i], s.After[i]; d.A.Covered != b.Covered || d.B.Covered != a.Covered || d.A.Total != b.Total {
			t.Errorf("%+v, before %+v, after %+v", d, b, a)
		}
	}
	if c.A.Scenario != nil || c.B.Scenario == nil || *c.B.Scenario != *s.Compact ||
		c.Totals[geo.Neighbourhoods].Covered != 5.0 {
		t.Errorf("a %+v, b %+v", c.A, c.B)
	}
	twice := run(t, web.URL, "?min_confidence=low", giveCorse) // at low, nobody else holds it either
	decode[whatif.ScenarioAnswer](t, twice)
	refused := get(t, web.URL+"/analysis/compare?scope=any&a=2017-03-16&b="+refusedCompact(t, web.URL))
	if p := problemIn(t, refused, 422, "refused-change"); p.Parameter != "b" || p.Reason != "already-held" {
		t.Errorf("%+v", p)
	}
}

// refusedCompact is a scenario that can be made of what is medium, and not of
// what is low: Villes et Territoires is given what it holds by hypothesis.
func refusedCompact(t *testing.T, base string) string {
	t.Helper()
	for _, row := range decode[whatif.AssignmentsAnswer](t,
		get(t, base+"/analysis/assignments?datetime=2017-03-16&scope=any")).Assignments {
		if row.Centre == nil {
			continue
		}
		change := fmt.Sprintf(`{"action":"give","centre":%q,%s}`, *row.Centre, units(row.Code))
		if r := run(t, base, "", change); r.StatusCode == 200 {
			return *decode[whatif.ScenarioAnswer](t, r).Compact
		}
	}
	t.Fatal("scope=any holds nothing that scope=policy does not")
	return ""
}

// TestCompareTable: CSV says what JSON says.
func TestCompareTable(t *testing.T) {
	web := newTest(t)
	address := web.URL + "/analysis/compare?a=2015-12-31&b=2017-03-16&level=department"
	c := decode[whatif.CompareAnswer](t, get(t, address))
	rows := readTable(t, get(t, address+"&f=csv"))
	if len(rows) != len(c.Territories)+len(c.Realignment.Changes)+1 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range c.Territories {
		got := rows[i]
		if got["code"] != row.Code ||
			got["neighbourhoods_difference"] != fmt.Sprint(row.Measures[geo.Neighbourhoods].Covered) ||
			got["status_b"] != row.StatusB {
			t.Errorf("%s: %v", row.Code, got)
		}
	}
	total := rows[len(rows)-1]
	if total["row"] != "total" || total["neighbourhoods_a"] != "1116" || total["neighbourhoods_b"] != "1202" ||
		total["neighbourhoods_difference"] != "86" {
		t.Errorf("%v", total)
	}
}

// FuzzWhatIfQuery: whatever the query string, the words of what-if questions
// are resolved or refused with a problem of the client; and resolving what was
// resolved changes nothing.
func FuzzWhatIfQuery(f *testing.F) {
	f.Add("a=2017-03-16&b=" + ask.ExampleCompact + "&scenario=" + ask.ExampleCompact +
		"&qpv_a=2024&create=true&max_load=99999999999")
	f.Add("a=s1.&b=2017-03-16T23:30:00Z&scenario=s1.qlZKzkjMS08tVrKKjq0FAAAA__8&aim=even-load&move=true&join_overseas=false")
	takes := []*rest.Param{
		whatif.AParam, whatif.BParam, ask.Scenario, whatif.QPVAParam, whatif.QPVBParam, whatif.AimParam, whatif.CreateParam,
		whatif.JoinParam, whatif.MoveParam, whatif.MaxLoadParam,
	}
	today := geo.DateOf(2026, 3, 16)
	f.Fuzz(func(t *testing.T, raw string) {
		q, err := rest.ReadQuery(takes, raw, nil, today.String())
		if err != nil {
			if p := rest.ProblemOf(err); p.Status != 400 || p.Fix == "" {
				t.Errorf("%q: %+v", raw, p)
			}
			return
		}
		if a, b := whatif.SideA(q), whatif.SideB(q); ask.QuestionOf(q).Date == 0 || a.Date == 0 || b.Date == 0 ||
			whatif.RulesOf(q).MaxLoad < 0 {
			t.Errorf("%q: %+v", raw, q)
		}
		again, err := rest.ReadQuery(takes, q.Encode(nil), nil, today.String())
		if err != nil || strings.Join(again.Canonical(), "&") != strings.Join(q.Canonical(), "&") {
			t.Errorf("%q: resolved to %v, then to %v (%v)", raw, q.Canonical(), again.Canonical(), err)
		}
	})
}
