package equity_test

import (
	"context"
	"maps"
	"math/big"
	"slices"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/equity"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

func on(t testing.TB, day string, territory geo.Territory, qpv geo.Geography) coverage.Query {
	t.Helper()
	d, err := geo.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return coverage.Query{Date: d, Level: geo.Region, Territory: territory, Scope: geo.Any, Confidence: geo.Low, Geography: qpv}
}

func measure(t testing.TB, s *snapshot.Snapshot, q coverage.Query) *equity.Loads {
	t.Helper()
	l, err := equity.Measure(s, q)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

var someDays = []string{"1995-01-01", "2012-05-31", "2016-06-01", "2017-03-16", "2019-07-01", "2026-11-23"}

// TestLoadsAgainstFacts counts, for each centre, by going through the fact
// files. With every scope and confidence there are overlaps.
func TestLoadsAgainstFacts(t *testing.T) {
	s, facts := fixture.Embedded(t), geotest.ReadFacts(t)
	overlaps := 0
	for _, day := range someDays {
		held := map[string]map[string]bool{} // centre, department
		sourced := map[string]map[string]bool{}
		sharers := map[string]int64{}
		for _, c := range facts.Centres {
			for _, p := range c.Perimeters {
				for _, d := range p.Departments {
					if p.Holds(day) && p.Sourced {
						if sourced[c.ID] == nil {
							sourced[c.ID] = map[string]bool{}
						}
						sourced[c.ID][d] = true
					}
					if p.Holds(day) && !held[c.ID][d] {
						if held[c.ID] == nil {
							held[c.ID] = map[string]bool{}
						}
						held[c.ID][d] = true
						sharers[d]++
					}
				}
			}
		}
		l := measure(t, s, on(t, day, geo.France, geo.QPV2015))
		if len(l.Centres) != len(held) {
			t.Errorf("%s: %d centres, want %d", day, len(l.Centres), len(held))
		}
		for _, c := range l.Centres {
			hoods, share, overseas, unsourced := int64(0), new(big.Rat), new(big.Rat), new(big.Rat)
			for _, h := range facts.Hoods["2015"] {
				if d := h["department"]; held[c.Centre][d] {
					hoods++
					share.Add(share, big.NewRat(1, sharers[d]))
					if len(d) == 3 {
						overseas.Add(overseas, big.NewRat(1, sharers[d]))
					}
					if !sourced[c.Centre][d] {
						unsourced.Add(unsourced, big.NewRat(1, sharers[d]))
					}
				}
			}
			if c.Held[geo.Neighbourhoods] != hoods || c.Share[geo.Neighbourhoods].Cmp(share) != 0 {
				t.Errorf("%s %s: holds %d, shares %s, want %d and %s", day, c.Centre,
					c.Held[geo.Neighbourhoods], c.Share[geo.Neighbourhoods], hoods, share)
			}
			if got := c.Overseas[geo.Neighbourhoods]; got.Cmp(overseas) != 0 {
				t.Errorf("%s %s: shares %s overseas, want %s", day, c.Centre, got, overseas)
			}
			if got := c.Unsourced[geo.Neighbourhoods]; got.Cmp(unsourced) != 0 {
				t.Errorf("%s %s: %s without a source, want %s", day, c.Centre, got, unsourced)
			}
			if share.Cmp(big.NewRat(hoods, 1)) < 0 {
				overlaps++
			}
		}
	}
	if overlaps == 0 {
		t.Error("no overlap among the days of this test: it shows nothing of sharing")
	}
}

// TestLoadsReconcile holds both readings to coverage.
func TestLoadsReconcile(t *testing.T) {
	s := fixture.Embedded(t)
	for _, day := range someDays {
		for _, territory := range geo.Territories {
			for _, qpv := range geo.Geographies {
				q := on(t, day, territory, qpv)
				l := measure(t, s, q)
				a, err := coverage.Analyse(t.Context(), s, q)
				if err != nil {
					t.Fatal(err)
				}
				for i, m := range geo.Measures {
					if a.Totals[i].Reason != "" {
						continue
					}
					if l.Covered[i] != a.Totals[i].Covered {
						t.Errorf("%s %s %s: %s covered %d, coverage says %d", day, territory, qpv, m, l.Covered[i], a.Totals[i].Covered)
					}
					if l.Unsourced[i] != a.Totals[i].Unsourced {
						t.Errorf("%s %s %s: %s without a source %d, coverage says %d", day, territory, qpv, m, l.Unsourced[i], a.Totals[i].Unsourced)
					}
					if l.Share[i].Cmp(new(big.Rat).SetInt64(l.Covered[i])) != 0 || l.Held[i] < l.Covered[i] {
						t.Errorf("%s %s %s: %s shares %s, held %d, covered %d", day, territory, qpv, m, l.Share[i], l.Held[i], l.Covered[i])
					}
					var total int64
					for _, r := range l.Regions {
						total += r.Total[i]
					}
					if total != a.Totals[i].Total {
						t.Errorf("%s %s %s: regions have %d of %s, want %d", day, territory, qpv, total, m, a.Totals[i].Total)
					}
				}
				if reason := l.Reasons[4]; (reason != "") != (qpv == geo.QPV2024) {
					t.Errorf("%s: reason %q for people of neighbourhoods", qpv, reason)
				}
			}
		}
	}
}

// shared is a country counted by hand: west holds A1 and two communes of A2;
// east holds A2, B1 and, across the sea, 971 with its one neighbourhood; north
// draws the north of B2 and a corner of B1.
func shared(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	west := geotest.Over("2010-01-01", "", "A1")
	west.Units = append(west.Units, geo.UnitRef{Level: geo.Commune, Code: "A2001"}, geo.UnitRef{Level: geo.Commune, Code: "A2002"})
	north := geotest.Over("2010-01-01", "")
	north.Drawn = geotest.Box(2.75, 0.25, 4, 1)
	d := geotest.Squares(true, geotest.Centre("east", geotest.Over("2010-01-01", "", "A2", "B1", "971")),
		geotest.Centre("north", north), geotest.Centre("west", west))
	units := d.Catalogue.Units
	units[geo.Region] = append([]geo.Unit{{Level: geo.Region, Code: "01"}}, units[geo.Region]...)
	units[geo.Region2015] = append([]geo.Unit{{Level: geo.Region2015, Code: "01"}}, units[geo.Region2015]...)
	far := geo.Unit{Level: geo.Department, Code: "971", Region: "01", Region2015: "01"}
	units[geo.Department] = append([]geo.Unit{far}, units[geo.Department]...)
	d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
		Code: "QP971", Geography: geo.QPV2015, Department: "971", Region: "01", Region2015: "01", Population: geo.Known(100)})
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSharedGround(t *testing.T) {
	type counts struct {
		departments, hoods, people   int64
		share, inhabitants, ofItAfar string
	}
	s := shared(t)
	for territory, want := range map[geo.Territory]map[string]counts{
		geo.Metropole: {
			"east":  {2, 4, 80, "7/2", "350", "0"},
			"north": {0, 1, 20, "1", "100", "0"},
			"west":  {1, 3, 60, "5/2", "250", "0"},
		},
		geo.DROM: {"east": {1, 1, 0, "1", "100", "1"}},
		geo.France: {
			"east":  {3, 5, 80, "9/2", "450", "1"},
			"north": {0, 1, 20, "1", "100", "0"},
			"west":  {1, 3, 60, "5/2", "250", "0"},
		},
	} {
		got := map[string]counts{}
		for _, c := range measure(t, s, on(t, "2020-01-01", territory, geo.QPV2015)).Centres {
			got[c.Centre] = counts{c.Held[geo.Departments], c.Held[geo.Neighbourhoods], c.Held[geo.Population],
				c.Share[geo.Neighbourhoods].RatString(), c.Share[geo.NeighbourhoodPopulation].RatString(),
				c.Overseas[geo.Neighbourhoods].RatString()}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", territory, got, want)
		}
	}
	l := measure(t, s, on(t, "2020-01-01", geo.Metropole, geo.QPV2015))
	for i, want := range []equity.Amounts{{}, {geo.Neighbourhoods: 2, geo.NeighbourhoodPopulation: 200, geo.Population: 40}, {}} {
		if got := l.Centres[i].Undetermined; got != want { // north cuts two communes of B1 and two of B2
			t.Errorf("%s may hold %v more, want %v", l.Centres[i].Centre, got, want)
		}
	}
	if want := (equity.Amounts{geo.Neighbourhoods: 1, geo.NeighbourhoodPopulation: 100, geo.Population: 20}); l.Undetermined != want {
		t.Errorf("%v may be covered beside what is, want the southern communes of B2: %v", l.Undetermined, want)
	}
	if l.Cut != 2 {
		t.Errorf("%d communes cut, want the two southern ones of B2", l.Cut)
	}
	if got := l.Regions[0].Centres; !slices.Equal(got, []string{"east", "west"}) {
		t.Errorf("RA has %v", got)
	}
	if got := l.Regions[1].Centres; !slices.Equal(got, []string{"east", "north"}) {
		t.Errorf("RB has %v", got)
	}
	if g := l.Uneven[3].Gini; g.Cmp(big.NewRat(1, 4)) != 0 { // of 1, 3, 4: (2·(1+6+12)-4·8)/(3·8)
		t.Errorf("Gini of neighbourhoods %s, want 1/4", g)
	}
}
