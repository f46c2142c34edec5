package realign

import (
	"context"

	"maillage/geo"
	"maillage/geo/coverage"
	"maillage/geo/snapshot"
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

// Interval measures the network of a day at the three thresholds. It fails
// where ctx ends, or a drawn perimeter cannot be cut against the boundaries.
func Interval(ctx context.Context, s *snapshot.Snapshot, q coverage.Query) (*Band, error) {
	b := &Band{Query: q}
	for _, at := range []struct {
		confidence geo.Confidence
		state      *State
	}{{geo.High, &b.High}, {geo.Medium, &b.Medium}, {geo.Low, &b.Low}} {
		q.Confidence = at.confidence
		state, err := stateAt(ctx, s, q, q.Date)
		if err != nil {
			return nil, err
		}
		*at.state = state
	}
	return b, nil
}
