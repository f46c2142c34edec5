package geo_test

import (
	"testing"

	"pgregory.net/rapid"

	"maillage/geo"
)

// TestIntervals holds what intervals answer to their days, one by one.
func TestIntervals(t *testing.T) {
	const days = 12
	draw := func(t *rapid.T, name string) geo.Interval {
		first := rapid.IntRange(0, days-1).Draw(t, name)
		last := rapid.IntRange(first, days-1).Draw(t, name)
		i := geo.Interval{First: geo.Date(first), Last: geo.Date(last)}
		if rapid.Bool().Draw(t, "open start") {
			i.First = geo.Past
		}
		if rapid.Bool().Draw(t, "open end") {
			i.Last = geo.Future
		}
		return i
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		common := false
		for d := geo.Date(-1); d <= days; d++ {
			common = common || a.Has(d) && b.Has(d)
			if hull := a.Hull(b); (a.Has(d) || b.Has(d)) && !hull.Has(d) {
				t.Fatalf("day %d is in %v or %v, and not in %v", d, a, b, hull)
			}
		}
		if a.Meets(b) != common || b.Meets(a) != common {
			t.Fatalf("%v and %v: meet %t, want %t", a, b, a.Meets(b), common)
		}
	})
	if year := (geo.Interval{First: geo.DateOf(2017, 1, 1), Last: geo.DateOf(2017, 12, 31)}); year.Width() != 364 {
		t.Errorf("a year has %d days after its first", year.Width())
	}
}
