package coverage_test

import (
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
)

func TestAgeOfEvidence(t *testing.T) {
	attested := func(from, to, when string, sourced bool) geo.Perimeter {
		p := geotest.Over(from, to, "A1")
		p.Attested, p.Sourced = geotest.Fuzzy(when), sourced
		return p
	}
	for name, c := range map[string]struct {
		p    geo.Perimeter
		day  string
		want coverage.Age
	}{
		"on the day of its source":            {attested("2010", "", "2015-06-30", true), "2015-06-30", coverage.AttestedOnDay},
		"between its start and its source":    {attested("2010", "", "2015-06-30", true), "2012-01-01", coverage.AttestedOnDay},
		"the day after its source":            {attested("2010", "", "2015-06-30", true), "2015-07-01", coverage.UpToOneYear},
		"one year after":                      {attested("2010", "", "2015-06-30", true), "2016-06-30", coverage.UpToOneYear},
		"a year and a day after":              {attested("2010", "", "2015-06-30", true), "2016-07-01", coverage.UpToThreeYears},
		"three years after":                   {attested("2010", "", "2015-06-30", true), "2018-06-30", coverage.UpToThreeYears},
		"five years after":                    {attested("2010", "", "2015-06-30", true), "2020-06-30", coverage.UpToFiveYears},
		"five years and a day after":          {attested("2010", "", "2015-06-30", true), "2020-07-01", coverage.Older},
		"a bare year is taken whole":          {attested("2010", "", "2015", true), "2015-12-31", coverage.AttestedOnDay},
		"no start, and before its source":     {attested("", "", "2015", true), "2014-12-31", coverage.Undated},
		"no start, in the year of its source": {attested("", "", "2015", true), "2015-03-01", coverage.AttestedOnDay},
		"no source is dated":                  {attested("2010", "", "", true), "2015-06-30", coverage.Undated},
		"no published source":                 {attested("2010", "", "2015", false), "2015-06-30", coverage.Undated},
	} {
		s := build(t, geotest.Squares(false, geotest.Centre("a", c.p), geotest.Centre("old", geotest.Over("1990", "1990", "B2"))))
		day, _ := geo.ParseDate(c.day)
		if got := coverage.AgeOf(&s.PerimetersOf("a")[0], day); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// bruteEvidence counts the neighbourhoods of each age from the fact files.
func bruteEvidence(t *testing.T, f *geotest.Facts, q geotest.Question) (out map[string]int64) {
	t.Helper()
	order := map[string]int{"attested": 1, "up_to_1_year": 2, "up_to_3_years": 3, "up_to_5_years": 4, "older": 5, "undated": 6}
	best := map[string]string{}
	for _, c := range f.Centres {
		for _, p := range c.Perimeters {
			if !p.Counts(q) {
				continue
			}
			age := p.Age(t, q.Day)
			for _, d := range p.Departments {
				if best[d] == "" || order[age] < order[best[d]] {
					best[d] = age
				}
			}
		}
	}
	out = map[string]int64{}
	for _, h := range f.Hoods[q.Geography] {
		if age := best[h["department"]]; age != "" {
			out[age]++
		}
	}
	return out
}

func TestEvidenceAgreesWithBruteForce(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	for _, day := range days(facts) {
		for _, confidence := range []string{"high", "medium", "low"} {
			for _, geography := range []string{"2015", "2024"} {
				question := geotest.Question{Day: day, Scope: "policy", Confidence: confidence, Territory: "france", Geography: geography}
				q := query(t, question, geo.Region)
				a := analyse(t, s, q)
				e, err := a.Evidence(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				want := bruteEvidence(t, facts, question)
				for _, age := range coverage.Ages {
					if n, _ := e.At(age, geo.Neighbourhoods); n != want[age.String()] {
						t.Errorf("%s %s %s: %d %s, counted %d", day, confidence, geography, n, age, want[age.String()])
					}
				}
				for _, m := range geo.Measures {
					var sum int64
					for _, age := range coverage.Ages {
						n, ok := e.At(age, m)
						if ok != (a.Totals.Of(m).Reason == "") {
							t.Errorf("%s: %v at %s", day, m, age)
						}
						sum += n
					}
					if sum != a.Totals.Of(m).Covered {
						t.Errorf("%s %v: ages add up to %d, covered are %d", day, m, sum, a.Totals.Of(m).Covered)
					}
				}
			}
		}
	}
}

// TestNeedsOfARegion holds each perimeter to what is lost without it.
func TestNeedsOfARegion(t *testing.T) {
	s := fixture.Embedded(t)
	q := query(t, geotest.Question{Day: "2026-11-29", Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}, geo.Region)
	named := 0
	for _, region := range s.Units(geo.Region) {
		before := int64(1 << 62)
		for _, n := range coverage.Needs(s, q, geo.UnitRef{Level: geo.Region, Code: region.Code}) {
			named++
			if n.Neighbourhoods > before || n.Neighbourhoods <= 0 || n.Age == coverage.AttestedOnDay {
				t.Errorf("region %s: %s %d %s after %d", region.Code, n.Perimeter.ID, n.Neighbourhoods, n.Age, before)
			}
			before = n.Neighbourhoods
		}
	}
	if named == 0 {
		t.Error("no perimeter needs a source, 20 months after the last")
	}
}

// TestRowsTellTheirOldestEvidence: of each part the freshest, of a row the oldest.
func TestRowsTellTheirOldestEvidence(t *testing.T) {
	dated := func(when string, departments ...string) geo.Perimeter {
		p := geotest.Over("2010", "", departments...)
		p.Attested = geotest.Fuzzy(when)
		return p
	}
	s := build(t, geotest.Squares(false, geotest.Centre("a", dated("2012", "A1", "A2")), geotest.Centre("b", dated("2016-03", "A2", "B1")),
		geotest.Centre("c", dated("", "B2"))))
	got := map[string]string{}
	for _, level := range []geo.Level{geo.Region, geo.Department} {
		for _, r := range analyse(t, s, on(t, "2020-01-01", level)).Rows {
			got[r.Unit.Code] = r.Attested.String()
		}
	}
	for code, want := range map[string]string{"RA": "2012", "RB": "", "A1": "2012", "A2": "2016-03", "B1": "2016-03", "B2": ""} {
		if got[code] != want {
			t.Errorf("%s: %q, want %q", code, got[code], want)
		}
	}
}
