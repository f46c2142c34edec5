package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
)

// reader reads files of boundaries and perimeters for every command, so that
// check, import and --layer say the same of a file.
type reader struct {
	layers  *layerFlags
	known   *boundary.Known
	country string // "" for France
	stderr  io.Writer
}

// read reads the files of one layer. A refusal comes with a result that holds
// the problems alone; errors are those of the file system.
func (rd *reader) read(ctx context.Context, a argument) (*boundary.Result, *boundary.RefusedError, error) {
	bar := newProgress(rd.stderr, "reading "+namesOf(a.files))
	defer bar.done()
	options := rd.layers.options(a.name)
	options.Known, options.Progress, options.Country, options.IsOther = rd.known, bar.update, rd.country, data.IsCentres
	r, err := boundary.ReadFiles(ctx, a.files, options)
	if a.name == "" && r != nil {
		// What is said of a layer holds for a file that turns out to hold it.
		if found := r.Layer.Name; found != "" && rd.layers.tellsReading(found) {
			return rd.read(ctx, argument{found, a.files})
		}
	}
	var refused *boundary.RefusedError
	if err != nil && !errors.As(err, &refused) {
		return nil, nil, err
	}
	return r, refused, nil
}

// namesOf names the files of an argument.
func namesOf(files []string) string {
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = filepath.Base(file)
	}
	return strings.Join(names, ", ")
}

// departmentsUponCommunes is why a file of departments is refused where the data
// it is put upon has communes; "" where it is not.
func departmentsUponCommunes(set *geo.Dataset, read func(geo.LayerName) bool) string {
	communes, there := set.Layer(geo.CommuneLayer)
	if !there || read(geo.CommuneLayer) || !read(geo.DepartmentLayer) {
		return ""
	}
	return "the base has communes (" + communes.Source.File + "), from which departments are dissolved: import communes of the same vintage, or start with --base embedded"
}
