package ingest

import (
	"context"
	"errors"
	"fmt"

	"maillage/data"
	"maillage/geo"
	"maillage/geo/revision"
	"maillage/geo/snapshot"
)

// Store keeps generations of data sets, one of them in service: a directory or a
// database.
type Store interface {
	Save(context.Context, *geo.Dataset, geo.Draft) (geo.Generation, error)
	Load(ctx context.Context, id string) (*geo.Dataset, error)
	// Active returns the generation in service; geo.ErrNotFound where there is none.
	Active(context.Context) (geo.Generation, error)
	Activate(ctx context.Context, id string) error
}

// Embedded stands for the data in the program where a generation is named.
const Embedded = "embedded"

// EmbeddedData loads the data in the program.
func EmbeddedData(ctx context.Context) (*geo.Dataset, error) {
	set, err := data.Load(ctx)
	if err != nil {
		return nil, fmt.Errorf("embedded data: %w", err)
	}
	return set, nil
}

// Snapshot builds a generation that is kept, or [Embedded], and lays out only what it
// does not share with another, nil where there is none.
func Snapshot(ctx context.Context, kept Store, id string, beside *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	var set *geo.Dataset
	var err error
	if id == Embedded {
		set, err = EmbeddedData(ctx)
	} else {
		set, err = kept.Load(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	return snapshot.Rebuild(ctx, set, beside)
}

// Audit compares snapshots with what serves.
type Audit struct {
	Today    geo.Date
	Places   bool // tell where things change, too
	Progress Progress
}

// Run compares a snapshot with what serves: the active generation or, where none is,
// the embedded data.
func (a *Audit) Run(ctx context.Context, kept Store, next *snapshot.Snapshot) (*revision.Report, error) {
	defer a.Progress.working("comparing with what serves")()
	active, err := kept.Active(ctx)
	id := active.ID
	if errors.Is(err, geo.ErrNotFound) {
		id, err = Embedded, nil
	}
	if err != nil {
		return nil, err
	}
	serving := next
	// A country's first data set has nothing of its own to stand beside.
	first := id == Embedded && next.Territory() != geo.France
	if id != next.Generation && !first {
		if serving, err = Snapshot(ctx, kept, id, next); err != nil {
			return nil, err
		}
	}
	return revision.Compare(ctx, serving, next, revision.Options{Today: a.Today, Places: a.Places, Doubles: true})
}
