package ingest

import (
	"context"
	"fmt"

	"maillage/data/boundary"
	"maillage/geo"
	"maillage/geo/snapshot"
)

// Load puts layers from files in place for one run.
type Load struct {
	Files map[geo.LayerName]string // a path for each layer
	Notes Notes
	// Notice gets, a line each, what is wrong with a file that still loads.
	Notice   func(line string)
	Progress Progress
}

// Run puts the layers upon a data set, which it changes, and builds a snapshot. A file
// that is refused is an error, and so are units that would count twice.
func (l *Load) Run(ctx context.Context, set *geo.Dataset) (*snapshot.Snapshot, error) {
	from := reader{notes: &l.Notes, known: boundary.KnownIn(set), progress: &l.Progress}
	for _, name := range Layers {
		file, ok := l.Files[name]
		if !ok {
			continue
		}
		r, refused, err := from.read(ctx, Given{Layer: name, Files: []string{file}})
		if err != nil {
			return nil, err
		}
		if refused != nil {
			return nil, refused
		}
		for _, p := range r.Problems {
			l.Notice(p.String())
		}
		r.Layer.Source = l.Notes.source(name, r)
		putLayer(set, r)
	}
	defer l.Progress.working("laying out boundaries and perimeters")()
	s, err := snapshot.Build(ctx, set)
	if err != nil || !l.hasUnits() {
		return s, err
	}
	return s, l.countOnce(ctx, s)
}

// countOnce refuses a snapshot in which an area counts twice.
func (l *Load) countOnce(ctx context.Context, s *snapshot.Snapshot) error {
	list, all, err := s.Doubles(ctx)
	switch {
	case err != nil:
		return err
	case len(list) > 0:
		return fmt.Errorf("ground would count twice at level %s: %s (%d such pairs): "+
			"take one of the two out, or mend their borders", list[0].Level, list[0], len(list))
	case !all:
		l.Notice("borders meet in too many places to tell whether ground counts twice: maillage check FILE says where")
	}
	return nil
}

// hasUnits reports whether a file of a level of units is given.
func (l *Load) hasUnits() bool {
	for name := range l.Files {
		if name != geo.PerimeterLayer && name != geo.NeighbourhoodLayer {
			return true
		}
	}
	return false
}
