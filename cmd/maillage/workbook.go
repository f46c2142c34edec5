package main

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"maillage/data/boundary"
	"maillage/data/format"
	"maillage/data/format/spreadsheet"
	"maillage/geo/scenario"
)

// workbook is an open file of sheets, of which one may be named.
type workbook struct {
	*os.File
	size int64
	name string
}

// mayBeWorkbook tells from the beginning of a file whether it is worth opening.
func mayBeWorkbook(head []byte) bool {
	return strings.HasPrefix(string(head), "PK") || strings.HasPrefix(string(head), "\xd0\xcf\x11\xe0")
}

// openWorkbook opens FILE or FILE#SHEET; nil where there is no workbook.
func openWorkbook(path string) (*workbook, error) {
	path, name := boundary.SplitTable(path)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil // reading it will say why
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if !spreadsheet.Is(f, info.Size()) {
		return nil, f.Close()
	}
	return &workbook{f, info.Size(), name}, nil
}

// sheet reads the sheet, of which the CSV takes most bytes at the most.
func (w *workbook) sheet(most int64) (*spreadsheet.Sheet, error) {
	return spreadsheet.Read(w, w.size, w.name, spreadsheet.Limits{Bytes: 4 * most, Text: most})
}

// assignmentsSheet reads the workbook that somebody sends as a table of
// assignments, within what such a table may take.
func assignmentsSheet(content []byte) (csv []byte, name string, err error) {
	sheet, err := spreadsheet.Read(bytes.NewReader(content), int64(len(content)), "", spreadsheet.Limits{Bytes: 4 * scenario.MaxBytes, Text: scenario.MaxBytes})
	var refusal *format.Error
	switch {
	case errors.As(err, &refusal):
		return nil, "", errors.New(refusal.Detail)
	case err != nil:
		return nil, "", err
	}
	return sheet.Text, sheet.Name, nil
}
