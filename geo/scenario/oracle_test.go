package scenario_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/scenario"
	"maillage/geo/snapshot"
)

// oracle is a network told the plainest way: for each centre, the set of
// commune codes it holds, found by going through the catalogue.
type oracle struct {
	d      *geo.Dataset
	holds  map[string]map[string]bool
	closed map[string]bool
}

func newOracle(d *geo.Dataset, q coverage.Query) *oracle {
	o := &oracle{d: d, holds: map[string]map[string]bool{}, closed: map[string]bool{}}
	for _, c := range d.Centres {
		o.holds[c.ID] = map[string]bool{}
		for _, p := range c.Perimeters {
			if p.From.First() > q.Date || q.Date > p.To.Last() {
				continue
			}
			for _, u := range p.Units {
				for _, code := range o.communes(u) {
					o.holds[c.ID][code] = true
				}
			}
		}
	}
	return o
}

// communes lists the codes a unit stands for; 978 stands for itself.
func (o *oracle) communes(ref geo.UnitRef) []string {
	if ref.Level == geo.Collectivity {
		return []string{ref.Code}
	}
	var out []string
	for _, c := range o.d.Catalogue.Units[geo.Commune] {
		code := map[geo.Level]string{
			geo.Region: c.Region, geo.Region2015: c.Region2015, geo.Department: c.Department, geo.EPCI: c.EPCI, geo.Commune: c.Code,
		}[ref.Level]
		if code == ref.Code {
			out = append(out, c.Code)
		}
	}
	return out
}

// apply makes a change, or returns the reason that forbids it.
func (o *oracle) apply(c scenario.Change) scenario.Reason {
	if c.Action == scenario.Move && c.From == c.To {
		return scenario.SameCentre
	}
	if c.Action == scenario.Create {
		_, exists := o.holds[c.Centre]
		switch {
		case exists && !o.closed[c.Centre]:
			return scenario.CentreExists
		case !exists && c.Name == "":
			return scenario.BadName
		}
		o.holds[c.Centre], o.closed[c.Centre] = map[string]bool{}, false
		return ""
	}
	for _, id := range []string{c.Centre, c.From, c.To} {
		if id == "" {
			continue
		}
		if _, exists := o.holds[id]; !exists {
			return scenario.UnknownCentre
		}
		if o.closed[id] {
			return scenario.ClosedCentre
		}
	}
	if c.Action == scenario.Close {
		o.holds[c.Centre], o.closed[c.Centre] = map[string]bool{}, true
		return ""
	}
	return o.applyUnits(c)
}

func (o *oracle) applyUnits(c scenario.Change) scenario.Reason {
	order := []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.Collectivity, geo.EPCI, geo.Commune}
	refs := slices.Clone(c.Units)
	slices.SortFunc(refs, func(a, b geo.UnitRef) int {
		if a.Level != b.Level {
			return slices.Index(order, a.Level) - slices.Index(order, b.Level)
		}
		return slices.Compare([]byte(a.Code), []byte(b.Code))
	})
	for i, ref := range refs {
		if i > 0 && ref == refs[i-1] {
			return scenario.RepeatedUnit
		}
		gained, lost := 0, 0
		for _, code := range o.communes(ref) {
			giver, taker := o.holds[c.Centre], o.holds[c.Centre]
			if c.Action == scenario.Move {
				giver, taker = o.holds[c.From], o.holds[c.To]
			}
			if c.Action != scenario.Give {
				if !giver[code] {
					continue
				}
				lost++
				delete(giver, code)
			}
			if c.Action != scenario.Take && !taker[code] {
				gained++
				taker[code] = true
			}
		}
		if c.Action != scenario.Give && lost == 0 {
			return scenario.NotHeld
		}
		if c.Action != scenario.Take && gained == 0 {
			return scenario.AlreadyHeld
		}
	}
	return ""
}

// held tells the codes each centre of a network holds, by its atoms.
func held(s *snapshot.Snapshot, n snapshot.Network) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	g := s.Grain(geo.Commune, true)
	for _, p := range n {
		if out[p.Centre.ID] == nil {
			out[p.Centre.ID] = map[string]bool{}
		}
		p.Atoms(g).Each(func(i int) { out[p.Centre.ID][g.Atoms[i].Code] = true })
	}
	return out
}

func sameHoldings(want, got map[string]map[string]bool) error {
	for id := range want {
		if !maps.Equal(want[id], got[id]) {
			return fmt.Errorf("%s holds %v, want %v", id, slices.Sorted(maps.Keys(got[id])), slices.Sorted(maps.Keys(want[id])))
		}
	}
	for id := range got {
		if want[id] == nil {
			return fmt.Errorf("%s holds %v, and is no centre", id, got[id])
		}
	}
	return nil
}

// TestScenarioAgreesWithSetsOfCodes runs random changes, possible or not, beside
// the oracle: both refuse the same for the same reason, or end the same.
func TestScenarioAgreesWithSetsOfCodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, q := randomCountry(t), on(t, "2020-01-01")
		before, after := newOracle(s.Data, q), newOracle(s.Data, q)
		var changes []scenario.Change
		for _, c := range rapid.SliceOfN(randomChange(randomLevels(t)), 0, 10).Draw(t, "changes") {
			tried := newOracle(s.Data, q)
			for _, done := range changes {
				tried.apply(done)
			}
			want := tried.apply(c)
			_, err := scenario.Run(ctx, s, q, scenario.Scenario{Changes: append(changes[:len(changes):len(changes)], c)})
			var got *scenario.Refusal
			if errors.As(err, &got) != (want != "") || err != nil && got == nil {
				t.Fatalf("%+v: %v, want %q", c, err, want)
			}
			if want != "" {
				if got.Reason != want || got.Change != len(changes) || got.Action != c.Action || got.Fix == "" || got.Detail == "" {
					t.Fatalf("%+v: refused as %+v, want %q", c, got, want)
				}
				continue
			}
			after.apply(c)
			changes = append(changes, c)
		}
		r := run(t, s, q, changes...)
		if err := sameHoldings(after.holds, held(s, r.Network)); err != nil {
			t.Fatal(err)
		}
		checkEffects(t, s, r, before, after)
	})
}

// codesOf lists the communes that ground stands for.
func codesOf(o *oracle, g *scenario.Ground) []string {
	var out []string
	for _, u := range g.Units {
		out = append(out, o.communes(geo.UnitRef{Level: u.Level, Code: u.Code})...)
	}
	slices.Sort(out)
	return out
}

// hoods counts the neighbourhoods of 2015 of a set of codes.
func (o *oracle) hoods(codes map[string]bool) int64 {
	var n int64
	for _, h := range o.d.Neighbourhoods[geo.QPV2015] {
		place := h.Department
		if len(h.Codes) > 0 {
			place = h.Codes[0]
		}
		if codes[place] {
			n++
		}
	}
	return n
}

func (o *oracle) union() map[string]bool {
	all := map[string]bool{}
	for _, codes := range o.holds {
		maps.Copy(all, codes)
	}
	return all
}

// minus lists the codes of a that are not in b, in order.
func minus(a, b map[string]bool) []string {
	var out []string
	for code := range a {
		if !b[code] {
			out = append(out, code)
		}
	}
	slices.Sort(out)
	return out
}

func both(a, b map[string]bool) map[string]bool {
	out := map[string]bool{}
	for code := range a {
		if b[code] {
			out[code] = true
		}
	}
	return out
}

func checkEffects(t *rapid.T, s *snapshot.Snapshot, r *scenario.Result, before, after *oracle) {
	was, is := before.union(), after.union()
	for _, side := range []struct {
		a    *coverage.Analysis
		want int64
	}{{r.Before, before.hoods(was)}, {r.After, after.hoods(is)}} {
		if got := side.a.Totals.Of(geo.Neighbourhoods).Covered; got != side.want {
			t.Fatalf("%d neighbourhoods covered, want %d", got, side.want)
		}
	}
	if got, want := codesOf(before, &r.Closed), minus(is, was); !slices.Equal(got, want) {
		t.Fatalf("gaps closed: %v, want %v", got, want)
	}
	if got, want := codesOf(before, &r.Opened), minus(was, is); !slices.Equal(got, want) {
		t.Fatalf("gaps opened: %v, want %v", got, want)
	}
	ground := map[string]scenario.CentreGround{}
	for _, c := range r.Ground {
		ground[c.Centre] = c
	}
	for _, l := range r.Loads {
		if got, want := l.Before.Neighbourhoods, before.hoods(before.holds[l.Centre]); got != want {
			t.Fatalf("%s serves %d neighbourhoods before, want %d", l.Centre, got, want)
		}
		if got, want := l.After.Neighbourhoods, after.hoods(after.holds[l.Centre]); got != want {
			t.Fatalf("%s serves %d neighbourhoods after, want %d", l.Centre, got, want)
		}
		if got, want := l.After.Contracts, after.contracts(after.holds[l.Centre]); got != want || l.After.ContractsUndetermined != 0 {
			t.Fatalf("%s serves %d contracts after and perhaps %d, want %d", l.Centre, got, l.After.ContractsUndetermined, want)
		}
	}
	for id := range after.holds {
		c := ground[id]
		if got, want := codesOf(after, &c.Gained), minus(after.holds[id], before.holds[id]); !slices.Equal(got, want) {
			t.Fatalf("%s gains %v, want %v", id, got, want)
		}
		lost := minus(before.holds[id], after.holds[id])
		if got := codesOf(after, &c.Lost); !slices.Equal(got, lost) {
			t.Fatalf("%s loses %v, want %v", id, got, lost)
		}
		var holders []string
		for other, codes := range after.holds {
			if other != id && slices.ContainsFunc(lost, func(code string) bool { return codes[code] }) {
				holders = append(holders, other)
			}
		}
		slices.Sort(holders)
		if !slices.Equal(c.Holders, holders) {
			t.Fatalf("what %s loses is held by %v, want %v", id, c.Holders, holders)
		}
	}
	checkOverlaps(t, r, before, after)
}

// contracts counts the contracts of a set of codes: those some of whose EPCI,
// in a signing department, is in it.
func (o *oracle) contracts(codes map[string]bool) int {
	n := 0
	for _, c := range o.d.Contracts {
		for _, u := range o.d.Catalogue.Units[geo.Commune] {
			if codes[u.Code] && u.EPCI == c.Territory.Code && slices.Contains(c.Departments, u.Department) {
				n++
				break
			}
		}
	}
	return n
}

func checkOverlaps(t *rapid.T, r *scenario.Result, before, after *oracle) {
	want := map[string][]string{}
	for a := range after.holds {
		for b := range after.holds {
			if a >= b {
				continue
			}
			was, is := both(before.holds[a], before.holds[b]), both(after.holds[a], after.holds[b])
			if codes := minus(is, was); len(codes) > 0 {
				want["created "+a+" "+b] = codes
			}
			if codes := minus(was, is); len(codes) > 0 {
				want["removed "+a+" "+b] = codes
			}
		}
	}
	got := map[string][]string{}
	for _, o := range r.Created {
		got["created "+o.Centres[0]+" "+o.Centres[1]] = codesOf(after, &o.Ground)
	}
	for _, o := range r.Removed {
		got["removed "+o.Centres[0]+" "+o.Centres[1]] = codesOf(after, &o.Ground)
	}
	if !maps.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("overlaps %v, want %v", got, want)
	}
}
