package ingest

import (
	"context"
	"errors"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
)

// Progress shows work that lasts; the zero value shows nothing.
type Progress struct {
	// Reading begins to show files that are read. What it returns gets how many bytes
	// are done, of how many (-1: not known), and that they are read.
	Reading func(what string) (update func(done, total int64), end func())
	// Working begins to show work whose length nobody knows, until what it returns is called.
	Working func(what string) (end func())
}

func (p *Progress) reading(what string) (update func(done, total int64), end func()) {
	if p.Reading == nil {
		return nil, func() {}
	}
	return p.Reading(what)
}

func (p *Progress) working(what string) (end func()) {
	if p.Working == nil {
		return func() {}
	}
	return p.Working(what)
}

// reader reads files of boundaries and perimeters for every use case, so that all say
// the same of a file.
type reader struct {
	notes    *Notes
	known    *boundary.Known
	country  string // "" for France
	progress *Progress
}

// read reads the files of one layer. A refusal comes with a result that holds
// the problems alone; errors are those of the file system.
func (rd *reader) read(ctx context.Context, g Given) (*boundary.Result, *boundary.RefusedError, error) {
	update, end := rd.progress.reading("reading " + g.words())
	defer end()
	options := rd.notes.options(g.Layer)
	options.Known, options.Progress, options.Country, options.IsOther = rd.known, update, rd.country, data.IsCentres
	r, err := boundary.ReadFiles(ctx, g.Files, options)
	if g.Layer == "" && r != nil {
		// What is said of a layer holds for a file that turns out to hold it.
		if found := r.Layer.Name; found != "" && rd.notes.Reading[found] != (Reading{}) {
			return rd.read(ctx, Given{Layer: found, Files: g.Files})
		}
	}
	var refused *boundary.RefusedError
	if err != nil && !errors.As(err, &refused) {
		return nil, nil, err
	}
	return r, refused, nil
}

// departmentsUponCommunes is why a file of departments is refused where the data
// it is put upon has communes; "" where it is not.
func departmentsUponCommunes(set *geo.Dataset, read func(geo.LayerName) bool) string {
	communes, there := set.Layer(geo.CommuneLayer)
	if !there || read(geo.CommuneLayer) || !read(geo.DepartmentLayer) {
		return ""
	}
	return "the base has communes (" + communes.Source.File + "), from which departments are dissolved: " +
		"import communes of the same vintage, or start with --base embedded"
}
