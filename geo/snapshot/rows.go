package snapshot

import (
	"fmt"
	"slices"

	"maillage/geo"
)

// NoEPCI is the code INSEE gives to communes that belong to no EPCI.
const NoEPCI = "ZZZZZZZZZ"

// Rows is the units of one level as sets of atoms. Every atom lies in exactly
// one row, so that rows sum to the whole. Overseas collectivities have rows of
// their own, after the others, at every level.
type Rows struct {
	Level geo.Level
	Units []geo.Unit
	Of    []int32 // row of each atom
	Sizes []int32 // number of atoms of each row

	index  map[string]int32
	totals map[geo.Geography][]Weights
}

// Totals returns the weights of each whole row. The slice is shared.
func (r *Rows) Totals(q geo.Geography) []Weights { return r.totals[q] }

// Row returns the position of the row of a code.
func (r *Rows) Row(code string) (int, bool) {
	i, ok := r.index[code]
	return int(i), ok
}

func newRows(level geo.Level, g *Grain, cat *geo.Catalogue) (*Rows, error) {
	r := &Rows{Level: level, totals: map[geo.Geography][]Weights{}}
	if level == geo.Commune {
		r.Units = g.Atoms
	} else {
		r.Units = slices.Clone(cat.Units[level])
		if level == geo.EPCI {
			r.Units = append(r.Units, geo.Unit{Level: geo.EPCI, Code: NoEPCI, Name: "Communes hors EPCI"})
		}
		r.Units = append(r.Units, cat.Units[geo.Collectivity]...)
	}
	r.index = make(map[string]int32, len(r.Units))
	for i, u := range r.Units {
		r.index[u.Code] = int32(i)
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

func (r *Rows) sum(q geo.Geography, w []Weights) {
	totals := make([]Weights, len(r.Units))
	for i := range w {
		totals[r.Of[i]].Add(&w[i])
	}
	r.totals[q] = totals
}
