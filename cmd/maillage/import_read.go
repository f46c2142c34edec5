package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/geo"
)

// centresName is what a file of centres is called among the layers.
const centresName geo.LayerName = "centres"

// centresSource is the ID of the source that a file of centres becomes: beside
// that of the embedded ones, of which some stay.
const centresSource = "centres-file"

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
		r, err := im.readCentres(set, file)
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

// splitCentres sets the files of centres apart: those that are said to be, and
// those that look like one.
func splitCentres(given []argument) (centres []string, others []argument, err error) {
	for _, a := range given {
		if a.name == "" {
			head, err := headOf(a.files[0])
			if err != nil {
				return nil, nil, err
			}
			if data.IsCentres(head) {
				a.name = centresName
			}
		}
		if a.name == centresName {
			centres = append(centres, a.files...)
		} else {
			others = append(others, a)
		}
	}
	return centres, others, nil
}

// headOf returns the beginning of a file; nothing of a folder, or of a layer in
// a file.
func headOf(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4096)
	n, _ := f.Read(head) // an empty file is told of when it is read
	return head[:n], f.Close()
}

// maxCentres bounds a file of centres, in bytes.
const maxCentres = 16 << 20

// readCentres puts the centres of a file in place of those with their IDs. One
// without perimeters keeps those it had.
func (im *importer) readCentres(set *geo.Dataset, path string) (*fileReport, error) {
	r := &fileReport{Files: []string{filepath.Base(path)}, Layer: centresName, Problems: []boundary.Problem{}}
	content, err := readBounded(path, maxCentres)
	if err != nil {
		return nil, err
	}
	if len(content) > maxCentres {
		r.refuse(fmt.Sprintf("more than %d MiB are more than a list of centres takes", maxCentres>>20))
		return r, nil
	}
	centres, err := data.ReadCentres(filepath.Base(path), content, set.Catalogue)
	if err != nil {
		r.refuse(err.Error())
		return r, nil
	}
	sum := sha256.Sum256(content)
	r.Features, r.Loaded, r.Bytes, r.SHA256 = len(centres), len(centres), int64(len(content)), hex.EncodeToString(sum[:])
	for _, c := range centres {
		putCentre(set, c)
	}
	source := im.layers.describe(centresName, &boundary.Result{Layer: geo.Layer{Source: geo.Source{
		File: r.Files[0], SHA256: r.SHA256, Counts: map[string]int{"centres": len(centres)},
	}}})
	source.ID, source.ResolutionM, source.AccuracyBasis = centresSource, 0, ""
	set.Replace(geo.Layer{Name: centresSource, Source: source})
	set.Layers = set.Layers[:len(set.Layers)-1] // a source, and no layer
	return r, nil
}

// readBounded reads a file up to one byte more than limit. The size that the
// file system tells does not bound a pipe or a device.
func readBounded(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	return content, errors.Join(err, f.Close())
}

func putCentre(set *geo.Dataset, c geo.Centre) {
	i, known := slices.BinarySearchFunc(set.Centres, c.ID, func(a geo.Centre, id string) int { return strings.Compare(a.ID, id) })
	if !known {
		set.Centres = slices.Insert(set.Centres, i, c)
		return
	}
	if c.Perimeters == nil {
		c.Perimeters = set.Centres[i].Perimeters
	}
	set.Centres[i] = c
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
	if l, there := set.Layer(geo.CommuneLayer); there && read[geo.CommuneLayer] == nil && read[geo.DepartmentLayer] != nil {
		reports[geo.DepartmentLayer].refuse(fmt.Sprintf("the base has communes (%s), from which departments are dissolved: import communes of the same vintage, or start with --base embedded", l.Source.File))
	}
	return read, nil
}

// readFiles reads the files of one layer.
func (im *importer) readFiles(ctx context.Context, a argument, known *boundary.Known) (*boundary.Result, *fileReport, error) {
	names := make([]string, len(a.files))
	for i, file := range a.files {
		names[i] = filepath.Base(file)
	}
	bar := newProgress(im.stderr, "reading "+strings.Join(names, ", "))
	defer bar.done()
	options := im.layers.options(a.name)
	options.Known, options.Progress, options.Country = known, bar.update, im.country.territory.Country()
	r, err := boundary.ReadFiles(ctx, a.files, options)
	if a.name == "" && r != nil {
		// What is said of a layer holds for a file that turns out to hold it.
		if found := r.Layer.Name; found != "" && im.layers.tellsReading(found) {
			return im.readFiles(ctx, argument{found, a.files}, known)
		}
	}
	var refused *boundary.RefusedError
	if err != nil && !errors.As(err, &refused) {
		return nil, nil, err
	}
	return r, fileReportOf(names, r, refused != nil), nil
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
