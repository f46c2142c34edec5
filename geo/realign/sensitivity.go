package realign

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
)

// Sensitivity is how far the national figures of a day rest on each unsure
// perimeter.
type Sensitivity struct {
	Query    coverage.Query
	Base     coverage.Figures   // as they stand
	Evidence *coverage.Evidence // of Base
	Swings   []Swing            // as [Sensitivity.Rank] orders them by neighbourhoods
}

// Swing is what one unsure perimeter does to the figures, all others as they
// are.
type Swing struct {
	Perimeter *snapshot.Perimeter
	// Counted tells whether it meets the threshold. If so the swing takes it
	// out, if not it puts it in.
	Counted bool
	// Why it is unsure: it is below high confidence, has no published source,
	// or holds at this day only by a reading of its dates.
	BelowHigh, Unsourced bool
	Assumed              []coverage.Assumption
	Moves                geo.ByMeasure[Move]
}

// Move is by how much a figure changes.
type Move struct {
	Covered int64    // after less before; areas in cm² ([geo.Area])
	Share   float64  // the same, over the total
	Reason  geo.Lack // why there is no figure; "" where there is one
}

// Of returns the move of a measure.
func (w *Swing) Of(m geo.Measure) *Move { return w.Moves.Of(m) }

// SensitivityOf measures every perimeter that holds at the query's date, is in
// its scope, has ground in its territory, and is unsure. It fails where ctx ends or a
// drawn perimeter cannot be cut against the boundaries.
func SensitivityOf(ctx context.Context, s *snapshot.Snapshot, q coverage.Query) (*Sensitivity, error) {
	v := viewByRegion(s, q, s.Active(q))
	base, evidence, err := coverage.AnalyseAged(ctx, s, v.Query, v.Network)
	if err != nil {
		return nil, err
	}
	out := &Sensitivity{Query: v.Query, Base: base.Totals, Evidence: evidence}
	wide := v.Query
	wide.Confidence = geo.Low
	for _, p := range s.Active(wide) {
		w, err := swing(ctx, v, p, &base.Totals)
		if err != nil {
			return nil, err
		}
		if w != nil {
			out.Swings = append(out.Swings, *w)
		}
	}
	out.Rank(geo.Neighbourhoods)
	return out, nil
}

// swing measures one perimeter; nil where it is sure, or elsewhere.
func swing(ctx context.Context, v snapshot.View, p *snapshot.Perimeter, base *coverage.Figures) (*Swing, error) {
	alone, err := coverage.AnalyseNetwork(ctx, v.Snapshot, v.Query, snapshot.Network{p})
	if err != nil {
		return nil, err
	}
	elsewhere := true
	for _, r := range alone.Rows {
		elsewhere = elsewhere && r.Status == coverage.IsUncovered
	}
	w := &Swing{
		Perimeter: p, Counted: slices.Contains(v.Network, p),
		BelowHigh: p.Confidence < geo.High, Unsourced: !p.Sourced, Assumed: alone.Assumed,
	}
	if elsewhere || !w.BelowHigh && !w.Unsourced && len(w.Assumed) == 0 {
		return nil, nil
	}
	a, err := coverage.AnalyseNetwork(ctx, v.Snapshot, v.Query, without(v.Network, p, w.Counted))
	if err != nil {
		return nil, err
	}
	for i := range w.Moves {
		w.Moves[i] = move(base[i], a.Totals[i])
	}
	return w, nil
}

// without takes a perimeter out of a network, or puts it in, in order of the
// centres' IDs.
func without(network snapshot.Network, p *snapshot.Perimeter, counted bool) snapshot.Network {
	if counted {
		return slices.DeleteFunc(slices.Clone(network), func(o *snapshot.Perimeter) bool { return o == p })
	}
	at, _ := slices.BinarySearchFunc(network, p.Centre.ID, func(o *snapshot.Perimeter, id string) int {
		return strings.Compare(o.Centre.ID, id)
	})
	return slices.Insert(slices.Clone(network), at, p)
}

func move(before, after coverage.Figure) Move {
	m := Move{Covered: after.Covered - before.Covered, Reason: cmp.Or(before.Reason, after.Reason)}
	if m.Reason != "" {
		return Move{Reason: m.Reason}
	}
	if before.Total > 0 {
		m.Share = float64(m.Covered) / float64(before.Total)
	}
	return m
}

// Rank orders the swings by how far they move a measure, either way; of equals
// by the other measures in the order of [geo.Measures], then by perimeter.
func (s *Sensitivity) Rank(m geo.Measure) {
	slices.SortStableFunc(s.Swings, func(a, b Swing) int {
		if c := cmp.Compare(size(b.Of(m)), size(a.Of(m))); c != 0 {
			return c
		}
		for i := range a.Moves {
			if c := cmp.Compare(size(&b.Moves[i]), size(&a.Moves[i])); c != 0 {
				return c
			}
		}
		return strings.Compare(a.Perimeter.ID, b.Perimeter.ID)
	})
}

// Most returns the swing that moves a measure most, nil where none does. Of
// equals it is the first in the present order.
func (s *Sensitivity) Most(m geo.Measure) *Swing {
	var most *Swing
	for i := range s.Swings {
		w := &s.Swings[i]
		if size(w.Of(m)) > 0 && (most == nil || size(w.Of(m)) > size(most.Of(m))) {
			most = w
		}
	}
	return most
}

func size(m *Move) int64 { return max(m.Covered, -m.Covered) }
