package main

import (
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

// splitCentres sets the files of centres apart: those that are said to be, and
// those that look like one.
func splitCentres(given []argument) (centres []string, others []argument, err error) {
	for _, a := range given {
		if a.name == "" {
			head, err := centresHead(a.files[0])
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

// centresHead returns the beginning of a file, or of the sheet of a workbook as
// CSV; nothing of a workbook that cannot be read, of which its reading will tell.
func centresHead(path string) ([]byte, error) {
	head, err := headOf(path)
	if err != nil || len(head) > 0 && !mayBeWorkbook(head) {
		return head, err
	}
	w, err := openWorkbook(path)
	if err != nil || w == nil {
		return nil, err
	}
	sheet, err := w.sheet(maxCentres, func(csv []byte) bool { return data.IsCentres(csv) || boundary.HasPerimeters(csv) })
	if err != nil {
		return nil, w.Close()
	}
	return sheet.Text[:min(len(sheet.Text), 4096)], w.Close()
}

// maxCentres bounds a file of centres, in bytes.
const maxCentres = 16 << 20

// readCentres puts the centres of a file in place of those with their IDs. One
// without perimeters keeps those it had.
func readCentres(set *geo.Dataset, layers *layerFlags, path string) (*fileReport, error) {
	r := &fileReport{Files: []string{filepath.Base(path)}, Layer: centresName, Problems: []boundary.Problem{}}
	file, _ := boundary.SplitTable(path)
	content, err := readBounded(file, maxCentres)
	if err != nil {
		return nil, err
	}
	if len(content) > maxCentres {
		r.refuse(fmt.Sprintf("more than %d MiB are more than a list of centres takes", maxCentres>>20))
		return r, nil
	}
	text, err := centresText(r, path, content)
	if err != nil {
		r.refuse(err.Error())
		return r, nil
	}
	centres, notes, err := data.ReadCentres(filepath.Base(path), text, set.Catalogue)
	if err != nil {
		r.refuse(err.Error())
		return r, nil
	}
	for _, note := range notes {
		r.notice(note)
	}
	sum := sha256.Sum256(content)
	r.Features, r.Loaded, r.Bytes, r.SHA256 = len(centres), len(centres), int64(len(content)), hex.EncodeToString(sum[:])
	for _, c := range centres {
		putCentre(set, c)
	}
	source := layers.describe(centresName, &boundary.Result{Layer: geo.Layer{Source: geo.Source{
		File: r.Files[0], SHA256: r.SHA256, Counts: map[string]int{"centres": len(centres)},
	}}})
	source.ID, source.ResolutionM, source.AccuracyBasis = centresSource, 0, ""
	set.Replace(geo.Layer{Name: centresSource, Source: source})
	set.Layers = set.Layers[:len(set.Layers)-1] // a source, and no layer
	return r, nil
}

// centresText returns the text of a list of centres: its bytes, or the sheet of a
// workbook as CSV, which the report then names.
func centresText(r *fileReport, path string, content []byte) ([]byte, error) {
	w, err := openWorkbook(path)
	if err != nil || w == nil {
		return content, err
	}
	sheet, err := w.sheet(maxCentres, data.IsCentres)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w (FILE#SHEET names one)", filepath.Base(path), err)
	}
	r.Format, r.Table = sheet.Format, sheet.Name
	if len(sheet.Others) > 0 {
		r.notice(fmt.Sprintf("sheet %s is read, which alone has columns of centres; not %s", sheet.Name, strings.Join(sheet.Others, ", ")))
	}
	return sheet.Text, nil
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
