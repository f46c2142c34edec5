package holdings_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/holdings"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

const columns, rows = 4, 3

// randomView draws a country of squares whose centres hold departments, communes
// and drawn boxes, with a source or without, and views all of it.
func randomView(t *testing.T, r *rand.Rand) snapshot.View {
	t.Helper()
	fine := r.IntN(2) == 0
	var centres []geo.Centre
	for _, id := range []string{"a", "b", "c"} {
		var perimeters []geo.Perimeter
		for range r.IntN(4) {
			department := string(rune('A'+r.IntN(columns))) + string(rune('0'+r.IntN(rows)))
			p := geotest.Over("2010-01-01", "")
			switch {
			case r.IntN(2) == 0:
				p.Drawn = geotest.Box(4*r.Float64()-0.5, 3*r.Float64()-0.5, 4*r.Float64()+4, 3*r.Float64()+3)
			case fine && r.IntN(2) == 0:
				p.Units = []geo.UnitRef{{Level: geo.Commune, Code: department + "001"}, {Level: geo.Commune, Code: department + "003"}}
			default:
				p.Units = []geo.UnitRef{{Level: geo.Department, Code: department}}
			}
			p.Sourced = r.IntN(2) == 0
			perimeters = append(perimeters, p)
		}
		centres = append(centres, geotest.Centre(id, perimeters...))
	}
	s, err := snapshot.Build(t.Context(), geotest.Grid(columns, rows, fine, centres...))
	if err != nil {
		t.Fatal(err)
	}
	day, err := geo.ParseDate("2020-01-01")
	if err != nil {
		t.Fatal(err)
	}
	q := snapshot.Query{Date: day, Level: geo.Department, Territory: geo.France, Scope: geo.Any, Geography: geo.QPV2024}
	return s.View(q, s.Active(q))
}

// TestHoldingsAgainstPerimeters asks of every centre and atom what each of its
// perimeters says of it.
func TestHoldingsAgainstPerimeters(t *testing.T) {
	r := geotest.Seeds(t, rand.Uint64())
	for range 60 {
		v := randomView(t, r)
		h := holdings.Of(v)
		if len(h.Centres) != len(v.Network.Centres()) {
			t.Fatalf("%d centres, want %d", len(h.Centres), len(v.Network.Centres()))
		}
		for atom := range v.Grain.Atoms {
			var whole, touching []string
			for _, c := range h.Centres {
				holdsAll, holdsSome, sourced, pieces := ask(v, c.Record.ID, atom)
				if holdsAll {
					whole = append(whole, c.Record.ID)
				}
				if holdsSome {
					touching = append(touching, c.Record.ID)
				}
				if c.Whole.Has(atom) != holdsAll || c.Touched.Has(atom) != holdsSome || c.Sourced().Has(atom) != sourced {
					t.Fatalf("centre %s, atom %d: whole %t, touched %t, sourced %t", c.Record.ID, atom, c.Whole.Has(atom), c.Touched.Has(atom), c.Sourced().Has(atom))
				}
				if holdsAll {
					pieces = nil
				}
				if !slices.EqualFunc(c.Pieces[atom], pieces, orb.MultiPolygon.Equal) {
					t.Fatalf("centre %s, atom %d: %d pieces, want %d", c.Record.ID, atom, len(c.Pieces[atom]), len(pieces))
				}
			}
			common := len(whole) > 0 && len(touching) > 1
			if h.Whole.Has(atom) != (whole != nil) || h.Touched.Has(atom) != (touching != nil) || h.Common().Has(atom) != common {
				t.Fatalf("atom %d: whole %v, touched %v, common %t", atom, whole, touching, h.Common().Has(atom))
			}
		}
		if h.Centre("nobody") != nil {
			t.Fatal("nobody holds something")
		}
	}
}

// ask looks one centre's perimeters over for one atom.
func ask(v snapshot.View, id string, atom int) (whole, touched, sourced bool, pieces []orb.MultiPolygon) {
	for _, p := range v.Network {
		if p.Centre.ID != id {
			continue
		}
		if p.Atoms(v.Grain).Has(atom) {
			whole, touched, sourced = true, true, sourced || p.Sourced
		}
		if v.Grain != v.Snapshot.Base() {
			continue
		}
		for _, part := range p.Parts {
			if part.Atom == atom {
				touched, pieces = true, append(pieces, part.Inside)
			}
		}
	}
	return whole, touched, sourced, pieces
}

// slack is what overlays may lose, in cm²: a square metre of each atom.
const slack = geo.Area(columns * rows * 4 * 1e4)

// TestFootprintsAgainstOverlay holds unions, what is left and what is common to
// overlays of all that is held as one polygon.
func TestFootprintsAgainstOverlay(t *testing.T) {
	r := geotest.Seeds(t, rand.Uint64())
	for range 40 {
		v := randomView(t, r)
		h := holdings.Of(v)
		a := &holdings.Atlas{Context: context.Background(), Snapshot: v.Snapshot, Grain: v.Grain}
		x, y := must(a.Footprint(h.Centre("a")))(t), must(a.Footprint(h.Centre("b")))(t)
		px, py := polygonOf(t, a, x), polygonOf(t, a, y)
		everywhere := geo.NewBitset(len(v.Grain.Atoms))
		for atom := range v.Grain.Atoms {
			everywhere.Add(atom)
		}
		for name, of := range map[string]struct {
			got  holdings.Footprint
			want orb.MultiPolygon
		}{
			"union":  {must(a.Union([]holdings.Footprint{x, y}, everywhere))(t), must(overlay.Union(px, py))(t)},
			"rest":   {must(a.Rest(x, y))(t), must(overlay.Difference(px, py))(t)},
			"common": {must(a.Common(x, y))(t), must(overlay.Intersection(px, py))(t)},
		} {
			got, want := overlay.Area(polygonOf(t, a, of.got)), overlay.Area(of.want)
			if got-want > slack || want-got > slack {
				t.Errorf("%s: %d cm², want %d", name, got, want)
			}
			for atom := range of.got.Pieces {
				if of.got.Whole.Has(atom) {
					t.Errorf("%s: atom %d is both whole and cut", name, atom)
				}
			}
		}
		all := must(a.FootprintOfAll(h))(t)
		z := must(a.Footprint(h.Centre("c")))(t)
		if same := must(a.Same(all, must(a.Union([]holdings.Footprint{x, y, z}, everywhere))(t)))(t); !same {
			t.Error("all that is held is not what the centres hold together")
		}
		if same := must(a.Same(x, y))(t); same != (overlay.Area(px) == overlay.Area(py) && len(holdings.Recut(x, y)) == 0 && x.Whole.Equal(y.Whole)) {
			t.Error("same says otherwise than areas")
		}
	}
}

// polygonOf unites all that a footprint holds.
func polygonOf(t *testing.T, a *holdings.Atlas, f holdings.Footprint) orb.MultiPolygon {
	t.Helper()
	var parts []orb.MultiPolygon
	f.Touched().Each(func(atom int) { parts = append(parts, must(a.Held(f, atom))(t)) })
	return must(overlay.UnionAll(parts))(t)
}

// TestNamesAreTheSet holds that the units named are the set, neither more nor
// less, and that no two whole departments are told in communes.
func TestNamesAreTheSet(t *testing.T) {
	r := geotest.Seeds(t, rand.Uint64())
	for range 40 {
		v := randomView(t, r)
		g := v.Snapshot.Grain(geo.Commune, true)
		if r.IntN(2) == 0 {
			g = v.Snapshot.Coarse()
		}
		set := geo.NewBitset(len(g.Atoms))
		for atom := range g.Atoms {
			if r.IntN(4) > 0 {
				set.Add(atom)
			}
		}
		for name, units := range map[string][]geo.Unit{"names": holdings.Names(g, set), "in order": holdings.NamesInOrder(g, set)} {
			got := geo.NewBitset(len(g.Atoms))
			for _, u := range units {
				departments := g.Rows(geo.Department)
				if row, ok := departments.Row(u.Code); ok && u.Level != geo.Commune {
					got.AddAll(departments.Atoms(row))
					continue
				}
				atom, _ := g.Atom(u.Code)
				got.Add(atom)
				if row := departments.Of[atom]; set.HasAll(departments.Atoms(int(row))) {
					t.Errorf("%s: %s is named, and its whole department is in the set", name, u.Code)
				}
			}
			if !got.Equal(set) {
				t.Errorf("%s: %d atoms, want %d", name, got.Len(), set.Len())
			}
		}
		if a, b := holdings.Names(g, set), holdings.NamesInOrder(g, set); len(a) != len(b) || len(holdings.Refs(a)) != len(a) {
			t.Errorf("%d units, and %d in order", len(a), len(b))
		}
	}
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
