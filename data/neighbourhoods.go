package data

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
)

var (
	header2015 = []string{"code", "name", "communes", "main_commune", "department", "region_2015", "region", "population_2013", "population_2018", "lon", "lat"}
	header2024 = []string{"code", "name", "commune_codes", "communes", "department", "region", "epci", "lon", "lat"}
)

// fixCode is the fix of a code that the catalogue does not know.
const fixCode = "correct the code in the facts, or the catalogue they are checked against, and " + rebuild

func (s *fileSet) neighbourhoods2015(l lookup) ([]geo.Neighbourhood, error) {
	source, content, err := s.open("qpv-2015")
	if err != nil {
		return nil, err
	}
	hoods, err := decodeNeighbourhoods(source, content, header2015, func(f []string) (n geo.Neighbourhood, err error) {
		n = geo.Neighbourhood{
			Code: f[0], Name: f[1], Geography: geo.QPV2015, Communes: splitList(f[2]), Codes: splitList(f[3]),
			Department: f[4], Region2015: f[5], Region: f[6],
		}
		if n.Population, err = parseCount(f[7]); err != nil {
			return n, err
		}
		if n.Later, err = parseCount(f[8]); err != nil {
			return n, err
		}
		if n.Point, err = parsePoint(f[9], f[10]); err != nil {
			return n, err
		}
		return n, place2015(&n, l)
	})
	if err != nil {
		return nil, err
	}
	return hoods, s.list(hoods)
}

// list tells which neighbourhoods the NPNRU lists.
func (s *fileSet) list(hoods []geo.Neighbourhood) error {
	source, content, err := s.open("npnru-2015")
	if err != nil {
		return err
	}
	for i := range hoods {
		hoods[i].NPNRU = geo.Unlisted
	}
	last := ""
	return readTable(source.File, content, []string{"code"}, func(f []string) error {
		i, ok := slices.BinarySearchFunc(hoods, f[0], func(n geo.Neighbourhood, code string) int { return strings.Compare(n.Code, code) })
		if !ok {
			return fmt.Errorf("is no neighbourhood of the 2015 geography: %s", fixCode)
		}
		hoods[i].NPNRU = geo.Listed
		err := ascending(last, f[0])
		last = f[0]
		return err
	})
}

// place2015 checks the codes of a row and completes it from the catalogue. The
// facts leave the region before 2016 of a collectivity empty, and the names of
// the communes overseas; they list the communes in no order.
func place2015(n *geo.Neighbourhood, l lookup) error {
	ground, ok := l.ground(n.Department)
	if !ok {
		return fmt.Errorf("department %q is not in the catalogue: %s", n.Department, fixCode)
	}
	if ground.Level == geo.Collectivity && n.Region2015 == "" {
		n.Region2015 = ground.Code
	}
	if n.Region2015 != ground.Region2015 {
		return fmt.Errorf("region %q before 2016 is not that of department %s (%s): %s", n.Region2015, ground.Code, ground.Region2015, fixCode)
	}
	if len(n.Codes) == 0 {
		return checkRegion(n, ground)
	}
	main, ok := l.commune(n.Codes[0])
	if !ok {
		return fmt.Errorf("commune %q is not in the catalogue: %s", n.Codes[0], fixCode)
	}
	if i := slices.Index(n.Communes, main.Name); i > 0 {
		n.Communes = slices.Concat(n.Communes[i:i+1], n.Communes[:i], n.Communes[i+1:])
	}
	if len(n.Communes) == 0 {
		n.Communes = []string{main.Name}
	}
	return checkRegion(n, ground)
}

func checkRegion(n *geo.Neighbourhood, ground *geo.Unit) error {
	if n.Region != ground.Region {
		return fmt.Errorf("region %q is not that of department %s (%s): %s", n.Region, ground.Code, ground.Region, fixCode)
	}
	return nil
}

func (s *fileSet) neighbourhoods2024(l lookup) ([]geo.Neighbourhood, error) {
	source, content, err := s.open("qpv-2024")
	if err != nil {
		return nil, err
	}
	return decodeNeighbourhoods(source, content, header2024, func(f []string) (n geo.Neighbourhood, err error) {
		n = geo.Neighbourhood{
			Code: f[0], Name: f[1], Geography: geo.QPV2024, Codes: splitList(f[2]), Communes: splitList(f[3]),
			Department: f[4], Region: f[5],
		}
		if n.Point, err = parsePoint(f[7], f[8]); err != nil {
			return n, err
		}
		return n, place2024(&n, splitList(f[6]), l)
	})
}

// place2024 checks the codes of a row and completes it from the catalogue.
func place2024(n *geo.Neighbourhood, epcis []string, l lookup) error {
	ground, ok := l.ground(n.Department)
	if !ok {
		return fmt.Errorf("department %q is not in the catalogue: %s", n.Department, fixCode)
	}
	n.Region2015 = ground.Region2015
	if len(n.Codes) == 0 || len(n.Codes) != len(n.Communes) {
		return fmt.Errorf("has %d commune codes and %d names: give one name a code", len(n.Codes), len(n.Communes))
	}
	for _, code := range n.Codes {
		commune, ok := l.commune(code)
		if !ok || commune.Department != n.Department {
			return fmt.Errorf("commune %q is not in the catalogue, or not in department %s: %s", code, n.Department, fixCode)
		}
		if !slices.Contains(epcis, commune.EPCI) {
			return fmt.Errorf("commune %q is of EPCI %q, the row says %q: %s", code, commune.EPCI, strings.Join(epcis, ";"), fixCode)
		}
	}
	// Ten neighbourhoods lie in two EPCI: each counts once, in that of its
	// main commune.
	main, _ := l.commune(n.Codes[0])
	n.EPCI = main.EPCI
	return checkRegion(n, ground)
}

func decodeNeighbourhoods(source geo.Source, content []byte, header []string, row func(f []string) (geo.Neighbourhood, error)) ([]geo.Neighbourhood, error) {
	// No row is shorter than its separators, whatever the manifest says.
	list := make([]geo.Neighbourhood, 0, max(0, min(source.Counts["rows"], len(content)/len(header))))
	last := ""
	err := readTable(source.File, content, header, func(f []string) error {
		n, err := row(f)
		if err != nil {
			return err
		}
		if err := ascending(last, n.Code); err != nil {
			return err
		}
		last = n.Code
		list = append(list, n)
		return nil
	})
	return list, err
}
