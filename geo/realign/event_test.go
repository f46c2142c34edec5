package realign_test

import (
	"fmt"
	"strings"
	"testing"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/realign"
)

// row is a perimeter of Squares between two dates, with its grade.
func row(from, to string, c geo.Confidence, departments ...string) geo.Perimeter {
	p := geotest.Over(from, to, departments...)
	p.Scope, p.Confidence = geo.Policy, c
	return p
}

func unsourced(p geo.Perimeter) geo.Perimeter {
	p.Sourced = false
	return p
}

func over(from, to string, ground [4]float64) geo.Perimeter {
	p := geotest.Over(from, to)
	p.Drawn = geotest.Box(ground[0], ground[1], ground[2], ground[3])
	return p
}

func lowered(p geo.Perimeter) geo.Perimeter {
	p.Scope, p.Confidence = geo.Policy, geo.Low
	return p
}

// terms writes a ground as codes, parts with a tilde.
func terms(g realign.Ground) string {
	var out []string
	for _, u := range g.Whole {
		out = append(out, u.Code)
	}
	for _, u := range g.Part {
		out = append(out, "~"+u.Code)
	}
	return strings.Join(out, ",")
}

// none reports whether there is no ground.
func none(g *realign.Ground) bool { return len(g.Whole) == 0 && len(g.Part) == 0 }

// describe writes an event with all its ground.
func describe(e *realign.Event) string {
	text := fmt.Sprintf("%s %s %v", e.Day, e.Centre.ID, e.Kinds)
	for _, part := range []struct {
		name   string
		ground realign.Ground
	}{{"gained", e.Gained}, {"lost", e.Lost}, {"entered", e.Entered}, {"left", e.Left}} {
		if !none(&part.ground) {
			text += " " + part.name + " " + terms(part.ground)
		}
	}
	for _, p := range e.TakenOver {
		text += " over " + p.Centre + " " + terms(p.Ground)
	}
	for _, p := range e.HandedOver {
		text += " to " + p.Centre + " " + terms(p.Ground)
	}
	if len(e.Redrawn) > 0 {
		text += " redrawn " + terms(realign.Ground{Whole: e.Redrawn})
	}
	return text
}

func TestEventsByHand(t *testing.T) {
	for name, c := range map[string]struct {
		confidence geo.Confidence
		centres    []geo.Centre
		want       []string
	}{
		"adjacent rows are one": {geo.Low, []geo.Centre{geotest.Centre("a",
			row("2010", "2015-12-31", geo.High, "A1"), row("2016-01-01", "2019", geo.High, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2020-01-01 a [closing] lost A1"}},
		"overlapping rows are one": {geo.Low, []geo.Centre{geotest.Centre("a",
			row("2010", "2016-06", geo.High, "A1"), row("2016", "2019", geo.High, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2020-01-01 a [closing] lost A1"}},
		"a gap in time is a closing": {geo.Low, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.High, "A1"), row("2017", "", geo.High, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2016-01-01 a [closing] lost A1", "2017-01-01 a [opening] gained A1"}},
		"grade rises, seen from below": {geo.Low, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.Medium, "A1"), row("2016", "", geo.High, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2016-01-01 a [evidence]"}},
		"grade rises, seen from above": {geo.High, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.Medium, "A1"), row("2016", "", geo.High, "A1"))},
			[]string{"2016-01-01 a [evidence] entered A1"}},
		"grade falls, seen from above": {geo.High, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.High, "A1"), row("2016", "2019", geo.Medium, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2016-01-01 a [evidence] left A1"}},
		"grade rises and ground grows": {geo.High, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.Medium, "A1"), row("2016", "", geo.High, "A1", "A2"))},
			[]string{"2016-01-01 a [extension evidence] gained A2 entered A1"}},
		"what is below the threshold is silent": {geo.High, []geo.Centre{geotest.Centre("a",
			row("2010", "2015", geo.Low, "A1"), row("2016", "2019", geo.Medium, "A1", "A2"))}, nil},
		"only the source changes": {geo.Low, []geo.Centre{geotest.Centre("a",
			unsourced(row("2010", "2015", geo.High, "A1")), row("2016", "", geo.High, "A1"))},
			[]string{"2010-01-01 a [opening] gained A1", "2016-01-01 a [evidence]"}},
		"extension and reduction": {geo.Low, []geo.Centre{geotest.Centre("a",
			row("", "2015", geo.High, "A1", "A2"), row("2016", "", geo.High, "A2", "B1"))},
			[]string{"2015-01-01 a [opening] gained A1,A2", "2016-01-01 a [extension reduction] gained B1 lost A1"}},
		"hand-over on one day": {geo.Low, []geo.Centre{
			geotest.Centre("a", row("", "2015-12-31", geo.High, "A1", "A2")), geotest.Centre("b", row("2016-01-01", "", geo.High, "A2"))},
			[]string{"2015-12-31 a [opening] gained A1,A2", "2016-01-01 a [closing transfer] lost A1,A2 to b A2", "2016-01-01 b [opening transfer] gained A2 over a A2"}},
		"hand-over within a year": {geo.Low, []geo.Centre{
			geotest.Centre("a", row("", "2015-06-30", geo.High, "A1")), geotest.Centre("b", row("2015", "", geo.High, "A1"))},
			[]string{"2015-01-01 a [opening] gained A1", "2015-01-01 b [opening transfer] gained A1 over a A1", "2015-07-01 a [closing transfer] lost A1 to b A1"}},
		"too late for a hand-over": {geo.Low, []geo.Centre{
			geotest.Centre("a", row("", "2015-06-30", geo.High, "A1")), geotest.Centre("b", row("2016", "", geo.High, "A1"))},
			[]string{"2015-06-30 a [opening] gained A1", "2015-07-01 a [closing] lost A1", "2016-01-01 b [opening] gained A1"}},
		"too early for a hand-over": {geo.Low, []geo.Centre{
			geotest.Centre("a", row("", "2016-06", geo.High, "A1")), geotest.Centre("b", row("2015", "", geo.High, "A1"))},
			[]string{"2015-01-01 a [opening] gained A1", "2015-01-01 b [opening] gained A1", "2016-07-01 a [closing] lost A1"}},
		"to two at once": {geo.Low, []geo.Centre{
			geotest.Centre("a", row("", "2015-12-31", geo.High, "A1", "A2")),
			geotest.Centre("b", row("2016-01-01", "", geo.High, "A1")), geotest.Centre("c", row("2016-01-01", "", geo.High, "A2"))},
			[]string{"2015-12-31 a [opening] gained A1,A2", "2016-01-01 a [closing transfer] lost A1,A2 to b A1 to c A2",
				"2016-01-01 b [opening transfer] gained A1 over a A1", "2016-01-01 c [opening transfer] gained A2 over a A2"}},
		"drawn ground": {geo.Low, []geo.Centre{geotest.Centre("a",
			over("2010", "2015", [4]float64{0, 0, 1.5, 1}), over("2016", "2019", [4]float64{0, 0, 1.25, 1}))},
			[]string{"2010-01-01 a [opening] gained A1,~A2", "2016-01-01 a [redrawing] redrawn A2", "2020-01-01 a [closing] lost A1,~A2"}},
		"a hypothesis draws another line": {geo.High, []geo.Centre{geotest.Centre("a",
			over("2010", "2015", [4]float64{0, 0, 0.5, 1}), over("2016", "2019", [4]float64{0, 0, 0.5, 1}), lowered(over("2016", "2019", [4]float64{0, 0, 0.75, 1})))},
			[]string{"2010-01-01 a [opening] gained ~A1", "2020-01-01 a [closing] lost ~A1"}},
		"from a part to the whole": {geo.Low, []geo.Centre{geotest.Centre("a",
			over("2010", "2015", [4]float64{0, 0, 0.5, 1}), row("2016", "2019", geo.High, "A1"), over("2020", "", [4]float64{0, 0, 0.5, 1}))},
			[]string{"2010-01-01 a [opening] gained ~A1", "2016-01-01 a [extension] gained ~A1", "2020-01-01 a [reduction] lost ~A1"}},
	} {
		s := build(t, geotest.Squares(false, c.centres...))
		h := must(realign.Trajectory(t.Context(), s, geo.MinDate, today, on(t, "2000-01-01", c.confidence)))(t)
		var got []string
		for _, step := range h.Steps {
			for _, e := range step.Events {
				got = append(got, describe(&e))
			}
		}
		if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

// TestWholeDepartmentsStandAsOne: at the commune grain, an event names a
// department of which all communes move by the department.
func TestWholeDepartmentsStandAsOne(t *testing.T) {
	p := communes("A1001", "A1002", "A1003", "A1004", "A2001")
	p.From, p.To = geotest.Fuzzy("2015"), geotest.Fuzzy("")
	s := build(t, geotest.Squares(true, geotest.Centre("a", p)))
	h := must(realign.Trajectory(t.Context(), s, geo.MinDate, today, on(t, "2000-01-01", geo.Low)))(t)
	if len(h.Steps) != 1 || terms(h.Steps[0].Events[0].Gained) != "A1,A2001" {
		t.Errorf("%+v", h.Steps)
	}
}

// TestOnlyWhatCountsIsNamed: a hypothesis that begins on the day of an
// extension is no part of it, unless the threshold takes it.
func TestOnlyWhatCountsIsNamed(t *testing.T) {
	s := build(t, geotest.Squares(false, geotest.Centre("a", row("2010", "", geo.High, "A1"),
		row("2016", "", geo.High, "A2"), row("2016-01", "", geo.Low, "A2", "B1"))))
	for c, want := range map[geo.Confidence]string{geo.High: "2016 a-2", geo.Low: "2016 a-2 a-3"} {
		h := must(realign.Trajectory(t.Context(), s, geo.DateOf(2015, 1, 1), today, on(t, "2000-01-01", c)))(t)
		if len(h.Steps) != 1 || len(h.Steps[0].Events) != 1 {
			t.Fatalf("%s: %+v", c, h.Steps)
		}
		e := h.Steps[0].Events[0]
		if got := e.Date.String() + " " + strings.Join(e.Perimeters, " "); got != want {
			t.Errorf("%s: %s, want %s", c, got, want)
		}
		if e.First.String() != "2016-01-01" || e.Last.String() != "2016-12-31" {
			t.Errorf("%s: between %s and %s, want all of 2016", c, e.First, e.Last)
		}
	}
}
