package realign_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/realign"
	"maillage/geo/snapshot"
)

// overCommunes is the embedded data over the communes of 2018, with a
// perimeter that names a commune in ground its centre holds anyway: every
// figure is counted commune by commune, and none may change.
func overCommunes(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	set := fixture.On(t, geo.CommuneLayer, fixture.CommuneFile)
	i := slices.IndexFunc(set.Centres, func(c geo.Centre) bool { return c.ID == "oriv" })
	p := geotest.Over("2016-01-01", "")
	p.ID, p.Centre, p.Scope, p.Confidence = "oriv-commune", "oriv", geo.Policy, geo.High
	p.Units = []geo.UnitRef{{Level: geo.Commune, Code: "67482"}}
	set.Centres[i].Perimeters = append(slices.Clone(set.Centres[i].Perimeters), p)
	return build(t, set)
}

func TestGrainsRealignTheSame(t *testing.T) {
	coarse, fine := fixture.Embedded(t), overCommunes(t)
	q := on(t, "2017-03-16", geo.Medium)
	if !fine.Active(q).Fine() {
		t.Fatal("the commune grain is not in use")
	}
	a, b := at(t, coarse, q), at(t, fine, q)
	if a.Counts != b.Counts || a.Apart != b.Apart || math.Abs(a.Alignment.Departments.Value-b.Alignment.Departments.Value) > 1e-12 || a.Alignment.Neighbourhoods != b.Alignment.Neighbourhoods {
		t.Errorf("counts %v and %v, alignment %+v and %+v", a.Counts, b.Counts, a.Alignment, b.Alignment)
	}
	for i, x := range a.Regions {
		y := b.Regions[i]
		if x.Status != y.Status || !slices.Equal(x.NotCovered, y.NotCovered) || len(x.Centres) != len(y.Centres) || !slices.Equal(x.Remaining.Contracts.Remaining, y.Remaining.Contracts.Remaining) {
			t.Errorf("region %s: %s and %s", x.Unit.Code, x.Status, y.Status)
			continue
		}
		for k, c := range x.Centres {
			if e := y.Centres[k].Edge; c.Edge.Kind != e.Kind || !e.Measured {
				t.Errorf("region %s, %s: edge %+v and %+v", x.Unit.Code, c.Centre.ID, c.Edge, e)
			}
		}
	}
	h, fineH := must(realign.Trajectory(t.Context(), coarse, geo.MinDate, today, q))(t), must(realign.Trajectory(t.Context(), fine, geo.MinDate, today, q))(t)
	if !slices.Equal(told(h), told(fineH)) {
		t.Errorf("events by department %q, by commune %q", told(h), told(fineH))
	}
	for i := range min(len(h.Steps), len(fineH.Steps)) {
		for k := range h.Steps[i].Events {
			e, f := h.Steps[i].Events[k], fineH.Steps[i].Events[k]
			if terms(e.Gained) != terms(f.Gained) || terms(e.Lost) != terms(f.Lost) {
				t.Errorf("%s: %s by department, %s by commune", e.Day, describe(&e), describe(&f))
			}
		}
	}
}

// BenchmarkTrajectoryOverCommunes is the same thirty years, counted in 35,000
// communes; the baseline is the same at the department grain.
func BenchmarkTrajectoryOverCommunes(b *testing.B) {
	s, coarse := overCommunes(b), fixture.Embedded(b)
	q, from := on(b, "2017-03-16", geo.Medium), geo.DateOf(1996, 11, 23)
	for b.Loop() {
		must(realign.Trajectory(b.Context(), s, from, today, q))(b)
	}
	ours := float64(b.Elapsed()) / float64(b.N)
	const rounds = 20
	start := time.Now()
	for range rounds {
		must(realign.Trajectory(b.Context(), coarse, from, today, q))(b)
	}
	b.ReportMetric(ours*rounds/float64(time.Since(start)), "communes/departments")
}
