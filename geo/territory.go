package geo

import "fmt"

// Territory is the scope of a figure: which ground its denominator counts.
type Territory string

// The territories. France is the sum of Metropole and Overseas, Overseas that of
// DROM and COM. The overseas
// collectivities without neighbourhood or centre (975, 977, 984, 986, 988,
// 989) stand outside all of them.
const (
	France    Territory = "france"
	Metropole Territory = "metropole"
	Overseas  Territory = "overseas"
	DROM      Territory = "drom"
	COM       Territory = "com"
)

// Territories lists the territories, France first.
var Territories = []Territory{France, Metropole, Overseas, DROM, COM}

// ParseTerritory reads a territory by its name.
func ParseTerritory(s string) (Territory, error) {
	for _, t := range Territories {
		if string(t) == s {
			return t, nil
		}
	}
	return "", fmt.Errorf("territory %q: want one of france, metropole, overseas, drom, com", s)
}

// String returns the territory's name, as in requests.
func (t Territory) String() string { return string(t) }

// Describe names the ground in words, for the "of" of a measure.
func (t Territory) Describe() string {
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
	part := partOf(department)
	return part != "" && (t == France || t == part || t == Overseas && part != Metropole)
}

// Includes reports whether all of another territory is part of this one.
func (t Territory) Includes(o Territory) bool {
	return t == France || t == o || t == Overseas && (o == DROM || o == COM)
}

// partOf returns Metropole, DROM, COM, or "" for ground outside all three.
func partOf(department string) Territory {
	switch department {
	case "971", "972", "973", "974", "976":
		return DROM
	case "978", "987":
		return COM
	}
	if len(department) == 2 {
		return Metropole
	}
	return ""
}
