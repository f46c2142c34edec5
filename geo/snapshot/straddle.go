package snapshot

import (
	"slices"
	"strings"

	"maillage/geo"
)

// Straddler is a neighbourhood that lies in several atoms. It is weighed in one
// of them, its home, so that the totals of rows add up; a set of atoms holds it
// only when it holds every atom in which some of it lies or may lie.
type Straddler struct {
	*geo.Neighbourhood
	Home   int     // the atom whose row counts it, see [Grain.AtomOf]
	Parts  []int32 // atoms in which some of it is known to lie, Home first
	Weight Weights // of neighbourhoods and their inhabitants alone

	// maybe is every atom of its department where a source names a commune of
	// it that the catalogue does not know: which of them it is cannot be told.
	maybe []int32
}

// Inside reports whether a set of atoms holds the whole of the neighbourhood.
func (n *Straddler) Inside(set geo.Bitset) bool {
	return set.HasAll(n.Parts) && set.HasAll(n.maybe)
}

// Touches reports whether some of the neighbourhood lies, or may lie, in a set
// of atoms.
func (n *Straddler) Touches(set geo.Bitset) bool {
	return set.HasAny(n.Parts) || set.HasAny(n.maybe)
}

// WeightOf is what one neighbourhood adds to the atom that counts it.
func WeightOf(n *geo.Neighbourhood) Weights {
	var w Weights
	w[geo.Neighbourhoods], w[geo.NeighbourhoodPopulation] = 1, n.Population.N
	if n.NPNRU == geo.Listed {
		w[geo.NPNRUNeighbourhoods] = 1
	}
	return w
}

// Straddlers returns the neighbourhoods of a geography that lie in several
// atoms, in order of code. The slice is shared.
func (g *Grain) Straddlers(q geo.Geography) []Straddler { return g.straddlers[q] }

// Straddles returns what is known of a neighbourhood that lies in several atoms,
// nil where it lies in one.
func (g *Grain) Straddles(n *geo.Neighbourhood) *Straddler {
	all := g.straddlers[n.Geography]
	i, ok := slices.BinarySearchFunc(all, n.Code, func(s Straddler, code string) int {
		return strings.Compare(s.Code, code)
	})
	if !ok {
		return nil
	}
	return &all[i]
}

// Add returns what a set of atoms adds up to: of neighbourhoods, those that it
// holds whole.
func (g *Grain) Add(set geo.Bitset, q geo.Geography) Weights {
	var sum Weights
	w := g.weights[q]
	set.Each(func(i int) { sum.Add(&w[i]) })
	for k := range g.straddlers[q] {
		if n := &g.straddlers[q][k]; set.Has(n.Home) && !n.Inside(set) {
			sum.Sub(&n.Weight)
		}
	}
	return sum
}

// Untold returns what ground may hold beside what [Grain.Add] counts of the atoms
// that it holds whole: the inhabitants and neighbourhoods of the atoms it cuts,
// and the neighbourhoods of several atoms that lie, or may lie, in some of its
// atoms and in others. Of areas, which are measured, and of departments it says
// nothing. No atom is in both sets.
func (g *Grain) Untold(whole, cut geo.Bitset, q geo.Geography) Weights {
	w := g.Add(cut, q)
	w[geo.AreaKM2] = 0
	touched := whole.Union(cut)
	all := g.straddlers[q]
	for i := range all {
		if n := &all[i]; n.Touches(touched) && !n.Inside(whole) && !n.Inside(cut) {
			w.Add(&n.Weight)
		}
	}
	return w
}

// takeStraddlers takes from sums over a set, which count every neighbourhood
// whose home is in it, those that the set holds in part only.
func (g *Grain) takeStraddlers(s Sums, r *Rows, set geo.Bitset, q geo.Geography) {
	for k := range g.straddlers[q] {
		if n := &g.straddlers[q][k]; set.Has(n.Home) && !n.Inside(set) {
			s.Weights[r.Of[n.Home]].Sub(&n.Weight)
		}
	}
}

// findStraddlers lists the neighbourhoods of a geography that lie in several
// atoms. A neighbourhood belongs to its department by code: communes that a
// source gives it elsewhere are not looked at, and so both grains count alike.
func (g *Grain) findStraddlers(hoods []geo.Neighbourhood, names *communeNames) []Straddler {
	if g.Level != geo.Commune {
		return nil
	}
	var out []Straddler
	for k := range hoods {
		n := &hoods[k]
		if len(n.Codes) < 2 && len(n.Communes) < 2 {
			continue
		}
		home, ok := g.AtomOf(n)
		if !ok {
			continue
		}
		s := Straddler{Neighbourhood: n, Home: home, Parts: []int32{int32(home)}, Weight: WeightOf(n)}
		if !s.spread(g, names) {
			s.maybe = g.atomsOfDepartment(n.Department)
		}
		if len(s.Parts) > 1 || len(s.maybe) > 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Straddler) int { return strings.Compare(a.Code, b.Code) })
	return out
}

// spread adds the atoms of every commune that the source names, and reports
// whether all of them are known. Where it gives fewer codes than names, names
// are looked up.
func (n *Straddler) spread(g *Grain, names *communeNames) (all bool) {
	add := func(atom int) {
		if !slices.Contains(n.Parts, int32(atom)) {
			n.Parts = append(n.Parts, int32(atom))
		}
	}
	all = true
	for _, code := range n.Codes {
		atom, ok := g.Atom(code)
		switch {
		case !ok:
			all = false
		case departmentOf(&g.Atoms[atom]) == n.Department:
			add(atom)
		}
	}
	if len(n.Communes) <= len(n.Codes) {
		return all
	}
	for _, name := range n.Communes {
		if atom, ok := names.find(n.Department, name); ok {
			add(atom)
		} else {
			all = false
		}
	}
	return all
}

func (g *Grain) atomsOfDepartment(code string) []int32 {
	rows := g.rows[geo.Department]
	row, ok := rows.Row(code)
	if !ok {
		return nil
	}
	return rows.Atoms(row)
}

// communeNames finds communes by name in their department.
type communeNames struct {
	atoms map[nameKey]int // -1 where two communes share a name
}

type nameKey struct{ department, name string }

func newCommuneNames(g *Grain) *communeNames {
	out := &communeNames{make(map[nameKey]int, len(g.Atoms))}
	for i := range g.Atoms {
		if g.Atoms[i].Level != geo.Commune {
			continue
		}
		key := nameKey{g.Atoms[i].Department, geo.FoldName(g.Atoms[i].Name)}
		if _, twice := out.atoms[key]; twice {
			i = -1
		}
		out.atoms[key] = i
	}
	return out
}

// find looks a name up. Of a municipal arrondissement ("Lyon 8e
// arrondissement") the commune is found: no other commune's name has a digit.
func (c *communeNames) find(department, name string) (int, bool) {
	if i := strings.IndexAny(name, "0123456789"); i > 0 {
		name = name[:i]
	}
	atom, ok := c.atoms[nameKey{department, geo.FoldName(name)}]
	return atom, ok && atom >= 0
}
