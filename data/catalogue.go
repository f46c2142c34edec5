package data

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
)

var (
	catalogueHeader = []string{"level", "code", "name", "department", "region", "region_2015", "epci", "population"}
	successorHeader = []string{"code", "successor"}
)

// lookup finds units by level and code.
type lookup struct {
	geo.Catalogue
	// byCode holds every level but the communes: 1,400 units that 35,000
	// communes ask for. The communes are searched in their sorted list.
	byCode map[geo.Level]map[string]*geo.Unit
}

func newLookup(c geo.Catalogue) lookup {
	l := lookup{c, map[geo.Level]map[string]*geo.Unit{}}
	for _, level := range geo.Levels {
		if level == geo.Commune {
			continue
		}
		list := c.Units[level]
		l.byCode[level] = make(map[string]*geo.Unit, len(list))
		for i := range list {
			l.byCode[level][list[i].Code] = &list[i]
		}
	}
	return l
}

func (l lookup) find(level geo.Level, code string) (*geo.Unit, bool) {
	if level != geo.Commune {
		u, ok := l.byCode[level][code]
		return u, ok
	}
	list := l.Units[level]
	i, ok := slices.BinarySearchFunc(list, code, func(u geo.Unit, code string) int { return strings.Compare(u.Code, code) })
	if !ok {
		return nil, false
	}
	return &list[i], true
}

// ground finds a department or collectivity.
func (l lookup) ground(code string) (*geo.Unit, bool) {
	if u, ok := l.find(geo.Department, code); ok {
		return u, true
	}
	return l.find(geo.Collectivity, code)
}

// commune finds a commune, or the one that took its ground over.
func (l lookup) commune(code string) (*geo.Unit, bool) {
	if successor, ok := l.Successors[code]; ok {
		code = successor
	}
	return l.find(geo.Commune, code)
}

func (s *fileSet) catalogue() (geo.Catalogue, error) {
	source, content, err := s.open("catalogue")
	if err != nil {
		return geo.Catalogue{}, err
	}
	if source.Populations == "" {
		return geo.Catalogue{}, fmt.Errorf("%s, catalogue: does not say what its populations are: %s", manifestFile, rebuild)
	}
	units, err := decodeCatalogue(source.File, content, source.Counts)
	if err != nil {
		return geo.Catalogue{}, err
	}
	c := geo.Catalogue{Units: units, PopulationOf: source.Populations}
	l := newLookup(c)
	if err := checkHierarchy(source.File, l); err != nil {
		return geo.Catalogue{}, err
	}
	if source, content, err = s.open("successors"); err != nil {
		return geo.Catalogue{}, err
	}
	c.Successors, err = decodeSuccessors(source.File, content, l)
	return c, err
}

// decodeCatalogue reads the units. Sizes, by level, only size the lists.
func decodeCatalogue(file string, content []byte, sizes map[string]int) (map[geo.Level][]geo.Unit, error) {
	units := map[geo.Level][]geo.Unit{}
	for _, level := range geo.Levels {
		units[level] = make([]geo.Unit, 0, max(0, min(sizes[string(level)], len(content))))
	}
	var level geo.Level
	var list []geo.Unit
	err := readTable(file, content, catalogueHeader, func(f []string) (err error) {
		if f[0] != string(level) {
			units[level] = list
			if level, err = geo.ParseLevel(f[0]); err != nil {
				return err
			}
			list = units[level]
		}
		if len(list) > 0 {
			if err := ascending(list[len(list)-1].Code, f[1]); err != nil {
				return err
			}
		}
		u := geo.Unit{Level: level, Code: f[1], Name: f[2], Department: f[3], Region: f[4], Region2015: f[5], EPCI: f[6]}
		if u.Population, err = parseCount(f[7]); err != nil {
			return err
		}
		if u.Code == "" || u.Name == "" {
			return fmt.Errorf("has no code or no name: %s", rebuild)
		}
		list = append(list, u)
		return nil
	})
	units[level] = list
	delete(units, "")
	return units, err
}

// checkHierarchy checks that every unit stands in units that exist and agree.
func checkHierarchy(file string, l lookup) error {
	for _, level := range geo.Levels {
		for i := range l.Units[level] {
			if err := checkParents(&l.Units[level][i], l); err != nil {
				return fmt.Errorf("%s, %s %s: %w: %s", file, level, l.Units[level][i].Code, err, rebuild)
			}
		}
	}
	return nil
}

func checkParents(u *geo.Unit, l lookup) error {
	parent := u
	switch u.Level {
	case geo.Collectivity:
		if u.Region != u.Code || u.Region2015 != u.Code {
			return fmt.Errorf("a collectivity stands for its own region")
		}
		return nil
	case geo.Commune:
		ground, ok := l.ground(u.Department)
		if !ok || geo.DepartmentOf(u.Code) != u.Department {
			return fmt.Errorf("department %q is unknown or not that of the code", u.Department)
		}
		if u.EPCI != "" {
			if _, ok := l.find(geo.EPCI, u.EPCI); !ok {
				return fmt.Errorf("EPCI %q is unknown", u.EPCI)
			}
		}
		if u.Region != ground.Region || u.Region2015 != ground.Region2015 {
			return fmt.Errorf("region %q or %q is not that of department %s", u.Region, u.Region2015, ground.Code)
		}
		return nil
	case geo.EPCI:
		// An EPCI with no department straddles some, and may straddle regions.
		if u.Department == "" {
			break
		}
		ground, ok := l.ground(u.Department)
		if !ok {
			return fmt.Errorf("department %q is unknown", u.Department)
		}
		if parent = ground; u.Region != parent.Region || u.Region2015 != parent.Region2015 {
			return fmt.Errorf("region %q or %q is not that of department %s", u.Region, u.Region2015, ground.Code)
		}
		return nil
	case geo.Department:
		if u.Region == "" || u.Region2015 == "" {
			return fmt.Errorf("has no region")
		}
	}
	if _, ok := l.find(geo.Region, u.Region); u.Region != "" && !ok {
		return fmt.Errorf("region %q is unknown", u.Region)
	}
	if _, ok := l.find(geo.Region2015, u.Region2015); u.Region2015 != "" && !ok {
		return fmt.Errorf("region %q before 2016 is unknown", u.Region2015)
	}
	return nil
}

func decodeSuccessors(file string, content []byte, l lookup) (map[string]string, error) {
	successors := make(map[string]string, len(content)/12)
	last := ""
	err := readTable(file, content, successorHeader, func(f []string) error {
		if err := ascending(last, f[0]); err != nil {
			return err
		}
		last = f[0]
		if _, ok := l.find(geo.Commune, f[0]); ok {
			return fmt.Errorf("is a commune of the catalogue, it has no successor: %s", rebuild)
		}
		if _, ok := l.find(geo.Commune, f[1]); !ok {
			return fmt.Errorf("successor %q is no commune of the catalogue: %s", f[1], rebuild)
		}
		successors[last] = f[1]
		return nil
	})
	return successors, err
}
