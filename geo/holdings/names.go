package holdings

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Names names a set of atoms by the fewest units: departments and collectivities
// that are whole, then communes. What of a department lies in no known commune is
// the commune of the department's code.
func Names(g *snapshot.Grain, set geo.Bitset) []geo.Unit {
	rows := g.Rows(geo.Department)
	var out []geo.Unit
	counts := rows.Count(set)
	for row, n := range counts {
		if n > 0 && n == rows.Sizes[row] {
			out = append(out, rows.Units[row])
		}
	}
	if g.Level != geo.Commune {
		return out
	}
	set.Each(func(i int) {
		if row := rows.Of[i]; counts[row] < rows.Sizes[row] {
			u := g.Atoms[i]
			u.Level = geo.Commune
			out = append(out, u)
		}
	})
	return out
}

// NamesInOrder names a set of atoms by the same units as they stand in the
// catalogue, in order of code: each whole department in the place of its first
// atom.
func NamesInOrder(g *snapshot.Grain, set geo.Bitset) []geo.Unit {
	rows := g.Rows(geo.Department)
	counts := rows.Count(set)
	listed := make([]bool, len(counts))
	var out []geo.Unit
	set.Each(func(i int) {
		row := rows.Of[i]
		switch {
		case counts[row] < rows.Sizes[row]:
			out = append(out, g.Atoms[i])
		case !listed[row]:
			out = append(out, rows.Units[row])
			listed[row] = true
		}
	})
	return out
}

// Refs returns the levels and codes of units.
func Refs(units []geo.Unit) []geo.UnitRef {
	refs := make([]geo.UnitRef, len(units))
	for i, u := range units {
		refs[i] = geo.UnitRef{Level: u.Level, Code: u.Code}
	}
	return refs
}
