package realign_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/realign"
)

var today = geo.DateOf(2026, 11, 23)

// replay applies the events of a step.
func (g grounds) replay(step *realign.Step) {
	for _, e := range step.Events {
		for _, ground := range []realign.Ground{e.Gained, e.Entered} {
			for _, u := range ground.Whole {
				g.add(e.Centre.ID, u.Code)
			}
		}
		for _, ground := range []realign.Ground{e.Lost, e.Left} {
			for _, u := range ground.Whole {
				delete(g[e.Centre.ID], u.Code)
			}
		}
	}
}

// TestReplayGivesEveryLaterState starts from several days and holds the
// replayed events, on every event date of the facts, to the facts and to what
// coverage counts.
func TestReplayGivesEveryLaterState(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	days := eventDays(facts)
	for _, from := range []string{"1990-01-01", "2011-06-15", "2015-12-31", "2016-01-01"} {
		for _, scope := range []geo.Scope{geo.Policy, geo.Any} {
			for _, c := range thresholds {
				q := on(t, from, c)
				q.Scope = scope
				h := must(realign.Trajectory(t.Context(), s, date(t, from), today, q))(t)
				state := groundsOf(facts, from, string(scope), c)
				next := 0
				for _, day := range days {
					if day < from {
						continue
					}
					for ; next < len(h.Steps) && h.Steps[next].Day.String() <= day; next++ {
						state.replay(&h.Steps[next])
					}
					q.Date = date(t, day)
					if want := groundsOf(facts, day, string(scope), c); state.String() != want.String() || want.String() != groundsAt(s, q).String() {
						t.Fatalf("from %s, %s %s, on %s: replay gives\n%s\nthe facts\n%s", from, scope, c, day, state, want)
					}
				}
				if next != len(h.Steps) {
					t.Errorf("from %s: %d steps of %d on no event date", from, len(h.Steps)-next, len(h.Steps))
				}
			}
		}
	}
}

// TestStepsCarryTheFiguresOfTheirDay counts the facts again after every step.
func TestStepsCarryTheFiguresOfTheirDay(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	for _, c := range thresholds {
		h := must(realign.Trajectory(t.Context(), s, geo.MinDate, today, on(t, "2000-01-01", c)))(t)
		states := []realign.State{h.Start}
		for _, step := range h.Steps {
			if step.After.Day != step.Day {
				t.Errorf("step of %s has the state of %s", step.Day, step.After.Day)
			}
			states = append(states, step.After)
		}
		for _, st := range states {
			want := facts.Count(geotest.Question{Day: st.Day.String(), Scope: "policy", Confidence: c.String(), Territory: "france", Geography: "2015"})
			hoods, departments := st.Figures.Of(geo.Neighbourhoods), st.Figures.Of(geo.Departments)
			if st.Known != want.Centres || hoods.Covered != want.Hoods || departments.Covered != want.Departments || hoods.Unsourced != want.UnsourcedHoods {
				t.Errorf("%s at %s: %+v, want %+v", st.Day, c, st, want)
			}
		}
	}
}

// TestGroundIsNotEvidence: what is gained was held at no confidence on the
// eve, what is lost is held at none on the day; what enters or leaves was.
func TestGroundIsNotEvidence(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	for _, c := range thresholds {
		h := must(realign.Trajectory(t.Context(), s, geo.MinDate, today, on(t, "2000-01-01", c)))(t)
		for _, step := range h.Steps {
			eve := groundsOf(facts, (step.Day - 1).String(), "policy", geo.Low)
			day := groundsOf(facts, step.Day.String(), "policy", geo.Low)
			for _, e := range step.Events {
				for _, part := range []struct {
					ground realign.Ground
					in     grounds
					want   bool
				}{{e.Gained, eve, false}, {e.Lost, day, false}, {e.Entered, eve, true}, {e.Left, day, true}} {
					for _, u := range part.ground.Whole {
						if part.in[e.Centre.ID][u.Code] != part.want {
							t.Errorf("%s at %s: %s, unit %s", step.Day, c, e.Centre.ID, u.Code)
						}
					}
				}
				if moves := slices.ContainsFunc(e.Kinds, func(k realign.EventKind) bool { return k != realign.Evidence && k != realign.Transfer }); moves == (none(&e.Gained) && none(&e.Lost)) {
					t.Errorf("%s at %s: %s is %v and gains %v, loses %v", step.Day, c, e.Centre.ID, e.Kinds, e.Gained, e.Lost)
				}
			}
		}
	}
}

// told is an event in words: day, date, centre and kinds.
func told(h *realign.History) []string {
	var out []string
	for _, step := range h.Steps {
		for _, e := range step.Events {
			var kinds []string
			for _, k := range e.Kinds {
				kinds = append(kinds, string(k))
			}
			out = append(out, fmt.Sprintf("%s %s %s %s: %s", step.Day, e.End, e.Date, e.Centre.ID, strings.Join(kinds, " ")))
		}
	}
	return out
}

func TestEventsOfTheReform(t *testing.T) {
	s := fixture.Embedded(t)
	h := must(realign.Trajectory(t.Context(), s, geo.DateOf(2013, 12, 31), today, on(t, "2000-01-01", geo.Medium)))(t)
	want := []string{
		"2014-01-01 from 2014 cdr-mayotte: opening",
		"2014-01-01 from 2014 crpv-guyane: evidence",
		"2015-01-01 from 2015 normanvilles: opening",
		"2016-01-01 to 2015 cdr-mayotte: closing",
		"2016-01-01 to 2015 citoyens-territoires: closing transfer",
		"2016-01-01 from 2016 irev: extension evidence",
		"2016-01-01 from 2016 labo-cites: evidence",
		"2016-01-01 from 2016 oriv: extension transfer evidence",
		"2016-01-01 from 2016 trajectoire-ressources: evidence",
		"2017-01-01 to 2016 pqn-a: extension transfer evidence",
		"2017-01-01 to 2016 villes-au-carre: reduction transfer evidence",
		"2017-03-24 from 2017-03-24 irev: evidence",
		"2018-01-01 from 2018-01-01 villes-territoires: evidence",
		"2019-04-11 from 2019-04-11 maore-ouvoimoja: opening",
		"2020-01-01 from 2020 pole-ressources-95: extension evidence",
		"2022-10-01 from 2022-10 cr-csur: evidence",
	}
	if got := told(h); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	mayotte := h.Steps[2].Events[0]
	if mayotte.First.String() != "2015-01-02" || mayotte.Last.String() != "2016-01-01" || mayotte.Date.Precision() != geo.Year {
		t.Errorf("the end of cdr-mayotte: %s to %s, %s", mayotte.First, mayotte.Last, mayotte.Date.Precision())
	}
	for _, e := range h.Steps[2].Events {
		if e.Centre.ID == "oriv" && (len(e.TakenOver) != 1 || e.TakenOver[0].Centre != "citoyens-territoires" || len(e.TakenOver[0].Whole) != 4) {
			t.Errorf("oriv took over %+v", e.TakenOver)
		}
	}
}

// TestRiseToHighIsNoOpening: IREV's perimeter is attested from 24 March 2017
// over the same ground.
func TestRiseToHighIsNoOpening(t *testing.T) {
	h := must(realign.Trajectory(t.Context(), fixture.Embedded(t), geo.DateOf(2017, 3, 1), geo.DateOf(2018, 1, 1), on(t, "2000-01-01", geo.High)))(t)
	want := []string{"2017-03-24 from 2017-03-24 irev: evidence", "2018-01-01 from 2018-01-01 villes-territoires: evidence"}
	if got := told(h); !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	e := h.Steps[0].Events[0]
	if len(e.Entered.Whole) != 5 || !none(&e.Gained) || len(e.Evidence) != 1 ||
		e.Evidence[0].Was.Confidence != geo.Medium || e.Evidence[0].Is.Confidence != geo.High || !slices.Equal(e.Perimeters, []string{"irev-2", "irev-3"}) {
		t.Errorf("%+v", e)
	}
	before, after := h.Start.Figures.Of(geo.Neighbourhoods).Covered, h.Steps[0].After.Figures.Of(geo.Neighbourhoods).Covered
	if after-before != 199 || h.Steps[0].After.Counts.Of(realign.Aligned) != h.Start.Counts.Of(realign.Aligned)+1 {
		t.Errorf("the figures do not show it: %d, then %d", before, after)
	}
}

func TestPublishedSeriesStandBeside(t *testing.T) {
	h := must(realign.Trajectory(t.Context(), fixture.Embedded(t), geo.MinDate, today, on(t, "2000-01-01", geo.Medium)))(t)
	var sizes []int64
	for _, st := range h.Sizes {
		sizes = append(sizes, st.Count.N)
		if st.First.Day != st.Date.First() || st.Last.Day != st.Date.Last() {
			t.Errorf("%s stands beside %s and %s", st.Date, st.First.Day, st.Last.Day)
		}
	}
	if !slices.Equal(sizes, []int64{16, 19, 20, 18, 19, 19, 19, 19, 20}) {
		t.Errorf("published sizes %v", sizes)
	}
	for _, st := range h.Claims {
		if st.Date.String() == "2012-05-31" && (st.Share != 0.8 || st.First.Figures.Of(geo.Neighbourhoods).Covered != 1050) {
			t.Errorf("the claim of 2012: %v beside %+v", st.Share, st.First.Figures)
		}
	}
	if n := len(h.Claims); n != 4 {
		t.Errorf("%d claims, want 4", n)
	}
	late := must(realign.Trajectory(t.Context(), fixture.Embedded(t), geo.DateOf(2020, 1, 1), geo.DateOf(2022, 1, 1), on(t, "2000-01-01", geo.Medium)))(t)
	if len(late.Sizes) != 1 || len(late.Claims) != 0 {
		t.Errorf("from 2020 to 2022: %d sizes and %d claims, want that of October 2021 alone", len(late.Sizes), len(late.Claims))
	}
}

func TestUndatedEndsAreListed(t *testing.T) {
	h := must(realign.Trajectory(t.Context(), fixture.Embedded(t), geo.DateOf(2010, 1, 1), geo.DateOf(2012, 1, 1), on(t, "2000-01-01", geo.Medium)))(t)
	var starts []string
	for _, u := range h.Undated {
		if u.End == "from" {
			starts = append(starts, u.Perimeter.ID)
		}
	}
	if !slices.Equal(starts, []string{"irev-1", "oriv-1", "pole-ressources-95-1"}) {
		t.Errorf("perimeters without a start: %v", starts)
	}
}

func TestTrajectoryRefusesAReversedTime(t *testing.T) {
	if _, err := realign.Trajectory(t.Context(), fixture.Embedded(t), today, geo.MinDate, on(t, "2000-01-01", geo.Medium)); err == nil || !strings.Contains(err.Error(), "swap") {
		t.Errorf("got %v", err)
	}
}

// TestTerritoryKeepsTheCentresThatServeIt: overseas, no event of a mainland
// centre shows.
func TestTerritoryKeepsTheCentresThatServeIt(t *testing.T) {
	q := on(t, "2000-01-01", geo.Medium)
	q.Territory = geo.DROM
	h := must(realign.Trajectory(t.Context(), fixture.Embedded(t), geo.MinDate, today, q))(t)
	var got []string
	for _, step := range h.Steps {
		for _, e := range step.Events {
			got = append(got, e.Centre.ID)
		}
	}
	want := []string{"ville-caraibe", "cr-csur", "crpv-guyane", "cdr-mayotte", "crpv-guyane", "cdr-mayotte", "maore-ouvoimoja", "cr-csur"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if last := h.Steps[len(h.Steps)-1].After; last.Counts.Of(realign.Aligned) != 3 || last.Figures.Of(geo.Departments).Total != 5 {
		t.Errorf("%+v", last)
	}
}

// TestStatesSayHowOldTheirEvidenceIs holds each state to the coverage of its day.
func TestStatesSayHowOldTheirEvidenceIs(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16", geo.Medium)
	h := must(realign.Trajectory(t.Context(), s, geo.DateOf(2012, 1, 1), today, q))(t)
	states := []*realign.State{&h.Start}
	for i := range h.Steps {
		states = append(states, &h.Steps[i].After)
	}
	for _, state := range states {
		q.Date, q.Level = state.Day, geo.Department
		a := must(coverage.Analyse(t.Context(), s, q))(t)
		want := must(a.Evidence(t.Context()))(t)
		if *state.Evidence != *want {
			t.Errorf("%s: %v, coverage says %v", state.Day, state.Evidence, want)
		}
	}
	base := must(realign.SensitivityOf(t.Context(), s, q))(t)
	if a := must(coverage.Analyse(t.Context(), s, q))(t); *base.Evidence != *must(a.Evidence(t.Context()))(t) {
		t.Errorf("sensitivity: %v", base.Evidence)
	}
}
