package main

import (
	"context"
	"fmt"
	"io"

	"maillage/data/ingest"
	"maillage/geo/snapshot"
)

// load reads the data set that is in service, or the embedded one, puts the
// layers given by files in place, and builds a snapshot. Problems of a file that
// still loads go to stderr.
func load(ctx context.Context, l *layerFlags, stderr io.Writer) (*snapshot.Snapshot, error) {
	set, err := l.keep.base(ctx)
	if err != nil {
		return nil, err
	}
	from := ingest.Load{
		Files: l.files, Notes: l.notes, Progress: progressOn(stderr),
		Notice: func(line string) { fmt.Fprintln(stderr, line) },
	}
	return from.Run(ctx, set)
}
