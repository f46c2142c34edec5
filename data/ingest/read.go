package ingest

import (
	"context"
	"slices"

	"maillage/data/boundary"
	"maillage/geo"
)

// read puts the files into a data set. It reports false, with what is wrong in
// the report, where one of them is refused; errors are those of the file system.
func (im *Import) read(ctx context.Context, set *geo.Dataset, centres []centreFile, given []Given,
	out *Report,
) (taken bool, err error) {
	// Centres first: perimeters name them.
	for _, c := range centres {
		r, err := readCentres(set, &im.Notes, c)
		if err != nil {
			return false, err
		}
		out.Files = append(out.Files, r)
	}
	results, err := im.readLayers(ctx, set, given, out)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(out.Files, func(f *FileReport) bool { return f.Refused }) {
		return false, nil
	}
	err = im.Notes.Unused(func(name geo.LayerName) bool {
		return slices.ContainsFunc(out.Files, func(f *FileReport) bool { return f.Layer == name })
	})
	if err != nil {
		return false, err
	}
	im.put(set, results)
	return true, nil
}

// readLayers reads files of boundaries and perimeters. Files found to
// hold the same layer are read again together, as one.
func (im *Import) readLayers(ctx context.Context, set *geo.Dataset, given []Given,
	out *Report,
) (map[geo.LayerName]*boundary.Result, error) {
	known := boundary.KnownIn(set)
	read := map[geo.LayerName]*boundary.Result{}
	reports := map[geo.LayerName]*FileReport{}
	paths := map[geo.LayerName][]string{}
	for _, g := range given {
		r, report, err := im.readFiles(ctx, g, known)
		if err != nil {
			return nil, err
		}
		if report.Refused {
			out.Files = append(out.Files, report)
			continue
		}
		name := r.Layer.Name
		paths[name] = append(paths[name], g.Files...)
		if before := reports[name]; before != nil {
			if r, report, err = im.readFiles(ctx, Given{name, paths[name]}, known); err != nil {
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
func (im *Import) readFiles(ctx context.Context, g Given,
	known *boundary.Known,
) (*boundary.Result, *FileReport, error) {
	from := reader{notes: &im.Notes, known: known, country: im.Country.Country(), progress: &im.Progress}
	r, refused, err := from.read(ctx, g)
	if err != nil {
		return nil, nil, err
	}
	return r, fileReportOf(g.names(), r, refused != nil), nil
}

// put puts layers and perimeters in a data set, in a fixed order.
func (im *Import) put(set *geo.Dataset, read map[geo.LayerName]*boundary.Result) {
	for _, name := range Layers {
		r := read[name]
		if r == nil {
			continue
		}
		r.Layer.Source = im.Notes.source(name, r)
		putLayer(set, r)
	}
}
