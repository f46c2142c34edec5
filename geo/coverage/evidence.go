package coverage

import (
	"context"
	"math"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Evidence is what is covered, by the age of the freshest evidence for it, in the
// unit of figures. In each measure the ages add up to what is covered.
type Evidence [ages]geo.ByMeasure[int64]

// untold stands for an amount that cannot be told.
const untold = math.MinInt64

// At returns how much is covered of a measure on evidence of an age; false where
// it cannot be told.
func (e *Evidence) At(a Age, m geo.Measure) (int64, bool) {
	if n := e[a][m]; n != untold {
		return n, true
	}
	return 0, false
}

// Untell says that a measure cannot be told at any age.
func (e *Evidence) Untell(m geo.Measure) {
	for age := range e {
		e[age][m] = untold
	}
}

// Less takes the evidence of a part from that of the whole, measure by measure.
// What cannot be told of either cannot be told of the rest.
func (e *Evidence) Less(part *Evidence, m geo.Measure) {
	for age := range e {
		if e[age][m] == untold || part[age][m] == untold {
			e[age][m] = untold
			continue
		}
		e[age][m] -= part[age][m]
	}
}

// Evidences is the evidence of an analysis: of its totals, and of its rows in
// their order. Rows part the territory: theirs add up to the totals wherever the
// rows have figures.
type Evidences struct {
	Totals Evidence
	Rows   []Evidence
}

// Evidence parts the totals of an analysis by the age of the evidence. Like
// [Analysis.EvidenceByRow] it counts on from what was counted already, for one
// goroutine at a time.
func (a *Analysis) Evidence(ctx context.Context) (*Evidence, error) {
	e, err := a.counted.evidence(ctx, false)
	return &e.Totals, err
}

// EvidenceByRow parts the totals of an analysis, and its rows, by the age of the
// evidence.
func (a *Analysis) EvidenceByRow(ctx context.Context) (*Evidences, error) {
	e, err := a.counted.evidence(ctx, true)
	return &e, err
}

// evidence counts, for every age there is in the network, what perimeters no
// older than that cover: what each adds to the fresher ones is of its age. With the
// oldest that is the whole network, which the tally has counted.
func (t *tally) evidence(ctx context.Context, rows bool) (out Evidences, err error) {
	aged := AgedOn(t.Network, t.Query.Date)
	for _, k := range aged.Ages() {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		fresh := t
		if k < aged.oldest {
			if fresh, err = t.fresher(ctx, aged.UpTo(k)); err != nil {
				return out, err
			}
		}
		fresh.enter(&out, k, rows)
	}
	out.Totals.part(&aged)
	for i := range out.Rows {
		out.Rows[i].part(&aged)
	}
	return out, nil
}

// fresher is the tally of the part of the network whose evidence is fresher. What
// has no source is not told apart in it.
func (t *tally) fresher(ctx context.Context, network snapshot.Network) (*tally, error) {
	f := *t
	f.Network = network
	f.covered = network.Atoms(t.Grain)
	f.covered.And(t.territory)
	f.whole = t.Grain.Sum(t.rowsOf, f.covered, t.Query.Geography)
	f.bare = geo.NewBitset(len(t.Grain.Atoms))
	f.unsourced = snapshot.Sums{Weights: make([]snapshot.Weights, len(t.rowsOf.Units)), Atoms: make([]int32, len(t.rowsOf.Units))}
	f.countDepartments()
	f.cut, f.split = nil, t.split.heldBy(f.Network)
	return &f, f.addPieces(ctx)
}

// enter puts down what a tally covers, as of one age.
func (t *tally) enter(out *Evidences, k Age, rows bool) {
	f := t.totals()
	out.Totals.enter(&f, k)
	if !rows {
		return
	}
	n := 0
	for i := range t.rowsOf.Units {
		sum := t.row(i)
		if sum.atoms == 0 {
			continue
		}
		if n == len(out.Rows) {
			out.Rows = append(out.Rows, Evidence{})
		}
		r := Row{Unit: t.rowsOf.Units[i], Figures: t.figures(&sum)}
		t.explain(&r)
		out.Rows[n].enter(&r.Figures, k)
		n++
	}
}

func (e *Evidence) enter(f *Figures, k Age) {
	for m := range f {
		e[k][m] = f[m].Covered
		if f[m].Reason != "" {
			e[k][m] = untold
		}
	}
}

// part turns what is covered on evidence of every age and the fresher ones into
// what is on evidence of that age.
func (e *Evidence) part(of *Aged) {
	for _, m := range geo.Measures {
		if e[of.oldest][m] == untold { // no figure at all
			e.Untell(m)
			continue
		}
		fresher := int64(0)
		for k := range e {
			switch with := e[k][m]; {
			case !of.there[k]:
			case with == untold || fresher == untold:
				e[k][m], fresher = untold, with
			default:
				e[k][m], fresher = with-fresher, with
			}
		}
	}
}
