package scenario_test

import (
	"math/rand/v2"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

func analyse(t testing.TB, s *snapshot.Snapshot, q coverage.Query) *coverage.Analysis {
	t.Helper()
	a, err := coverage.Analyse(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func randomQuery(r *rand.Rand) coverage.Query {
	pick := func(n int) int { return r.IntN(n) }
	return coverage.Query{
		Date:       geo.DateOf(1995+pick(32), 1, 1+pick(365)),
		Level:      []geo.Level{geo.Region, geo.Region, geo.Region2015, geo.Department, geo.EPCI}[pick(5)],
		Territory:  append([]geo.Territory{geo.France, geo.France}, geo.Territories...)[pick(7)],
		Scope:      []geo.Scope{geo.Policy, geo.Any}[pick(2)],
		Confidence: geo.Confidence(pick(3)),
		Geography:  geo.Geographies[pick(2)],
	}
}

// mirrored reports whether one difference is the other with its signs turned.
func mirrored(a, b scenario.Difference) bool {
	return a.A == b.B && a.B == b.A && a.Reason == b.Reason && a.Shared == b.Shared && a.Share == -b.Share &&
		a.Covered == -b.Covered && a.Total == -b.Total && a.Unsourced == -b.Unsourced && a.Undetermined == -b.Undetermined
}

func TestCompareTurnsItsSigns(t *testing.T) {
	r, s := geotest.Seeds(t, rand.Uint64()), fixture.Embedded(t)
	for range 150 {
		a, b := analyse(t, s, randomQuery(r)), analyse(t, s, randomQuery(r))
		ab, ba := scenario.Compare(a, b), scenario.Compare(b, a)
		if ab.Common != ba.Common || ab.Reason != ba.Reason || ab.Known != -ba.Known || len(ab.Rows) != len(ba.Rows) ||
			len(ab.OnlyA) != len(ba.OnlyB) || len(ab.OnlyB) != len(ba.OnlyA) {
			t.Fatalf("%+v and %+v: %+v\nagainst %+v", a.Query, b.Query, ab, ba)
		}
		for i := range ab.Totals {
			if !mirrored(ab.Totals[i], ba.Totals[i]) {
				t.Fatalf("%+v and %+v, %s: %+v against %+v", a.Query, b.Query, geo.Measures[i], ab.Totals[i], ba.Totals[i])
			}
		}
		for i := range ab.Rows {
			x, y := ab.Rows[i], ba.Rows[i]
			if x.Unit != y.Unit || x.StatusA != y.StatusB || x.StatusB != y.StatusA {
				t.Fatalf("rows %+v and %+v", x, y)
			}
			for k := range x.Measures {
				if !mirrored(x.Measures[k], y.Measures[k]) {
					t.Fatalf("%s %s: %+v against %+v", x.Unit.Code, geo.Measures[k], x.Measures[k], y.Measures[k])
				}
			}
		}
		checkCommon(t, s, a, b, ab)
	}
}

// checkCommon holds totals to those of analyses asked of the common territory
// alone, where there is one.
func checkCommon(t *testing.T, s *snapshot.Snapshot, a, b *coverage.Analysis, d scenario.Diff) {
	t.Helper()
	common := common(a.Query, b.Query)
	for i, m := range geo.Measures {
		got := d.Totals[i]
		if got.Reason != "" {
			continue
		}
		var want [2]coverage.Figure
		for k, q := range []coverage.Query{a.Query, b.Query} {
			for _, part := range common {
				q.Territory = part
				f := analyse(t, s, q).Totals[i]
				want[k].Covered += f.Covered
				want[k].Total += f.Total
				want[k].Unsourced += f.Unsourced
			}
		}
		if got.A.Covered != want[0].Covered || got.A.Total != want[0].Total || got.B.Covered != want[1].Covered ||
			got.B.Total != want[1].Total || got.Unsourced != want[1].Unsourced-want[0].Unsourced {
			t.Fatalf("%+v and %+v, %s: %+v, want %+v over %v", a.Query, b.Query, m, got, want, common)
		}
	}
}

// common lists the parts of France that both queries count.
func common(a, b coverage.Query) []geo.Territory {
	var out []geo.Territory
	for _, part := range []geo.Territory{geo.Metropole, geo.DROM, geo.COM} {
		both := true
		for _, q := range []coverage.Query{a, b} {
			both = both && (q.Territory == geo.France || q.Territory == part || q.Territory == geo.Overseas && part != geo.Metropole)
		}
		if both && !(part == geo.COM && a.Geography != b.Geography) {
			out = append(out, part)
		}
	}
	return out
}

func TestCompareGeographies(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16")
	later := q
	later.Geography = geo.QPV2024
	d := scenario.Compare(analyse(t, s, q), analyse(t, s, later))
	h := d.Totals.Of(geo.Neighbourhoods)
	if h.A.Total != 1436 || h.B.Total != 1493 || h.Total != 57 || d.Common == "" {
		t.Errorf("%+v over %q, want 1,436 against 1,493", h, d.Common)
	}
	if p := d.Totals.Of(geo.NeighbourhoodPopulation); p.Reason == "" || p.Covered != 0 {
		t.Errorf("inhabitants of 2024 are not published: %+v", p)
	}
	if p := d.Totals.Of(geo.Population); p.Reason != "" || p.Total != 0 {
		t.Errorf("the same inhabitants: %+v", p)
	}
	if len(d.Rows) != 18 || len(d.OnlyA)+len(d.OnlyB) != 0 || len(d.LeftOut) != 2 || d.WhyLeftOut == "" {
		t.Errorf("%d rows, %v and %v in one alone, %v left out", len(d.Rows), d.OnlyA, d.OnlyB, d.LeftOut)
	}
}

func TestCompareScenarios(t *testing.T) {
	s, q := fixture.Embedded(t), on(t, "2017-03-16")
	r := run(t, s, q, scenario.Change{Action: scenario.Give, Centre: "cite-ressources", Units: units(geo.Region, "94")})
	d := scenario.Compare(r.Before, r.After)
	if h := d.Totals.Of(geo.Neighbourhoods); h.Covered != 5 || h.Total != 0 || !h.Shared || h.Share <= 0 || d.Common != "" {
		t.Errorf("%+v", h)
	}
	changed := 0
	for _, row := range d.Rows {
		if row.Measures.Of(geo.Neighbourhoods).Covered != 0 || row.StatusA != row.StatusB {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d rows change, want Corse alone", changed)
	}
	same := scenario.Compare(r.After, r.After)
	for i := range same.Totals {
		if same.Totals[i].Covered != 0 || same.Totals[i].Share != 0 {
			t.Errorf("an analysis differs from itself: %+v", same.Totals[i])
		}
	}
}
