package coverage

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"maillage/geo"
	"maillage/geo/mesh"
	"maillage/geo/overlay"
	"maillage/geo/snapshot"
)

// Gap is what no perimeter covers of one territory.
type Gap struct {
	Unit   geo.Unit
	Status Status // partial or uncovered
	// Uncovered: its Covered is what is not covered: total less covered, less
	// what cannot be told; Total and Undetermined stand as in the territory's
	// own figures.
	Uncovered   Figures
	Departments []string // codes of the departments and collectivities it lies in
	Neighbours  []Neighbour
	Geometry    orb.MultiPolygon // nil where no boundaries are loaded
}

// Neighbour is a centre whose ground borders on a gap.
type Neighbour struct {
	Centre string
	Metres float64 // length of the common border, drawn lines inside a unit aside
	Drawn  bool    // part of the border is such a line
}

// Gaps returns the uncovered ground of every territory of a level that has
// some, in the order of rows. Its errors are those of [Analyse].
func Gaps(ctx context.Context, s *snapshot.Snapshot, q Query) ([]Gap, error) {
	return GapsOf(ctx, s, q, s.Active(q))
}

// GapsOf is Gaps over a network that need not be the snapshot's own.
func GapsOf(ctx context.Context, s *snapshot.Snapshot, q Query, active snapshot.Network) ([]Gap, error) {
	t, err := newTally(ctx, s.View(q, active))
	if err != nil {
		return nil, err
	}
	return t.gaps(ctx)
}

// Gaps returns the uncovered ground of the rows of an analysis, as [Gaps] does. Like
// [Analysis.Evidence] it counts on from what was counted already.
func (a *Analysis) Gaps(ctx context.Context) ([]Gap, error) { return a.counted.gaps(ctx) }

func (t *tally) gaps(ctx context.Context) ([]Gap, error) {
	if t.rowsOf == nil {
		return nil, nil
	}
	ground, err := t.gapGround(ctx, t.split)
	if err != nil {
		return nil, err
	}
	bare := t.territory.Difference(t.covered)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	neighbours := t.neighbours(bare, t.split)
	inDepartments := t.departmentsOf(bare)
	var out []Gap
	for i := range t.rowsOf.Units {
		sum := t.row(i)
		if sum.atoms == 0 || sum.status() == IsCovered {
			continue
		}
		row := Row{Unit: t.rowsOf.Units[i], Figures: t.figures(&sum)}
		t.explain(&row)
		out = append(out, Gap{
			Unit: row.Unit, Status: sum.status(), Uncovered: complement(row.Figures),
			Departments: inDepartments[i], Neighbours: neighbours[i], Geometry: ground[i],
		})
	}
	return out, nil
}

// complement turns what is covered into what is not.
func complement(f Figures) Figures {
	for i := range f {
		if f[i].Reason == "" {
			f[i].Covered = f[i].Uncovered()
			f[i].Unsourced = 0
		}
	}
	return f
}

// gapGround dissolves the uncovered atoms of each row, with the uncovered
// pieces of atoms that drawn perimeters cut.
func (t *tally) gapGround(ctx context.Context, cut cuts) ([]orb.MultiPolygon, error) {
	pieces := make(map[int][]orb.MultiPolygon)
	whole := make([]int32, len(t.Grain.Atoms))
	for i := range whole {
		whole[i] = mesh.Outside
		if t.territory.Has(i) && !t.covered.Has(i) {
			whole[i] = t.rowsOf.Of[i]
		}
	}
	for _, c := range cut {
		if whole[c.atom] == mesh.Outside {
			continue
		}
		row := int(whole[c.atom])
		whole[c.atom] = mesh.Outside
		for _, p := range c.pieces {
			if len(p.perimeters) > 0 {
				continue
			}
			ground, err := p.ground()
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return nil, err
			}
			pieces[row] = append(pieces[row], ground)
		}
	}
	ground := t.Snapshot.Dissolve(t.Grain, whole, len(t.rowsOf.Units))
	for row, extra := range pieces {
		err := ctx.Err()
		if err != nil {
			return nil, err
		}
		if ground[row], err = overlay.UnionAll(append(extra, ground[row])); err != nil {
			return nil, err
		}
	}
	return ground, nil
}

// neighbours returns, for each row, the centres whose ground borders on its
// uncovered atoms, the longest border first.
func (t *tally) neighbours(bare geo.Bitset, cut cuts) [][]Neighbour {
	rows := int32(len(t.rowsOf.Units))
	sets := perimeterSets(t.Grain, t.Network)
	group := make([]int32, len(t.Grain.Atoms))
	for i := range group {
		switch {
		case bare.Has(i):
			group[i] = t.rowsOf.Of[i]
		case sets.of[i] > 0:
			group[i] = rows + sets.of[i]
		default:
			group[i] = mesh.Outside
		}
	}
	touching := make(bordering, rows)
	for _, b := range t.Snapshot.Borders(t.Grain, group) {
		row, other := min(b.A, b.B), max(b.A, b.B)
		if row < 0 || row >= rows || other < rows {
			continue
		}
		for _, id := range centresOf(sets.members[other-rows]) {
			touching.of(row, id).Metres += b.Metres
		}
	}
	for _, c := range cut {
		if !bare.Has(c.atom) {
			continue
		}
		for _, p := range c.pieces {
			for _, id := range centresOf(p.perimeters) {
				touching.of(t.rowsOf.Of[c.atom], id).Drawn = true
			}
		}
	}
	return touching.longestFirst()
}

// bordering is the neighbours of each row, by centre.
type bordering []map[string]*Neighbour

func (b bordering) of(row int32, centre string) *Neighbour {
	if b[row] == nil {
		b[row] = map[string]*Neighbour{}
	}
	if b[row][centre] == nil {
		b[row][centre] = &Neighbour{Centre: centre}
	}
	return b[row][centre]
}

func (b bordering) longestFirst() [][]Neighbour {
	out := make([][]Neighbour, len(b))
	for row, of := range b {
		for _, n := range of {
			out[row] = append(out[row], *n)
		}
		slices.SortFunc(out[row], func(x, y Neighbour) int {
			return cmp.Or(cmp.Compare(y.Metres, x.Metres), strings.Compare(x.Centre, y.Centre))
		})
	}
	return out
}

// departmentsOf returns, for each row, the departments its atoms lie in.
func (t *tally) departmentsOf(set geo.Bitset) [][]string {
	out := make([][]string, len(t.rowsOf.Units))
	departments := t.Grain.Rows(geo.Department)
	set.Each(func(i int) {
		row, code := t.rowsOf.Of[i], departments.Units[departments.Of[i]].Code
		if n := len(out[row]); n == 0 || out[row][n-1] != code { // atoms are in order of code
			out[row] = append(out[row], code)
		}
	})
	return out
}
