package api

import (
	"fmt"
	"math"
	"testing"

	"maillage/api/coverage"
	"maillage/api/equity"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestEquityAddsUp: what centres share adds up to what is covered, which is what
// coverage says, and Gini is the mean difference of two loads over twice their
// mean.
func TestEquityAddsUp(t *testing.T) {
	web := newTest(t)
	for _, query := range []string{
		"?datetime=2017-03-16", "?datetime=2017-03-16&scope=any&min_confidence=low",
		"?datetime=2014-01-01&territory=metropole", "?qpv=2024",
	} {
		e := decode[equity.Answer](t, get(t, web.URL+"/analysis/equity"+query))
		c := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage"+query))
		for i, covered := range c.Totals {
			m := geo.Measures[i]
			if covered.Reason != "" {
				if e.Covered[i] != nil || e.Reasons[m.String()] == "" || e.Inequality.Centres[m] != nil {
					t.Errorf("%s, %s: a figure without a meaning", query, m)
				}
				continue
			}
			shared, held, loads := 0.0, 0.0, []float64{}
			for k := range e.Centres {
				shared += e.Centres[k].Shared[i].(float64)
				held += e.Centres[k].Held[i].(float64)
				loads = append(loads, e.Centres[k].Held[i].(float64))
			}
			if want := covered.Covered.(float64); math.Abs(shared-want) > 0.01 || e.Covered[i] != want ||
				math.Abs(held-e.Held[i].(float64)) > 0.01 {
				t.Errorf("%s, %s: shared %v, covered %v, want %v; held %v, want %v", query, m, shared, e.Covered[i], want, held,
					e.Held[i])
			}
			if got, want := e.Inequality.Centres[m].Gini, meanDifference(loads); math.Abs(got-want) > 1e-6 {
				t.Errorf("%s, %s: Gini %v, want %v", query, m, got, want)
			}
			curve := e.Inequality.Centres[m].Lorenz
			if len(curve) != len(loads)+1 || curve[0] != (equity.LorenzPoint{X: 0, Y: 0}) ||
				curve[len(curve)-1] != (equity.LorenzPoint{X: 1, Y: 1}) {
				t.Errorf("%s, %s: curve %v", query, m, curve)
			}
		}
	}
}

// meanDifference is the Gini coefficient by its definition.
func meanDifference(loads []float64) float64 {
	sum, apart := 0.0, 0.0
	for _, a := range loads {
		sum += a
		for _, b := range loads {
			apart += math.Abs(a - b)
		}
	}
	if sum == 0 {
		return 0
	}
	return apart / (2 * float64(len(loads)) * sum)
}

// TestEquityByHand: two centres hold A1, one of them A2 too. Each department has
// two neighbourhoods.
func TestEquityByHand(t *testing.T) {
	web := squares(t, nil, geotest.Centre("one", geotest.Over("2010", "", "A1", "A2")),
		geotest.Centre("two", geotest.Over("2010", "", "A1")))
	e := decode[equity.Answer](t, get(t, web.URL+"/analysis/equity"))
	got := fmt.Sprint(e.Centres[0].Held[geo.Neighbourhoods], e.Centres[0].Shared[geo.Neighbourhoods],
		e.Centres[1].Held[geo.Neighbourhoods], e.Centres[1].Shared[geo.Neighbourhoods],
		e.Held[geo.Neighbourhoods], e.Covered[geo.Neighbourhoods], e.Inequality.Centres[geo.Neighbourhoods].Gini,
		e.Inequality.Regions[geo.Neighbourhoods].Gini)
	if want := "4 3 2 1 6 4 0.166667 0.5"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	rows := readTable(t, get(t, web.URL+"/analysis/equity?f=csv"))
	if len(rows) != 2+2+2 || rows[0]["neighbourhoods_shared"] != "3" || rows[2]["centres"] != "one;two" ||
		rows[4]["neighbourhoods_gini"] != "0.166667" {
		t.Errorf("%v", rows)
	}
}
