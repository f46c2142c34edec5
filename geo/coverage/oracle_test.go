package coverage_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

func query(t testing.TB, q geotest.Question, level geo.Level) coverage.Query {
	t.Helper()
	day, err := geo.ParseDate(q.Day)
	if err != nil {
		t.Fatal(err)
	}
	confidence, err := geo.ParseConfidence(q.Confidence)
	if err != nil {
		t.Fatal(err)
	}
	return coverage.Query{
		Date: day, Level: level, Territory: geo.Territory(q.Territory), Scope: geo.Scope(q.Scope),
		Confidence: confidence, Geography: geo.Geography(q.Geography),
	}
}

func analyse(t testing.TB, s *snapshot.Snapshot, q coverage.Query) *coverage.Analysis {
	t.Helper()
	a, err := coverage.Analyse(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// days are every day on which some perimeter begins or ends, the days around,
// and one day of each quarter from 1990 to 2030.
func days(f *geotest.Facts) []string {
	set := map[string]bool{}
	add := func(d geo.Date) {
		if d >= geo.MinDate && d <= geo.MaxDate {
			set[d.String()] = true
		}
	}
	for _, c := range f.Centres {
		for _, p := range c.Perimeters {
			for _, end := range []*string{p.From, p.To} {
				if end == nil {
					continue
				}
				fuzzy, _ := geo.ParseFuzzy(*end)
				for k := geo.Date(-1); k <= 1; k++ {
					add(fuzzy.First() + k)
					add(fuzzy.Last() + k)
				}
			}
		}
	}
	for year := 1990; year <= 2030; year++ {
		for month := 1; month <= 12; month += 3 {
			set[fmt.Sprintf("%d-%02d-15", year, month)] = true
		}
	}
	out := make([]string, 0, len(set))
	for d := range set {
		out = append(out, d)
	}
	slices.Sort(out)
	return out
}

func TestFiguresAgreeWithBruteForceCount(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	questions := 0
	for _, day := range days(facts) {
		for _, scope := range []string{"policy", "any"} {
			for _, confidence := range []string{"low", "medium", "high"} {
				for _, territory := range geo.Territories {
					q := geotest.Question{Day: day, Scope: scope, Confidence: confidence,
						Territory: string(territory), Geography: "2015"}
					checkTotals(t, analyse(t, s, query(t, q, geo.Region)), facts.Count(q), q)
					questions++
				}
			}
		}
	}
	t.Logf("%d questions", questions)
}

func checkTotals(t *testing.T, a *coverage.Analysis, want geotest.Answer, q geotest.Question) {
	t.Helper()
	d, h, p := a.Totals.Of(geo.Departments), a.Totals.Of(geo.Neighbourhoods), a.Totals.Of(geo.NeighbourhoodPopulation)
	r := a.Totals.Of(geo.NPNRUNeighbourhoods)
	got := geotest.Answer{
		Centres: a.Known, Departments: d.Covered, AllDepartments: d.Total,
		Hoods: h.Covered, AllHoods: h.Total, UnsourcedHoods: h.Unsourced,
		Inhabitants: p.Covered, AllInhabitants: p.Total,
		NPNRU: r.Covered, AllNPNRU: r.Total, UnsourcedNPNRU: r.Unsourced,
	}
	want.CoveredCodes, want.HoodsByDepartment = nil, nil
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v:\n got %+v\nwant %+v", q, got, want)
	}
}

func TestGeography2024AgreesWithBruteForceCount(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	for _, day := range []string{"2012-05-31", "2017-03-16", "2024-01-01", "2026-11-23"} {
		for _, territory := range geo.Territories {
			q := geotest.Question{Day: day, Scope: "policy", Confidence: "medium", Territory: string(territory), Geography: "2024"}
			a, want := analyse(t, s, query(t, q, geo.Region)), facts.Count(q)
			h := a.Totals.Of(geo.Neighbourhoods)
			if territory == geo.COM {
				if h.Reason == "" {
					t.Errorf("%s: want no figure for com in 2024, got %+v", day, h)
				}
				continue
			}
			if h.Covered != want.Hoods || h.Total != want.AllHoods {
				t.Errorf("%+v: got %d of %d, want %d of %d", q, h.Covered, h.Total, want.Hoods, want.AllHoods)
			}
			if p := a.Totals.Of(geo.NeighbourhoodPopulation); p.Reason == "" {
				t.Errorf("%+v: want no population for 2024, got %+v", q, p)
			}
			if r := a.Totals.Of(geo.NPNRUNeighbourhoods); r.Reason == "" {
				t.Errorf("%+v: want none of the NPNRU for 2024, got %+v", q, r)
			}
		}
	}
}

// TestTruthOfNPNRU holds the figures of the neighbourhoods under renewal, and the
// reason where a data set does not tell them.
func TestTruthOfNPNRU(t *testing.T) {
	s := fixture.Embedded(t)
	for day, want := range map[string]int64{"2015-06-30": 341, "2017-03-16": 379, "2019-07-01": 383} {
		q := geotest.Question{Day: day, Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}
		if f := analyse(t, s, query(t, q, geo.Region)).Totals.Of(geo.NPNRUNeighbourhoods); f.Covered != want || f.Total != 448 || f.Reason != "" {
			t.Errorf("%s: %+v, want %d of 448", day, f, want)
		}
	}
	older := *s.Data
	older.Neighbourhoods = maps.Clone(older.Neighbourhoods)
	older.Neighbourhoods[geo.QPV2015] = slices.Clone(older.Neighbourhoods[geo.QPV2015])
	for i := range older.Neighbourhoods[geo.QPV2015] {
		older.Neighbourhoods[geo.QPV2015][i].NPNRU = ""
	}
	kept, err := snapshot.Build(t.Context(), &older)
	if err != nil {
		t.Fatal(err)
	}
	q := geotest.Question{Day: "2017-03-16", Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}
	a := analyse(t, kept, query(t, q, geo.Region))
	if f := a.Totals.Of(geo.NPNRUNeighbourhoods); f.Reason == "" || f.Total != 0 || a.Totals.Of(geo.Neighbourhoods).Covered != 1202 {
		t.Errorf("a data set that tells nothing of the NPNRU says %+v", f)
	}
}

// TestPublishedTruth holds the figures that the issue states in so many words.
func TestPublishedTruth(t *testing.T) {
	s := fixture.Embedded(t)
	at := func(day, confidence string) *coverage.Analysis {
		return analyse(t, s, query(t, geotest.Question{Day: day, Scope: "policy", Confidence: confidence,
			Territory: "france", Geography: "2015"}, geo.Region))
	}
	for _, c := range []struct {
		day, confidence string
		covered         int64
	}{
		{"2012-05-31", "medium", 1050}, {"2015-06-30", "medium", 1116}, {"2017-03-16", "medium", 1202},
		{"2019-07-01", "medium", 1238}, {"2017-03-16", "high", 675}, {"2017-03-16", "low", 1250},
	} {
		if got := at(c.day, c.confidence).Totals.Of(geo.Neighbourhoods).Covered; got != c.covered {
			t.Errorf("%s at %s: %d neighbourhoods covered, want %d", c.day, c.confidence, got, c.covered)
		}
	}
	a := at("2017-03-16", "medium")
	if a.Known != 16 || a.Size == nil || a.Size.Count.N != 18 {
		t.Errorf("centres known %d of %+v, want 16 of 18", a.Known, a.Size)
	}
	rows := map[string]coverage.Row{}
	for _, r := range a.Rows {
		rows[r.Unit.Code] = r
	}
	for code, want := range map[string][2]int64{"11": {143, 272}, "84": {124, 140}, "94": {0, 5}, "01": {0, 16}} {
		r := rows[code]
		f := r.Figures.Of(geo.Neighbourhoods)
		if f.Covered != want[0] || f.Total != want[1] {
			t.Errorf("region %s: %d of %d, want %v", code, f.Covered, f.Total, want)
		}
	}
	if n := len(a.Rows); n != 20 || a.Rows[18].Unit.Code != "978" || a.Rows[19].Unit.Code != "987" {
		t.Errorf("%d rows, want 18 regions then 978 and 987", n)
	}
}

func TestRowsSumToTotalsAtEveryLevel(t *testing.T) {
	s := fixture.Embedded(t)
	for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.EPCI, geo.Commune} {
		for _, territory := range geo.Territories {
			q := query(t, geotest.Question{Day: "2017-03-16", Scope: "policy", Confidence: "low",
				Territory: string(territory), Geography: "2015"}, level)
			a := analyse(t, s, q)
			region := analyse(t, s, query(t, geotest.Question{Day: "2017-03-16", Scope: "policy", Confidence: "low",
				Territory: string(territory), Geography: "2015"}, geo.Region))
			for i, m := range geo.Measures {
				var sum coverage.Figure
				for _, r := range a.Rows {
					f := r.Figures[i]
					sum.Covered += f.Covered
					sum.Total += f.Total
					sum.Unsourced += f.Unsourced
				}
				fine := level == geo.EPCI || level == geo.Commune
				if fine && (m == geo.Departments || m == geo.AreaKM2) {
					if sum.Total != 0 {
						t.Errorf("%s %s: rows give %s, want none", level, territory, m)
					}
				} else if got := a.Totals[i]; got.Covered != sum.Covered || got.Total != sum.Total || got.Unsourced != sum.Unsourced {
					t.Errorf("%s %s %s: rows sum to %+v, totals say %+v", level, territory, m, sum, got)
				}
				if a.Totals[i] != region.Totals[i] {
					t.Errorf("%s %s %s: totals %+v differ from those by region %+v", level, territory, m, a.Totals[i], region.Totals[i])
				}
			}
		}
	}
}

func TestStatusTellsGround(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	q := geotest.Question{Day: "2017-03-16", Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}
	covered := facts.Count(q).CoveredCodes
	want := map[string][2]int{}
	for _, d := range facts.Departments {
		n := want[d["region"]]
		n[1]++
		if covered[d["code"]] {
			n[0]++
		}
		want[d["region"]] = n
	}
	for _, r := range analyse(t, s, query(t, q, geo.Region)).Rows {
		n, isRegion := want[r.Unit.Code]
		status := coverage.IsUncovered
		if isRegion && n[0] == n[1] {
			status = coverage.IsCovered
		} else if n[0] > 0 {
			status = coverage.IsPartial
		}
		if r.Status != status {
			t.Errorf("region %s: %s, want %s (%d of %d departments)", r.Unit.Code, r.Status, status, n[0], n[1])
		}
		if (r.Status == coverage.IsUncovered) != (len(r.Centres) == 0) {
			t.Errorf("region %s is %s with centres %s", r.Unit.Code, r.Status, strings.Join(r.Centres, " "))
		}
	}
}
