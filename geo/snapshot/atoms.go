package snapshot

import (
	"maps"
	"slices"

	"maillage/geo"
)

var (
	coarseLevels = []geo.Level{geo.Region, geo.Region2015, geo.Department}
	fineLevels   = []geo.Level{geo.Region, geo.Region2015, geo.Department, geo.EPCI, geo.Commune}
)

// departmentAtoms returns the atoms of the department grain.
func departmentAtoms(cat *geo.Catalogue) []geo.Unit {
	return append(slices.Clone(cat.Units[geo.Department]), cat.Units[geo.Collectivity]...)
}

// communeAtoms returns the atoms of the commune grain: the communes of the
// catalogue, those only a boundary file knows, and the collectivities in which
// some neighbourhood has no known commune.
func communeAtoms(d *geo.Dataset, communes *geo.Layer) []geo.Unit {
	cat := &d.Catalogue
	atoms := slices.Clone(cat.Units[geo.Commune])
	known := make(map[string]int, len(atoms))
	for i := range atoms {
		known[atoms[i].Code] = i
	}
	parents := make(map[string]geo.Unit)
	for _, u := range departmentAtoms(cat) {
		parents[u.Code] = u
	}
	if communes != nil {
		for _, f := range communes.Features {
			if _, ok := known[f.Code]; ok {
				continue
			}
			u, ok := formerCommune(f, parents, cat, known)
			if ok {
				known[f.Code] = len(atoms)
				atoms = append(atoms, u)
			}
		}
	}
	for _, code := range withoutCommune(d, known, atoms) {
		rest := parents[code]
		rest.Population = geo.Count{} // counted in its communes
		atoms = append(atoms, rest)
	}
	return atoms
}

// formerCommune describes a commune that only the boundary file knows. Its
// population is counted in its successor, and its ground where that lies: the
// code of a commune of the past may begin with another department.
func formerCommune(f geo.Feature, parents map[string]geo.Unit, cat *geo.Catalogue, known map[string]int) (geo.Unit, bool) {
	department, epci := geo.DepartmentOf(f.Code), ""
	if i, ok := known[cat.CommuneToday(f.Code)]; ok && i < len(cat.Units[geo.Commune]) {
		successor := &cat.Units[geo.Commune][i]
		department, epci = successor.Department, successor.EPCI
	}
	parent, ok := parents[department]
	if !ok {
		return geo.Unit{}, false
	}
	return geo.Unit{
		Level: geo.Commune, Code: f.Code, Name: f.Name,
		Department: parent.Code, Region: parent.Region, Region2015: parent.Region2015, EPCI: epci,
	}, true
}

// withoutCommune lists the departments and collectivities in which some
// neighbourhood cannot be placed in a commune of theirs; see [Grain.AtomOf].
func withoutCommune(d *geo.Dataset, known map[string]int, atoms []geo.Unit) []string {
	codes := map[string]bool{}
	for _, hoods := range d.Neighbourhoods {
		for i := range hoods {
			n := &hoods[i]
			placed := false
			if len(n.Codes) > 0 {
				k, ok := known[n.Codes[0]]
				placed = ok && atoms[k].Department == n.Department
			}
			if !placed {
				codes[n.Department] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(codes))
}
