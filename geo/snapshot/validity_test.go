package snapshot_test

import (
	"testing"

	"maillage/data/fixture"
	"maillage/geo"
	"maillage/geo/geotest"
)

// TestNothingHoldsBeforeTheNetwork: the first published centre is of 1993.
func TestNothingHoldsBeforeTheNetwork(t *testing.T) {
	s := fixture.Embedded(t)
	first := map[string]string{"oriv-1": "1993-01-01", "irev-1": "1993-01-01", "crpv-paris-1": "1993-01-01", "villes-au-carre-1": "2007-05-29"}
	for i := range s.Perimeters {
		p := &s.Perimeters[i]
		if p.Active(geo.DateOf(1990, 1, 1)) || p.Active(geo.DateOf(1992, 12, 31)) {
			t.Errorf("%s holds before 1993", p.ID)
		}
		if want, ok := first[p.ID]; ok && p.FirstDay().String() != want {
			t.Errorf("%s holds from %s, want %s", p.ID, p.FirstDay(), want)
		}
	}
}

func TestUnknownStartByHand(t *testing.T) {
	founded := func(when string, c geo.Centre) geo.Centre { c.Founded = when; return c }
	old := geotest.Centre("old", geotest.Over("1995-03", "", "A1"))
	for name, c := range map[string]struct {
		centre geo.Centre
		others []geo.Centre
		want   string
	}{
		"after its founding":                      {founded("2004-05", geotest.Centre("x", geotest.Over("", "", "A2"))), []geo.Centre{old}, "2004-05-01"},
		"not before the first published start":    {founded("1980", geotest.Centre("x", geotest.Over("", "", "A2"))), []geo.Centre{old}, "1995-03-01"},
		"founding in words":                       {founded("in the eighties", geotest.Centre("x", geotest.Over("", "", "A2"))), []geo.Centre{old}, "1995-03-01"},
		"it ended before any published start":     {geotest.Centre("x", geotest.Over("", "1994-06", "A2")), []geo.Centre{old}, "1994-06-01"},
		"a known start is as published":           {founded("2004", geotest.Centre("x", geotest.Over("2001", "", "A2"))), []geo.Centre{old}, "2001-01-01"},
		"without any published start, it is open": {geotest.Centre("x", geotest.Over("", "", "A2")), nil, geo.Past.String()},
	} {
		s := build(t, geotest.Squares(false, append(c.others, c.centre)...))
		of := s.PerimetersOf("x")
		if len(of) != 1 || of[0].FirstDay().String() != c.want {
			t.Errorf("%s: %+v, want %s", name, of[0].FirstDay(), c.want)
		}
		if len(s.PerimetersOf("nobody")) != 0 {
			t.Error("nobody has perimeters")
		}
	}
}
