package follow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"maillage/geo"
	"maillage/geo/snapshot"
)

// remember keeps a generation in the copy.
func (f *Follower) remember(ctx context.Context, d *geo.Dataset) {
	g, err := f.copy.Save(ctx, d, geo.Draft{Note: "copy of the database"})
	if err == nil {
		err = f.copy.Activate(ctx, g.ID)
	}
	if err != nil && ctx.Err() == nil {
		f.log.Error("the generation could not be kept at hand; serving goes on", "reason", err)
	}
}

// recall serves the generation of the copy, until the source is heard of.
func (f *Follower) recall(ctx context.Context) error {
	g, err := f.copy.Active(ctx)
	if errors.Is(err, geo.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	d, err := f.copy.Load(ctx, g.ID)
	if err != nil {
		return err
	}
	s, err := snapshot.Build(ctx, d)
	if err != nil {
		return err
	}
	made := g.Created.Format(time.RFC3339)
	f.service.Stale(g.Created, fmt.Sprintf("the database does not answer; this copy was made on %s", made))
	f.serve(s)
	return nil
}
