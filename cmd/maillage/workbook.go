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

// sheet reads the sheet that is named, or the only one that has what is needed; its
// CSV takes most bytes at the most.
func (w *workbook) sheet(most int64, has func(csv []byte) bool) (*spreadsheet.Sheet, error) {
	want := spreadsheet.Wanted{Name: w.name, Has: has, Columns: "columns of centres"}
	return spreadsheet.Read(w, w.size, want, spreadsheet.Limits{Bytes: 4 * most, Text: most})
}

// sentSheet reads the workbook that somebody sends in place of a table, within what
// such a table may take.
func sentSheet(content []byte, sheet string, has func(csv []byte) bool, columns string) (csv []byte, name string, err error) {
	want := spreadsheet.Wanted{Name: sheet, Has: has, Columns: columns}
	read, err := spreadsheet.Read(bytes.NewReader(content), int64(len(content)), want, spreadsheet.Limits{Bytes: 4 * scenario.MaxBytes, Text: scenario.MaxBytes})
	var refusal *format.Error
	switch {
	case errors.As(err, &refusal):
		return nil, "", errors.New(refusal.Detail)
	case err != nil:
		return nil, "", err
	}
	return read.Text, read.Name, nil
}
