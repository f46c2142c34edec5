package scenario_test

import (
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/scenario"
)

// contractsOf are those of a centre before and after, and those of which it
// cannot be told.
func contractsOf(t *testing.T, r *scenario.Result, centre string) (out [4]int) {
	t.Helper()
	for _, l := range r.Loads {
		if l.Centre == centre {
			return [4]int{l.Before.Contracts, l.Before.ContractsUndetermined, l.After.Contracts, l.After.ContractsUndetermined}
		}
	}
	t.Fatalf("no load of %s", centre)
	return out
}

// TestContractsOfDissolvedEPCI gives a centre one commune of a department with
// fifteen contracts, eight of them of EPCI that the catalogue does not know any
// more; then all of it.
func TestContractsOfDissolvedEPCI(t *testing.T) {
	s, q := fixture.Communes(t), on(t, "2017-03-16")
	for ref, want := range map[geo.UnitRef][4]int{
		{Level: geo.Commune, Code: "77001"}: {39, 0, 39, 8}, // in no known EPCI that signs
		{Level: geo.Commune, Code: "77288"}: {39, 0, 40, 8}, // Melun: in that of CV277
		{Level: geo.Department, Code: "77"}: {39, 0, 54, 0},
	} {
		r := run(t, s, q, scenario.Change{Action: scenario.Give, Centre: "oriv", Units: []geo.UnitRef{ref}})
		if got := contractsOf(t, r, "oriv"); got != want {
			t.Errorf("%s %s: %v, want %v", ref.Level, ref.Code, got, want)
		}
	}
}

// TestContractsWithoutKnownGround: a contract over two departments, of an EPCI
// that nobody knows, has ground in each of them.
func TestContractsWithoutKnownGround(t *testing.T) {
	for _, fine := range []bool{false, true} {
		d := geotest.Grid(gridColumns, gridRows, fine, geotest.Centre("c"))
		d.Contracts = []geo.CityContract{{Code: "CV1", Territory: geo.UnitRef{Level: geo.EPCI, Code: "GONE"}, Departments: []string{"A0", "A1"}}}
		s, q := build(t, d), on(t, "2020-01-01")
		for name, one := range map[string]struct {
			change scenario.Change
			want   [4]int
		}{
			"a commune":            {scenario.Change{Action: scenario.Give, Units: units(geo.Commune, "A0001")}, [4]int{0, 0, 0, 1}},
			"a piece":              {scenario.Change{Action: scenario.Draw, Geometry: geotest.Box(0.1, 0.1, 0.2, 0.2)}, [4]int{0, 0, 0, 1}},
			"one department":       {scenario.Change{Action: scenario.Give, Units: units(geo.Department, "A1")}, [4]int{0, 0, 1, 0}},
			"both":                 {scenario.Change{Action: scenario.Give, Units: units(geo.Department, "A0", "A1")}, [4]int{0, 0, 1, 0}},
			"a commune beside one": {scenario.Change{Action: scenario.Give, Units: append(units(geo.Commune, "A0001"), units(geo.Department, "A1")...)}, [4]int{0, 0, 1, 0}},
			"another department":   {scenario.Change{Action: scenario.Give, Units: units(geo.Department, "B0")}, [4]int{}},
		} {
			one.change.Centre = "c"
			if got := contractsOf(t, run(t, s, q, one.change), "c"); got != one.want {
				t.Errorf("fine %v, %s: %v, want %v", fine, name, got, one.want)
			}
		}
	}
}
