package coverage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/snapshot"
)

// TestNeighbourhoodsOfSeveralCommunesInTheFacts gives communes of 2024, one after
// another, to a centre.
func TestNeighbourhoodsOfSeveralCommunesInTheFacts(t *testing.T) {
	s := fixture.Embedded(t)
	day, _ := geo.ParseDate("2026-11-29")
	q := coverage.Query{Date: day, Level: geo.Commune, Territory: geo.France, Scope: geo.Policy, Confidence: geo.Low, Geography: geo.QPV2024}
	row := func(communes ...string) coverage.Figure {
		t.Helper()
		record := geotest.Over("2020-01-01", "")
		for _, code := range communes {
			record.Units = append(record.Units, geo.UnitRef{Level: geo.Commune, Code: code})
		}
		centre := geotest.Centre("x", record)
		p, err := s.Compile(&centre.Perimeters[0], &centre)
		if err != nil {
			t.Fatal(err)
		}
		a, err := coverage.AnalyseNetwork(t.Context(), s, q, snapshot.Network{&p})
		if err != nil {
			t.Fatal(err)
		}
		if all := a.Totals.Of(geo.Neighbourhoods); all.Total != 1493 {
			t.Fatalf("%d neighbourhoods in all", all.Total)
		}
		return *a.Totals.Of(geo.Neighbourhoods)
	}
	// Champs-sur-Marne has QN07705M with Noisiel, and none alone; Noisiel none.
	one, other, both := row("77083"), row("77337"), row("77083", "77337")
	if one.Undetermined == 0 || one.Undetermined != other.Undetermined {
		t.Errorf("with either commune %d and %d are undetermined", one.Undetermined, other.Undetermined)
	}
	if both.Covered != one.Covered+other.Covered+one.Undetermined || both.Undetermined != 0 {
		t.Errorf("with one %+v, with the other %+v, with both %+v", one, other, both)
	}
	if straddle := len(s.Grain(geo.Commune, true).Straddlers(geo.QPV2024)); straddle != 148 {
		t.Errorf("%d neighbourhoods of 2024 lie in several communes", straddle)
	}
}

// TestCommunesNamedWithoutCode: the facts of 2015 name every commune of a
// neighbourhood and give the code of one.
func TestCommunesNamedWithoutCode(t *testing.T) {
	s := fixture.Embedded(t)
	g := s.Grain(geo.Commune, true)
	in := func(codes ...string) geo.Bitset {
		set := geo.NewBitset(len(g.Atoms))
		for _, code := range codes {
			i, ok := g.Atom(code)
			if !ok {
				t.Fatalf("no commune %s", code)
			}
			set.Add(i)
		}
		return set
	}
	for _, c := range []struct {
		code   string
		whole  []string // holds it
		partly []string
	}{
		{"QP054016", []string{"54395", "54547"}, []string{"54547"}}, // "Vandoeuvre" and Vandœuvre
		{"QP069035", []string{"69123", "69259"}, []string{"69259"}}, // "Lyon 8e arrondissement"
		{"QP093005", nil, []string{"93029"}},                        // "Bobign" may be any of the department
	} {
		n, err := s.Neighbourhood(c.code)
		if err != nil {
			t.Fatal(err)
		}
		k := g.Straddles(n)
		if k == nil {
			t.Errorf("%s is said to lie in one commune", c.code)
			continue
		}
		if c.whole != nil && !k.Inside(in(c.whole...)) {
			t.Errorf("%s is not inside %v", c.code, c.whole)
		}
		if part := in(c.partly...); k.Inside(part) || !k.Touches(part) {
			t.Errorf("%s against %v: inside %v, touches %v", c.code, c.partly, k.Inside(part), k.Touches(part))
		}
	}
	paris, _ := s.Neighbourhood("QP075013") // two arrondissements of one commune
	if g.Straddles(paris) != nil {
		t.Error("QP075013 is said to lie in several communes")
	}
}

// TestStraddlingAgainstBruteForce counts every neighbourhood by its own list of
// communes, over random networks.
func TestStraddlingAgainstBruteForce(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	for round := range 60 {
		centres := []geo.Centre{geotest.Centre("one", geotest.SomeCommunes(rng)), geotest.Centre("two", geotest.SomeCommunes(rng), geotest.SomeCommunes(rng))}
		d := geotest.Straddling(rng, round%2 == 0, centres...)
		s := build(t, d)
		for _, level := range []geo.Level{geo.Region, geo.Department, geo.Commune} {
			q := on(t, "2020-01-01", level)
			a := analyse(t, s, q)
			gaps, err := coverage.Gaps(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			want := bruteStraddling(d, level)
			for _, r := range a.Rows {
				f, n := r.Figures.Of(geo.Neighbourhoods), want[r.Unit.Code]
				if f.Covered != n.covered || f.Undetermined != n.partly || f.Unsourced != n.unsourced || f.Total != n.covered+n.partly+n.not {
					t.Errorf("%s %s: %+v, counted %+v", level, r.Unit.Code, *f, n)
				}
			}
			for _, g := range gaps {
				if f, n := g.Uncovered.Of(geo.Neighbourhoods), want[g.Unit.Code]; f.Covered != n.not || f.Undetermined != n.partly {
					t.Errorf("gap %s %s: %+v, counted %+v", level, g.Unit.Code, *f, n)
				}
			}
			sum := want.all()
			if f := a.Totals.Of(geo.Neighbourhoods); f.Covered != sum.covered || f.Undetermined != sum.partly || f.Unsourced != sum.unsourced {
				t.Errorf("%s: totals %+v, counted %+v", level, *f, sum)
			}
		}
	}
}

type straddleCount struct{ covered, partly, not, unsourced int64 }

type straddleCounts map[string]straddleCount

func (c straddleCounts) all() (sum straddleCount) {
	for _, n := range c {
		sum.covered += n.covered
		sum.partly += n.partly
		sum.not += n.not
		sum.unsourced += n.unsourced
	}
	return sum
}

func bruteStraddling(d *geo.Dataset, level geo.Level) straddleCounts {
	held, sourced := map[string]bool{}, map[string]bool{}
	for _, c := range d.Centres {
		for _, p := range c.Perimeters {
			for _, u := range p.Units {
				held[u.Code] = true
				sourced[u.Code] = sourced[u.Code] || p.Sourced
			}
		}
	}
	out := straddleCounts{}
	for _, n := range d.Neighbourhoods[geo.QPV2015] {
		in, sure := 0, 0
		for _, code := range n.Codes {
			if held[code] {
				in++
			}
			if sourced[code] {
				sure++
			}
		}
		row := map[geo.Level]string{geo.Region: n.Region, geo.Department: n.Department, geo.Commune: n.Codes[0]}[level]
		one := out[row]
		switch in {
		case len(n.Codes):
			one.covered++
			if sure < len(n.Codes) {
				one.unsourced++
			}
		case 0:
			one.not++
		default:
			one.partly++
		}
		out[row] = one
	}
	return out
}

// TestOverlapsOfNeighbourhoodsInSeveralCommunes: what is shared whole is counted,
// what is shared in part is untold.
func TestOverlapsOfNeighbourhoodsInSeveralCommunes(t *testing.T) {
	over := func(codes ...string) geo.Perimeter {
		p := geotest.Over("2010-01-01", "")
		for _, c := range codes {
			p.Units = append(p.Units, geo.UnitRef{Level: geo.Commune, Code: c})
		}
		return p
	}
	d := geotest.Squares(true, geotest.Centre("one", over("A1001", "A1002", "A1003")), geotest.Centre("two", over("A1002", "A1003", "A1004")))
	d.Neighbourhoods[geo.QPV2015] = nil
	for i, codes := range [][]string{{"A1002", "A1003"}, {"A1001", "A1002"}, {"A1001", "A1004"}} {
		d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
			Code: fmt.Sprintf("QS%d", i), Geography: geo.QPV2015, Codes: codes, Department: "A1", Region: "RA", Region2015: "OA"})
	}
	overlaps, err := coverage.Overlaps(t.Context(), build(t, d), on(t, "2020-01-01", geo.Department))
	if err != nil || len(overlaps) != 1 {
		t.Fatalf("%d overlaps, %v", len(overlaps), err)
	}
	if f := overlaps[0].Shared.Of(geo.Neighbourhoods); f.Covered != 1 || f.Undetermined != 1 || f.Total != 3 {
		t.Errorf("shared: %+v", *f)
	}
}

// TestDrawnGroundAndNeighbourhoodsInSeveralCommunes: a drawing cuts communes;
// polygons say where neighbourhoods lie.
func TestDrawnGroundAndNeighbourhoodsInSeveralCommunes(t *testing.T) {
	// Each of these lies across A1001 (west) and A1002 (east).
	polygons := map[string][4]float64{"QSin": {0.4, 0.2, 0.6, 0.3}, "QSout": {0.45, 0.41, 0.55, 0.45}, "QSedge": {0.4, 0.32, 0.6, 0.38}}
	for _, outlined := range []bool{false, true} {
		d := geotest.Squares(true, geotest.Centre("half", drawn(geotest.Box(0, 0, 1, 0.35), true)))
		d.Neighbourhoods[geo.QPV2015] = nil
		layer := geo.Layer{Name: geo.NeighbourhoodLayer, Source: geo.Source{ID: "neighbourhoods"}}
		for _, code := range []string{"QSedge", "QSin", "QSout"} {
			d.Neighbourhoods[geo.QPV2015] = append(d.Neighbourhoods[geo.QPV2015], geo.Neighbourhood{
				Code: code, Geography: geo.QPV2015, Codes: []string{"A1001", "A1002"}, Department: "A1", Region: "RA", Region2015: "OA"})
			b := polygons[code]
			layer.Features = append(layer.Features, geo.Feature{Code: code, Geometry: geotest.Box(b[0], b[1], b[2], b[3])})
		}
		want := straddleCount{partly: 3}
		if outlined {
			d.Layers = append(d.Layers, layer)
			want = straddleCount{covered: 1, partly: 1, not: 1}
		}
		f := analyse(t, build(t, d), on(t, "2020-01-01", geo.Department)).Totals.Of(geo.Neighbourhoods)
		got := straddleCount{covered: f.Covered, partly: f.Undetermined, not: f.Total - f.Covered - f.Undetermined, unsourced: f.Unsourced}
		if got != want {
			t.Errorf("outlined %v: %+v, want %+v", outlined, got, want)
		}
	}
}

// TestStraddlersAreInOrder holds the order of straddlers to their codes.
func TestStraddlersAreInOrder(t *testing.T) {
	g := fixture.Embedded(t).Grain(geo.Commune, true)
	for _, q := range geo.Geographies {
		if !slices.IsSortedFunc(g.Straddlers(q), func(a, b snapshot.Straddler) int { return strings.Compare(a.Code, b.Code) }) {
			t.Errorf("straddlers of %s are out of order", q)
		}
	}
}
