package coverage

import (
	"context"

	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/snapshot"
)

// tally counts the atoms of one query once, into the rows of its level.
type tally struct {
	snapshot.View

	lacking   geo.ByMeasure[geo.Lack] // why the geography has no such measure
	rowsOf    *snapshot.Rows
	territory geo.Bitset
	covered   geo.Bitset // atoms of the territory covered whole
	bare      geo.Bitset // of those, covered by no perimeter that has a source

	total, whole snapshot.Sums // all atoms; those covered whole
	unsourced    snapshot.Sums // those of the latter without a source
	grounded     []int32       // atoms with boundaries
	approximate  []int32       // atoms with approximate ones
	missing      []int64       // units of the base mesh without any
	split        cuts          // atoms that drawn perimeters cut
	cut          []rowCut      // what these and straddlers add; nil where none does
	departments  []Figure
}

// rowCut is what the cut atoms of one row, and the neighbourhoods in several
// atoms that it counts, add.
type rowCut struct {
	atoms                            int32
	covered, unsourced, undetermined snapshot.Weights
}

// rowSum is what the atoms of one row, or of all, add up to.
type rowSum struct {
	total, covered, unsourced, undetermined snapshot.Weights
	atoms, whole, cut, grounded             int32
	missing                                 int64
	departments                             Figure
	approximate                             bool
}

func newTally(ctx context.Context, v snapshot.View) (*tally, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	trace(ctx, v.Query, v.Network)
	t := newWholeTally(v)
	if t.rowsOf == nil {
		return t, nil
	}
	var err error
	if t.split, err = cutAtoms(ctx, v); err != nil {
		return t, err
	}
	return t, t.addPieces(ctx)
}

// addPieces adds what drawn perimeters cover of atoms that none covers whole, and
// tells what stands of neighbourhoods in several atoms.
func (t *tally) addPieces(ctx context.Context) error {
	for i := range t.split {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !t.counts(&t.split[i]) {
			continue
		}
		if err := t.split[i].weigh(t.View); err != nil {
			return err
		}
	}
	t.addCuts(t.split)
	return t.addStraddlers(t.split)
}

// newWholeTally counts atoms that are covered whole, and no others yet.
func newWholeTally(v snapshot.View) *tally {
	g, q := v.Grain, v.Query
	t := &tally{View: v, lacking: v.Snapshot.LackingOf(q.Geography), rowsOf: g.Rows(q.Level), territory: v.Asked()}
	t.covered = v.Network.Atoms(g)
	t.covered.And(t.territory)
	if t.rowsOf == nil {
		return t
	}
	t.total = g.Whole(t.rowsOf, q.Territory, q.Geography)
	t.whole = g.Sum(t.rowsOf, t.covered, q.Geography)
	t.bare = t.covered.Difference(v.Network.Sourced().Atoms(g))
	t.unsourced = g.Sum(t.rowsOf, t.bare, q.Geography)
	t.countGround()
	t.countDepartments()
	return t
}

// countGround counts the atoms whose boundaries are loaded, those whose
// boundaries are approximate, and what has none.
func (t *tally) countGround() {
	count := func(set geo.Bitset) []int32 { return t.rowsOf.Count(set.Intersection(t.territory)) }
	t.grounded = count(t.Grain.Grounded())
	t.approximate = count(t.Snapshot.Approximate(t.Grain))
	t.missing = make([]int64, len(t.rowsOf.Units))
	for i, n := range t.Grain.MissingBoundaries() {
		if n > 0 && t.territory.Has(i) {
			t.missing[t.rowsOf.Of[i]] += int64(n)
		}
	}
}

// counts reports whether a cut atom enters the tally: it lies in the territory,
// and no perimeter covers it whole.
func (t *tally) counts(c *cutAtom) bool { return t.territory.Has(c.atom) && !t.covered.Has(c.atom) }

// addCuts adds what drawn perimeters cover of atoms that none covers whole. The
// atoms have been weighed, in the tally's geography.
func (t *tally) addCuts(cut cuts) {
	for i := range cut {
		c := &cut[i]
		if !t.counts(c) {
			continue
		}
		if t.cut == nil {
			t.cut = make([]rowCut, len(t.rowsOf.Units))
		}
		sum := &t.cut[t.rowsOf.Of[c.atom]]
		sum.atoms++
		sum.covered.Add(&c.covered)
		sum.unsourced.Add(&c.unsourced)
		sum.undetermined.Add(&c.undetermined)
	}
}

// countDepartments counts departments: covered when every atom of theirs is.
// Rows finer than a department have none; the total has them all.
func (t *tally) countDepartments() {
	byDepartment := t.Grain.Rows(geo.Department)
	covered, bare, all := byDepartment.Count(t.covered), byDepartment.Count(t.bare), byDepartment.Count(t.territory)
	t.departments = make([]Figure, len(t.rowsOf.Units)+1)
	rows := t.rowsOf.OfDepartment()
	for d, n := range all {
		if n == 0 || byDepartment.Units[d].Level != geo.Department {
			continue
		}
		one := Figure{Total: 1}
		if covered[d] == n {
			one.Covered = 1
			if bare[d] > 0 {
				one.Unsourced = 1
			}
		}
		t.departments[len(t.rowsOf.Units)].add(one)
		if rows != nil {
			t.departments[rows[d]].add(one)
		}
	}
}

// row puts together what the atoms of one row add up to.
func (t *tally) row(i int) rowSum {
	s := rowSum{
		total: t.total.Weights[i], covered: t.whole.Weights[i], unsourced: t.unsourced.Weights[i],
		atoms: t.total.Atoms[i], whole: t.whole.Atoms[i], grounded: t.grounded[i],
		missing: t.missing[i], departments: t.departments[i], approximate: t.approximate[i] > 0,
	}
	if t.cut != nil {
		c := &t.cut[i]
		s.cut = c.atoms
		s.covered.Add(&c.covered)
		s.unsourced.Add(&c.unsourced)
		s.undetermined.Add(&c.undetermined)
	}
	return s
}

// totals adds the rows up.
func (t *tally) totals() Figures {
	all := rowSum{departments: t.departments[len(t.rowsOf.Units)]}
	for i := range t.rowsOf.Units {
		s := t.row(i)
		all.total.Add(&s.total)
		all.covered.Add(&s.covered)
		all.unsourced.Add(&s.unsourced)
		all.undetermined.Add(&s.undetermined)
		all.atoms += s.atoms
		all.grounded += s.grounded
		all.missing += s.missing
		all.approximate = all.approximate || s.approximate
	}
	f := t.figures(&all)
	if !t.Grain.HasGround {
		if whole, ok := t.areaOfDepartments(); ok {
			f[geo.AreaKM2] = whole
		}
	}
	return f
}

// areaOfDepartments is the area in total where the boundaries loaded are
// coarser than the grain. It is told when what is covered, and what of it has
// no source, is whole departments.
func (t *tally) areaOfDepartments() (Figure, bool) {
	rows, coarse := t.Grain.Rows(geo.Department), t.Snapshot.Coarse()
	covered, bare, all := rows.Count(t.covered), rows.Count(t.bare), rows.Count(t.territory)
	var f Figure
	for d, n := range all {
		if n == 0 {
			continue
		}
		if covered[d] > 0 && covered[d] < n || bare[d] > 0 && bare[d] < n {
			return Figure{}, false
		}
		atom, ok := coarse.Atom(rows.Units[d].Code)
		if !ok {
			return Figure{}, false
		}
		one := Figure{
			Total:   coarse.Weights(t.Query.Geography)[atom][geo.AreaKM2],
			Missing: int64(coarse.MissingBoundaries()[atom]),
		}
		if covered[d] > 0 {
			one.Covered = one.Total
		}
		if bare[d] > 0 {
			one.Unsourced = one.Total
		}
		f.add(one)
		f.Approximate = f.Approximate || t.Snapshot.Approximate(coarse).Has(atom)
	}
	return f, true
}

// figures turns sums into figures, with the reason where one has no meaning.
func (t *tally) figures(sum *rowSum) Figures {
	var f Figures
	for _, m := range geo.Measures {
		if m == geo.Departments {
			f[m] = sum.departments
			continue
		}
		f[m] = Figure{
			Covered: sum.covered[m], Total: sum.total[m],
			Unsourced: sum.unsourced[m], Undetermined: sum.undetermined[m],
			Reason: t.noNeighbourhoods(m, t.Query.Territory == geo.COM),
		}
		if f[m].Reason != "" {
			f[m] = Figure{Reason: f[m].Reason}
		}
	}
	f[geo.AreaKM2].Approximate, f[geo.AreaKM2].Missing = sum.approximate, sum.missing
	if sum.atoms > 0 && sum.grounded == 0 {
		f[geo.AreaKM2] = Figure{Reason: geo.LackBoundaries}
		if !t.Grain.HasGround {
			f[geo.AreaKM2].Reason = geo.LackFineBoundaries
		}
	}
	return f
}

// noNeighbourhoods says why a measure of neighbourhoods has no figure of some
// ground, "" where it has: their geography lacks it, or lists none there.
func (t *tally) noNeighbourhoods(m geo.Measure, collectivities bool) geo.Lack {
	switch {
	case !m.OfNeighbourhoods():
		return ""
	case t.lacking[m] != "":
		return t.lacking[m]
	case collectivities && t.Query.Geography == geo.QPV2024:
		return geo.LackQPV2024Here
	}
	return ""
}

// rows lists the territories that have ground in the asked territory.
func (t *tally) rows() []Row {
	out := make([]Row, 0, len(t.rowsOf.Units))
	place := make([]int32, len(t.rowsOf.Units))
	attested := t.oldest()
	for i := range place {
		place[i] = mesh.Outside
		sum := t.row(i)
		if sum.atoms == 0 {
			continue
		}
		place[i] = int32(len(out))
		r := Row{Unit: t.rowsOf.Units[i], Status: sum.status(), Figures: t.figures(&sum), Attested: attested[i]}
		t.explain(&r)
		out = append(out, r)
	}
	for _, p := range t.Network {
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
	switch t.Query.Level {
	case geo.EPCI, geo.Commune:
		r.Figures[geo.Departments] = Figure{Reason: geo.LackDepartments}
	}
	if t.Query.Level == geo.Commune && !r.Unit.Population.Known {
		r.Figures[geo.Population] = Figure{Reason: geo.LackCensus}
		if r.Unit.Level != geo.Commune {
			r.Figures[geo.Population] = Figure{Reason: geo.LackInCommunes}
		}
	}
	for _, m := range geo.Measures {
		if reason := t.noNeighbourhoods(m, r.Unit.Level == geo.Collectivity); reason != "" {
			r.Figures[m] = Figure{Reason: reason}
		}
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
