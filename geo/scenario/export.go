package scenario

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// columns are those of a file of assignments, in the order it is written.
var columns = []string{"level", "code", "name", "centre", "centre_name"}

// Assignment says that a centre holds a unit. A unit that nobody holds has one
// with an empty Centre.
type Assignment struct {
	Level      geo.Level
	Code       string
	Name       string
	Centre     string
	CentreName string
	Sourced    bool // perimeters of the centre with a published source cover the unit; false where nobody holds it
}

// ExportAssignments lists who holds what, in order of units then centres:
// every department and collectivity of the data, or the communes of one where
// some centre holds a part of it. Drawn ground has no line: units that it cuts
// are left out, and returned apart. [ImportAssignments] reads the list back as no
// change.
func ExportAssignments(s *snapshot.Snapshot, n snapshot.Network) (rows []Assignment, cut []geo.Unit, err error) {
	st := &state{base: n, touched: map[string]*holding{}}
	st.atlas = atlas{ctx: context.Background(), s: s, g: s.Grain(geo.Department, n.Fine())}
	e := exporter{state: st, names: map[string]string{}}
	for _, p := range n {
		if _, ok := e.names[p.Centre.ID]; ok {
			continue
		}
		e.names[p.Centre.ID] = p.Centre.Name
		g, err := st.baseGround(p.Centre.ID)
		if err != nil {
			return nil, nil, err
		}
		e.ids, e.grounds = append(e.ids, p.Centre.ID), append(e.grounds, g)
		e.sourced = append(e.sourced, sourcedBy(e.g, n, p.Centre.ID))
	}
	departments := st.rows(geo.Department)
	for row := range departments.Units {
		e.department(departments, row)
	}
	return e.rows, e.cut, nil
}

type exporter struct {
	*state
	ids     []string
	grounds []ground
	sourced []geo.Bitset // atoms on a perimeter of the centre that has a source
	names   map[string]string
	rows    []Assignment
	cut     []geo.Unit
}

// sourcedBy returns the atoms of a grain that the perimeters of a centre with a
// published source cover whole.
func sourcedBy(g *snapshot.Grain, n snapshot.Network, id string) geo.Bitset {
	var sourced snapshot.Network
	for _, p := range n {
		if p.Sourced && p.Centre.ID == id {
			sourced = append(sourced, p)
		}
	}
	return coverage.Covered(g, sourced)
}

// department lists a department in one line a centre where each holds all of it
// or nothing, and by its communes elsewhere.
func (e *exporter) department(rows *snapshot.Rows, row int) {
	atoms := rows.Atoms(row)
	if len(atoms) == 0 {
		return
	}
	if e.g.Level == geo.Department || !e.splits(atoms) {
		e.unit(rows.Units[row], atoms)
		return
	}
	for i, a := range atoms {
		u := e.g.Atoms[a]
		u.Level = geo.Commune
		e.unit(u, atoms[i:i+1])
	}
}

// splits reports whether some centre holds a part of the atoms.
func (e *exporter) splits(atoms []int32) bool {
	for _, g := range e.grounds {
		n := 0
		for _, a := range atoms {
			if _, part := g.pieces[int(a)]; part {
				return true
			}
			if g.whole.Has(int(a)) {
				n++
			}
		}
		if n > 0 && n < len(atoms) {
			return true
		}
	}
	return false
}

// unit lists the centres that hold a unit, of which the first atom stands for
// all: each centre holds it whole or not at all.
func (e *exporter) unit(u geo.Unit, atoms []int32) {
	atom := int(atoms[0])
	line := Assignment{Level: u.Level, Code: u.Code, Name: u.Name}
	var holders []Assignment
	for i, g := range e.grounds {
		if _, part := g.pieces[atom]; part {
			e.cut = append(e.cut, u)
			return
		}
		if g.whole.Has(atom) {
			line.Centre, line.CentreName, line.Sourced = e.ids[i], e.names[e.ids[i]], e.sourced[i].HasAll(atoms)
			holders = append(holders, line)
		}
	}
	if holders == nil {
		holders = []Assignment{line}
	}
	e.rows = append(e.rows, holders...)
}
