package revision_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/realign"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// holdAnswers asks both snapshots everything on one day in step of some months,
// on those of the report and their eves, and on the first and last that may be
// asked, and holds the spans of the report to it.
func holdAnswers(t *testing.T, r *revision.Report, a, b *snapshot.Snapshot, names []string, step int) {
	t.Helper()
	days := []geo.Date{geo.MinDate, geo.MaxDate}
	for d := geo.DateOf(2016, 1, 15); d < geo.DateOf(2016, 4, 5); d++ {
		if int(d)%step == 0 || slices.Contains(r.Days, d.String()) || slices.Contains(r.Days, (d+1).String()) {
			days = append(days, d)
		}
	}
	told := map[string]map[string]string{} // by day, what differs: question and answers
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Question == nil {
			continue
		}
		if f.MoreSpan != 0 || len(f.Spans) == 0 {
			t.Fatalf("%v: %s has %d spans and %d more", names, f, len(f.Spans), f.MoreSpan)
		}
		marked := false
		for _, s := range f.Spans {
			for _, d := range days {
				if day := d.String(); s.First <= day && day <= s.Last {
					if told[day] == nil {
						told[day] = map[string]string{}
					}
					told[day][questionOf(f)] = fmt.Sprint(s.Before, " to ", s.After)
				}
			}
			marked = marked || s.First <= today.String() && today.String() <= s.Last
		}
		if marked != f.Today {
			t.Errorf("%v: %s is marked as today's: %v", names, f, f.Today)
		}
	}
	for _, d := range days {
		want := map[string]string{}
		for _, scope := range []geo.Scope{geo.Policy, geo.Any} {
			for _, confidence := range []geo.Confidence{geo.Low, geo.Medium, geo.High} {
				q := coverage.Query{Date: d, Scope: scope, Confidence: confidence}
				differences(asked(t, a, q), asked(t, b, q), want)
			}
		}
		same(t, told[d.String()], want, fmt.Sprint(names, " on ", d))
	}
}

func same(t *testing.T, got, want map[string]string, where string) {
	t.Helper()
	for question, answers := range want {
		if got[question] != answers {
			t.Errorf("%s: %s changes from %s; the report says %q", where, question, answers, got[question])
		}
	}
	for question, answers := range got {
		if _, ok := want[question]; !ok {
			t.Errorf("%s: the report says that %s changes from %s; it does not", where, question, answers)
		}
	}
}

func questionOf(f *revision.Finding) string {
	q := f.Question
	return strings.Join([]string{string(f.Topic), string(q.Scope), q.Confidence, q.Measure, string(q.Territory), string(q.Geography), string(f.Level), f.Code, f.Field}, " ")
}

// differences lists what two sides answer otherwise. A territory that one side
// does not have is no difference; what is shared on one side alone is.
func differences(before, after map[string]any, out map[string]string) {
	for question, old := range before {
		now, ok := after[question]
		if !ok && !strings.HasPrefix(question, "overlaps") {
			continue
		}
		if x, y := fmt.Sprint(old), fmt.Sprint(now); x != y {
			out[question] = x + " to " + y
		}
	}
	for question, now := range after {
		if _, ok := before[question]; !ok && strings.HasPrefix(question, "overlaps") {
			out[question] = fmt.Sprint(nil, " to ", now)
		}
	}
}

// asked asks one snapshot everything, one question at a time.
func asked(t *testing.T, s *snapshot.Snapshot, q coverage.Query) map[string]any {
	t.Helper()
	out := map[string]any{}
	put := func(v any, topic revision.Topic, rest ...string) {
		key := append([]string{string(topic), string(q.Scope), q.Confidence.String()}, rest...)
		out[strings.Join(key, " ")] = v
	}
	for _, q.Geography = range geo.Geographies {
		for _, q.Territory = range geo.Territories {
			q.Level = geo.Region
			figures, err := coverage.Analyse(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range geo.Measures {
				geography := ""
				if m == geo.Neighbourhoods || m == geo.NeighbourhoodPopulation {
					geography = string(q.Geography)
				}
				put(plainFigure(m, figures.Totals.Of(m)), revision.Figures, m.String(), string(q.Territory), geography, "", "", "")
			}
			if q.Territory != geo.France || q.Geography != geo.QPV2015 {
				continue
			}
			r, err := realign.Realign(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			put(figures.Known, revision.Figures, "centres", "", "", "", "", "")
			for _, one := range r.Regions {
				put(one.Status, revision.Statuses, "", "", "", "region", one.Unit.Code, "realignment")
			}
			for _, q.Level = range []geo.Level{geo.Region, geo.Region2015, geo.Department} {
				a, err := coverage.Analyse(t.Context(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range a.Rows {
					put(row.Status, revision.Statuses, "", "", "", string(q.Level), row.Unit.Code, "coverage")
				}
			}
			overlaps, err := coverage.Overlaps(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range overlaps {
				share := revision.Share{Type: string(o.Type)}
				for _, u := range o.Units {
					share.Departments = append(share.Departments, u.Code)
				}
				put(share, revision.Overlaps, "", "", "", "", strings.Join(o.Centres, "+"), "")
			}
		}
	}
	return out
}

// plainFigure is a figure as the report must tell it.
func plainFigure(m geo.Measure, f *coverage.Figure) revision.Figure {
	if f.Reason != "" {
		return revision.Figure{Reason: f.Reason.English()}
	}
	amount := func(n int64) any { return n }
	if m == geo.AreaKM2 {
		amount = func(n int64) any {
			var km float64
			_, _ = fmt.Sscan(fmt.Sprintf("%.4f", geo.Area(n).KM2()), &km)
			return km
		}
	}
	out := revision.Figure{Covered: amount(f.Covered), Total: amount(f.Total), Missing: f.Missing, Approximate: f.Approximate}
	if f.Unsourced > 0 {
		out.Unsourced = amount(f.Unsourced)
	}
	if f.Undetermined > 0 {
		out.Undetermined = amount(f.Undetermined)
	}
	return out
}

// TestDays: the report tells the days that it compares from.
func TestDays(t *testing.T) {
	d := country(false)
	d.Centres[0].Perimeters[0].From = d.Centres[1].Perimeters[0].From
	r := compare(t, build(t, country(false)), build(t, d))
	want := []string{
		"1990-01-01", "2016-01-20", "2016-01-31", "2016-02-01", "2016-02-02", "2016-02-21", "2016-03-06", "2016-03-10",
	}
	if !slices.Equal(r.Days, want) {
		t.Errorf("days %v, want %v", r.Days, want)
	}
}
