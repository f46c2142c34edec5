package realign_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// interval measures the network of a query at the three thresholds.
func interval(t failer, s *snapshot.Snapshot, q coverage.Query) *realign.Band {
	t.Helper()
	return must(must(realign.Realign(context.Background(), s, q))(t).Interval(context.Background()))(t)
}

func TestIntervalOfMarch2017(t *testing.T) {
	b := interval(t, fixture.Embedded(t), on(t, "2017-03-16", geo.Low))
	for _, c := range []struct {
		name                string
		state               realign.State
		percent             float64
		covered, unsourced  int64
		aligned, uncoveredN int
	}{
		{"high", b.High, 44.6, 675, 0, 6, 7},
		{"medium", b.Medium, 79.4, 1202, 124, 9, 4},
		{"low", b.Low, 82.6, 1250, 172, 11, 3},
	} {
		f := c.state.Figures.Of(geo.Neighbourhoods)
		share, _ := f.Share()
		if math.Round(share*1000)/10 != c.percent || f.Covered != c.covered || f.Unsourced != c.unsourced {
			t.Errorf("%s: %.1f%%, %+v; want %.1f%%, %d, %d unsourced", c.name, share*100, f, c.percent, c.covered, c.unsourced)
		}
		if c.state.Counts.Of(realign.Aligned) != c.aligned || c.state.Counts.Of(realign.Uncovered) != c.uncoveredN {
			t.Errorf("%s: counts %v", c.name, c.state.Counts)
		}
	}
}

// TestIntervalAgreesWithBruteForce counts the facts at the three thresholds on
// every event date, for every territory.
func TestIntervalAgreesWithBruteForce(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	for _, day := range eventDays(facts) {
		for _, territory := range geo.Territories {
			q := on(t, day, geo.Medium)
			q.Territory = territory
			b := interval(t, s, q)
			for confidence, state := range map[string]realign.State{"high": b.High, "medium": b.Medium, "low": b.Low} {
				want := facts.Count(geotest.Question{Day: day, Scope: "policy", Confidence: confidence, Territory: string(territory), Geography: "2015"})
				f, people := state.Figures.Of(geo.Neighbourhoods), state.Figures.Of(geo.NeighbourhoodPopulation)
				if f.Covered != want.Hoods || f.Total != want.AllHoods || f.Unsourced != want.UnsourcedHoods || people.Covered != want.Inhabitants {
					t.Errorf("%s %s at %s: %+v and %+v, want %+v", day, territory, confidence, f, people, want)
				}
			}
		}
	}
}

func TestRandomIntervalsAreOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := build(t, geotest.Plain(columns, rows, false, network(t)...))
		b := interval(t, s, on(t, "2012-06-01", geo.Low))
		for i := range geo.Measures {
			a, d, p := b.High.Figures[i], b.Medium.Figures[i], b.Low.Figures[i]
			if a.Reason+d.Reason+p.Reason != "" {
				continue // without boundaries of communes there is no area of their perimeters
			}
			if a.Covered > d.Covered || d.Covered > p.Covered || a.Total != p.Total {
				t.Fatalf("%s: %d, %d, %d", geo.Measures[i], a.Covered, d.Covered, p.Covered)
			}
		}
	})
}

// TestSensitivityAgreesWithRebuiltData takes each perimeter out of the data, or
// raises it to high confidence, builds it all again and counts.
func TestSensitivityAgreesWithRebuiltData(t *testing.T) {
	for _, c := range []geo.Confidence{geo.Medium, geo.High} {
		q := on(t, "2017-03-16", c)
		found := must(realign.SensitivityOf(t.Context(), fixture.Embedded(t), q))(t)
		if len(found.Swings) == 0 {
			t.Fatal("nothing is unsure")
		}
		for _, w := range found.Swings {
			if w.Counted != (w.Perimeter.Confidence >= c) {
				t.Errorf("%s at %s: counted %v", w.Perimeter.ID, c, w.Counted)
			}
			d := fixture.Data(t)
			for i := range d.Centres {
				ps := &d.Centres[i].Perimeters
				for k := range *ps {
					if (*ps)[k].ID != w.Perimeter.ID {
						continue
					}
					if w.Counted {
						*ps = slices.Delete(*ps, k, k+1)
						break
					}
					(*ps)[k].Confidence = geo.High
				}
			}
			after := must(coverage.Analyse(t.Context(), build(t, d), q))(t)
			for i, m := range geo.Measures {
				if got, want := w.Moves[i].Covered, after.Totals[i].Covered-found.Base[i].Covered; got != want {
					t.Errorf("%s at %s, %s: moves by %d, want %d", w.Perimeter.ID, c, m, got, want)
				}
				if got, want := w.Moves[i].Share, float64(w.Moves[i].Covered)/float64(found.Base[i].Total); got != want {
					t.Errorf("%s at %s, %s: share moves by %v, want %v", w.Perimeter.ID, c, m, got, want)
				}
			}
		}
	}
}

func TestSensitivityOfMarch2017(t *testing.T) {
	x := must(realign.SensitivityOf(t.Context(), fixture.Embedded(t), on(t, "2017-03-16", geo.Medium)))(t)
	var ids []string
	for _, w := range x.Swings {
		ids = append(ids, w.Perimeter.ID)
	}
	want := []string{"irev-2", "cite-ressources-1", "labo-cites-2", "trajectoire-ressources-3", "villes-au-carre-2", "ressources-territoires-1",
		"pqn-a-2", "pole-ressources-95-1", "ressources-urbaines-1", "pqn-a-3", "crpv-guyane-2", "labo-cites-3", "ville-caraibe-1"}
	if !slices.Equal(ids, want) {
		t.Errorf("got %v, want %v", ids, want)
	}
	if most := x.Most(geo.Neighbourhoods); most.Perimeter.ID != "irev-2" || most.Of(geo.Neighbourhoods).Covered != -199 {
		t.Errorf("most: %+v", most)
	}
	if most := x.Most(geo.Departments); most.Perimeter.ID != "labo-cites-2" || most.Of(geo.Departments).Covered != -8 {
		t.Errorf("most, by departments: %+v", most)
	}
	x.Rank(geo.AreaKM2)
	if x.Swings[0].Perimeter.ID != "crpv-guyane-2" || x.Swings[0].Counted || !x.Swings[0].Unsourced || !x.Swings[0].BelowHigh {
		t.Errorf("by area: %+v", x.Swings[0])
	}
	open := x.Swings[slices.IndexFunc(x.Swings, func(w realign.Swing) bool { return w.Perimeter.ID == "trajectoire-ressources-3" })]
	if open.BelowHigh || open.Unsourced || len(open.Assumed) != 1 || open.Assumed[0].End != coverage.To {
		t.Errorf("trajectoire-ressources-3 rests on its open end alone: %+v", open)
	}
}

func TestSurePerimetersHaveNoSwing(t *testing.T) {
	s := build(t, geotest.Squares(false, geotest.Centre("sure", geotest.Over("2010-01-01", "2030-12-31", "A1"))))
	x := must(realign.SensitivityOf(t.Context(), s, on(t, "2020-01-01", geo.Medium)))(t)
	if len(x.Swings) != 0 || x.Most(geo.Neighbourhoods) != nil {
		t.Errorf("%+v", x.Swings)
	}
}

// TestSensitivityKeepsToItsTerritory: overseas, no mainland perimeter matters.
func TestSensitivityKeepsToItsTerritory(t *testing.T) {
	q := on(t, "2017-03-16", geo.Medium)
	q.Territory = geo.DROM
	var ids []string
	for _, w := range must(realign.SensitivityOf(t.Context(), fixture.Embedded(t), q))(t).Swings {
		ids = append(ids, w.Perimeter.ID)
	}
	if !slices.Equal(ids, []string{"crpv-guyane-2", "ville-caraibe-1"}) {
		t.Errorf("got %v", ids)
	}
}

func TestSensitivityIn2024HasNoPeople(t *testing.T) {
	q := on(t, "2024-06-01", geo.Medium)
	q.Geography = geo.QPV2024
	for _, w := range must(realign.SensitivityOf(t.Context(), fixture.Embedded(t), q))(t).Swings {
		if m := w.Of(geo.NeighbourhoodPopulation); m.Reason == "" || m.Covered != 0 {
			t.Errorf("%s moves a figure that there is not: %+v", w.Perimeter.ID, m)
		}
	}
}
