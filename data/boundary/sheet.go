package boundary

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"maillage/data/format"
	"maillage/data/format/delimited"
	"maillage/data/format/spreadsheet"
	"maillage/geo"
)

// maxWorkbook bounds what the parts of a workbook hold once decompressed, and the
// CSV that one of its sheets makes.
const maxWorkbook = 64 << 20

// sheet reads the perimeters of a workbook, as those of the CSV that its sheet
// would be saved as.
func (s *session) sheet(ctx context.Context, file format.File, at io.ReaderAt) (err error) {
	limit := min(maxWorkbook, s.opts.MaxBytes)
	has := HasPerimeters
	if other := s.opts.IsOther; other != nil && s.opts.Layer == "" {
		has = func(csv []byte) bool { return HasPerimeters(csv) || other(csv) }
	}
	sheet, err := spreadsheet.Read(at, file.Size, spreadsheet.Wanted{Name: s.opts.Table, Has: has, Columns: perimeterColumns}, spreadsheet.Limits{Bytes: limit, Text: limit})
	if err != nil {
		return ofSheet(err)
	}
	table, err := delimited.Open(bytes.NewReader(sheet.Text), format.UTF8.Name, namePerimeters, s.opts.limits())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, table.Close()) }()
	switch layer := s.opts.Layer; {
	case layer != "" && layer != geo.PerimeterLayer:
		return notPerimeters("it is said to hold " + string(layer))
	case s.opts.IsOther != nil && s.opts.IsOther(sheet.Text) && !HasPerimeters(sheet.Text):
		f := faultf(RuleWrongFormat, "its sheet %s holds centres, and not perimeters", clip(sheet.Name))
		f.fix = "give the workbook itself, as centres=FILE, out of its folder or archive"
		return f
	case layer == "" && !slices.ContainsFunc(table.Header().Fields, func(name string) bool { return strings.EqualFold(name, centreKey) }):
		return notPerimeters("sheet " + clip(sheet.Name) + " has no column centre, as perimeters have")
	}
	p := part{file: file.Name, first: len(s.c.features)}
	err = readRows(ctx, table, s.opts, &s.c, &p)
	p.format, p.table, p.others = sheet.Format, sheet.Name, sheet.Others
	s.c.parts = append(s.c.parts, p)
	s.c.bytes += file.Size
	s.sheets = true
	return err
}

// workbooksAmong finds the workbooks among some files, which are read where they are
// all there is.
func workbooksAmong(files []format.File) (list []candidate, err error) {
	for _, f := range files {
		if _, ext := extension(f.Name); ext != ".xlsx" && ext != ".ods" || strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(path.Base(f.Name), "~$") {
			continue
		}
		head, err := headOf(f)
		if err != nil {
			return nil, err
		}
		if kindOf(head) == zipped {
			list = append(list, candidate{name: f.Name, kind: zipped, book: true, files: []format.File{f}})
		}
	}
	return list, nil
}

// passOver tells of what stands beside files of boundaries and is not read.
func (s *session) passOver(where string, books []candidate, files []format.File) {
	for _, b := range books {
		f := faultf(RulePassedOver, "it is a workbook beside files of boundaries, and is not read")
		f.file, f.fix = where+"/"+b.name, "give it alone, if it holds perimeters or centres"
		s.c.passed = append(s.c.passed, f)
	}
	for _, file := range files {
		if _, ext := extension(file.Name); ext == ".gdbtable" {
			s.passGeodatabase(where, geodatabase(path.Dir(file.Name), true))
			return
		}
	}
}

// passGeodatabase tells of one beside files of boundaries.
func (s *session) passGeodatabase(where string, f *fault) {
	f.rule, f.file, f.detail = RulePassedOver, where, f.detail+", beside files of boundaries, and it is not read"
	s.c.passed = append(s.c.passed, f)
}

// workbook reads a workbook that stands among other files.
func (s *session) workbook(ctx context.Context, file format.File) error {
	at, size, closer, err := hereAndThere(file)
	if err != nil {
		return err
	}
	file.Size = size
	return errors.Join(s.sheet(ctx, file, at), closer.Close())
}

// ofSheet gives a refusal the fix of workbooks: those of the rules are for files of
// boundaries.
func ofSheet(err error) error {
	var flt *fault
	if !errors.As(asRefusal(err), &flt) {
		return err
	}
	switch flt.rule {
	case RuleManyLayers, RuleUnknownTable:
		flt.fix = "name one, as in FILE#SHEET"
	default:
		flt.fix = "or save the sheet as CSV UTF-8"
	}
	return flt
}

// notPerimeters refuses a workbook of units: no cell is long enough for the
// ground of one.
func notPerimeters(why string) *fault {
	f := faultf(RuleWrongFormat, "it is a workbook, and %s: perimeters (columns centre, confidence, and departments, epci or communes) and centres (columns id and name) are read from workbooks, boundaries are not: no cell can hold their ground", why)
	f.fix = "give boundaries as GeoJSON, GeoPackage or Shapefile, or codes alone as CSV UTF-8"
	return f
}
