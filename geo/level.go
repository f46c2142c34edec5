package geo

import "fmt"

// Level is a tier of administrative units.
type Level string

// The levels, from the coarsest to the finest. Region2015 is the set of 27
// regions in force before 1 January 2016; Region the 18 in force since.
// Collectivity holds the overseas collectivities that have priority
// neighbourhoods without being departments: Saint-Martin (978) and French
// Polynesia (987).
const (
	Region       Level = "region"
	Region2015   Level = "region-2015"
	Department   Level = "department"
	Collectivity Level = "collectivity"
	EPCI         Level = "epci"
	Commune      Level = "commune"
)

// Levels lists the levels from the coarsest to the finest.
var Levels = []Level{Region, Region2015, Department, Collectivity, EPCI, Commune}

// ParseLevel reads a level by its name.
func ParseLevel(s string) (Level, error) {
	for _, l := range Levels {
		if string(l) == s {
			return l, nil
		}
	}
	return "", fmt.Errorf("level %q: want one of region, region-2015, department, collectivity, epci, commune", s)
}
