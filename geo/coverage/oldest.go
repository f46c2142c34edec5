package coverage

import (
	"cmp"
	"slices"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// oldest tells, for each row, the latest date that a cited source bears of all
// that is covered of it: of each atom the freshest, of the row the oldest. It is
// unknown where something is covered on undated evidence, or nothing is whole.
// The freshest perimeters come first, and each atom is looked at once.
func (t *tally) oldest() []geo.Fuzzy {
	out := make([]geo.Fuzzy, len(t.rowsOf.Units))
	first := make([]int, len(out)) // atom that gave a row its date: the first of equals
	left := t.covered.Clone()
	for _, p := range freshestFirst(t.Network) {
		date := p.Attested.Last()
		of := p.Atoms(t.Grain).Intersection(left)
		of.Each(func(i int) {
			row := t.rowsOf.Of[i]
			if known := out[row].Last(); date < known || date == known && i < first[row] {
				out[row], first[row] = p.Attested, i
			}
		})
		left.AndNot(of)
	}
	left.Each(func(i int) { out[t.rowsOf.Of[i]] = geo.Fuzzy{} })
	return out
}

// freshestFirst lists the perimeters that a dated source bears, the latest date
// first.
func freshestFirst(network snapshot.Network) snapshot.Network {
	dated := slices.DeleteFunc(network.Sourced(), func(p *snapshot.Perimeter) bool { return !p.Attested.Known() })
	slices.SortStableFunc(dated, func(a, b *snapshot.Perimeter) int {
		return cmp.Compare(b.Attested.Last(), a.Attested.Last())
	})
	return dated
}
