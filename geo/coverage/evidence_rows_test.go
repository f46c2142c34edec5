package coverage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// parts are amounts by age.
type parts [6]int64

// ageless is the index past every age: not covered.
const ageless = len(parts{})

// aged gives a perimeter that began in 2010 a latest source, which on 1 January
// 2020 is of an age drawn at random.
func aged(rng *rand.Rand, p geo.Perimeter) geo.Perimeter {
	age := rng.IntN(ageless)
	p.Attested = geotest.Fuzzy([]string{"2020-03", "2019-06-01", "2017-06-01", "2015-06-01", "2012", ""}[age])
	if p.Sourced = age < 5 || rng.IntN(2) == 0; rng.IntN(8) == 0 {
		p.Sourced = false // whatever its date
	}
	return p
}

// ageOf reads the table above backwards.
func ageOf(p *geo.Perimeter) int {
	if !p.Sourced {
		return 5
	}
	return map[string]int{"2020-03": 0, "2019-06-01": 1, "2017-06-01": 2, "2015-06-01": 3, "2012": 4, "": 5}[p.Attested.String()]
}

// bruteAges counts, row by row, what is covered of communes, of neighbourhoods by
// their own lists of communes, and of departments.
func bruteAges(d *geo.Dataset, level geo.Level) (people, hoods, departments map[string]*parts) {
	fresh := map[string]int{}
	for _, u := range d.Catalogue.Units[geo.Commune] {
		fresh[u.Code] = ageless
	}
	for _, c := range d.Centres {
		for i := range c.Perimeters {
			for _, u := range c.Perimeters[i].Units {
				fresh[u.Code] = min(fresh[u.Code], ageOf(&c.Perimeters[i]))
			}
		}
	}
	people, hoods, departments = map[string]*parts{}, map[string]*parts{}, map[string]*parts{}
	count := func(in map[string]*parts, row string, age int, n int64) {
		if in[row] == nil {
			in[row] = &parts{}
		}
		if age < ageless {
			in[row][age] += n
		}
	}
	rowOf := func(region, department, commune string) string {
		return map[geo.Level]string{geo.Region: region, geo.Department: department, geo.Commune: commune}[level]
	}
	oldest := map[string]int{}
	for _, u := range d.Catalogue.Units[geo.Commune] {
		count(people, rowOf(u.Region, u.Department, u.Code), fresh[u.Code], u.Population.N)
		oldest[u.Department] = max(oldest[u.Department], fresh[u.Code])
	}
	for _, u := range d.Catalogue.Units[geo.Department] {
		if level != geo.Commune {
			count(departments, rowOf(u.Region, u.Code, ""), oldest[u.Code], 1)
		}
	}
	for _, n := range d.Neighbourhoods[geo.QPV2015] {
		worst := 0
		for _, code := range n.Codes {
			worst = max(worst, fresh[code])
		}
		count(hoods, rowOf(n.Region, n.Department, n.Codes[0]), worst, 1)
	}
	return people, hoods, departments
}

// TestEvidenceOfRowsAgainstBruteForce counts by hand over random networks, with
// neighbourhoods in several communes.
func TestEvidenceOfRowsAgainstBruteForce(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 2))
	for round := range 60 {
		some := func() geo.Perimeter { return aged(rng, geotest.SomeCommunes(rng)) }
		d := geotest.Straddling(rng, round%2 == 0, geotest.Centre("one", some()), geotest.Centre("two", some(), some()), geotest.Centre("three", some()))
		s := build(t, d)
		for _, level := range []geo.Level{geo.Region, geo.Department, geo.Commune} {
			q := on(t, "2020-01-01", level)
			a, e := agedRows(t, s, q, s.Active(q))
			people, hoods, departments := bruteAges(d, level)
			for i := range a.Rows {
				for m, want := range map[geo.Measure]map[string]*parts{geo.Population: people, geo.Neighbourhoods: hoods, geo.Departments: departments} {
					w := want[a.Rows[i].Unit.Code]
					if w == nil {
						w = &parts{}
					}
					if got := partsOf(&e.Rows[i], m); a.Rows[i].Figures.Of(m).Reason == "" && got != *w {
						t.Errorf("round %d, %s %s, %v: %v, counted %v", round, level, a.Rows[i].Unit.Code, m, got, *w)
					}
				}
			}
		}
	}
}

const fewMetres = 1e5 // ten square metres, which two ways to cut may differ by

// TestEvidenceOfDrawnGround: what is of an age is what the network covers with
// the perimeters of that age, less what it covers without.
func TestEvidenceOfDrawnGround(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 3))
	for round := range 30 {
		box := func() geo.Perimeter {
			x, y := rng.Float64()*3, rng.Float64()*0.6
			return aged(rng, drawn(geotest.Box(x, y, x+0.3+rng.Float64(), y+0.2+rng.Float64()*0.5), true))
		}
		d := geotest.Straddling(rng, true, geotest.Centre("one", box()), geotest.Centre("two", box(), aged(rng, geotest.SomeCommunes(rng))), geotest.Centre("three", box()))
		if round%3 == 0 { // on departments alone
			d = geotest.Squares(false, geotest.Centre("one", box(), aged(rng, geotest.Over("2010", "", "A2"))), geotest.Centre("two", box()))
		}
		if round%2 == 0 {
			outline(d, rng)
		}
		s := build(t, d)
		for _, level := range []geo.Level{geo.Region, geo.Department} {
			q := on(t, "2020-01-01", level)
			active := s.Active(q)
			a, e := agedRows(t, s, q, active)
			var before *coverage.Analysis
			for _, age := range coverage.Ages {
				var fresh snapshot.Network
				for _, p := range active {
					if coverage.AgeOf(p, q.Date) <= age {
						fresh = append(fresh, p)
					}
				}
				with, err := coverage.AnalyseNetwork(t.Context(), s, q, fresh)
				if err != nil {
					t.Fatal(err)
				}
				for i := range a.Rows {
					for _, m := range geo.Measures {
						want, got := with.Rows[i].Figures.Of(m).Covered, partsOf(&e.Rows[i], m)[age]
						if before != nil {
							want -= before.Rows[i].Figures.Of(m).Covered
						}
						if a.Rows[i].Figures.Of(m).Reason == "" && got != want && (m != geo.AreaKM2 || got-want > fewMetres || want-got > fewMetres) {
							t.Errorf("round %d, %s %s, %v %s: %d, want %d", round, level, a.Rows[i].Unit.Code, m, age, got, want)
						}
					}
				}
				before = with
			}
		}
	}
}

// outline gives every neighbourhood a small square somewhere in its department.
func outline(d *geo.Dataset, rng *rand.Rand) {
	layer := geo.Layer{Name: geo.NeighbourhoodLayer, Source: geo.Source{ID: "neighbourhoods"}}
	west := map[string]float64{"A1": 0, "A2": 1, "B1": 2, "B2": 3}
	for _, n := range d.Neighbourhoods[geo.QPV2015] {
		x, y := west[n.Department]+0.1+0.7*rng.Float64(), 0.1+0.7*rng.Float64()
		layer.Features = append(layer.Features, geo.Feature{Code: n.Code, Geometry: geotest.Box(x, y, x+0.1, y+0.1)})
	}
	d.Layers = append(d.Layers, layer)
}

// TestEvidenceAddsUp holds the facts: the ages of each row and measure to what is
// covered of it, and the rows to the totals.
func TestEvidenceAddsUp(t *testing.T) {
	s := fixture.Embedded(t)
	for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.EPCI, geo.Commune} {
		for _, territory := range []string{"france", "overseas"} {
			days := []string{"2017-03-16", "2026-11-29"}
			if level == geo.Region {
				days = append(days, "1990-01-01", "2012-06-01")
			}
			for _, day := range days {
				for _, geography := range []string{"2015", "2024"} {
					q := query(t, geotest.Question{Day: day, Scope: "policy", Confidence: "low", Territory: territory, Geography: geography}, level)
					active := s.Active(q)
					a, e := agedRows(t, s, q, active)
					holdEvidence(t, fmt.Sprintf("%s %s %s %s", level, territory, day, geography), a, e)
					both, alone, err := coverage.AnalyseAged(t.Context(), s, q, active)
					if err != nil || both.Totals != a.Totals || *alone != e.Totals {
						t.Errorf("%s %s: analysed with its evidence %v, %v", level, day, both.Totals == a.Totals, err)
					}
				}
			}
		}
	}
}

func holdEvidence(t *testing.T, what string, a *coverage.Analysis, e *coverage.Evidences) {
	t.Helper()
	for _, m := range geo.Measures {
		var rows, covered int64
		var sum parts
		for i := range a.Rows {
			rows += a.Rows[i].Figures.Of(m).Covered
			holdParts(t, what+" "+a.Rows[i].Unit.Code, a.Rows[i].Figures.Of(m), &e.Rows[i], m)
			for k, n := range partsOf(&e.Rows[i], m) {
				sum[k] += n
			}
		}
		holdParts(t, what, a.Totals.Of(m), &e.Totals, m)
		if covered = a.Totals.Of(m).Covered; rows == covered && sum != partsOf(&e.Totals, m) {
			t.Errorf("%s, %v: rows add up to %v, in all %v", what, m, sum, partsOf(&e.Totals, m))
		}
	}
}

// holdParts holds the ages of one figure to it, where it has any.
func holdParts(t *testing.T, what string, f *coverage.Figure, e *coverage.Evidence, m geo.Measure) {
	t.Helper()
	sum, told := int64(0), 0
	for _, age := range coverage.Ages {
		n, ok := e.At(age, m)
		if sum += n; ok {
			told++
		}
		if n < 0 || ok && f.Reason != "" {
			t.Errorf("%s, %v: %d %s, %q", what, m, n, age, f.Reason)
		}
	}
	if f.Reason == "" && told == len(coverage.Ages) && sum != f.Covered || m == geo.Neighbourhoods && f.Reason == "" && told < len(coverage.Ages) {
		t.Errorf("%s, %v: %d ages add up to %d, covered are %d", what, m, told, sum, f.Covered)
	}
}

func agedRows(t *testing.T, s *snapshot.Snapshot, q coverage.Query, active snapshot.Network) (*coverage.Analysis, *coverage.Evidences) {
	t.Helper()
	a, err := coverage.AnalyseNetwork(t.Context(), s, q, active)
	if err != nil {
		t.Fatal(err)
	}
	e, err := a.EvidenceByRow(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Rows) != len(a.Rows) {
		t.Fatalf("evidence of %d rows, of %d", len(e.Rows), len(a.Rows))
	}
	return a, e
}

func partsOf(e *coverage.Evidence, m geo.Measure) (out parts) {
	for k, age := range coverage.Ages {
		out[k], _ = e.At(age, m)
	}
	return out
}
