package coverage

import (
	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/snapshot"
)

// tally counts the atoms of one query once, into the rows of its level.
type tally struct {
	s *snapshot.Snapshot
	g *snapshot.Grain
	q Query

	rowsOf    *snapshot.Rows
	territory geo.Bitset
	covered   geo.Bitset // atoms of the territory covered whole
	sourced   geo.Bitset // those covered by a perimeter that has a source

	sums []rowSum
}

// rowSum is what the atoms of one row add up to.
type rowSum struct {
	total, covered, unsourced, undetermined snapshot.Weights
	atoms, whole, cut, groundless           int
	departments                             Figure
	approximate                             bool
}

func newTally(s *snapshot.Snapshot, g *snapshot.Grain, q Query, active []*snapshot.Perimeter) (*tally, error) {
	t := &tally{s: s, g: g, q: q, rowsOf: g.Rows(q.Level), territory: g.Territory(q.Territory)}
	t.covered = Covered(g, active)
	t.covered.And(t.territory)
	t.sourced = Covered(g, sourcedOf(active))
	if t.rowsOf == nil {
		return t, nil
	}
	t.sums = make([]rowSum, len(t.rowsOf.Units))
	t.countAtoms()
	if err := t.countCuts(active); err != nil {
		return nil, err
	}
	t.countDepartments()
	return t, nil
}

func sourcedOf(active []*snapshot.Perimeter) []*snapshot.Perimeter {
	var out []*snapshot.Perimeter
	for _, p := range active {
		if p.Sourced {
			out = append(out, p)
		}
	}
	return out
}

func (t *tally) countAtoms() {
	weights := t.g.Weights(t.q.Geography)
	rows := t.rowsOf.Of
	grounded := t.g.Grounded()
	approximate := t.s.Approximate(t.g)
	t.territory.Each(func(i int) {
		sum := &t.sums[rows[i]]
		w := &weights[i]
		sum.atoms++
		sum.total.Add(w)
		if !grounded.Has(i) {
			sum.groundless++
		} else if approximate.Has(i) {
			sum.approximate = true
		}
		if t.covered.Has(i) {
			sum.whole++
			sum.covered.Add(w)
			if !t.sourced.Has(i) {
				sum.unsourced.Add(w)
			}
		}
	})
}

// countCuts adds what drawn perimeters cover of atoms that none covers whole.
func (t *tally) countCuts(active []*snapshot.Perimeter) error {
	cut, err := cutAtoms(t.s, t.g, active)
	if err != nil {
		return err
	}
	for i := range cut {
		c := &cut[i]
		if !t.territory.Has(c.atom) || t.covered.Has(c.atom) {
			continue
		}
		if err := c.weigh(t.s, t.g, t.q.Geography); err != nil {
			return err
		}
		sum := &t.sums[t.rowsOf.Of[c.atom]]
		sum.cut++
		sum.covered.Add(&c.covered)
		sum.unsourced.Add(&c.unsourced)
		sum.undetermined.Add(&c.undetermined)
	}
	return nil
}

// countDepartments counts the departments of each row: covered when every atom
// of theirs is. Rows finer than a department have none.
func (t *tally) countDepartments() {
	byDepartment := t.g.Rows(geo.Department)
	whole := make([]int32, len(byDepartment.Units))
	sourced := make([]int32, len(byDepartment.Units))
	row := make([]int32, len(byDepartment.Units))
	for i := range row {
		row[i] = mesh.Outside
	}
	t.territory.Each(func(i int) {
		d := byDepartment.Of[i]
		row[d] = t.rowsOf.Of[i]
		if t.covered.Has(i) {
			whole[d]++
			if t.sourced.Has(i) {
				sourced[d]++
			}
		}
	})
	for d, r := range row {
		if r == mesh.Outside || byDepartment.Units[d].Level != geo.Department {
			continue
		}
		f := &t.sums[r].departments
		f.Total++
		if whole[d] == byDepartment.Sizes[d] {
			f.Covered++
			if sourced[d] < byDepartment.Sizes[d] {
				f.Unsourced++
			}
		}
	}
}

// totals adds the rows up.
func (t *tally) totals() (Figures, error) {
	var all rowSum
	for i := range t.sums {
		s := &t.sums[i]
		all.total.Add(&s.total)
		all.covered.Add(&s.covered)
		all.unsourced.Add(&s.unsourced)
		all.undetermined.Add(&s.undetermined)
		all.atoms += s.atoms
		all.groundless += s.groundless
		all.approximate = all.approximate || s.approximate
		all.departments.Total += s.departments.Total
		all.departments.Covered += s.departments.Covered
		all.departments.Unsourced += s.departments.Unsourced
	}
	f := t.figures(&all)
	if t.g.HasGround || !t.s.DepartmentsSuffice() {
		return f, nil
	}
	var err error
	f[area], err = t.coarseArea()
	return f, err
}

// coarseArea is the area at department grain, for rows finer than the
// boundaries loaded: in total both grains tell the same ground.
func (t *tally) coarseArea() (Figure, error) {
	q := t.q
	q.Level = geo.Department
	coarse, err := newTally(t.s, t.s.Coarse(), q, Active(t.s, q))
	if err != nil {
		return Figure{}, err
	}
	f, err := coarse.totals()
	return f[area], err
}

// figures turns sums into figures, with the reason where one has no meaning.
func (t *tally) figures(sum *rowSum) Figures {
	var f Figures
	f[departments] = sum.departments
	for k := range sum.total {
		f[k+1] = Figure{
			Covered: sum.covered[k], Total: sum.total[k],
			Unsourced: sum.unsourced[k], Undetermined: sum.undetermined[k],
		}
	}
	f[area].Approximate = sum.approximate
	if sum.atoms > 0 && sum.groundless == sum.atoms {
		f[area] = Figure{Reason: noBoundaries}
	}
	if t.q.Geography == geo.QPV2024 {
		f[neighbourhoodPopulation] = Figure{Reason: noPopulation2024}
		if t.q.Territory == geo.COM {
			f[neighbourhoods] = Figure{Reason: noQPV2024Here}
		}
	}
	return f
}

// rows lists the territories that have ground in the asked territory.
func (t *tally) rows(active []*snapshot.Perimeter) []Row {
	out := make([]Row, 0, len(t.sums))
	place := make([]int32, len(t.sums))
	for i := range t.sums {
		sum := &t.sums[i]
		place[i] = mesh.Outside
		if sum.atoms == 0 {
			continue
		}
		place[i] = int32(len(out))
		r := Row{Unit: t.rowsOf.Units[i], Status: sum.status(), Figures: t.figures(sum)}
		t.explain(&r)
		out = append(out, r)
	}
	for _, p := range active {
		p.Rows(t.rowsOf).Each(func(i int) {
			if place[i] >= 0 {
				out[place[i]].addCentre(p.Centre.ID)
			}
		})
	}
	return out
}

// explain gives the reason for figures that one row cannot have.
func (t *tally) explain(r *Row) {
	switch t.q.Level {
	case geo.EPCI, geo.Commune:
		r.Figures[departments] = Figure{Reason: noDepartments}
	}
	if t.q.Level == geo.Commune && !r.Unit.Population.Known {
		r.Figures[population] = Figure{Reason: noCensus}
		if r.Unit.Level != geo.Commune {
			r.Figures[population] = Figure{Reason: inCommunes}
		}
	}
	if t.q.Geography == geo.QPV2024 && r.Unit.Level == geo.Collectivity {
		r.Figures[neighbourhoods] = Figure{Reason: noQPV2024Here}
	}
}

func (r *Row) addCentre(id string) {
	if n := len(r.Centres); n == 0 || r.Centres[n-1] != id {
		r.Centres = append(r.Centres, id)
	}
}

func (s *rowSum) status() Status {
	switch {
	case s.whole == s.atoms:
		return IsCovered
	case s.whole == 0 && s.cut == 0:
		return IsUncovered
	default:
		return IsPartial
	}
}
