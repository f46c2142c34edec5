package scenario

import (
	"context"

	"maillage/geo"
	"maillage/geo/holdings"
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
	v := s.View(snapshot.Query{Level: geo.Department}, n)
	e := exporter{Grain: v.Grain}
	atlas := holdings.Atlas{Context: context.Background(), Snapshot: s, Grain: v.Grain}
	for _, c := range holdings.Of(v).Centres {
		held, err := atlas.Footprint(c)
		if err != nil {
			return nil, nil, err
		}
		e.centres = append(e.centres, exported{c.Record, held, c.Sourced()})
	}
	departments := e.Rows(geo.Department)
	for row := range departments.Units {
		e.department(departments, row)
	}
	return e.rows, e.cut, nil
}

type exporter struct {
	*snapshot.Grain
	centres []exported
	rows    []Assignment
	cut     []geo.Unit
}

// exported is one centre with what it holds.
type exported struct {
	record  *geo.Centre
	held    holdings.Footprint
	sourced geo.Bitset // atoms on a perimeter of the centre that has a source
}

// department lists a department in one line a centre where each holds all of it
// or nothing, and by its communes elsewhere.
func (e *exporter) department(rows *snapshot.Rows, row int) {
	atoms := rows.Atoms(row)
	if len(atoms) == 0 {
		return
	}
	if e.Level == geo.Department || !e.splits(atoms) {
		e.unit(rows.Units[row], atoms)
		return
	}
	for i, a := range atoms {
		u := e.Atoms[a]
		u.Level = geo.Commune
		e.unit(u, atoms[i:i+1])
	}
}

// splits reports whether some centre holds a part of the atoms.
func (e *exporter) splits(atoms []int32) bool {
	for i := range e.centres {
		g := &e.centres[i].held
		n := 0
		for _, a := range atoms {
			if _, part := g.Pieces[int(a)]; part {
				return true
			}
			if g.Whole.Has(int(a)) {
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
	for i := range e.centres {
		c := &e.centres[i]
		if _, part := c.held.Pieces[atom]; part {
			e.cut = append(e.cut, u)
			return
		}
		if c.held.Whole.Has(atom) {
			line.Centre, line.CentreName, line.Sourced = c.record.ID, c.record.Name, c.sourced.HasAll(atoms)
			holders = append(holders, line)
		}
	}
	if holders == nil {
		holders = []Assignment{line}
	}
	e.rows = append(e.rows, holders...)
}
