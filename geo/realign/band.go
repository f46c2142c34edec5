package realign

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
)

// Band is the national figures of a day as an interval: at high confidence,
// by default, and if every hypothesis were true. Each
// figure tells its part without a published source.
type Band struct {
	Query  coverage.Query // its threshold is not looked at
	High   State          // perimeters of high confidence alone
	Medium State          // medium and above, what is taken by default
	Low    State          // all
}

// Interval measures the snapshot's own network at the three thresholds, on the day
// of a realignment, which has measured one of them. It fails where ctx ends, or a
// drawn perimeter cannot be cut against the boundaries.
func (r *Realignment) Interval(ctx context.Context) (*Band, error) {
	b, q, m := &Band{Query: r.Query}, r.Query, states{snapshot: r.view.Snapshot}
	m.keep(r.view.Network, r.state())
	for _, at := range []struct {
		confidence geo.Confidence
		state      *State
	}{{geo.High, &b.High}, {geo.Medium, &b.Medium}, {geo.Low, &b.Low}} {
		q.Confidence = at.confidence
		state, err := m.at(ctx, q)
		if err != nil {
			return nil, err
		}
		*at.state = state
	}
	return b, nil
}

// state is the national figures of a realignment.
func (r *Realignment) state() State {
	return State{
		Day: r.Query.Date, Known: r.Coverage.Known, Figures: r.Coverage.Totals,
		Counts: r.Counts, Apart: r.Apart, Alignment: r.Alignment,
	}
}
