package coverage

import (
	"maillage/geo"
	"maillage/geo/snapshot"
)

// oldest tells, for each row, the latest date that a cited source bears of all
// that is covered of it: of each atom the freshest, of the row the oldest. It is
// unknown where something is covered on undated evidence, or nothing is whole.
func (t *tally) oldest() []geo.Fuzzy {
	freshest := make([]*snapshot.Perimeter, len(t.Grain.Atoms))
	for _, p := range t.Network {
		dated := p.Sourced && p.Attested.Known()
		p.Atoms(t.Grain).Each(func(i int) {
			if dated && (freshest[i] == nil || p.Attested.Last() > freshest[i].Attested.Last()) {
				freshest[i] = p
			}
		})
	}
	out := make([]geo.Fuzzy, len(t.rowsOf.Units))
	undated := make([]bool, len(out))
	t.covered.Each(func(i int) {
		row := t.rowsOf.Of[i]
		switch p := freshest[i]; {
		case p == nil:
			undated[row] = true
		case p.Attested.Last() < out[row].Last():
			out[row] = p.Attested
		}
	})
	for row := range out {
		if undated[row] {
			out[row] = geo.Fuzzy{}
		}
	}
	return out
}
