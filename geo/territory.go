package geo

import (
	"fmt"
	"slices"
	"strings"
)

// Territory is the scope of a figure: which ground its denominator counts.
type Territory string

// The territories of France. France is the sum of Metropole and Overseas,
// Overseas that of DROM and COM. The overseas collectivities without
// neighbourhood or centre (975, 977, 984, 986, 988, 989) stand outside all of
// them.
//
// The data set of another country (see [Catalogue.Territory]) has one territory,
// its code in lower case: "de". There France stands for the same ground, so
// that what asks for all of it need not know whose it is.
const (
	France    Territory = "france"
	Metropole Territory = "metropole"
	Overseas  Territory = "overseas"
	DROM      Territory = "drom"
	COM       Territory = "com"
)

// Territories lists the territories, France first.
var Territories = []Territory{France, Metropole, Overseas, DROM, COM}

// ParseTerritory reads a territory by its name: one of France's, or the code of
// another country. Whether a data set has it, [Catalogue.Territories] says.
func ParseTerritory(s string) (Territory, error) {
	if t := Territory(s); slices.Contains(Territories, t) || t.foreign() {
		return t, nil
	}
	return "", fmt.Errorf("territory %q: want one of france, metropole, overseas, drom, com, or the code of another country as de", s)
}

// foreign reports whether a territory is another country than France.
func (t Territory) foreign() bool {
	return len(t) == 2 && t[0] >= 'a' && t[0] <= 'z' && t[1] >= 'a' && t[1] <= 'z'
}

// CountryTerritory is the territory of a country by its code of two letters, as
// NUTS codes begin: "DE", "EL". It is an error for France, which has its own.
func CountryTerritory(code string) (Territory, error) {
	t := Territory(strings.ToLower(code))
	if !t.foreign() || t == "fr" {
		return "", fmt.Errorf("country %q: want the two letters that its NUTS codes begin with, as DE; France has its own catalogue", code)
	}
	return t, nil
}

// Country returns the two letters with which the NUTS codes of another country
// begin, "" for a territory of France.
func (t Territory) Country() string {
	if !t.foreign() {
		return ""
	}
	return strings.ToUpper(string(t))
}

// countryOfNUTS3 returns the country of a NUTS 3 code such as DE212, "" for
// another code: those of French departments are shorter.
func countryOfNUTS3(code string) string {
	if len(code) != 5 {
		return ""
	}
	for i := range len(code) {
		if c := code[i]; !(c >= 'A' && c <= 'Z' || i >= 2 && c >= '0' && c <= '9') {
			return ""
		}
	}
	return code[:2]
}

// Territory returns what all the departments of the catalogue make up: France,
// unless they are the NUTS 3 regions of another country.
func (c *Catalogue) Territory() Territory {
	country := ""
	for i, u := range c.Units[Department] {
		of := countryOfNUTS3(u.Code)
		if of == "" || i > 0 && of != country {
			return France
		}
		country = of
	}
	if t := Territory(strings.ToLower(country)); t.foreign() {
		return t
	}
	return France
}

// Territories lists the territories that the catalogue can tell, all of its
// ground first.
func (c *Catalogue) Territories() []Territory {
	if t := c.Territory(); t != France {
		return []Territory{t}
	}
	return Territories
}

// String returns the territory's name, as in requests.
func (t Territory) String() string { return string(t) }

// Describe names the ground in words, for the "of" of a measure.
func (t Territory) Describe() string {
	if country := t.Country(); country != "" {
		return country + " (all its NUTS 3 regions)"
	}
	switch t {
	case Metropole:
		return "metropolitan France (Corsica included)"
	case Overseas:
		return "the five overseas departments, Saint-Martin and French Polynesia (the other overseas collectivities are outside)"
	case DROM:
		return "the five overseas departments and regions"
	case COM:
		return "Saint-Martin and French Polynesia (the other overseas collectivities are outside)"
	default:
		return "metropolitan France, the five overseas departments, Saint-Martin and French Polynesia (the other overseas collectivities are outside)"
	}
}

// Contains reports whether the department or collectivity of this code is part
// of the territory.
func (t Territory) Contains(department string) bool {
	if country := t.Country(); country != "" {
		return countryOfNUTS3(department) == country
	}
	part := partOf(department)
	return part != "" && (t == France || t == part || t == Overseas && part != Metropole)
}

// Includes reports whether all of another territory is part of this one.
func (t Territory) Includes(o Territory) bool {
	return t == France || t == o || t == Overseas && (o == DROM || o == COM)
}

// partOf returns Metropole, DROM, COM, or "" for ground outside all three. The
// NUTS 3 regions of another country are one mainland.
func partOf(department string) Territory {
	switch department {
	case "971", "972", "973", "974", "976":
		return DROM
	case "978", "987":
		return COM
	}
	if len(department) == 2 || countryOfNUTS3(department) != "" {
		return Metropole
	}
	return ""
}
