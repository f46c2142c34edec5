package geo

import "testing"

// TestTerritoryAbroad: a country's territory holds the NUTS 3 codes that begin
// with its own, and France stands for all of a data set's ground.
func TestTerritoryAbroad(t *testing.T) {
	for _, c := range []struct {
		territory Territory
		code      string
		want      bool
	}{
		{"de", "DE212", true}, {"de", "AT130", false}, {"de", "01", false}, {"de", "DE21", false}, {"de", "DE_21", false},
		{France, "DE212", true}, {Metropole, "DE212", true}, {Overseas, "DE212", false},
		{France, "2A", true}, {France, "975", false}, {COM, "987", true},
	} {
		if got := c.territory.Contains(c.code); got != c.want {
			t.Errorf("%s contains %s: %v, want %v", c.territory, c.code, got, c.want)
		}
	}
	for text, ok := range map[string]bool{"france": true, "com": true, "de": true, "DE": false, "deu": false, "": false, "d1": false} {
		if _, err := ParseTerritory(text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
	for code, ok := range map[string]bool{"DE": true, "el": true, "FR": false, "fr": false, "D": false, "GER": false} {
		if _, err := CountryTerritory(code); (err == nil) != ok {
			t.Errorf("country %q: %v", code, err)
		}
	}
}

// TestTerritoryOfCatalogue: departments of one country alone make it that
// country's.
func TestTerritoryOfCatalogue(t *testing.T) {
	for _, c := range []struct {
		codes []string
		want  Territory
	}{
		{nil, France}, {[]string{"01", "2A"}, France}, {[]string{"DE212", "DE21H"}, "de"},
		{[]string{"DE212", "AT130"}, France}, {[]string{"DE212", "01"}, France}, {[]string{"12345"}, France},
	} {
		var cat Catalogue
		for _, code := range c.codes {
			if cat.Units == nil {
				cat.Units = map[Level][]Unit{}
			}
			cat.Units[Department] = append(cat.Units[Department], Unit{Level: Department, Code: code})
		}
		if got := cat.Territory(); got != c.want {
			t.Errorf("%v: %s, want %s", c.codes, got, c.want)
		}
	}
}
