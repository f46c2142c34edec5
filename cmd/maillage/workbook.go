package main

import (
	"bytes"
	"errors"

	"maillage/data/format"
	"maillage/data/format/spreadsheet"
	"maillage/data/ingest"
	"maillage/geo/scenario"
)

// sentSheet reads the workbook that somebody sends in place of a table, within what
// such a table may take.
func sentSheet(content []byte, sheet string, has func(csv []byte) bool, columns string) (csv []byte, name string, err error) {
	want := spreadsheet.Wanted{Name: sheet, Has: has, Columns: columns}
	read, err := ingest.Sheet(bytes.NewReader(content), int64(len(content)), want, scenario.MaxBytes)
	var refusal *format.Error
	switch {
	case errors.As(err, &refusal):
		return nil, "", errors.New(refusal.Detail)
	case err != nil:
		return nil, "", err
	}
	return read.Text, read.Name, nil
}
