// Package spreadsheet turns one sheet of a workbook, XLSX or ODS, into the CSV
// that a person would save it as: UTF-8 between commas, rows of one width, row N of
// the sheet on line N, dates as YYYY-MM-DD, formulas as the value they were saved with. A
// number is its value and not how it looks, but for a format of zeros alone
// (00000), by which a code keeps the zeros it starts with, and for a date of
// which the format shows no day. Nothing is ever written to disk.
package spreadsheet

import (
	"io"
	"strings"

	"maillage/data/format"
	"maillage/data/format/archive"
)

// The formats, as people call them.
const (
	XLSX = "XLSX"
	ODS  = "ODS"
)

// Limits bounds what is taken from one workbook.
type Limits struct {
	Bytes int64 // of all its parts once decompressed
	Text  int64 // of the CSV
}

// Sheet is one sheet as CSV.
type Sheet struct {
	Format string // XLSX or ODS
	Name   string
	Text   []byte
	// Others are the sheets that are filled and not hidden too, and are not what was
	// asked for.
	Others []string
}

// Wanted says which sheet of a workbook to read.
type Wanted struct {
	Name string // "": the only one that will do
	// Has reports whether a sheet, as CSV, has the columns that are needed; nil: any
	// sheet will do in which something stands. Columns says them in a message.
	Has     func(csv []byte) bool
	Columns string
}

// ole starts the workbooks of Excel before 2007, and those of today that have a
// password.
const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// FormatOf tells from the files of a zip archive whether it is a workbook; "" for
// any other archive.
func FormatOf(files []format.File) string {
	for _, f := range files {
		switch strings.ToLower(f.Name) {
		case "xl/workbook.xml", "xl/workbook.bin":
			return XLSX
		case "mimetype":
			kind, err := format.ReadSmall(f, 256)
			if err == nil && strings.HasPrefix(string(kind), "application/vnd.oasis.opendocument.spreadsheet") {
				return ODS
			}
		}
	}
	return ""
}

// Is reports whether r holds a workbook of size bytes.
func Is(r io.ReaderAt, size int64) bool {
	if hasOLE(r) {
		return true
	}
	files, err := archive.Open(r, size, 1<<40)
	return err == nil && FormatOf(files) != ""
}

func hasOLE(r io.ReaderAt) bool {
	head := make([]byte, len(ole))
	n, _ := r.ReadAt(head, 0)
	return string(head[:n]) == ole
}

// Read reads the sheet that is wanted: by its name, or the only one that will do of
// those that are not hidden. Its errors are *format.Error, or those of r.
func Read(r io.ReaderAt, size int64, want Wanted, limits Limits) (*Sheet, error) {
	if size == 0 {
		return nil, format.Errorf(format.RuleTruncated, "it is empty: it has no bytes; save or fetch it again")
	}
	if hasOLE(r) {
		return nil, format.Errorf(archive.RuleEncrypted, "it is a workbook with a password, or one of Excel before 2007: open it, and save it as .xlsx without a password")
	}
	files, err := archive.Open(r, size, limits.Bytes)
	if err != nil {
		return nil, err
	}
	var w book
	switch FormatOf(files) {
	case XLSX:
		w, err = openXLSX(r, size, files, limits)
	case ODS:
		w, err = openODS(files, limits)
	default:
		return nil, format.Errorf(format.RuleUnsupported, "it is no workbook: save it as .xlsx, .ods or CSV UTF-8")
	}
	if err != nil {
		return nil, err
	}
	return choose(w, want, limits)
}

// book is an open workbook of either format.
type book interface {
	format() string
	sheets() []named
	// read writes the rows of a sheet.
	read(name string, to *text) error
}

// named is a sheet by its name.
type named struct {
	name   string
	hidden bool
}

func namesOf(list []named) string {
	const most = 20
	var names []string
	for _, s := range list[:min(most, len(list))] {
		names = append(names, clip(s.name))
	}
	if len(list) > most {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func clip(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
