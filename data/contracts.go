package data

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
)

var contractHeader = []string{"code", "label", "level", "territory", "department", "population", "communes_2015", "lon", "lat"}

// contracts reads the city contracts, sorted by code. A contract over two
// departments has a row for each: it is one contract, and its people are added.
func (s *fileSet) contracts(l lookup) ([]geo.CityContract, error) {
	source, content, err := s.open("city-contracts")
	if err != nil {
		return nil, err
	}
	return decodeContracts(source.File, content, l)
}

func decodeContracts(file string, content []byte, l lookup) ([]geo.CityContract, error) {
	byCode := map[string]*geo.CityContract{}
	err := readTable(file, content, contractHeader, func(f []string) error {
		c, err := contract(f, l)
		if err != nil {
			return err
		}
		known, ok := byCode[c.Code]
		if !ok {
			byCode[c.Code] = &c
			return nil
		}
		if known.Territory != c.Territory || slices.Contains(known.Departments, c.Departments[0]) {
			return fmt.Errorf("stands twice with another territory or the same department: give each contract one row a department")
		}
		known.Departments = append(known.Departments, c.Departments[0])
		known.Population = geo.Count{N: known.Population.N + c.Population.N, Known: known.Population.Known && c.Population.Known}
		return nil
	})
	if err != nil {
		return nil, err
	}
	contracts := make([]geo.CityContract, 0, len(byCode))
	for _, c := range byCode {
		slices.Sort(c.Departments)
		contracts = append(contracts, *c)
	}
	slices.SortFunc(contracts, func(a, b geo.CityContract) int { return strings.Compare(a.Code, b.Code) })
	return contracts, nil
}

// contract reads one row. The label begins with the department: "01 - CC ...".
func contract(f []string, l lookup) (geo.CityContract, error) {
	c := geo.CityContract{Code: f[0], Territory: geo.UnitRef{Level: geo.Level(f[2]), Code: f[3]}}
	_, name, ok := strings.Cut(f[1], " - ")
	if c.Name = strings.TrimSpace(name); !ok || c.Name == "" || c.Code == "" {
		return c, fmt.Errorf("label %q: want the department, a dash and a name", f[1])
	}
	if c.Territory.Level != geo.EPCI && c.Territory.Level != geo.Commune {
		return c, fmt.Errorf("level %q: want epci or commune", f[2])
	}
	department, err := contractDepartment(f[4], c.Territory, l)
	if err != nil {
		return c, err
	}
	c.Departments = []string{department}
	if c.Population, err = parseCount(f[5]); err != nil {
		return c, err
	}
	point, err := parsePoint(f[7], f[8])
	// Overseas, the facts give the place of a map inset off the Atlantic
	// coast, which is nowhere.
	if geo.Metropole.Contains(department) {
		c.Point = point
	}
	return c, err
}

// contractDepartment returns the department of a row. Where the facts have
// none (Corsica's three), it is that of the signing EPCI in the catalogue.
func contractDepartment(code string, territory geo.UnitRef, l lookup) (string, error) {
	if code == "" {
		u, ok := l.find(territory.Level, territory.Code)
		if !ok || u.Department == "" {
			return "", fmt.Errorf("has no department, and the catalogue cannot tell that of %s %q: give it in the facts and %s", territory.Level, territory.Code, rebuild)
		}
		return u.Department, nil
	}
	if _, ok := l.ground(code); !ok {
		return "", fmt.Errorf("department %q is not in the catalogue: %s", code, fixCode)
	}
	return code, nil
}
