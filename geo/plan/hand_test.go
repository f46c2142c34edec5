package plan

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"maillage/geo"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

func build(t testing.TB, d *geo.Dataset) *snapshot.Snapshot {
	t.Helper()
	s, err := snapshot.Build(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func propose(t testing.TB, s *snapshot.Snapshot, o Options) *Plan {
	t.Helper()
	p, err := Make(context.Background(), s, everything(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// moves writes assignments as "unit<centre", created centres with a plus.
func moves(p *Plan) string {
	var out []string
	for _, a := range p.Assignments {
		mark := "<"
		if a.Created {
			mark = "<+"
		}
		out = append(out, a.Unit.Code+mark+a.Centre)
	}
	return strings.Join(out, " ")
}

func objective(p *Plan) []int64 {
	var v []int64
	for _, term := range p.Objective {
		v = append(v, term.Value)
	}
	return v
}

// TestPartlyCoveredUnits: west holds three communes of A2 beside A1, and east
// has B1 with one neighbourhood of B2 drawn in.
func TestPartlyCoveredUnits(t *testing.T) {
	west := geotest.Over("2010-01-01", "", "A1")
	for _, code := range []string{"A2001", "A2002", "A2003"} {
		west.Units = append(west.Units, geo.UnitRef{Level: geo.Commune, Code: code})
	}
	east := geotest.Over("2010-01-01", "", "B1")
	east.Drawn = geotest.Box(3, 0, 3.5, 0.5) // commune B2001, to the square metre
	s := build(t, geotest.Squares(true, geotest.Centre("east", east), geotest.Centre("west", west)))
	for _, aim := range []Aim{Fewest, Even} {
		p := propose(t, s, Options{Aim: aim, AllowCreate: true, MayMove: true})
		if got := moves(p); got != "A2<west B2<east" {
			t.Errorf("%s: %s, want each unit completed by the centre that is in it", aim, got)
		}
		want := []CentreLoad{{"east", 3, 4}, {"west", 3, 4}}
		if !slices.Equal(p.Loads, want) {
			t.Errorf("%s: loads %v, want %v", aim, p.Loads, want)
		}
		if f := p.After.Totals.Of(geo.Neighbourhoods); f.Covered != 8 || p.Before.Totals.Of(geo.Neighbourhoods).Covered != 6 {
			t.Errorf("%s: %d covered after", aim, f.Covered)
		}
	}
	p := propose(t, s, Options{Aim: Aligned})
	if got := moves(p); got != "A2<west B2<east" || !slices.Equal(objective(p), []int64{0, 0, 2, 0}) {
		t.Errorf("aligned: %s, objective %v", got, objective(p))
	}
}

// TestPartGroundIsNoBorder: a centre with one far commune of A2 is no neighbour
// of A1, though A2 is.
func TestPartGroundIsNoBorder(t *testing.T) {
	d := geotest.Squares(true, geotest.Centre("far", geo.Perimeter{
		From: geotest.Fuzzy("2010"), Units: []geo.UnitRef{{Level: geo.Commune, Code: "A2002"}}}))
	moveA1(d)
	p := propose(t, build(t, d), Options{Aim: Fewest})
	if got := moves(p); got != "A2<far" {
		t.Errorf("%s, want A2 alone, which it is in", got)
	}
	for _, u := range p.Unreachable {
		if u.Reason != NoContact {
			t.Errorf("%s: %s", u.Unit.Code, u.Reason)
		}
	}
}

// moveA1 puts A1 in a region of its own.
func moveA1(d *geo.Dataset) {
	d.Catalogue.Units[geo.Region] = slices.Insert(d.Catalogue.Units[geo.Region], 1, geo.Unit{Level: geo.Region, Code: "RAX"})
	for _, l := range []geo.Level{geo.Department, geo.Commune} {
		for i := range d.Catalogue.Units[l] {
			if u := &d.Catalogue.Units[l][i]; strings.HasPrefix(u.Code, "A1") {
				u.Region = "RAX"
			}
		}
	}
	for i := range d.Neighbourhoods[geo.QPV2015] {
		if n := &d.Neighbourhoods[geo.QPV2015][i]; n.Department == "A1" {
			n.Region = "RAX"
		}
	}
}

// TestPartsShareTheLargestLoad: the centre of 11 that nothing can relieve lets
// the other part reach 11 too, for fewer squares.
func TestPartsShareTheLargestLoad(t *testing.T) {
	p := &problem{first: 5, created: []string{"R"}, loads: []int64{1, 0, 9, 4, 11, 0}, frees: []free{
		{missing: 6, choices: []choice{{0, 6, true}, {3, 6, false}, {1, 6, false}}},
		{missing: 2, choices: []choice{{1, 2, true}, {3, 2, false}}},
	}}
	r := p.solve(Even, DefaultNodes)
	if want := (value{largest: 11, squares: 49 + 4 + 81 + 16 + 121}); r.value != want || !r.proven {
		t.Errorf("%+v, want %v", r, want)
	}
}

func TestOptionsRefused(t *testing.T) {
	s := build(t, geotest.Squares(false))
	for _, o := range []Options{{}, {Aim: "best"}, {Aim: Even, MaxLoad: -1}, {Aim: Even, Nodes: -1}} {
		if _, err := Make(context.Background(), s, everything(), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, aim := range Aims {
		if _, err := Make(ctx, s, everything(), Options{Aim: aim}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s on an ended context: %v", aim, err)
		}
	}
}

// TestNoCentreAtAll plans for a country without any.
func TestNoCentreAtAll(t *testing.T) {
	s := build(t, geotest.Squares(false))
	for _, aim := range Aims {
		p := propose(t, s, Options{Aim: aim})
		if len(p.Unreachable) != 4 || !p.Proven || p.After.Totals.Of(geo.Neighbourhoods).Covered != 0 {
			t.Errorf("%s without creation: %+v", aim, p.Unreachable)
		}
		p = propose(t, s, Options{Aim: aim, AllowCreate: true})
		if got := moves(p); got != "A1<+new-RA A2<+new-RA B1<+new-RB B2<+new-RB" || len(p.Created) != 2 {
			t.Errorf("%s: %s", aim, got)
		}
	}
}

// TestCreatedCentreHasAnIDOfItsOwn: a centre that exists has the usual one.
func TestCreatedCentreHasAnIDOfItsOwn(t *testing.T) {
	s := build(t, geotest.Squares(false, geotest.Centre("new-RA", geotest.Over("2010-01-01", "", "B1", "B2"))))
	p := propose(t, s, Options{Aim: Aligned, AllowCreate: true})
	if got := moves(p); got != "A1<+new-RA-plan A2<+new-RA-plan" {
		t.Errorf("%s", got)
	}
}
