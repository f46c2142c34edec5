package scenario_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
)

// TestCrowdsAreRefused: fifty centres over one region are told pair by pair; a
// hundred more would be thousands of pairs, and are refused by the last change
// that gives ground, before anything is counted.
func TestCrowdsAreRefused(t *testing.T) {
	s := fixture.Embedded(t)
	crowd := func(n int) scenario.Scenario {
		sc := scenario.Scenario{Datetime: geo.DateOf(2017, 3, 16)}
		for i := range n {
			id := fmt.Sprintf("c%d", i)
			sc.Changes = append(sc.Changes, scenario.Change{Action: scenario.Create, Centre: id, Name: id},
				scenario.Change{Action: scenario.Give, Centre: id, Units: []geo.UnitRef{{Level: geo.Department, Code: "01"}}})
		}
		return sc
	}
	q := coverage.Query{Level: geo.Department, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Medium, Geography: geo.QPV2015}
	r, err := scenario.Run(context.Background(), s, q, crowd(50))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Created); n < 50*49/2 {
		t.Errorf("%d pairs told", n)
	}
	var refused *scenario.Refusal
	_, err = scenario.Run(context.Background(), s, q, crowd(150))
	if !errors.As(err, &refused) || refused.Reason != scenario.TooLarge || refused.Change != 299 || !strings.Contains(refused.Detail, "pairs of centres") {
		t.Errorf("a crowd: %v", err)
	}
}
