package snapshot

import (
	"fmt"
	"math/bits"
	"slices"
	"sync"

	"maillage/geo"
)

// NoEPCI is the code INSEE gives to communes that belong to no EPCI. Its row
// also holds what cannot be placed in a commune.
const NoEPCI = "ZZZZZZZZZ"

// Rows is the units of one level as sets of atoms. Every atom lies in exactly
// one row, so that rows sum to the whole. Overseas collectivities have rows of
// their own, after the others, at every level.
type Rows struct {
	Level geo.Level
	Units []geo.Unit
	Of    []int32 // row of each atom
	Sizes []int32 // number of atoms of each row

	index   map[string]int32
	members func() members
	// Row of each department or collectivity, by its row at level department;
	// nil at levels finer than that.
	ofDepartment []int32
	whole        map[geo.Geography]Sums // of France
}

// Sums is what sets of atoms add up to, row by row.
type Sums struct {
	Weights []Weights
	Atoms   []int32
}

func newSums(rows int) Sums {
	return Sums{Weights: make([]Weights, rows), Atoms: make([]int32, rows)}
}

// Sum adds up a set of atoms, row by row: of neighbourhoods, those that the set
// holds whole, each in the row of the atom that counts it. It is the inner loop
// of every figure at commune grain, hence the bare walk over words.
func (g *Grain) Sum(r *Rows, set geo.Bitset, q geo.Geography) Sums {
	s := newSums(len(r.Units))
	w, of := g.weights[q], r.Of
	for k, word := range set {
		for ; word != 0; word &= word - 1 {
			i := k<<6 + bits.TrailingZeros64(word)
			row := of[i]
			s.Weights[row].Add(&w[i])
			s.Atoms[row]++
		}
	}
	g.takeStraddlers(s, r, set, q)
	return s
}

// Count counts a set of atoms, row by row.
func (r *Rows) Count(set geo.Bitset) []int32 {
	n := make([]int32, len(r.Units))
	for k, word := range set {
		for ; word != 0; word &= word - 1 {
			n[r.Of[k<<6+bits.TrailingZeros64(word)]]++
		}
	}
	return n
}

// Whole returns what the atoms of a territory add up to, row by row. The
// slices may be shared: do not change them.
func (g *Grain) Whole(r *Rows, t geo.Territory, q geo.Geography) Sums {
	if t == geo.France || t == g.own {
		return r.whole[q]
	}
	return g.Sum(r, g.territory[t], q)
}

// Totals returns the weights of each whole row. The slice is shared.
func (r *Rows) Totals(q geo.Geography) []Weights { return r.whole[q].Weights }

// OfDepartment returns the row of each department or collectivity, by its row
// at level department; nil at levels finer than that. The slice is shared.
func (r *Rows) OfDepartment() []int32 { return r.ofDepartment }

// Atoms returns the atoms of a row, in ascending order. The slice is shared.
func (r *Rows) Atoms(row int) []int32 {
	m := r.members()
	return m.atoms[m.start[row]:m.start[row+1]]
}

// members is the atoms of each row, row after row.
type members struct {
	start []int32 // of each row in atoms, and the end of the last
	atoms []int32
}

func (r *Rows) findMembers() members {
	m := members{start: make([]int32, len(r.Sizes)+1), atoms: make([]int32, len(r.Of))}
	for row, n := range r.Sizes {
		m.start[row+1] = m.start[row] + n
	}
	next := slices.Clone(m.start)
	for atom, row := range r.Of {
		m.atoms[next[row]] = int32(atom)
		next[row]++
	}
	return m
}

// Row returns the position of the row of a code.
func (r *Rows) Row(code string) (int, bool) {
	i, ok := r.index[code]
	return int(i), ok
}

func newRows(level geo.Level, g *Grain, cat *geo.Catalogue) (*Rows, error) {
	r := &Rows{Level: level, whole: map[geo.Geography]Sums{}}
	if level == geo.Commune {
		r.Units = g.Atoms
	} else {
		r.Units = slices.Clone(cat.Units[level])
		if level == geo.EPCI {
			r.Units = append(r.Units, geo.Unit{Level: geo.EPCI, Code: NoEPCI, Name: "Hors EPCI, ou commune non connue"})
		}
		r.Units = append(r.Units, cat.Units[geo.Collectivity]...)
	}
	r.index = g.index // at level commune, rows are atoms
	if level != geo.Commune {
		r.index = make(map[string]int32, len(r.Units))
		for i, u := range r.Units {
			r.index[u.Code] = int32(i)
		}
	}
	r.Of = make([]int32, len(g.Atoms))
	r.Sizes = make([]int32, len(r.Units))
	for i := range g.Atoms {
		code := rowCode(level, &g.Atoms[i])
		k, ok := r.index[code]
		if !ok {
			return nil, fmt.Errorf("%s %s names %s %q, which the catalogue does not list",
				g.Atoms[i].Level, g.Atoms[i].Code, level, code)
		}
		r.Of[i] = k
		r.Sizes[k]++
	}
	r.members = sync.OnceValue(r.findMembers)
	return r, nil
}

// rowCode returns the code of the row an atom lies in.
func rowCode(level geo.Level, a *geo.Unit) string {
	department := departmentOf(a)
	if level == geo.Commune {
		return a.Code
	}
	if geo.COM.Contains(department) {
		return department
	}
	switch level {
	case geo.Region:
		return a.Region
	case geo.Region2015:
		return a.Region2015
	case geo.EPCI:
		if a.EPCI == "" {
			return NoEPCI
		}
		return a.EPCI
	default:
		return department
	}
}

// tieDepartments tells the row of every department, at levels no finer.
func (r *Rows) tieDepartments(departments *Rows) {
	if r.Level == geo.EPCI || r.Level == geo.Commune {
		return
	}
	r.ofDepartment = make([]int32, len(departments.Units))
	for i, d := range departments.Of {
		r.ofDepartment[d] = r.Of[i]
	}
}
