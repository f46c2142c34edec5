package main

import (
	"context"
	"fmt"
	"io"
	"math"

	"maillage/data/boundary"
	"maillage/geo"
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
	from := reader{layers: l, known: boundary.KnownIn(set), stderr: stderr}
	for _, name := range layerNames {
		file, ok := l.files[name]
		if !ok {
			continue
		}
		r, refused, err := from.read(ctx, argument{name, []string{file}})
		if err != nil {
			return nil, err
		}
		if refused != nil {
			return nil, refused
		}
		for _, p := range r.Problems {
			fmt.Fprintln(stderr, p)
		}
		r.Layer.Source = l.describe(name, r)
		putLayer(set, r)
	}
	defer spin(stderr, "laying out boundaries and perimeters")()
	s, err := snapshot.Build(ctx, set)
	if err != nil || !l.hasUnits() {
		return s, err
	}
	return s, holdOnce(ctx, s, stderr)
}

// holdOnce refuses a snapshot in which ground counts twice.
func holdOnce(ctx context.Context, s *snapshot.Snapshot, stderr io.Writer) error {
	list, whole, err := s.Doubles(ctx)
	switch {
	case err != nil:
		return err
	case len(list) > 0:
		return fmt.Errorf("ground would count twice at level %s: %s (%d such pairs): take one of the two out, or mend their borders", list[0].Level, list[0], len(list))
	case !whole:
		fmt.Fprintln(stderr, "borders meet in too many places to tell whether ground counts twice: maillage check FILE says where")
	}
	return nil
}

// putLayer puts what a file holds in a data set.
func putLayer(set *geo.Dataset, r *boundary.Result) {
	if r.Layer.Name == geo.PerimeterLayer {
		replacePerimeters(set, r.Perimeters)
	}
	set.Replace(r.Layer)
	if r.Layer.Name == geo.CommuneLayer {
		set.Drop(geo.DepartmentLayer) // dissolved from communes: nothing of it is shown
	}
}

// describe says where a layer read from a file comes from, as far as the file
// and the flags tell.
func (l *layerFlags) describe(name geo.LayerName, r *boundary.Result) geo.Source {
	s := r.Layer.Source
	s.ID = string(name)
	s.Title = geo.FileTitle(name, s.File)
	s.Publisher, s.Vintage, s.Licence = geo.NotStated, geo.NotStated, geo.NotStated
	s.Credit = geo.FileCredit(name, s.File)
	if credit, ok := l.credit[name]; ok {
		s.Credit = credit
	}
	s.ResolutionM, s.AccuracyBasis = rounding(r.Decimals), geo.NotStated
	if given, ok := l.accuracy[name]; ok {
		s.AccuracyM, s.AccuracyBasis = &given, "stated when the file was loaded"
	}
	for _, p := range r.Problems {
		s.Notes = append(s.Notes, p.String())
	}
	return s
}

// rounding is how far the rounding of coordinates to so many decimals may move
// a point, in metres: one unit of the last decimal on a meridian, to the
// centimetre above.
func rounding(decimals int) float64 {
	return math.Ceil(111_320*math.Pow10(-decimals)*100) / 100
}

// replacePerimeters puts perimeters in place of all those of the centres they
// name, which exist: a perimeter of an unknown centre was dropped when read.
func replacePerimeters(set *geo.Dataset, perimeters []geo.Perimeter) {
	fresh := map[string][]geo.Perimeter{}
	for _, p := range perimeters {
		p.ID = fmt.Sprintf("%s-%d", p.Centre, len(fresh[p.Centre])+1)
		fresh[p.Centre] = append(fresh[p.Centre], p)
	}
	for i := range set.Centres {
		if rows := fresh[set.Centres[i].ID]; rows != nil {
			set.Centres[i].Perimeters = rows
		}
	}
}
