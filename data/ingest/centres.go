package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"maillage/data"
	"maillage/data/boundary"
	"maillage/data/format/spreadsheet"
	"maillage/geo"
)

// centresSource is the ID of the source that a file of centres becomes: beside
// that of the embedded ones, of which some stay.
const centresSource = "centres-file"

// maxCentres bounds a file of centres, in bytes.
const maxCentres = 16 << 20

// centreFile is a file of centres.
type centreFile struct {
	path  string
	sheet *spreadsheet.Sheet // of a workbook, where it was read to recognise it
}

// splitCentres sets the files of centres apart: those that are said to be, and
// those that look like one.
func splitCentres(given []Given) (centres []centreFile, others []Given, err error) {
	for _, g := range given {
		if g.Layer == "" {
			head, sheet, err := centresHead(g.Files[0])
			if err != nil {
				return nil, nil, err
			}
			if data.IsCentres(head) {
				centres = append(centres, centreFile{g.Files[0], sheet})
				continue
			}
		}
		if g.Layer != Centres {
			others = append(others, g)
			continue
		}
		for _, path := range g.Files {
			centres = append(centres, centreFile{path: path})
		}
	}
	return centres, others, nil
}

// centresHead returns the beginning of a file, or of the sheet of a workbook as CSV
// with the sheet; nothing of a folder, of a layer in a file, or of a workbook that
// cannot be read, of which its reading will tell.
func centresHead(path string) (head []byte, sheet *spreadsheet.Sheet, err error) {
	path, name := boundary.SplitTable(path)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head = make([]byte, headBytes)
	n, _ := f.ReadAt(head, 0) // reading an empty file reports it
	head = head[:n]
	switch {
	case n > 0 && !mayBeWorkbook(head) && name == "":
		return head, nil, nil
	case n > 0 && !mayBeWorkbook(head), !spreadsheet.Is(f, info.Size()):
		return nil, nil, nil
	}
	either := func(csv []byte) bool { return data.IsCentres(csv) || boundary.HasPerimeters(csv) }
	sheet, err = Sheet(f, info.Size(), wantedSheet(name, either), maxCentres)
	if err != nil {
		return nil, nil, nil
	}
	return sheet.Text[:min(len(sheet.Text), headBytes)], sheet, nil
}

// headBytes are enough of a file to recognise it.
const headBytes = 4096

// mayBeWorkbook tells from the beginning of a file whether it is worth opening.
func mayBeWorkbook(head []byte) bool {
	return strings.HasPrefix(string(head), "PK") || strings.HasPrefix(string(head), "\xd0\xcf\x11\xe0")
}

// wantedSheet is the sheet that is named, or the only one that has what is needed.
func wantedSheet(name string, has func(csv []byte) bool) spreadsheet.Wanted {
	return spreadsheet.Wanted{Name: name, Has: has, Columns: "columns of centres"}
}

// readCentres puts the centres of a file in place of those with their IDs. One
// without perimeters keeps those it had.
func readCentres(set *geo.Dataset, notes *Notes, c centreFile) (*FileReport, error) {
	name := filepath.Base(c.path)
	r := &FileReport{Files: []string{name}, Layer: Centres, Problems: []boundary.Problem{}}
	file, table := boundary.SplitTable(c.path)
	content, err := readBounded(file, maxCentres)
	if err != nil {
		return nil, err
	}
	if len(content) > maxCentres {
		r.refuse(fmt.Sprintf("more than %d MiB are more than a list of centres takes", maxCentres>>20))
		return r, nil
	}
	text, err := c.text(r, content, table)
	if err != nil {
		r.refuse(err.Error())
		return r, nil
	}
	centres, remarks, err := data.ReadCentres(name, text, set.Catalogue)
	if err != nil {
		r.refuse(err.Error())
		return r, nil
	}
	for _, remark := range remarks {
		r.notice(remark)
	}
	sum := sha256.Sum256(content)
	r.Features, r.Loaded, r.Bytes, r.SHA256 = len(centres), len(centres), int64(len(content)), hex.EncodeToString(sum[:])
	for _, c := range centres {
		putCentre(set, c)
	}
	source := notes.source(Centres, &boundary.Result{Layer: geo.Layer{Source: geo.Source{
		File: name, SHA256: r.SHA256, Counts: map[string]int{"centres": len(centres)},
	}}})
	source.ID, source.ResolutionM, source.AccuracyBasis = centresSource, 0, ""
	set.Replace(geo.Layer{Name: centresSource, Source: source})
	set.Layers = set.Layers[:len(set.Layers)-1] // a source, and no layer
	return r, nil
}

// text returns the text of a list of centres: its bytes, or the sheet of a workbook as
// CSV, which the report then names.
func (c *centreFile) text(r *FileReport, content []byte, table string) ([]byte, error) {
	sheet := c.sheet
	if sheet == nil {
		in, size := bytes.NewReader(content), int64(len(content))
		if !spreadsheet.Is(in, size) {
			return content, nil
		}
		var err error
		if sheet, err = Sheet(in, size, wantedSheet(table, data.IsCentres), maxCentres); err != nil {
			return nil, fmt.Errorf("%s: %w (FILE#SHEET names one)", filepath.Base(c.path), err)
		}
	}
	r.Format, r.Table = sheet.Format, sheet.Name
	if len(sheet.Others) > 0 {
		r.notice(fmt.Sprintf("sheet %s is read, which alone has columns of centres; not %s",
			sheet.Name, strings.Join(sheet.Others, ", ")))
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
