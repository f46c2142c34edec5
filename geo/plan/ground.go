package plan

import (
	"context"
	"fmt"
	"math"
	"slices"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/holdings"
	"maillage/geo/snapshot"
)

// ground is who holds what on the day asked, department by department.
type ground struct {
	units   []unit   // of the territory, in order of code
	centres []centre // with ground in the territory, in order of ID
	regions map[string]geo.Unit
	// border is the common border of a unit with the departments that a centre
	// holds whole, itself left out: border[unit][centre], in whole metres.
	border       [][]int64
	joinOverseas bool
	coverage     *coverage.Analysis // by department
}

// unit is a department or an overseas collectivity.
type unit struct {
	geo.Unit
	region  string // region since 2016, or the collectivity's own code
	land    string
	hoods   int64     // in the measure counted, as loads are
	missing int64     // of it, what is not known to be covered
	all     int64     // neighbourhoods
	gap     int64     // of them, those not covered
	untold  int64     // beside these, those that lie, or may lie, partly in covered ground
	npnru   geo.Count // of the gap, those of the NPNRU; unknown where the geography has no list
	status  coverage.Status
	holders []holder // centres with some ground in it, in order
}

// holder is what one centre has of a unit.
type holder struct {
	centre int
	whole  bool
	hoods  int64 // in the measure counted
}

// centre is a centre with its ground in the territory.
type centre struct {
	id      string
	load    int64
	regions []string // since 2016, where it has some ground; in order of code
	lands   []string
	plain   bool // nothing of it is drawn or told in communes or EPCI
}

// mainland is the land of every metropolitan department.
const mainland = string(geo.Metropole)

// landOf returns the land of a department or collectivity.
func landOf(code string) string {
	if geo.Metropole.Contains(code) {
		return mainland
	}
	return code
}

// viewByDepartment returns the view of the network of a query on the grain that
// departments call for.
func viewByDepartment(s *snapshot.Snapshot, q coverage.Query) snapshot.View {
	q.Level = geo.Department
	return s.View(q, s.Active(q))
}

// survey takes the ground of the network of a view by departments.
func survey(ctx context.Context, v snapshot.View, o Options) (*ground, error) {
	s := v.Snapshot
	if err := s.Countable(v.Network); err != nil {
		return nil, err
	}
	if why := s.Lacking(o.Counted(), v.Query.Geography); why != "" {
		return nil, fmt.Errorf("no figure for %s: %s", o.Counted(), why.English())
	}
	w := &ground{joinOverseas: o.JoinOverseas, regions: map[string]geo.Unit{}}
	for _, u := range s.Coarse().Rows(geo.Region).Units {
		w.regions[u.Code] = u
	}
	c := &census{Holdings: holdings.Of(v), counted: o.Counted()}
	c.units(w)
	for _, own := range c.Centres {
		c.centre(w, own)
	}
	c.statuses(w)
	var err error
	if w.coverage, err = coverage.AnalyseNetwork(ctx, s, v.Query, v.Network); err != nil {
		return nil, err
	}
	c.undetermined(w)
	w.measureBorders(c)
	return w, nil
}

// census counts atoms and a measure by unit.
type census struct {
	*holdings.Holdings
	of      []int   // unit of each row of departments, -1 outside the territory
	atoms   []int32 // of each unit
	counted geo.Measure
}

// units lists the units of the territory, without their holders.
func (c *census) units(w *ground) {
	coarse := c.Snapshot.Coarse()
	regions := coarse.Rows(geo.Region)
	rows := c.Grain.Rows(geo.Department)
	totals, sizes := rows.Totals(c.Query.Geography), rows.Sizes
	c.of = make([]int, len(rows.Units))
	for i := range c.of {
		c.of[i] = -1
	}
	coarse.Territory(c.Query.Territory).Each(func(i int) {
		u := coarse.Atoms[i]
		row, _ := rows.Row(u.Code) // both grains tile the same departments
		c.of[row] = len(w.units)
		c.atoms = append(c.atoms, sizes[row])
		w.units = append(w.units, unit{
			Unit: u, region: regions.Units[regions.Of[i]].Code, land: landOf(u.Code),
			hoods: totals[row][c.counted],
		})
	})
}

// count counts a set of atoms and what they hold of the measure, unit by unit.
func (c *census) count(set geo.Bitset) (atoms []int32, hoods []int64) {
	rows := c.Grain.Rows(geo.Department)
	sums := c.Grain.Sum(rows, set, c.Query.Geography)
	atoms, hoods = make([]int32, len(c.atoms)), make([]int64, len(c.atoms))
	for row, u := range c.of {
		if u >= 0 {
			atoms[u], hoods[u] = sums.Atoms[row], sums.Weights[row][c.counted]
		}
	}
	return atoms, hoods
}

// centre adds one centre with what it holds of each unit. One that holds nothing
// in the territory is left out.
func (c *census) centre(w *ground, own *holdings.Centre) {
	touched := make([]bool, len(w.units))
	own.Rows(c.Grain.Rows(geo.Department)).Each(func(row int) {
		if u := c.of[row]; u >= 0 {
			touched[u] = true
		}
	})
	out := centre{id: own.Record.ID, plain: !slices.ContainsFunc(own.Network, func(p *snapshot.Perimeter) bool { return !plain(p) })}
	atoms, hoods := c.count(own.Whole)
	for i := range w.units {
		if !touched[i] {
			continue
		}
		u := &w.units[i]
		u.holders = append(u.holders, holder{len(w.centres), atoms[i] == c.atoms[i], hoods[i]})
		out.load += hoods[i]
		out.regions = with(out.regions, u.region)
		out.lands = with(out.lands, u.land)
	}
	if len(out.regions) > 0 {
		w.centres = append(w.centres, out)
	}
}

// plain reports whether a perimeter is named in departments or more, and not
// drawn.
func plain(p *snapshot.Perimeter) bool {
	return len(p.Drawn) == 0 && !slices.ContainsFunc(p.Units, func(r geo.UnitRef) bool {
		return r.Level == geo.EPCI || r.Level == geo.Commune
	})
}

// with adds a text to a sorted list, once.
func with(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}

// statuses tells how much of each unit all centres cover together.
func (c *census) statuses(w *ground) {
	atoms, hoods := c.count(c.Whole)
	for i := range w.units {
		u := &w.units[i]
		u.missing = u.hoods - hoods[i]
		switch {
		case atoms[i] == c.atoms[i]:
			u.status = coverage.IsCovered
		case len(u.holders) > 0:
			u.status = coverage.IsPartial
		default:
			u.status = coverage.IsUncovered
		}
	}
}

// undetermined tells what coverage cannot tell of each unit, and what of the rest
// is of the NPNRU.
func (c *census) undetermined(w *ground) {
	a, rows := w.coverage, c.Grain.Rows(geo.Department)
	for i := range a.Rows {
		if row, ok := rows.Row(a.Rows[i].Unit.Code); ok && c.of[row] >= 0 {
			u, f := &w.units[c.of[row]], &a.Rows[i].Figures
			all := f.Of(geo.Neighbourhoods)
			u.all, u.gap, u.untold = all.Total, all.Uncovered(), all.Undetermined
			if n := f.Of(geo.NPNRUNeighbourhoods); n.Reason == "" {
				u.npnru = geo.Known(n.Uncovered())
			}
		}
	}
}

// measureBorders measures, between departments, what each unit shares with what
// each centre holds whole.
func (w *ground) measureBorders(c *census) {
	w.border = make([][]int64, len(w.units))
	for i := range w.border {
		w.border[i] = make([]int64, len(w.centres))
	}
	coarse := c.Snapshot.Coarse()
	rows := c.Grain.Rows(geo.Department)
	group, unitOf := make([]int32, len(coarse.Atoms)), make([]int, len(coarse.Atoms))
	for i := range group {
		group[i] = int32(i)
		row, _ := rows.Row(coarse.Atoms[i].Code)
		unitOf[i] = c.of[row]
	}
	share := func(u, v int32, metres int64) {
		if u < 0 || v < 0 || unitOf[u] < 0 || unitOf[v] < 0 {
			return
		}
		for _, h := range w.units[unitOf[v]].holders {
			if h.whole {
				w.border[unitOf[u]][h.centre] += metres
			}
		}
	}
	for _, b := range c.Snapshot.Borders(coarse, group) {
		metres := int64(math.Round(b.Metres))
		share(b.A, b.B, metres)
		share(b.B, b.A, metres)
	}
}

// admissible reports whether a centre may take a unit.
func (w *ground) admissible(u *unit, i, c int) bool {
	if u.status == coverage.IsPartial {
		return slices.ContainsFunc(u.holders, func(h holder) bool { return h.centre == c })
	}
	if w.joinOverseas && u.land != mainland {
		return true
	}
	of := &w.centres[c]
	return slices.Contains(of.lands, u.land) && (w.border[i][c] > 0 || slices.Contains(of.regions, u.region))
}

// held returns what a centre covers of a unit, in the measure counted.
func (u *unit) held(c int) int64 {
	for _, h := range u.holders {
		if h.centre == c {
			return h.hoods
		}
	}
	return 0
}
