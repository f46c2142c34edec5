package geo_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"maillage/data"
	"maillage/geo"
)

// TestSuccessionTellsWhatBecameOfACode reads the catalogue as it is embedded.
func TestSuccessionTellsWhatBecameOfACode(t *testing.T) {
	d, err := data.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		level             geo.Level
		code, detail, fix string
	}{
		{geo.Commune, "13201", "13201 (a municipal arrondissement) is no commune of today: its ground is part of that of 13055 (Marseille)", "name 13055 (Marseille) if all of it is meant"},
		{geo.Commune, "01340", "01340 is no commune of today: its ground is that of 01015 (Arboys en Bugey), or part of it", "name 01015 (Arboys en Bugey) if all of it is meant"},
		{geo.Commune, "20004", "20004 is no commune of today: its ground is that of 2A004 (Ajaccio)", "name 2A004 (Ajaccio)"},
		{geo.Commune, "97127", "97127 is no commune of today: its ground is that of 97801 (Saint-Martin)", "name 97801 (Saint-Martin)"},
		{geo.Commune, "97123", "97123 is 97701 since 15 July 2007, and 977 (Saint-Barthélemy) is part of no figure, as it has no priority neighbourhood", "leave it out"},
		{geo.Commune, "97701", "97701 is of 977 (Saint-Barthélemy), which is part of no figure, as it has no priority neighbourhood", "leave it out"},
		{geo.Commune, "98517", "98517 is no commune of today: its ground is that of 97617 (Tsingoni)", "name 97617 (Tsingoni)"},
		{geo.Collectivity, "97127", "97127 (Saint-Martin) is no collectivity of today: its ground is that of 978 (Saint-Martin)", "name 978 (Saint-Martin)"},
		{geo.Department, "98735", "98735 (Papeete) is no department of today: its ground is part of that of 987 (Polynésie française)", "name the collectivity 987 (Polynésie française)"},
		{geo.Department, "988", "988 (New Caledonia) is part of no figure, as it has no priority neighbourhood", "leave it out"},
		{geo.Department, "20", "20 (Corse until 1975) is no department of today: its ground is that of 2A (Corse-du-Sud) and 2B (Haute-Corse)", "name 2A (Corse-du-Sud) and 2B (Haute-Corse), or those that are meant"},
		{geo.Region, "82", "82 (Rhône-Alpes) is no region of today: its ground is part of that of 84 (Auvergne-Rhône-Alpes)", "name 84 (Auvergne-Rhône-Alpes) if all of it is meant"},
		{geo.Region2015, "28", "28 (Normandie) is no region before 2016: its ground is that of 23 (Haute-Normandie) and 25 (Basse-Normandie)", "name 23 (Haute-Normandie) and 25 (Basse-Normandie), or those that are meant"},
	} {
		s, ok := d.Catalogue.Succession(one.level, one.code)
		if !ok || s.Detail() != one.detail || s.Fix() != one.fix {
			t.Errorf("%s %s: %q; %q, want %q; %q", one.level, one.code, s.Detail(), s.Fix(), one.detail, one.fix)
		}
	}
	for level, codes := range map[geo.Level]string{
		geo.Commune:    "13055 2A004 97801 99999 01 985 20 20999 98599 ",
		geo.Department: "01 2A 971 99 978 A 97411", geo.Collectivity: "978 987 01 971",
		geo.Region: "84 94 01 99", geo.Region2015: "82 94 01 99", geo.EPCI: "200000172 999999999 20",
	} {
		for code := range strings.FieldsSeq(codes) {
			if s, ok := d.Catalogue.Succession(level, code); ok {
				t.Errorf("%s %s: %q", level, code, s.Detail())
			}
		}
	}
}

// TestFormerCodesLeadSomewhere: each has a successor that is a unit of today, or
// says why it has none; none is a unit itself.
func TestFormerCodesLeadSomewhere(t *testing.T) {
	d, err := data.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range geo.Levels {
		codes := d.Catalogue.FormerCodes(level)
		if !slices.IsSorted(codes) || len(codes) != len(slices.Compact(slices.Clone(codes))) {
			t.Errorf("%s: %d codes out of order or twice", level, len(codes))
		}
		least := map[geo.Level]int{geo.Commune: len(d.Catalogue.Successors) + 2 + 17, geo.Department: 7, geo.Collectivity: 2, geo.Region: 16}
		if len(codes) < least[level] {
			t.Errorf("%s: %d codes, want %d", level, len(codes), least[level])
		}
		for _, code := range codes {
			s, ok := d.Catalogue.Succession(level, code)
			if !ok || (len(s.Into) == 0) != (s.Outside != "") || slices.ContainsFunc(d.Catalogue.Units[level], func(u geo.Unit) bool { return u.Code == code }) {
				t.Errorf("%s %s: %+v", level, code, s)
			}
		}
	}
}

// TestCommuneTodayFollowsToTheEnd: over several mergers, and out of a ring.
func TestCommuneTodayFollowsToTheEnd(t *testing.T) {
	c := geo.Catalogue{Successors: map[string]string{"a": "b", "b": "c", "x": "y", "y": "x"}}
	for code, want := range map[string]string{"a": "c", "b": "c", "c": "c", "x": "y", "y": "x", "z": "z"} {
		if got := c.CommuneToday(code); got != want {
			t.Errorf("%s leads to %s, want %s", code, got, want)
		}
	}
}

// TestSuccessionIsOfFrance: NUTS codes have no part in it.
func TestSuccessionIsOfFrance(t *testing.T) {
	c := geo.Catalogue{Units: map[geo.Level][]geo.Unit{geo.Department: {{Level: geo.Department, Code: "DE212"}}}}
	for _, code := range []string{"20", "977"} {
		if _, ok := c.Succession(geo.Department, code); ok {
			t.Errorf("%s has a successor in Germany", code)
		}
	}
}
