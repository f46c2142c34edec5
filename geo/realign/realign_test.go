package realign_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

func at(t testing.TB, s *snapshot.Snapshot, q coverage.Query) *realign.Realignment {
	t.Helper()
	return must(realign.Realign(t.Context(), s, q))(t)
}

func region(t testing.TB, r *realign.Realignment, code string) *realign.Region {
	t.Helper()
	for i := range r.Regions {
		if r.Regions[i].Unit.Code == code {
			return &r.Regions[i]
		}
	}
	t.Fatalf("no region %s", code)
	return nil
}

// departmentsByRegion reads the facts; 978 and 987 are their own.
func departmentsByRegion(f *geotest.Facts) map[string]map[string]bool {
	out := map[string]map[string]bool{"978": {"978": true}, "987": {"987": true}}
	for _, d := range f.Departments {
		if out[d["region"]] == nil {
			out[d["region"]] = map[string]bool{}
		}
		out[d["region"]][d["code"]] = true
	}
	return out
}

// TestStatusAgreesWithBruteForce holds every region, at every event date of the
// facts, to what lists of codes say.
func TestStatusAgreesWithBruteForce(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	regions := departmentsByRegion(facts)
	for _, day := range eventDays(facts) {
		for _, scope := range []geo.Scope{geo.Policy, geo.Any} {
			for _, c := range thresholds {
				q := on(t, day, c)
				q.Scope = scope
				held := groundsOf(facts, day, string(scope), c)
				r := at(t, s, q)
				var counts, apart realign.Counts
				var sum float64
				for _, x := range r.Regions {
					status, index := held.standingOf(regions[x.Unit.Code])
					if x.Status != status || math.Abs(x.Alignment.Departments.Value-index) > 1e-12 {
						t.Errorf("%s %s %s, region %s: %s and %v, want %s and %v", day, scope, c, x.Unit.Code,
							x.Status, x.Alignment.Departments.Value, status, index)
					}
					tally := &counts
					if len(x.Unit.Code) == 3 {
						tally = &apart
					} else {
						sum += index * float64(len(regions[x.Unit.Code]))
					}
					tally[slices.Index(realign.Statuses, status)]++
				}
				if r.Counts != counts || r.Apart != apart {
					t.Errorf("%s %s %s: counts %v and %v, want %v and %v", day, scope, c, r.Counts, r.Apart, counts, apart)
				}
				if got := r.Alignment.Departments.Value; math.Abs(got-sum/101) > 1e-12 {
					t.Errorf("%s %s %s: national index %v, want %v", day, scope, c, got, sum/101)
				}
			}
		}
	}
}

// TestPublishedRealignment holds what the reform is known to have left.
func TestPublishedRealignment(t *testing.T) {
	r := at(t, fixture.Embedded(t), on(t, "2017-03-16", geo.Medium))
	for code, want := range map[string]realign.Status{
		"76": realign.Split, "53": realign.Shared, "52": realign.Shared, "27": realign.Aligned, "44": realign.Aligned,
		"11": realign.Partial, "84": realign.Partial, "94": realign.Uncovered, "01": realign.Uncovered, "978": realign.Uncovered,
	} {
		if got := region(t, r, code).Status; got != want {
			t.Errorf("region %s: %s, want %s", code, got, want)
		}
	}
	if n := len(r.Regions); n != 20 || r.Regions[18].Unit.Code != "978" || r.Regions[19].Unit.Code != "987" {
		t.Errorf("%d rows, want the 18 regions, then 978 and 987", n)
	}
	if r.Counts != (realign.Counts{4, 2, 9, 2, 1, 0}) || r.Apart.Of(realign.Uncovered) != 2 {
		t.Errorf("counts %v, apart %v", r.Counts, r.Apart)
	}
	occitanie := region(t, r, "76")
	if len(occitanie.Centres) != 2 {
		t.Fatalf("centres of Occitanie: %+v", occitanie.Centres)
	}
	for _, c := range occitanie.Centres {
		if c.Edge.Kind != realign.InheritedEdge || !c.Edge.Measured || len(c.Regions) != 1 {
			t.Errorf("%s: edge %+v, regions %v", c.Centre.ID, c.Edge, c.Regions)
		}
	}
	a, b := occitanie.Centres[0].Edge.Inherited, occitanie.Centres[1].Edge.Inherited
	if a != b || a < 300e3 || a > 700e3 {
		t.Errorf("Midi-Pyrénées and Languedoc-Roussillon share one border, measured %v and %v m", a, b)
	}
	for _, c := range region(t, r, "53").Centres {
		if c.Centre.ID != "reso-villes" || !slices.Equal(c.Regions, []string{"52", "53"}) || c.Edge.Kind != realign.NoEdge {
			t.Errorf("Bretagne: %s over %v, edge %s", c.Centre.ID, c.Regions, c.Edge.Kind)
		}
	}
	for _, c := range region(t, r, "11").Centres {
		if c.Edge.Kind != realign.DepartmentEdge {
			t.Errorf("Île-de-France, %s: edge %s", c.Centre.ID, c.Edge.Kind)
		}
	}
	if got := region(t, r, "84").NotCovered; !slices.Equal(got, []string{"03", "15", "43", "63"}) {
		t.Errorf("not covered of Auvergne-Rhône-Alpes: %v", got)
	}
}

func TestScopeAnyOverlapsInOccitanie(t *testing.T) {
	q := on(t, "2017-03-16", geo.Medium)
	q.Scope = geo.Any
	x := region(t, at(t, fixture.Embedded(t), q), "76")
	if x.Status != realign.Overlapped || !slices.Equal(x.InCommon, []string{"11", "30", "34", "48", "66"}) {
		t.Errorf("Occitanie at any scope: %s, in common %v", x.Status, x.InCommon)
	}
}

// TestRemainingCompletesCoverage checks that covered and remaining add up, and
// counts the contracts again from their file.
func TestRemainingCompletesCoverage(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	contracts := readContracts(t)
	for _, day := range []string{"2012-05-31", "2017-03-16", "2019-07-01", "2026-11-23"} {
		q := on(t, day, geo.Medium)
		r := at(t, s, q)
		for i, m := range geo.Measures {
			f, left := r.Coverage.Totals[i], r.Remaining.Of(m)
			if f.Covered+left.N+left.Undetermined != f.Total || left.Total != f.Total {
				t.Errorf("%s %s: %d covered and %d remaining of %d", day, m, f.Covered, left.N, f.Total)
			}
			var sum int64
			for _, x := range r.Regions {
				sum += x.Remaining.Of(m).N
			}
			if sum != left.N {
				t.Errorf("%s %s: regions have %d left, the nation %d", day, m, sum, left.N)
			}
		}
		covered := facts.Count(geotest.Question{Day: day, Scope: "policy", Confidence: "medium", Territory: "france", Geography: "2015"}).CoveredCodes
		want := map[string]bool{}
		for code, departments := range contracts {
			for _, d := range departments {
				want[code] = want[code] || !covered[d]
			}
		}
		got := r.Remaining.Contracts
		for code, remains := range want {
			if remains != slices.Contains(got.Remaining, code) {
				t.Errorf("%s: contract %s remains: %v", day, code, !remains)
			}
		}
		if got.Total() != 433 || len(contracts) != 433 || len(got.Unplaced) != 0 || len(got.Undetermined) != 0 {
			t.Errorf("%s: %d contracts placed of %d, unplaced %v", day, got.Total(), len(contracts), got.Unplaced)
		}
	}
	corse := region(t, at(t, s, on(t, "2017-03-16", geo.Medium)), "94").Remaining.Contracts
	if !slices.Equal(corse.Remaining, []string{"CV366", "CV367", "CV368"}) {
		t.Errorf("contracts that remain in Corse: %v", corse.Remaining)
	}
}

// readContracts returns the departments of each contract, those of Corse as
// the facts tell them.
func readContracts(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.Open(filepath.Join(geotest.Root(), "data", "facts", "city-contracts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	corse := map[string]string{"CV366": "2A", "CV367": "2A", "CV368": "2B"}
	out := map[string][]string{}
	for _, r := range rows[1:] {
		department := r[4]
		if department == "" {
			department = corse[r[0]]
		}
		out[r[0]] = append(out[r[0]], department)
	}
	return out
}

// TestSharesOfCentresAddUp: where no ground is in common, the shares of the
// centres of a region are its coverage.
func TestSharesOfCentresAddUp(t *testing.T) {
	r := at(t, fixture.Embedded(t), on(t, "2019-07-01", geo.Low))
	for i, x := range r.Regions {
		if len(x.InCommon) > 0 {
			continue
		}
		for k, m := range geo.Measures {
			var sum int64
			for _, c := range x.Centres {
				sum += c.Shares[k].Covered
			}
			if want := r.Coverage.Rows[i].Figures[k].Covered; sum != want {
				t.Errorf("region %s %s: centres have %d, coverage %d", x.Unit.Code, m, sum, want)
			}
		}
	}
}
