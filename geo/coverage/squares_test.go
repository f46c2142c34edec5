package coverage_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/geotest"
	"maillage/geo/overlay"
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

// on asks about everything, on a day.
func on(t testing.TB, day string, level geo.Level) coverage.Query {
	return query(t, geotest.Question{Day: day, Scope: "policy", Confidence: "low", Territory: "france", Geography: "2015"}, level)
}

func drawn(ground orb.MultiPolygon, sourced bool) geo.Perimeter {
	p := geotest.Over("2010-01-01", "")
	p.Drawn, p.Sourced = ground, sourced
	return p
}

func near(a, b geo.Area) bool { return math.Abs(float64(a-b)) <= 1e4 } // one square metre

func TestGapsAndCoverageShareOutTheTerritory(t *testing.T) {
	for _, fine := range []bool{false, true} {
		d := geotest.Squares(fine,
			geotest.Centre("east", drawn(geotest.Box(2.5, 0, 4, 1), true)),
			geotest.Centre("west", geotest.Over("2010-01-01", "", "A1")))
		s := build(t, d)
		for _, level := range []geo.Level{geo.Region, geo.Region2015, geo.Department} {
			q := on(t, "2020-01-01", level)
			a := analyse(t, s, q)
			gaps, err := coverage.Gaps(t.Context(), s, q)
			if err != nil {
				t.Fatal(err)
			}
			byCode := map[string]coverage.Gap{}
			for _, g := range gaps {
				byCode[g.Unit.Code] = g
			}
			for _, r := range a.Rows {
				g, isGap := byCode[r.Unit.Code]
				if isGap == (r.Status == coverage.IsCovered) {
					t.Errorf("fine %v: %s is %s and gap: %v", fine, r.Unit.Code, r.Status, isGap)
				}
				if !isGap {
					continue
				}
				for i := range geo.Measures {
					if f, u := r.Figures[i], g.Uncovered[i]; f.Covered+u.Covered+f.Undetermined != f.Total || u.Undetermined != f.Undetermined {
						t.Errorf("fine %v: %s %s: %d covered, %d not and %d untold, of %d", fine, r.Unit.Code, geo.Measures[i], f.Covered, u.Covered, f.Undetermined, f.Total)
					}
				}
				if got, want := overlay.Area(g.Geometry), geo.Area(g.Uncovered.Of(geo.AreaKM2).Covered); !near(got, want) {
					t.Errorf("fine %v: gap %s: its ground has %d cm², its figure %d", fine, r.Unit.Code, got, want)
				}
			}
		}
	}
}

func TestDrawnPerimeterCoversInPart(t *testing.T) {
	half := geotest.Centre("half", drawn(geotest.Box(0, 0, 0.5, 1), false))
	s := build(t, geotest.Squares(false, half))
	row := analyse(t, s, on(t, "2020-01-01", geo.Department)).Rows[0]
	if row.Status != coverage.IsPartial || !slices.Equal(row.Centres, []string{"half"}) {
		t.Errorf("A1 is %s by %v", row.Status, row.Centres)
	}
	area, hoods, people := row.Figures.Of(geo.AreaKM2), row.Figures.Of(geo.Neighbourhoods), row.Figures.Of(geo.Population)
	if !near(geo.Area(area.Covered), geo.Area(area.Total/2)) || area.Unsourced != area.Covered {
		t.Errorf("area %+v, want half, all of it unsourced", area)
	}
	if hoods.Covered != 0 || hoods.Undetermined != 2 || people.Undetermined != 40 {
		t.Errorf("without polygons nothing else can be told: %+v %+v", hoods, people)
	}

	d := geotest.Squares(false, half)
	d.Replace(geotest.QuarterLayer())
	row = analyse(t, build(t, d), on(t, "2020-01-01", geo.Department)).Rows[0]
	if hoods := row.Figures.Of(geo.Neighbourhoods); hoods.Covered != 1 || hoods.Undetermined != 0 {
		t.Errorf("with polygons QPA1001 is inside and QPA1004 outside: %+v", hoods)
	}

	fine := analyse(t, build(t, geotest.Squares(true, half)), on(t, "2020-01-01", geo.Department)).Rows[0]
	if hoods := fine.Figures.Of(geo.Neighbourhoods); hoods.Covered != 1 || hoods.Undetermined != 0 {
		t.Errorf("over communes, two are covered whole: %+v", hoods)
	}
}

func TestOverlapOfDrawnAndListedGround(t *testing.T) {
	for _, fine := range []bool{false, true} {
		s := build(t, geotest.Squares(fine,
			geotest.Centre("a", geotest.Over("2010-01-01", "", "A1", "A2")),
			geotest.Centre("b", drawn(geotest.Box(1.25, 0, 3, 1), true)),
			geotest.Centre("c", drawn(geotest.Box(1.75, 0, 2.25, 1), true))))
		overlaps, err := coverage.Overlaps(t.Context(), s, on(t, "2020-01-01", geo.Region))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]geo.Area{}
		for _, o := range overlaps {
			key := ""
			for _, c := range o.Centres {
				key += c
			}
			got[key] = geo.Area(o.Shared.Of(geo.AreaKM2).Covered)
			if !near(overlay.Area(o.Geometry), got[key]) {
				t.Errorf("fine %v: overlap %s: its ground has %d cm², its figure %d", fine, key, overlay.Area(o.Geometry), got[key])
			}
		}
		column := func(west, east float64) geo.Area { return overlay.Area(geotest.Box(west, 0, east, 1)) }
		want := map[string]geo.Area{"ab": column(1.25, 1.75), "abc": column(1.75, 2), "bc": column(2, 2.25)}
		if len(got) != len(want) {
			t.Fatalf("fine %v: overlaps %v, want ab, abc and bc", fine, got)
		}
		for key, a := range want {
			if !near(got[key], a) {
				t.Errorf("fine %v: %s shares %d cm², want %d", fine, key, got[key], a)
			}
		}
	}
}

// TestDrawnGroundTellsWhatItCannot holds that what a drawn line leaves untold is
// neither zero nor uncovered, in gaps, overlaps and sheets.
func TestDrawnGroundTellsWhatItCannot(t *testing.T) {
	s := build(t, geotest.Squares(false,
		geotest.Centre("a", drawn(geotest.Box(0, 0, 0.6, 1), true)),
		geotest.Centre("b", drawn(geotest.Box(0.4, 0, 1, 0.5), true))))
	q := on(t, "2020-01-01", geo.Department)
	gaps, err := coverage.Gaps(t.Context(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	a1 := gaps[0]
	if hoods := a1.Uncovered.Of(geo.Neighbourhoods); hoods.Covered != 0 || hoods.Undetermined != 2 {
		t.Errorf("the gap of A1 counts %+v neighbourhoods, want none for sure and 2 untold", hoods)
	}
	if len(a1.Neighbours) != 2 || !a1.Neighbours[0].Drawn || a1.Neighbours[0].Centre != "a" {
		t.Errorf("beside the gap of A1: %+v, want both centres, along drawn lines", a1.Neighbours)
	}
	overlaps, err := coverage.Overlaps(t.Context(), s, q)
	if err != nil || len(overlaps) != 1 {
		t.Fatalf("%+v, %v", overlaps, err)
	}
	if people := overlaps[0].Shared.Of(geo.Population); people.Covered != 0 || people.Undetermined != 40 {
		t.Errorf("shared inhabitants %+v, want 40 untold", people)
	}
	if u := overlaps[0].Units; len(u) != 1 || u[0].Code != "A1" {
		t.Errorf("shared in %+v, want A1", u)
	}
	sheet, err := coverage.NewSheet(t.Context(), s, "a-1", q)
	if err != nil || len(sheet.Inside) != 1 || sheet.Inside[0].NeighbourhoodsInside.Known {
		t.Errorf("%+v, %v: want A1, with neighbourhoods inside not known", sheet, err)
	}
}

// TestAreaSaysWhatItLacks holds that a unit without boundary is told beside the
// area that misses it.
func TestAreaSaysWhatItLacks(t *testing.T) {
	for _, fine := range []bool{false, true} {
		d := geotest.Squares(fine)
		d.Layers[0].Features[0].Geometry = nil // A1, or its first commune
		for _, r := range analyse(t, build(t, d), on(t, "2020-01-01", geo.Region)).Rows {
			want := int64(0)
			if r.Unit.Code == "RA" {
				want = 1
			}
			if f := r.Figures.Of(geo.AreaKM2); f.Missing != want || f.Reason != "" {
				t.Errorf("fine %v: %s lacks %d: %s", fine, r.Unit.Code, f.Missing, f.Reason)
			}
		}
	}
}

func TestOverlapTypes(t *testing.T) {
	with := func(p geo.Perimeter, change func(*geo.Perimeter)) geo.Perimeter {
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		a, b geo.Perimeter
		want coverage.OverlapType
	}{
		"nothing explains it":       {geotest.Over("2010-01-01", "", "A1"), geotest.Over("2012-01-01", "", "A1"), coverage.Unexplained},
		"hand-over within a year":   {geotest.Over("2010-01-01", "2020-06-30", "A1"), geotest.Over("2020-01-01", "", "A1"), coverage.Transitional},
		"hand-over that drags on":   {geotest.Over("2010-01-01", "2021-06-30", "A1"), geotest.Over("2020-01-01", "", "A1"), coverage.Unexplained},
		"short, but no hand-over":   {geotest.Over("2010-01-01", "", "A1"), geotest.Over("2020-01-01", "2020-06-30", "A1"), coverage.Unexplained},
		"a source names the other":  {with(geotest.Over("2010-01-01", "", "A1"), func(p *geo.Perimeter) { p.Sources = []string{"agreement with Centre b, 2011"} }), geotest.Over("2012-01-01", "", "A1"), coverage.Agreed},
		"declared":                  {with(geotest.Over("2010-01-01", "", "A1"), func(p *geo.Perimeter) { p.AgreedWith = []string{"b"} }), geotest.Over("2012-01-01", "", "A1"), coverage.Agreed},
		"the same act":              {with(geotest.Over("2010-01-01", "", "A1"), func(p *geo.Perimeter) { p.Act = "order 12" }), with(geotest.Over("2012-01-01", "", "A1"), func(p *geo.Perimeter) { p.Act = "order 12" }), coverage.Agreed},
		"another scope":             {with(geotest.Over("2010-01-01", "", "A1"), func(p *geo.Perimeter) { p.Scope = geo.Outside }), with(geotest.Over("2012-01-01", "", "A1"), func(p *geo.Perimeter) { p.Scope = geo.Policy }), coverage.Agreed},
		"no source is not a source": {with(geotest.Over("2010-01-01", "", "A1"), noSource), with(geotest.Over("2012-01-01", "", "A1"), noSource), coverage.Unexplained},
	} {
		c.b.Sources = append([]string{"of its own"}, c.b.Sources[1:]...)
		s := build(t, geotest.Squares(false, geotest.Centre("a", c.a), geotest.Centre("b", c.b)))
		q := on(t, "2020-03-01", geo.Region)
		q.Scope = geo.Any
		overlaps, err := coverage.Overlaps(t.Context(), s, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(overlaps) != 1 || overlaps[0].Type != c.want {
			t.Errorf("%s: %+v, want one, %s", name, overlaps, c.want)
		}
	}
}

// Two perimeters of each centre, one pair over A1 that hands over, one over B1
// of different scopes: neither pair explains nor blames the other.
func TestOverlapTypeLooksAtPairsThatMeet(t *testing.T) {
	outside := geotest.Over("2012-01-01", "", "B1")
	outside.Scope = geo.Outside
	mine, takes := geotest.Over("2010-01-01", "", "B1"), geotest.Over("2020-01-01", "", "A1")
	outside.Sources, takes.Sources = []string{"of its own"}, []string{"of its own"}
	s := build(t, geotest.Squares(false,
		geotest.Centre("a", geotest.Over("2010-01-01", "2020-06-30", "A1"), mine),
		geotest.Centre("b", takes, outside)))
	q := on(t, "2020-03-01", geo.Region)
	q.Scope = geo.Any
	overlaps, err := coverage.Overlaps(t.Context(), s, q)
	if err != nil || len(overlaps) != 1 || overlaps[0].Type != coverage.Transitional {
		t.Errorf("%+v, %v; want one, transitional", overlaps, err)
	}
}

func noSource(p *geo.Perimeter) {
	p.Sourced, p.Sources = false, []string{"no published source found"}
}

func TestCentreNeverOverlapsItself(t *testing.T) {
	s := build(t, geotest.Squares(false, geotest.Centre("a",
		geotest.Over("2010-01-01", "", "A1", "A2"), geotest.Over("2012-01-01", "", "A2"))))
	overlaps, err := coverage.Overlaps(t.Context(), s, on(t, "2020-01-01", geo.Region))
	if err != nil || len(overlaps) != 0 {
		t.Errorf("%+v, %v", overlaps, err)
	}
}

func TestAssumptionsNameTheEndThatDecides(t *testing.T) {
	attested := func(p geo.Perimeter, day string) geo.Perimeter {
		p.Attested = geotest.Fuzzy(day)
		return p
	}
	for name, c := range map[string]struct {
		p    geo.Perimeter
		day  string
		want []coverage.End
	}{
		"both ends known":                {geotest.Over("2010-01-01", "2020-12-31", "A1"), "2015-06-01", nil},
		"start unknown":                  {geotest.Over("", "2020-12-31", "A1"), "2015-06-01", []coverage.End{coverage.From}},
		"start unknown, but attested":    {attested(geotest.Over("", "2020-12-31", "A1"), "2014"), "2015-06-01", nil},
		"in the year it starts":          {geotest.Over("2015", "2020-12-31", "A1"), "2015-06-01", []coverage.End{coverage.From}},
		"the year after":                 {geotest.Over("2015", "2020-12-31", "A1"), "2016-01-01", nil},
		"in the month it ends":           {geotest.Over("2010-01-01", "2015-06", "A1"), "2015-06-15", []coverage.End{coverage.To}},
		"on the first day of that month": {geotest.Over("2010-01-01", "2015-06", "A1"), "2015-06-01", nil},
		"open and attested":              {attested(geotest.Over("2010-01-01", "", "A1"), "2016"), "2015-06-01", nil},
		"open, past its attestation":     {attested(geotest.Over("2010-01-01", "", "A1"), "2014"), "2015-06-01", []coverage.End{coverage.To}},
		"open and never attested":        {geotest.Over("2010-01-01", "", "A1"), "2015-06-01", []coverage.End{coverage.To}},
		"nothing known":                  {geotest.Over("", "", "A1"), "2015-06-01", []coverage.End{coverage.From, coverage.To}},
	} {
		s := build(t, geotest.Squares(false, geotest.Centre("a", c.p)))
		var got []coverage.End
		for _, a := range analyse(t, s, on(t, c.day, geo.Region)).Assumed {
			got = append(got, a.End)
			if a.Neighbourhoods != 2 || a.Departments != 1 {
				t.Errorf("%s: rests on it %+v, want 2 neighbourhoods and 1 department", name, a)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: assumed %v, want %v", name, got, c.want)
		}
	}
}

func TestAssumptionThatDecidesNothingIsNotListed(t *testing.T) {
	s := build(t, geotest.Squares(false,
		geotest.Centre("sure", geotest.Over("2010-01-01", "2030-12-31", "A1", "A2")),
		geotest.Centre("unsure", geotest.Over("", "", "A1"))))
	if a := analyse(t, s, on(t, "2020-01-01", geo.Region)).Assumed; len(a) != 0 {
		t.Errorf("%+v", a)
	}
}

func TestSecondAnswerReportsDisagreement(t *testing.T) {
	d := geotest.Squares(true, geotest.Centre("a", geotest.Over("2010-01-01", "", "A1")))
	quarters := geotest.QuarterLayer()
	quarters.Features[0].Geometry = geotest.Square(1.2, 0.2, 0.1)   // QPA1001 drawn in A2
	quarters.Features[1].Geometry = geotest.Square(0.95, 0.7, 0.08) // QPA1004 mostly inside A1
	d.Replace(quarters)
	check, err := coverage.Verify(t.Context(), build(t, d), on(t, "2020-01-01", geo.Region))
	if err != nil {
		t.Fatal(err)
	}
	if check.Total != 8 || check.Outlined != 8 || check.Compared != 8 || check.ByCode != 2 || check.ByGeometry != 1 || check.Straddling != 1 {
		t.Errorf("%+v", check)
	}
	if len(check.Disagreements) != 1 || check.Disagreements[0].Neighbourhood.Code != "QPA1001" ||
		!slices.Equal(check.Disagreements[0].Units, []string{"A2001"}) {
		t.Errorf("%+v", check.Disagreements)
	}
	if check, _ := coverage.Verify(t.Context(), build(t, geotest.Squares(true)), on(t, "2020-01-01", geo.Region)); check.Reason == "" {
		t.Error("without polygons there is nothing to compare, and no reason says so")
	}
}

func TestSheetListsNeighboursAndWhoCoversThem(t *testing.T) {
	s := build(t, geotest.Squares(false,
		geotest.Centre("a", geotest.Over("2010-01-01", "", "A2")),
		geotest.Centre("b", geotest.Over("2010-01-01", "", "B1"))))
	sheet, err := coverage.NewSheet(t.Context(), s, "a-1", on(t, "2020-01-01", geo.Region))
	if err != nil {
		t.Fatal(err)
	}
	if len(sheet.Inside) != 1 || !sheet.Inside[0].Whole || sheet.Inside[0].Neighbourhoods != 2 {
		t.Errorf("inside %+v", sheet.Inside)
	}
	if len(sheet.Outside) != 2 || sheet.Outside[0].Unit.Code != "A1" || len(sheet.Outside[0].Centres) != 0 ||
		sheet.Outside[1].Unit.Code != "B1" || !slices.Equal(sheet.Outside[1].Centres, []string{"b"}) {
		t.Errorf("outside %+v", sheet.Outside)
	}
	if m := sheet.Outside[0].Edges[0].Metres; math.Abs(m-1111.3) > 0.5 { // a hundredth of a degree of meridian at 45 degrees
		t.Errorf("edge of %.0f m", m)
	}
	if f := sheet.Figures.Of(geo.Neighbourhoods); f.Covered != 2 || f.Total != 8 {
		t.Errorf("figures %+v", f)
	}
	if _, err := coverage.NewSheet(t.Context(), s, "zzz", on(t, "2020-01-01", geo.Region)); err == nil {
		t.Error("an unknown perimeter gave a sheet")
	}
}
