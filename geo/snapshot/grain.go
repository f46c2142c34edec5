package snapshot

import (
	"fmt"
	"slices"
	"strings"

	"maillage/geo"
)

// Weights is what one atom counts for, or a sum of atoms, measure by measure.
// Departments are no weight of atoms: [geo.Departments] is 0 in all of them.
type Weights geo.ByMeasure[int64]

// Add adds o to w.
func (w *Weights) Add(o *Weights) {
	for m := range w {
		w[m] += o[m]
	}
}

// Sub takes o from w.
func (w *Weights) Sub(o *Weights) {
	for m := range w {
		w[m] -= o[m]
	}
}

// Grain is a set of atoms that tiles the territory, in ascending order of code.
type Grain struct {
	Level geo.Level // Department or Commune
	Atoms []geo.Unit
	// HasGround tells whether the base mesh has faces this fine.
	HasGround bool

	index             map[string]int32
	weights           map[geo.Geography][]Weights
	neighbourhoods    map[geo.Geography]map[int32][]*geo.Neighbourhood // by atom
	straddlers        map[geo.Geography][]Straddler
	rows              map[geo.Level]*Rows
	territory         map[geo.Territory]geo.Bitset
	own               geo.Territory // all the ground there is, as its data set names it
	atomOfFace        []int32       // atom each face of the base mesh lies in
	grounded          geo.Bitset
	approximate       geo.Bitset
	missingBoundaries []int32 // units of the base mesh without boundary, by atom
}

// newGrain indexes atoms, sorts them by code and prepares the rows of levels.
func newGrain(level geo.Level, atoms []geo.Unit, cat *geo.Catalogue, levels []geo.Level) (*Grain, error) {
	slices.SortFunc(atoms, func(a, b geo.Unit) int { return strings.Compare(a.Code, b.Code) })
	g := &Grain{
		Level: level, Atoms: atoms,
		index:          make(map[string]int32, len(atoms)),
		weights:        map[geo.Geography][]Weights{},
		neighbourhoods: map[geo.Geography]map[int32][]*geo.Neighbourhood{},
		straddlers:     map[geo.Geography][]Straddler{},
		rows:           map[geo.Level]*Rows{},
		territory:      map[geo.Territory]geo.Bitset{},
		own:            cat.Territory(),
		grounded:       geo.NewBitset(len(atoms)),
		approximate:    geo.NewBitset(len(atoms)),
	}
	for i, a := range atoms {
		if _, twice := g.index[a.Code]; twice {
			return nil, fmt.Errorf("%s %s stands twice: codes must be unique", a.Level, a.Code)
		}
		g.index[a.Code] = int32(i)
	}
	for _, t := range geo.Territories {
		set := geo.NewBitset(len(atoms))
		for i, a := range atoms {
			if t.Contains(departmentOf(&a)) {
				set.Add(i)
			}
		}
		g.territory[t] = set
	}
	g.territory[g.own] = g.territory[geo.France]
	for _, l := range levels {
		r, err := newRows(l, g, cat)
		if err != nil {
			return nil, err
		}
		g.rows[l] = r
	}
	for _, r := range g.rows {
		r.tieDepartments(g.rows[geo.Department])
	}
	return g, nil
}

// departmentOf returns the department or collectivity an atom lies in.
func departmentOf(u *geo.Unit) string {
	if u.Level == geo.Department || u.Level == geo.Collectivity {
		return u.Code
	}
	return u.Department
}

// Atom returns the position of the atom of a code.
func (g *Grain) Atom(code string) (int, bool) {
	i, ok := g.index[code]
	return int(i), ok
}

// Territory returns the atoms of a territory, one that the catalogue can tell.
// The set is shared: do not change it.
func (g *Grain) Territory(t geo.Territory) geo.Bitset { return g.territory[t] }

// Weights returns the weight of each atom, by position, with the
// neighbourhoods of a geography that it counts; [Grain.Sum] and [Grain.Add] tell
// which of these a set holds whole. The slice is shared: do not change it.
func (g *Grain) Weights(q geo.Geography) []Weights { return g.weights[q] }

// Rows returns the units of a level as rows of atoms, nil where this grain
// cannot tell that level.
func (g *Grain) Rows(l geo.Level) *Rows { return g.rows[l] }

// Grounded returns the atoms that have a geometry. The set is shared.
func (g *Grain) Grounded() geo.Bitset { return g.grounded }

// fill computes the weights of every atom and the totals of every row.
func (g *Grain) fill(area []geo.Area, hoods map[geo.Geography][]geo.Neighbourhood) error {
	names := newCommuneNames(g)
	for _, q := range geo.Geographies {
		w := make([]Weights, len(g.Atoms))
		for i := range g.Atoms {
			if area != nil {
				w[i][geo.AreaKM2] = int64(area[i])
			}
			w[i][geo.Population] = g.Atoms[i].Population.N
		}
		g.neighbourhoods[q] = map[int32][]*geo.Neighbourhood{}
		for k := range hoods[q] {
			n := &hoods[q][k]
			i, ok := g.AtomOf(n)
			if !ok {
				return fmt.Errorf("neighbourhood %s: no unit %s in the catalogue; mend its department", n.Code, n.Department)
			}
			g.neighbourhoods[q][int32(i)] = append(g.neighbourhoods[q][int32(i)], n)
			one := WeightOf(n)
			w[i].Add(&one)
		}
		g.weights[q] = w
		g.straddlers[q] = g.findStraddlers(hoods[q], names)
		for _, r := range g.rows {
			if r.Level == geo.Commune { // rows are atoms, all of them in France
				r.whole[q] = Sums{w, r.Sizes}
				continue
			}
			r.whole[q] = g.Sum(r, g.territory[geo.France], q)
		}
	}
	return nil
}

// AtomOf returns the atom that counts a neighbourhood in its total (what holds
// it is told by [Straddler] where it lies in several): its main commune where
// the grain is that fine and that commune lies in the neighbourhood's own
// department (one of 2015 straddles two departments), else its department or
// collectivity.
func (g *Grain) AtomOf(n *geo.Neighbourhood) (int, bool) {
	if g.Level == geo.Commune && len(n.Codes) > 0 {
		if i, ok := g.Atom(n.Codes[0]); ok && departmentOf(&g.Atoms[i]) == n.Department {
			return i, true
		}
	}
	return g.Atom(n.Department)
}
