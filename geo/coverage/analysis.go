package coverage

import (
	"context"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// Status is how much of a territory's ground is covered.
type Status string

// The statuses.
const (
	IsCovered   Status = "covered"
	IsPartial   Status = "partial"
	IsUncovered Status = "uncovered"
)

// Analysis is the coverage of a territory on a day.
type Analysis struct {
	Query   Query
	Known   int            // named centres with a perimeter that counts
	Size    *geo.Published // latest published size of the network, nil before the first
	Totals  Figures
	Rows    []Row
	Assumed []Assumption
	// NotCounted lists drawn perimeters that this level cannot count, for
	// want of boundaries as fine as its rows.
	NotCounted []string

	counted *tally // what it was counted by, which tells the evidence too
}

// Row is one territory of the asked level.
type Row struct {
	Unit    geo.Unit
	Status  Status
	Centres []string // IDs, in the snapshot's order
	Figures Figures
	// Attested is the latest date that a cited source bears of all that is covered
	// of it; unknown where something is covered on undated evidence, or nothing is.
	Attested geo.Fuzzy
}

// Analyse computes the coverage of every territory of a level, and in all. It
// fails where ctx ends, with what that says, or where a drawn perimeter cannot be
// cut against the boundaries.
func Analyse(ctx context.Context, s *snapshot.Snapshot, q Query) (*Analysis, error) {
	return AnalyseNetwork(ctx, s, q, s.Active(q))
}

// AnalyseNetwork computes the coverage by a network that need not be the
// snapshot's own: the scope, confidence and dates of its perimeters are not
// looked at again.
func AnalyseNetwork(ctx context.Context, s *snapshot.Snapshot, q Query, active snapshot.Network) (*Analysis, error) {
	v := s.View(q, active)
	t, err := newTally(ctx, v)
	if err != nil {
		return nil, err
	}
	a := &Analysis{
		Query: v.Query, Known: knownCentres(v.Network), Size: publishedSize(s, v.Query.Date),
		Assumed:    assumptions(v),
		NotCounted: notCounted(v),
		counted:    t,
	}
	a.Totals = t.totals()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	a.Rows = t.rows()
	return a, ctx.Err()
}

// At is the analysis of the same network and day at another level, over another
// territory; the analysis itself where these are its own.
func (a *Analysis) At(ctx context.Context, level geo.Level, territory geo.Territory) (*Analysis, error) {
	q := a.Query
	q.Level, q.Territory = level, territory
	if q == a.Query {
		return a, nil
	}
	return AnalyseNetwork(ctx, a.counted.Snapshot, q, a.counted.Network)
}

// AnalyseAged is AnalyseNetwork with the totals parted by the age of the
// evidence, at little more cost.
func AnalyseAged(ctx context.Context, s *snapshot.Snapshot, q Query, active snapshot.Network) (*Analysis, *Evidence, error) {
	a, err := AnalyseNetwork(ctx, s, q, active)
	if err != nil {
		return nil, nil, err
	}
	e, err := a.Evidence(ctx)
	return a, e, err
}

// TotalsOf computes the totals of [Analyse] alone, and parts them by the age of
// the evidence.
func TotalsOf(ctx context.Context, s *snapshot.Snapshot, q Query) (Figures, *Evidence, error) {
	t, err := newTally(ctx, s.View(q, s.Active(q)))
	if err != nil {
		return Figures{}, nil, err
	}
	e, err := t.evidence(ctx, false)
	return t.totals(), &e.Totals, err
}

// TotalsOfNetwork computes the totals of [AnalyseNetwork] alone.
func TotalsOfNetwork(ctx context.Context, s *snapshot.Snapshot, q Query, active snapshot.Network) (Figures, error) {
	t, err := newTally(ctx, s.View(q, active))
	if err != nil {
		return Figures{}, err
	}
	return t.totals(), nil
}

func knownCentres(active snapshot.Network) int {
	n := 0
	for _, c := range active.Centres() {
		if c.Named {
			n++
		}
	}
	return n
}

func publishedSize(s *snapshot.Snapshot, d geo.Date) *geo.Published {
	size, ok := s.Data.Network.SizeAt(d)
	if !ok {
		return nil
	}
	return &size
}

func notCounted(v snapshot.View) []string {
	if v.Grain.HasGround {
		return nil
	}
	var ids []string
	for _, p := range v.Network {
		if len(p.Parts) > 0 {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
