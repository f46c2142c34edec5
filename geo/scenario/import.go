package scenario

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// maxProblems is how many problems a preview lists; the rest are counted.
const maxProblems = 1_000

// Preview is what a file of assignments would change.
type Preview struct {
	// Changes turn the base into what the file says: for each centre, in order
	// of IDs, what to take, then what to give.
	Changes []Change
	Header  int // the line of the names of columns, from 1: titles may stand above
	Lines   int // lines that are not empty, after the header
	Matched int // lines that name a unit and a centre without doubt
	// Unsourced counts the units and centres put together by those lines that
	// no perimeter of the centre with a published source bears out.
	Unsourced int
	Problems  []Problem
	Unlisted  int // problems past the first thousand
	// LeftOut are units that some line names with a problem: none of their
	// lines is acted on.
	LeftOut []geo.UnitRef
}

// Problem is a cell that does not match. Nothing is guessed in its place.
type Problem struct {
	Line    int // of the file, from 1
	Column  string
	Value   string
	Detail  string
	Nearest string // what it may stand for; "" where nothing is near
	// Successors are the units that have the ground of a code of the past today.
	Successors []geo.Unit
}

// ImportAssignments compares a CSV file of assignments with the network of a
// query. The file has a header line; its columns, in any order, are level, code,
// name, centre and centre_name, of which only code and centre are required:
// without a level, a code is that of a department or collectivity. Commas,
// semicolons or tabs, UTF-8 with or without a byte order mark, or UTF-16 with
// one; rows and columns that hold nothing are passed over, and so are titles above the
// header. A remark in a column without a name is told, and its line is acted on; so is
// a day in a datetime column,
// which exports have, that is not the query's.
//
// The lines of one unit together say who holds it: centres that are not among
// them lose it, an empty centre says that nobody holds it, and units without a
// line are left alone. Where one unit lies in another, the finer is followed on
// its own ground.
//
// Cells that do not match are listed, not guessed: the unit they are about is
// left alone. A file that cannot be read at all gives an error.
func ImportAssignments(r io.Reader, s *snapshot.Snapshot, q coverage.Query) (*Preview, error) {
	table, err := readTable(r)
	if err != nil {
		return nil, err
	}
	lines := table.lines
	m := matcher{s: s, day: q.Date, days: map[string]bool{}, preview: &Preview{Header: table.header, Lines: len(lines)}, holders: map[geo.UnitRef]map[string]bool{}, doubtful: map[geo.UnitRef]bool{}}
	for i := range lines {
		m.line(&lines[i])
	}
	for ref := range m.doubtful {
		delete(m.holders, ref)
		m.preview.LeftOut = append(m.preview.LeftOut, ref)
	}
	slices.SortFunc(m.preview.LeftOut, compareRefs)
	refs := slices.SortedFunc(maps.Keys(m.holders), compareRefs)
	st, err := newState(context.Background(), s, q, []Change{{Action: Give, Units: refs}})
	if err != nil {
		return nil, fmt.Errorf("assignments: %w", err)
	}
	m.preview.Unsourced = st.unsourced(refs, m.holders)
	m.preview.Changes, err = st.assign(refs, m.holders)
	return m.preview, err
}

// unsourced counts the units and centres put together without a source.
func (st *state) unsourced(refs []geo.UnitRef, holders map[geo.UnitRef]map[string]bool) (n int) {
	sourced := map[string]geo.Bitset{}
	for _, ref := range refs {
		rows := rowsOf(st.Grain, ref.Level)
		row, ok := rows.Row(ref.Code)
		if !ok {
			continue
		}
		for id := range holders[ref] {
			if sourced[id] == nil {
				sourced[id] = sourcedBy(st.base, id)
			}
			if !sourced[id].HasAll(rows.Atoms(row)) {
				n++
			}
		}
	}
	return n
}

// sourcedBy returns the atoms that sourced perimeters of a centre hold whole.
func sourcedBy(of *holdings.Holdings, id string) geo.Bitset {
	if c := of.Centre(id); c != nil {
		return c.Sourced()
	}
	return geo.NewBitset(len(of.Grain.Atoms))
}

// assign returns the changes after which exactly the centres named hold each
// unit; finer units, which come last, win on their own ground.
func (st *state) assign(refs []geo.UnitRef, holders map[geo.UnitRef]map[string]bool) ([]Change, error) {
	said := make([]map[string]bool, len(st.Grain.Atoms))
	ids := map[string]bool{}
	for _, c := range st.base.Centres {
		ids[c.Record.ID] = true
	}
	for _, ref := range refs {
		rows := rowsOf(st.Grain, ref.Level)
		row, ok := rows.Row(ref.Code)
		if !ok {
			continue
		}
		for _, atom := range rows.Atoms(row) {
			said[atom] = holders[ref]
		}
		for id := range holders[ref] {
			ids[id] = true
		}
	}
	var changes []Change
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		h, err := st.holding(id)
		if err != nil {
			return nil, err
		}
		changes = append(changes, st.assignOne(id, h, said)...)
	}
	return changes, nil
}

func (st *state) assignOne(id string, h *holding, said []map[string]bool) []Change {
	take, give := geo.NewBitset(len(said)), geo.NewBitset(len(said))
	for atom, holders := range said {
		switch {
		case holders == nil:
		case holders[id] && !h.now.Whole.Has(atom):
			give.Add(atom)
		case !holders[id] && h.now.Holds(atom):
			take.Add(atom)
		}
	}
	var out []Change
	if units := holdings.Refs(holdings.Names(st.Grain, take)); len(units) > 0 {
		out = append(out, Change{Action: Take, Centre: id, Units: units})
	}
	if units := holdings.Refs(holdings.Names(st.Grain, give)); len(units) > 0 {
		out = append(out, Change{Action: Give, Centre: id, Units: units})
	}
	return out
}
