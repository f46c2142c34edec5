package realign_test

import (
	"context"
	"fmt"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// failer is a test, or a check of random values.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func build(t failer, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func date(t failer, s string) geo.Date {
	t.Helper()
	d, err := geo.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// on asks about France within the policy, in the 2015 geography.
func on(t failer, day string, c geo.Confidence) coverage.Query {
	t.Helper()
	return coverage.Query{Date: date(t, day), Level: geo.Region, Territory: geo.France,
		Scope: geo.Policy, Confidence: c, Geography: geo.QPV2015}
}

func must[T any](value T, err error) func(failer) T {
	return func(t failer) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// eventDays are every day on which some perimeter of the facts begins, or has
// ended, and the eve.
func eventDays(f *geotest.Facts) []string {
	var out []string
	for _, c := range f.Centres {
		for _, p := range c.Perimeters {
			if p.From != nil {
				first := geotest.Fuzzy(*p.From).First()
				out = append(out, first.String(), (first - 1).String())
			}
			if p.To != nil {
				last := geotest.Fuzzy(*p.To).Last()
				out = append(out, last.String(), (last + 1).String())
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var thresholds = []geo.Confidence{geo.Low, geo.Medium, geo.High}

// grounds is what each centre holds: codes of units by centre.
type grounds map[string]map[string]bool

func (g grounds) add(centre, code string) {
	if g[centre] == nil {
		g[centre] = map[string]bool{}
	}
	g[centre][code] = true
}

// groundsOf reads the facts for a day.
func groundsOf(f *geotest.Facts, day, scope string, c geo.Confidence) grounds {
	out := grounds{}
	for _, centre := range f.Centres {
		for _, p := range centre.Perimeters {
			grade, _ := geo.ParseConfidence(p.Confidence)
			if grade < c || !p.Holds(day) || scope != "any" && p.Scope != scope {
				continue
			}
			for _, d := range p.Departments {
				out.add(centre.ID, d)
			}
		}
	}
	return out
}

// groundsAt reads the perimeters that coverage counts, by the units they name.
func groundsAt(s *snapshot.Snapshot, q coverage.Query) grounds {
	out := grounds{}
	for _, p := range s.Active(q) {
		for _, u := range p.Units {
			out.add(p.Centre.ID, u.Code)
		}
	}
	return out
}

func (g grounds) String() string {
	var out []string
	for c, units := range g {
		for u := range units {
			out = append(out, c+":"+u)
		}
	}
	slices.Sort(out)
	return fmt.Sprint(out)
}

// standingOf tells the status and the index by departments of a region, from
// lists of its departments, the long way.
func (g grounds) standingOf(region map[string]bool) (realign.Status, float64) {
	serving := map[string]int{}
	times := map[string]int{}
	elsewhere := false
	var all int
	for c, units := range g {
		for u := range units {
			if region[u] {
				serving[c]++
				times[u]++
			}
		}
		if serving[c] > 0 {
			all += len(units)
			elsewhere = elsewhere || len(units) > serving[c]
		}
	}
	largest, twice := 0, false
	for _, n := range serving {
		largest = max(largest, n)
	}
	for _, n := range times {
		twice = twice || n > 1
	}
	index := 0.0
	if all > 0 {
		index = float64(len(times)) / float64(len(region)) * float64(largest) / float64(all)
	}
	switch {
	case len(times) == 0:
		return realign.Uncovered, index
	case len(times) < len(region):
		return realign.Partial, index
	case len(serving) == 1 && !elsewhere:
		return realign.Aligned, index
	case len(serving) == 1:
		return realign.Shared, index
	case twice:
		return realign.Overlapped, index
	default:
		return realign.Split, index
	}
}
