// Package spreadsheet turns one sheet of a workbook, XLSX or ODS, into the CSV
// that a person would save it as: UTF-8 between commas, row N of the sheet on
// line N, dates as YYYY-MM-DD, formulas as the value they were saved with. A
// number is its value and not how it looks, but for a format of zeros alone
// (00000), by which a code keeps the zeros it starts with, and for a date of
// which the format shows no day. Nothing is ever written to disk.
package spreadsheet

import (
	"bytes"
	"io"
	"slices"
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

// Read reads the sheet called name; where name is "", the only one in which
// something stands, those that are hidden left out. Its errors are
// *format.Error, or those of r.
func Read(r io.ReaderAt, size int64, name string, limits Limits) (*Sheet, error) {
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
	return choose(w, name, limits)
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

// choose reads the sheet that is asked for.
func choose(w book, name string, limits Limits) (*Sheet, error) {
	list := w.sheets()
	if name != "" {
		i := slices.IndexFunc(list, func(s named) bool { return strings.EqualFold(s.name, name) })
		if i < 0 {
			return nil, format.Errorf(format.RuleUnknownTable, "it has no sheet %q; it has %s", clip(name), namesOf(list))
		}
		to := &text{most: limits.Text}
		if err := w.read(list[i].name, to); err != nil {
			return nil, err
		}
		return &Sheet{w.format(), list[i].name, to.bytes.Bytes()}, nil
	}
	var filled []named
	var first *text
	for _, s := range list {
		if s.hidden {
			continue
		}
		to := &text{most: limits.Text}
		if err := w.read(s.name, to); err != nil {
			return nil, err
		}
		if to.bytes.Len() > 0 {
			if filled = append(filled, s); first == nil {
				first = to
			}
		}
	}
	switch len(filled) {
	case 0:
		return nil, format.Errorf(format.RuleTruncated, "nothing stands in any sheet that is not hidden (%s)", namesOf(list))
	case 1:
		return &Sheet{w.format(), filled[0].name, first.bytes.Bytes()}, nil
	}
	return nil, format.Errorf(format.RuleManyLayers, "%d of its sheets are filled: %s; name one after a # (FILE#%s), or keep one", len(filled), namesOf(filled), clip(filled[0].name))
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

// Most rows and columns of a sheet: spreadsheets themselves stop at the first.
const (
	maxRows    = 1 << 20
	maxColumns = 1024
)

// text is CSV that grows row by row.
type text struct {
	bytes bytes.Buffer
	most  int64
	blank int // rows since the last in which something stands
}

// row writes the next row of the sheet, times times. Rows after the last in
// which something stands are nothing.
func (t *text) row(cells []string, times int) error {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		t.blank = min(t.blank+times, maxRows)
		return nil
	}
	if len(cells) > maxColumns {
		return errColumns()
	}
	for range t.blank {
		t.bytes.WriteByte('\n')
	}
	t.blank = 0
	for range times {
		for i, cell := range cells {
			if i > 0 {
				t.bytes.WriteByte(',')
			}
			if cell != "" {
				t.bytes.WriteString(`"` + quotes.Replace(cell) + `"`)
			}
		}
		t.bytes.WriteByte('\n')
		if int64(t.bytes.Len()) > t.most {
			return format.Errorf(format.RuleTooLarge, "a sheet makes more than %d bytes of CSV: split it", t.most)
		}
	}
	return nil
}

func errColumns() error {
	return format.Errorf(format.RuleTooLarge, "a sheet has more than %d columns: delete those that are not needed", maxColumns)
}

// quotes doubles quotes, and makes spaces of what would end a line.
var quotes = strings.NewReplacer(`"`, `""`, "\r\n", " ", "\n", " ", "\r", " ")
