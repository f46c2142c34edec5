package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"maillage/api/coverage"
	"maillage/api/realignment"
	"maillage/api/rest"
	"maillage/api/wire"
	"maillage/geo"
)

func trajectory(t *testing.T, web, query string) realignment.TrajectoryAnswer {
	t.Helper()
	return decode[realignment.TrajectoryAnswer](t, get(t, web+"/analysis/trajectory"+query))
}

// TestTrajectoryPassesThroughEveryState: the start, and the state after each
// step, are what coverage and realignment say of that day.
func TestTrajectoryPassesThroughEveryState(t *testing.T) {
	web := newTest(t)
	for _, theRest := range []string{
		"", "&min_confidence=high", "&territory=drom&min_confidence=low", "&qpv=2024&scope=any",
	} {
		h := trajectory(t, web.URL, "?from=2012-01-01"+theRest)
		if h.From != "2012-01-01" || h.To != "2026-03-16" || h.Datetime != "" || len(h.Steps) < 3 {
			t.Fatalf("%s: from %s to %s on %q, %d steps", theRest, h.From, h.To, h.Datetime, len(h.Steps))
		}
		states := []wire.StateWire{h.Start}
		for _, step := range h.Steps {
			if step.Datetime != step.After.Datetime || step.Datetime <= states[len(states)-1].Datetime || len(step.Events) == 0 {
				t.Errorf("%s: step of %s, after it %s, %d events", theRest, step.Datetime, step.After.Datetime, len(step.Events))
			}
			states = append(states, step.After)
		}
		for _, s := range states {
			r, _ := realigned(t, web.URL, "?datetime="+s.Datetime+theRest)
			got := decode[coverage.Answer](t, get(t, web.URL+"/analysis/coverage?datetime="+s.Datetime+theRest))
			if s.Counts != r.Counts || s.CountsApart != r.CountsApart ||
				fmt.Sprint(rest.OrNull(s.Index.Departments)) != fmt.Sprint(rest.OrNull(r.Index.Departments)) ||
				s.CentresKnown != got.Centres.Known {
				t.Errorf("%s on %s: %+v, want %+v", theRest, s.Datetime, s, r.Counts)
			}
			for i, f := range s.Totals {
				if want := got.Totals[i]; f.Covered != want.Covered || f.Total != want.Total || f.Unsourced != want.Unsourced ||
					f.Of != want.Of {
					t.Errorf("%s on %s: %+v, want %+v", theRest, s.Datetime, f, want)
				}
			}
		}
	}
}

// TestTrajectoryCarriesImprecision: a year is told as a year, with the days it
// stands for; ends without a date are listed.
func TestTrajectoryCarriesImprecision(t *testing.T) {
	h := trajectory(t, newTest(t).URL, "?from=2015-06-01&to=2016-06-01")
	if len(h.Steps) != 1 {
		t.Fatalf("%d steps", len(h.Steps))
	}
	seen := map[string]realignment.EventWire{}
	for _, e := range h.Steps[0].Events {
		seen[e.Centre] = e
	}
	d := seen["cdr-mayotte"].Date
	if fmt.Sprintf("%v %v %v %v %v", d.Text, d.Precision, d.End, d.First, d.Last) != "2015 year to 2015-01-02 2016-01-01" {
		t.Errorf("the end of cdr-mayotte: %+v", d)
	}
	oriv := seen["oriv"]
	if strings.Join(oriv.Kinds, " ") != "extension transfer evidence" || len(oriv.TakenOver) != 1 ||
		oriv.TakenOver[0].Centre != "citoyens-territoires" || len(oriv.TakenOver[0].Whole) != 4 {
		t.Errorf("oriv: %+v", oriv)
	}
	if !slices.ContainsFunc(h.Undated,
		func(u realignment.UndatedWire) bool { return u.Perimeter == "oriv-1" && u.End == "from" }) {
		t.Errorf("ends without a date: %+v", h.Undated)
	}
}

// TestRiseInConfidenceOpensNothing: at every threshold, the better proof of
// 24 March 2017 is evidence alone.
func TestRiseInConfidenceOpensNothing(t *testing.T) {
	web := newTest(t)
	for _, c := range []string{"high", "medium", "low"} {
		h := trajectory(t, web.URL, "?from=2017-03-23&to=2017-03-24&min_confidence="+c)
		if len(h.Steps) != 1 || len(h.Steps[0].Events) != 1 {
			t.Fatalf("at %s: %+v", c, h.Steps)
		}
		e := h.Steps[0].Events[0]
		if e.Centre != "irev" || strings.Join(e.Kinds, " ") != "evidence" || len(e.Gained.Whole)+len(e.Lost.Whole) != 0 ||
			(c == "high") != (len(e.Entered.Whole) == 5) || e.Evidence[0].Was.Confidence != "medium" ||
			e.Evidence[0].Is.Confidence != "high" {
			t.Errorf("at %s: %+v", c, e)
		}
	}
}

// TestPublishedNumbersStandApart: sizes and claims are series of their own, and
// share no column with a computed figure.
func TestPublishedNumbersStandApart(t *testing.T) {
	web := newTest(t)
	h := trajectory(t, web.URL, "")
	var sizes []any
	for _, s := range h.Published.Sizes {
		sizes = append(sizes, s.Count)
	}
	if fmt.Sprint(sizes) != "[16 19 20 18 19 19 19 19 20]" || h.Published.About == "" {
		t.Errorf("sizes %v", sizes)
	}
	if s := h.Published.Sizes[3]; s.Date.String() != "2017-03-16" || s.Computed.First.CentresKnown != 16 ||
		*s.Computed.First.Shares[geo.Neighbourhoods] != 0.7939 {
		t.Errorf("the size of March 2017: %+v", s)
	}
	if first, last := h.Published.Claims[0], h.Published.Claims[3]; *first.Share != 0.8 || *last.Share != 0.88 ||
		h.Published.Claims[1].Share != nil || first.Of == "" {
		t.Errorf("claims %+v", h.Published.Claims)
	}
	kinds := map[string]int{}
	for _, row := range readTable(t, get(t, web.URL+"/analysis/trajectory?f=csv")) {
		kinds[row["row"]]++
		said := row["published_count"]+row["published_share"]+row["published_of"] != ""
		if said != (row["row"] == "size" || row["row"] == "claim") ||
			(row["neighbourhoods_covered"] != "") != (row["row"] == "state") || (row["kinds"] != "") != (row["row"] == "event") {
			t.Errorf("a row that mixes what is published with what is computed: %v", row)
		}
	}
	events := 0
	for _, step := range h.Steps {
		events += len(step.Events)
	}
	if kinds["size"] != 9 || kinds["claim"] != 4 || kinds["state"] != len(h.Steps)+1 || kinds["event"] != events ||
		kinds["undated"] != len(h.Undated) {
		t.Errorf("rows %v, want %d steps and %d events", kinds, len(h.Steps), events)
	}
}

// TestSensitivityRanks: the largest first, each the difference it claims.
func TestSensitivityRanks(t *testing.T) {
	web := newTest(t)
	got := decode[realignment.SensitivityAnswer](t, get(t, web.URL+"/analysis/sensitivity?datetime=2017-03-16"))
	size := func(w realignment.SwingWire) float64 {
		return max(w.Moves[geo.Neighbourhoods].Covered.(float64), -w.Moves[geo.Neighbourhoods].Covered.(float64))
	}
	by := map[string]realignment.SwingWire{}
	for i, w := range got.Perimeters {
		by[w.Perimeter] = w
		if i > 0 && size(w) > size(got.Perimeters[i-1]) {
			t.Errorf("%s stands after %s", w.Perimeter, got.Perimeters[i-1].Perimeter)
		}
		if (w.Change == "added") != (w.Confidence == "low") ||
			(w.Change == "added") != (w.Moves[geo.Departments].Covered.(float64) > 0) {
			t.Errorf("%+v", w)
		}
	}
	if got.Perimeters[0].Perimeter != "irev-2" || *got.Largest[geo.Neighbourhoods] != "irev-2" ||
		*got.Largest[geo.Population] != "labo-cites-2" || got.Totals[geo.Neighbourhoods].Covered != 1202.0 {
		t.Errorf("first %+v, largest %+v", got.Perimeters[0], got.Largest)
	}
	if w := by["labo-cites-2"]; w.Moves[geo.Neighbourhoods].Covered != -124.0 ||
		*w.Moves[geo.Neighbourhoods].Share != -0.0819 || w.Sourced || len(w.Assumptions) != 1 {
		t.Errorf("the perimeter without a source: %+v", w)
	}
	// All that is added makes what the figures are if every hypothesis holds:
	// these perimeters share no ground.
	sum := got.Totals[geo.Neighbourhoods].Covered.(float64)
	for _, w := range got.Perimeters {
		if w.Change == "added" {
			sum += w.Moves[geo.Neighbourhoods].Covered.(float64)
		}
	}
	if sum != 1250 {
		t.Errorf("with all added, %v neighbourhoods, want 1250", sum)
	}
	rows := readTable(t, get(t, web.URL+"/analysis/sensitivity?datetime=2017-03-16&f=csv"))
	if len(rows) != len(got.Perimeters)+1 || rows[len(rows)-1]["row"] != "total" {
		t.Fatalf("%d rows for %d perimeters and a total", len(rows), len(got.Perimeters))
	}
	for i, row := range rows[:len(rows)-1] {
		w := got.Perimeters[i]
		if row["perimeter"] != w.Perimeter || row["change"] != w.Change ||
			row["neighbourhoods_move"] != strconv.FormatFloat(w.Moves[geo.Neighbourhoods].Covered.(float64), 'f', -1, 64) {
			t.Errorf("%v for %+v", row, w)
		}
	}
	none := decode[realignment.SensitivityAnswer](t,
		get(t, web.URL+"/analysis/sensitivity?datetime=2017-03-16&territory=com"))
	if len(none.Perimeters) != 0 || none.Largest[geo.Neighbourhoods] != nil {
		t.Errorf("where no centre is: %+v", none)
	}
}
