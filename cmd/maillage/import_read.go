package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"maillage/data/boundary"
	"maillage/geo"
)

// argument is what one layer is read from: files, and the name of the layer, ""
// where it is to be recognised.
type argument struct {
	name  geo.LayerName
	files []string
}

// sortArguments groups files by the layer they are said to hold. Files that are
// not said to hold any stay alone.
func sortArguments(args []string) ([]argument, error) {
	var given []argument
	for _, arg := range args {
		name, file, named := strings.Cut(arg, "=")
		if _, err := os.Stat(arg); named && err != nil && isLayer(geo.LayerName(name)) {
			i := slices.IndexFunc(given, func(a argument) bool { return a.name == geo.LayerName(name) })
			if i < 0 {
				given = append(given, argument{name: geo.LayerName(name)})
				i = len(given) - 1
			}
			given[i].files = append(given[i].files, file)
			arg = file
		} else {
			given = append(given, argument{files: []string{arg}})
		}
		if err := boundary.Stat(arg); err != nil {
			if named && !isLayer(geo.LayerName(name)) {
				return nil, fmt.Errorf("%w: %s: no layer %q; want one of %s, %s", errUsage, arg, name, listLayers(), centresName)
			}
			return nil, fmt.Errorf("%w: %v", errUsage, err)
		}
	}
	return given, nil
}

func isLayer(name geo.LayerName) bool {
	return name == centresName || slices.Contains(layerNames, name)
}

// read puts the files into a data set. It reports false, with what is wrong in
// the report, where one of them is refused; errors are those of the file system.
func (im *importer) read(ctx context.Context, set *geo.Dataset, given []argument, out *importReport) (taken bool, err error) {
	centres, others, err := splitCentres(given)
	if err != nil {
		return false, err
	}
	taken = true
	// Centres first: perimeters name them.
	for _, file := range centres {
		r, err := readCentres(set, &im.layers, file)
		if err != nil {
			return false, err
		}
		out.Files = append(out.Files, r)
		taken = taken && !r.Refused
	}
	results, err := im.readLayers(ctx, set, others, out)
	if err != nil {
		return false, err
	}
	for _, f := range out.Files {
		taken = taken && !f.Refused
	}
	if taken {
		err = im.layers.checkNotes(func(name geo.LayerName) bool {
			return slices.ContainsFunc(out.Files, func(f *fileReport) bool { return f.Layer == name })
		})
	}
	if err != nil {
		return false, err
	}
	if taken {
		im.put(set, results)
	}
	return taken, nil
}

// readLayers reads files of boundaries and perimeters. Files that turn out to
// hold the same layer are read again together, as one.
func (im *importer) readLayers(ctx context.Context, set *geo.Dataset, given []argument, out *importReport) (map[geo.LayerName]*boundary.Result, error) {
	known := boundary.KnownIn(set)
	read := map[geo.LayerName]*boundary.Result{}
	reports := map[geo.LayerName]*fileReport{}
	paths := map[geo.LayerName][]string{}
	for _, a := range given {
		r, report, err := im.readFiles(ctx, a, known)
		if err != nil {
			return nil, err
		}
		if report.Refused {
			out.Files = append(out.Files, report)
			continue
		}
		name := r.Layer.Name
		paths[name] = append(paths[name], a.files...)
		if before := reports[name]; before != nil {
			if r, report, err = im.readFiles(ctx, argument{name, paths[name]}, known); err != nil {
				return nil, err
			}
			*before = *report
		} else {
			out.Files = append(out.Files, report)
			reports[name] = report
		}
		read[name] = r
	}
	if _, both := read[geo.CommuneLayer]; both && read[geo.DepartmentLayer] != nil {
		reports[geo.DepartmentLayer].LeftOut = "departments are dissolved from the communes, so that both agree edge for edge"
		delete(read, geo.DepartmentLayer)
	}
	if why := departmentsUponCommunes(set, func(name geo.LayerName) bool { return read[name] != nil }); why != "" {
		reports[geo.DepartmentLayer].refuse(why)
	}
	return read, nil
}

// readFiles reads the files of one layer, and reports on them.
func (im *importer) readFiles(ctx context.Context, a argument, known *boundary.Known) (*boundary.Result, *fileReport, error) {
	from := reader{layers: &im.layers, known: known, country: im.country.territory.Country(), stderr: im.stderr}
	r, refused, err := from.read(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	return r, fileReportOf(a.files, r, refused != nil), nil
}

// put puts layers and perimeters in a data set, in a fixed order.
func (im *importer) put(set *geo.Dataset, read map[geo.LayerName]*boundary.Result) {
	for _, name := range layerNames {
		r := read[name]
		if r == nil {
			continue
		}
		r.Layer.Source = im.layers.describe(name, r)
		putLayer(set, r)
	}
}
